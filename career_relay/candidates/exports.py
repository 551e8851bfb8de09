"""Lists as files (LEGAL S-03): up to a hundred rows at once with a reason, more only when another person allowed it.

asked → allowed by somebody else who manages the company → written by the queue → fetched by whoever asked → erased
after a day. The people are fixed when the file is asked for, so that what is allowed is what is written.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base.actors import SYSTEM, Actor, user_actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.sheets import sheet, workbook
from career_relay.base.wording import moment
from career_relay.candidates import columns
from career_relay.candidates.events import CandidateEvent
from career_relay.candidates.models import Candidate, Export
from career_relay.candidates.rules import ensure_fair
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import GRANTS, Permission, may

WITHOUT_APPROVAL: Final = 100
MOST: Final = 50_000
KEPT_FOR: Final = timedelta(hours=24)
FORMATS: Final = {"csv": "text/csv; charset=utf-8", "xlsx": columns.XLSX}
S = Export.State


# --- asking -------------------------------------------------------------------------------------------------------


def ensure_reason(reason: str) -> str:
    said = " ".join(reason.split())[:300]
    if not said:
        raise Refused(_("Write what the file is for."))
    ensure_fair(said)
    return said


def ensure_small(rows: int) -> None:
    """Raises Refused where another person has to allow it first."""
    if rows > WITHOUT_APPROVAL:
        raise Refused(
            _("More than %(most)s people leave the program only when another person has allowed it.")
            % {"most": WITHOUT_APPROVAL},
            code="S-03",
        )


@transaction.atomic
def take_file(
    people: Sequence[int], names: Sequence[str], *, reason: str, form: str, user: User, company: Company
) -> bytes:
    """Write a small list at once. Raises Refused without a reason, and above a hundred rows."""
    said = ensure_reason(reason)
    ensure_small(len(people))
    wanted = columns.known(names)
    content = written(people, wanted, form=form, mark=watermark(said, user, company, timezone.now()))
    record(
        CandidateEvent.EXPORTED,
        company,
        by=user_actor(user.pk),
        rows=len(people),
        columns=list(wanted),
        reason=said,
        people=list(people),  # ids: after a breach one asks who was in the file
    )
    return content


@transaction.atomic
def ask_for_export(
    people: Sequence[int], names: Sequence[str], *, reason: str, form: str, query: str, user: User, company: Company
) -> Export:
    """Ask for a long list. Raises Refused without a reason, for too many rows, and when nobody could allow it."""
    said = ensure_reason(reason)
    if len(people) > MOST:
        raise Refused(_("At most %(most)s people in one file. Narrow the list down.") % {"most": f"{MOST:,}"})
    if not approvers(company, user.pk):
        raise Refused(
            _("Nobody else may allow it. Invite a second owner in the settings, or narrow down to %(most)s people.")
            % {"most": WITHOUT_APPROVAL}
        )
    export = Export.objects.create(
        company=company,
        asked_by=user,
        reason=said,
        query=query[:1_000],
        people=list(people),
        columns=list(columns.known(names)),
        format=form if form in FORMATS else "csv",
        rows=len(people),
    )
    record(
        CandidateEvent.EXPORT_ASKED,
        export,
        by=user_actor(user.pk),
        rows=len(people),
        columns=export.columns,
        reason=said,
    )
    return export


def approvers(company: Company, asking: int) -> list[User]:
    """Who else of the company may allow an export."""
    roles = [role for role, granted in GRANTS.items() if Permission.MANAGE_COMPANY in granted]
    rows = Membership.objects.filter(company=company, role__in=roles, user__is_active=True).exclude(user_id=asking)
    return [one.user for one in rows.select_related("user").order_by("user__name")]


# --- allowing -----------------------------------------------------------------------------------------------------


def waiting_for(user_id: int, role: str) -> QuerySet[Export]:
    """What somebody may allow or refuse: never their own."""
    rows = Export.objects.filter(state=S.WAITING).select_related("asked_by").defer("people")
    return rows.exclude(asked_by_id=user_id) if may(role, Permission.MANAGE_COMPANY) else rows.none()


@transaction.atomic
def allow_export(export: Export, *, user: User, role: str) -> Export:
    """Let a list leave. Raises Refused for one's own, for other roles, and when it was answered already."""
    from career_relay.base.queue import later
    from career_relay.candidates.tasks import write_export

    export = _to_answer(export, user, role)
    export.state, export.decided_by, export.decided_at = S.BUILDING, user, timezone.now()
    export.save(update_fields=["state", "decided_by", "decided_at"])
    record(CandidateEvent.EXPORT_ALLOWED, export, by=user_actor(user.pk), rows=export.rows)
    later(write_export, company_id=export.company_id, export_id=export.pk, language=get_language() or "ja")
    return export


@transaction.atomic
def refuse_export(export: Export, why: str, *, user: User, role: str) -> Export:
    """Say no, with a reason the asking person reads."""
    export = _to_answer(export, user, role)
    said = " ".join(why.split())[:300]
    if not said:
        raise Refused(_("Write why not. The person who asked reads it."))
    export.state, export.decided_by, export.decided_at, export.refusal = S.REFUSED, user, timezone.now(), said
    export.people = []
    export.save(update_fields=["state", "decided_by", "decided_at", "refusal", "people"])
    record(CandidateEvent.EXPORT_REFUSED, export, by=user_actor(user.pk), reason=said)
    return export


def _to_answer(export: Export, user: User, role: str) -> Export:
    found: Export = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if not may(role, Permission.MANAGE_COMPANY):
        raise Refused(_("An owner of the company allows exports."), code="S-03")
    if found.asked_by_id == user.pk:
        raise Refused(_("Somebody else has to allow what you asked for."), code="S-03")
    if found.state != S.WAITING:
        raise Refused(_("This request was answered already."))
    return found


# --- writing, fetching, erasing -----------------------------------------------------------------------------------


def write_file(export_id: int) -> None:
    """Write the allowed list into the storage, for a day. Safe to run twice."""
    from career_relay.base.queue import later
    from career_relay.candidates.tasks import erase_export

    export = Export.objects.select_for_update(of=("self",)).select_related("company", "asked_by").get(pk=export_id)
    if export.state != S.BUILDING:
        return
    at = timezone.now()
    mark = watermark(export.reason, export.asked_by, export.company, export.created_at)
    content = written(export.people, export.columns, form=export.format, mark=mark)
    try:
        export.stored = default_storage.save(f"exports/{export.company_id}/{uuid4().hex}", ContentFile(content))
    except OSError:  # the disk is full: the person asks again
        export.state = S.FAILED
        export.save(update_fields=["state"])
        return
    export.state, export.expires_at = S.READY, at + KEPT_FOR
    export.save(update_fields=["stored", "state", "expires_at"])
    later(erase_export, at=export.expires_at, company_id=export.company_id, export_id=export.pk)


@transaction.atomic
def fetch_file(export: Export, *, user: User, at: datetime | None = None) -> bytes:
    """Hand the file to the person who asked for it, and to nobody else. Raises Refused."""
    export = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if export.asked_by_id != user.pk:
        raise Refused(_("Only the person who asked for this file may fetch it."), code="S-03")
    if export.state in {S.WAITING, S.BUILDING}:
        raise Refused(_("This file has not been allowed and written yet."), code="S-03")
    if not is_fetchable(export, user.pk, at or timezone.now()):
        raise Refused(_("This file is no longer there. Ask for it anew."))
    with default_storage.open(export.stored, "rb") as file:
        content: bytes = file.read()
    record(
        CandidateEvent.EXPORTED,
        export,
        by=user_actor(user.pk),
        rows=export.rows,
        columns=export.columns,
        reason=export.reason,
        people=export.people,
    )
    return content


def is_fetchable(export: Export, user_id: int, at: datetime) -> bool:
    return (
        export.state == S.READY
        and export.asked_by_id == user_id
        and export.expires_at is not None
        and at < export.expires_at
    )


@transaction.atomic
def erase_file(export: Export, *, by: Actor = SYSTEM) -> None:
    """Delete the file and whom it was about; that there was one stays."""
    export = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if export.state != S.READY:
        return
    stored, export.stored, export.state, export.people = export.stored, "", S.ERASED, []
    export.save(update_fields=["stored", "state", "people"])
    record(CandidateEvent.EXPORT_ERASED, export, by=by)
    transaction.on_commit(lambda: default_storage.delete(stored))


def forget(candidate: Candidate, *, by: Actor) -> None:
    """A file that holds an erased person goes with them; a list that is not written yet leaves them out by itself."""
    for export in Export.objects.filter(state=S.READY, people__contains=[candidate.pk]).defer("people"):
        erase_file(export, by=by)


# --- content ------------------------------------------------------------------------------------------------------


def watermark(reason: str, user: User | None, company: Company, at: datetime) -> str:
    """The last line of every file: who took it, when, and what for."""
    told = {"company": company.name, "who": user.name if user else "—", "when": moment(at), "reason": reason}
    return _("Confidential · %(company)s · taken by %(who)s on %(when)s · for: %(reason)s") % told


def written(people: Iterable[int], names: Sequence[str], *, form: str, mark: str) -> bytes:
    """Give the file: headings, one line a person, and the mark."""
    rows: list[Sequence[object]] = [columns.heads(names), *columns.lines(list(people), names), [mark]]
    return workbook(rows, title=_("Talent pool")) if form == "xlsx" else sheet(rows).encode()


def file_name(at: datetime, form: str) -> str:
    return f"candidates-{timezone.localtime(at):%Y%m%d-%H%M}.{form}"


def exports_of(user_id: int) -> QuerySet[Export]:
    return Export.objects.filter(asked_by_id=user_id).select_related("decided_by").defer("people")
