"""Why a text was refused, for the person who typed it: what is wrong and how to write it."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .dates import Malformed

SENTENCES: dict[str, str | Promise] = {
    "email_at": gettext_lazy("An e-mail address needs an @, for example name@company.example."),
    "email_two_at": gettext_lazy("This e-mail address has two @. Write one address."),
    "email_local": gettext_lazy("The part before the @ is missing."),
    "email_space": gettext_lazy("There is a space inside the e-mail address. Remove it."),
    "email_comma": gettext_lazy("There is a “,” in the e-mail address. Change it to “.” or remove it."),
    "email_characters": gettext_lazy("The e-mail address has a character that addresses cannot have."),
    "email_domain": gettext_lazy("The part after the @ is not a domain such as company.example."),
    "email_long": gettext_lazy("The e-mail address is longer than 254 characters."),
    "phone_characters": gettext_lazy("A phone number is made of digits and hyphens."),
    "phone_length": gettext_lazy("A Japanese phone number has 10 or 11 digits. Check for one too many or too few."),
    "postal": gettext_lazy("A postal code has seven digits, such as 100-0001."),
    "date_month": gettext_lazy("A month is 1 to 12."),
    "date_day": gettext_lazy("This day does not exist in that month."),
    "date_year": gettext_lazy("The year should be between 1900 and 2100."),
    "date_era": gettext_lazy("This year does not exist in that era."),
    "date_time": gettext_lazy("The time of day does not exist."),
    "date_partial": gettext_lazy("Write year, month and day, such as 2026/03/05."),
    "date_order": gettext_lazy("Write the date with the year first, such as 2026/03/05."),
    "date_unknown": gettext_lazy("This is not a date. Write it as 2026/03/05."),
    "graduation_year": gettext_lazy("Write the graduation year as 2027."),
}


def why(refusal: Malformed) -> str:
    """The sentence, in the language that is active now."""
    return str(SENTENCES.get(refusal.code, _("This cannot be read.")))
