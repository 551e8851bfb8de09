"""Portable certificates: signed, public, revocable."""
