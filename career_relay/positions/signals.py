"""What other rooms may want to know of a position. Sent inside the transaction, while the company is active."""

from django.dispatch import Signal

position_changing = (
    Signal()
)  # position, fields: before a change of the words that decide whom it fits; may raise Refused
position_shown = Signal()  # position: after it was published, or what an open one says was saved
conditions_changed = Signal()  # position: after conditions that others could read already became others
