"""Permission to send through a mail service: OAuth 2 authorization code with PKCE (RFC 6749, 7636), and its renewal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from career_relay.base.outbound import Away, Forbidden, Why, guard
from career_relay.notices.sender_states import Problem
from career_relay.settings.services import MailService

# What a service answers (RFC 6749 §5.2) → what it means for the company. The rest is tried again.
MEANS = {
    "invalid_grant": Problem.REVOKED,
    "consent_required": Problem.REVOKED,
    "interaction_required": Problem.REVOKED,
    "login_required": Problem.REVOKED,
    "access_denied": Problem.SCOPE,
    "invalid_scope": Problem.SCOPE,
    "invalid_client": Problem.APP,
    "unauthorized_client": Problem.APP,
    "unsupported_grant_type": Problem.APP,
    "invalid_request": Problem.APP,
}
USUAL_LIFE = 3600  # seconds, when the service does not say


class Trouble(Exception):  # noqa: N818 — a state of the world
    """An account cannot send now. `problem` says why, `said` in the words of the other side."""

    def __init__(self, problem: Problem, said: str = "") -> None:
        super().__init__(problem)
        self.problem, self.said = problem, said[:200]


@dataclass(frozen=True, slots=True)
class Start:
    """Where the browser goes, and what has to be remembered until it comes back."""

    url: str
    state: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Tokens:
    access: str
    refresh: str
    until: datetime


def service_of(kind: str) -> MailService:
    found: MailService = settings.MAIL_SERVICES[kind]
    return found


def redirect_uri() -> str:
    """Give the address the services send the browser back to: it is registered with them letter by letter."""
    return f"{settings.PUBLIC_URL}{reverse('desk:sender_back')}"


def start(service: MailService, *, address: str) -> Start:
    """Prepare the question the person is asked at the service. Nothing is sent."""
    verifier = generate_token(64)
    session = _session(service)
    url, state = session.create_authorization_url(
        service.authorize_url, code_verifier=verifier, login_hint=address, **dict(service.extra)
    )
    return Start(url, state, verifier)


def exchange(service: MailService, *, code: str, verifier: str) -> Tokens:
    """Give the tokens for what the browser brought back. Raises Trouble."""
    with _answers(), guard(_session(service)) as session:
        said = session.fetch_token(
            service.token_url, grant_type="authorization_code", code=code, code_verifier=verifier
        )
    return _tokens(service, said, before="")


def renew(service: MailService, refresh_token: str) -> Tokens:
    """Give new tokens. The service may give a new refresh token too, and then the old one is spent. Raises Trouble."""
    with _answers(), guard(_session(service)) as session:
        said = session.refresh_token(service.token_url, refresh_token=refresh_token)
    return _tokens(service, said, before=refresh_token)


def revoke(service: MailService, token: str) -> None:
    """Tell the service that we no longer want the permission, where it listens. Raises Trouble."""
    if service.revoke_url and token:
        with _answers(), guard(_session(service)) as session:
            session.revoke_token(service.revoke_url, token=token, token_type_hint="refresh_token")  # noqa: S106


def _session(service: MailService) -> Any:
    return OAuth2Session(
        service.client_id,
        service.client_secret,
        scope=" ".join(service.scopes),
        redirect_uri=redirect_uri(),
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_post",  # noqa: S106 — the name of a method
        revocation_endpoint_auth_method="client_secret_post",
    )


@contextmanager
def _answers() -> Iterator[None]:
    """Say every way in which a service may fail as Trouble."""
    try:
        yield
    except AuthlibBaseError as no:
        raise Trouble(MEANS.get(str(no.error), Problem.AWAY), str(no.error)) from no
    except Forbidden as fault:
        raise Trouble(Problem.FORBIDDEN) from fault
    except Away as fault:
        raise Trouble(Problem.CERTIFICATE if fault.why is Why.CERTIFICATE else Problem.AWAY, fault.why) from fault
    except (requests.RequestException, ValueError, KeyError, TypeError) as fault:  # 5xx, or what is no answer at all
        raise Trouble(Problem.AWAY, type(fault).__name__) from fault


def _tokens(service: MailService, said: Any, *, before: str) -> Tokens:
    """Read an answer. Raises Trouble when it lacks a token, or the right to send."""
    if not isinstance(said, dict) or not _is_token(said.get("access_token")):
        raise Trouble(Problem.AWAY, "no token")
    refresh = said.get("refresh_token") or before
    if not _is_token(refresh):
        raise Trouble(Problem.SCOPE, "no refresh token")
    told = said.get("scope")  # RFC 6749 §5.1: not said means as asked
    granted = (told if isinstance(told, str) else service.smtp_scope).lower().split()
    if service.smtp_scope.lower() not in granted:
        raise Trouble(Problem.SCOPE, "scope")
    return Tokens(said["access_token"], refresh, timezone.now() + _life(said.get("expires_in")))


def _life(seconds: Any) -> timedelta:
    try:
        return timedelta(seconds=min(max(int(seconds), 0), 86_400))
    except (TypeError, ValueError):
        return timedelta(seconds=USUAL_LIFE)


def _is_token(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) < 20_000 and value.isascii() and value.isprintable()
