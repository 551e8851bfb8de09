"""Writing to many, in three steps on one flow: whom, what, when. And what became of it (PRODUCT C1)."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from career_relay.base.errors import Refused
from career_relay.candidates import queries as records
from career_relay.companies.roles import Permission, may
from career_relay.desk.access import DeskRequest, needs
from career_relay.desk.forms import campaigns as forms
from career_relay.desk.mailings import lines, openings_to_tell, suggestions, talks_due
from career_relay.desk.selection import MOST_OF_ALL, asked_of
from career_relay.notices import campaign_rules, campaigns, footer
from career_relay.notices.campaign_preview import LOOKED_AT, people_to_show, shown
from career_relay.notices.campaign_words import offered, remarks
from career_relay.notices.models import Campaign
from career_relay.notices.states import CampaignState, Topic
from career_relay.notices.verdicts import Verdicts, verdicts
from career_relay.notices.wordings import find
from career_relay.positions.models import Position
from career_relay.positions.states import State

C = CampaignState
PAGE = 20
LONGEST_READ = 20_000  # characters somebody types that a preview looks at


# --- the list ---------------------------------------------------------------------------------------------------------


@require_GET
@needs(Permission.SEE_CANDIDATES)
def listing(request: DeskRequest) -> HttpResponse:
    """Every mailing with how far it came, and what could be written about next."""
    page = Paginator(Campaign.objects.select_related("released_by", "made_by").defer("people"), PAGE)
    now = page.get_page(request.GET.get("page"))
    at = timezone.now()
    context = {
        "page": now,
        "lines": lines(list(now.object_list)),
        "openings": openings_to_tell(at),
        "talks": talks_due(timezone.localdate(at)),
        "complaints": campaign_rules.complaints(at),
        "may_send": may(request.membership.role, Permission.SEND_CAMPAIGNS),
    }
    return render(request, "desk/campaigns/list.html", context)


# --- whom -------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEND_CAMPAIGNS)
def new(request: DeskRequest) -> HttpResponse:
    """The first step of a new mailing: what kind, and to whom. `?query=` are conditions of the pool."""
    return _whom(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEND_CAMPAIGNS)
def whom(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The first step again, for a draft."""
    campaign = campaign_of(public_id)
    if campaign.state != C.DRAFT:
        return redirect("desk:campaign", public_id)
    return _whom(request, campaign)


def _whom(request: DeskRequest, campaign: Campaign | None) -> HttpResponse:
    told = request.POST if request.method == "POST" else request.GET
    query = told.get("query", "").replace("\x00", "")[:1_000] or (campaign.query if campaign else "")
    lists = forms.lists_of(request, query if query != forms.MAY_BE_WRITTEN_TO else "")
    first = forms.initial_whom(campaign, lists, request.GET.get("position", ""))
    form = forms.WhomForm(request.POST if request.method == "POST" else None, lists=lists, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            kept = _keep(request, campaign, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("desk:campaign_words", kept.public_id)
    context = {
        "campaign": campaign,
        "form": form,
        "query": query,
        "kinds": _kinds(),
        "verdict": _verdict_of(request, form, campaign),
        "chosen": {name: form[name].value() for name in ("kind", "whom")},
    }
    return render(request, "desk/campaigns/whom.html", context, status=422 if form.errors else 200)


def _keep(request: DeskRequest, campaign: Campaign | None, form: forms.WhomForm) -> Campaign:
    facts, kind = form.facts(), form.cleaned_data["kind"]
    if campaign and campaign.is_picked:
        facts = {name: value for name, value in facts.items() if name not in {"query", "segment"}}
    key = "" if kind == forms.OWN else kind
    if campaign is not None:
        return campaigns.change_campaign(campaign, by=request.actor, **facts, **({"template_key": key} if key else {}))
    if not key:
        facts |= {"subject": facts["name"], "body": _blank(request, facts["language"])}
    return campaigns.make_campaign(by=request.actor, template_key=key, **facts)


def _blank(request: DeskRequest, language: str) -> str:
    """An empty sheet still greets and signs."""
    greeting = "Dear {{ candidate_name }},\n\n(write here)\n\n" if language == "en" else ""
    return (
        greeting or "{{ candidate_name }} 様\n\n（ここに書いてください）\n\n"
    ) + "{{ company_name }}\n{{ sender_name }}\n"


def _kinds() -> list[dict[str, Any]]:
    """The kinds with what the law calls them, for the choice of the first step."""
    found = []
    for key, title in forms.kinds():
        words = None if key == forms.OWN else find(key, "ja")
        found.append({"key": key, "title": title, "topic": Topic(words.topic).label if words and words.topic else ""})
    return found


@require_GET
@needs(Permission.SEND_CAMPAIGNS)
def verdict(request: DeskRequest) -> HttpResponse:
    """How many of a list may be written to, as the choices of the first step stand. Looks only."""
    query = request.GET.get("query", "").replace("\x00", "")[:1_000]
    form = forms.WhomForm(request.GET, lists=forms.lists_of(request, query if query != forms.MAY_BE_WRITTEN_TO else ""))
    form.is_valid()
    return render(request, "desk/campaigns/_verdict.html", {"verdict": _verdict_of(request, form, None)})


def _verdict_of(request: DeskRequest, form: forms.WhomForm, campaign: Campaign | None) -> Verdicts | None:
    if campaign and campaign.is_picked:
        return campaigns.verdicts_for(campaign, campaign.people)
    whom, kind = form.lists.get(str(form["whom"].value() or "")), str(form["kind"].value() or "")
    if whom is None:
        return None
    told = str(form["topic"].value() or "")
    topic: str = told if told in Topic.values else Topic.NEWS
    legal_class: str = forms.CLASS_OF_TOPIC[Topic(topic)]
    if kind in {key for key, _title in forms.kinds()} - {forms.OWN}:
        words = find(kind, "ja")
        legal_class, topic = words.legal_class, words.topic
    people = people_by(request, whom.query)
    channel = form.way()
    return verdicts(people, legal_class=legal_class, topic=topic, today=timezone.localdate(), channel=channel)


def people_by(request: DeskRequest, query: str, most: int = MOST_OF_ALL) -> list[int]:
    """The people of conditions as this user sees them, in the order of the list."""
    return list(records.ids(asked_of(request, query))[:most])


def people_of(request: DeskRequest, campaign: Campaign, most: int = MOST_OF_ALL) -> list[int]:
    """Whom a campaign goes to: those it was released to or picked for, else whoever answers its conditions today."""
    if campaign.is_picked or campaign.state != C.DRAFT:
        return list(campaign.people[:most])
    return people_by(request, campaign.query, most)


# --- what -------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEND_CAMPAIGNS)
def words(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The second step: the words, beside them the mail exactly as it arrives."""
    campaign = campaign_of(public_id)
    if campaign.state != C.DRAFT:
        return redirect("desk:campaign", public_id)
    first = {"subject": campaign.subject, "body": campaign.body}
    form = forms.WordsForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            campaigns.change_campaign(campaign, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            back = request.POST.get("go") == "back"
            return redirect("desk:campaign_whom" if back else "desk:campaign_send", public_id)
    context = {"campaign": campaign, "form": form, "placeholders": offered().values(), **_live(request, campaign, form)}
    return render(request, "desk/campaigns/words.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Permission.SEND_CAMPAIGNS)
def preview(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """What the words would become. Changes nothing; a POST because words do not belong in addresses."""
    campaign = campaign_of(public_id)
    form = forms.WordsForm(request.POST)
    form.is_valid()
    return render(request, "desk/campaigns/_preview.html", {"campaign": campaign, **_live(request, campaign, form)})


def _live(request: DeskRequest, campaign: Campaign, form: forms.WordsForm) -> dict[str, Any]:
    """The mail for the person chosen, what is odd about the words, and whom else one can look at."""
    subject, body = (str(form[name].value() or "").replace("\r\n", "\n")[:LONGEST_READ] for name in ("subject", "body"))
    people = people_to_show(campaign, people_of(request, campaign, LOOKED_AT))
    asked = request.POST.get("as") or request.GET.get("as") or people[0].key
    found: dict[str, Any] = {"people": people, "as": asked, "checks": remarks(subject, body)}
    try:
        found["preview"] = shown(campaign, request.company, asked, subject=subject, body=body)
    except Refused as refusal:
        found["refused"] = str(refusal)
    return found


# --- when -------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEND_CAMPAIGNS)
def send(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """The third step: who gets it and who does not for which reason, when, and the release."""
    campaign = campaign_of(public_id)
    if campaign.state != C.DRAFT:
        return redirect("desk:campaign", public_id)
    form = forms.WhenForm(request.POST if request.method == "POST" else None, initial={"when": "now"})
    people = people_of(request, campaign)
    if request.method == "POST" and form.is_valid():
        try:
            return _release(request, campaign, form, people)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    found = campaigns.verdicts_for(campaign, people)
    context = {
        "campaign": campaign,
        "form": form,
        "verdict": found,
        "missing": footer.missing(request.company),
        "needs_second": campaign_rules.needs_second_person(found.going),
        "second_from": campaign_rules.second_pair_from(),
        "colleagues": campaign_rules.colleagues(request.company, request.staff.pk),
        "today": timezone.localdate(),
        "quiet_hours": settings.QUIET_HOURS,
        "hold_minutes": max(1, settings.NOTICE_HOLD_SECONDS // 60),
        "hold_seconds": settings.NOTICE_HOLD_SECONDS,
        **_live(request, campaign, forms.WordsForm(initial={"subject": campaign.subject, "body": campaign.body})),
    }
    return render(request, "desk/campaigns/send.html", context, status=422 if form.errors else 200)


def _release(request: DeskRequest, campaign: Campaign, form: forms.WhenForm, people: list[int]) -> HttpResponse:
    campaign = campaigns.change_campaign(campaign, by=request.actor, per_minute=form.cleaned_data["per_minute"] or 0)
    campaign = campaigns.release(campaign, people, by=request.actor, at=form.moment())
    if campaign.state == C.WAITING:
        messages.success(request, _("A colleague was asked to look at it. It leaves when they allow it."))
    else:
        messages.success(request, _("The mailing will leave. Until then it can be taken back."))
    return redirect("desk:campaign", campaign.public_id)


def campaign_of(public_id: UUID) -> Campaign:
    rows = Campaign.objects.select_related("position", "segment", "released_by", "allowed_by", "made_by")
    found: Campaign = get_object_or_404(rows, public_id=public_id)
    return found


# --- acts -------------------------------------------------------------------------------------------------------------

ACTS = {
    "pause": campaigns.pause,
    "resume": campaigns.resume,
    "cancel": campaigns.cancel,
    "take_back": campaigns.take_back,
    "allow": campaigns.allow,
    "hand_back": campaigns.hand_back,
}


@require_POST
@needs(Permission.SEND_CAMPAIGNS)
def act(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Pause, go on, cancel, take back; a second person's yes or no; a copy; throwing a draft away."""
    campaign, wanted = campaign_of(public_id), request.POST.get("act", "")
    try:
        if wanted == "drop":
            campaigns.drop_draft(campaign, by=request.actor)
            messages.success(request, _("The draft was thrown away."))
            return redirect("desk:campaigns")
        if wanted == "copy":
            return redirect("desk:campaign_whom", campaigns.copy_campaign(campaign, by=request.actor).public_id)
        if wanted in ACTS:
            ACTS[wanted](campaign, by=request.actor)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("desk:campaign", public_id)


# --- people for a new position ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEND_CAMPAIGNS)
def for_position(request: DeskRequest, public_id: UUID) -> HttpResponse:
    """Past candidates who may fit a position, those who may be written to first; inviting them is one click more."""
    position = get_object_or_404(Position.objects, public_id=public_id)
    if position.state != State.OPEN:
        messages.warning(request, _("Publish the position first: the mail leads to its page."))
        return redirect("desk:position", public_id)
    at = timezone.now()
    if request.method == "POST":
        people = suggestions(position, at, only=forms.picked(request.POST.getlist("person")))
        if not people:
            messages.warning(request, _("Choose at least one person."))
            return redirect("desk:campaign_position", public_id)
        try:
            made = campaigns.make_campaign(
                position.title,
                by=request.actor,
                template_key="new_position",
                position=position,
                people=[one.match.candidate.pk for one in people],
                is_picked=True,
            )
        except Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect("desk:campaign_position", public_id)
        return redirect("desk:campaign_send", made.public_id)
    people = suggestions(position, at)
    context = {
        "position": position,
        "going": [one for one in people if not one.why],
        "others": [one for one in people if one.why],
    }
    return render(request, "desk/campaigns/position.html", context)
