"""Why a file does not come in, or cannot be read: what is wrong and how to mend it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.base import jail
from career_relay.base.errors import Refused

LARGEST: Final = 10_000_000

# Not kept.
SENTENCES: Final[dict[str, str | Promise]] = {
    **jail.SENTENCES,
    "EMPTY": _("This file is empty. Save it again and check that something stands in it before uploading."),
    "TOO_BIG": _("This file is larger than 10 MB. Make the pictures in it smaller, or save it as PDF, and upload that."),
    "WRONG_NAME": _("The name of this file ends in {given}, but it is a {kind} file. Rename it so that it ends in {wanted} and upload it again."),
    "OTHER_KIND": _("This kind of file cannot be taken. Save it as PDF or Word (.docx) and upload that; plain text (.txt) and JSON Resume (.json) are possible too."),
    "PICTURE": _("This is a picture. Put it into a PDF and upload that; text inside pictures cannot be read."),
    "OLD_WORD": _("This Word file is of the old kind (.doc) or has a password. Open it, save it as .docx without a password, or as PDF, and upload that."),
    "PASSWORD": _("This file is locked with a password. Save it without a password and upload that."),
    "MACROS": _("This Word file holds macros. Save it as .docx without macros, or as PDF, and upload that."),
    "SCRIPTS": _("This PDF starts scripts or other programs, or carries other files inside. Print it to a new PDF and upload that."),
    "ODD_ARCHIVE": _("This file is not put together the way Word does it, so it is not opened. Save it as PDF and upload that."),
    "TOO_MANY_PAGES": _("This file has more than 100 pages. Upload the pages that matter for the application."),
    "TOO_LONG": _("This file holds more text than a résumé. Upload a shorter one."),
    "BINARY": _("This is not a text file. Save it as PDF or Word (.docx) and upload that."),
    "JSON": _("This is not a JSON Resume: it should be one object with “basics”, “work” or “education”. Save the résumé as PDF and upload that."),
}  # fmt: skip

# Kept, for people to look at.
UNREADABLE: Final[dict[str, str | Promise]] = {
    "PICTURES": _("This PDF holds only pictures (a scan, for example); it cannot be read by the program. The file is kept: look at it and type in what matters."),
    "NO_TEXT": _("No text was found in this file. The file is kept: look at it and type in what matters."),
    "LATER": _("This file could not be read a second time. The file is kept: look at it and type in what matters."),
}  # fmt: skip


class Unwelcome(Refused):
    """The file does not come in. ``code`` is a key of SENTENCES."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(SENTENCES[code], code=code)
        self.facts = facts

    def __str__(self) -> str:
        return str(self.why).format(**self.facts) if self.facts else str(self.why)
