"""What companies tells the rooms to its right. Sent inside the transaction, with the addressed company active."""

from django.dispatch import Signal

complaint_received = Signal()  # complaint
complaint_answered = Signal()  # complaint
complaint_due = Signal()  # complaint, step
report_received = Signal()  # report
report_answered = Signal()  # report
report_due = Signal()  # report, step
