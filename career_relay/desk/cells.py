"""The list of people: its rows, and their cells, one function a column.

In Python and not in a template: twenty-five rows of a choice of twelve columns took half the time of the page there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from career_relay.base.templatetags.ui import icon, record, score
from career_relay.base.wording import day_short
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.search import Snippet
from career_relay.candidates.states import Reached, SourceKind, Stage
from career_relay.positions.models import Track

MOST_SKILLS: Final = 6
# `get_…_display` puts its choices together anew at each call
REACHED, SOURCES, STAGES, TRACKS = (dict(kind.choices) for kind in (Reached, SourceKind, Stage, Track))
NOBODY: Final = UUID(int=0)
NOTHING: Final = mark_safe('<span class="muted">—</span>')


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    candidate: Candidate
    latest: Application | None
    score: float | None
    is_protected: bool
    owner: str = ""
    pools: tuple[str, ...] = ()
    why: Snippet | None = None  # the text in which the asked words stand
    columns: tuple[str, ...] = ()
    may_tick: bool = False

    @property
    def line(self) -> SafeString:
        """The row of the table."""
        cells = "".join(cell(name, self) for name in self.columns)
        name = f'<th scope="row" class="nowrap" data-col="name">{_name(self)}</th>'
        return mark_safe(f"<tr>{_tick(self.candidate) if self.may_tick else ''}{name}{cells}</tr>")


def cell(name: str, row: Row) -> SafeString:
    """Give the cell of one column. Raises KeyError for a column nobody knows."""
    css, draw = CELLS[name]
    return mark_safe(f'<td{css} data-col="{name}">{conditional_escape(draw(row))}</td>')


def _tick(one: Candidate) -> str:
    label = escape(_("Tick %(name)s") % {"name": one})
    box = f'<input type="checkbox" name="person" value="{one.public_id}" aria-label="{label}">'
    return f'<td data-col="tick">{box}</td>'


def _name(row: Row) -> str:
    """The name as a link, what is to be known before one writes, the reading, and why the person is in this list."""
    one = row.candidate
    link = f'<a href="{_page() % one.public_id}" data-row>{escape(one.name or one.email)}</a>'
    kana = f'<span class="sub">{escape(one.kana)}</span>' if one.kana else ""
    return f"{link}{_marks(one)}{kana}{_why(row.why) if row.why else ''}"


@cache
def _page() -> str:
    """The address of a record with a place for its id: looking it up anew for each row takes longer than the rest."""
    return reverse("desk:candidate", args=[NOBODY]).replace(str(NOBODY), "%s")


def _marks(one: Candidate) -> str:
    medal = f' <span class="medal">{icon("award", "icon--s", _("silver medal"))}</span>' if one.is_silver else ""
    if not one.do_not_contact:
        return medal
    return f'{medal} <span class="muted">{icon("ban", "icon--s", _("do not contact"))}</span>'


def _why(why: Snippet) -> str:
    told = (f"<mark>{escape(text)}</mark>" if is_asked else escape(text) for text, is_asked in why.pieces)
    return f'<span class="sub why">{"".join(told)}</span>'


def _position(row: Row) -> SafeString:
    if row.latest is None:
        return NOTHING
    told = _("%(month)s · up to %(reached)s") % {
        "month": row.latest.applied_on.strftime("%Y/%m"),
        "reached": REACHED.get(row.latest.reached, ""),
    }
    return format_html('{}<span class="sub nowrap">{}</span>', row.latest.position_title or "—", told)


def _source(row: Row) -> SafeString:
    if row.latest is None:
        return SafeString("")
    firm = row.candidate.protected_by if row.is_protected else ""
    beside = " · ".join(filter(None, (str(TRACKS.get(row.latest.track, "")), firm)))
    return format_html('{}<span class="sub">{}</span>', SOURCES.get(row.latest.source, ""), beside)


def _score(row: Row) -> SafeString:
    return NOTHING if row.score is None else _steps(row.score, get_language() or "")


def _state(row: Row) -> SafeString:
    return _badge(row.candidate.state, get_language() or "") + _limit(row)


@lru_cache(maxsize=64)
def _steps(value: float, _language: str) -> SafeString:
    return score(value)


@lru_cache(maxsize=16)
def _badge(state: str, _language: str) -> SafeString:
    return record(state)


def _limit(row: Row) -> SafeString:
    """Until when the state holds, or the record is kept."""
    one = row.candidate
    if row.is_protected:
        until = _("protected until %(day)s") % {"day": day_short(one.protected_until)}
        return format_html('<span class="sub is-protected">{}{}</span>', icon("shield", "icon--s"), until)
    if one.state == "record":
        return _sub(_("erased %(day)s") % {"day": day_short(one.purge_after)})
    if one.state_until:
        return _sub(pgettext("limit", "until %(day)s") % {"day": day_short(one.state_until)})
    return SafeString("")


def _contact(row: Row) -> SafeString:
    stage = STAGES.get(row.latest.stage, "") if row.latest else ""
    last = row.candidate.last_contact_at
    when = format_html('<span class="sub num nowrap">{}</span>', day_short(last)) if last else ""
    return format_html("{}{}", stage, when)


def _place(row: Row) -> Any:
    return row.candidate.prefecture or "—"


def _skills(row: Row) -> SafeString:
    skills = row.candidate.skills
    shown = format_html_join(" ", '<span class="badge badge--line">{}</span>', ((one,) for one in skills[:MOST_SKILLS]))
    more = len(skills) - MOST_SKILLS
    return format_html('{} <span class="muted num">+{}</span>', shown, more) if more > 0 else shown


def _tags(row: Row) -> SafeString:
    links = (("?" + urlencode({"tag": tag}), icon("tag"), tag) for tag in row.candidate.tags)
    return format_html_join(" ", '<a class="badge badge--line" href="{}">{}{}</a>', links)


def _pools(row: Row) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((pool,) for pool in row.pools)) if row.pools else NOTHING


def _owner(row: Row) -> Any:
    return row.owner or "—"


def _snoozed(row: Row) -> Any:
    return day_short(row.candidate.snoozed_until) or "—"


def _erased(row: Row) -> Any:
    return day_short(row.candidate.purge_after)


def _sub(words: str) -> SafeString:
    return format_html('<span class="sub num">{}</span>', words)


PLAIN: Final = SafeString("")
ONE_LINE: Final = mark_safe(' class="nowrap"')
FIGURE: Final = mark_safe(' class="nowrap num"')
WIDE: Final = mark_safe(' class="wide"')
CELLS: Final[dict[str, tuple[SafeString, Callable[[Row], Any]]]] = {
    "position": (PLAIN, _position),
    "source": (PLAIN, _source),
    "score": (PLAIN, _score),
    "state": (ONE_LINE, _state),
    "contact": (PLAIN, _contact),
    "place": (ONE_LINE, _place),
    "skills": (WIDE, _skills),
    "tags": (PLAIN, _tags),
    "pools": (PLAIN, _pools),
    "owner": (ONE_LINE, _owner),
    "snoozed": (FIGURE, _snoozed),
    "erased": (FIGURE, _erased),
}
