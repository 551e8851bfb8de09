"""Certificates "reached the final interview": Open Badges 3.0, signed, revocable, checked by anybody without us (PRODUCT D6)."""
