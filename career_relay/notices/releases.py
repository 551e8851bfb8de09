"""A second pair of eyes before many notices leave: who has to look, who asked, who said yes (PRODUCT B5).

In an office of one, nobody else can look: then the same person may release, and after a day in any case (PRODUCT H7).
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.accounts.models import User
from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import GRANTS, Permission
from career_relay.notices.events import Event
from career_relay.notices.models import SECOND_PAIR_FROM, Message, PersonalMail, ReleaseRequest, ReleaseRule
from career_relay.notices.personal import Gone, Rendered, send_to_staff
from career_relay.notices.states import Channel, MessageState, PersonalKind

LEAST, MOST = 2, 10_000
ALONE_AFTER = timedelta(hours=24)
SECOND_PERSON = "SECOND_PERSON_REQUIRED"


def second_pair_from(company: Company) -> int:
    """From how many people on somebody else looks."""
    found = ReleaseRule.objects.filter(company=company).values_list("second_pair_from", flat=True).first()
    return int(found) if found is not None else SECOND_PAIR_FROM


@transaction.atomic
def set_second_pair_from(company: Company, wanted: str, *, by: Actor) -> int:
    """Keep the owner's number. Raises Refused for what is none."""
    number = int(wanted) if wanted.isdecimal() and len(wanted) <= len(str(MOST)) else 0
    if not LEAST <= number <= MOST:
        raise Refused(_("Write a number from {least} to {most}.").format(least=LEAST, most=f"{MOST:,}"))
    if number == second_pair_from(company):
        return number
    rule, _made = ReleaseRule.objects.update_or_create(company=company, defaults={"second_pair_from": number})
    record(Event.SECOND_PAIR_SET, rule, by=by, number=number)
    return number


def lookers(company: Company, asking: int | None, permission: Permission = Permission.SEND_NOTICES) -> list[User]:
    """Who else of the company may look and release."""
    roles = [role for role, granted in GRANTS.items() if permission in granted]
    rows = Membership.objects.filter(company=company, role__in=roles, user__is_active=True).exclude(user_id=asking or 0)
    return [one.user for one in rows.select_related("user").order_by("user__name")]


def asked(batch: UUID) -> ReleaseRequest | None:
    """Give the request that waits for an answer."""
    return ReleaseRequest.objects.filter(batch=batch, answered_at=None).select_related("asked_by").first()


def waiting(batches: Collection[UUID] | None = None) -> dict[UUID, ReleaseRequest]:
    """Give what waits for a second person, by batch."""
    rows = ReleaseRequest.objects.filter(answered_at=None).select_related("asked_by")
    return {row.batch: row for row in (rows if batches is None else rows.filter(batch__in=batches))}


def needs_second(company: Company, batch: UUID, many: int, *, by: Actor, now: datetime | None = None) -> bool:
    """Whether somebody else has to release this batch: it is large, another person is there, and a day has not passed."""
    if many < second_pair_from(company) or not lookers(company, by.id):
        return False
    request = asked(batch)
    if request is None or request.asked_by_id == by.id:
        return request is None or (now or timezone.now()) < request.asked_at + ALONE_AFTER
    return False


@transaction.atomic
def ask_second(company: Company, batch: UUID, *, by: Actor, at: datetime | None = None) -> ReleaseRequest:
    """Ask the others to look. Asking again moves the time, and tells nobody twice."""
    request, made = ReleaseRequest.objects.select_for_update().get_or_create(
        batch=batch, answered_at=None, defaults={"asked_by_id": by.id, "send_at": at}
    )
    if not made:
        if request.send_at != at:
            request.send_at = at
            request.save(update_fields=["send_at"])
        return request
    record(Event.SECOND_ASKED, request, by=by, batch=str(batch))
    for user in lookers(company, by.id):
        facts = {"what": "notices", "batch": str(batch)}
        send_to_staff(PersonalKind.STAFF_ALLOW, user_id=user.pk, company_id=company.pk, data=facts)
    return request


def notices_wait(mail: PersonalMail) -> Rendered:
    """Tell a colleague that notices wait for their look: a number and a link, no names."""
    batch = UUID(str(mail.data["batch"]))
    many = Message.objects.filter(batch=batch, state=MessageState.DRAFT).count()
    if asked(batch) is None or not many:
        raise Gone
    words = ngettext(
        "The result for {n} person waits for a second person to look at it.",
        "The results for {n} people wait for a second person to look at them.",
        many,
    ).format(n=f"{many:,}")
    then = _("Please read the words for each of them, then release them or tell your colleague what to change:")
    link = f"{settings.PUBLIC_URL}/desk/notices/write/{batch}/"
    return Rendered(_("Results wait for your look"), f"{words}\n\n{then}\n\n{link}", _("Look at the notices"))


def ensure_seconded(messages: Sequence[Message], *, by: Actor) -> None:
    """Refuse to let many notices go on one person's word."""
    first = messages[0]
    if needs_second(first.company, first.batch, len(messages), by=by):
        raise Refused(
            _("From {n} people on, a second person looks before notices leave.").format(
                n=second_pair_from(first.company)
            ),
            code=SECOND_PERSON,
        )


def ensure_one_each(messages: Sequence[Message]) -> None:
    """Refuse two mails to one person in one go (PRODUCT B5): two results are one letter, or two days."""
    seen: set[str] = set()
    for message in messages:
        key = message.candidate.email_key if message.channel == Channel.MAIL else ""
        if key and key in seen:
            raise Refused(
                _(
                    "{name} would get two mails at once. Write both results into one and leave the other out,"
                    " or release the other on another day."
                ).format(name=message.candidate.name)
            )
        seen.add(key)


def note_release(batch: UUID, *, by: Actor) -> None:
    """Write down who answered the request, when there was one. One's own answer is told apart in the log."""
    request = ReleaseRequest.objects.select_for_update(of=("self",)).filter(batch=batch, answered_at=None).first()
    if request is None:
        return
    request.answered_by_id, request.answered_at = by.id, timezone.now()
    request.save(update_fields=["answered_by", "answered_at"])
    record(Event.SECOND_ALLOWED, request, by=by, batch=str(batch), own=request.asked_by_id == by.id)


@transaction.atomic
def withdraw_request(batch: UUID, *, by: Actor) -> bool:
    """Take the request back: the drafts are changed after all. Gives whether there was one."""
    request = ReleaseRequest.objects.select_for_update().filter(batch=batch, answered_at=None).first()
    if request is None:
        return False
    record(Event.SECOND_WITHDRAWN, request, by=by, batch=str(batch))
    request.delete()
    return True
