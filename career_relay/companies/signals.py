"""What companies tells the rooms to its right. Sent inside the transaction, with the addressed company active."""

from django.dispatch import Signal

complaint_received = Signal()  # complaint
complaint_answered = Signal()  # complaint
complaint_due = Signal()  # complaint, step
report_received = Signal()  # report
report_answered = Signal()  # report
report_due = Signal()  # report, step
retention_chosen = Signal()  # company, key: a period now holds that did not before
agreed_alone = Signal()  # company, about, asked_at: the only one who could agree did so a day later
breach_to_tell = Signal()  # incident, touched: letters to these people were looked at and may go
breach_passed_on = Signal()  # notice: the operator told a company; the operator is active
joining_moved = Signal()  # joining, step: asked, sent_back, declined, admitted, confirm N, paused, left
left_network = Signal()  # company: it takes part no more, from this transaction on
left_circle = Signal()  # circle, company
proof_to_look_for = Signal()  # proof: a record in the DNS
proof_to_send = Signal()  # proof: a code to a mailbox of the domain
