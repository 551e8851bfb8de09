"""Totals of a day: nobody is in them."""

from career_relay.base.erasure import NoPersonalData, registry
from career_relay.insights.models import Fact, FactsUntil, Snapshot

for _model in (Snapshot, Fact, FactsUntil):
    registry.declare(_model, clock=NoPersonalData())
