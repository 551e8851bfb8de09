"""Files made to hurt whoever opens them. Each is made when a test asks for it, in a folder that goes with the test."""

import io
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.candidates.papers import made

MB = 2**20
ONE = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"


@dataclass(frozen=True, slots=True)
class Bomb:
    """One file: what it is called, how it is made, and the answers that are right."""

    title: str
    name: str
    make: Callable[[Path], None]
    codes: frozenset[str]
    is_slow: bool = False

    def __str__(self) -> str:
        return self.title


BOMBS: list[Bomb] = []  # for the door of a candidate's files
TABLES: list[Bomb] = []  # for the door of the import, made in `table_bombs`


def bomb(
    title: str, name: str, *codes: str, slow: bool = False, table: bool = False
) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    def keep(make: Callable[[Path], None]) -> Callable[[Path], None]:
        (TABLES if table else BOMBS).append(Bomb(title, name, make, frozenset(codes), slow))
        return make

    return keep


# --- Word ---------------------------------------------------------------------------------------------------------


def packed_document(path: Path, size: int, *, filling: bytes = b"a", noise: int = 0) -> None:
    """A document whose one text is `size` bytes of the same; `noise` bytes that cannot be packed hide the ratio."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", made.TYPES)
        if noise:
            archive.writestr("word/media/image1.png", os.urandom(noise))
        before, after = made.document("\n").split("\n")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(before.encode() + b"<w:p><w:r><w:t>")
            block = filling * (MB // len(filling))
            for _block in range(size // MB):
                part.write(block)
            part.write(b"</w:t></w:r></w:p>" + after.encode())


@bomb("docx, one text of 1 GB", "a.docx", "MEMORY", slow=True)
def docx_gigabyte(path: Path) -> None:
    packed_document(path, 1024 * MB)


@bomb("docx, one text of 60 MB", "a.docx", "MEMORY")
def docx_sixty(path: Path) -> None:
    packed_document(path, 60 * MB)


@bomb("docx, one text of 45 MB behind noise", "a.docx", "TOO_LONG")
def docx_long(path: Path) -> None:
    packed_document(path, 45 * MB, noise=MB)


@bomb("docx, 3 million paragraphs", "a.docx", "MEMORY", slow=True)
def docx_paragraphs(path: Path) -> None:
    path.write_bytes(made.archive({"word/document.xml": made.document(ONE * 3_000_000)}))


@bomb("docx, a million paragraphs behind noise", "a.docx", "TOO_LONG")
def docx_paragraphs_hidden(path: Path) -> None:
    path.write_bytes(
        made.archive({"word/document.xml": made.document(ONE * 1_000_000), "word/media/a.png": os.urandom(MB)})
    )


@bomb("docx, billion laughs", "a.docx", "ODD_ARCHIVE")
def docx_laughs(path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
    body = "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"
    path.write_bytes(made.archive({"word/document.xml": made.document(body, doctype)}))


@bomb("docx, external entity", "a.docx", "ODD_ARCHIVE")
def docx_external(path: Path) -> None:
    doctype = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
    path.write_bytes(made.archive({"word/document.xml": made.document(body, doctype)}))


@bomb("docx, external parameter entity", "a.docx", "ODD_ARCHIVE")
def docx_parameter(path: Path) -> None:
    doctype = '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY % p SYSTEM "http://127.0.0.1:9/b"> %p;]>'
    path.write_bytes(made.archive({"word/document.xml": made.document(ONE, doctype)}))


@bomb("docx, an archive in the archive", "a.docx", "ODD_ARCHIVE")
def docx_nested(path: Path) -> None:
    inner = made.archive({"a.bin": b"\0" * 20 * MB})
    for _level in range(6):
        inner = made.archive({f"{n}.zip": inner for n in range(10)})
    path.write_bytes(made.archive({"word/document.xml": made.document(ONE), "word/embeddings/a.zip": inner}))


@bomb("docx, the directory lies about a size", "a.docx", "UNREADABLE", "MEMORY")
def docx_lying(path: Path) -> None:
    packed_document(path, 200 * MB)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[place + 24 : place + 28] = struct.pack("<I", 1_000)
    data[place + 46 : place + 46] = b""
    path.write_bytes(bytes(data))


@bomb("docx, more than a thousand entries", "a.docx", "ODD_ARCHIVE")
def docx_entries(path: Path) -> None:
    parts = {f"word/part{n}.xml": b"" for n in range(1_200)}
    path.write_bytes(made.archive({"word/document.xml": made.document(ONE), **parts}))


@bomb("docx, names that lead outside", "a.docx", "ODD_ARCHIVE")
def docx_traversal(path: Path) -> None:
    names = ["../../../../tmp/left-behind", "/etc/cron.d/left-behind", "..\\..\\left-behind", "C:\\left-behind"]
    path.write_bytes(made.archive({"word/document.xml": made.document(ONE), **dict.fromkeys(names, b"x")}))


@bomb("docx, an entry that is a link", "a.docx", "ODD_ARCHIVE")
def docx_link(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")


@bomb("docx, the same name twice", "a.docx", "ODD_ARCHIVE")
def docx_twice(path: Path) -> None:
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", made.document(ONE))
        archive.writestr("word/document.xml", made.document(ONE))


@bomb("docx, cut in the middle", "a.docx", "UNREADABLE")
def docx_truncated(path: Path) -> None:
    data = made.docx("職務経歴書", "営業を担当しました。" * 50)
    path.write_bytes(data[: len(data) - 200])


@bomb("docx, a tag of 40 MB", "a.docx", "ODD_ARCHIVE")
def docx_token(path: Path) -> None:
    document = made.document(f'<w:p x="{"a" * 40 * MB}')
    path.write_bytes(made.archive({"word/document.xml": document, "word/media/a.png": os.urandom(MB)}))


@bomb("docx, elements in elements half a million deep", "a.docx", "ODD_ARCHIVE")
def docx_deep(path: Path) -> None:
    depth = 500_000
    body = "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth
    path.write_bytes(made.archive({"word/document.xml": made.document(body), "word/media/a.png": os.urandom(MB)}))


@bomb("docx with macros", "a.docx", "MACROS")
def docx_macros(path: Path) -> None:
    path.write_bytes(made.archive({"word/document.xml": made.document(ONE), "word/vbaProject.bin": b"\0" * 100}))


# --- PDF ----------------------------------------------------------------------------------------------------------


def written_pdf(objects: dict[int, bytes], *, root: int = 1, trailer: bytes = b"", xref: bytes = b"") -> bytes:
    """A PDF of these objects, with a right table of places unless another one is given."""
    data, places = io.BytesIO(b""), {}
    data.write(b"%PDF-1.7\n")
    for number, body in objects.items():
        places[number] = data.tell()
        data.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = data.tell()
    if not xref:
        size = max(objects) + 1
        rows = b"".join(
            b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size)
        )
        xref = b"xref\n0 %d\n%btrailer\n<< /Size %d /Root %d 0 R %b >>\n" % (size, rows, size, root, trailer)
    data.write(xref.replace(b"@START", b"%d" % start))
    data.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return data.getvalue()


def stream(content: bytes, *, packed: bool = True) -> bytes:
    data, way = (zlib.compress(content, 9), b"/Filter /FlateDecode ") if packed else (content, b"")
    return b"<< %b/Length %d >>\nstream\n%b\nendstream" % (way, len(data), data)


def one_page(content: bytes, resources: bytes = b"", catalogue: bytes = b"", page: bytes = b"") -> dict[int, bytes]:
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalogue,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %b >> %b >>" % (resources, page),
        4: content,
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }


TEXT = stream(b"BT /F1 12 Tf 50 800 Td (Work experience of an invented person) Tj ET")


@bomb("pdf, locked with a password", "a.pdf", "PASSWORD")
def pdf_locked(path: Path) -> None:
    path.write_bytes(made.pdf(made.RIREKISHO, password="secret"))


@bomb("pdf, one stream of 1 GB", "a.pdf", "UNREADABLE", "MEMORY", "TIMEOUT", slow=True)
def pdf_gigabyte(path: Path) -> None:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * MB) for _ in range(1024)) + packer.flush()
    content = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(data), data)
    path.write_bytes(written_pdf(one_page(content)))


@bomb("pdf, one stream of 120 MB", "a.pdf", "UNREADABLE", "MEMORY", "TIMEOUT", "NO_TEXT")
def pdf_big(path: Path) -> None:
    path.write_bytes(written_pdf(one_page(stream(b" " * 120 * MB))))


@bomb("pdf, 2 million operators", "a.pdf", "TIMEOUT", "UNREADABLE", "MEMORY", "TOO_LONG", slow=True)
def pdf_operators(path: Path) -> None:
    content = b"BT /F1 12 Tf " + b"1 0 0 1 5 5 Tm (a) Tj " * 1_000_000 + b"ET"
    path.write_bytes(written_pdf(one_page(stream(content))))


@bomb("pdf, a page tree that holds itself", "a.pdf", "UNREADABLE", "TIMEOUT", "TOO_MANY_PAGES")
def pdf_tree(path: Path) -> None:
    objects = one_page(TEXT)
    objects[2] = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
    path.write_bytes(written_pdf(objects))


@bomb("pdf, a table of places that leads to itself", "a.pdf", "UNREADABLE", "TIMEOUT", "")
def pdf_loop(path: Path) -> None:
    path.write_bytes(written_pdf(one_page(TEXT), trailer=b"/Prev 9").replace(b"/Prev 9", b"/Prev 0"))


@bomb("pdf, an object that is itself", "a.pdf", "UNREADABLE", "TIMEOUT")
def pdf_self(path: Path) -> None:
    objects = one_page(TEXT)
    objects[2] = b"2 0 R"
    path.write_bytes(written_pdf(objects))


@bomb("pdf, a form that draws itself", "a.pdf", "UNREADABLE", "TIMEOUT", "NO_TEXT", "")
def pdf_form(path: Path) -> None:
    objects = one_page(stream(b"/X Do /X Do"), b"/XObject << /X 6 0 R >>")
    objects[6] = stream(b"/X Do /X Do", packed=False).replace(
        b"<< ", b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> ", 1
    )
    path.write_bytes(written_pdf(objects))


@bomb("pdf, JavaScript when it is opened", "a.pdf", "SCRIPTS")
def pdf_script(path: Path) -> None:
    path.write_bytes(
        written_pdf(one_page(TEXT, catalogue=b"/OpenAction << /S /Java#53cript /JS (app.alert\\(1\\)) >>"))
    )


@bomb("pdf, a program when it is opened", "a.pdf", "SCRIPTS")
def pdf_launch(path: Path) -> None:
    path.write_bytes(written_pdf(one_page(TEXT, catalogue=b"/OpenAction << /S /Launch /F (calc.exe) >>")))


@bomb("pdf, a script behind a link", "a.pdf", "SCRIPTS")
def pdf_link(path: Path) -> None:
    note = b"/Annots [<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://a.example) /Next << /S /JavaScript /JS (1) >> >> >>]"
    path.write_bytes(written_pdf(one_page(TEXT, page=note)))


@bomb("pdf, another file inside", "a.pdf", "SCRIPTS")
def pdf_inside(path: Path) -> None:
    names = b"/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec >>] >> >>"
    path.write_bytes(written_pdf(one_page(TEXT, catalogue=names)))


@bomb("pdf, 20,000 pages", "a.pdf", "TOO_MANY_PAGES")
def pdf_pages(path: Path) -> None:
    objects = one_page(TEXT)
    objects[2] = b"<< /Type /Pages /Count 20000 /Kids [" + b"3 0 R " * 20_000 + b"] >>"
    path.write_bytes(written_pdf(objects))


@bomb("pdf, a character map without end", "a.pdf", "UNREADABLE", "TIMEOUT", "MEMORY", "NO_TEXT", "")
def pdf_map(path: Path) -> None:
    objects = one_page(TEXT)
    objects[5] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [] >>"
    )
    objects[6] = stream(b"begincmap 1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange endcmap")
    path.write_bytes(written_pdf(objects))


@bomb("pdf, cut in the middle", "a.pdf", "UNREADABLE", "NO_TEXT")
def pdf_truncated(path: Path) -> None:
    data = made.pdf(made.RIREKISHO)
    path.write_bytes(data[: len(data) // 3])


# --- text and JSON ------------------------------------------------------------------------------------------------


@bomb("text of 200 MB in one line", "a.txt", "TOO_BIG", slow=True)
def text_huge(path: Path) -> None:
    with path.open("wb") as file:
        for _block in range(200):
            file.write(b"a" * MB)


@bomb("text of 9 MB in one line", "a.txt", "TOO_LONG")
def text_line(path: Path) -> None:
    path.write_bytes(b"a" * 9 * MB)


@bomb("text with NUL", "a.txt", "BINARY")
def text_nul(path: Path) -> None:
    path.write_bytes("職務経歴書\x00営業を担当しました。".encode())


@bomb("text that is markup in UTF-7", "a.txt", "")
def text_utf7(path: Path) -> None:
    path.write_bytes("職務経歴<script>alert(1)</script>を担当しました。営業を五年".encode("utf-7"))


@bomb("JSON, 100,000 levels", "a.json", "JSON")
def json_deep(path: Path) -> None:
    path.write_text('{"basics":' + "[" * 100_000 + "]" * 100_000 + "}")


@bomb("JSON, a number of 9 million digits", "a.json", "JSON", "", "NO_TEXT", "TOO_LONG")
def json_number(path: Path) -> None:
    path.write_text('{"basics": {"name": ' + "9" * 9_000_000 + "}}")


@bomb("JSON, two hundred thousand keys", "a.json", "TOO_LONG", "JSON")
def json_wide(path: Path) -> None:
    path.write_text(json.dumps({"basics": {f"k{n}": "v" * 4 for n in range(200_000)}}))


# --- what is two things, or none ----------------------------------------------------------------------------------


@bomb("a web page that is a PDF too", "a.pdf", "OTHER_KIND")
def both_page(path: Path) -> None:
    path.write_bytes(b"<html><script>alert(1)</script><!--" + written_pdf(one_page(TEXT)) + b"-->")


@bomb("a PDF that is an archive too", "a.docx", "WRONG_NAME")
def both_archive(path: Path) -> None:
    path.write_bytes(written_pdf(one_page(TEXT)) + made.docx("職務経歴書"))


@bomb("a picture that is a script too", "a.txt", "PICTURE")
def both_picture(path: Path) -> None:
    path.write_bytes(b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)")


@bomb("nothing", "a.pdf", "EMPTY")
def zero(path: Path) -> None:
    path.write_bytes(b"")


@bomb("a Word document called PDF", "a.pdf", "WRONG_NAME")
def wrong_name(path: Path) -> None:
    path.write_bytes(made.docx("職務経歴書"))


@bomb("a program called PDF", "a.pdf", "BINARY", "WRONG_NAME")
def program(path: Path) -> None:
    path.write_bytes(b"MZ" + bytes(range(256)) * 40)


@bomb("a name with two endings", "a.pdf.exe", "WRONG_NAME")
def two_endings(path: Path) -> None:
    path.write_bytes(written_pdf(one_page(TEXT)))
