"""The 47 prefectures, the parts of the country people speak of, and finding a prefecture in an address."""

import re
from functools import lru_cache
from typing import Final

from .normalise import nfkc

PREFECTURES: Final = (
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
)
_SHORT: Final = {name if name == "北海道" else name[:-1]: name for name in PREFECTURES}
_START: Final = re.compile(r"[〒\d\s\-‐−ー]*(" + "|".join((*PREFECTURES, *_SHORT)) + ")")


@lru_cache(maxsize=16384)
def prefecture_of(text: str) -> str:
    """The prefecture an address begins with, in full; nothing when it does not say."""
    found = _START.match(nfkc(text))
    return _SHORT.get(found[1], found[1]) if found else ""


def _span(first: str, last: str) -> tuple[str, ...]:
    return PREFECTURES[PREFECTURES.index(first) : PREFECTURES.index(last) + 1]


# The eight parts everybody learns at school: each prefecture is in exactly one.
REGIONS: Final[dict[str, tuple[str, ...]]] = {
    "北海道": ("北海道",),
    "東北": _span("青森県", "福島県"),
    "関東": _span("茨城県", "神奈川県"),
    "中部": _span("新潟県", "愛知県"),
    "関西": _span("三重県", "和歌山県"),
    "中国": _span("鳥取県", "山口県"),
    "四国": _span("徳島県", "高知県"),
    "九州": _span("福岡県", "沖縄県"),
}
_ALSO_CALLED: Final[dict[str, tuple[str, ...]]] = {
    "近畿": REGIONS["関西"],
    "中国地方": REGIONS["中国"],
    "九州・沖縄": REGIONS["九州"],
    "首都圏": ("埼玉県", "千葉県", "東京都", "神奈川県"),
    "一都三県": ("埼玉県", "千葉県", "東京都", "神奈川県"),
    "東海": ("岐阜県", "静岡県", "愛知県", "三重県"),
    "北陸": ("新潟県", "富山県", "石川県", "福井県"),
    "甲信越": ("山梨県", "長野県", "新潟県"),
    "京阪神": ("京都府", "大阪府", "兵庫県"),
}
_REGION_OF: Final = {name: region for region, names in REGIONS.items() for name in names}


def region_of(prefecture: str) -> str:
    """The part of the country a prefecture is in; nothing for what is not a prefecture."""
    return _REGION_OF.get(prefecture, "")


def prefectures_in(place: str) -> tuple[str, ...]:
    """The prefectures a word for a place means: 「関西」「東海」「大阪」「大阪府」; none for what is not a place."""
    said = nfkc(place).strip()
    if found := REGIONS.get(said) or _ALSO_CALLED.get(said) or REGIONS.get(said.removesuffix("地方")):
        return found
    whole = _SHORT.get(said, said)
    return (whole,) if whole in _REGION_OF else ()
