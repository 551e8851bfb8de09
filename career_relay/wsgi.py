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
# One search among fifty thousand young objects takes 60 ms, and one page in twenty waited for it.
gc.set_threshold(10_000, 20, 50)
