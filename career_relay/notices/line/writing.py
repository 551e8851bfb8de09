"""What a linked person writes on LINE: it stands in their history, and whoever is responsible hears of it."""

from datetime import datetime, timedelta

from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Membership
from career_relay.companies.roles import Role
from career_relay.notices.events import Event
from career_relay.notices.models import LineLink, LineText, Message
from career_relay.notices.personal import send_to_staff
from career_relay.notices.states import PersonalKind

LONGEST = 10_000
ONE_ANSWER = timedelta(hours=6)  # “your words have arrived” is said once in a conversation


def take_text(link: LineLink, text: str, *, at: datetime) -> bool:
    """Keep it and tell the member of staff. Gives whether the person should hear that it arrived."""
    candidate = link.candidate
    lately = LineText.objects.filter(candidate=candidate, written_at__gt=timezone.now() - ONE_ANSWER).exists()
    kept = LineText.objects.create(candidate=candidate, text=text.replace("\x00", "")[:LONGEST], written_at=at)
    record(Event.LINE_WRITTEN, kept, by=SYSTEM)
    if (staff := responsible(candidate)) is not None:
        send_to_staff(
            PersonalKind.STAFF_REPLY,
            user_id=staff,
            company_id=link.company_id,
            data={"line": kept.pk, "candidate": str(candidate.public_id)},
        )
    return not lately


def responsible(candidate: Candidate) -> int | None:
    """The user who cares for the record, who wrote last, or else an owner of the company."""
    works = Membership.objects.filter(company_id=candidate.company_id, user__is_active=True)
    wrote = Message.objects.filter(candidate=candidate, released_by__isnull=False).order_by("-id")
    asked = [candidate.owner_id, wrote.values_list("released_by_id", flat=True).first()]
    at_work = set(works.values_list("user_id", flat=True))
    owners = works.filter(role=Role.OWNER).order_by("id").values_list("user_id", flat=True)
    return next((one for one in (*asked, *owners[:1]) if one in at_work), None)
