"""How a file is to be read where we guess wrong: its characters, its separator, its sheet, its row of headings.

Nothing in a blank field means "recognise it". What somebody chose is kept with the mapping, so that a second look, the
check and the run all read the same table.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Name for the codec → name for a person.
ENCODINGS: Final[Mapping[str, str | Promise]] = {
    "utf-8": "UTF-8",
    "utf-8-sig": _("UTF-8 with a mark (BOM)"),
    "cp932": _("Shift_JIS (Windows)"),
    "euc_jis_2004": "EUC-JP",
    "iso2022_jp_ext": "ISO-2022-JP",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}
DELIMITERS: Final[Mapping[str, str | Promise]] = {
    ",": _("comma"),
    "\t": _("tab"),
    ";": _("semicolon"),
    "|": _("vertical bar"),
}
LAST_HEADER_LINE: Final = 50
_SHEET_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """What somebody corrected. ``header_line`` is the line of the headings; 0 means "find it"."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_line: int = 0

    def as_dict(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> Self:
        """The layout as stored or as typed; what cannot be is passed over."""
        told = stored or {}
        line = str(told.get("header_line") or 0)
        return cls(
            encoding=told["encoding"] if told.get("encoding") in ENCODINGS else "",
            delimiter=told["delimiter"] if told.get("delimiter") in DELIMITERS else "",
            sheet=str(told.get("sheet") or "")[:_SHEET_NAME],
            header_line=int(line) if line.isascii() and line.isdigit() and int(line) <= LAST_HEADER_LINE else 0,
        )


def corrected(before: Layout, shown: Layout, told: Layout) -> Layout:
    """What somebody changed on the page, on top of what was chosen before.

    in: ``shown``, how the file is read now; what was only recognised is recognised anew. Another sheet, encoding or
    separator has its headings elsewhere, so their row is found again unless it was changed too.
    """
    names = [one.name for one in fields(Layout)]
    changed = {name: getattr(told, name) for name in names if getattr(told, name) != getattr(shown, name)}
    kept = asdict(before) if not changed.keys() - {"header_line"} else {**asdict(before), "header_line": 0}
    return Layout(**{**kept, **changed})
