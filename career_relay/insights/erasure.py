"""Totals of a day: nobody is in them."""

from career_relay.base.erasure import NoPersonalData, registry
from career_relay.insights.models import Snapshot

registry.declare(Snapshot, clock=NoPersonalData())
