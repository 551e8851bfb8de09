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
    patience: float = 60.0  # seconds for the text, and again for the server's last word about it


@dataclass(frozen=True, slots=True)
class Outbox:
    """How mail is paced and looked after. Each is described in docs/operate/mail.md."""

    retry: float = 30.0  # seconds until the second try; doubled for each one after
    doubt: float = 900.0  # seconds after which a server's log without a mail says that it never arrived
    per_domain: int = 0  # mails a minute to one recipient domain; 0: as fast as they are taken
    relay_log: str = ""  # the log of the mail server, if this machine can read it


def outbox() -> Outbox:
    """Read MAIL_RETRY_SECONDS, MAIL_DOUBT_SECONDS, MAIL_PER_MINUTE_PER_DOMAIN and RELAY_LOG."""
    return Outbox(
        retry=float(os.environ.get("MAIL_RETRY_SECONDS", "30")),
        doubt=float(os.environ.get("MAIL_DOUBT_SECONDS", "900")),
        per_domain=int(os.environ.get("MAIL_PER_MINUTE_PER_DOMAIN", "0")),
        relay_log=os.environ.get("RELAY_LOG", ""),
    )


def smtp(data_folder: Path) -> Smtp:
    """Read smtp://, smtps:// or smtp+starttls:// from SMTP_URL. Without it, the port the sink wrote down, else 1025."""
    patience = float(os.environ.get("SMTP_PATIENCE_SECONDS", "60"))
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
            patience=patience,
        )
    noted = data_folder / "mail" / "port"
    return Smtp("127.0.0.1", port=int(noted.read_text()) if noted.exists() else 1025, patience=patience)
