"""Mail services a company can connect: what the operator registered there, and what each of them wants and allows."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailService:
    """One service. Without a client id it cannot be connected, and its button says so."""

    client_id: str
    client_secret: str
    authorize_url: str
    token_url: str
    revoke_url: str  # empty: the service offers none
    scopes: tuple[str, ...]
    smtp_scope: str  # without this one nothing can be sent
    host: str
    port: int
    per_minute: int = 0  # 0: no limit is published
    per_day: int = 0
    extra: tuple[tuple[str, str], ...] = ()  # further words of the question the person is asked there

    @property
    def is_registered(self) -> bool:
        return bool(self.client_id and self.client_secret)


def microsoft() -> MailService:
    """Microsoft 365: SMTP AUTH with OAuth. Limits of Exchange Online: 30 mails a minute, 10,000 recipients a day."""
    tenant = os.environ.get("MICROSOFT_TENANT", "organizations")
    place = f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0"
    send = "https://outlook.office.com/SMTP.Send"
    return MailService(
        client_id=os.environ.get("MICROSOFT_CLIENT_ID", ""),
        client_secret=os.environ.get("MICROSOFT_CLIENT_SECRET", ""),
        authorize_url=f"{place}/authorize",
        token_url=f"{place}/token",
        revoke_url="",
        scopes=(send, "offline_access"),
        smtp_scope=send,
        host="smtp.office365.com",
        port=587,
        per_minute=30,
        per_day=10_000,
        extra=(("prompt", "select_account"), ("response_mode", "query")),
    )


def google() -> MailService:
    """Google Workspace: SMTP with XOAUTH2. 2,000 mails a day for a user of a paid edition."""
    scope = "https://mail.google.com/"
    return MailService(
        client_id=os.environ.get("GOOGLE_CLIENT_ID", ""),
        client_secret=os.environ.get("GOOGLE_CLIENT_SECRET", ""),
        authorize_url="https://accounts.google.com/o/oauth2/v2/auth",
        token_url="https://oauth2.googleapis.com/token",  # noqa: S106 — an address
        revoke_url="https://oauth2.googleapis.com/revoke",
        scopes=(scope,),
        smtp_scope=scope,
        host="smtp.gmail.com",
        port=587,
        per_day=2_000,
        extra=(("access_type", "offline"), ("prompt", "consent")),
    )


def words(name: str) -> tuple[str, ...]:
    """Read a list with commas or spaces from the environment."""
    return tuple(os.environ.get(name, "").replace(",", " ").split())
