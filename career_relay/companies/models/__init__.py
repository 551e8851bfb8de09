"""Companies of the network, their staff, circles and licences. Public facts of members: no wall, no candidates."""

from career_relay.companies.models.circles import Circle, CircleMember
from career_relay.companies.models.companies import Company, CompanyGroup, Membership
from career_relay.companies.models.desks import Complaint, ConductRules, DeskKeeper, HarassmentReport
from career_relay.companies.models.graph import Client, CompanyDomain
from career_relay.companies.models.incidents import Incident, IncidentKind, IncidentNotice, IncidentPerson
from career_relay.companies.models.licences import Licence
from career_relay.companies.models.promises import PromiseFigures
from career_relay.companies.models.retention import PurgeReport, RetentionRule

__all__ = [
    "Circle",
    "CircleMember",
    "Client",
    "Company",
    "CompanyDomain",
    "CompanyGroup",
    "Complaint",
    "ConductRules",
    "DeskKeeper",
    "HarassmentReport",
    "Incident",
    "IncidentKind",
    "IncidentNotice",
    "IncidentPerson",
    "Licence",
    "Membership",
    "PromiseFigures",
    "PurgeReport",
    "RetentionRule",
]
