"""Companies of the network, their staff, circles and licences. Public facts of members: no wall, no candidates."""

from career_relay.companies.models.circles import Circle, CircleMember
from career_relay.companies.models.companies import Company, CompanyGroup, Membership
from career_relay.companies.models.licences import Licence
from career_relay.companies.models.promises import PromiseFigures

__all__ = [
    "Circle",
    "CircleMember",
    "Company",
    "CompanyGroup",
    "Licence",
    "Membership",
    "PromiseFigures",
]
