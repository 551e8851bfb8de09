"""Who a draft is: the records that are already known, and the one rule by which a draft is one of them.

The same source ID, or the same normalised address with the same folded name, is the same candidate. The same address
with another name is somebody else, and a hint for a person to look at. Nothing else makes two rows one person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from career_relay.base.tenancy import CompanyModel
from career_relay.base.text.normalise import fold
from career_relay.candidates.agencies import Terms
from career_relay.candidates.bulk import UUIDS, WHOLE, any_of
from career_relay.candidates.models import Application, Candidate, ImportedRow, Merge, Note
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from career_relay.positions.models import Position

if TYPE_CHECKING:
    from career_relay.candidates.shelf import Shelf

_PERSON: Final = attrgetter(*(one.name for one in fields(CandidateDraft) if one.name not in {"application", "born_on"}))
_APPLICATION: Final = attrgetter(*(one.name for one in fields(ApplicationDraft)))


def fingerprint(draft: CandidateDraft, born: str = "") -> UUID:
    """The content of a row in 128 bits: the same row again is recognised whatever happened to the record since.

    in: `born` is the key of the birth date; the date itself leaves no trace.
    """
    told = (_PERSON(draft), _APPLICATION(draft.application) if draft.application else (), born)
    return UUID(bytes=blake2b(repr(told).encode(), digest_size=16).digest())


@dataclass(eq=False, slots=True)
class Held:
    """One record with its applications while rows are being taken in, and what has changed so far."""

    candidate: Candidate
    applications: list[Application] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    is_new: bool = False
    was: dict[str, Any] = field(default_factory=dict)  # field → value before the row
    applications_were: dict[int, dict[str, Any]] = field(default_factory=dict)
    is_dirty: bool = False
    dirty_applications: dict[int, Application] = field(default_factory=dict)
    place: int | None = None  # where it lies when it is put away (`shelf.Shelf`)

    def begin_row(self) -> None:
        """Start a new row: what changed is remembered row by row."""
        self.was, self.applications_were = {}, {}

    @property
    def has_changed(self) -> bool:
        return bool(self.was or self.applications_were)

    def put(self, name: str, value: Any) -> None:
        """Change one field of the record, and remember what stood there."""
        old = getattr(self.candidate, name)
        if old == value:
            return
        self.was.setdefault(name, old)
        self.is_dirty = True
        setattr(self.candidate, name, value)

    def put_application(self, application: Application, name: str, value: Any) -> None:
        old = getattr(application, name)
        if old == value:
            return
        if application.pk:
            self.applications_were.setdefault(application.pk, {}).setdefault(name, old)
            self.dirty_applications[application.pk] = application
        else:
            self.was.setdefault("application", "")  # only says that something changed
        setattr(application, name, value)

    def application_of(self, draft: ApplicationDraft, day: date) -> Application | None:
        """The application a row speaks of: the same source ID, or the same position on the same day."""
        if draft.external_id:
            same = (one for one in self.applications if one.external_id == draft.external_id)
            if found := next(same, None):
                return found
        title = fold(draft.position)
        for one in self.applications:
            if fold(one.position_title) != title or (draft.external_id and one.external_id):
                continue
            if draft.applied_on is None or one.applied_on == day:
                return one
        return None


class Book:
    """The records a batch of drafts may be about. Asked of the database once a batch; grows while rows come in.

    in: with a `shelf` it is the book of a check: it outlives its batches, writes nothing and locks nothing. Without, the
    records are held until the transaction ends, so that what somebody sets meanwhile ("do not contact") stays.
    """

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf = shelf
        self.awake: list[Held] = []
        self.by_pk: dict[int, Held] = {}
        self.by_external: dict[str, Held] = {}
        self.by_address: dict[str, list[Held]] = defaultdict(list)
        self.without_address: dict[tuple[str, str], list[Held]] = defaultdict(list)
        self.known_as: dict[tuple[str, str], Held] = {}  # address and name of a record that went into this one
        self.seen: dict[UUID, Held] = {}
        self.terms = Terms.now()
        self.positions: dict[str, int] = {fold(title): pk for pk, title in _titles()}

    def load(self, drafts: Sequence[tuple[UUID, CandidateDraft]]) -> None:
        """Read every record these drafts may be about, oldest first."""
        prints = [one for one, _draft in drafts if one not in self.seen]
        rows = ImportedRow.objects.filter(any_of("fingerprint", prints, UUIDS)).order_by("-id")
        known = dict(rows.values_list("fingerprint", "candidate_id"))
        found = Candidate.objects.filter(_may_be(drafts) | any_of("pk", set(known.values()), WHOLE))
        merged = list(_merged(drafts))
        ids = {*found.values_list("pk", flat=True), *(merge.kept_id for merge in merged)}
        self._hold([pk for pk in ids if pk not in self.by_pk])
        self._remember(merged)
        self.seen |= {mark: self.by_pk[pk] for mark, pk in known.items() if mark}

    def _hold(self, ids: Collection[int]) -> None:
        """Read these records with their applications and the notes of earlier files."""
        if not ids:
            return
        # applications before their records: the order in which the acts of the desk lock them
        applications = list(self._rows(Application).filter(any_of("candidate_id", ids, WHOLE)).order_by("id"))
        for candidate in self._rows(Candidate).filter(any_of("pk", ids, WHOLE)).defer("search").order_by("id"):
            self.add(Held(candidate))
        for application in applications:
            self.by_pk[application.candidate_id].applications.append(application)
        notes = Note.objects.filter(any_of("candidate_id", ids, WHOLE), author=None)
        for pk, text in notes.values_list("candidate_id", "text"):
            self.by_pk[pk].notes.add(text)

    def _rows(self, model: type[CompanyModel]) -> QuerySet[Any]:
        rows = model.objects.all()
        return rows.select_for_update(of=("self",)) if self.shelf is None else rows

    def _remember(self, merged: Iterable[Merge]) -> None:
        """A row may still say the number or the address of a record that was put together with another."""
        for merge in merged:
            held = self.by_pk[merge.kept_id]
            if merge.gone_external_id:
                self.by_external.setdefault(merge.gone_external_id, held)
            if merge.gone_email_key:
                self.known_as.setdefault((merge.gone_email_key, merge.gone_name_folded), held)

    def rest(self) -> None:
        """End a batch of a check: what it held is put away."""
        for held in self.awake:
            if self.shelf and held.place is None:
                self.shelf.put(held)
        self.awake.clear()

    def woken(self, held: Held) -> Held:
        """The record, fetched when it was put away."""
        if self.shelf and held.place is not None:
            self.shelf.fetch(held)
            self.awake.append(held)
        return held

    def add(self, held: Held) -> None:
        self.awake.append(held)
        candidate = held.candidate
        if candidate.pk:
            self.by_pk[candidate.pk] = held
        if candidate.external_id:
            self.by_external.setdefault(candidate.external_id, held)
        if candidate.email_key:
            self.by_address[candidate.email_key].append(held)
        else:
            self.without_address[candidate.name_folded, candidate.phone_key].append(held)

    def moved(self, held: Held) -> None:
        """A record got another address or source ID: it must be found by the new one too."""
        candidate = held.candidate
        if candidate.external_id:
            self.by_external.setdefault(candidate.external_id, held)
        if candidate.email_key and held not in self.by_address[candidate.email_key]:
            self.by_address[candidate.email_key].append(held)

    def find(self, draft: CandidateDraft, day: date) -> Held | None:
        if draft.external_id and (found := self.by_external.get(draft.external_id)):
            return self.woken(found)
        if draft.email_key:
            same = (one for one in self.namesakes(draft) if one.candidate.name_folded == draft.name_key)
            return next(same, None) or self.known_as.get((draft.email_key, draft.name_key))
        return None if draft.external_id else self._same_selection(draft, day)

    def _same_selection(self, draft: CandidateDraft, day: date) -> Held | None:
        """Without an address only the same selection tells that a row is about somebody known."""
        if draft.application is None:
            return None
        for held in map(self.woken, self.without_address.get((draft.name_key, draft.phone_key), ())):
            if held.application_of(draft.application, day):
                return held
        return None

    def namesakes(self, draft: CandidateDraft) -> list[Held]:
        """Everybody with the draft's address, whatever their name."""
        found = self.by_address.get(draft.email_key, []) if draft.email_key else []
        return [one for one in map(self.woken, found) if one.candidate.email_key == draft.email_key]


def _titles() -> Iterable[tuple[int, str]]:
    return Position.objects.order_by("-id").values_list("pk", "title")


def _merged(drafts: Sequence[tuple[UUID, CandidateDraft]]) -> QuerySet[Merge]:
    external = {draft.external_id for _mark, draft in drafts if draft.external_id}
    addresses = {draft.email_key for _mark, draft in drafts if draft.email_key}
    called = any_of("gone_external_id", external) | any_of("gone_email_key", addresses)
    return Merge.objects.filter(called, undone_at=None).defer("before")


def _may_be(drafts: Sequence[tuple[UUID, CandidateDraft]]) -> Q:
    external = {draft.external_id for _mark, draft in drafts if draft.external_id}
    addresses = {draft.email_key for _mark, draft in drafts if draft.email_key}
    names = {draft.name_key for _mark, draft in drafts if not draft.email_key and not draft.external_id}
    nameless = Q(email_key="") & any_of("name_folded", names)
    return any_of("external_id", external) | any_of("email_key", addresses) | nameless
