"""What a linked person writes on LINE: it lands where answers land, and whoever is responsible hears of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import SYSTEM
from career_relay.base.audit import record
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Membership
from career_relay.companies.roles import Role
from career_relay.notices.events import Event
from career_relay.notices.models import Incoming, LineLink, LineText, Message, PersonalMail
from career_relay.notices.personal import Gone, Rendered, send_to_staff
from career_relay.notices.replies import tell_staff
from career_relay.notices.states import Came, Channel, MessageState, PersonalKind

LONGEST = 10_000
ONE_ANSWER = timedelta(hours=6)  # “your words have arrived” is said once in a conversation
VIA = "line"


def take_text(link: LineLink, text: str, *, event_id: str, at: datetime) -> bool:
    """Keep it and tell the member of staff. Gives whether the person should hear that it arrived.

    It answers the last message to them; of somebody nobody has written to yet it stands in the history alone.
    """
    candidate, text = link.candidate, text.replace("\x00", "")[:LONGEST]
    is_first = not _wrote_lately(candidate)
    if (message := _last_message(candidate)) is not None:
        _answer_to(message, text, event_id=event_id, at=at)
    else:
        _alone(link, text, at=at)
    return is_first


def _wrote_lately(candidate: Candidate) -> bool:
    since = timezone.now() - ONE_ANSWER
    alone = LineText.objects.filter(candidate=candidate, written_at__gt=since)
    return alone.exists() or Incoming.objects.filter(candidate=candidate, via=VIA, received_at__gt=since).exists()


def _last_message(candidate: Candidate) -> Message | None:
    """What they most likely answer: the last on LINE, else the last of all."""
    sent = Message.objects.filter(candidate=candidate, state__in=[MessageState.ACCEPTED, MessageState.UNKNOWN])
    rows = sent.select_related("campaign").order_by("-id")
    return rows.filter(channel=Channel.LINE).first() or rows.first()


def _answer_to(message: Message, text: str, *, event_id: str, at: datetime) -> None:
    kept = Incoming.objects.create(
        message=message,
        candidate_id=message.candidate_id,
        kind=Came.REPLY,
        via=VIA,
        written_at=at,
        subject="LINE",
        text=text or _("(something that is not text)"),
        whole=text,
        dedupe=f"line:{event_id}",
    )
    record(Event.LINE_WRITTEN, kept, by=SYSTEM)
    tell_staff(kept)


def _alone(link: LineLink, text: str, *, at: datetime) -> None:
    kept = LineText.objects.create(candidate=link.candidate, text=text, written_at=at)
    record(Event.LINE_WRITTEN, kept, by=SYSTEM)
    if (staff := responsible(link.candidate)) is not None:
        send_to_staff(PersonalKind.STAFF_REPLY, user_id=staff, company_id=link.company_id, data={"line": kept.pk})


def responsible(candidate: Candidate) -> int | None:
    """The user who cares for the record, or else an owner of the company."""
    works = Membership.objects.filter(company_id=candidate.company_id, user__is_active=True)
    found = works.filter(Q(user_id=candidate.owner_id) | Q(role=Role.OWNER))
    rows = sorted(found, key=lambda one: (one.user_id != candidate.owner_id, one.pk))
    return rows[0].user_id if rows else None


def staff_line(mail: PersonalMail) -> Rendered:
    """That somebody wrote on LINE, and where it stands. No name and no word of them stands in a mail."""
    kept = LineText.objects.filter(pk=mail.data.get("line") or 0).select_related("candidate").first()
    if kept is None:
        raise Gone
    text = _("Somebody who linked LINE with your company has written there. Their words stand in their history:")
    link = f"{settings.PUBLIC_URL}/desk/candidates/{kept.candidate.public_id}/"
    return Rendered(_("Somebody has written on LINE"), f"{text}\n\n{link}", _("Read it"))
