"""Totals of a day: nobody is in them. And the numbers a company says itself."""

from career_relay.base.erasure import NoPersonalData, registry
from career_relay.insights.models import Assumption, Fact, FactsUntil, Snapshot

for _model in (Snapshot, Fact, FactsUntil):
    registry.declare(_model, clock=NoPersonalData())
registry.declare(Assumption, clock=NoPersonalData(), why="the company's own numbers, and who of the staff set them")
