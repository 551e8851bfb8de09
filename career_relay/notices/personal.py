"""Mails to a natural person or a member of staff: codes, receipts, and what other rooms add. At least once; rendered when sent.

A second copy carries the same code or says the same thing, so it does no harm.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from career_relay.accounts.models import CodeRequest, User, VerifiedAddress
from career_relay.base.queue import later
from career_relay.base.tenancy import company as acting_for_company
from career_relay.base.tenancy import person as acting_for_person
from career_relay.candidates.models import Application
from career_relay.companies.graph import owner_of
from career_relay.companies.models import Company, Membership
from career_relay.companies.queries import network_operator
from career_relay.notices.footer import Row, in_text
from career_relay.notices.hours import waits_until
from career_relay.notices.mime import Letter, compose, is_address, message_id
from career_relay.notices.models import PersonalMail
from career_relay.notices.rendering import page
from career_relay.notices.smtp import Answer, PostOffice, Unreachable, Verdict
from career_relay.notices.states import OF_THE_NETWORK, MessageState, PersonalKind

S = MessageState
# to the address of an application, for its company
TO_APPLICANT = (PersonalKind.APPLIED, PersonalKind.LONGER, PersonalKind.LETTER_READY)
TO_WRITER = (
    PersonalKind.COMPLAINT_RECEIVED,
    PersonalKind.COMPLAINT_ANSWERED,
    PersonalKind.BREACH,
    PersonalKind.POOL_ENDS,
    PersonalKind.DOMAIN_CODE,
)  # to whoever wrote to a desk of a company
SPOKEN_BY_COMPANIES = (  # they reach nobody at night (LEGAL H-01)
    PersonalKind.PROGRESS,
    PersonalKind.LETTER_READY,
    PersonalKind.CERTIFICATE_READY,
    PersonalKind.REQUEST_ANSWERED,
)
GIVE_UP_AFTER = timedelta(seconds=120)  # a worker that has been sending for so long is dead
MOST_TRIES = 12


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a mail says. A line that is only an address of ours becomes a button with the words `button`."""

    subject: str
    text: str
    button: str = ""
    sender_name: str = ""  # the operator's, when nothing is said
    reply_to: str = ""


class Gone(Exception):  # noqa: N818 — an answer, not a failure
    """What the mail speaks of no longer exists or no longer holds: it is not sent."""


Render = Callable[[PersonalMail], Rendered]
Where = Callable[[PersonalMail], str]
RENDERERS: dict[str, Render] = {}
WRITERS: dict[str, Callable[[PersonalMail], str]] = {}  # by desk: the address somebody left there
PLACES: dict[str, Where] = {}


def offer(kind: str, render: Render, *, where: Where | None = None) -> None:
    """Let another room say the words of one kind. `render` runs for the person, in the mail's language.

    where: gives the address, for a kind that does not go to the main one. Asked when the mail is sent.
    """
    RENDERERS[kind] = render
    if where is not None:
        PLACES[kind] = where


def send_to_person(
    kind: PersonalKind,
    *,
    person_id: int | None = None,
    code_request: CodeRequest | None = None,
    subject_ref: int | None = None,
    data: Mapping[str, Any] | None = None,
    send_after: datetime | None = None,
) -> PersonalMail:
    """Queue one mail in this transaction. The same kind about the same row on the same occasion is queued once."""
    facts = dict(data or {})
    if send_after is None and kind in SPOKEN_BY_COMPANIES:
        send_after = waits_until(timezone.now())
    wanted = {"kind": kind, "to_person_id": person_id, "subject_ref": subject_ref, "occasion": _occasion(facts)}
    try:
        with transaction.atomic():
            mail = PersonalMail.objects.create(
                **wanted,
                code_request=code_request,
                data=facts,
                send_after=send_after,
                language=code_request.language if code_request else translation.get_language() or "ja",
            )
    except IntegrityError:
        return PersonalMail.objects.get(**wanted)
    _hand_to_worker(mail, at=send_after)
    return mail


def send_to_staff(
    kind: PersonalKind,
    *,
    user_id: int,
    company_id: int,
    subject_ref: int | None = None,
    data: Mapping[str, Any] | None = None,
    send_after: datetime | None = None,
) -> PersonalMail:
    """Queue one mail to a member of staff about their work for a company. The same occasion is queued once.

    The words say numbers and links: whoever wants to see a name signs in.
    """
    facts = dict(data or {})
    wanted = {"kind": kind, "to_user_id": user_id, "for_company_id": company_id, "subject_ref": subject_ref}
    language = User.objects.values_list("language", flat=True).get(pk=user_id)
    try:
        with transaction.atomic():
            mail = PersonalMail.objects.create(
                **wanted, occasion=_occasion(facts), data=facts, send_after=send_after, language=language
            )
    except IntegrityError:
        return PersonalMail.objects.get(**wanted, occasion=_occasion(facts))
    _hand_to_worker(mail, at=send_after)
    return mail


def send_to_writer(
    kind: PersonalKind, *, subject_ref: int, data: Mapping[str, Any], language: str = "ja"
) -> PersonalMail:
    """Queue one mail to whoever wrote to a desk of a company and left an address there. The same occasion is queued once."""
    facts = dict(data)
    wanted = {"kind": kind, "to_person": None, "subject_ref": subject_ref, "occasion": _occasion(facts)}
    if known := PersonalMail.objects.filter(**wanted).first():
        return known
    mail = PersonalMail.objects.create(**wanted, data=facts, language=language)
    _hand_to_worker(mail, at=None)
    return mail


def _hand_to_worker(mail: PersonalMail, *, at: datetime | None) -> None:
    from career_relay.notices.tasks import deliver_personal

    later(deliver_personal, at=at, mail_id=mail.pk)


def _occasion(facts: Mapping[str, Any]) -> str:
    if not facts:
        return ""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()[:16]


def deliver(mail_id: int) -> None:
    """Send one mail if it is due. Safe to run twice: the second run finds nothing to do."""
    with PostOffice() as office:
        try:
            office.ready()
        except Unreachable as broken:
            _put_back(mail_id, str(broken))
            return
        if (letter := _begin(mail_id)) is not None:
            answer = office.send(compose(letter), sender=letter.sender, to=letter.to)
            _note(mail_id, answer)


def _due() -> Q:
    waiting = Q(state=S.QUEUED) & (Q(send_after=None) | Q(send_after__lte=Now()))
    return waiting | Q(state=S.SENDING, claimed_at__lt=Now() - GIVE_UP_AFTER)


def _begin(mail_id: int) -> Letter | None:
    """Take the mail, in a transaction of its own, and give the letter; nothing when it is not to be sent."""
    with transaction.atomic():
        mine = PersonalMail.objects.filter(_due(), pk=mail_id)
        if not mine.update(state=S.SENDING, claimed_at=timezone.now()):
            return None
        mail = PersonalMail.objects.select_related("code_request").get(pk=mail_id)
        letter = _letter(mail)
        if letter is None:
            PersonalMail.objects.filter(pk=mail_id).update(state=S.SKIPPED, error="gone")
            return None
        PersonalMail.objects.filter(pk=mail_id).update(message_id=message_id(mail.public_id))
    return letter


def _letter(mail: PersonalMail) -> Letter | None:
    with _for_whom(mail):
        to, language = _where(mail)
        render = RENDERERS.get(mail.kind)
        if not is_address(to) or render is None:
            return None
        try:
            with translation.override(language):
                said = render(mail)
                button, foot = said.button or _("Open the page"), _foot(mail)
        except Gone:
            return None
    operator = network_operator()
    return Letter(
        seal=mail.public_id,
        sender_name=said.sender_name or (operator.name if operator else settings.PRODUCT_NAME),
        sender=settings.DEFAULT_FROM_EMAIL,
        reply_to=said.reply_to,
        to_name="",
        to=to,
        subject=said.subject,
        text=said.text + in_text(foot),
        html=page(said.text, language=language, heading=said.subject, button=button, foot=foot),
        language=language,
    )


def _foot(mail: PersonalMail) -> list[Row]:
    """Where anybody can complain (LEGAL M-10). Mails to the staff are about their work and carry none.

    What a company says of an application has one link, the page: it stands there (E-02).
    """
    if mail.for_company_id or mail.kind in TO_APPLICANT:
        return []
    return [Row(_("Complaints and help:"), settings.PUBLIC_URL + reverse("portal:complaints"))]


def _for_whom(mail: PersonalMail) -> AbstractContextManager[None]:
    if mail.kind in TO_APPLICANT + TO_WRITER:
        return acting_for_company(int(mail.data["company"]))
    if mail.for_company_id:
        return acting_for_company(mail.for_company_id)
    return acting_for_person(mail.to_person_id) if mail.to_person_id else nullcontext()


def _where(mail: PersonalMail) -> tuple[str, str]:
    """Give address and language. A person is written to at the address they proved first, an applicant at theirs."""
    if mail.code_request:
        return mail.code_request.address, mail.code_request.language
    if mail.for_company_id:
        return _staff_address(mail), mail.language
    if mail.kind in TO_WRITER:
        return WRITERS[str(mail.data["desk"])](mail), mail.language
    if mail.kind in TO_APPLICANT:
        application = Application.objects.select_related("candidate").filter(pk=mail.subject_ref or 0).first()
        return (application.candidate.email if application else ""), mail.language
    known = list(VerifiedAddress.objects.order_by("-is_primary", "pk"))
    if mail.kind in OF_THE_NETWORK:
        known = [one for one in known if owner_of(one.address) is None]
    proven = known[0] if known else None
    who = mail.to_person
    return (proven.address, who.language) if proven and who else ("", mail.language)


def _staff_address(mail: PersonalMail) -> str:
    """Give the address of a member of staff, while they still work for the company."""
    if mail.to_user and mail.for_company and mail.for_company.kind == Company.Kind.OPERATOR:
        return mail.to_user.email if mail.to_user.is_operator and mail.to_user.is_active else ""
    works = Membership.objects.filter(user=mail.to_user, company=mail.for_company, user__is_active=True)
    found = works.select_related("user").first()
    return found.user.email if found else ""


def _note(mail_id: int, answer: Answer) -> None:
    """Write the result down. Anything but a yes or a final no is tried again: a copy does no harm."""
    sending = PersonalMail.objects.filter(pk=mail_id, state=S.SENDING)
    if answer.verdict is Verdict.ACCEPTED:
        sending.update(state=S.ACCEPTED, sent_at=timezone.now(), error="")
    elif answer.verdict is Verdict.REFUSED:
        sending.update(state=S.FAILED, error=answer.why)
    else:
        sending.update(state=S.QUEUED)
        _put_back(mail_id, answer.why)


def _put_back(mail_id: int, why: str) -> None:
    """Try again later, less and less often, and give up after about a day."""
    mail = PersonalMail.objects.filter(pk=mail_id, state=S.QUEUED).first()
    if mail is None:
        return
    mail.attempts, mail.error = mail.attempts + 1, why[:300]
    if mail.attempts >= MOST_TRIES:
        mail.state = S.FAILED
    mail.send_after = timezone.now() + backoff(mail.attempts)
    with transaction.atomic():
        mail.save(update_fields=["attempts", "error", "state", "send_after"])
        if mail.state == S.QUEUED:
            _hand_to_worker(mail, at=mail.send_after)


def backoff(attempts: int) -> timedelta:
    """5 s, 10 s, 20 s … two hours."""
    return timedelta(seconds=min(5 * 2 ** max(attempts - 1, 0), 7200))
