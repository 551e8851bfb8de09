"""What accounts tells the rooms to its right. Sent inside the transaction."""

from django.dispatch import Signal

pages_joining = Signal()  # kept, gone (ids), by; sent while `gone` is active, before anything moves
