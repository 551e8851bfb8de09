"""Said inside the transaction, so that rooms further along may object or be careful.

A receiver that raises `Refused` stops the act. `records_merging` also asks for care: a receiver that gives True knows
that one of the two asked for quiet.
"""

from django.dispatch import Signal

records_merging = Signal()  # kept, gone
records_parting = Signal()  # merge, application_ids
result_taken_back = Signal()  # application, by
pool_ending = Signal()  # candidate: a permission to be kept ends within a month
record_erased = Signal()  # candidate, by: before the row goes
