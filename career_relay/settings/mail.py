"""Where mail goes: SMTP_URL, or the sink on this machine."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Smtp:
    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False


def smtp(data_folder: Path) -> Smtp:
    """Read smtp://, smtps:// or smtp+starttls:// from SMTP_URL. Without it, the port the sink wrote down, else 1025."""
    if url := os.environ.get("SMTP_URL"):
        parts = urlsplit(url)
        default = {"smtps": 465, "smtp+starttls": 587}.get(parts.scheme, 25)
        return Smtp(
            host=parts.hostname or "127.0.0.1",
            port=parts.port or default,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls=parts.scheme == "smtps",
            starttls=parts.scheme == "smtp+starttls",
        )
    noted = data_folder / "mail" / "port"
    return Smtp(host="127.0.0.1", port=int(noted.read_text()) if noted.exists() else 1025)
