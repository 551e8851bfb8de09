"""What happens to somebody who signs in. Names for the log, sentences for people."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Event(StrEnum):
    ADDRESS_PROVEN = "accounts.address_proven"


SENTENCES: dict[Event, str | Promise] = {
    Event.ADDRESS_PROVEN: _("An e-mail address was proven by code"),
}
