"""Complaints and reports of harassment."""
