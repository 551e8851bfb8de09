"""Copies a receiver was asked to erase."""
