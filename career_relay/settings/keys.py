"""The secret key: from the environment, else made once and kept in the data folder."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def secret_key(data_folder: Path) -> str:
    """Give SECRET_KEY, or the key kept in the data folder, made at first start with mode 0600."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    place = data_folder / "secret.key"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = place.with_name(f"secret.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(fresh, place)  # first one wins when two processes start together
        fresh.unlink()
    return place.read_text().strip()
