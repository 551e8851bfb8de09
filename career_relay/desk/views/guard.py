"""Promised answers, reminders, the promise page."""
