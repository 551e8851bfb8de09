"""The register of requests, with every column of LEGAL §3.14."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from career_relay.base import wording
from career_relay.consents.models import RightsItem, RightsRequest
from career_relay.consents.rights_contents import label_of
from career_relay.consents.states import Detail


def register() -> QuerySet[RightsRequest]:
    """Every request of the active company, the newest first."""
    found: QuerySet[RightsRequest] = (
        RightsRequest.objects.select_related("candidate", "decided_by").prefetch_related("items").order_by("-id")
    )
    return found


def headings() -> list[str]:
    return [
        _("Number"), pgettext("register", "Right"), _("Asked at"), pgettext("register", "How it came"), _("Person"),
        _("Agent"), _("How verified"), _("What is meant"), _("Manner wished for"), _("Internal day"), _("Last day"),
        _("What was looked into"), _("Decision by item"), pgettext("register", "Reasons"), _("Decided by"),
        _("Told at"), pgettext("register", "How told"), _("Fee (yen)"), _("Passed on to"),
    ]  # fmt: skip


def rows() -> Iterator[list[object]]:
    yield list(headings())
    for one in register():
        yield _row(one)


def _row(one: RightsRequest) -> list[object]:
    items = list(one.items.all())
    return [
        one.number,
        one.get_kind_display(),
        wording.moment(one.asked_at),
        one.get_asked_how_display(),
        str(one.candidate) if one.candidate else _("(erased, or without a record)"),
        f"{one.get_agent_display()} {one.agent_name}".strip(),
        one.agent_proof if one.agent else _proof(one),
        _meant(one),
        one.get_manner_display(),
        wording.day_short(one.internal_due_on),
        wording.day_short(one.due_on),
        one.inquiry,
        " / ".join(f"{label_of(item.key)}: {item.get_decision_display()}" for item in items if item.decision),
        " / ".join(filter(None, map(_reason, items))),
        _who(one),
        wording.moment(one.closed_at),
        _how_told(one),
        one.fee if one.fee is not None else 0,
        _("This company passed nothing on; receivers hear it from the person."),
    ]


def _proof(one: RightsRequest) -> str:
    return _("Signed in with a proven address") if one.person_id else ""


def _meant(one: RightsRequest) -> str:
    if not one.detail:
        return one.about
    return f"{Detail(one.detail).label}: {one.old_value} → {one.new_value} {one.about}".strip()


def _reason(item: RightsItem) -> str:
    return f"{item.get_ground_display()} {item.reason}".strip() if item.reason else ""


def _who(one: RightsRequest) -> str:
    if one.closed_at is None:
        return ""
    return str(one.decided_by) if one.decided_by else _("by itself, after the time for applying again (D-07)")


def _how_told(one: RightsRequest) -> str:
    if one.closed_at is None:
        return ""
    return _("mail and own page") if one.person_id else one.get_manner_display()
