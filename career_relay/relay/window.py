"""Window 2: what a receiving company may see, by stage; what the sender may learn.

Nothing before the person's yes and its cooling-off. From the disclosure: that something was received, and the
provider's declaration. From the confirmed receipt: the package. After a withdrawal: that it ended, nothing else.
Hands out frozen dataclasses only.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeGuard
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone
from django.utils.functional import Promise

from career_relay.base.business_days import business_days_until
from career_relay.consents.models import AccessGrant, Package
from career_relay.consents.states import Item
from career_relay.matching.reasons import Fit, read_fit
from career_relay.positions.models import Position
from career_relay.relay.models import HireNews, InterviewOffer, Introduction, TalkMessage
from career_relay.relay.models.talks import OfferState, Side
from career_relay.relay.previews import parts_of
from career_relay.relay.release import last_release
from career_relay.relay.states import ENDED, NEXT, RECEIVERS_MOVES, WITH_RECEIVER, Origin, Stage

NOT_LONG_AGO = timedelta(days=90)
READ = (  # of the rows; a position has thirty texts, and a board shows one
    "public_id", "person_id", "position_id", "position__title", "position__public_id", "origin", "stage", "reasons",
    "package_id", "disclosed_at", "reply_by", "receipt_at", "interviewing_at", "offered_at", "hired_at", "starts_on",
    "ended_at", "closing_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the provider declares before anything can be read (LEGAL §3.3): who it is, and how it came by the data."""

    provider_name: str
    provider_address: str
    provider_representative: str
    acquired_how: str
    evidence: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """One introduction as its receiver may see it now."""

    public_id: UUID
    position_id: int
    position_title: str
    position_public_id: UUID
    origin: str
    stage: str
    disclosed_at: datetime
    reply_by: date | None
    receipt_at: datetime | None
    interviewing_at: datetime | None
    offered_at: datetime | None
    hired_at: datetime | None
    starts_on: date | None
    ended_at: datetime | None
    closing_words: str
    days_left: int | None  # business days until the reply is due; None once it was given
    declaration: Declaration | None
    readable_until: datetime | None
    deletion_due_on: date | None
    name: str  # empty until the receipt is confirmed
    email: str
    content: dict[str, Any] | None
    fit: Fit
    has_news: bool = False  # the person wrote, and nobody has noted reading it
    meets_at: datetime | None = None  # the next meeting that was agreed

    @property
    def is_confirmed(self) -> bool:
        return self.receipt_at is not None

    @property
    def is_running(self) -> bool:
        return self.stage in WITH_RECEIVER

    @property
    def is_late(self) -> bool:
        return self.days_left is not None and self.days_left <= 1

    @property
    def stage_label(self) -> str | Promise:
        return Stage(self.stage).label

    @property
    def origin_label(self) -> str | Promise:
        return Origin(self.origin).label

    @property
    def moves(self) -> list[Stage]:
        """The moves the receiver may make now, in the order of the board."""
        if not self.is_confirmed:
            return []
        return [one for one in Stage if one in NEXT.get(self.stage, ()) and one in RECEIVERS_MOVES]

    @property
    def item_labels(self) -> list[str | Promise]:
        return [Item(one).label for one in self.declaration.items] if self.declaration else []

    @property
    def parts(self) -> list[tuple[str | Promise, list[str]]]:
        return parts_of(self.content) if self.content else []


def received(*, at: datetime, today: date, position: Position | None = None) -> list[Received]:
    """Give what is with the active company now, and who was hired of late; the oldest reply first."""
    rows = _disclosed().filter(Q(stage__in=WITH_RECEIVER) | Q(stage=Stage.HIRED, hired_at__gt=at - NOT_LONG_AGO))
    return _seen(list(rows.filter(position=position) if position else rows), at=at, today=today)


def waiting(*, at: datetime, today: date, most: int) -> tuple[list[Received], int]:
    """Give what runs with the active company, to confirm before to answer before the rest, and how many run."""
    rows = _disclosed().filter(stage__in=WITH_RECEIVER)
    first = (Q(receipt_at__isnull=False), ~Q(stage=Stage.DISCLOSED))  # `False` comes before `True`
    pressing = rows.order_by(*(ExpressionWrapper(one, BooleanField()) for one in first), "reply_by", "public_id")
    return _seen(list(pressing[:most]), at=at, today=today), rows.count()


def received_one(public_id: UUID | str, *, at: datetime, today: date) -> Received | None:
    found = _seen(list(_disclosed().filter(public_id=public_id)), at=at, today=today)
    return found[0] if found else None


def ended(*, at: datetime, today: date) -> list[Received]:
    """Give what did not come about in the last 90 days: that it was, and nothing of what was handed over."""
    rows = _disclosed().filter(stage__in=ENDED, ended_at__gt=at - NOT_LONG_AGO).order_by("-ended_at")
    return [_one(row, None, None, since, at, today) for row in rows if (since := row.disclosed_at)]


def answers_on_their_way() -> set[int]:
    """Give the positions for which an answer given before the last release cools off. Not whose, not how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer_on_its_way(%s)", [last_release(timezone.now())])
        return {position_id for (position_id,) in cursor.fetchall()}


def hire_news(*, at: datetime) -> list[HireNews]:
    """Give what people chose to tell this company: all it ever learns of what came after its own no (PRODUCT E12)."""
    rows = HireNews.objects.filter(told_at__gt=at - timedelta(days=365)).select_related("candidate")
    return list(rows.only("words", "told_at", "candidate__public_id", "candidate__name").order_by("-told_at"))


def _disclosed() -> Any:
    rows = Introduction.objects.filter(disclosed_at__isnull=False).select_related("position").only(*READ)
    return rows.order_by(
        "reply_by", "public_id"
    )  # ids were given when people were picked: their order is nobody's business


def _seen(rows: list[Introduction], *, at: datetime, today: date) -> list[Received]:
    packages = [row.package_id for row in rows if row.package_id]
    grants = {one.package_id: one for one in AccessGrant.objects.filter(package__in=packages)}
    readable = dict(Package.objects.filter(pk__in=_confirmed(rows, grants, at)).values_list("pk", "content"))
    away = kept_from_us({row.person_id for row in rows if row.package_id})
    seen = ((row, -1 if row.person_id in away else row.package_id or 0, row.disclosed_at) for row in rows)
    found = [
        (row.pk, _one(row, grants.get(it), readable.get(it), since, at, today)) for row, it, since in seen if since
    ]
    return _with_signs(found, at)


def _with_signs(found: list[tuple[int, Received]], at: datetime) -> list[Received]:
    """Say where the person wrote and when one meets, of what can be read."""
    shown = [pk for pk, one in found if one.content is not None]
    if not shown:
        return [one for _pk, one in found]
    news = TalkMessage.objects.filter(introduction__in=shown, side=Side.PERSON, read_at=None)
    unread = set(news.values_list("introduction_id", flat=True))
    agreed = InterviewOffer.objects.filter(introduction__in=shown, state=OfferState.AGREED, starts_at__gt=at)
    meets = dict(agreed.order_by("-starts_at").values_list("introduction_id", "starts_at"))
    return [replace(one, has_news=pk in unread, meets_at=meets.get(pk)) for pk, one in found]


def kept_from_us(people: Collection[int]) -> set[int]:
    """Whom the active company may no longer read, though nothing was revoked: shields are read anew (PRODUCT E8)."""
    if not people:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept_from_us(%s)", [sorted(people)])
        return {person_id for (person_id,) in cursor.fetchall()}


def _confirmed(rows: Iterable[Introduction], grants: Mapping[int, AccessGrant], at: datetime) -> list[int]:
    """The packages that may be read: received, and neither taken back nor over."""
    confirmed = [row.package_id for row in rows if row.package_id and row.receipt_at]
    return [one for one in confirmed if _is_live(grants.get(one), at)]


def _is_live(grant: AccessGrant | None, at: datetime) -> TypeGuard[AccessGrant]:
    return grant is not None and grant.revoked_at is None and grant.until > at


def _one(
    row: Introduction,
    grant: AccessGrant | None,
    content: dict[str, Any] | None,
    since: datetime,
    at: datetime,
    today: date,
) -> Received:
    live = grant if _is_live(grant, at) else None
    shown = content if live and row.receipt_at else None
    contact = shown["items"].get("contact", {}) if shown else {}
    due = row.reply_by if row.stage == Stage.DISCLOSED else None
    return Received(
        public_id=row.public_id,
        position_id=row.position_id,
        position_title=row.position.title,
        position_public_id=row.position.public_id,
        origin=row.origin,
        stage=row.stage,
        disclosed_at=since,
        reply_by=row.reply_by,
        receipt_at=row.receipt_at,
        interviewing_at=row.interviewing_at,
        offered_at=row.offered_at,
        hired_at=row.hired_at,
        starts_on=row.starts_on,
        ended_at=row.ended_at,
        closing_words=row.closing_words,
        days_left=business_days_until(due, today=today) if due else None,
        declaration=_declaration(live) if live else None,
        readable_until=live.until if live else None,
        deletion_due_on=grant.deletion_due_on if grant else None,
        name=contact.get("name", ""),
        email=contact.get("email", ""),
        content=shown,
        fit=read_fit(row.reasons if shown else ()),
    )


def _declaration(grant: AccessGrant) -> Declaration:
    said = grant.declaration
    return Declaration(
        provider_name=said["provider_name"],
        provider_address=said["provider_address"],
        provider_representative=said["provider_representative"],
        acquired_how=said["acquired_how"],
        evidence=said["evidence"],
        items=tuple(said["items"]),
    )
