"""Through whose mail server a company's mail leaves: its own account, else the one of this installation.

A company that has chosen its own account never sends by another: while that account does not work, its mail waits.
"""

import smtplib
from datetime import timedelta
from email.message import EmailMessage
from types import TracebackType
from typing import Protocol, Self

from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import viewer
from career_relay.companies.models import Company
from career_relay.notices import oauth, sender_lines, sender_trouble
from career_relay.notices.models import SenderAccount
from career_relay.notices.oauth import Trouble
from career_relay.notices.sender_limits import left_in_the_day, left_now, note_sending
from career_relay.notices.sender_states import Problem, SenderKind, SenderState
from career_relay.notices.smtp import Answer, PostOffice, Unreachable, Verdict
from career_relay.settings.services import MailService

EARLY = timedelta(minutes=5)  # a token is renewed so long before it ends
SECRETS = ("password", "access_token", "refresh_token", "grant_code", "grant_verifier")


class Office(Protocol):
    """Takes mails. `ready` raises Unreachable; `send` answers for one mail; `hang_up` ends the line."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, _kind: type[BaseException] | None, _e: BaseException | None, _tb: TracebackType | None
    ) -> None: ...
    def ready(self) -> None: ...
    def send(self, mail: EmailMessage | bytes, *, sender: str, to: str) -> Answer: ...
    def hang_up(self) -> None: ...


def office_for(company: Company) -> Office:
    """Give the office a company sends through. Needs the company to be active."""
    account = chosen(company)
    return AccountOffice(account) if account else PostOffice()


def sender_of(company: Company, default: str) -> str:
    """Give the address a company's mails come from: the one of the office that `office_for` gives."""
    account = chosen(company)
    return account.address if account else company.sender_address or default


def chosen(company: Company) -> SenderAccount | None:
    """Give the account a company has chosen, without its secrets. Asked once for each `company` in memory."""
    if viewer().company_id != company.pk:
        return None  # a person reads what they were sent: where it came from stands in the mail
    held = vars(company)
    if "_chosen_sender" not in held:
        held["_chosen_sender"] = SenderAccount.objects.filter(is_chosen=True).defer(*SECRETS).first()
    found: SenderAccount | None = held["_chosen_sender"]
    return found


class AccountOffice(PostOffice):
    """Sends through one account, as that account. `trying`: it is being set up, so that it need not be ready yet."""

    def __init__(self, account: SenderAccount, *, trying: bool = False) -> None:
        super().__init__()
        self._pk, self._company_id, self._trying = account.pk, account.company_id, trying
        self.account = account

    def ready(self) -> None:
        """Make sure that there is a line, a token that still lives, and room under the limits. Raises Unreachable."""
        self.account = self._as_it_is()
        if not left_now(self.account):
            raise self._no_room()
        if self._is_ending():
            self.hang_up()
        super().ready()
        if self.account.problem != Problem.LIMIT:  # that one is over when a mail has been taken
            sender_trouble.over(self.account)

    def send(self, mail: EmailMessage | bytes, *, sender: str, to: str) -> Answer:
        """Hand over one mail. The envelope names the account, whatever was asked: servers allow nothing else."""
        answer = super().send(mail, sender=self.account.address, to=to)
        note_sending(self.account)
        if answer.verdict is Verdict.ACCEPTED:
            sender_trouble.over(self.account)
            return answer
        if (problem := sender_lines.problem_with(answer.why)) is None:
            return answer
        sender_trouble.note(self.account, Trouble(problem, answer.why))
        self.hang_up()
        return Answer(Verdict.LATER, answer.why, whole_line=True)  # it spoke of the account: the mail is not to blame

    def _as_it_is(self) -> SenderAccount:
        with acting_for(self._company_id):
            found = SenderAccount.objects.filter(pk=self._pk).first()
        if found is None:
            raise Unreachable("forgotten")
        if found.state != SenderState.READY and not self._trying:
            raise Unreachable(found.problem or found.state)
        return found

    def _is_ending(self) -> bool:
        """Whether the token of a connected service has to be renewed before the next mail."""
        until = self.account.token_until
        return self.account.kind != SenderKind.SMTP and (until is None or until - timezone.now() < EARLY)

    def _open(self) -> smtplib.SMTP:
        try:
            return self._line_of(self.account)
        except Trouble as trouble:
            raise self._unreachable(trouble) from trouble

    def _line_of(self, account: SenderAccount) -> smtplib.SMTP:
        if account.kind == SenderKind.SMTP:
            if not account.password:
                raise Trouble(Problem.SEALED)
            login = sender_lines.by_password(account.user or account.address, account.password)
            return sender_lines.open_line(sender_lines.Server(account.host, account.port, account.security), login)
        service = oauth.service_of(account.kind)
        if self._is_ending():
            self.account = account = sender_trouble.renew(account)
        try:
            return self._by_token(account, service)
        except Trouble as trouble:
            if trouble.problem is not Problem.PASSWORD:
                raise
        # the token is not taken although it should still live: permission may have been withdrawn a moment ago
        self.account = account = sender_trouble.renew(account)
        return self._by_token(account, service)

    @staticmethod
    def _by_token(account: SenderAccount, service: MailService) -> smtplib.SMTP:
        server = sender_lines.Server(service.host, service.port, "starttls")
        return sender_lines.open_line(
            server, sender_lines.by_token(account.user or account.address, account.access_token)
        )

    def _no_room(self) -> Unreachable:
        """A minute's limit paces the mails and is no trouble; a day's limit is one, and is said."""
        if not left_in_the_day(self.account, now=timezone.now()):
            return self._unreachable(Trouble(Problem.LIMIT))
        return Unreachable(Problem.LIMIT)

    def _unreachable(self, trouble: Trouble) -> Unreachable:
        sender_trouble.note(self.account, trouble)
        return Unreachable(trouble.problem)
