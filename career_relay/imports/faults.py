"""What is wrong with a row, and how to mend it. A fault keeps the row out; a remark lets it in without one part."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.base.text import sentences
from career_relay.base.text.normalise import Malformed

FAULTS: dict[str, str | Promise] = {
    "NO_IDENTITY": _("Neither a name nor an e-mail address. Add one of the two."),
    "TOO_MANY_CELLS": _(
        "This row has {cells} cells, but there are {headings} headings. Put text that contains a comma between quotation marks."
    ),
    "OUT_OF_SCOPE_AGE": _("This person is under 16 and cannot be recorded here. Remove the row."),
    "OUT_OF_SCOPE_SCHOOL": _(
        "New graduates of junior high and high schools are placed through their schools and Hello Work, so they cannot be recorded here. Remove the row."
    ),
    "GONE": _("This record is deleted or anonymised in your system, so it is not taken in. Nothing to mend."),
    "NO_LONGER_KEPT": _("Your system says this record may no longer be kept, so it is not taken in. Nothing to mend."),
    "BROKEN_SCORECARDS": _("The scorecards cannot be read: the JSON is damaged. Export again, or clear this cell."),
}
# MALFORMED_EMAIL and IMPOSSIBLE_DATE take their words from base.text.sentences.
CODES = (*FAULTS, "MALFORMED_EMAIL", "IMPOSSIBLE_DATE")

REMARKS: dict[str, str | Promise] = {
    "LEFT_OUT_FAIR": _("This text was left out because it is about {item}, which may not be kept in a selection."),
    "LEFT_OUT_PHONE": _("The phone number was left out: {why}"),
    "LEFT_OUT_EMAIL": _("The second e-mail address was left out: {why}"),
    "LEFT_OUT_POSTAL": _("The postal code was left out: {why}"),
    "LEFT_OUT_YEAR": _("The graduation year was left out: {why}"),
    "LEFT_OUT_BIRTH": _("The birth date could not be read, so the age of 16 was not checked."),
    "UNKNOWN_STAGE": _("“{value}” is not a stage we know. Choose what it means, or the stage stays open."),
    "UNKNOWN_OUTCOME": _(
        "“{value}” is not a result we know. Choose what it means, or the selection counts as still going on."
    ),
    "UNKNOWN_SOURCE": _("“{value}” is not a source we know, so it will be asked before the first contact."),
    "UNKNOWN_TRACK": _("“{value}” is neither new graduate, mid-career nor part-time."),
    "UNKNOWN_STATE": _("“{value}” is not a state we know, so the state is “record”."),
    "NO_EVIDENCE": _("There is no evidence for this state (form, date or words), so the state is “record”."),
    "SOURCE_CONFLICT": _(
        "An agency is named although the source says otherwise. The person is treated as introduced by the agency."
    ),
    "PERMISSION_ENDED": _("The permission has ended, so the state is “record”."),
    "CONFIDENTIAL": _("Marked as confidential in your system. Here everybody who may see candidates can see it."),
    "LEFT_OUT_PRIVATE": _("A note only some people could read in your system was left out."),
    "SHORTENED": _("The text was longer than {limit} characters and was shortened."),
}


# What a kind of fault or remark is called where many are counted together.
TITLES: dict[str, str | Promise] = {
    "NO_IDENTITY": _("Neither name nor e-mail address"),
    "TOO_MANY_CELLS": _("More cells than headings"),
    "OUT_OF_SCOPE_AGE": _("Under 16"),
    "OUT_OF_SCOPE_SCHOOL": _("New graduates of schools below college"),
    "GONE": _("Deleted or anonymised in your system"),
    "NO_LONGER_KEPT": _("May no longer be kept"),
    "BROKEN_SCORECARDS": _("Scorecards that cannot be read"),
    "MALFORMED_EMAIL": _("E-mail addresses that cannot be right"),
    "IMPOSSIBLE_DATE": _("Dates that do not exist"),
    "LEFT_OUT_FAIR": _("Text that may not be kept in a selection"),
    "LEFT_OUT_PHONE": _("Phone numbers that cannot be right"),
    "LEFT_OUT_EMAIL": _("Second e-mail addresses that cannot be right"),
    "LEFT_OUT_POSTAL": _("Postal codes that cannot be right"),
    "LEFT_OUT_YEAR": _("Graduation years that cannot be read"),
    "LEFT_OUT_BIRTH": _("Birth dates that cannot be read"),
    "LEFT_OUT_PRIVATE": _("Notes only some could read"),
    "UNKNOWN_STAGE": _("Stages to explain"),
    "UNKNOWN_OUTCOME": _("Results to explain"),
    "UNKNOWN_SOURCE": _("Sources to explain"),
    "UNKNOWN_TRACK": _("Kinds of hiring to explain"),
    "UNKNOWN_STATE": _("States to explain"),
    "NO_EVIDENCE": _("States without evidence"),
    "PERMISSION_ENDED": _("Permissions that have ended"),
    "SOURCE_CONFLICT": _("An agency beside another source"),
    "CONFIDENTIAL": _("Marked as confidential"),
    "SHORTENED": _("Texts that were too long"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row was not taken. ``column`` is the heading in the file, ``problem`` a sentence with the remedy."""

    line: int
    column: str
    value: str
    code: str
    problem: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What was left out or read in a special way. ``value`` stays empty for text that may not be kept."""

    line: int
    column: str
    value: str
    code: str
    problem: str


def fault(line: int, column: str, value: str, code: str, **facts: object) -> Fault:
    return Fault(line, column, value[:200], code, str(FAULTS[code]).format(**facts))


def malformed(line: int, column: str, value: str, code: str, refusal: Malformed) -> Fault:
    return Fault(line, column, value[:200], code, sentences.why(refusal))


def remark(line: int, column: str, value: str, code: str, **facts: object) -> Remark:
    shown = value[:60]
    return Remark(line, column, shown, code, str(REMARKS[code]).format(value=shown, **facts))
