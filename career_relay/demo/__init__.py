"""The demonstration: an invented network to click through, and the whole path played headless."""

from career_relay.demo.fill import fill

__all__ = ["fill"]
