"""What a person wants to hear of from a company (PRODUCT C2, C4, LEGAL E-03…E-07).

The way down is open to whoever holds a mail; the way up only to whoever has proven the address. Every verb needs the
company to be active; what waits in the outbox is stopped in the statement that would begin to send it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from career_relay.base.actors import SYSTEM, Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import person as acting_as
from career_relay.base.text.places import PREFECTURES
from career_relay.candidates import actions as records
from career_relay.candidates.clocks import months_later
from career_relay.candidates.models import Candidate, FormPermission
from career_relay.candidates.rules import ensure_fair
from career_relay.candidates.sources import is_guarded
from career_relay.candidates.states import RecordState
from career_relay.consents import actions as consents
from career_relay.consents import contact, gates
from career_relay.consents.actions import How
from career_relay.consents.models import ConsentNow, ConsentText
from career_relay.consents.states import Purpose
from career_relay.notices.events import Event
from career_relay.notices.models import Message, Preference
from career_relay.notices.proofs import Words, prove
from career_relay.notices.states import Frequency, LegalClass, Scope, Topic, Way, Word
from career_relay.notices.suppression import UNSUBSCRIBED, is_shut, lift, suppress
from career_relay.positions.models import Position, Remote

MONTHS_AHEAD = 12  # as long as a permission lasts
RARER = {Frequency.ANY: 0, Frequency.MONTHLY: 1, Frequency.QUARTERLY: 2}
LANGUAGES = ("ja", "en")
LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True)
class Talk:
    """When to talk again, and about what."""

    month: date  # its first day
    family: str = ""
    prefecture: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody chose on a page."""

    topics: frozenset[str]
    frequency: str = Frequency.ANY
    language: str = ""
    phone_first: bool = False
    talk: Talk | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands now: what may be sent, and what was chosen."""

    wishes: Wishes
    is_off: bool  # refused: an address on the list, or the person's own word
    is_permitted: bool  # somebody once said yes
    chosen: Preference | None = None  # the newest word it rests on


# --- how it stands --------------------------------------------------------------------------------------------------


def preference_of(candidate: Candidate) -> Preference | None:
    """The newest word of the human: said through this record, another of the same person, or the same mailbox."""
    same = Q(candidate=candidate)
    if candidate.person_id:
        same |= Q(candidate__person_id=candidate.person_id)
    if candidate.email_key:
        same |= Q(candidate__email_key=candidate.email_key)
    return Preference.objects.filter(same).order_by("-changed_at", "-pk").first()


def standing_of(candidate: Candidate) -> Standing:
    """Give what holds for one record: the same answer as `why_not.sql` gives about topics."""
    chosen = preference_of(candidate)
    is_off = candidate.do_not_contact or is_shut(candidate.email_key or candidate.email, LegalClass.NEWSLETTER)
    permitted = _is_permitted(candidate)
    topics = frozenset(chosen.topics) if chosen else _topics_without_choice(candidate)
    held = topics if permitted and not is_off else frozenset()
    return Standing(
        _wishes(chosen, held),
        is_off=is_off or (chosen is not None and not chosen.topics),
        is_permitted=permitted,
        chosen=chosen,
    )


def _topics_without_choice(candidate: Candidate) -> frozenset[str]:
    """Nobody has asked yet. The careers form asks for positions and nothing else; what a file attests is not so narrow."""
    by_form = FormPermission.objects.filter(candidate=candidate, box=FormPermission.Box.GUIDANCE).exists()
    return frozenset({Topic.JOBS.value}) if by_form else frozenset(Topic.values)


def _is_permitted(candidate: Candidate) -> bool:
    today = timezone.localdate()
    if candidate.state == RecordState.CONTACT and (candidate.state_until is None or candidate.state_until >= today):
        return True
    if candidate.person_id is None:
        return False
    return gates.may_show(candidate.person_id, candidate.company_id, Purpose.CONTACT)


def _wishes(chosen: Preference | None, topics: frozenset[str]) -> Wishes:
    if chosen is None:
        return Wishes(topics)
    talk = None
    if chosen.talk_from:
        talk = Talk(chosen.talk_from, chosen.talk_family, chosen.talk_prefecture, chosen.talk_words)
    return Wishes(topics, chosen.frequency, chosen.language, chosen.phone_first, talk)


def months(today: date) -> list[date]:
    """The first days of the months that can be named for talking again."""
    first = today.replace(day=1)
    return [months_later(first, ahead) for ahead in range(1, MONTHS_AHEAD + 1)]


# --- down: whoever holds the mail -------------------------------------------------------------------------------------


@transaction.atomic
def unsubscribe(about: Message | Candidate, *, how: Way, by: Actor = SYSTEM, screen: str = "") -> bool:
    """Stop everything that advertises, at once and for good. Gives whether anything was still on. Results still come."""
    candidate = about.candidate if isinstance(about, Message) else about
    _hold_consent(candidate)
    stopped = [_refuse(one, how=how, by=by, screen=screen) for one in _records_of(candidate)]
    if candidate.person_id:
        _take_back(candidate.person_id, candidate.company_id, by=by, screen=screen)
    return any(stopped)


@transaction.atomic
def reduce(candidate: Candidate, wishes: Wishes, *, screen: str, by: Actor = SYSTEM) -> bool:
    """Hear of less, or less often, from the page behind a mail. Gives whether anything changed.

    raises Refused: more than before. For that the person proves the address (`choose`).
    """
    candidate = _locked(candidate)
    now = standing_of(candidate).wishes
    if wishes.topics - now.topics or RARER[Frequency(wishes.frequency)] < RARER[Frequency(now.frequency)]:
        raise Refused(
            _(
                "This page can only make it less. To hear of more, or more often, please use the entrance: a code is sent."
            ),
            code="PROOF_NEEDED",
        )
    if not wishes.topics:
        return unsubscribe(candidate, how=Way.CENTRE, by=by, screen=screen)
    return _keep(candidate, wishes, how=Way.CENTRE, by=by)


def _records_of(candidate: Candidate) -> list[Candidate]:
    """The record and the others the same person has at this company, locked in one order."""
    same = Q(pk=candidate.pk)
    if candidate.person_id:
        same |= Q(person_id=candidate.person_id)
    return list(Candidate.objects.select_for_update(of=("self",)).filter(same).order_by("pk"))


def _locked(candidate: Candidate) -> Candidate:
    found: Candidate = Candidate.objects.select_for_update(of=("self",)).select_related("company").get(pk=candidate.pk)
    return found


def _hold_consent(candidate: Candidate) -> None:
    """A withdrawal locks the consent first and the record after: so do we, and nobody waits for the other."""
    if candidate.person_id:
        with acting_as(candidate.person_id):
            held = ConsentNow.objects.filter(purpose=Purpose.CONTACT, recipient_id=candidate.company_id)
            list(held.select_for_update(of=("self",)).values_list("pk"))


def _refuse(candidate: Candidate, *, how: Way, by: Actor, screen: str) -> bool:
    known = preference_of(candidate)
    is_new = suppress(candidate.email_key or candidate.email, scope=Scope.ADVERTISING, reason=UNSUBSCRIBED)
    if not is_new and known is not None and not known.topics and candidate.do_not_contact:
        return False
    _write(candidate, how, topics=[])
    Candidate.objects.filter(pk=candidate.pk, do_not_contact=False).update(
        do_not_contact=True, updated_at=timezone.now()
    )
    prove(candidate, Word.REFUSED, how=how, screen=screen)
    record(Event.UNSUBSCRIBED, candidate, by=by, way=how.value)
    return True


def _take_back(person_id: int, company_id: int, *, by: Actor, screen: str) -> None:
    """End the person's consent to be written to by this company: the ledger says the same as the list."""
    with acting_as(person_id):
        for now in consents.held(person_id, Purpose.CONTACT):
            if now.recipient_id == company_id:
                consents.withdraw(now, by=by, how=How(channel=screen))


# --- up: whoever has proven the address -------------------------------------------------------------------------------


@transaction.atomic
def choose(
    candidate: Candidate, wishes: Wishes, *, person_id: int, words: ConsentText, how: How, by: Actor, way: Way = Way.ME
) -> bool:
    """Keep what the person chose on their own page. Gives whether anything changed.

    More than before, or a first word, is a consent of its own, with the words that were shown; none ends everything.
    """
    _ensure_own(candidate, person_id)
    if not wishes.topics:
        if wishes.talk:
            raise Refused(
                _("To be talked to again, choose “positions” above as well: it is what we would write about.")
            )
        return unsubscribe(candidate, how=way, by=by, screen=how.channel)
    grows = bool(wishes.topics - standing_of(candidate).wishes.topics) or preference_of(candidate) is None
    if grows:
        _permit(candidate, wishes, person_id=person_id, words=words, how=how, by=by, way=way)
    changed = _keep(_locked(candidate), wishes, how=way, by=by)
    return grows or changed


def _ensure_own(candidate: Candidate, person_id: int) -> None:
    if candidate.person_id != person_id:
        raise Refused(_("This record belongs to somebody else."), code="NOT_YOURS")


def _permit(
    candidate: Candidate, wishes: Wishes, *, person_id: int, words: ConsentText, how: How, by: Actor, way: Way
) -> None:
    """The ledger, the list and the record, in the order in which a withdrawal takes them."""
    _hold_consent(candidate)
    with acting_as(person_id):
        entry = contact.allow_writing(person_id, candidate.company, words=words, by=by, how=how)
    seen = Words(words.version, words.hash, words.language)
    for one in _records_of(candidate):
        lift(one.email_key or one.email)
        prove(one, Word.GIVEN, how=way, screen=how.channel, topics=tuple(sorted(wishes.topics)), words=seen)
        until = timezone.localdate(entry.expires_at) if entry.expires_at else None
        _raise(one, words=seen, until=until, by=by, way=way)
        record(Event.PERMITTED, one, by=by, way=way.value, topics=sorted(wishes.topics))


def _raise(candidate: Candidate, *, words: Words, until: date | None, by: Actor, way: Way) -> None:
    """Let the record say it too. Where an agency protects or somebody asked for quiet, only the ledger does."""
    if candidate.do_not_contact or until is None or is_guarded(candidate, timezone.localdate()):
        return
    with override("ja"):
        evidence = _("the person’s own word: {way} (text {hash})").format(way=way.label, hash=words.hash[:12])
    records.note_permission(candidate, evidence=evidence, until=until, by=by)


# --- what is kept -----------------------------------------------------------------------------------------------------


def _keep(candidate: Candidate, wishes: Wishes, *, how: Way, by: Actor) -> bool:
    """Write down topics, frequency, language and the day to talk again. Does nothing when nothing changes."""
    _ensure_kept(wishes)
    known = preference_of(candidate)
    values = _values(wishes, known)
    if known is not None and all(getattr(known, name) == value for name, value in values.items()):
        return False
    _write(candidate, how, **values)
    record(Event.WISHED, candidate, by=by, way=how.value, topics=values["topics"], frequency=values["frequency"])
    _set_talk(candidate, known, wishes.talk, by=by)
    return True


def _ensure_kept(wishes: Wishes) -> None:
    if not wishes.topics <= set(Topic.values) or wishes.frequency not in Frequency.values:
        raise Refused(_("Choose from what the page offers."))
    if wishes.language not in {"", *LANGUAGES}:
        raise Refused(_("Choose from what the page offers."))
    if (talk := wishes.talk) is None:
        return
    if Topic.JOBS not in wishes.topics:
        raise Refused(_("To be talked to again, choose “positions” above as well: it is what we would write about."))
    if talk.prefecture and talk.prefecture not in PREFECTURES:
        raise Refused(_("Choose from what the page offers."))
    if len(talk.words) > LONGEST_WORDS:
        raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": LONGEST_WORDS})
    ensure_fair(talk.words)


def _values(wishes: Wishes, known: Preference | None) -> dict[str, Any]:
    talk = wishes.talk
    order = [topic for topic in Topic.values if topic in wishes.topics]
    return {
        "topics": order,
        "frequency": wishes.frequency,
        "language": wishes.language,
        "phone_first": wishes.phone_first,
        "talk_from": talk.month if talk else None,
        "talk_family": talk.family if talk else "",
        "talk_prefecture": talk.prefecture if talk else "",
        "talk_words": talk.words.strip() if talk else "",
    }


def _write(candidate: Candidate, how: Way, **values: Any) -> None:
    Preference.objects.update_or_create(
        candidate=candidate,
        defaults={**values, "how": how, "changed_at": timezone.now(), "company_id": candidate.company_id},
    )


# --- when to talk again (C2) ------------------------------------------------------------------------------------------


def _set_talk(candidate: Candidate, known: Preference | None, talk: Talk | None, *, by: Actor) -> None:
    """The month becomes the record's snooze; nothing is sent before. A day the company set itself is left alone."""
    was = known.talk_from if known else None
    if talk is None:
        if was is not None and candidate.snoozed_until == was:
            records.snooze(candidate, None, by=by)
        return
    if talk.month == was and candidate.snoozed_until == was:
        return
    if talk.month not in months(timezone.localdate()):
        raise Refused(_("Choose one of the next twelve months."))
    records.snooze(candidate, talk.month, by=by)
    record(Event.TALK_AGAIN, candidate, by=by, month=talk.month.isoformat(), family=talk.family)


@transaction.atomic
def talk_again(candidate: Candidate, talk: Talk, *, by: Actor, how: Way = Way.PHONE) -> bool:
    """Keep when and about what somebody wants to be talked to again, whoever wrote it down. Gives whether it is new."""
    candidate = _locked(candidate)
    standing = standing_of(candidate)
    if Topic.JOBS not in standing.wishes.topics:
        raise Refused(_("Nothing may be written to this person about positions, so there is nothing to come back to."))
    now = standing.wishes
    wishes = Wishes(now.topics, now.frequency, now.language, now.phone_first, talk)
    return _keep(candidate, wishes, how=how, by=by)


def waiting_for(position: Position, *, on: date) -> QuerySet[Candidate]:
    """Who asked to be talked to again by now, about a position like this one. Whether each may be written to is asked after."""
    asked = Q(preference__talk_from__lte=on, preference__topics__contains=[Topic.JOBS])
    family = Q(preference__talk_family__in=["", position.role_family])
    place = Q() if position.remote == Remote.FULL else Q(preference__talk_prefecture__in=["", position.prefecture])
    return Candidate.objects.filter(asked, family, place).order_by("preference__talk_from", "pk")
