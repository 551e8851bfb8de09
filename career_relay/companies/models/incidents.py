"""Breaches: what is known, the clocks, and whom it touched."""
