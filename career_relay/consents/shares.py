"""A link the person makes: what it shows is frozen as previewed, for whom, until when, and it stops in one tap (PRODUCT D8).

The person hands over their own data, so no consent to a company is written; the operator notes that it serves the page
on the person's behalf (LEGAL P-08, ADR 0038). The other side of the door is `share_links`.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.text import lint
from career_relay.companies.queries import network_operator
from career_relay.consents import recommendations
from career_relay.consents.certificates.queries import page_of
from career_relay.consents.events import Event
from career_relay.consents.models import (
    HeldCertificate,
    KeptLetter,
    Share,
    ShareAnswer,
    ShareKey,
    ShareRecord,
    ShareView,
)
from career_relay.consents.packages import contents_of, ensure_unchanged, filled_items, hash_of
from career_relay.consents.passport import current, prefill
from career_relay.consents.records import keep_until
from career_relay.consents.share_links import hash_of_token, token_for
from career_relay.consents.states import Item

MAKE = 1  # of the layout of `content`; part of the hash
DAYS = (7, 30, 90)
LONGEST = timedelta(days=90)
MOST_LIVE = 20
KEPT_AFTER = timedelta(days=365)  # the person can still look up what was shown to whom
LETTER, CERTIFICATE = "letter", "certificate"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that can be shown. `key` names it in a form; `kind` says how it is laid out."""

    key: str
    kind: str
    label: str
    said: dict[str, Any]


def pieces(person_id: int) -> list[Piece]:
    """Everything the active person could show now: the items of the profile, each accepted letter, each certificate."""
    passport = current(person_id)
    contents = contents_of(passport) if passport else {}
    own = [one for one in filled_items(passport) if one != Item.LETTER] if passport else []
    return [
        *(Piece(item.value, item.value, _label_of(item), contents[item]) for item in own),
        *(_letter(one) for one in recommendations.accepted(person_id)),
        *(_certificate(one) for one in _certificates(person_id)),
    ]


def _label_of(item: Item) -> str:
    return _("e-mail address") if item is Item.CONTACT else str(item.label)


def _letter(kept: KeptLetter) -> Piece:
    said = {
        "company": kept.company_name,
        "signed": kept.signed,
        "lines": kept.kept_lines,
        "month": f"{timezone.localdate(kept.handed_at):%Y-%m}",
        "hash": kept.hash,
    }
    return Piece(
        f"{LETTER}:{kept.public_id}", LETTER, _("letter of %(company)s") % {"company": kept.company_name}, said
    )


def _certificates(person_id: int) -> models.QuerySet[HeldCertificate]:
    held = HeldCertificate.objects.filter(person_id=person_id, state=HeldCertificate.State.KEPT)
    found: models.QuerySet[HeldCertificate] = held.select_related("issuer").order_by("id")
    return found


def _certificate(held: HeldCertificate) -> Piece:
    said = {
        "company": held.issuer.name,
        "month": f"{held.month:%Y-%m}" if held.month else "",
        "family": held.family,
        "strengths": list(held.strengths),
        "credential": held.credential,
        "page": page_of(held) if held.is_shown else "",
    }
    label = _("certificate of %(company)s") % {"company": held.issuer.name}
    return Piece(f"{CERTIFICATE}:{held.public_id}", CERTIFICATE, label, said)


# --- what it would show --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what a reader will see, and its hash."""

    content: dict[str, Any]
    hash: str


def preview(person_id: int, keys: Collection[str], *, to_name: str = "") -> Preview:
    """Put together what a link would show. Needs the person to be active; keeps nothing.

    Raises Refused: nothing chosen, something that is not there, no name, or words that may not travel (LEGAL C-10, F-03).
    """
    content = _compose(person_id, keys, to_name)
    _ensure_fair(content)
    return Preview(content, hash_of(content))


def _compose(person_id: int, keys: Collection[str], to_name: str) -> dict[str, Any]:
    offered = {one.key: one for one in pieces(person_id)}
    if not keys:
        raise Refused(_("Choose at least one thing to show."), code="CONSENT_REQUIRED")
    if unknown := set(keys) - offered.keys():
        raise Refused(_("“{item}” cannot be handed over.").format(item=min(unknown)), code="CONSENT_REQUIRED")
    passport = current(person_id)
    return {
        "make": MAKE,
        "from": _name_of(person_id),
        "to": " ".join(to_name.split()),
        "pieces": [{"kind": one.kind, "said": _shown(one)} for key, one in offered.items() if key in set(keys)],
        "as_of": (passport.as_of if passport else timezone.localdate()).isoformat(),
        "onward": False,
    }


def _shown(piece: Piece) -> dict[str, Any]:
    """The name stands above everything, so the contact item brings the address alone."""
    return {"email": piece.said["email"]} if piece.kind == Item.CONTACT else piece.said


def _name_of(person_id: int) -> str:
    passport = current(person_id)
    name = (passport.name if passport else "") or prefill(person_id).name
    if not name.strip():
        raise Refused(_("Write your name in the profile first: nobody reads a page from nobody."), code="NAME_MISSING")
    return name.strip()


def _ensure_fair(content: dict[str, Any]) -> None:
    """Words about protected matters do not travel, whoever wrote them. A signed certificate is read by its words."""
    said = [{**one["said"], "credential": "", "hash": ""} for one in content["pieces"]]
    for text in _texts(said):
        if found := lint.check(text):
            raise Refused(found[0].message, code=found[0].code)


def _texts(said: Any) -> Iterable[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict | list):
        for one in said.values() if isinstance(said, dict) else said:
            yield from _texts(one)


# --- making and ending ---------------------------------------------------------------------------------------------


@transaction.atomic
def make_share(
    person_id: int, keys: Collection[str], *, title: str, days: int, expected_hash: str, by: Actor, to_name: str = ""
) -> Share:
    """Make the link, if it shows what the person saw. Needs the person to be active.

    Raises Refused as `preview` does, and: changed since the preview (LEGAL C-05), another end than 7, 30 or 90 days, too
    many links alive.
    """
    now = timezone.now()
    until = _end_in(days)
    if live(person_id).count() >= MOST_LIVE:
        raise Refused(_("%(n)s links are alive. Stop one that is not needed.") % {"n": MOST_LIVE}, code="TOO_MANY")
    seen = preview(person_id, keys, to_name=to_name)
    ensure_unchanged(seen.content, expected_hash)
    share = Share.objects.create(
        person_id=person_id,
        title=" ".join(title.split())[:60] or _("Link of {day}").format(day=f"{timezone.localdate(now):%Y/%m/%d}"),
        to_name=seen.content["to"][:120],
        pieces=sorted(set(keys)),
        content=seen.content,
        hash=seen.hash,
        until=until,
        purge_after=timezone.localdate(until + KEPT_AFTER),
    )
    ShareKey.objects.create(
        share=share, person_ref=person_id, token_hash=hash_of_token(token_for(share.public_id)), until=until
    )
    _note(share)
    record(Event.SHARE_MADE, share, by=by, pieces=len(share.pieces), until=until.isoformat())
    return share


def _end_in(days: int) -> Any:
    if days not in DAYS:
        raise Refused(_("Choose 7, 30 or 90 days."), code="CONSENT_REQUIRED")
    return timezone.now() + timedelta(days=days)


def _note(share: Share) -> None:
    """The operator's record: made with the link, because the right to read is the provision (LEGAL C-07, P-08)."""
    operator, now = network_operator(), timezone.now()
    ShareRecord.objects.create(
        person_id=share.person_id,
        share_ref=share.pk,
        provider_name=share.content["from"][:120],
        operator_name=operator.name if operator else "",
        recipient_name=share.to_name,
        to_anybody=not share.to_name,
        person_name=share.content["from"][:120],
        items=[one["kind"] for one in share.content["pieces"]],
        share_hash=share.hash,
        provided_at=now,
        until=share.until,
        keep_until=keep_until(timezone.localdate(share.until)),
    )


@transaction.atomic
def extend_share(share: Share, days: int, *, by: Actor) -> Share:
    """Give a live link a later end, counted from today. Nothing ever does so by itself. Raises Refused."""
    share, until = _locked(share), _end_in(days)
    if not is_live(share):
        raise Refused(_("This link has ended. Make a new one: what it shows is looked at again."), code="SHARE_ENDED")
    if until <= share.until:
        raise Refused(_("The link works longer than that already."), code="CONSENT_REQUIRED")
    share.until, share.purge_after = until, timezone.localdate(until + KEPT_AFTER)
    share.save(update_fields=["until", "purge_after"])
    ShareKey.objects.filter(share=share).update(until=until)
    _note(share)
    record(Event.SHARE_EXTENDED, share, by=by, until=until.isoformat())
    return share


@transaction.atomic
def stop_share(share: Share, *, by: Actor) -> Share:
    """End the link at once: its key goes, so that it looks like one that never was. Stopping twice is stopping once."""
    share = _locked(share)
    ShareKey.objects.filter(share=share).delete()
    if share.stopped_at is None:
        share.stopped_at = timezone.now()
        share.save(update_fields=["stopped_at"])
        record(Event.SHARE_STOPPED, share, by=by)
    return share


@transaction.atomic
def delete_share(share: Share, *, by: Actor) -> None:
    """Stop the link and delete what it showed, who looked and who answered. The operator's record stays (LEGAL P-05)."""
    share = stop_share(share, by=by)
    record(Event.SHARE_DELETED, share, by=by)
    share.delete()


@transaction.atomic
def stop_all(person_id: int, *, by: Actor) -> int:
    """Stop every live link of the person. Gives how many there were."""
    return len([stop_share(one, by=by) for one in live(person_id)])


def _locked(share: Share) -> Share:
    found: Share = Share.objects.select_for_update().get(pk=share.pk)
    return found


# --- what the person sees ------------------------------------------------------------------------------------------


def live(person_id: int) -> models.QuerySet[Share]:
    found: models.QuerySet[Share] = Share.objects.filter(person_id=person_id, stopped_at=None, until__gt=timezone.now())
    return found


def is_live(share: Share) -> bool:
    return share.stopped_at is None and share.until > timezone.now()


def shares_of(person_id: int) -> models.QuerySet[Share]:
    """Every link of the active person, newest first, with how often it was looked at by others and answered."""
    others = Count("views", filter=Q(views__is_own=False), distinct=True)
    found: models.QuerySet[Share] = (
        Share.objects.filter(person_id=person_id)
        .annotate(seen=others, answered=Count("answers", distinct=True), last_seen=Max("views__at"))
        .order_by("-made_at", "-id")
    )
    return found


def looks_of(share: Share) -> list[ShareView | ShareAnswer]:
    """Who looked and who answered, newest first."""
    views = ShareView.objects.filter(share=share).order_by("-at", "-id")[:200]
    answers = ShareAnswer.objects.filter(share=share).order_by("-at", "-id")[:200]
    return sorted([*views, *answers], key=lambda one: one.at, reverse=True)


def as_json(share: Share) -> str:
    """What the link shows, as it was frozen: canonical, so that anybody can make the hash again."""
    return json.dumps(share.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
