"""Translation before Django is there: the same catalogue, the language of the terminal."""

import gettext
import sys
from pathlib import Path

_LOCALE = Path(__file__).resolve().parents[2] / "locale"


def _catalogue() -> gettext.NullTranslations:
    encoding = (getattr(sys.stderr, "encoding", None) or "ascii").lower()
    if not encoding.startswith("utf"):  # a terminal that cannot show Japanese gets English
        return gettext.NullTranslations()
    return gettext.translation("django", _LOCALE, fallback=True)


def translate(message: str) -> str:
    """Return `message` in the language of LANGUAGE, LC_ALL, LC_MESSAGES or LANG; English when unknown."""
    return _catalogue().gettext(message)


def language() -> str:
    """Return the code of the terminal's language, of the two we speak."""
    return "ja" if isinstance(_catalogue(), gettext.GNUTranslations) else "en"
