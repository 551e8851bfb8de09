"""Letters of recommendation (PRODUCT D5): a company writes what it saw and was good, and gives it to the person only.

The person keeps a copy of their own, drops lines, asks for a correction, accepts or puts it aside; what was accepted is
what travels, line by line. The company reads none of that (LEGAL C-11, C-17): a letter is no provision.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.base.text import lint
from career_relay.candidates.models import Application, Evaluation
from career_relay.candidates.rules import ensure_fair
from career_relay.candidates.sources import is_guarded
from career_relay.candidates.states import DECIDED
from career_relay.consents.events import Event
from career_relay.consents.models import KeptLetter, Letter, Passport
from career_relay.consents.packages import hash_of
from career_relay.consents.signals import letter_asked, letter_handed, letter_handing, passport_changed
from career_relay.consents.states import KEPT_NEXT, LETTER_NEXT, KeptState, LetterState

MOST_LINES = 8
LONGEST_SKILL, LONGEST_EVIDENCE, LONGEST_SIGNED, LONGEST_WISH = 60, 300, 80, 600
GOOD_SCORE = 4  # from here on, the behaviour behind a score is a starting point
MOST_POINTS = 12
WITH_THE_PERSON = (LetterState.HANDED, LetterState.ASKED)
Line = Mapping[str, str]


# --- the company writes --------------------------------------------------------------------------------------------


def letters_of(application: Application) -> models.QuerySet[Letter]:
    """Every version about an application, newest first. Needs its company to be active."""
    found: models.QuerySet[Letter] = Letter.objects.filter(application=application).order_by("-version")
    return found


def starting_points(application: Application) -> list[dict[str, str]]:
    """What the company noted as good about the person, as lines to begin with. What may not be in a letter is left out."""
    found = [{"skill": "", "evidence": one} for one in _lines_in(application.strengths)]
    found += [{"skill": word, "evidence": ""} for word in application.good_for]
    for sheet in Evaluation.objects.filter(application=application).order_by("id"):
        found += [{"skill": "", "evidence": one} for one in _lines_in(sheet.strengths)]
        found += [{"skill": word, "evidence": ""} for word in sheet.good_for]
        found += [_seen(one) for one in sheet.criteria if (one.get("score") or 0) >= GOOD_SCORE]
    distinct = {(one["skill"], one["evidence"]): one for one in map(_tidied, found)}
    return [one for one in distinct.values() if any(one.values()) and not _findings(one)][:MOST_POINTS]


def _lines_in(text: str) -> list[str]:
    return [line.strip(" ・-") for line in text.splitlines() if line.strip(" ・-")]


def _seen(criterion: Mapping[str, Any]) -> dict[str, str]:
    return {"skill": str(criterion.get("criterion", "")), "evidence": str(criterion.get("behaviour", ""))}


@transaction.atomic
def draft_letter(application: Application, lines: Sequence[Line], *, signed: str, by: Actor) -> Letter:
    """Keep a draft: one a selection, seen inside the company only. Needs the company to be active.

    in: lines as `{"skill", "evidence"}`. Raises Refused before the result is fixed, for a line that lacks one of the two,
    and for words that have no place in a letter, naming them (LEGAL C-11, F-03).
    """
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    _ensure_decided(application)
    told, name = ensure_lines(lines), ensure_signed(signed)
    letter = letters_of(application).filter(state=LetterState.DRAFT).first() or _next_version(application)
    if letter.pk and (letter.lines, letter.signed) == (told, name):
        return letter
    letter.lines, letter.signed, letter.written_by_id = told, name, by.id
    letter.hash = hash_of(content_of(letter))
    letter.save()
    record(Event.LETTER_DRAFTED, letter, by=by, application=application.pk, version=letter.version, lines=len(told))
    return letter


def _ensure_decided(application: Application) -> None:
    if application.stage not in DECIDED:
        raise Refused(_("First fix the result. A letter is about a selection that has ended."), code="NOT_DECIDED")


def _next_version(application: Application) -> Letter:
    last = letters_of(application).first()
    return Letter(company_id=application.company_id, application=application, version=last.version + 1 if last else 1)


def ensure_lines(lines: Iterable[Line]) -> list[dict[str, str]]:
    """The lines, tidied. Raises Refused for none, too many, half a line, or words that may not be in a letter."""
    told = [one for one in map(_tidied, lines) if any(one.values())]
    if not told:
        raise Refused(_("Write at least one line: a strength, and what you saw."), code="LETTER_EMPTY")
    if len(told) > MOST_LINES:
        raise Refused(_("Keep it to %(n)s lines: a short letter is read.") % {"n": MOST_LINES}, code="LETTER_LONG")
    for line in told:
        if not all(line.values()):
            half = line["skill"] or line["evidence"]
            raise Refused(
                _("“%(line)s” needs both: the strength, and what you saw of it.") % {"line": half}, code="LETTER_HALF"
            )
        if found := _findings(line):
            raise Refused(found[0].message, code=found[0].code)
    return told


def ensure_signed(signed: str) -> str:
    """Who signs for the company. A letter nobody stands behind is worth nothing, and may not be (LEGAL C-12)."""
    name = " ".join(signed.split())[:LONGEST_SIGNED]
    if not name:
        raise Refused(_("Say who signs: a name, or a department and a name."), code="LETTER_UNSIGNED")
    if found := lint.check(name):
        raise Refused(found[0].message, code=found[0].code)
    return name


def _tidied(line: Line) -> dict[str, str]:
    return {
        "skill": " ".join(str(line.get("skill", "")).split())[:LONGEST_SKILL],
        "evidence": " ".join(str(line.get("evidence", "")).split())[:LONGEST_EVIDENCE],
    }


def _findings(line: Line) -> list[lint.Finding]:
    text = "。".join(part for part in line.values() if part)
    return [*lint.check(text), *lint.check(text, lint.LETTER)]


def content_of(letter: Letter) -> dict[str, Any]:
    """What the hash of a letter is of: who says what about which selection, in which version."""
    return {
        "company": letter.application.company.name,
        "series": str(letter.application.public_id),
        "version": letter.version,
        "lines": letter.lines,
        "signed": letter.signed,
    }


@transaction.atomic
def hand_over(letter: Letter, *, by: Actor, expected_hash: str = "") -> Letter:
    """Give the letter to the person, and to nobody else. Needs the company to be active.

    expected_hash: of what was previewed. Raises Refused: changed meanwhile, not a draft, a person whom an agency
    protects, or a result the person has not been told (whoever hears `letter_handing` says so).
    """
    letter = _locked(letter)
    application = letter.application
    _ensure_may(letter.state, LetterState.HANDED, LETTER_NEXT)
    _ensure_decided(application)
    letter.hash = hash_of(content_of(letter))
    if expected_hash not in {"", letter.hash}:
        raise Refused(_("The letter has changed since you looked at it. Please look again."), code="PACKAGE_CHANGED")
    ensure_lines(letter.lines)
    if is_guarded(application.candidate, timezone.localdate()):
        raise Refused(_("An agency protects this person: nothing is handed over past the agency."), code="PROTECTED")
    letter_handing.send(sender=Letter, letter=letter)
    letters_of(application).filter(state__in=WITH_THE_PERSON).update(state=LetterState.REPLACED)
    letter.state, letter.handed_at = LetterState.HANDED, timezone.now()
    letter.save(update_fields=["state", "handed_at", "hash"])
    record(Event.LETTER_HANDED, letter, by=by, application=application.pk, version=letter.version)
    if application.candidate.person_id:
        _copy_for(application.candidate.person_id, letter)
    letter_handed.send(sender=Letter, letter=letter)
    return letter


def _locked(letter: Letter) -> Letter:
    rows = Letter.objects.select_related("application__candidate", "application__company")
    found: Letter = rows.select_for_update(of=("self",)).get(pk=letter.pk)
    return found


def _ensure_may(now: str, then: str, moves: Mapping[str, frozenset[str]]) -> None:
    if then not in moves.get(now, frozenset()):
        raise Refused(_("That is no longer possible with this letter."), code="LETTER_STATE")


def _copy_for(person_id: int, letter: Letter) -> KeptLetter:
    """The person's own copy: it stays when the company's row goes. Needs the row's company to be active."""
    application = letter.application
    told = {
        "series": application.public_id,
        "about_id": letter.company_id,
        "company_name": application.company.name,
        "position_title": application.position_title,
        "version": letter.version,
        "lines": letter.lines,
        "signed": letter.signed,
        "hash": letter.hash,
        "handed_at": letter.handed_at or timezone.now(),
    }
    with acting_as(person_id):
        kept, _made = KeptLetter.objects.get_or_create(letter_ref=letter.public_id, person_id=person_id, defaults=told)
    return kept


@transaction.atomic
def withdraw_letter(letter: Letter, *, by: Actor) -> Letter:
    """Take a letter back that the person has not accepted. Raises Refused when they have: it is theirs then."""
    letter = _locked(letter)
    _ensure_may(letter.state, LetterState.TAKEN_BACK, LETTER_NEXT)
    if person_id := letter.application.candidate.person_id:
        with acting_as(person_id):
            kept = KeptLetter.objects.select_for_update().filter(letter_ref=letter.public_id).first()
            if kept and kept.state == KeptState.ACCEPTED:
                raise Refused(_("The person has accepted this letter. It is theirs now."), code="LETTER_ACCEPTED")
            if kept:
                kept.delete()
    letter.state = LetterState.TAKEN_BACK
    letter.save(update_fields=["state"])
    record(Event.LETTER_TAKEN_BACK, letter, by=by, version=letter.version)
    return letter


@transaction.atomic
def drop_draft(letter: Letter, *, by: Actor) -> None:
    """Throw a draft away."""
    letter = _locked(letter)
    _ensure_may(letter.state, LetterState.HANDED, LETTER_NEXT)  # what could still be handed over is a draft
    record(Event.LETTER_TAKEN_BACK, letter, by=by, version=letter.version)
    letter.delete()


# --- the person decides --------------------------------------------------------------------------------------------


def kept_letters() -> models.QuerySet[KeptLetter]:
    """The active person's letters, newest first. One whose words they deleted is not among them."""
    found: models.QuerySet[KeptLetter] = (
        KeptLetter.objects.exclude(lines=[]).select_related("about").order_by("-handed_at", "-id")
    )
    return found


def waiting_letters() -> list[Letter]:
    """Letters handed over before the person had proven their address: to be taken in."""
    rows = Letter.objects.filter(state__in=WITH_THE_PERSON).select_related("company", "application")
    known = set(KeptLetter.objects.values_list("letter_ref", flat=True))
    return [one for one in rows.order_by("id") if one.public_id not in known]


@transaction.atomic
def take_in(letter: Letter, person_id: int) -> KeptLetter:
    """Keep a copy of a letter that waits. Taken in twice it is one. Needs the person to be active."""
    with acting_for(letter.company_id):
        found = _locked(letter)
        if found.state not in WITH_THE_PERSON or found.application.candidate.person_id != person_id:
            raise Refused(_("That is no longer possible with this letter."), code="LETTER_STATE")
        return _copy_for(person_id, found)


@transaction.atomic
def keep_lines(kept: KeptLetter, numbers: Collection[int], *, by: Actor) -> KeptLetter:
    """Keep only these lines, counted from nought. Those left out travel no more; they can be put back."""
    kept = _mine(kept)
    dropped = [n for n in range(len(kept.lines)) if n not in set(numbers)]
    if kept.state == KeptState.ACCEPTED and len(dropped) == len(kept.lines):
        raise Refused(_("Keep at least one line, or put the letter aside."), code="LETTER_EMPTY")
    if dropped == kept.dropped:
        return kept
    before = letter_text(kept.person_id)
    kept.dropped = dropped
    kept.save(update_fields=["dropped"])
    record(Event.LETTER_LINES, kept, by=by, kept=len(kept.lines) - len(dropped))
    _retell(kept.person_id, before)
    return kept


def drop_line(kept: KeptLetter, number: int, *, by: Actor) -> KeptLetter:
    """Leave one line out."""
    return keep_lines(kept, [n for n in range(len(kept.lines)) if n not in {number, *kept.dropped}], by=by)


def _mine(kept: KeptLetter) -> KeptLetter:
    found: KeptLetter | None = KeptLetter.objects.select_for_update().filter(pk=kept.pk).first()
    if found is None:
        raise Refused(_("The company has taken this letter back."), code="LETTER_STATE")
    return found


@transaction.atomic
def ask_correction(kept: KeptLetter, words: str, *, by: Actor) -> KeptLetter:
    """Ask the company to correct the letter. It is accepted, or not, as before until a new version comes."""
    kept, wish = _mine(kept), words.strip()[:LONGEST_WISH]
    if not wish:
        raise Refused(_("Say what should be different."), code="REASON_REQUIRED")
    ensure_fair(wish)
    with acting_for(kept.about_id):
        letter = Letter.objects.select_for_update().filter(public_id=kept.letter_ref).first()
        if letter is None or letter.state not in WITH_THE_PERSON:
            raise Refused(_("The company no longer works on this letter."), code="LETTER_STATE")
        letter.state, letter.asked_words, letter.asked_at = LetterState.ASKED, wish, timezone.now()
        letter.save(update_fields=["state", "asked_words", "asked_at"])
        record(Event.LETTER_ASKED, letter, by=by, version=letter.version)
        letter_asked.send(sender=Letter, letter=letter)
    kept.asked_words, kept.asked_at = wish, letter.asked_at
    kept.save(update_fields=["asked_words", "asked_at"])
    return kept


@transaction.atomic
def accept(kept: KeptLetter, *, by: Actor) -> KeptLetter:
    """Let the letter travel, in the lines that were kept: with the profile, with links, with packages.

    An earlier version of the same letter stops. Accepting twice is accepting once.
    """
    kept = _mine(kept)
    if kept.state == KeptState.ACCEPTED:
        return kept
    _ensure_may(kept.state, KeptState.ACCEPTED, KEPT_NEXT)
    if not kept.kept_lines:
        raise Refused(_("Keep at least one line, or put the letter aside."), code="LETTER_EMPTY")
    before = letter_text(kept.person_id)
    KeptLetter.objects.filter(series=kept.series, state=KeptState.ACCEPTED).update(state=KeptState.REPLACED)
    kept.state, kept.decided_at = KeptState.ACCEPTED, timezone.now()
    kept.save(update_fields=["state", "decided_at"])
    record(Event.LETTER_ACCEPTED, kept, by=by, version=kept.version, lines=len(kept.kept_lines))
    _retell(kept.person_id, before)
    return kept


@transaction.atomic
def decline(kept: KeptLetter, *, by: Actor) -> KeptLetter:
    """Put the letter aside: it does not travel, or no longer. The company is not told."""
    kept = _mine(kept)
    if kept.state == KeptState.DECLINED:
        return kept
    _ensure_may(kept.state, KeptState.DECLINED, KEPT_NEXT)
    before = letter_text(kept.person_id)
    kept.state, kept.decided_at = KeptState.DECLINED, timezone.now()
    kept.save(update_fields=["state", "decided_at"])
    record(Event.LETTER_DECLINED, kept, by=by, version=kept.version)
    _retell(kept.person_id, before)
    return kept


@transaction.atomic
def forget(kept: KeptLetter, *, by: Actor) -> None:
    """Delete the person's copy. While the company still has its own, an empty mark stays, so that it does not come back."""
    kept = _mine(kept)
    before = letter_text(kept.person_id)
    record(Event.LETTER_FORGOTTEN, kept, by=by, version=kept.version)
    if Letter.objects.filter(public_id=kept.letter_ref).exists():
        kept.lines, kept.dropped, kept.signed, kept.asked_words, kept.state = [], [], "", "", KeptState.DECLINED
        kept.save(update_fields=["lines", "dropped", "signed", "asked_words", "state"])
    else:
        kept.delete()
    _retell(kept.person_id, before)


# --- what travels --------------------------------------------------------------------------------------------------


def accepted(person_id: int) -> list[KeptLetter]:
    """The letters that may travel, oldest first."""
    rows = KeptLetter.objects.filter(person_id=person_id, state=KeptState.ACCEPTED)
    return [one for one in rows.order_by("decided_at", "id") if one.kept_lines]


def letter_text(person_id: int) -> str:
    """The accepted letters as one text: for the profile's item “letter”."""
    return "\n\n".join(text_of(one) for one in accepted(person_id))


def text_of(kept: KeptLetter) -> str:
    """One letter in the lines that were kept, with the company that stands behind it (LEGAL C-12)."""
    head = _("%(company)s, %(signed)s") % {"company": kept.company_name, "signed": kept.signed}
    return "\n".join([head, *(f"・{one['skill']} — {one['evidence']}" for one in kept.kept_lines)])


def _retell(person_id: int, before: str) -> None:
    """Let the profile say what is accepted now. Words that came there on another way stay in front."""
    passport = Passport.objects.select_for_update().filter(person_id=person_id).first()
    if passport is None:
        return
    own = passport.letter.removesuffix(before).rstrip() if before else passport.letter
    after = "\n\n".join(filter(None, (own, letter_text(person_id))))
    if passport.letter != after:
        passport.letter = after
        passport.save(update_fields=["letter", "updated_at"])
        passport_changed.send(sender=Passport, passport=passport)


def tell_new_passport(passport: Passport) -> None:
    """A profile that is written after letters were accepted has them too. An emptied one holds nothing."""
    if passport.letter or not passport.name:
        return
    if told := letter_text(passport.person_id):
        passport.letter = told
        passport.save(update_fields=["letter", "updated_at"])
