"""One sending to many: made, seen by a second person, let go, held, gone on with, given up.

The people are fixed at the release, as they were seen; whether each may be written to is asked when their row is made
(`campaign_runs`) and once more when their mail leaves (`outbox`). Until the hold has passed nothing has left.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.queue import later
from career_relay.notices import wordings
from career_relay.notices.campaign_rules import (
    colleagues,
    ensure_class,
    ensure_may_leave,
    ensure_no_complaints,
    ensure_somebody_else,
    needs_second_person,
)
from career_relay.notices.campaign_words import ensure_words, words_for
from career_relay.notices.events import Event
from career_relay.notices.hours import next_open, send_time
from career_relay.notices.models import Campaign, Message
from career_relay.notices.personal import send_to_staff
from career_relay.notices.states import (
    DUE,
    UNRELEASED,
    CampaignState,
    LegalClass,
    MessageState,
    PersonalKind,
    Topic,
    ensure_campaign_next,
)
from career_relay.notices.verdicts import Verdicts, verdicts

__all__ = ["allow", "cancel", "change_campaign", "hand_back", "make_campaign", "pause", "release", "resume", "take_back",
           "verdicts_for", "words_for"]  # fmt: skip

C = CampaignState
LONGEST_NAME = 100
FASTEST = 6_000  # a minute
CHANGEABLE = ("name", "topic", "subject", "body", "language", "query", "segment", "position", "per_minute", "people", "channel",
              "is_picked", "template_key", "legal_class")  # fmt: skip


# --- making -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def make_campaign(name: str, *, by: Actor, template_key: str = "", language: str = "ja", **facts: Any) -> Campaign:
    """Begin a sending with the words of a template, or with words of its own.

    in: `facts` are fields of `CHANGEABLE`; without a template `legal_class` and `topic` have to be among them.
    raises Refused: the words of a result, words that do not fill, placeholders of one application.
    """
    campaign = Campaign(made_by_id=_user(by), language=language)
    if template_key:
        _take_words(campaign, template_key)
    _set(campaign, {"name": name, **facts})
    campaign.save()
    record(Event.CAMPAIGN_MADE, campaign, by=by, template=template_key)
    return campaign


def _take_words(campaign: Campaign, key: str) -> None:
    """The template's words become the campaign's own: a later change of the template does not reach in."""
    try:
        words = wordings.find(key, campaign.language)
    except KeyError:
        raise Refused(_("There is no such template.")) from None
    ensure_class(words.legal_class)
    campaign.template_key, campaign.template_version = key, words.version
    campaign.subject, campaign.body = words.subject, words.body
    campaign.legal_class, campaign.topic = words.legal_class, words.topic or Topic.NEWS


@transaction.atomic
def change_campaign(campaign: Campaign, *, by: Actor, **facts: Any) -> Campaign:
    """Change what is not released yet. Nothing is recorded when nothing changes."""
    campaign = _locked(campaign)
    if campaign.state != C.DRAFT:
        raise Refused(_("This mailing is no draft any more. Take it back first."))
    before = {name: getattr(campaign, name) for name in CHANGEABLE}
    if (key := facts.pop("template_key", None)) and key != campaign.template_key:
        campaign.language = facts.get("language", campaign.language)
        _take_words(campaign, key)
    _set(campaign, facts)
    if {name: getattr(campaign, name) for name in CHANGEABLE} != before:
        campaign.save()
        record(Event.CAMPAIGN_CHANGED, campaign, by=by)
    return campaign


def _set(campaign: Campaign, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        if name not in CHANGEABLE:
            raise ValueError(f"a campaign has no {name} to set")
        setattr(campaign, name, value)
    campaign.name = " ".join(campaign.name.split())[:LONGEST_NAME]
    campaign.body = campaign.body.replace("\r\n", "\n")
    campaign.per_minute = min(campaign.per_minute or 0, FASTEST)
    if not campaign.name:
        raise Refused(_("Give the mailing a name."))
    if campaign.topic not in Topic.values or campaign.language not in wordings.LANGUAGES:
        raise Refused(_("Choose what it is about, and in which language."))
    ensure_class(campaign.legal_class)
    ensure_words(campaign.subject, campaign.body)


def verdicts_for(campaign: Campaign, people: Sequence[int], *, at: datetime | None = None) -> Verdicts:
    """Judge a list for this campaign, as it would be judged now."""
    today = timezone.localdate(at or timezone.now())
    return verdicts(
        people, legal_class=campaign.legal_class, topic=campaign.topic, today=today, channel=campaign.channel
    )


# --- letting it go ----------------------------------------------------------------------------------------------------


@transaction.atomic
def release(campaign: Campaign, people: Sequence[int], *, by: Actor, at: datetime | None = None) -> Campaign:
    """Let a campaign go to these people: held first, or for a second person to look at when they are many.

    in: `people` as they were seen, in their order; `at` a moment somebody chose.
    raises Refused: nobody may be written to, gaps in the words, facts the law wants are missing, complaints.
    A second click finds the first and changes nothing.
    """
    campaign = _locked(campaign)
    if campaign.state not in {C.DRAFT, C.CANCELLED}:
        return campaign
    now = timezone.now()
    going = verdicts_for(campaign, people, at=now).going
    campaign.people, campaign.send_after = list(dict.fromkeys(people)), at
    ensure_may_leave(campaign, campaign.company, going=going, at=now)
    campaign.released_by_id, campaign.released_at = _user(by), now
    if needs_second_person(going):
        return _ask_second_person(campaign, going, by=by)
    return _schedule(campaign, Event.CAMPAIGN_RELEASED, by=by, going=going)


def _ask_second_person(campaign: Campaign, going: int, *, by: Actor) -> Campaign:
    ensure_somebody_else(campaign.company, campaign.released_by_id)
    _to(campaign, C.WAITING, Event.CAMPAIGN_ASKED, by=by, going=going)
    for colleague in colleagues(campaign.company, campaign.released_by_id):
        _tell(PersonalKind.STAFF_ALLOW, campaign, colleague.pk, going)
    return campaign


def _tell(kind: PersonalKind, campaign: Campaign, user_id: int, count: int) -> None:
    """Numbers and a link, no names. Asked anew, it is told anew."""
    facts = {"campaign": str(campaign.public_id), "count": count, "at": timezone.now().isoformat(timespec="minutes")}
    send_to_staff(kind, user_id=user_id, company_id=campaign.company_id, subject_ref=campaign.pk, data=facts)


def _schedule(campaign: Campaign, event: Event, *, by: Actor, **facts: Any) -> Campaign:
    """Nothing leaves before the hold has passed, and only while people are awake."""
    campaign.send_after = send_time(timezone.now(), at=campaign.send_after)
    _to(campaign, C.SCHEDULED, event, by=by, send_after=campaign.send_after.isoformat(), **facts)
    wake(campaign, at=campaign.send_after)
    return campaign


@transaction.atomic
def allow(campaign: Campaign, *, by: Actor) -> Campaign:
    """The second person's yes. Raises Refused for whoever released it, and when it was answered already."""
    campaign = _to_answer(campaign, by)
    now = timezone.now()
    going = verdicts_for(campaign, campaign.people, at=now).going
    ensure_may_leave(campaign, campaign.company, going=going, at=now)
    campaign.allowed_by_id, campaign.allowed_at = _user(by), now
    return _schedule(campaign, Event.CAMPAIGN_ALLOWED, by=by, going=going)


@transaction.atomic
def hand_back(campaign: Campaign, *, by: Actor) -> Campaign:
    """The second person's no, or the first one's change of mind: a draft again."""
    campaign = _locked(campaign)
    if campaign.state != C.WAITING:
        raise Refused(_("This request was answered already."))
    return _to_draft(campaign, Event.CAMPAIGN_HANDED_BACK, by=by)


def _to_answer(campaign: Campaign, by: Actor) -> Campaign:
    found = _locked(campaign)
    if found.state != C.WAITING:
        raise Refused(_("This request was answered already."))
    if found.released_by_id == _user(by) or by.kind != ActorKind.USER:
        raise Refused(_("Somebody else has to allow what you asked for."), code="S-03")
    return found


@transaction.atomic
def take_back(campaign: Campaign, *, by: Actor) -> Campaign:
    """Make a draft again of what has not begun to leave."""
    campaign = _locked(campaign)
    if campaign.state != C.SCHEDULED:
        raise Refused(_("Its mails have begun to leave. You can pause or cancel it."))
    return _to_draft(campaign, Event.CAMPAIGN_TAKEN_BACK, by=by)


def _to_draft(campaign: Campaign, event: Event, *, by: Actor) -> Campaign:
    if not campaign.is_picked:
        campaign.people = []
    campaign.send_after = campaign.released_at = campaign.allowed_at = None
    campaign.released_by_id = campaign.allowed_by_id = None
    return _to(campaign, C.DRAFT, event, by=by)


# --- under way --------------------------------------------------------------------------------------------------------


@transaction.atomic
def pause(campaign: Campaign, *, by: Actor, because: str = "") -> Campaign:
    """Hold a campaign where it is. What a worker has in its hands still leaves, and nothing else."""
    campaign = _locked(campaign)
    if campaign.state == C.PAUSED:
        return campaign
    campaign.paused_at, campaign.stopped_for = timezone.now(), because
    return _to(campaign, C.PAUSED, Event.CAMPAIGN_PAUSED, by=by, because=because)


@transaction.atomic
def resume(campaign: Campaign, *, by: Actor) -> Campaign:
    """Go on with exactly those who have had nothing yet, at the speed it had."""
    campaign = _locked(campaign)
    if campaign.state == C.RUNNING:
        return campaign
    now = timezone.now()
    ensure_no_complaints(now)
    start = next_open(max(now, campaign.send_after or now))
    if campaign.paused_at:
        _move_on(campaign, start)
    campaign.paused_at, campaign.stopped_for = None, ""
    _to(campaign, C.RUNNING, Event.CAMPAIGN_RESUMED, by=by)
    wake(campaign, at=start)
    return campaign


def _move_on(campaign: Campaign, start: datetime) -> None:
    """Move what waits behind the pause, so that a slow sending stays slow."""
    waiting = Message.objects.filter(campaign=campaign, state=MessageState.QUEUED)
    first = waiting.order_by("send_after").values_list("send_after", flat=True).first()
    if first and first < start:
        from django.db.models import F

        waiting.update(send_after=F("send_after") + (start - first))


@transaction.atomic
def cancel(campaign: Campaign, *, by: Actor) -> Campaign:
    """Give a campaign up. What has left stays gone; nobody else hears of it."""
    campaign = _locked(campaign)
    if campaign.state == C.CANCELLED:
        return campaign
    campaign.finished_at = timezone.now()
    Message.objects.filter(campaign=campaign, state__in=DUE).update(state=MessageState.CANCELLED)
    return _to(campaign, C.CANCELLED, Event.CAMPAIGN_CANCELLED, by=by)


@transaction.atomic
def drop_draft(campaign: Campaign, *, by: Actor) -> None:
    """Throw a draft away for good."""
    campaign = _locked(campaign)
    if campaign.state not in UNRELEASED:
        raise Refused(_("Only a draft can be thrown away."))
    record(Event.CAMPAIGN_DROPPED, campaign, by=by)
    campaign.delete()


@transaction.atomic
def copy_campaign(campaign: Campaign, *, by: Actor) -> Campaign:
    """Begin a new draft with the same words, people and topic."""
    facts = {name: getattr(campaign, name) for name in CHANGEABLE if name not in {"name", "people", "is_picked"}}
    people = {"people": campaign.people, "is_picked": True} if campaign.is_picked else {}
    made = Campaign(made_by_id=_user(by), template_version=campaign.template_version)
    name = _("{name} (copy)").format(name=campaign.name)
    _set(made, {"name": name, **facts, **people})
    made.save()
    record(Event.CAMPAIGN_MADE, made, by=by, template=made.template_key)
    return made


def wake(campaign: Campaign, *, at: datetime | None = None) -> None:
    """Queue the work of a campaign in this transaction. Twice does no harm."""
    from career_relay.notices.campaign_tasks import tend_campaign

    later(tend_campaign, at=at, company_id=campaign.company_id, campaign_id=campaign.pk)


# --- the small print --------------------------------------------------------------------------------------------------


def _locked(campaign: Campaign) -> Campaign:
    rows = Campaign.objects.select_for_update(of=("self",)).select_related("company")
    found: Campaign = rows.get(pk=campaign.pk)
    return found


def _to(campaign: Campaign, state: CampaignState, event: Event, *, by: Actor, **facts: Any) -> Campaign:
    ensure_campaign_next(campaign.state, state)
    campaign.state = state
    campaign.save()
    record(event, campaign, by=by, **facts)
    return campaign


def _user(by: Actor) -> int | None:
    return by.id if by.kind == ActorKind.USER else None


def is_advertising(legal_class: str) -> bool:
    return legal_class != LegalClass.NOTICE
