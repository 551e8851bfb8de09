"""The smallest Excel workbook that opens everywhere: one sheet, every cell a text (so never a formula)."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OOXML: Final = "http://schemas.openxmlformats.org"
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TITLE_MARKS: Final = re.compile(r"[\[\]:*?/\\]")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the same rows give the same bytes

_TYPES: Final = (
    f'{_XML}<Types xmlns="{_OOXML}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{CONTENT_TYPE}.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)


def _links(kind: str, target: str) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_OOXML}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OOXML}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )


def write(rows: Iterable[Sequence[str]], *, title: str = "") -> bytes:
    """The rows as .xlsx."""
    name = quoteattr(_TITLE_MARKS.sub(" ", title)[:31] or "Sheet1")
    book = (
        f'{_XML}<workbook xmlns="{_OOXML}/spreadsheetml/2006/main" '
        f'xmlns:r="{_OOXML}/officeDocument/2006/relationships">'
        f'<sheets><sheet name={name} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    sheet = (
        f'{_XML}<worksheet xmlns="{_OOXML}/spreadsheetml/2006/main"><sheetData>{_body(rows)}</sheetData></worksheet>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _links("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": _links("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(zipfile.ZipInfo(path, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _body(rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)


def _cell(text: str) -> str:
    if not text:
        return "<c/>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(_ILLEGAL.sub("", text))}</t></is></c>'
