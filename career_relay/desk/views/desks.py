"""Complaints and reports, with due dates and outcomes."""
