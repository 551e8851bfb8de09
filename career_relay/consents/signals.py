"""What consents tells the rooms to its right. Sent inside the transaction, in the person's context."""

from django.dispatch import Signal

consent_given = Signal()  # entry
consent_withdrawn = Signal()  # entry (withdrawn or expired), person_id, purpose
passport_changed = Signal()  # passport
block_changed = Signal()  # person_id
