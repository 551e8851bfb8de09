"""Totals of a day: nobody is in them."""

from career_relay.base.erasure import NoPersonalData, registry
from career_relay.insights.models import Assumption, Snapshot

registry.declare(Snapshot, clock=NoPersonalData())
registry.declare(Assumption, clock=NoPersonalData(), why="the company's own numbers, and who of the staff set them")
