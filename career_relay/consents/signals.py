"""What consents tells the rooms to its right. Sent inside the transaction, in the person's context."""

from django.dispatch import Signal

consent_given = Signal()  # entry, person_id
consent_ending = Signal()  # entry: two weeks before its end
consent_withdrawn = Signal()  # entry (withdrawn or expired), person_id, purpose
passport_changed = Signal()  # passport
passport_stale = Signal()  # passport: not looked through for ninety days
block_changed = Signal()  # person_id
request_asked = Signal()  # request
request_answered = Signal()  # request; the company is active
request_due = Signal()  # request, step (soon, internal, due); the company is active
correction_told = Signal()  # correction; the person is active
certificate_issuing = Signal()  # application; the company is active. Whoever knows why not raises Refused
certificate_issued = Signal()  # certificate; sent with the company active
certificate_revoked = Signal()  # certificate; sent with the company active
share_answered = Signal()  # answer
letter_handing = Signal()  # letter; the company is active. Whoever knows why not raises Refused
letter_handed = Signal()  # letter; the company is active
person_leaving = Signal()  # closing; the person is active
letter_asked = Signal()  # letter; the company is active
copy_erased = Signal()  # grant; in the company's context
deletions_due = Signal()  # company_id, day, left: in how many days
