"""The careers page of a company: what readers get, and what happens to a form that was sent."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.base.actors import SYSTEM
from career_relay.candidates import applying
from career_relay.candidates.applying import Box, Sheet
from career_relay.candidates.clocks import POOL_MONTHS, promise_day
from career_relay.candidates.documents import Examined, count_forbidden, examine, receive_document
from career_relay.candidates.resumes.forbidden import Forbidden
from career_relay.companies.models import Company
from career_relay.notices.applicants import send_receipt
from career_relay.positions.models import Position
from career_relay.positions.queries import on_careers_page
from career_relay.positions.statutory import ITEMS, label_of

if TYPE_CHECKING:
    from career_relay.matching.openings import OpeningCard


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the page says of the company, in the reader's language."""

    name: str
    words: str
    answer: str
    again: str


def welcome(company: Company) -> Welcome:
    english = (translation.get_language() or "").startswith("en")
    return Welcome(
        name=name_of(company),
        words=(english and company.careers_text_en) or company.careers_text,
        answer=answer_words(company),
        again=again_words(company),
    )


def name_of(company: Company) -> str:
    """The company's name as the reader writes it."""
    english = (translation.get_language() or "").startswith("en")
    return (english and company.name_en) or company.name


def answer_words(company: Company) -> str:
    return ngettext(
        "Everybody has an answer within {n} business day.",
        "Everybody has an answer within {n} business days.",
        company.answer_days,
    ).format(n=company.answer_days)


def again_words(company: Company) -> str:
    """The window for applying again, told to everybody before they need it (PRODUCT C6)."""
    months = company.reapply_months
    if not months:
        return _("You are welcome to apply again at any time, also after a no.")
    return ngettext(
        "After a no, too, you are welcome to apply again from {n} month later.",
        "After a no, too, you are welcome to apply again from {n} months later.",
        months,
    ).format(n=months)


def positions_of(on: date) -> list[Position]:
    """Give what the active company's page lists."""
    return list(on_careers_page(on))


def items_of(position: "Position | OpeningCard") -> list[tuple[str, str]]:
    """Give (label, text) of each item of the law that says something, in its order (LEGAL §3.9)."""
    said = [(label_of(item.field), str(getattr(position, item.field)).strip()) for item in ITEMS]
    return [(label, text) for label, text in said if text]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


# --- the form -------------------------------------------------------------------------------------------------------


def box_words(company: Company) -> dict[str, str]:
    """The words beside the two boxes, exactly as they are kept as evidence (LEGAL §3.18 step 1)."""
    n, name = POOL_MONTHS, name_of(company)
    no_influence = _("Ticking it or not has no influence on the selection. You can take it back at any time.")
    guidance = ngettext(
        "If the answer is no, {company} may write to me by e-mail about openings and applying again, for {n} month.",
        "If the answer is no, {company} may write to me by e-mail about openings and applying again, for {n} months.",
        n,
    )
    pool = ngettext(
        "{company} may keep my application in its own talent pool for {n} month, and consider me for other positions.",
        "{company} may keep my application in its own talent pool for {n} months, and consider me for other positions.",
        n,
    )
    words = {Box.GUIDANCE: guidance, Box.POOL: pool}
    return {box.value: f"{text.format(company=name, n=n)} {no_influence}" for box, text in words.items()}


def purpose_words(company: Company) -> list[str]:
    """What the data is used for and until when, said where it is asked for (個人情報保護法21条2項)."""
    said = [_("We use what you write to select applicants, to tell you the result, and to answer you.")]
    kept = ngettext(
        "It is erased {n} month after the result, unless you allow us to keep it longer.",
        "It is erased {n} months after the result, unless you allow us to keep it longer.",
        company.retention_months,
    )
    said.append(kept.format(n=company.retention_months))
    said.append(_("It is given to no other company. Only you can do that, later, if you wish."))
    return said


def origin_of(request: HttpRequest) -> str:
    """A mark of where a form came from, to count by. Behind a proxy the last address it added."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return applying.origin_of(forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", ""))


def hand_in(position: Position, sheet: Sheet, resume: "UploadedFile[Any] | None") -> None:
    """Take in the form, its file and its receipt, all or nothing. Raises Refused with what is wrong."""
    looked_at = _examined(position, resume) if resume else None
    with transaction.atomic():
        taken = applying.apply(position, sheet)
        if not taken.is_new:
            return
        application = taken.submission.application
        if looked_at:
            receive_document(application.candidate, looked_at, looked_at.name, by=SYSTEM, application=application)
        send_receipt(application)


def _examined(position: Position, resume: "UploadedFile[Any]") -> Examined:
    """Look at the file before anything is kept. Of a paper that may not be kept only the count stays (LEGAL F-05)."""
    try:
        return examine(resume, resume.name or "")
    except Forbidden as found:
        count_forbidden(position, found, by=SYSTEM)
        raise


def promised_on(company: Company) -> date:
    return promise_day(company, timezone.localdate())
