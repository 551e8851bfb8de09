"""What people answered: who is told, what waits, what was settled (PRODUCT B11)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.accounts.models import User
from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Membership
from career_relay.companies.roles import GRANTS, Permission
from career_relay.notices.events import Event
from career_relay.notices.models import Incoming, PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer, send_to_staff
from career_relay.notices.states import Came, PersonalKind

SLOT: Final = 300  # seconds: what comes in meanwhile is told in one mail
CHATTER: Final = (Came.AUTO_REPLY, Came.BOUNCE)
CHATTER_DAYS: Final = 180
READERS: Final = tuple(role for role, granted in GRANTS.items() if Permission.SEND_NOTICES in granted)


def replies() -> QuerySet[Incoming]:
    rows: QuerySet[Incoming] = Incoming.objects.filter(kind=Came.REPLY)
    return rows.select_related(
        "candidate", "message", "message__application", "message__campaign", "owner", "handled_by"
    )


def open_replies() -> QuerySet[Incoming]:
    """Give the answers nobody has settled, the longest waiting first."""
    return replies().filter(handled_at=None).order_by("received_at", "pk")


def settled_replies() -> QuerySet[Incoming]:
    return replies().exclude(handled_at=None).order_by("-handled_at", "-pk")


def waiting_for(user_id: int) -> QuerySet[Incoming]:
    """Give the open answers somebody is asked to settle, and those that are nobody's."""
    return open_replies().filter(Q(owner_id=user_id) | Q(owner=None))


def replied(candidate: Candidate) -> QuerySet[Incoming]:
    """Give everything that came back about one person, the newest first."""
    rows: QuerySet[Incoming] = Incoming.objects.filter(candidate=candidate)
    return rows.select_related("message", "message__application", "owner", "handled_by").order_by("-received_at", "-pk")


def is_from_agency(incoming: Incoming) -> bool:
    """Whether an agency answered for the person."""
    return bool(incoming.message.to_agency)


# --- who is told --------------------------------------------------------------------------------------------------


def tell_staff(incoming: Incoming) -> None:
    """Let one colleague know, bundled: whoever sent the mail, else whoever looks after the person, else an owner."""
    user_id = addressee(incoming)
    if user_id is None:
        return
    if incoming.owner_id is None:
        Incoming.objects.filter(pk=incoming.pk).update(owner_id=user_id)
    at = timezone.now()
    slot = int(at.timestamp()) // SLOT + 1
    send_to_staff(
        PersonalKind.STAFF_REPLY,
        user_id=user_id,
        company_id=incoming.company_id,
        data={"until": slot},
        send_after=datetime.fromtimestamp(slot * SLOT, tz=at.tzinfo),
    )


def addressee(incoming: Incoming) -> int | None:
    """Give the member of staff an answer is for, among those who work here and may write to people."""
    message = incoming.message
    sender = message.released_by_id or (message.campaign.released_by_id if message.campaign else None)
    staff = Membership.objects.filter(company_id=incoming.company_id, role__in=READERS, user__is_active=True)
    working = list(staff.order_by("role", "pk").values_list("user_id", flat=True))
    wanted = [one for one in (sender, incoming.candidate.owner_id, *working) if one in working]
    return wanted[0] if wanted else None


def staff_reply(mail: PersonalMail) -> Rendered:
    """How many answers wait and where. No name and no word of them stands in a mail."""
    if "line" in mail.data:
        from career_relay.notices.line.writing import staff_line

        return staff_line(mail)
    count = waiting_for(mail.to_user_id or 0).count()
    if not count:
        raise Gone
    subject = ngettext("An answer has come in", "{n} answers wait for you", count).format(n=count)
    text = _("People have answered mails of your company. What they wrote is on the page of answers:")
    return Rendered(subject, f"{text}\n\n{settings.PUBLIC_URL}/desk/replies/", _("Read the answers"))


offer(PersonalKind.STAFF_REPLY, staff_reply)


# --- acts ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def assign_reply(incoming: Incoming, to: User | None, *, by: Actor) -> Incoming:
    """Ask a colleague to settle an answer, or nobody in particular. Raises Refused."""
    incoming = _locked(incoming)
    if to is not None and not _works_here(to.pk, incoming.company_id):
        raise Refused(_("This colleague cannot answer people: ask somebody who may send notices."), code="not_staff")
    if incoming.owner_id == (to.pk if to else None):
        return incoming
    incoming.owner = to
    incoming.save(update_fields=["owner"])
    record(Event.REPLY_ASSIGNED, incoming, by=by, user=to.pk if to else None)
    return incoming


def _works_here(user_id: int, company_id: int) -> bool:
    return Membership.objects.filter(
        user_id=user_id, company_id=company_id, role__in=READERS, user__is_active=True
    ).exists()


@transaction.atomic
def settle_replies(ids: Iterable[int], *, by: Actor, is_open: bool = False) -> list[int]:
    """Put answers aside as settled, or back among the open ones. Gives those that changed."""
    rows = Incoming.objects.select_for_update(of=("self",)).filter(kind=Came.REPLY, pk__in=list(ids))
    changed = [one for one in rows.order_by("pk") if (one.handled_at is None) != is_open]
    for one in changed:
        one.handled_at = None if is_open else timezone.now()
        one.handled_by_id = None if is_open else by.id
        one.save(update_fields=["handled_at", "handled_by"])
        record(Event.REPLY_REOPENED if is_open else Event.REPLY_SETTLED, one, by=by)
    return [one.pk for one in changed]


def _locked(incoming: Incoming) -> Incoming:
    found: Incoming = Incoming.objects.select_for_update(of=("self",)).get(pk=incoming.pk)
    return found


def forget_chatter(*, before: datetime | None = None) -> int:
    """Drop what machines said once it has lost its use. What people wrote goes with their record."""
    until = before or timezone.now() - timedelta(days=CHATTER_DAYS)
    gone: tuple[int, dict[str, Any]] = Incoming.objects.filter(kind__in=CHATTER, received_at__lt=until).delete()
    return gone[0]
