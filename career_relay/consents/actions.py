"""What a person does with their choices. Every verb needs the person to be active; staff cannot choose for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Circle, Company
from career_relay.consents import deletions, ledger, texts
from career_relay.consents.deadlines import plan_end
from career_relay.consents.events import Event
from career_relay.consents.gates import ensure_near
from career_relay.consents.models import AccessGrant, Block, ConsentEntry, ConsentNow, Passport
from career_relay.consents.packages import filled_items, in_order
from career_relay.consents.passport import current
from career_relay.consents.settling import settle
from career_relay.consents.shields import ensure_reachable
from career_relay.consents.signals import block_changed, consent_given, consent_withdrawn, passport_changed
from career_relay.consents.states import Act, Purpose

LONGEST = timedelta(days=366)  # LEGAL T-03: twelve months, then it is asked anew


@dataclass(frozen=True, slots=True)
class How:
    """On which page, device and in which language somebody chose (LEGAL §3.1: 操作経路)."""

    channel: str = ""
    device: str = ""
    language: str = "ja"
    verified: str = "code"  # how the person was known; a hand-over takes more (`relay/second_look.py`)


BY_HAND = How()


@transaction.atomic
def give_teaser(
    person_id: int,
    *,
    items: Collection[str],
    until: datetime,
    by: Actor,
    circles: Sequence[Circle] = (),
    companies: Sequence[Company] = (),
    how: How = How(),
) -> list[ConsentEntry]:
    """Let companies of these circles, or these companies, ask. It shows nothing: each hand-over is asked again.

    What was chosen before and is not named now is withdrawn. Raises Refused when something is missing.
    """
    chosen = _ready(person_id, items, until, scopes=[*circles, *companies])
    keep = {("circle", one.pk) for one in circles} | {("company", one.pk) for one in companies}
    for now in held(person_id, Purpose.TEASER):
        if _scope_of(now) not in keep:
            withdraw(now, by=by, how=how)
    scopes: list[Circle | Company] = [*circles, *companies]
    return [_give(person_id, scope, chosen, until=until, by=by, how=how) for scope in scopes]


def _ready(person_id: int, items: Collection[str], until: datetime, *, scopes: Sequence[Circle | Company]) -> list[str]:
    """The chosen items in order, or the reason why this is no choice yet."""
    passport, chosen = current(person_id), in_order(items)
    if passport is None:
        raise Refused(_("First look through your profile and save it: it is what you would hand over."))
    ensure_reachable(person_id)
    if not chosen:
        raise Refused(_("Choose at least one thing to hand over when you say yes."), code="CONSENT_REQUIRED")
    if empty := [item for item in chosen if item not in filled_items(passport)]:
        raise Refused(_("Your profile has nothing under “{item}” yet.").format(item=empty[0].label))
    if not scopes:
        raise Refused(_("Choose at least one circle or company that may ask you."), code="CONSENT_REQUIRED")
    for company in (one for one in scopes if isinstance(one, Company)):
        ensure_near(company.country)
    if not timezone.now() < until <= timezone.now() + LONGEST:
        raise Refused(_("Choose an end within one year."), code="CONSENT_REQUIRED")
    return [item.value for item in chosen]


def _give(
    person_id: int, scope: Circle | Company, items: list[str], *, until: datetime, by: Actor, how: How
) -> ConsentEntry:
    entry = ledger.append(
        person_id,
        purpose=Purpose.TEASER,
        act=Act.GIVEN,
        circle=scope if isinstance(scope, Circle) else None,
        recipient=scope if isinstance(scope, Company) else None,
        items=items,
        text=texts.kept(Purpose.TEASER, how.language),
        channel=how.channel,
        device=how.device,
        expires_at=until,
    )
    record(Event.GIVEN, entry, by=by, purpose=entry.purpose, items=items)
    plan_end(entry)
    consent_given.send(sender=ConsentEntry, entry=entry, person_id=person_id)
    return entry


def give_again(held: ConsentNow, *, until: datetime, by: Actor, how: How) -> ConsentEntry:
    """Give a choice to be asked anew as it stands, with another end. Raises Refused as the first time."""
    scope = held.circle or held.recipient
    items = _ready(held.person_id, held.items, until, scopes=[scope] if scope else [])
    return _give(held.person_id, scope, items, until=until, by=by, how=how)  # type: ignore[arg-type] # _ready wants one


def held(person_id: int, purpose: Purpose | None = None) -> list[ConsentNow]:
    rows = ConsentNow.objects.filter(person_id=person_id).select_related("entry", "recipient", "circle").order_by("id")
    return list(rows.filter(purpose=purpose) if purpose else rows)


def _scope_of(now: ConsentNow) -> tuple[str, int | None]:
    return ("circle", now.circle_id) if now.circle_id else ("company", now.recipient_id)


@transaction.atomic
def withdraw(
    choice: ConsentEntry | ConsentNow,
    *,
    by: Actor,
    how: How = How(),
) -> ConsentEntry | None:
    """Take one choice back, at once and for everything that rests on it. None when it was no longer held."""
    return _end(choice, Act.WITHDRAWN, by=by, how=how)


@transaction.atomic
def withdraw_all(person_id: int, *, by: Actor, how: How = How()) -> list[ConsentEntry]:
    """Take every choice back."""
    ended = [withdraw(now, by=by, how=how) for now in held(person_id)]
    return [entry for entry in ended if entry is not None]


@transaction.atomic
def expire(choice: ConsentEntry, *, by: Actor) -> ConsentEntry | None:
    """Write down that a choice has reached its end. Nothing when it was withdrawn or renewed meanwhile."""
    if choice.expires_at is None or choice.expires_at > timezone.now():
        return None
    return _end(choice, Act.EXPIRED, by=by, how=How())


def _end(choice: ConsentEntry | ConsentNow, act: Act, *, by: Actor, how: How) -> ConsentEntry | None:
    entry_id = choice.entry_id if isinstance(choice, ConsentNow) else choice.pk
    now = ConsentNow.objects.select_for_update().filter(entry_id=entry_id).first()
    if now is None:
        return None
    line = ledger.append(
        now.person_id,
        purpose=Purpose(now.purpose),
        act=act,
        recipient=now.recipient,
        circle=now.circle,
        position_ref=now.position_ref,
        items=now.items,
        package_hash=now.package_hash,
        language=how.language,
        channel=how.channel,
        device=how.device,
    )
    record(Event.WITHDRAWN if act == Act.WITHDRAWN else Event.EXPIRED, line, by=by, purpose=line.purpose)
    if act == Act.WITHDRAWN:
        _carry_out(line, now.person_id, by=by)
    settle(line, by=by)
    consent_withdrawn.send(sender=ConsentEntry, entry=line, person_id=now.person_id, purpose=line.purpose)
    return line


def _carry_out(line: ConsentEntry, person_id: int, *, by: Actor) -> None:
    """Make the withdrawal true for whoever relied on the choice."""
    if line.recipient_id is None:
        return
    if line.purpose == Purpose.SHARE:
        for grant in AccessGrant.objects.filter(
            person_id=person_id, company_id=line.recipient_id, package__hash=line.package_hash, revoked_at=None
        ):
            revoke(grant, by=by)
    if line.purpose == Purpose.CONTACT:
        Candidate.objects.filter(person_id=person_id, company_id=line.recipient_id).update(do_not_contact=True)


def revoke(grant: AccessGrant, *, by: Actor) -> AccessGrant:
    """End the access at once and ask the receiver to erase its copy, with a clock (LEGAL C-14)."""
    grant.revoked_at = timezone.now()
    grant.save(update_fields=["revoked_at"])
    record(Event.REVOKED, grant, by=by, company=grant.company_id)
    return deletions.ask(grant, by=by)


@transaction.atomic
def block_company(person_id: int, company: Company, *, with_group: bool = True, by: Actor) -> Block:
    """Never be seen by this company, nor by its group when wished. It is not told."""
    block, made = Block.objects.get_or_create(
        person_id=person_id, company_blocked=company, defaults={"with_group": with_group}
    )
    if not made and block.with_group == with_group:
        return block
    block.with_group = with_group
    block.save(update_fields=["with_group"])
    record(Event.BLOCKED, block, by=by)
    block_changed.send(sender=Block, person_id=person_id)
    return block


@transaction.atomic
def unblock_company(person_id: int, company: Company, *, by: Actor) -> None:
    for block in Block.objects.filter(person_id=person_id, company_blocked=company):
        record(Event.UNBLOCKED, block, by=by)
        block.delete()
        block_changed.send(sender=Block, person_id=person_id)


@transaction.atomic
def pause(person_id: int, *, until: date, by: Actor) -> Passport:
    """Be asked by nobody through that day. Choices stay as they are."""
    if until < timezone.localdate():
        raise Refused(_("Choose a day that is still to come."))
    return _set_pause(person_id, until, Event.PAUSED, by=by)


@transaction.atomic
def resume(person_id: int, *, by: Actor) -> Passport:
    return _set_pause(person_id, None, Event.RESUMED, by=by)


def _set_pause(person_id: int, until: date | None, event: Event, *, by: Actor) -> Passport:
    passport = Passport.objects.select_for_update().filter(person_id=person_id).first()
    if passport is None:
        raise Refused(_("There is no profile yet, so there is nothing to pause."))
    if passport.paused_until != until:
        passport.paused_until = until
        passport.save(update_fields=["paused_until", "updated_at"])
        record(event, passport, by=by)
        passport_changed.send(sender=Passport, passport=passport)
    return passport


@transaction.atomic
def empty_passport(person_id: int, *, by: Actor) -> None:
    """Erase what the person wrote here. The proofs of what was chosen stay (RELIABILITY rule 7)."""
    passport = Passport.objects.select_for_update().filter(person_id=person_id).first()
    if passport is None:
        return
    for name in ("name", "email", "headline", "history", "remote", "start_from", "working_time", "letter"):
        setattr(passport, name, "")
    passport.skills, passport.prefectures, passport.employment = [], [], []
    passport.pay_min, passport.weekly_hours, passport.paused_until = None, None, None
    passport.save()
    record(Event.PASSPORT_SAVED, passport, by=by, fields=[])
    passport_changed.send(sender=Passport, passport=passport)
