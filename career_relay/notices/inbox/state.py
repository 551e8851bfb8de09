"""How fetching of mail goes, for whoever relies on it. Knows times and counts, no person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.notices.models import Letterbox

NAME: Final = "imap"
LATE: Final = timedelta(minutes=30)
PROBLEMS: Final[dict[str, str | Promise]] = {
    "away": _("The mail server does not answer."),
    "login": _("The mail server refuses the name or the password."),
    "tls": _("The certificate of the mail server cannot be trusted."),
    "folder": _("The folder does not exist, or may not be read."),
    "broken": _("The mail server said something unexpected."),
}


@dataclass(frozen=True, slots=True)
class Word:
    """What is shown: when it last worked, and what is wrong."""

    worked_at: datetime | None
    problem: str | Promise = ""


def word() -> Word | None:
    """Give how the mailbox stands; nothing when answers come by hooks alone."""
    if settings.INBOUND.imap is None:
        return None
    row = Letterbox.objects.filter(name=NAME).first()
    if row is None:
        return Word(None)
    is_late = row.failures and (row.worked_at is None or row.worked_at < timezone.now() - LATE)
    return Word(row.worked_at, PROBLEMS.get(row.problem, PROBLEMS["broken"]) if is_late else "")


def worked(*, taken: int = 0, unrelated: int = 0) -> None:
    _row()
    now = timezone.now()
    Letterbox.objects.filter(name=NAME).update(
        looked_at=now,
        worked_at=now,
        failures=0,
        problem="",
        taken=F("taken") + taken,
        unrelated=F("unrelated") + unrelated,
    )


def failed(problem: str) -> int:
    """Note a look that failed. Gives how often in a row."""
    row = _row()
    Letterbox.objects.filter(pk=row.pk).update(looked_at=timezone.now(), failures=F("failures") + 1, problem=problem)
    return row.failures + 1


def is_due(*, at: datetime | None = None) -> bool:
    """Whether it is time to look: at once, but less and less often while it fails."""
    row = Letterbox.objects.filter(name=NAME).first()
    if row is None or not row.failures or row.looked_at is None:
        return True
    return (at or timezone.now()) >= row.looked_at + timedelta(minutes=min(2 ** min(row.failures - 1, 6), 60))


def _row() -> Letterbox:
    row, _is_new = Letterbox.objects.get_or_create(name=NAME)
    return row
