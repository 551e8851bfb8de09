"""What granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "career_relay.settings")

application = get_wsgi_application()

# What was loaded stays for good: without this the collector walks through all of it while somebody waits for a page,
# a tenth of a second each time.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
