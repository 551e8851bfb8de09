"""Introductions follow the choices they rest on, in the same transaction."""
