"""Bytes of a mail as text, whatever they call themselves. Nothing here fails: what cannot be read becomes a mark.

ISO-2022-JP in mails is often Microsoft's: with ① ㈱ and half-width kana that the standard does not know.
"""

import codecs
import re
from email.header import decode_header
from email.policy import Compat32
from typing import Final

ESCAPE: Final = re.compile(rb"\x1b(\$[@B]|\([BJI]|\$\(D)")
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
SPACED: Final = re.compile(r"[\s\u2028\u2029]+")
WIDE, KANA = (b"$@", b"$B"), b"(I"
SAME: Final = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "ms_kanji": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "us-ascii": "utf-8", "ascii": "utf-8", "unicode-1-1-utf-7": "utf-7", "eucjp": "euc_jp",
}  # fmt: skip
MOST_HEADER: Final = 2000
for _name in (
    *SAME.values(),
    "ascii",
    "utf-8",
    "utf-16",
    "latin-1",
    "cp1252",
    "iso8859-15",
    "iso2022_jp",
    "iso2022_jp_ext",
    "euc_jis_2004",
    "big5",
    "koi8-r",
    "cp1251",
    "raw-unicode-escape",
):  # fmt: skip — the jail opens no file any more, not even a codec's
    codecs.lookup(_name)


class _AsItCame(Compat32):
    """Headers as they stand in the mail, raw bytes hidden as surrogates: Python would replace them by question marks."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


AS_IT_CAME: Final = _AsItCame()


def text_of(said: bytes, charset: str = "") -> str:
    """Give the text. The name of the charset counts when the bytes fit it; else they are guessed."""
    name = charset.strip().lower().strip("\"'")
    if ESCAPE.search(said) and (name.startswith(("iso-2022-jp", "cp5022", "csiso2022jp")) or name in {"", "us-ascii"}):
        return clean(from_jis(said))
    for one in (SAME.get(name, name), "utf-8", "cp932", "euc_jp"):
        try:
            return clean(said.decode(one))
        except (LookupError, UnicodeError, ValueError, OSError):  # OSError: a codec the jail may not load
            continue
    return clean(said.decode("utf-8", "replace"))


def from_jis(said: bytes) -> str:
    """Decode ISO-2022-JP as mail programs write it: each run of wide characters is read as CP932, which knows them all."""
    pieces = ESCAPE.split(said)
    found = [_plain(pieces[0])]
    for mode, run in zip(pieces[1::2], pieces[2::2], strict=True):
        if mode in WIDE:
            found.append(_wide(run))
        elif mode == KANA:
            found.append(bytes(one | 0x80 for one in run).decode("cp932", "replace"))
        elif mode == b"$(D":
            found.append((b"\x1b$(D" + run).decode("iso2022_jp_ext", "replace"))
        else:
            found.append(_plain(run))
    return "".join(found)


def _plain(run: bytes) -> str:
    return run.decode("ascii", "replace")


def _wide(run: bytes) -> str:
    """JIS rows and cells → the two bytes CP932 has for them. A line may end inside a run that forgot to switch back."""
    found, place = bytearray(), 0
    while place < len(run):
        first = run[place]
        second = run[place + 1] if place + 1 < len(run) else 0
        if not (0x21 <= first <= 0x7E and 0x21 <= second <= 0x7E):
            found.append(first if first < 0x80 else 0x3F)
            place += 1
            continue
        high = (first + 1) // 2 + (0x70 if first < 0x5F else 0xB0)
        low = second + (0x7E if first % 2 == 0 else 0x20 if second >= 0x60 else 0x1F)
        found += bytes((high, low))
        place += 2
    return found.decode("cp932", "replace")


def header(value: str) -> str:
    """Give a header as a person reads it: one line, encoded words decoded, raw bytes guessed."""
    raw = str(value)[:MOST_HEADER]
    if not raw.isascii():
        return one_line(text_of(raw.encode("ascii", "surrogateescape") if _is_escaped(raw) else raw.encode()))
    try:
        pieces = decode_header(raw)
    except Exception:  # noqa: BLE001 — a broken base64 word: shown as it came
        return one_line(raw)
    return one_line("".join(one if isinstance(one, str) else text_of(one, name or "") for one, name in pieces))


def _is_escaped(raw: str) -> bool:
    return not any(ord(one) > 0x7F and not 0xDC80 <= ord(one) <= 0xDCFF for one in raw)


def one_line(words: str) -> str:
    return SPACED.sub(" ", clean(words)).strip()


def clean(words: str) -> str:
    """Take out what no text holds and PostgreSQL refuses."""
    return CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
