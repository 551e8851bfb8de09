"""The lives of an application and of a record, each on one screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused


class Stage(models.TextChoices):
    APPLIED = "applied", _("applied")
    SCREENING = "screening", _("document screening")
    INTERVIEWING = "interviewing", _("interviewing")
    OFFERED = "offered", _("offered")
    HIRED = "hired", _("hired")
    REJECTED = "rejected", _("answered with a no")
    WITHDRAWN = "withdrawn", _("withdrawn by the candidate")


S = Stage
IN_PROGRESS = frozenset({S.APPLIED, S.SCREENING, S.INTERVIEWING, S.OFFERED})
DECIDED = frozenset({S.HIRED, S.REJECTED, S.WITHDRAWN})
NEXT: dict[str, frozenset[str]] = {
    S.APPLIED: frozenset({S.SCREENING, S.INTERVIEWING, S.REJECTED, S.WITHDRAWN}),
    S.SCREENING: frozenset({S.INTERVIEWING, S.REJECTED, S.WITHDRAWN}),
    S.INTERVIEWING: frozenset({S.INTERVIEWING, S.OFFERED, S.REJECTED, S.WITHDRAWN}),
    S.OFFERED: frozenset({S.HIRED, S.REJECTED, S.WITHDRAWN}),
    S.REJECTED: frozenset({S.SCREENING, S.INTERVIEWING}),  # un-reject only
}  # a stage without a row is an end


class Reached(models.TextChoices):
    """How far somebody came: what a notice and a figure speak of."""

    DOCUMENT = "document", _("document screening")
    FIRST = "first", _("first interview")
    SECOND = "second", _("second interview")
    FINAL = "final", _("final interview")


class Reason(models.TextChoices):
    """Why the answer was a no, for the company alone. Flat and at most nine (PRODUCT B2)."""

    EXPERIENCE = "experience", _("other experience was weighed more")
    SKILLS = "skills", _("skills for this position")
    FIT = "fit", _("another position would suit better")
    OTHERS = "others", _("somebody else was chosen")
    FILLED = "filled", _("position filled or frozen")
    TIMING = "timing", _("timing")
    CONDITIONS = "conditions", _("conditions (pay, place, hours)")
    CONDUCT = "conduct", _("conduct in the selection")
    OTHER = "other", _("other")


UNSAID = "unsaid"  # in place of a reason to share: the notice names none


class Path(models.TextChoices):
    """What is offered along with a no, when something is (PRODUCT B1). Each keeps a promise somebody can keep."""

    ROLES = "roles", _("our other openings")
    LATER = "later", _("talk again in a month we name")
    REAPPLY = "reapply", _("apply again from a day we name")
    CIRCLE = "circle", _("openings of other companies")


class Recommendation(models.TextChoices):
    """What one reviewer would do, over all criteria."""

    STRONG_YES = "strong_yes", _("clearly yes")
    YES = "yes", _("rather yes")
    NO = "no", _("rather no")
    STRONG_NO = "strong_no", _("clearly no")


class RecordState(models.TextChoices):
    """What the company may do with a record (PRODUCT A12)."""

    RECORD = "record", _("record")
    POOL = "pool", _("pool")
    CONTACT = "contact", _("may be contacted")


class SourceKind(models.TextChoices):
    OWN = "own", _("own site")
    MEDIA = "media", _("job board")
    AGENCY = "agency", _("agency")
    DISPATCH = "dispatch", _("temp agency")
    REFERRAL = "referral", _("employee referral")
    SCHOOL = "school", _("school")
    OTHER = "other", _("another way, no agency")
    UNKNOWN = "unknown", _("unknown (ask first)")


class ProtectedBy(models.TextChoices):
    """Where the end of a protection comes from. A contract may move only what no person and no file has said."""

    USUAL = "usual", _("usual term")
    CONTRACT = "contract", _("contract")
    FILE = "file", _("imported file")
    HAND = "hand", _("set by hand")


# How many sources and steps of one person stand in one column (Candidate.sources, Candidate.steps). A bit never changes
# its meaning: new members take the next one, here and in sql/stand_of_candidates.sql.
SOURCE_BITS: dict[str, int] = {
    SourceKind.OWN: 1,
    SourceKind.MEDIA: 2,
    SourceKind.AGENCY: 4,
    SourceKind.DISPATCH: 8,
    SourceKind.REFERRAL: 16,
    SourceKind.SCHOOL: 32,
    SourceKind.UNKNOWN: 64,
    SourceKind.OTHER: 128,
}
STEP_BITS: dict[str, int] = {Reached.DOCUMENT: 1, Reached.FIRST: 2, Reached.SECOND: 4, Reached.FINAL: 8}

PROTECTING = frozenset({SourceKind.AGENCY, SourceKind.DISPATCH})

SILVER = frozenset({"シルバーメダル", "silver medal", "silver"})  # tags that mean "almost": talk again first


def ensure_next(now: str, then: str) -> None:
    if then not in NEXT.get(now, frozenset()):
        raise Refused(
            _("An application that is {now} cannot become {then}.").format(now=Stage(now).label, then=Stage(then).label)
        )
