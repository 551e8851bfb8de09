"""Complaints and reports of harassment, with due dates and outcomes."""
