"""Fixtures: a company's mail services on this machine, and a browser that goes there and comes back."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from career_relay.base.tenancy import company as acting_for
from career_relay.notices import oauth, sender_tries, senders
from career_relay.notices.models import SenderAccount
from career_relay.notices.sender_states import SenderKind
from career_relay.settings.services import MailService
from tests.standins.dns import dns_server  # noqa: F401 — a fixture
from tests.standins.oauth import OAuthServer
from tests.standins.smtp import SmtpServer
from tests.standins.tls import Authority

SCOPES = {"microsoft": "https://outlook.office.com/SMTP.Send", "google": "https://mail.google.com/"}
EXTRA = {
    "microsoft": (("prompt", "select_account"), ("response_mode", "query")),
    "google": (("access_type", "offline"), ("prompt", "consent")),
}
ADDRESS = "saiyo@minato.example"
PASSWORD = "Hafen-2026-geheim!"


@pytest.fixture(scope="session")
def authority(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture
def trusted(settings, authority) -> Authority:
    """Servers on this machine may be asked, and the test authority vouches for them."""
    settings.OUTBOUND_PRIVATE_HOSTS = ("localhost",)
    settings.OUTBOUND_CA_FILE = str(authority.file)
    return authority


@pytest.fixture
def own_smtp(trusted) -> Iterator[Callable[..., SmtpServer]]:
    """Start a mail server with passwords."""
    started = []

    def start(mode: str = "starttls", *, proof: Any = None, **more: Any) -> SmtpServer:
        more.setdefault("passwords", {ADDRESS: PASSWORD})
        server = SmtpServer((proof or trusted.proof("localhost")).context(), mode, **more)
        server.start()
        started.append(server)
        return server

    yield start
    for one in started:
        one.stop()


class Service:
    """A connected service: where permission is given, and where mail is sent."""

    def __init__(self, kind: str, oauth_server: OAuthServer, mail: SmtpServer) -> None:
        self.kind, self.oauth, self.mail = SenderKind(kind), oauth_server, mail

    def visit(self, url: str) -> dict[str, str]:
        """Be the browser of a person who allows it: give what the service sends back with."""
        answer = requests.get(url, verify=self.trust, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        told = parse_qs(urlsplit(answer.headers["Location"]).query)
        assert answer.headers["Location"].startswith(self.oauth.redirect_uri)
        return {name: values[0] for name, values in told.items()}

    trust = ""


@pytest.fixture
def mail_service(settings, trusted) -> Iterator[Callable[..., Service]]:
    """Start Microsoft 365 or Google as they are on this machine, registered with this installation."""
    started: list[Any] = []

    def start(kind: str, **limits: int) -> Service:
        permission = OAuthServer(kind, frozenset({SCOPES[kind]}))
        permission.start(trusted.proof("localhost").context())
        mail = SmtpServer(trusted.proof("localhost").context(), whose=permission.whose)
        mail.start()
        started.extend([permission, mail])
        scopes = (SCOPES[kind], "offline_access") if kind == "microsoft" else (SCOPES[kind],)
        known = MailService(
            permission.client_id, permission.client_secret, permission.url("authorize"), permission.url("token"),
            permission.url("revoke") if kind == "google" else "", scopes, SCOPES[kind], "localhost", mail.port,
            extra=EXTRA[kind], **limits,
        )  # fmt: skip
        settings.MAIL_SERVICES = {**settings.MAIL_SERVICES, kind: known}
        found = Service(kind, permission, mail)
        found.trust = str(trusted.file)
        return found

    yield start
    for one in started:
        one.stop()


def connected(there: Service, company_id: int, *, by: Any, address: str = ADDRESS) -> SenderAccount:
    """Go to the service, come back, and have it tried. Gives the account as it is then."""
    begun = oauth.start(oauth.service_of(there.kind), address=address)
    told = there.visit(begun.url)
    assert told["state"] == begun.state
    with acting_for(company_id):
        account = senders.save_grant(there.kind, address=address, code=told["code"], verifier=begun.verifier, by=by)
    sender_tries.try_out(company_id, account.pk)
    return fresh(account)


def saved(server: SmtpServer, company_id: int, *, by: Any, **details: Any) -> SenderAccount:
    """Write down a mail server, and have it tried. Gives the account as it is then."""
    told = {"address": ADDRESS, "user": "", "host": "localhost", "port": server.port, "selectors": "",
            "security": "tls" if server.mode == "tls" else "starttls", "password": PASSWORD, **details}  # fmt: skip
    with acting_for(company_id):
        account = senders.save_smtp(by=by, **told)
    sender_tries.try_out(company_id, account.pk)
    return fresh(account)


def in_use(account: SenderAccount, *, by: Any) -> SenderAccount:
    """Prove the address by the code, and choose the account."""
    with acting_for(account.company_id):
        assert senders.prove(account, senders.code_of(account), by=by)
        senders.choose(SenderAccount.objects.get(pk=account.pk), company=account.company, by=by)
    return fresh(account)


def fresh(account: SenderAccount) -> SenderAccount:
    with acting_for(account.company_id):
        return SenderAccount.objects.select_related("company").get(pk=account.pk)
