"""What can happen to a question and to an introduction, in words."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RelayEvent(StrEnum):
    PEOPLE_ASKED = "relay.people_asked"  # of the company; says the limit, never a number reached
    CANDIDATE_ASKED = "relay.candidate_asked"
    SAID_YES = "relay.said_yes"
    YES_UNDONE = "relay.yes_undone"
    SAID_NO = "relay.said_no"
    PUT_OFF = "relay.put_off"
    SENT_SELF = "relay.sent_self"
    LOOK_AGAIN = "relay.look_again"
    DISCLOSED = "relay.disclosed"
    RECEIPT_CONFIRMED = "relay.receipt_confirmed"
    INTERVIEWING = "relay.interviewing"
    OFFERED = "relay.offered"
    HIRED = "relay.hired"
    NOT_SELECTED = "relay.not_selected"
    WITHDRAWN = "relay.withdrawn"
    EXPIRED = "relay.expired"
    RETURNED = "relay.returned"
    HIRE_TOLD = "relay.hire_told"
    WRITTEN = "relay.written"
    TIMES_OFFERED = "relay.times_offered"
    TIME_TAKEN = "relay.time_taken"
    TIMES_REFUSED = "relay.times_refused"
    TIME_CANCELLED = "relay.time_cancelled"
    STAY_TOLD = "relay.stay_told"
    COUNTED = "relay.counted"
    CARD_SAVED = "relay.card_saved"
    ASKS_HELD = "relay.asks_held"
    ASKS_FREED = "relay.asks_freed"
    CARDS_SWITCHED = "relay.cards_switched"


E = RelayEvent
SENTENCES: dict[RelayEvent, str | Promise] = {
    E.PEOPLE_ASKED: _("People who fit were asked about a position."),
    E.CANDIDATE_ASKED: _("A company asked about a position."),
    E.SAID_YES: _("The answer was yes."),
    E.YES_UNDONE: _("The yes was taken back in time."),
    E.SAID_NO: _("The answer was “not this time”."),
    E.PUT_OFF: _("The answer was put off."),
    E.SENT_SELF: _("The candidate sent themself to an opening."),
    E.LOOK_AGAIN: _("The profile changed before it was handed over, so nothing was."),
    E.DISCLOSED: _("The package was handed over."),
    E.RECEIPT_CONFIRMED: _("The receiver confirmed receipt."),
    E.INTERVIEWING: _("Talks began."),
    E.OFFERED: _("An offer was made."),
    E.HIRED: _("The candidate was hired."),
    E.NOT_SELECTED: _("The company decided otherwise."),
    E.WITHDRAWN: _("The candidate withdrew."),
    E.EXPIRED: _("There was no answer in time."),
    E.RETURNED: _("The receiver did not answer in time; it went back to the candidate."),
    E.HIRE_TOLD: _("The candidate told a company that they were hired."),
    E.WRITTEN: _("A message was written."),
    E.TIMES_OFFERED: _("Times to meet were offered."),
    E.TIME_TAKEN: _("A time to meet was agreed."),
    E.TIMES_REFUSED: _("None of the times fits."),
    E.TIME_CANCELLED: _("A meeting was cancelled."),
    E.COUNTED: _("The yearly figures were counted."),
    E.CARD_SAVED: _("The details for the operator's book were saved."),
    E.STAY_TOLD: _("The company told whether the person is still there."),
    E.ASKS_HELD: _("Far more was asked than a day allows: the company's questions rest."),
    E.ASKS_FREED: _("The company may ask again."),
    E.CARDS_SWITCHED: _("Cards were switched on or off for the network."),
}
