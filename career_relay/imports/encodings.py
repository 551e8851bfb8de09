"""Which characters do these bytes mean? Order of guesses: BOM, ISO-2022-JP, UTF-16, UTF-8, CP932, EUC-JP.

CP932, never shift_jis: that codec fails on 髙 and ①. The file is decoded once from end to end, so that
nothing can turn out unreadable after half of the rows are in.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from .refusals import Unreadable

_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPES = (b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b$(D")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_KANA = re.compile("[\u3041-\u30ff]")
_JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff\uff01-\uff5e\uff61-\uff9f\u3001-\u301c]")


def detect(file: BinaryIO) -> str:
    """The encoding in which the whole file decodes. raises Unreadable."""
    file.seek(0)
    sample = file.read(_SAMPLE)
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return _proved(file, [name])
    if wide := _utf16(sample):
        return _proved(file, [wide])
    if b"\x00" in sample:
        raise Unreadable("BINARY")
    if any(escape in sample for escape in _ESCAPES) and sample.isascii():
        return _proved(file, ["iso2022_jp_ext"])
    guesses = ["utf-8", "euc_jis_2004", "cp932"] if _looks_euc(sample) else ["utf-8", "cp932", "euc_jis_2004"]
    return _proved(file, guesses)


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without its mark: the zero bytes of commas, digits and line ends all stand on one side."""
    if b"\x00" not in sample or len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    name = "utf-16-le" if odd > even * 4 else "utf-16-be" if even > odd * 4 else None
    if name is None:
        return None
    text = sample[: len(sample) // 2 * 2].decode(name, "replace")
    bad = text.count("\ufffd") + len(_CONTROL.findall(text))
    return name if bad <= len(text) // 200 else None


def _looks_euc(sample: bytes) -> bool:
    """EUC-JP read as CP932 turns into rows of half-width kana; real ones carry plain kana as EUC-JP."""
    if sample.isascii():
        return False
    as_sjis = sample.decode("cp932", "replace")
    try:
        as_euc = sample[: _whole(sample)].decode("euc_jis_2004")
    except UnicodeDecodeError:
        return False
    wide = [mark for mark in as_sjis if not mark.isascii()]
    half = len(_HALF_KANA.findall(as_sjis))
    return half * 2 > len(wide) and len(_KANA.findall(as_euc)) * 12 > len(_JAPANESE.findall(as_euc))


def _whole(sample: bytes) -> int:
    """The length up to the last line end, so that a character is not cut in two."""
    return sample.rfind(b"\n") + 1 or len(sample)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def _decodes(file: BinaryIO, name: str) -> int:
    """-1 when every byte decodes to text, else how many bytes are good."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    done = 0
    try:
        for chunk in _chunks(file):
            decoder.decode(chunk)
            done += len(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError as error:  # UTF-16 without its mark is no UnicodeDecodeError
        return done + max(getattr(error, "start", 0), 0)
    return -1


def _proved(file: BinaryIO, names: list[str]) -> str:
    """The first encoding that decodes the whole file. raises Unreadable naming the line of the best guess."""
    furthest = 0
    for name in names:
        reached = _decodes(file, name)
        if reached < 0:
            _refuse_control(file, name)
            return name
        furthest = max(furthest, reached)
    file.seek(0)
    head = file.read(furthest)
    if len(_CONTROL.findall(head[:_SAMPLE].decode("latin-1"))) > len(head[:_SAMPLE]) // 100:
        raise Unreadable("BINARY")
    raise Unreadable("UNDECODABLE", line=head.count(b"\n") + 1)


def readable(file: BinaryIO, name: str) -> str:
    """The codec for an encoding somebody chose: UTF-16 without its mark is read as Windows writes it."""
    file.seek(0)
    marked = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return name if name != "utf-16" or marked else "utf-16-le"


def broken_line(file: BinaryIO, name: str) -> int:
    """The first line that cannot be read in this encoding; 0 when every line can."""
    reached = _decodes(file, name)
    if reached < 0:
        return 0
    file.seek(0)
    return file.read(reached).count(b"\n") + 1


def _refuse_control(file: BinaryIO, name: str) -> None:
    """Text has no control characters to speak of."""
    file.seek(0)
    text = codecs.getincrementaldecoder(name)("replace").decode(file.read(_SAMPLE))
    if len(_CONTROL.findall(text)) > len(text) // 100 + 1:
        raise Unreadable("BINARY")
