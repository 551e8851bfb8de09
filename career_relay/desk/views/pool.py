"""The talent pool: a list whose address says what is asked, with its choices, columns and saved conditions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from career_relay.accounts.models import User
from career_relay.candidates import queries, segments
from career_relay.candidates.columns import pool_names
from career_relay.candidates.models import Pool, PoolMember, Segment
from career_relay.candidates.queries import Conditions
from career_relay.candidates.sources import is_protected
from career_relay.companies.roles import Permission, may
from career_relay.desk import preferences
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.cells import Row
from career_relay.desk.forms import pool as forms
from career_relay.desk.selection import asked_of, back_to_list
from career_relay.desk.views.bulk import just_done

PAGE = 25
COUNT_AT_ONCE = 300  # above this many records the facets are counted after the page is shown
MOST_TABS = 30  # saved segments above the list; the others stand on their page
TABS_COUNTED = ("", "welcome", "erased")
SORTED_BY = {"contact": "contact", "erased": "erased"}  # columns whose heading sorts the list


@dataclass(frozen=True, slots=True)
class Tab:
    """A ready-made selection, or conditions somebody saved."""

    key: str
    label: Any
    link: str
    is_on: bool
    segment: Segment | None = None
    is_counted: bool = True


@require_GET
@needs(Permission.SEE_CANDIDATES)
def listing(request: DeskRequest) -> HttpResponse:
    """The list, its facets and its pages. For htmx only the parts that change."""
    asked = asked_of(request)
    found = queries.ids(asked, expecting=request.GET.get("page", 1), counted=False)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    total = page.paginator.count
    is_part = bool(request.htmx and not request.htmx.boosted and not request.htmx.history_restore_request)
    is_small = not found.is_capped and total <= COUNT_AT_ONCE and (bool(asked.active) or total > 0)
    counts = queries.facets(asked) if is_small and not is_part else None
    context = {
        "asked": asked,
        "page": page,
        "facets": [] if is_part else forms.facets(asked, counts, _pools(asked, counted=counts is not None)),
        "counts_follow": counts is None,
        "is_part": is_part,
        "is_capped": found.is_capped,
        "nobody_yet": not total and not asked.active,
        "drops": _drops(asked) if not total else [],
        "unknown": queries.unknown_words(asked) if asked.q else (),
        **_table(request, asked, page),
        **_around(request, asked),
        **({} if is_part else _beside(request)),
    }
    return render(request, "desk/pool/list.html#results" if is_part else "desk/pool/list.html", context)


def _table(request: DeskRequest, asked: Conditions, page: Page[int]) -> dict[str, Any]:
    role, columns = request.membership.role, preferences.columns_of(request.membership, request.GET.getlist("cols"))
    return {
        "rows": rows_of(page.object_list, asked, columns, may_tick=may(role, Permission.EDIT_CANDIDATES)),
        "columns": columns,
        "heads": [(name, preferences.COLUMNS[name], SORTED_BY.get(name, "")) for name in columns],
        "all_columns": [(name, label, name in columns) for name, label in preferences.COLUMNS.items()],
        "density": preferences.density_of(request.membership),
        "densities": preferences.DENSITIES.items(),
        "sorts": forms.sorts_of(asked),
    }


def _around(request: DeskRequest, asked: Conditions) -> dict[str, Any]:
    """What stands around the table: tabs, what was just done, what may be done."""
    role, query = request.membership.role, forms.query_of(asked)
    tabs = tabs_of(request, asked)
    is_saved = any(tab.is_on and tab.segment for tab in tabs)
    return {
        "tabs": tabs,
        "query": query,
        "may_save": bool(asked.active) and not is_saved,
        "may_edit": may(role, Permission.EDIT_CANDIDATES),
        "may_send": may(role, Permission.SEND_NOTICES),
        "may_write": may(role, Permission.SEND_CAMPAIGNS),
    }


def _beside(request: DeskRequest) -> dict[str, Any]:
    """What stands above the list and stays there while somebody narrows it down: what was just done."""
    return {"put_away": segments.just_deleted(request.staff.pk, timezone.now()), "acts": just_done(request)}


def tabs_of(request: DeskRequest, asked: Conditions) -> list[Tab]:
    """The ready-made selections with the saved ones among them."""
    query, page = forms.query_of(asked, sorted_too=False), reverse("desk:pool")
    saved = list(segments.seen_by(request.staff.pk)[:MOST_TABS])
    on = next((one.pk for one in saved if _unsorted(one.query) == query), None) if query else None
    made = [
        Tab(
            f"v-{view or 'all'}",
            label,
            f"{page}?view={view}" if view else page,
            is_on=on is None and view == asked.view,
            is_counted=view in TABS_COUNTED,
        )
        for view, label in forms.VIEW_LABELS.items()
    ]
    kept = [Tab(f"s-{one.public_id}", one.name, f"{page}?{one.query}", one.pk == on, one) for one in saved]
    first = [tab for tab in made if tab.is_counted]
    return [*first, *kept, *(tab for tab in made if not tab.is_counted)]


def _unsorted(query: str) -> str:
    return "&".join(part for part in query.split("&") if not part.startswith("sort="))


def rows_of(
    ids: Iterable[int], asked: Conditions, columns: tuple[str, ...] = (), *, may_tick: bool = False
) -> list[Row]:
    found = queries.lines(asked, ids)
    pools = pool_names(one.candidate.pk for one in found) if "pools" in columns else {}
    owners = _names(one.candidate.owner_id for one in found) if "owner" in columns else {}
    return [
        Row(
            one.candidate,
            one.latest,
            queries.score_of(one.candidate),
            is_protected(one.candidate, asked.today),
            owners.get(one.candidate.owner_id or 0, ""),
            tuple(pools.get(one.candidate.pk, ())),
            one.why,
            columns,
            may_tick,
        )
        for one in found
    ]


def _names(ids: Iterable[int | None]) -> dict[int, str]:
    return dict(User.objects.filter(pk__in={pk for pk in ids if pk}).values_list("pk", "name"))


def _pools(asked: Conditions, *, counted: bool) -> list[tuple[Pool, int | None]]:
    """The named pools, each with how many of those the other conditions leave stand in it."""
    pools = list(Pool.objects.all())
    if not pools or not counted:
        return [(pool, None) for pool in pools]
    left = queries.matching(asked.without("pool")).values("pk")
    rows = PoolMember.objects.filter(candidate__in=left).order_by().values_list("pool_id")
    counts = dict(rows.annotate(n=Count("pk")))
    return [(pool, counts.get(pool.pk, 0)) for pool in pools]


def _drops(asked: Conditions) -> list[dict[str, Any]]:
    """The conditions whose removal helps when nothing was found, each with a link."""
    return [
        {
            "name": name,
            "words": forms.named(asked, name),
            "count": count,
            "link": f"?{forms.query_of(asked.without(name))}",
        }
        for name, count in queries.helpful_to_drop(asked)
    ]


@require_GET
@needs(Permission.SEE_CANDIDATES)
def facet_counts(request: DeskRequest) -> HttpResponse:
    """The facets with their counts, for lists so long that counting comes second."""
    asked = asked_of(request)
    counts = queries.facets(asked)
    whole = counts["all"].get("") or 0
    context = {
        "facets": forms.facets(asked, counts, _pools(asked, counted=True)),
        "asked": asked,
        "whole": whole if "capped" in request.GET else 0,
    }
    return render(request, "desk/pool/_facet_counts.html", context)


@require_GET
@needs(Permission.SEE_CANDIDATES)
def tab_counts(request: DeskRequest) -> HttpResponse:
    """How many each tab would show, asked for after the list is there."""
    counted = []
    for tab in tabs_of(request, asked_of(request)):
        if tab.is_counted:
            query = tab.segment.query if tab.segment else tab.link.partition("?")[2]
            found = queries.ids(asked_of(request, query))
            counted.append((tab, len(found), found.is_capped))
    return render(request, "desk/pool/_tab_counts.html", {"counted": counted})


@require_POST
@needs(Permission.SEE_CANDIDATES)
def look(request: DeskRequest) -> HttpResponse:
    """Remember how somebody likes the list: its columns, or how close the rows stand."""
    if (density := request.POST.get("density")) in preferences.DENSITIES:
        preferences.keep(request.membership, density=density)
    if "columns" in request.POST:
        chosen = [name for name in request.POST.getlist("columns") if name in preferences.COLUMNS]
        preferences.keep(request.membership, columns=chosen)
    return HttpResponse(status=204) if request.htmx else redirect(back_to_list(request))
