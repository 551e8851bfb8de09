"""How long the rows of companies live: public facts of members, reports of the night, files of incidents."""

from datetime import datetime

from django.db.models import QuerySet

from career_relay.base.erasure import NoPersonalData, Own, Through, registry
from career_relay.companies import models as rows
from career_relay.companies.models import Incident

for _model in (
    rows.Company, rows.CompanyGroup, rows.CompanyDomain, rows.Client, rows.Circle, rows.CircleMember, rows.Licence,
    rows.PromiseFigures, rows.RetentionRule,
):  # fmt: skip
    registry.declare(_model, clock=NoPersonalData(), why="public facts and totals of companies")
registry.declare(rows.Membership, clock=Through("user"))
registry.declare(rows.PurgeReport, clock=Own("started_at", "log"), why="counts by table")


def incidents_over(limit: datetime) -> QuerySet[Incident]:
    """Closed files only: an open one is worked on."""
    found: QuerySet[Incident] = Incident.objects.filter(opened_at__lt=limit, closed_at__isnull=False)
    return found


registry.declare(rows.Incident, clock=Own("opened_at", "case"), due=incidents_over, why="the file of a breach")
registry.declare(rows.IncidentPerson, clock=Through("incident"), why="ids of the people a breach touched")
registry.declare(rows.IncidentNotice, clock=Own("sent_at", "case"), why="the operator's word to a company")
