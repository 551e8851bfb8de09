"""What became of a mailing: how far it is, who got it, and of everybody else the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from career_relay.base.sheets import sheet_response
from career_relay.candidates.models import Candidate
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms.campaigns import speed
from career_relay.desk.views.campaigns import campaign_of, people_of
from career_relay.notices import campaign_rules, campaigns
from career_relay.notices.campaign_preview import people_to_show, shown
from career_relay.notices.campaign_runs import progress as progress_of
from career_relay.notices.models import Campaign, Message
from career_relay.notices.states import CampaignState, MessageState, Skip
from career_relay.notices.verdicts import said

C, S = CampaignState, MessageState
PAGE = 50
NAMES_UP_TO = 100  # a longer list of names leaves as an export, with another person's word (LEGAL S-03)
MOVING = (S.HELD, S.QUEUED, S.CLAIMED, S.SENDING)
WORKING = frozenset({C.SCHEDULED, C.RUNNING})
HEAPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "sent": (pgettext_lazy("campaign", "Sent"), (S.ACCEPTED,)),
    "left": (gettext_lazy("Left out"), (S.SKIPPED,)),
    "failed": (gettext_lazy("Refused by the mail server"), (S.FAILED,)),
    "unknown": (gettext_lazy("Uncertain"), (S.UNKNOWN,)),
    "waiting": (gettext_lazy("Not sent yet"), MOVING),
    "cancelled": (gettext_lazy("Cancelled before"), (S.CANCELLED,)),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line: who, what became of it, and the reason as the company reads it."""

    candidate: Candidate
    result: Any
    why: Any
    at: Any


@require_GET
@needs(Permission.SEE_CANDIDATES)
def show(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Where a mailing stands: a draft goes on with its words; else how far it is, or the second person's look."""
    campaign = campaign_of(public_id)
    may_send = may(request.membership.role, Permission.SEND_CAMPAIGNS)
    if campaign.state == C.DRAFT and may_send:
        return redirect("desk:campaign_words", public_id)
    context = {**_standing(campaign), "may_send": may_send, "is_mine": campaign.released_by_id == request.staff.pk}
    context |= {"preview": _preview(request, campaign), "speed": speed(campaign.per_minute)}
    if campaign.state == C.WAITING:
        context["verdict"] = campaigns.verdicts_for(campaign, campaign.people)
        context["colleagues"] = campaign_rules.colleagues(request.company, campaign.released_by_id)
    return render(request, "desk/campaigns/show.html", context)


def _preview(request: DeskRequest, campaign: Campaign) -> Any:
    first = people_to_show(campaign, [])[0]
    return shown(campaign, request.company, first.key, subject=campaign.subject, body=campaign.body)


def _standing(campaign: Campaign) -> dict[str, Any]:
    told = progress_of(campaign)
    at = timezone.now()
    return {
        "campaign": campaign,
        "told": told,
        "percent": round(100 * told.share),
        "is_working": campaign.state in WORKING,
        "is_ahead": bool(campaign.state == C.SCHEDULED or (campaign.send_after and campaign.send_after > at)),
        "heaps": _heaps(campaign),
        "complaints": campaign_rules.complaints(at),
        "hold_seconds": settings.NOTICE_HOLD_SECONDS,
    }


def _heaps(campaign: Campaign) -> list[tuple[str, Any, int]]:
    told = progress_of(campaign)
    counts = {
        "sent": told.accepted,
        "left": told.skipped,
        "failed": told.failed,
        "unknown": told.unknown,
        "waiting": told.waiting,
        "cancelled": told.cancelled,
    }
    return [(key, label, counts[key]) for key, (label, _states) in HEAPS.items() if counts[key]]


@require_GET
@needs(Permission.SEE_CANDIDATES)
def progress(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The moving part; when it is over, the page is loaded anew."""
    campaign = campaign_of(public_id)
    if campaign.state not in WORKING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {**_standing(campaign), "may_send": may(request.membership.role, Permission.SEND_CAMPAIGNS)}
    return render(request, "desk/campaigns/_progress.html", context)


# --- people -----------------------------------------------------------------------------------------------------------


@require_GET
@needs(Permission.SEE_CANDIDATES)
def people(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Everybody of one heap, or everybody left out for one reason: `?heap=` or `?why=`. Before the release as judged now."""
    campaign = campaign_of(public_id)
    heap, why = request.GET.get("heap", ""), request.GET.get("why", "")
    label = Skip(why).label if why in Skip.values else HEAPS[heap][0] if heap in HEAPS else _("Everybody")
    is_ahead = campaign.state in {C.DRAFT, C.WAITING, C.SCHEDULED}
    found: Any = _judged(request, campaign, why) if is_ahead else _rows(campaign, heap, why)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = _of_ids(list(page.object_list), why) if is_ahead else [_recipient(one) for one in page.object_list]
    context = {"campaign": campaign, "page": page, "rows": rows, "label": label, "is_ahead": is_ahead}
    return render(request, "desk/campaigns/people.html", context)


def _judged(request: DeskRequest, campaign: Campaign, why: str) -> list[int]:
    if not may(request.membership.role, Permission.SEND_CAMPAIGNS):
        return []
    return campaigns.verdicts_for(campaign, people_of(request, campaign)).of(why if why in Skip.values else "")


def _rows(campaign: Campaign, heap: str, why: str) -> QuerySet[Message]:
    found = Message.objects.filter(campaign=campaign).select_related("candidate").order_by("pk")
    found = found.defer("candidate__search", "candidate__history", "candidate__details", "body_text")
    if why in Skip.values:
        return found.filter(state=S.SKIPPED, skip_reason__in=[one for one in Skip.values if said(one) == why])
    return found.filter(state__in=HEAPS[heap][1]) if heap in HEAPS else found


def _of_ids(ids: list[int], why: str) -> list[Recipient]:
    held = Candidate.objects.defer("search", "history", "details").in_bulk(ids)
    said_ = Skip(why).label if why in Skip.values else ""
    result = _("Left out") if said_ else _("Will receive it")
    return [Recipient(held[pk], result, said_, None) for pk in ids if pk in held]


def _recipient(message: Message) -> Recipient:
    why: Any = (
        Skip(said(message.skip_reason)).label if message.skip_reason else message.error and _("See the server's words")
    )
    at = message.sent_at or (message.send_after if message.state in MOVING else None)
    return Recipient(message.candidate, message.get_state_display(), why or "", at)


@require_GET
@needs(Permission.SEND_CAMPAIGNS)
def results(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The result of each recipient as a file. Above a hundred people without names: they are read on the desk."""
    campaign = campaign_of(public_id)
    return sheet_response(_lines(request, campaign), f"mailing-{timezone.localdate():%Y%m%d}")


def _lines(request: DeskRequest, campaign: Campaign) -> Iterator[list[object]]:
    rows = _rows(campaign, "", "")
    named = rows.count() <= NAMES_UP_TO
    yield [*([_("Name")] if named else []), _("Record"), _("Result"), _("Reason"), _("Sent at")]
    for message in rows.iterator(chunk_size=2_000):
        link = f"{settings.PUBLIC_URL}/desk/candidates/{message.candidate.public_id}/"
        why = Skip(said(message.skip_reason)).label if message.skip_reason else ""
        sent = timezone.localtime(message.sent_at).strftime("%Y/%m/%d %H:%M") if message.sent_at else ""
        name: list[object] = [message.candidate.name] if named else []
        yield [*name, link, message.get_state_display(), why, sent]
