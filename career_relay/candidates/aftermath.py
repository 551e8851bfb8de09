"""What an import brought, in the words of the next step: who is protected, whose source is unknown, who waits."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from career_relay.candidates.models import Application, Candidate, ImportRun
from career_relay.candidates.states import IN_PROGRESS, RecordState, SourceKind


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Figures of the people one run touched. Each counts people, not rows."""

    protected: int
    unknown_source: int
    waiting: int  # a selection still going on, so an answer is due
    may_be_written_to: int


def aftermath(run: ImportRun, today: date) -> Aftermath:
    people = Candidate.objects.filter(pk__in=run.imported.values("candidate_id"))
    applications = Application.objects.filter(candidate_id__in=run.imported.values("candidate_id"))
    return Aftermath(
        protected=people.filter(protected_until__gte=today).count(),
        unknown_source=_people(applications.filter(source=SourceKind.UNKNOWN)),
        waiting=_people(applications.filter(stage__in=IN_PROGRESS)),
        may_be_written_to=people.filter(state=RecordState.CONTACT, do_not_contact=False).count(),
    )


def _people(applications: QuerySet[Application]) -> int:
    return applications.values("candidate_id").distinct().count()
