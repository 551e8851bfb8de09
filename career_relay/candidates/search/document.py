"""The words of one record, as the text form of a tsvector.

Every word begins with its company, so that the index of all companies' words reads one company only, also for the
beginning of a word: 7.go is "go" at company 7. It stands with its places, so that phrases are found, and with a weight:
A name, B skills, titles and tags, C what reviewers valued, D the rest. Marked words have a letter and no place:

    7n.ワタナベ   the name, as written and as read        7r.watanabe  the same in Latin letters
    7s.go       a word of a skill                       7S.go        a whole skill
    7p.営業      a word of a title applied for            7P.法人営業   a whole title
    7T.元同僚    a whole tag                             7o.みなと     a word of the present employer
    7m.転勤      a word of a note or a reviewer's comment: asked for by name only, and not by everybody
    7c.         the company alone, which every record has
"""

from collections.abc import Iterable, Mapping
from typing import Final

from career_relay.base.tenancy import current_company
from career_relay.base.text.normalise import digits_of, fold, fold_kana, fold_name
from career_relay.candidates.models import Application, Candidate, Evaluation, Note
from career_relay.candidates.search.words import LONGEST_WORD, readings, spelled, whole, words

_MOST_WORDS: Final = 2_500
_MOST_PLACES: Final = 12  # of one word
_LAST_PLACE: Final = 16_000  # PostgreSQL counts to 16,383


class _Document:
    """Words with places and weights, and marked ones, in the order they came."""

    def __init__(self, company_id: int) -> None:
        self.company_id = company_id
        self.places: dict[str, list[str]] = {}
        self.place = 0

    def mark(self, kind: str, *words: str) -> None:
        """Add words of a kind, without a place; the kind "" is a word as it stands."""
        for word in words:
            if word and len(self.places) < _MOST_WORDS:
                self.places.setdefault(f"{kind}.{word[:LONGEST_WORD]}", [])

    def say(self, words: Iterable[str], weight: str) -> None:
        """Add words one after the other; the next text begins a step further, so that no phrase spans two."""
        places = self.places
        for word in words:
            self.place += 1
            found = places.get(key := f".{word}")
            if found is None:
                if len(places) >= _MOST_WORDS:
                    continue
                found = places[key] = []
            if len(found) < _MOST_PLACES and self.place < _LAST_PLACE:
                found.append(f"{self.place}{weight}")
        self.place += 1

    def __str__(self) -> str:
        company = self.company_id
        told = (
            quoted(f"{company}{word}") + (":" + ",".join(places) if places else "")
            for word, places in self.places.items()
        )
        return " ".join([f"'{company}c.'", *told])


def quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def lexeme(word: str, kind: str = "") -> str:
    """A word of the active company as it stands in a tsquery: quoted, with its company."""
    return quoted(f"{current_company()}{kind}.{word[:LONGEST_WORD]}")


def document(
    candidate: Candidate, positions: Iterable[str] = (), more: Iterable[str] = (), notes: Iterable[str] = ()
) -> str:
    """Give the words of a record.

    in: `positions` the titles applied for, `more` what reviewers valued, `notes` what only some of the staff may search.
    """
    found = _Document(candidate.company_id or current_company())
    _name(found, candidate)
    for kind, texts in (("s", candidate.skills), ("p", positions)):
        for text in texts:
            found.mark(kind.upper(), whole(text))
            found.mark(kind, *words(text))
            _short(found, text)
    for tag in candidate.tags:
        found.mark("T", whole(tag))
        _short(found, tag)
    for text in more:
        found.say(words(text), "C")
    found.say(words(candidate.prefecture), "D")
    _employer(found, candidate)
    for line in candidate.history.splitlines():
        found.say(words(line), "D")
    for note in notes:
        found.mark("m", *words(note))
    return str(found)


def _name(found: _Document, candidate: Candidate) -> None:
    spoken = readings(candidate.name, candidate.kana)
    written = dict.fromkeys([candidate.name_folded, *(fold_name(part) for part in candidate.name.split())])
    for word in dict.fromkeys([*written, fold_kana(candidate.kana), *spoken]):
        if word:
            found.mark("n", word)
            found.say((word[:LONGEST_WORD],), "A")
    found.mark("r", *spelled(candidate.name, candidate.kana))
    found.say(words(candidate.name), "A")
    found.mark("", candidate.email_key, fold(candidate.external_id))
    if candidate.phone_key:
        found.mark("", "0" + digits_of(candidate.phone_key).removeprefix("81"))


def _short(found: _Document, text: str) -> None:
    """A skill, title or tag: as one word and as its words."""
    split = words(text)
    if split != (one := whole(text),):
        found.mark("", one)
    found.say(split, "B")


def _employer(found: _Document, candidate: Candidate) -> None:
    if employer := str(candidate.details.get("current_company", "")):
        found.mark("o", whole(employer), *words(employer))
        found.say(words(employer), "D")


def said_about(ids: Iterable[int]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """For records: the titles they applied for, and what reviewers valued."""
    chosen = list(ids)
    applied: dict[int, list[Application]] = {}
    for one in Application.objects.filter(candidate_id__in=chosen).order_by("id"):
        applied.setdefault(one.candidate_id, []).append(one)
    titles = {pk: [one.position_title for one in rows] for pk, rows in applied.items()}
    return _once(titles), valued_in(applied, chosen)


def valued_in(applied: Mapping[int, Iterable[Application]], ids: Iterable[int]) -> dict[int, list[str]]:
    """For records with these applications: what reviewers valued."""
    valued: dict[int, list[str]] = {}
    for pk, rows in applied.items():
        for one in rows:
            valued.setdefault(pk, []).extend((one.strengths, *one.good_for))
    judged = Evaluation.objects.filter(application__candidate_id__in=list(ids)).order_by("id")
    for pk, strengths, good_for in judged.values_list("application__candidate_id", "strengths", "good_for"):
        valued.setdefault(pk, []).extend((strengths, *good_for))
    return _once(valued)


def notes_about(ids: Iterable[int]) -> dict[int, list[str]]:
    """For records: notes and reviewers' comments, which not everybody may search."""
    chosen = list(ids)
    found: dict[int, list[str]] = {}
    notes = Note.objects.filter(candidate_id__in=chosen).order_by("id").values_list("candidate_id", "text")
    judged = Evaluation.objects.filter(application__candidate_id__in=chosen).order_by("id")
    for pk, text in (*notes, *judged.values_list("application__candidate_id", "comment")):
        found.setdefault(pk, []).append(text)
    return _once(found)


def _once(texts: dict[int, list[str]]) -> dict[int, list[str]]:
    return {pk: [text for text in dict.fromkeys(said) if text] for pk, said in texts.items()}


def refresh(candidate: Candidate) -> None:
    """Write the words of one record anew, after an edit."""
    (titles, valued), notes, pk = said_about([candidate.pk]), notes_about([candidate.pk]), candidate.pk
    told = document(candidate, titles.get(pk, ()), valued.get(pk, ()), notes.get(pk, ()))
    Candidate.objects.filter(pk=pk).update(search=told)
