"""Whom a person never wants to be seen by."""
