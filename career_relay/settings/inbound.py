"""Where answers and returned mails come in: INBOUND_…, or nowhere."""

import os
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Imap:
    """A mailbox that is looked into."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: bool = True
    starttls: bool = False
    folder: str = "INBOX"
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """Where answers and returned mails come in. Without a domain they go where they went: to the contact desk."""

    domain: str = ""
    imap: Imap | None = None
    hooks: tuple[str, ...] = ()  # providers whose hooks are open
    passwords: tuple[str, ...] = field(default=(), repr=False)  # `user:password`, any of them
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)  # provider → signing keys, any of them


def inbound() -> Inbound:
    """Read INBOUND_DOMAIN, INBOUND_IMAP_URL and, for each of INBOUND_HOOKS, INBOUND_<PROVIDER>_KEY."""
    hooks = _split(os.environ.get("INBOUND_HOOKS", ""))
    return Inbound(
        domain=os.environ.get("INBOUND_DOMAIN", "").strip().lower(),
        imap=imap(os.environ.get("INBOUND_IMAP_URL", "")),
        hooks=hooks,
        passwords=_words("INBOUND_HOOK_PASSWORDS"),
        keys={one: _words(f"INBOUND_{one.upper()}_KEY") for one in hooks},
    )


def imap(url: str) -> Imap | None:
    """Read imaps:// or imap+starttls://user:password@host/Folder. Without TLS only to this machine. raises ValueError."""
    if not url:
        return None
    parts = urlsplit(url)
    host = parts.hostname or "127.0.0.1"
    if parts.scheme not in {"imaps", "imap+starttls"} and host not in {"127.0.0.1", "localhost", "::1"}:
        raise ValueError("INBOUND_IMAP_URL: begin it with imaps:// or imap+starttls://")
    return Imap(
        host=host,
        port=parts.port or (993 if parts.scheme == "imaps" else 143),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "imaps",
        starttls=parts.scheme == "imap+starttls",
        folder=unquote(parts.path.strip("/")) or "INBOX",
        ca_file=os.environ.get("INBOUND_CA_FILE", ""),
    )


def _words(name: str) -> tuple[str, ...]:
    return _split(os.environ.get(name, ""))


def _split(words: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip() for one in words.split(","))))
