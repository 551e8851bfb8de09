"""Companies of the network, their staff, circles and licences. Public facts of members: no wall, no candidates."""

from career_relay.companies.models.brand import Brand
from career_relay.companies.models.circles import Circle, CircleCall, CircleMember, Entry
from career_relay.companies.models.companies import Company, CompanyGroup, Membership
from career_relay.companies.models.desks import Complaint, ConductRules, DeskKeeper, HarassmentReport
from career_relay.companies.models.filings import Filing
from career_relay.companies.models.graph import Client, CompanyDomain
from career_relay.companies.models.incidents import Incident, IncidentKind, IncidentNotice, IncidentPerson
from career_relay.companies.models.joining import Cut, DomainProof, Joining, Standing
from career_relay.companies.models.licences import Licence
from career_relay.companies.models.promises import PromiseFigures
from career_relay.companies.models.retention import PurgeReport, RetentionRule

__all__ = [
    "Brand",
    "Circle",
    "CircleCall",
    "CircleMember",
    "Client",
    "Company",
    "CompanyDomain",
    "CompanyGroup",
    "Complaint",
    "ConductRules",
    "Cut",
    "DeskKeeper",
    "DomainProof",
    "Entry",
    "Filing",
    "HarassmentReport",
    "Incident",
    "IncidentKind",
    "IncidentNotice",
    "IncidentPerson",
    "Joining",
    "Licence",
    "Membership",
    "PromiseFigures",
    "PurgeReport",
    "RetentionRule",
    "Standing",
]
