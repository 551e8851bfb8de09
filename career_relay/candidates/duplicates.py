"""Records that may be one person: how alike two are, and who should be looked at together.

Only what is compared letter by letter counts here: normalised addresses, numbers and names, and a keyed hash of the
birth date. A score never puts records together. It says which pairs a person should look at (PRODUCT A3).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from career_relay.base.text.normalise import fold_kana
from career_relay.base.tokens import keyed_hash
from career_relay.candidates.models import Candidate, DuplicateHint


class Sign(models.TextChoices):
    """What speaks for one person, or against it."""

    ACCOUNT = "account", _("one person proved the addresses of both")
    EMAIL = "email", _("the same mail address")
    PHONE = "phone", _("the same telephone number")
    NAME = "name", _("the same name")
    BIRTH = "birth", _("the same birth date")
    KANA = "kana", _("the same reading of the name")
    BIRTH_DIFFERS = "birth_differs", _("the birth dates differ")


HINT_FROM: Final = 50  # from this score on a pair is shown to the staff
MOST: Final = 20  # a number or address that more records share belongs to a firm or a school, not to a person
# An address is one person's, mostly. A number is shared in families; a name or its reading by strangers. So an
# address alone is worth a look, and anything else needs a second sign.
WEIGHTS: Final[dict[Sign, int]] = {
    Sign.ACCOUNT: 100,
    Sign.EMAIL: 50,
    Sign.PHONE: 35,
    Sign.NAME: 25,
    Sign.BIRTH: 25,
    Sign.KANA: 15,
    Sign.BIRTH_DIFFERS: -30,
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure it is that two records are one person, 0 to 100, and the signs in the order of their weight."""

    score: int
    reasons: tuple[str, ...]

    @property
    def is_worth_a_look(self) -> bool:
        return self.score >= HINT_FROM


def likeness(one: Candidate, other: Candidate) -> Likeness:
    """Compare two records. Pure: asks no database, and the order of the two does not matter.

    in: records with `email_key phone_key name_folded kana birth_key person_id` as they are stored. A blank says
    nothing. Records of two different accounts are two people whatever else they share.
    """
    if one.person_id and other.person_id and one.person_id != other.person_id:
        return Likeness(0, ())
    signs = [sign for sign in WEIGHTS if _SHOWS[sign](one, other)]
    total = sum(WEIGHTS[sign] for sign in signs)
    return Likeness(max(0, min(100, total)), tuple(sign.value for sign in signs))


def _same_reading(one: Candidate, other: Candidate) -> bool:
    """The same kana; a name that was written in kana counts as its own reading."""
    return bool(_readings(one) & _readings(other))


def _readings(candidate: Candidate) -> set[str]:
    written = {candidate.name_folded} if _is_kana(candidate.name_folded) else set()
    return written | ({fold_kana(candidate.kana)} - {""})


def _is_kana(text: str) -> bool:
    return bool(text) and all("ァ" <= mark <= "ー" for mark in text)


def _birth_dates_differ(one: Candidate, other: Candidate) -> bool:
    return bool(one.birth_key and other.birth_key) and one.birth_key != other.birth_key


def _both_share(name: str) -> Callable[[Candidate, Candidate], bool]:
    return lambda one, other: bool(getattr(one, name)) and getattr(one, name) == getattr(other, name)


_SHOWS: Final[dict[Sign, Callable[[Candidate, Candidate], bool]]] = {
    Sign.ACCOUNT: _both_share("person_id"),
    Sign.EMAIL: _both_share("email_key"),
    Sign.PHONE: _both_share("phone_key"),
    Sign.NAME: _both_share("name_folded"),
    Sign.BIRTH: _both_share("birth_key"),
    Sign.KANA: _same_reading,
    Sign.BIRTH_DIFFERS: _birth_dates_differ,
}


def birth_key(born: date, company_id: int) -> str:
    """What is kept of a birth date: equal for equal days inside one company, and nobody reads an age from it."""
    return keyed_hash(f"birth:{company_id}", born.isoformat())[:22]


# --- looking for them ---------------------------------------------------------------------------------------------


def find_doubles(candidate: Candidate) -> list[tuple[Candidate, Likeness]]:
    """The records of the company that may be the same person, the likeliest first. Asks by index only."""
    signs = _could_match(candidate)
    if not signs:
        return []
    rows = Candidate.objects.filter(signs).exclude(pk=candidate.pk).defer("search", "history", "details")
    pairs = [(other, likeness(candidate, other)) for other in rows.order_by("-id")[:MOST]]
    return sorted((pair for pair in pairs if pair[1].is_worth_a_look), key=lambda pair: -pair[1].score)


def _could_match(candidate: Candidate) -> Q:
    """Every way in which a pair can reach the score for a hint has one of these in it."""
    found = Q()
    for name in ("person_id", "email_key", "phone_key"):
        if value := getattr(candidate, name):
            found |= Q(**{name: value})
    if candidate.name_folded and candidate.birth_key:
        found |= Q(name_folded=candidate.name_folded, birth_key=candidate.birth_key)
    return found


def suggest_doubles(candidate: Candidate) -> list[DuplicateHint]:
    """Write a hint for every record that may be the same person. A pair that was told apart stays so."""
    return write_hints((candidate, other, how) for other, how in find_doubles(candidate))


def write_hints(pairs: Iterable[tuple[Candidate, Candidate, Likeness]]) -> list[DuplicateHint]:
    """One hint a pair, the older record first; a pair known before gets its new score and keeps its answer."""
    rows = []
    for one, other, how in pairs:
        first, second = sorted((one, other), key=lambda record: record.pk)
        rows.append(
            DuplicateHint(
                company_id=first.company_id, first=first, second=second, score=how.score, reasons=list(how.reasons)
            )
        )
    return DuplicateHint.objects.bulk_create(
        rows,
        update_conflicts=True,
        update_fields=["score", "reasons"],
        unique_fields=["company", "first", "second"],
    )


# --- what the staff has to look at --------------------------------------------------------------------------------


def pairs(*, is_aside: bool = False) -> models.QuerySet[DuplicateHint]:
    """The pairs nobody has answered, the likeliest first; or those that were put aside, the last first."""
    rows = DuplicateHint.objects.select_related("first", "second").defer(*_HEAVY)
    if is_aside:
        return rows.exclude(dismissed_at=None).order_by("-dismissed_at", "-id")
    return rows.filter(dismissed_at=None).order_by("-score", "-id")


def pairs_of(candidate: Candidate) -> models.QuerySet[DuplicateHint]:
    """The open pairs a record is part of."""
    return pairs().filter(Q(first=candidate) | Q(second=candidate))


_HEAVY: Final = tuple(f"{side}__{name}" for side in ("first", "second") for name in ("search", "history", "details"))
