"""Where the database is: the embedded PostgreSQL, or the one DATABASE_URL names."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from career_relay.embedded import locations

OWNER, APP, NAME = "cr_owner", "cr_app", "career_relay"


def databases(data_folder: Path) -> dict[str, dict[str, Any]]:
    """Give Django's DATABASES. CR_DB_ROLE=owner logs in as the owner (migrations, backup), else as the app."""
    as_owner = os.environ.get("CR_DB_ROLE") == "owner"
    url = os.environ.get("DATABASE_OWNER_URL" if as_owner else "DATABASE_URL") or os.environ.get("DATABASE_URL")
    place = from_url(url) if url else embedded(data_folder, as_owner=as_owner)
    options = {"connect_timeout": 10, **place.pop("OPTIONS", {})}
    if url and not os.environ.get("DATABASE_OWNER_URL") and not as_owner:
        # One URL for both: log in as it, act as cr_app. Not Django's `assume_role`: with a pool it waits for itself.
        options["options"] = f"{options.get('options', '')} -c role={APP}".strip()
    if not as_owner and os.environ.get("CR_POOL", "1") == "1":
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "ATOMIC_REQUESTS": True,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
            **place,
        }
    }


def embedded(data_folder: Path, *, as_owner: bool) -> dict[str, Any]:
    """Give the place of the embedded server, without starting it."""
    return {
        "NAME": NAME,
        "USER": OWNER if as_owner else APP,
        "HOST": str(locations.socket_dir(data_folder)),
        "PORT": "5432",
    }


def from_url(url: str) -> dict[str, Any]:
    """Read postgresql://user:password@host:port/name?option=value."""
    parts = urlsplit(url)
    return {
        "NAME": unquote(parts.path.lstrip("/")) or NAME,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
