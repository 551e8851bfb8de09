"""Complaints to the operator."""
