"""Of the candidate page: who this may be as well, what went into the record, and what a second application brings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from career_relay.candidates import merges
from career_relay.candidates.duplicates import Sign, pairs_of
from career_relay.candidates.models import Application, Candidate, DuplicateHint, FormPermission, ImportedRow
from career_relay.candidates.states import RecordState
from career_relay.candidates.welcome import WelcomeBack, changed_since, reapply_from, result_day, welcome_back
from career_relay.desk import telling
from career_relay.desk.access import DeskRequest
from career_relay.desk.forms.people import ChangeForm
from career_relay.notices.queries import latest_notice

MOST: Final = 3  # pairs on the page; the rest stands on the page of all pairs


@dataclass(frozen=True, slots=True)
class Other:
    """A record that may be the same person, seen from this one."""

    hint: DuplicateHint
    other: Candidate
    reasons: tuple[str, ...]
    kept: Candidate
    gone: Candidate


def panel(request: DeskRequest, candidate: Candidate) -> dict[str, Any]:
    """What the template of this part needs."""
    found = list(pairs_of(candidate)[: MOST + 1])
    applications = list(candidate.applications.all())
    back = welcome_back(candidate, applications)
    return {
        "pairs": [_seen_from(candidate, hint) for hint in found[:MOST]],
        "more": pairs_of(candidate).count() - MOST if len(found) > MOST else 0,
        "evidence": evidence(candidate),
        "merges": merges.merges_of(candidate),
        "back": back,
        "reapply_from": reapply_from(applications),
        "told": told(back.before) if back else "",
        "changed": news(candidate, back) if back else [],
        "change_form": ChangeForm(prefix="change", initial={"text": back.now.whats_changed}) if back else None,
    }


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind the state of a record, beside its own words: the box that was ticked, and who vouched."""

    text_hash: str = ""
    at: datetime | None = None
    vouched_by: str = ""

    @property
    def short(self) -> str:
        """Enough of the hash to hold it against the copy."""
        return f"{self.text_hash[:4]}…{self.text_hash[-4:]}" if self.text_hash else ""


def evidence(candidate: Candidate) -> Evidence:
    """The last box the person ticked on the form, or else the owner who vouched for the file the state came with."""
    if candidate.state == RecordState.RECORD:
        return Evidence()
    if box := FormPermission.objects.filter(candidate=candidate).order_by("-at").first():
        return Evidence(box.text_hash, box.at)
    rows = ImportedRow.objects.filter(candidate=candidate).exclude(run__attested_by=None).order_by("-id")
    name = rows.values_list("run__attested_by__name", flat=True).first()
    return Evidence(vouched_by=name or "")


def _seen_from(candidate: Candidate, hint: DuplicateHint) -> Other:
    other = hint.second if hint.first_id == candidate.pk else hint.first
    kept, gone = merges.kept_first(hint.first, hint.second)
    return Other(hint, other, tuple(words_of(hint.reasons)), kept, gone)


def words_of(reasons: list[str]) -> list[str]:
    """The signs in words. One that this version does not know is left out."""
    return [str(Sign(reason).label) for reason in reasons if reason in Sign.values]


def news(candidate: Candidate, back: WelcomeBack) -> list[str]:
    """What is new in the record since the last application, by the names of the fields."""
    names = changed_since(candidate, result_day(back.before))
    return list(dict.fromkeys(str(telling.FIELDS[name]()) for name in names if name in telling.FIELDS))


def told(application: Application) -> str:
    """What the person read about the result last time: the personal point of the notice that reached them."""
    notice = latest_notice(application)
    return notice.personal_point if notice else ""
