"""The list of numbers that no longer count (W3C Bitstring Status List v1.0): one bit a certificate, packed."""

import gzip
import zlib
from collections.abc import Iterable
from typing import Final

from career_relay.consents.certificates.signing import packed, unpacked

SIZE: Final = 131_072  # the fewest the standard allows: one certificate hides among so many


def packed_bits(ended: Iterable[int]) -> str:
    """Give the `encodedList`: multibase base64url of the gzipped bits, the first number the leftmost bit."""
    bits = bytearray(SIZE // 8)
    for number in ended:
        bits[number // 8] |= 0x80 >> number % 8
    return "u" + packed(gzip.compress(bytes(bits), mtime=0))


def is_ended(encoded: str, number: int) -> bool:
    """Look one number up. raises ValueError for a list that cannot be read or does not reach so far."""
    if not encoded.startswith("u") or number < 0:
        message = "not a list of bits"
        raise ValueError(message)
    bits = _unzipped(unpacked(encoded[1:]))
    if len(bits) * 8 <= number:
        message = "the list is too short"
        raise ValueError(message)
    return bool(bits[number // 8] & (0x80 >> number % 8))


def _unzipped(raw: bytes) -> bytes:
    """At most a million entries: a small file must not become a large memory."""
    engine = zlib.decompressobj(wbits=31)
    try:
        bits = engine.decompress(raw, SIZE)
    except zlib.error as fault:
        raise ValueError(str(fault)) from None
    if engine.unconsumed_tail or not engine.eof:
        message = "the list is too long, or cut off"
        raise ValueError(message)
    return bits
