import sys

from tests.plants.lanes import main

sys.exit(main())
