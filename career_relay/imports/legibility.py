"""Does a table look as if it was read in the wrong encoding? A hint for a person, never a verdict."""

import re
from typing import Final

from .readers import Table
from .refusals import Unreadable

_LOST: Final = "\ufffd"
_HALF_KANA: Final = re.compile("[\uff61-\uff9f]")
# What UTF-8 turns into when read as Shift_JIS (縺, 繧 …) or as Latin letters (Ã, ã).
_TELLING: Final = re.compile("[縺繧繝譁蜷隨譛邨蛟呵莉譌髮逕\u0080-\u009fÃãåäæç¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿]")
_FOREIGN: Final = re.compile("[\u0900-\u1fff\u3400-\u4dbf\ua000-\uabff\ue000-\uf8ff]")
_SHARE: Final = 0.25
_KANA_SHARE: Final = 0.6  # readings in half-width kana are common, a whole list in them is not
_ROWS: Final = 20


def looks_garbled(table: Table) -> bool:
    """Whether headings and first rows hold marks that real lists of people do not."""
    text = "".join((*table.headers, *("".join(cells) for cells in table.sample(_ROWS))))
    if _LOST in text:
        return True
    wide = sum(not mark.isascii() for mark in text)
    odd = len(_TELLING.findall(text)) + len(_FOREIGN.findall(text))
    return wide > 0 and (odd / wide > _SHARE or len(_HALF_KANA.findall(text)) / wide > _KANA_SHARE)


def ensure_legible(table: Table) -> None:
    """A chosen encoding reads every line. raises Unreadable naming the first it does not."""
    if table.broken_line:
        raise Unreadable("WRONG_ENCODING", line=table.broken_line)
