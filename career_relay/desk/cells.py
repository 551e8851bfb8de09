"""The cells of the list of people, one function a column.

In Python and not in a template: twenty-five rows of a choice of twelve columns took half the time of the page there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from career_relay.base.templatetags.ui import icon, record, score
from career_relay.base.wording import day_short
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.search import Snippet
from career_relay.candidates.states import Reached, SourceKind, Stage
from career_relay.positions.models import Track

MOST_SKILLS: Final = 6
# `get_…_display` puts its choices together anew at each call
REACHED, SOURCES, STAGES, TRACKS = (dict(kind.choices) for kind in (Reached, SourceKind, Stage, Track))
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

    @property
    def cells(self) -> SafeString:
        return mark_safe("".join(cell(name, self) for name in self.columns))


def cell(name: str, row: Row) -> SafeString:
    """Give the cell of one column. Raises KeyError for a column nobody knows."""
    css, draw = CELLS[name]
    return format_html('<td{} data-col="{}">{}</td>', css, name, draw(row))


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
    return NOTHING if row.score is None else score(row.score)


def _state(row: Row) -> SafeString:
    return record(row.candidate.state) + _limit(row)


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
