"""Files made to hurt whoever imports them."""

import zipfile
from pathlib import Path

from tests.candidates.papers import made
from tests.fault.bombs import MB, TABLES, TEXT, bomb, one_page, written_pdf

__all__ = ["TABLES"]
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(path: Path, rows: bytes, *, strings: str = "", size: int = 0) -> None:
    book = f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    links = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", made.TYPES)
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", links)
        if strings:
            archive.writestr("xl/sharedStrings.xml", strings)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{SHEET}"><sheetData>'.encode() + rows)
            for _block in range(size):
                sheet.write(b" " * MB)
            sheet.write(b"</sheetData></worksheet>")


@bomb("csv, one cell of 1 GB", "a.csv", "TOO_LARGE", slow=True, table=True)
def csv_gigabyte(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"name,email\n")
        for _block in range(1024):
            file.write(b"a" * MB)


@bomb("csv, one cell of 90 MB", "a.csv", "GIANT_CELL", table=True)
def csv_cell(path: Path) -> None:
    path.write_bytes(b"name,email\n" + b"a" * 90 * MB)


@bomb("csv, a quotation mark that never closes", "a.csv", "GIANT_CELL", "OPEN_QUOTE", table=True)
def csv_quote(path: Path) -> None:
    path.write_bytes(b'name,email\n"' + b"a,b\n" * 10_000_000)


@bomb("csv, 90 MB of headings", "a.csv", "TOO_MANY_COLUMNS", "GIANT_CELL", table=True)
def csv_columns(path: Path) -> None:
    path.write_bytes(b"a," * 45 * MB)


@bomb("xlsx, a sheet of 1 GB", "a.xlsx", "SHEET_TOO_LARGE", slow=True, table=True)
def xlsx_gigabyte(path: Path) -> None:
    workbook(path, b"", size=1024)


@bomb("xlsx, a cell in the last corner", "a.xlsx", "SHEET_TOO_LARGE", "BROKEN_SHEET", "TOO_MANY_COLUMNS", table=True)
def xlsx_corner(path: Path) -> None:
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    workbook(path, cell)


@bomb("xlsx, billion laughs in its strings", "a.xlsx", "BROKEN_SHEET", "NO_COLUMNS", "EMPTY", "HEADER_ONLY", table=True)
def xlsx_laughs(path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    strings = f'<!DOCTYPE s [<!ENTITY l0 "ha">{laughs}]><sst xmlns="{SHEET}"><si><t>&l9;</t></si></sst>'
    workbook(path, b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=strings)


@bomb("JSON table, 100,000 levels", "a.json", "JSON_SHAPE", "JSON", table=True)
def table_deep(path: Path) -> None:
    path.write_text('[{"name": ' + "[" * 100_000 + "]" * 100_000 + "}]")


@bomb("JSON table, a number of a million digits", "a.json", "GIANT_CELL", "JSON", "JSON_SHAPE", table=True)
def table_number(path: Path) -> None:
    path.write_text('[{"name": ' + "9" * 1_000_000 + "}]")


@bomb("table that is a PDF", "a.csv", "PDF", table=True)
def table_pdf(path: Path) -> None:
    path.write_bytes(written_pdf(one_page(TEXT)))
