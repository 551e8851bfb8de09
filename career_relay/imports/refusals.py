"""Why a whole file cannot be read. Each refusal says what is wrong and how to mend it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused

SENTENCES: dict[str, str | Promise] = {
    "EMPTY": _("This file is empty. Export it again and check that it has rows before uploading."),
    "NO_COLUMNS": _(
        "No column was found in this file. The first row should hold the headings, for example name and e-mail."
    ),
    "HEADER_ONLY": _("This file has headings but no rows below them. Export it again with candidates in it."),
    "TOO_LARGE": _(
        "This file is {size} MB; files must be smaller than {limit} MB. Split it into several files and import them one after another."
    ),
    "PDF": _(
        "This is a PDF, even if its name ends in .csv. Export the list from your system as CSV or Excel and upload that. A résumé belongs on the candidate's own page."
    ),
    "IMAGE": _("This is a picture, not a list. Export the list from your system as CSV or Excel and upload that."),
    "WORD": _("This is a Word document. Export the list from your system as CSV or Excel and upload that."),
    "ZIP": _("This is a compressed file. Open it and upload the CSV or Excel file inside."),
    "NUMBERS": _("This is a Numbers or OpenDocument file. Save it as CSV or Excel (.xlsx) and upload that."),
    "HTML": _(
        "This is a web page, often a sign-in page saved by mistake. Sign in to your system, export again and upload the CSV or Excel file."
    ),
    "OLD_OFFICE": _("This Excel file is of the old kind (.xls). Open it in Excel, save it as .xlsx and upload that."),
    "PASSWORD": _("This Excel file has a password. Open it, save it without the password and upload that."),
    "BROKEN_SHEET": _(
        "This Excel file is damaged and cannot be opened. Open it in Excel, save it again and upload it."
    ),
    "SHEET_TOO_LARGE": _("This Excel file unpacks to more than {limit} MB. Save the sheet as CSV and upload that."),
    "BINARY": _("This is not a text file. Upload a CSV, TSV, Excel (.xlsx) or JSON file."),
    "UNDECODABLE": _(
        "The characters of this file cannot be read: line {line} is neither UTF-8 nor Shift_JIS. Save it as “CSV UTF-8” in Excel and upload that."
    ),
    "GIANT_CELL": _(
        "The cell that begins on line {line} is longer than {limit} characters. Often a quotation mark is missing; correct the line or shorten the text."
    ),
    "OPEN_QUOTE": _(
        "A quotation mark opens on line {line} and never closes, so the rest of the file cannot be told apart. Close it or remove it."
    ),
    "DUPLICATE_HEADING": _(
        "Two columns are called “{heading}”. Rename or remove one of them, so that it is clear which one is meant."
    ),
    "TOO_MANY_COLUMNS": _(
        "This file has {count} columns; up to {limit} can be read. Leave out the columns you do not need."
    ),
    "JSON": _("This JSON cannot be read: something is wrong near line {line}. Export it again, or use CSV."),
    "JSON_SHAPE": _(
        "This JSON holds no list of candidates. It should be a list of objects, one for each person, or a JSON Resume."
    ),
    "NO_HEADER_LINE": _("Nothing stands on line {line}, so it cannot hold the headings. Choose another line."),
    "WRONG_ENCODING": _(
        "Line {line} cannot be read in this encoding. Choose another encoding, or let it be recognised."
    ),
    "NO_SHEET": _("There is no sheet called “{sheet}” in this Excel file."),
}


class Unreadable(Refused):
    """The file as a whole is refused. ``code`` is a key of SENTENCES."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(SENTENCES[code], code=code)
        self.facts = facts

    def __str__(self) -> str:
        return str(self.why).format(**self.facts)
