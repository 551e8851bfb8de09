"""How long the rows of companies live: public facts of members, reports of the night, files of incidents."""

from datetime import datetime

from django.db.models import QuerySet

from career_relay.base.erasure import NoPersonalData, Own, Through, registry
from career_relay.companies import models as rows
from career_relay.companies.models import Complaint, HarassmentReport, Incident

for _model in (
    rows.Company, rows.CompanyGroup, rows.CompanyDomain, rows.Client, rows.Circle, rows.CircleMember, rows.Licence,
    rows.PromiseFigures, rows.RetentionRule, rows.ConductRules, rows.DeskKeeper, rows.Joining, rows.DomainProof, rows.Cut,
    rows.CircleCall, rows.Brand, rows.Filing,
):  # fmt: skip
    registry.declare(_model, clock=NoPersonalData(), why="public facts and totals of companies")
registry.declare(rows.Membership, clock=Through("user"), why="about somebody of the staff")
registry.declare(rows.PurgeReport, clock=Own("started_at", "log"), why="counts by table")


def incidents_over(limit: datetime) -> QuerySet[Incident]:
    """Closed files only: an open one is worked on."""
    found: QuerySet[Incident] = Incident.objects.filter(opened_at__lt=limit, closed_at__isnull=False)
    return found


def complaints_over(limit: datetime) -> QuerySet[Complaint]:
    """Closed ones only: an open one waits for its answer."""
    found: QuerySet[Complaint] = Complaint.objects.filter(purge_after__lt=limit.date(), closed_at__isnull=False)
    return found


def reports_over(limit: datetime) -> QuerySet[HarassmentReport]:
    found: QuerySet[HarassmentReport] = HarassmentReport.objects.filter(
        purge_after__lt=limit.date(), closed_at__isnull=False
    )
    return found


registry.declare(rows.Complaint, clock=Own("purge_after"), due=complaints_over, person_may_read=True)
registry.declare(
    rows.HarassmentReport, clock=Own("purge_after"), due=reports_over,
    why="tied to nobody: its writer reads the answer behind their own link",
)  # fmt: skip
registry.declare(rows.Incident, clock=Own("opened_at", "case"), due=incidents_over, why="the file of a breach")
registry.declare(rows.IncidentPerson, clock=Through("incident"), why="ids of the people a breach touched")
registry.declare(rows.IncidentNotice, clock=Own("sent_at", "case"), why="the operator's word to a company")
