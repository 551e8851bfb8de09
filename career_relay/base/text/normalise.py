"""Text as people type it → the form we store, and the folded form we search and compare by.

Plain Python without Django: the matching engine uses it too. A refusal is a ``Malformed`` with a code;
``sentences.why`` turns the code into words.
"""

import re
import unicodedata
from functools import lru_cache

from .dates import Malformed, parse_date, parse_graduation_year
from .variants import VARIANTS, VARIATION_SELECTORS

__all__ = [
    "Malformed",
    "digits_of",
    "fold",
    "fold_email",
    "fold_kana",
    "fold_name",
    "nfkc",
    "normalise_email",
    "normalise_phone",
    "normalise_postal",
    "parse_date",
    "parse_graduation_year",
    "squeeze",
    "tidy",
]

_HALF_KANA = re.compile("[\uff61-\uff9f]+")
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NAME_GAPS = re.compile(r"[\s・･·.,’'`\-]+")
_KANA_DASH = re.compile("(?<=[ァ-ヺー])[-‐‑–—―−]")
_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}


def nfkc(text: str) -> str:
    """Compatibility form: full-width letters become ASCII, half-width kana full-width, ㈱ becomes (株)."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _widen(found: re.Match[str]) -> str:
    return nfkc(found.group())


def tidy(text: str) -> str:
    """The form we store: half-width kana widened, spaces and controls cleaned, kanji left as they are."""
    if text.isprintable() and "  " not in text:  # the usual case, without a line break or an odd space
        return (text if text.isascii() else _HALF_KANA.sub(_widen, text)).strip()
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        text = _HALF_KANA.sub(_widen, text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROLS.sub("", text)
    if "\n" in text:
        return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()
    return _SPACES.sub(" ", text).strip()


def squeeze(text: str) -> str:
    """Text for a field of one line: tidied, line breaks become spaces."""
    clean = tidy(text)
    return " ".join(clean.split()) if "\n" in clean else clean


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The form we search by: NFKC, lower case, one form per variant kanji, single spaces."""
    folded = nfkc(text).casefold().translate(VARIATION_SELECTORS).translate(VARIANTS)
    return " ".join(_INVISIBLE.sub("", folded).split())


@lru_cache(maxsize=16384)
def fold_kana(text: str) -> str:
    """A reading for comparing: katakana, no gaps, one long-vowel mark."""
    katakana = fold(text).translate(_TO_KATAKANA)
    return _NAME_GAPS.sub("", _KANA_DASH.sub("ー", katakana))


def fold_name(text: str) -> str:
    """A name for comparing: 「髙橋　直人」 and 「高橋直人」 are equal; kana are katakana."""
    return fold_kana(text)


def digits_of(text: str) -> str:
    """Only the ASCII digits of a text, after narrowing full-width ones."""
    return "".join(mark for mark in nfkc(text) if "0" <= mark <= "9")


_EMAIL_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-]{1,64}")
_EMAIL_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_EMAIL_WRAP = re.compile(r"^(?:mailto:|[^<>@]*<)([^<>]*)>?$", re.IGNORECASE)
_EMAIL_MAX = 254


@lru_cache(maxsize=4096)
def _domain(text: str) -> str:
    """The domain in lower case. raises Malformed."""
    labels = text.lower().split(".")
    if "," in text:
        raise Malformed("email_comma")
    if not text.isascii():
        raise Malformed("email_characters")
    if len(labels) < 2 or labels[-1].isdigit():
        raise Malformed("email_domain")
    if not all(_EMAIL_LABEL.fullmatch(label) for label in labels):
        raise Malformed("email_domain")
    return ".".join(labels)


def normalise_email(text: str) -> str:
    """An address as we store and compare it: domain in lower case, narrowed, without a display name.

    The local part keeps its case; ``fold_email`` is the form to compare by. Japanese mobile carriers hand out addresses with dots in a row or at the end, so those are accepted.
    raises Malformed with a code starting ``email_``.
    """
    address = _INVISIBLE.sub("", nfkc(text)).strip()
    wrapped = _EMAIL_WRAP.match(address)
    address = (wrapped.group(1) if wrapped else address).strip()
    if any(mark.isspace() for mark in address):
        raise Malformed("email_space")
    local, at, domain = address.rpartition("@")
    if not at:
        raise Malformed("email_at")
    if "@" in local:
        raise Malformed("email_two_at")
    if not local:
        raise Malformed("email_local")
    if not _EMAIL_LOCAL.fullmatch(local):
        raise Malformed("email_characters")
    if len(address) > _EMAIL_MAX:
        raise Malformed("email_long")
    return f"{local}@{_domain(domain)}"


def fold_email(text: str) -> str:
    """The form two addresses are compared by. No provider we know tells Saori@ from saori@. raises Malformed."""
    return normalise_email(text).lower()


_PHONE_TAIL = re.compile(r"(?:内線|ext\.?|#).*$", re.IGNORECASE)
_PHONE_MARKS = re.compile(r"[\s()\-‐‑–—―−ー.・/]")


@lru_cache(maxsize=16384)
def normalise_phone(text: str) -> str:
    """A telephone number as ``+81…`` (Japan) or ``+…`` (elsewhere). raises Malformed.

    A Japanese number without its leading 0 is one a spreadsheet took for a figure; the 0 is given back.
    """
    marks = _PHONE_MARKS.sub("", _PHONE_TAIL.sub("", nfkc(text)))
    abroad = marks.startswith("+")
    number = marks.lstrip("+")
    if not number.isascii() or not number.isdigit():
        raise Malformed("phone_characters")
    if abroad or number.startswith("0081"):
        return _abroad(number.removeprefix("00"))
    if number.startswith("010") and len(number) > 11:
        return _abroad(number[3:])
    return "+81" + _national(number)


def _abroad(number: str) -> str:
    if number.startswith("81"):
        return "+81" + _national(number[2:])
    if not 7 <= len(number) <= 15:
        raise Malformed("phone_length")
    return "+" + number


def _national(number: str) -> str:
    """The Japanese number without its trunk 0: 9 digits, or 10 for mobiles and 050."""
    body = number.removeprefix("0")
    if len(body) == 9 or (len(body) == 10 and body[:2] in {"50", "60", "70", "80", "90", "20"}):
        return body
    raise Malformed("phone_length")


@lru_cache(maxsize=4096)
def normalise_postal(text: str) -> str:
    """A Japanese postal code as ``123-4567``. raises Malformed."""
    digits = _PHONE_MARKS.sub("", nfkc(text).replace("〒", ""))
    if not digits.isascii() or not digits.isdigit() or len(digits) != 7:
        raise Malformed("postal")
    return f"{digits[:3]}-{digits[3:]}"
