"""The life of a company's own sender, on one screen: how it is reached, how far it is, and what can be wrong with it."""

from typing import NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.errors import Refused


class SenderKind(models.TextChoices):
    SMTP = "smtp", _("own mail server (SMTP)")
    MICROSOFT = "microsoft", _("Microsoft 365")
    GOOGLE = "google", _("Google Workspace")


class Security(models.TextChoices):
    """Both prove the server's name by its certificate; there is no third way."""

    STARTTLS = "starttls", _("STARTTLS (usually port 587)")
    TLS = "tls", _("TLS from the first byte (usually port 465)")


class SenderState(models.TextChoices):
    BEGUN = "begun", pgettext_lazy("sender", "not connected yet")
    TRYING = "trying", pgettext_lazy("sender", "being tried")
    UNPROVEN = "unproven", pgettext_lazy("sender", "waits for the code")
    READY = "ready", pgettext_lazy("sender", "ready")
    BROKEN = "broken", pgettext_lazy("sender", "does not work")
    LEAVING = "leaving", pgettext_lazy("sender", "being removed")


S = SenderState
NEXT: dict[str, frozenset[str]] = {
    S.BEGUN: frozenset({S.TRYING}),
    S.TRYING: frozenset({S.TRYING, S.UNPROVEN, S.READY, S.BROKEN, S.LEAVING}),
    S.UNPROVEN: frozenset({S.TRYING, S.READY, S.BROKEN, S.LEAVING}),
    S.READY: frozenset({S.TRYING, S.BROKEN, S.LEAVING}),
    S.BROKEN: frozenset({S.TRYING, S.LEAVING}),
}  # one that is leaving goes


def ensure_next(now: str, then: str) -> None:
    if then not in NEXT.get(now, frozenset()):
        raise Refused(
            _("A sender that is {now} cannot become {then}.").format(
                now=SenderState(now).label, then=SenderState(then).label
            )
        )


class Problem(models.TextChoices):
    PASSWORD = "password", _("The server does not accept the user name or the password.")
    REVOKED = "revoked", _("The permission was withdrawn or has ended.")
    LOGIN_OFF = "login_off", _("Sending by SMTP is switched off for this mailbox.")
    NO_LOGIN = "no_login", _("The server offers no way to sign in that we may use.")
    APP = "app", _("The service does not accept the registration of this installation.")
    SCOPE = "scope", _("The permission to send mail was not given.")
    NOT_OURS = "not_ours", _("The server does not let this account send from this address.")
    BLOCKED = "blocked", _("The service has stopped this account from sending.")
    FORBIDDEN = "forbidden", _("The server is not in the open internet.")
    SEALED = "sealed", _("The stored password or permission can no longer be read.")
    CERTIFICATE = "certificate", _("The server could not prove its name: its certificate is wrong.")
    NO_TLS = "no_tls", _("The server offers no encryption. Nothing was sent to it.")
    NAME = "name", _("Nobody knows a server of this name.")
    LIMIT = "limit", _("The limit of mails of this account is reached.")
    AWAY = "away", _("The server does not answer.")


class Mend(NamedTuple):
    """Whether somebody has to do something before another try makes sense, and what."""

    by_hand: bool
    words: str | Promise


MEND: dict[str, Mend] = {
    Problem.PASSWORD: Mend(True, _("Write the password anew. Many servers want a password made for apps.")),
    Problem.REVOKED: Mend(True, _("Connect the account again.")),
    Problem.LOGIN_OFF: Mend(
        True,
        _("Ask the administrator of Microsoft 365 to allow “Authenticated SMTP” for this mailbox, then try again."),
    ),
    Problem.NO_LOGIN: Mend(True, _("Check the port, or ask who runs the server to allow AUTH PLAIN or LOGIN.")),
    Problem.APP: Mend(True, _("Tell the operator of the network: the registered app has to be renewed.")),
    Problem.SCOPE: Mend(True, _("Connect again and leave the box for sending mail ticked.")),
    Problem.NOT_OURS: Mend(
        True, _("Use the address of the account itself, or let the account send as this address, then try again.")
    ),
    Problem.BLOCKED: Mend(True, _("Sign in at the service: its notes say why. Then try again.")),
    Problem.FORBIDDEN: Mend(True, _("Write the public name of the server, or ask the operator to allow this host.")),
    Problem.SEALED: Mend(True, _("Write the password anew, or connect the account again.")),
    Problem.CERTIFICATE: Mend(
        False, _("Check the name of the server. If it is right, whoever runs it has to renew the certificate.")
    ),
    Problem.NO_TLS: Mend(False, _("Choose the other kind of encryption, or ask who runs the server to offer it.")),
    Problem.NAME: Mend(False, _("Check the name of the server.")),
    Problem.LIMIT: Mend(False, _("Mail goes on by itself when the service allows it again.")),
    Problem.AWAY: Mend(False, _("We try again by ourselves. If it lasts, ask who runs the server.")),
}
