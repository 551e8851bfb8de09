"""The words of notices, and their history."""
