"""A company answers: item by item, by a named person, with a reason wherever the answer is no (LEGAL D-02, D-04, D-07)."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from career_relay.accounts.models import Person, User
from career_relay.base import telling
from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.erasure import erase
from career_relay.consents import actions, corrections, rights
from career_relay.consents.events import Event
from career_relay.consents.models import AccessGrant, RightsItem, RightsRequest
from career_relay.consents.rights_contents import MAY_SAY, content_of, items_of, label_of
from career_relay.consents.signals import request_answered
from career_relay.consents.states import Decision, Ground, Right

FORMAT = "career-relay/answer/1"
LONGEST_REASON = 1_000
WEIGHED = (Right.STOP, Right.STOP_SHARING, Right.ERASE)  # a no needs one of the grounds ア to オ
D = Decision
JUDGEMENTS = ("evaluations", "notes")  # never in a copy of the rows
SHOWING = (Right.PURPOSE, Right.DISCLOSE, Right.RECORDS)


# --- deciding -----------------------------------------------------------------------------------------------------


@transaction.atomic
def decide_items(
    request: RightsRequest, keys: Sequence[str], decision: str, *, by: Actor, ground: str = "", reason: str = ""
) -> RightsRequest:
    """Write down what a person decided on one item, or a yes on several. A request of one item is answered by it.

    Raises Refused: HUMAN_DECISION_REQUIRED for a no to several at once and for a decision by nobody, REASON_REQUIRED for
    a no without words.
    """
    request = _open(request)
    user = _decider(by)
    if decision != Decision.GRANTED and len(keys) != 1:
        raise Refused(
            _(
                "Each item that is not granted needs its own decision and its own reason. Please decide them one by one."
            ),
            code="HUMAN_DECISION_REQUIRED",
        )
    _ensure_ready(request)
    _ensure_sayable(request, decision, ground=ground, reason=reason)
    for item in _items(request, keys):
        _decide(item, decision, ground=ground, reason=reason.strip(), user=user)
        record(Event.ITEM_DECIDED, request, by=by, item=item.key, decision=decision)
    if len(items_of(request)) == 1:
        return answer_request(request, by=by)
    return request


def _open(request: RightsRequest) -> RightsRequest:
    """The request, locked. Raises Refused when it was answered."""
    found = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if found.closed_at is not None:
        raise Refused(_("This request was answered already."))
    return found


def _decider(by: Actor) -> User:
    """The member of staff who decides. Raises Refused for a machine: no decision is made by a task (LEGAL D-04)."""
    user: User | None = get_user_model().objects.filter(pk=by.id or 0).first() if by.kind == ActorKind.USER else None
    if user is None:
        raise Refused(_("A person has to decide this, under their own name."), code="HUMAN_DECISION_REQUIRED")
    return user


def _ensure_ready(request: RightsRequest) -> None:
    if request.agent and not request.agent_proof.strip():
        raise Refused(
            _("Somebody asks in the person’s name. Write down how you made sure of it before you decide."),
            code="REASON_REQUIRED",
        )


def _ensure_sayable(request: RightsRequest, decision: str, *, ground: str, reason: str) -> None:
    if decision not in MAY_SAY[request.kind]:
        raise Refused(_("This request cannot be answered that way. Please choose one of the answers shown."))
    if decision == Decision.GRANTED:
        return
    if not reason.strip():
        raise Refused(_("Write what was done, or why it was not: the person reads it."), code="REASON_REQUIRED")
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": f"{LONGEST_REASON:,}"})
    if decision == Decision.KEPT:
        _ensure_weighed(request, ground)


def _ensure_weighed(request: RightsRequest, ground: str) -> None:
    if request.kind == Right.ERASE and rights.window_has_passed(request.candidate, on=timezone.localdate()):
        raise Refused(_("The time for applying again is over, so the record has to be erased."))
    if ground not in Ground.values:
        raise Refused(
            _("Choose which of the grounds ア to オ outweighs the person’s right. Convenience is none of them."),
            code="REASON_REQUIRED",
        )


def _items(request: RightsRequest, keys: Sequence[str]) -> list[RightsItem]:
    found = list(RightsItem.objects.select_for_update().filter(request=request, key__in=keys))
    if not keys or len(found) != len(set(keys)):
        raise Refused(_("This request has no such item."))
    return found


def _decide(item: RightsItem, decision: str, *, ground: str, reason: str, user: User | None) -> None:
    item.decision, item.reason, item.decided_by, item.decided_at = decision, reason, user, timezone.now()
    item.ground = ground if decision == Decision.KEPT else ""
    if decision == Decision.GRANTED:
        item.reason = ""
    item.save(update_fields=["decision", "reason", "ground", "decided_by", "decided_at"])


@transaction.atomic
def note_inquiry(
    request: RightsRequest, *, by: Actor, inquiry: str = "", agent_proof: str = "", fee: int | None = None
) -> None:
    """Write down what was looked into, how an agent was verified, and a fee where the law allows one."""
    request = _open(request)
    if fee is not None and request.kind not in {Right.PURPOSE, Right.DISCLOSE}:
        raise Refused(_("For this request no fee may be asked."))
    request.inquiry, request.agent_proof, request.fee = inquiry.strip()[:2_000], agent_proof.strip()[:300], fee
    request.save(update_fields=["inquiry", "agent_proof", "fee"])
    record(Event.REQUEST_NOTED, request, by=by)


# --- answering ----------------------------------------------------------------------------------------------------


@transaction.atomic
def answer_request(request: RightsRequest, *, by: Actor, words: str = "", with_records: bool = False) -> RightsRequest:
    """Carry out what was decided and tell the person. `with_records` attaches the rows the company keeps of them.

    Raises Refused while an item waits for its decision, and for rows of which a part is not shown.
    """
    request = _open(request)
    user = _decider(by)
    items = list(RightsItem.objects.filter(request=request).order_by("id"))
    if waiting := [label_of(one.key) for one in items if not one.decision]:
        raise Refused(
            _("Please decide first: {items}").format(items="・".join(waiting)), code="HUMAN_DECISION_REQUIRED"
        )
    if with_records:
        _ensure_attachable(request, items)
    return _carry_out(request, items, words=words, by=by, user=user, with_records=with_records)


@transaction.atomic
def grant_due(request_id: int, *, company_id: int, by: Actor) -> RightsRequest | None:
    """The one answer without a hand: erase once the window for applying again is over. None while it is not, and

    while something of the law keeps the record: then a person looks at it (LEGAL D-07).
    """
    request = RightsRequest.objects.select_for_update(of=("self",)).filter(pk=request_id, closed_at=None).first()
    is_due = request is not None and request.kind == Right.ERASE and not request.agent
    if request is None or not is_due or not rights.window_has_passed(request.candidate, on=timezone.localdate()):
        return None
    items = list(RightsItem.objects.filter(request=request))
    try:
        with transaction.atomic():
            for item in items:
                _decide(item, Decision.GRANTED, ground="", reason="", user=None)
            return _carry_out(request, items, words="", by=by, user=None)
    except Refused:  # a legal hold
        return None


@transaction.atomic
def grant_erasure(request: RightsRequest, *, by: Actor) -> RightsRequest:
    """Erase the record the person asked to be erased, and say so. Needs the company active. Twice erases once."""
    request = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.closed_at is not None:
        return request
    return decide_items(request, items_of(request), Decision.GRANTED, by=by)


def may_attach(request: RightsRequest) -> bool:
    """Whether an answer to this request can bring the rows of a record along."""
    return request.kind == Right.DISCLOSE and request.candidate_id is not None


def _ensure_attachable(request: RightsRequest, items: list[RightsItem]) -> None:
    """The rows hold what every item but the judgements shows: where one of those is kept back, so are they."""
    kept_back = [one for one in items if one.key not in JUDGEMENTS and one.decision not in {D.GRANTED, D.NONE}]
    if not may_attach(request) or kept_back:
        raise Refused(
            _(
                "The copy holds everything but notes and evaluations, and one of these parts is not shown: {items}"
            ).format(items="・".join(label_of(one.key) for one in kept_back) or "—")
        )


def _carry_out(
    request: RightsRequest,
    items: list[RightsItem],
    *,
    words: str,
    by: Actor,
    user: User | None,
    with_records: bool = False,
) -> RightsRequest:
    with translation.override(_language_of(request)):
        request.answer = _answer(request, items) if request.kind in SHOWING else None
        if with_records and request.answer is not None and request.candidate_id:
            rows = telling.of_record(request.candidate_id, request.company_id)
            request.answer["copy"] = telling.without_keys(rows)
        request.outcome = words.strip()[:2_000] or _words(request, items)
    request.closed_at, request.decided_by = timezone.now(), user
    request.save(update_fields=["answer", "outcome", "closed_at", "decided_by"])
    record(Event.REQUEST_CLOSED, request, by=by)
    if items and items[0].decision == Decision.GRANTED:
        _do(request, by=by)
    request_answered.send(sender=RightsRequest, request=request)
    return request


def _language_of(request: RightsRequest) -> str:
    found = Person.objects.filter(pk=request.person_id or 0).values_list("language", flat=True).first()
    return found or "ja"


def _answer(request: RightsRequest, items: list[RightsItem]) -> dict[str, Any]:
    """What is handed to the person: each item with its decision, and its content where it was granted."""
    said = {
        "format": FORMAT,
        "number": request.number,
        "company": request.company.name,
        "right": request.kind,
        "asked_at": request.asked_at,
        "answered_at": timezone.now(),
        "items": [_item(request, one) for one in items],
    }
    plain: dict[str, Any] = json.loads(json.dumps(said, cls=DjangoJSONEncoder))
    return plain


def _item(request: RightsRequest, item: RightsItem) -> dict[str, Any]:
    is_granted = item.decision == Decision.GRANTED
    return {
        "item": item.key,
        "label": label_of(item.key),
        "decision": item.decision,
        "decision_label": item.get_decision_display(),
        "reason": item.reason,
        "content": content_of(request, item.key) if is_granted else None,
    }


def _words(request: RightsRequest, items: list[RightsItem]) -> str:
    """What the person reads first, when nobody wrote words of their own."""
    refused = [one for one in items if one.decision != Decision.GRANTED]
    if refused and len(items) == 1:
        return refused[0].reason
    if request.kind in SHOWING:
        return _("Some of it could not be shown; the reason stands beside each part.") if refused else _("Here it is.")
    return _done(request.kind)


def _done(kind: str) -> str:
    said = {
        Right.CORRECT: _("It was corrected. Whoever received it from you is told as well."),
        Right.STOP: _("Your data is not used any more, and nobody writes to you."),
        Right.STOP_SHARING: _("Your data is handed to nobody."),
        Right.WITHDRAW: _("Your consent was taken back, in the papers of the company too."),
        Right.ERASE: _("Your record was erased, with everything that belonged to it."),
    }
    return said[Right(kind)]


def _do(request: RightsRequest, *, by: Actor) -> None:
    candidate = request.candidate
    match request.kind:
        case Right.CORRECT:
            corrections.correct(request, by=by)
        case Right.STOP | Right.WITHDRAW if candidate:
            corrections.put_aside(candidate, by=by)
        case Right.ERASE if candidate:
            erase(candidate, by=by)
            request.refresh_from_db()
    if request.kind in WEIGHED and request.person_id:
        _close_packages(request.person_id, by=by)


def _close_packages(person_id: int, *, by: Actor) -> None:
    """What this company got through the network ends with it: it can no longer read it, and erases its copy."""
    for grant in AccessGrant.objects.filter(person_id=person_id, revoked_at=None):
        actions.revoke(grant, by=by)
