"""JSON of Greenhouse and Lever → flat rows, one for each application. Field names: docs/guide/presets.md.

Both are only recognised by their own field names; every other JSON is flattened as it is by `json_rows`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from . import presets, scorecards

Thing = Mapping[str, Any]
Flat = dict[str, str]

_GREENHOUSE: Final = ("first_name", "last_name", "email_addresses")
_LEVER: Final = ("archived", "origin", "emails")
_OWN_FIRST: Final = ("personal", "home", "mobile", "other", "")  # never first to somebody's desk at their employer
_HIDDEN: Final = frozenset({"private", "admin_only"})
_PRIVATE_QUESTION: Final = frozenset({"private notes", "private note"})


@dataclass(frozen=True, slots=True)
class Siblings:
    """What an export keeps beside its list of people, found by id."""

    applications: Mapping[str, list[Thing]] = field(default_factory=dict)  # by candidate
    scorecards: Mapping[str, list[Thing]] = field(default_factory=dict)  # by application
    reasons: Mapping[str, Thing] = field(default_factory=dict)
    stages: Mapping[str, Thing] = field(default_factory=dict)

    @classmethod
    def of(cls, whole: Thing) -> Self:
        return cls(
            applications=_grouped(whole.get("applications"), "candidate_id"),
            scorecards=_grouped(whole.get("scorecards"), "application_id"),
            reasons=_by_id(whole.get("archive_reasons") or whole.get("archiveReasons")),
            stages=_by_id(whole.get("stages")),
        )


ALONE: Final = Siblings()


def rows_of(person: Thing, beside: Siblings = ALONE) -> list[Flat] | None:
    """The rows of one person, or None when this is neither system's JSON."""
    if all(key in person for key in _GREENHOUSE):
        return _greenhouse(person, beside)
    if sum(key in person for key in _LEVER) >= 2 and "name" in person:
        return [_lever(person, beside)]
    return None


# --- Greenhouse ---------------------------------------------------------------------------------------------------


def _greenhouse(person: Thing, beside: Siblings) -> list[Flat]:
    alone = _greenhouse_person(person)
    applications = _things(person.get("applications")) or beside.applications.get(words(person.get("id")), [])
    return [alone | _greenhouse_application(each, beside) for each in applications] or [alone]


def _greenhouse_person(person: Thing) -> Flat:
    flat = {key: words(person.get(key)) for key in ("id", "first_name", "last_name", "company", "title", "created_at")}
    phones = _ordered(person.get("phone_numbers"))
    mails = _ordered(person.get("email_addresses"))
    shown, hidden = _notes(person)
    flat |= {
        "last_activity": words(person.get("last_activity")),
        "is_private": words(person.get("is_private")),
        "can_email": words(person.get("can_email")),
        "email_addresses": "\n".join(mails),
        "phone_numbers": "".join(phones[:1]),
        "phone_numbers.other": "".join(phones[1:2]),
        "addresses": "".join(_ordered(person.get("addresses"))[:1]),
        "tags": "\n".join(words(_name(tag)) for tag in person.get("tags") or []),
        "educations": _lines(person.get("educations"), ("school_name", "degree", "discipline")),
        "employments": _lines(person.get("employments"), ("company_name", "title")),
        "notes": "\n".join(shown),
        "notes.private": str(hidden or ""),
        "attachments": _names(person.get("attachments"), "filename"),
        "website_addresses": "\n".join(_ordered(person.get("website_addresses"))),
        "social_media_addresses": "\n".join(_ordered(person.get("social_media_addresses"))),
    }
    custom = person.get("custom_fields")
    for key, value in custom.items() if isinstance(custom, dict) else ():
        flat[f"custom_fields.{key}"] = words(_name(value))
    return flat


def _greenhouse_application(told: Thing, beside: Siblings) -> Flat:
    if told.get("prospect") and told.get("status", "active") == "active":
        return _prospect(told)
    reason = _dict(told.get("rejection_reason"))
    cards = _things(told.get("scorecards")) or beside.scorecards.get(words(told.get("id")), [])
    told_cards = [_greenhouse_card(card) for card in cards]
    source = words(_dict(told.get("source")).get("public_name"))
    return {
        "application.id": words(told.get("id")),
        "application.status": words(told.get("status")),
        "application.applied_at": words(told.get("applied_at")),
        "application.rejected_at": words(told.get("rejected_at")),
        "application.jobs": " / ".join(words(_name(job)) for job in told.get("jobs") or []),
        "application.current_stage.name": words(_name(told.get("current_stage"))),
        "application.source.public_name": source,
        "application.credited_to.name": _credited(told, source),
        "application.rejection_reason.name": words(_name(reason)),
        "application.rejection_reason.type.name": words(_name(reason.get("type"))),
        "application.location.address": words(_dict(told.get("location")).get("address")),
        "application.answers": _lines(told.get("answers"), ("question", "answer")),
        "application.scorecards": scorecards.as_cell(told_cards),
    }


def _credited(told: Thing, source: str) -> str:
    """Who recommended somebody. With an agency it is one of its agents, and the firm is what counts."""
    if presets.read_value("source", source, "greenhouse") in {"agency", "dispatch"}:
        return ""
    return words(_name(told.get("credited_to")))


def _prospect(told: Thing) -> Flat:
    """Somebody kept in mind who applied for nothing: no application, only the name of the pool as a tag."""
    detail = _dict(told.get("prospect_detail"))
    return {"application.prospect_detail.prospect_pool.name": words(_name(detail.get("prospect_pool")))}


def _greenhouse_card(card: Thing) -> Thing:
    by = _dict(card.get("submitted_by")) or _dict(card.get("interviewer"))
    questions = [one for one in _things(card.get("questions")) if one.get("answer")]
    shown = [one for one in questions if words(one.get("question")).strip().lower() not in _PRIVATE_QUESTION]
    return {
        "by": words(_name(by)),
        "step": words(card.get("interview") or _name(card.get("interview_step"))),
        "overall": words(card.get("overall_recommendation")),
        "marks": [
            {"name": words(one.get("name")), "rating": words(one.get("rating")), "note": words(one.get("note"))}
            for one in _things(card.get("attributes"))
        ],
        "comment": "\n".join(f"{words(one.get('question'))}: {words(one.get('answer'))}" for one in shown),
        "private": len(questions) - len(shown),
    }


def _notes(person: Thing) -> tuple[list[str], int]:
    """Notes everybody there could read, and how many only some could."""
    notes = _things(person.get("notes")) or _things(_dict(person.get("activity_feed")).get("notes"))
    hidden = [one for one in notes if one.get("visibility") in _HIDDEN or one.get("secret") is True]
    shown = [words(one.get("body") or one.get("value")) for one in notes if one not in hidden]
    return [text for text in shown if text], len(hidden)


# --- Lever --------------------------------------------------------------------------------------------------------


def _lever(told: Thing, beside: Siblings) -> Flat:
    archived = _dict(told.get("archived"))
    posting = next(iter(_things(told.get("applications"))), {})
    phones = _ordered(told.get("phones"))
    shown, hidden = _notes(told)
    flat = {key: words(told.get(key)) for key in ("id", "name", "headline", "origin", "createdAt", "lastInteractionAt")}
    return flat | {
        "contact": words(_dict(told.get("contact")).get("id") or told.get("contact")),
        "location": words(_name(told.get("location"))),
        "emails": "\n".join(_ordered(told.get("emails"))),
        "phones": "".join(phones[:1]),
        "phones.other": "".join(phones[1:2]),
        "stage": words(_name(beside.stages.get(words(told.get("stage"))) or told.get("stage"))),
        "sources": "\n".join(words(one) for one in told.get("sources") or []),
        "tags": "\n".join(words(one) for one in told.get("tags") or []),
        "applications.posting": words(posting.get("postingTitle") or _name(posting.get("posting"))),
        "archived.archivedAt": words(archived.get("archivedAt")),
        **_ending(archived, beside),
        **_protection(_dict(told.get("dataProtection"))),
        "isAnonymized": words(told.get("isAnonymized")),
        "deletedAt": words(told.get("deletedAt")),
        "confidentiality": words(told.get("confidentiality")),
        "feedback": scorecards.as_cell([_lever_card(one) for one in _things(told.get("feedback"))]),
        "notes": "\n".join(shown),
        "notes.private": str(hidden or ""),
        "links": "\n".join(words(one) for one in told.get("links") or []),
    }


def _ending(archived: Thing, beside: Siblings) -> Flat:
    """Lever knows hired and non-hired only; whether the person withdrew stands in the words of the reason."""
    found = archived.get("reason")
    reason = _dict(found) or beside.reasons.get(words(found), {})
    text, kind = words(_name(reason) or found), words(reason.get("type"))
    if not archived:
        kind = "active"
    elif kind != "hired":
        kind = presets.read_value("outcome", text, "lever") or kind or "non-hired"
    return {"archived.reason": text, "archived.outcome": kind}


def _protection(told: Thing) -> Flat:
    contact, store = _dict(told.get("contact")), _dict(told.get("store"))
    allowed = contact.get("allowed") is True
    return {
        "dataProtection.contact.allowed": words(contact.get("allowed")),
        "dataProtection.contact.expiresAt": words(contact.get("expiresAt")),
        "dataProtection.contact.evidence": "Lever dataProtection.contact.allowed" if allowed else "",
        "dataProtection.store.allowed": words(store.get("allowed")),
        "dataProtection.store.expiresAt": words(store.get("expiresAt")),
    }


def _lever_card(card: Thing) -> Thing:
    fields = [one for one in _things(card.get("fields")) if one.get("value") not in (None, "", [])]
    scored = [one for one in fields if "score" in words(one.get("type"))]
    told = [one for one in fields if one not in scored]
    return {
        "by": words(_name(card.get("user"))),
        "step": words(card.get("text")),
        "overall": words(scored[0].get("value")) if scored else "",
        "marks": [
            {"name": words(one.get("text")), "rating": words(one.get("value")), "note": ""} for one in scored[1:]
        ],
        "comment": "\n".join(f"{words(one.get('text'))}: {words(one.get('value'))}" for one in told),
    }


# --- parts --------------------------------------------------------------------------------------------------------


def words(value: object) -> str:
    """A plain value as text; a list of plain values one a line; nothing for anything deeper."""
    match value:
        case None | dict():
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return "\n".join(filter(None, map(words, value)))
        case _:
            return str(value)


def _name(value: object) -> object:
    """The telling field of an object, or the plain value itself."""
    if isinstance(value, dict):
        return next((value[key] for key in ("name", "text", "value") if value.get(key)), None)
    return value


def _dict(value: object) -> Thing:
    return value if isinstance(value, dict) else {}


def _things(value: object) -> list[Thing]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _ordered(items: object) -> list[str]:
    """Addresses and numbers, the person's own first, those at their employer last."""
    if not isinstance(items, list):
        return []
    pairs = [(words(_dict(one).get("type")).lower(), words(_name(one))) for one in items]
    rank = {kind: place for place, kind in enumerate(_OWN_FIRST)}
    return [text for _kind, text in sorted(pairs, key=lambda pair: rank.get(pair[0], len(rank))) if text]


def _lines(items: object, keys: tuple[str, ...]) -> str:
    """One line for each item: from–until, then the named fields."""
    return "\n".join(filter(None, (_line(one, keys) for one in _things(items))))


def _line(one: Thing, keys: tuple[str, ...]) -> str:
    days = (words(one.get("start_date"))[:7], words(one.get("end_date"))[:7])
    span = "–".join(days) if any(days) else ""
    return " ".join(filter(None, (span, *(words(_name(one.get(key))) for key in keys))))


def _names(items: object, key: str) -> str:
    return "\n".join(words(one.get(key)) for one in _things(items))


def _grouped(items: object, key: str) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = {}
    for one in _things(items):
        found.setdefault(words(one.get(key)), []).append(one)
    return found


def _by_id(items: object) -> dict[str, Thing]:
    return {words(one.get("id")): one for one in _things(items)}
