"""Ready words for social networks, from what the position itself says. A person posts them.

An offer of work that is posted names who offers it, their address and contact, the work, the place and the pay
(職業安定法5条の4 and the ministry's notice of December 2024 on postings in social networks). On X that takes two posts.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from career_relay.base.text.lint import JOBAD, check
from career_relay.base.wording import yen_range
from career_relay.companies.models import Company
from career_relay.positions.lint import NO_FIXED_OVERTIME
from career_relay.positions.models import Position, Remote, ShareLink

N = ShareLink.Network
X_MOST, X_LINK = 280, 23
MOST_ASKED = 10  # requirements named in a post; all of them stand on the page
ROOM_FOR_TAGS = 60
_NO_TAG = re.compile(r"[^0-9A-Za-z_ぁ-んァ-ヶー一-龠々]")
# twitter-text, configuration v3: these count one, everything else two; an emoji counts two, however it is put together.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_LINK = re.compile(
    r"https?://[^\s]+|(?<![\w@.-])(?:[a-z0-9][a-z0-9-]*\.)+(?:com|net|org|info|biz|jp|io|ai|dev|app|co|me|tv)\b(?:/[^\s]*)?",
    re.IGNORECASE | re.ASCII,
)
_PICTURE = "[\U0001f300-\U0001faff\u2600-\u27bf\u2300-\u23ff\u2b00-\u2bff]"
_MORE = "[\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
_EMOJI = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PICTURE}{_MORE}(?:\u200d{_PICTURE}{_MORE})*")


def x_length(text: str) -> int:
    """Count as X does: half-width one, full-width two, a link twenty-three, an emoji two."""
    text = unicodedata.normalize("NFC", text)
    links = len(_LINK.findall(text))
    text = _LINK.sub("", text)
    emoji = len(_EMOJI.findall(text))
    text = _EMOJI.sub("", text)
    return X_LINK * links + 2 * emoji + sum(_weight(ord(mark)) for mark in text)


def _weight(code: int) -> int:
    return 1 if any(low <= code <= high for low, high in _LIGHT) else 2


@dataclass(frozen=True, slots=True)
class Place:
    """One network: how long a text may be there, how it counts, and what to know before posting."""

    most: int
    hint: str | Promise
    length: Callable[[str], int] = len


PLACES: dict[str, Place] = {
    N.X: Place(X_MOST, gettext_lazy("Post the first, then answer it with the second."), x_length),
    N.LINKEDIN: Place(3_000, gettext_lazy("Post it as your company's page or as yourself.")),
    N.FACEBOOK: Place(63_206, gettext_lazy("The picture comes from the careers page.")),
    N.INSTAGRAM: Place(
        2_200, gettext_lazy("A link in a caption cannot be tapped: put it into the profile or a story as well.")
    ),
    N.NOTE: Place(20_000, gettext_lazy("The first line is the title. Write around it what only you can tell.")),
    N.LINE: Place(10_000, gettext_lazy("Post it to LINE VOOM from the LINE Official Account Manager.")),
}


@dataclass(frozen=True, slots=True)
class Post:
    """What is to be posted on one network. `faults` say why it cannot be (LEGAL J-02, J-03)."""

    network: str
    parts: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def label(self) -> str:
        return str(N(self.network).label)

    @property
    def place(self) -> Place:
        return PLACES[self.network]

    @property
    def counted(self) -> list[tuple[str, int]]:
        return [(part, self.place.length(part)) for part in self.parts]


def post_for(network: str, company: Company, position: Position, link: str, *, language: str) -> Post:
    """Write the text for one network in one language, never longer than it may be there."""
    with translation.override(language):
        said = _WRITERS.get(network, _long)(company, position, link)
    return Post(network, tuple(said), tuple(faults_in("\n".join(said))))


def faults_in(text: str) -> list[str]:
    """What a posting may not say. The link is not part of what it says."""
    return [found.message for found in check(NO_FIXED_OVERTIME.sub("", _LINK.sub("", text)), JOBAD)]


def _name(company: Company) -> str:
    english = (translation.get_language() or "").startswith("en")
    return (english and company.name_en) or company.name


def _facts(company: Company, position: Position) -> dict[str, str]:
    """The six things an offer of work says, in short; what is not known is empty."""
    pay = str(yen_range(position.pay_low, position.pay_high)) if position.pay_low or position.pay_high else ""
    remote = str(position.get_remote_display()) if position.remote != Remote.NONE else ""
    dot = _(" · ")
    return {
        "work": _first(position.duties) or _first(position.summary),
        "place": dot.join(filter(None, (position.prefecture, position.place, remote))),
        "pay": pay or _first(position.pay),
        "name": _name(company),
        "address": company.address,
        "contact": company.contact_desk,
    }


def _labels() -> dict[str, str]:
    return {
        "work": pgettext("post", "Work"),
        "place": pgettext("post", "Place"),
        "pay": pgettext("post", "Pay a year"),
        "name": pgettext("post", "Company"),
        "address": pgettext("post", "Address"),
        "contact": pgettext("post", "Contact"),
    }


def _lines(company: Company, position: Position, *wanted: str) -> Iterator[str]:
    facts, labels = _facts(company, position), _labels()
    for name in wanted:
        if facts[name]:
            yield f"{labels[name]}{pgettext('between label and value', ': ')}{facts[name]}"


def _first(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def _head(company: Company, position: Position) -> str:
    return _("{company} is looking for: {title}").format(company=_name(company), title=position.title)


def _promise(company: Company, position: Position) -> str:
    labels = [str(one) for one in position.promise_labels]
    answer = ngettext(
        "Everybody has an answer within {n} business day.",
        "Everybody has an answer within {n} business days.",
        company.answer_days,
    ).format(n=company.answer_days)
    said = _(" · ").join((*labels, answer))
    return said[:1].upper() + said[1:]


def _x(company: Company, position: Position, link: str) -> list[str]:
    """Two posts: what, where, how much and the link; then who, where to reach them, and what the work is."""
    first = [*_lines(company, position, "place", "pay"), _promise(company, position)]
    second = list(_lines(company, position, "name", "address", "contact", "work"))
    return [fitted(_head(company, position), first, link), fitted("", second, link)]


def fitted(head: str, lines: list[str], link: str) -> str:
    """As many lines, in their order, as X takes with the link at the end. What is too long is cut."""
    room = X_MOST - x_length(link) - 1
    kept: list[str] = []
    for line in filter(None, (head, *lines)):
        left = room - x_length("\n".join(kept)) - (1 if kept else 0)
        if (said := cut(line, left)) != "":
            kept.append(said)
    return "\n".join([*kept, link])


def cut(line: str, most: int) -> str:
    """The line, or its beginning and three dots; nothing when not even a few characters have room."""
    few = 12
    if x_length(line) <= most:
        return line
    if most < few:
        return ""
    widths = list(accumulate(map(x_length, line)))
    end = next((n for n, width in enumerate(widths) if width > most - 2), len(line))
    while x_length(said := line[:end].rstrip() + "…") > most and end:
        end -= 1
    return said


def _long(company: Company, position: Position, link: str, *, most: int = 3_000) -> list[str]:
    """One text with everything: for LinkedIn, Facebook and LINE VOOM. Where it is too long, the story gives way."""
    asked = [f"・{line.strip()}" for line in position.must.splitlines() if line.strip()][:MOST_ASKED]
    parts = [
        _head(company, position),
        "",
        "\n".join([pgettext("post", "What we ask for"), *asked]) if asked else "",
        "\n".join(_lines(company, position, "work", "place", "pay", "name", "address", "contact")),
        _promise(company, position),
        _("All working conditions, and the form to apply:") + f"\n{link}",
    ]
    room = most - len("\n\n".join(parts)) - 2
    parts[1] = _shortened(position.summary.strip(), room)
    return ["\n\n".join(filter(None, parts))]


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else (text[: most - 1].rstrip() + "…" if most > 1 else "")


def _instagram(company: Company, position: Position, link: str) -> list[str]:
    """The caption, with tags: the link in it cannot be tapped."""
    [text] = _long(company, position, link, most=PLACES[N.INSTAGRAM].most - ROOM_FOR_TAGS)
    tags = [pgettext("hashtag", "hiring"), pgettext("hashtag", "jobs"), position.prefecture]
    return [f"{text}\n\n{' '.join('#' + _NO_TAG.sub('', tag) for tag in tags if tag)}"]


def _note(company: Company, position: Position, link: str) -> list[str]:
    """An article to go on from: title, why, the facts."""
    opening = _(
        "This is what we are looking for and why. (Here, tell in your own words what the people on the team do all day.)"
    )
    [text] = _long(company, position, link, most=8_000)
    head, _gap, rest = text.partition("\n\n")
    return [f"{head}\n\n{opening}\n\n{rest}"]


_WRITERS: dict[str, Callable[[Company, Position, str], list[str]]] = {N.X: _x, N.INSTAGRAM: _instagram, N.NOTE: _note}
LANGUAGES = tuple(code for code, _name_ in settings.LANGUAGES)
