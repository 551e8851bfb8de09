"""Positions and their pages: nobody is in them."""

from career_relay.base.erasure import NoPersonalData, registry
from career_relay.positions.models import Position, PositionCircle, Question, ShareCount, ShareLink

for _model in (Position, PositionCircle, Question, ShareLink, ShareCount):
    registry.declare(_model, clock=NoPersonalData())
