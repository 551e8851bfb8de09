"""Settings of the tests: the same program, its own cluster, quick passwords, quiet sleep."""

import os
import tempfile

os.environ["CR_CLUSTER"] = "test"  # a server of its own, without fsync
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs an event loop in the test's thread

from career_relay.embedded.locations import socket_dir
from career_relay.settings import *  # noqa: F403 — the settings under test
from career_relay.settings import DATABASES, STORAGES

if not os.environ.get("DATABASE_URL"):
    DATABASES["default"]["HOST"] = str(socket_dir())

DATABASES["default"]["TEST"] = {"NAME": os.environ.get("CR_TEST_DB", "test_career_relay")}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
DATABASES["default"]["OPTIONS"].pop("pool", None)  # a pool, CREATE DATABASE and the switch of roles do not mix
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
ALLOWED_HOSTS = ["*"]
PUBLIC_URL = "https://relay.example"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
QUIET_HOURS = False
ASK_LEAST_PLACES = 1  # everybody who fits is asked; the lots have tests of their own
ASK_RELEASE_HOUR = -1
ERASURE_JOURNAL = os.path.join(tempfile.gettempdir(), f"erasures-{os.getpid()}.jsonl")  # noqa: PTH118 — a text, as the setting is
