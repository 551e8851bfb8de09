"""Prefectures: codes of JIS X 0401, found in addresses and conditions of work."""

from dataclasses import dataclass
from functools import lru_cache

from career_relay.matching.engine.folding import folded
from career_relay.matching.engine.tables import parts, read_table


@dataclass(frozen=True, slots=True)
class Prefecture:
    code: str
    ja: str
    en: str
    region: str
    towns: tuple[str, ...]

    @property
    def short(self) -> str:
        return self.ja if self.code == "01" else self.ja[:-1]


@lru_cache(maxsize=1)
def prefectures() -> dict[str, Prefecture]:
    rows = read_table("prefectures.tsv")
    return {
        row["code"]: Prefecture(row["code"], row["ja"], row["en"], row["region"], parts(row["towns"])) for row in rows
    }


def prefecture_of(text: str) -> str | None:
    """The code of the first prefecture named in an address, by its full name, its short name or a town."""
    place = folded(text)
    for names in _ways_to_say():
        found = [(place.find(name), -len(name), code) for code, said in names for name in said if name in place]
        if found:
            return min(found)[2]
    return None


def prefectures_in(text: str) -> frozenset[str]:
    """Every prefecture a list names ("東京・神奈川"), a region standing for all of its prefectures."""
    place = folded(text)
    # 京都 stands in 東京都.
    place_without_tokyo = place.replace("東京都", "東京").replace("東京", " tokyo ")
    named = {p.code for p in prefectures().values() if p.code != "13" and p.short in place_without_tokyo}
    named |= {p.code for p in prefectures().values() if p.en.lower() in place_without_tokyo}
    named |= {p.code for p in prefectures().values() if any(region in place for region in _regions(p))}
    return frozenset(named)


def same_region(one: str, other: str) -> bool:
    return prefectures()[one].region == prefectures()[other].region


_REGION_NAMES = {
    "hokkaido": ("北海道",),
    "tohoku": ("東北",),
    "kanto": ("関東",),
    "hokuriku": ("北陸",),
    "chubu": ("中部", "東海"),
    "kansai": ("関西", "近畿"),
    "chugoku": ("中国地方",),
    "shikoku": ("四国",),
    "kyushu": ("九州",),
}
_GREATER_TOKYO = frozenset({"11", "12", "13", "14"})


def _regions(prefecture: Prefecture) -> tuple[str, ...]:
    if prefecture.code in _GREATER_TOKYO:
        return (*_REGION_NAMES[prefecture.region], "首都圏", "一都三県", "全国")
    return (*_REGION_NAMES[prefecture.region], "全国")


@lru_cache(maxsize=1)
def _ways_to_say() -> tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]:
    known = prefectures().values()
    return (
        tuple((p.code, (p.ja,)) for p in known),
        tuple((p.code, (p.short, p.en.lower())) for p in known),
        tuple((p.code, p.towns) for p in known),
    )
