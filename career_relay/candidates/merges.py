"""Put two records of one person together, and take that back.

Explicit, seen before it happens, and reversible: the rows as they were stand in `Merge.before`, until the merge is taken
back or the record is erased. The record that stays never may more than each of the two might (`careful`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext

from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates import careful, moving, search
from career_relay.candidates.clocks import after_grace, purge_day
from career_relay.candidates.duplicates import likeness
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.intake import lock
from career_relay.candidates.models import Application, Candidate, Merge
from career_relay.candidates.signals import records_merging, records_parting
from career_relay.candidates.states import DECIDED

# what a person may choose, with the columns that belong together
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "name": ("name", "name_folded"),
    "kana": ("kana",),
    "email": ("email", "email_key"),
    "phone": ("phone", "phone_key"),
    "prefecture": ("prefecture",),
    "track": ("track",),
    "graduation_year": ("graduation_year",),
    "history": ("history",),
    "owner": ("owner_id",),
    "external_id": ("external_id",),
}
LABELS: Final[dict[str, Promise]] = {
    "name": _lazy("name"),
    "kana": _lazy("kana"),
    "email": _lazy("e-mail"),
    "phone": _lazy("phone"),
    "prefecture": _lazy("prefecture"),
    "track": _lazy("track"),
    "graduation_year": _lazy("graduation year"),
    "history": _lazy("work history"),
    "owner": _lazy("In charge"),
    "external_id": _lazy("Number in the old system"),
}
_LISTS: Final = {"skills": 80, "tags": 30}  # both stay, up to so many
_BESIDE: Final = {"email": "other_email", "phone": "other_phone"}  # where the value that was not chosen goes
_TOGETHER: Final = (
    careful.STATE,
    ("protected_until", "protected_by"),
    ("do_not_contact", "quiet_reason"),
)  # restored all or none


def choice_of(kept: Candidate, gone: Candidate, name: str, chosen: Mapping[str, str]) -> Candidate:
    """Whose value stands for a field: as chosen, else the kept record's, else the one that is not blank."""
    if chosen.get(name) == "gone" and name not in fixed(kept):
        return gone
    told = CHOICES[name][0]
    return gone if not getattr(kept, told) and getattr(gone, told) and name not in fixed(kept) else kept


def fixed(kept: Candidate) -> frozenset[str]:
    """What cannot be chosen: a proven address stays with the account it opened."""
    return frozenset({"email"}) if kept.person_id else frozenset()


def why_not(kept: Candidate, gone: Candidate) -> str:
    """Why two records cannot be put together this way round; empty when they can."""
    if kept.pk == gone.pk:
        return _("This is one and the same record.")
    if kept.person_id and gone.person_id and kept.person_id != gone.person_id:
        return _("Two different people have proven these addresses. Their records are not put together.")
    if gone.person_id and not kept.person_id:
        return _("The person has opened the page of the other record. Keep that one.")
    return ""


def values_of(
    kept: Candidate, gone: Candidate, chosen: Mapping[str, str], more: Iterable[Application]
) -> dict[str, Any]:
    """Every value of the record that stays, by column. Pure but for the applications it is given."""
    found: dict[str, Any] = {}
    for name, columns in CHOICES.items():
        side = choice_of(kept, gone, name, chosen)
        found |= {column: getattr(side, column) for column in columns}
    for name, most in _LISTS.items():
        found[name] = list(dict.fromkeys((*getattr(kept, name), *getattr(gone, name))))[:most]
    found["birth_key"] = kept.birth_key or gone.birth_key
    found["details"] = _details(kept, gone, found)
    return found | careful.together(kept, gone, more)


def _details(kept: Candidate, gone: Candidate, found: Mapping[str, Any]) -> dict[str, Any]:
    """Both; the kept record's word counts. An address or number that was not chosen stands beside."""
    told: dict[str, Any] = {**gone.details, **kept.details}
    for name, beside in _BESIDE.items():
        left = [getattr(one, name) for one in (kept, gone) if getattr(one, f"{name}_key") != found[f"{name}_key"]]
        if left and left[0] and not told.get(beside):
            told[beside] = left[0]
    return told


# --- putting together ---------------------------------------------------------------------------------------------


@transaction.atomic
def merge_records(kept: Candidate, gone: Candidate, *, by: Actor, chosen: Mapping[str, str] | None = None) -> Merge:
    """Let one record take in the other. Everything that referred to the one that goes refers to the kept one.

    in: `chosen` says for a field of `CHOICES` whose value stays, "kept" or "gone".
    raises Refused: the records belong to two accounts, the linked one would go, or one of them is gone already.
    """
    lock(kept.company)
    kept, gone = _both(kept.pk, gone.pk)
    if why := why_not(kept, gone):
        raise Refused(why, code="NOT_ONE_PERSON")
    told = records_merging.send(Candidate, kept=kept, gone=gone)
    how, was = likeness(kept, gone), moving.row_of(Candidate, kept.pk)
    applications = list(Application.objects.filter(candidate__in=[kept, gone]).order_by("applied_on", "id"))
    values = values_of(kept, gone, chosen or {}, applications)
    values["do_not_contact"] = values["do_not_contact"] or any(answer for _receiver, answer in told)

    gone_row = moving.row_of(Candidate, gone.pk)
    moved = moving.move_all(gone, kept)
    _mark_reapplications(applications, moved)
    moving.remove_row(Candidate, gone.pk)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save(
        update_fields=[name.removesuffix("_id") if name == "owner_id" else name for name in values] + ["updated_at"]
    )
    search.refresh(kept)

    merge = Merge.objects.create(
        company_id=kept.company_id,
        kept=kept,
        gone_id=gone.pk,
        gone_public_id=gone.public_id,
        gone_external_id=gone.external_id,
        gone_email_key=gone.email_key,
        gone_name_folded=gone.name_folded,
        score=how.score,
        reasons=list(how.reasons),
        by_id=by.id if by.kind == ActorKind.USER else None,
        before={
            "gone": gone_row,
            "kept": was,
            "after": moving.row_of(Candidate, kept.pk),
            "changed": moved.changed,
            "removed": moved.removed,
        },
    )
    record(CandidateEvent.MERGED, kept, by=by, merge=merge.pk, gone=gone.pk)
    return merge


def _both(kept_id: int, gone_id: int) -> tuple[Candidate, Candidate]:
    """Both records, locked in the order of their ids: two merges of one pair never wait for each other.

    Their applications come first, as in every act of the desk.
    """
    _lock_applications([kept_id, gone_id])
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("company").order_by("pk")
    found = {one.pk: one for one in rows.filter(pk__in={kept_id, gone_id})}
    if len(found) < len({kept_id, gone_id}):
        raise Refused(_("One of the two records is not there any more. Somebody else may have put them together."))
    return found[kept_id], found[gone_id]


def _lock_applications(candidate_ids: list[int]) -> None:
    rows = Application.objects.select_for_update(of=("self",)).filter(candidate_id__in=candidate_ids)
    list(rows.order_by("id").values_list("pk"))


def _mark_reapplications(applications: Iterable[Application], moved: moving.Moved) -> None:
    """Somebody who had an answer under the one record and came back under the other."""
    rows = list(applications)
    for one in rows:
        again = any(_ended(other) and _ended(other) < one.applied_on for other in rows if other is not one)
        if again and not one.is_reapplication:
            moved.note(Application._meta.label_lower, {"id": one.pk, "is_reapplication": False}, "is_reapplication")
            Application.objects.filter(pk=one.pk).update(is_reapplication=True)


def _ended(application: Application) -> Any:
    if application.stage not in DECIDED:
        return None
    return timezone.localdate(application.decided_at) if application.decided_at else application.last_activity_on


# --- taking it back -----------------------------------------------------------------------------------------------


@transaction.atomic
def part_records(merge: Merge, *, by: Actor) -> Candidate:
    """Take a merge back: both records stand as they did, with their ids, addresses and rows.

    What came to the kept record since stays there; what is about an application of the other goes with it. Gives the
    record that is back. raises Refused with what stands in the way.
    """
    lock(merge.company)
    _lock_applications([merge.kept_id])
    merge = Merge.objects.select_for_update(of=("self",)).select_related("kept__company").get(pk=merge.pk)
    kept = Candidate.objects.select_for_update(of=("self",)).select_related("company").get(pk=merge.kept_id)
    if why := what_stands_in_the_way(merge, kept):
        raise Refused(why, code="MERGE_STANDS")
    before = merge.before
    moved_applications = _applications_of_the_other(before)
    records_parting.send(Candidate, merge=merge, application_ids=moved_applications)

    now, row = Candidate.objects.get(pk=kept.pk), moving.row_of(Candidate, kept.pk)
    moving.insert_rows(Candidate, [before["gone"]])
    gone = Candidate.objects.get(pk=merge.gone_id)
    moving.put_back(before["changed"], before["removed"])
    moving.follow_applications(moved_applications, gone)
    moving.write_columns(Candidate, {str(kept.pk): _columns_to_restore(before, row)})
    kept.refresh_from_db()
    for one in (kept, gone):
        _stay_careful(one, careful.after_all(now, before["after"], one))
    if row != before["after"]:
        _settle(kept)

    _forget(merge)
    record(CandidateEvent.PARTED, kept, by=by, merge=merge.pk, back=gone.pk)
    record(CandidateEvent.PARTED, gone, by=by, merge=merge.pk, stayed=kept.pk)
    return gone


def _forget(merge: Merge) -> None:
    """Nothing of the record that is back stays in the merge."""
    merge.before, merge.undone_at = {}, timezone.now()
    merge.gone_external_id = merge.gone_email_key = merge.gone_name_folded = ""
    merge.save()


def what_stands_in_the_way(merge: Merge, kept: Candidate) -> str:
    """Why a merge cannot be taken back any more; empty while it can."""
    if merge.undone_at:
        return _("This was taken back already.")
    if Merge.objects.filter(kept=kept, pk__gt=merge.pk, undone_at=None).exists():
        return _("Another record was put together with this one later. Take that back first.")
    if changed := _changed_since(merge, kept):
        return _("These were changed since: %(fields)s. Taking it back would lose the change.") % {
            "fields": pgettext("list", ", ").join(changed)
        }
    if kept.person_id != merge.before["kept"]["person_id"] and _address_came_from_the_other(merge):
        return _("The person has proven the address that came from the other record.")
    return ""


def _changed_since(merge: Merge, kept: Candidate) -> list[str]:
    """Chosen values that somebody has set anew since, in words. Everything else can be carried over."""
    before, after = merge.before["kept"], merge.before["after"]
    now = moving.row_of(Candidate, kept.pk)
    return [
        str(LABELS[name])
        for name, columns in CHOICES.items()
        if any(before[column] != after[column] != now[column] for column in columns)
    ]


def _address_came_from_the_other(merge: Merge) -> bool:
    return bool(merge.before["kept"]["email_key"] != merge.before["after"]["email_key"])


def _applications_of_the_other(before: dict[str, Any]) -> list[int]:
    rows = before["changed"].get(Application._meta.label_lower, {})
    return [int(pk) for pk, columns in rows.items() if "candidate_id" in columns]


def _columns_to_restore(before: dict[str, Any], now: moving.Row) -> dict[str, Any]:
    """The columns the merge changed and nobody has changed since; of lists what came in since stays."""
    was, after = before["kept"], before["after"]
    found = {name: was[name] for name in was if was[name] != after[name] == now[name]}
    for group in _TOGETHER:
        if any(after[name] != now[name] for name in group):
            found = {name: value for name, value in found.items() if name not in group}
    for name in _LISTS:
        if was[name] != after[name] != now[name]:
            fresh = [one for one in now[name] if one not in after[name]]
            found[name] = [one for one in was[name] if one in now[name]] + fresh
    return found


def _stay_careful(candidate: Candidate, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(candidate, name, value)
    if values:
        candidate.save(update_fields=[*values, "updated_at"])


def _settle(kept: Candidate) -> None:
    """Words and clock of a record that was worked on while it was merged."""
    rows = list(kept.applications.all())
    ended = [day for one in rows if (day := _ended(one))]
    going_on = [one.last_activity_on for one in rows if one.stage not in DECIDED]
    due = purge_day(kept.company, ended, going_on, kept.state_until)
    kept.purge_after = after_grace(due, timezone.localdate(kept.created_at))
    kept.save(update_fields=["purge_after", "updated_at"])
    search.refresh(kept)


# --- asking -------------------------------------------------------------------------------------------------------


def heir_of(public_id: UUID) -> Candidate | None:
    """The record into which the one with this address went."""
    found = Merge.objects.filter(gone_public_id=public_id, undone_at=None).select_related("kept").first()
    return found.kept if found else None


def merges_of(candidate: Candidate) -> list[Merge]:
    """The merges into a record that still hold, the last first."""
    rows = Merge.objects.filter(kept=candidate, undone_at=None).select_related("by").defer("before")
    return list(rows.order_by("-pk"))


def ids_of(candidate: Candidate) -> list[int]:
    """The ids under which the log speaks of a record: its own, and those of records it took in."""
    return [candidate.pk, *Merge.objects.filter(kept=candidate, undone_at=None).values_list("gone_id", flat=True)]


def kept_first(one: Candidate, other: Candidate) -> tuple[Candidate, Candidate]:
    """Which of two records to keep unless somebody chooses otherwise: the linked one, else the one that came later."""
    if bool(one.person_id) != bool(other.person_id):
        return (one, other) if one.person_id else (other, one)
    return (one, other) if one.pk > other.pk else (other, one)
