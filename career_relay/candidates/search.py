"""Full-text search in Japanese and English: the words of a record, and the question put to them.

Words come from Sudachi (mode A, normal forms) and are folded, so that 髙橋 finds 高橋 and ﾊﾝｶｸ finds ハンカク.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from django.db.models import BooleanField, F, Func
from django.db.models.expressions import RawSQL
from sudachipy import Dictionary, SplitMode, Tokenizer

from career_relay.base.text.normalise import digits_of, fold, fold_kana, fold_name
from career_relay.candidates.models import Application, Candidate, Evaluation

_SILENT: Final = frozenset({"助詞", "助動詞", "補助記号", "空白"})
_WORDLIKE: Final = re.compile(r"\w")
_HIRAGANA_OR_KATAKANA: Final = re.compile(r"[ぁ-ゖァ-ヺー]+")
_LONGEST_WORD: Final = 60
_MOST_WORDS: Final = 1_500
_PIECE: Final = 4_000  # Sudachi refuses more than 49,149 bytes at once
_local = threading.local()


def _tokenizer() -> Tokenizer:
    """One tokenizer a thread: SudachiPy's may not be shared."""
    found: Tokenizer | None = getattr(_local, "tokenizer", None)
    if found is None:
        found = Dictionary(dict="small").tokenizer(mode=SplitMode.A)
        _local.tokenizer = found
    return found


def words(text: str) -> tuple[str, ...]:
    """Give the folded words of a text, without particles and marks."""
    return tuple(word for line in text.splitlines() for word in _words(line[:_PIECE]))


@lru_cache(maxsize=32_768)
def _words(line: str) -> tuple[str, ...]:
    morphemes = _tokenizer().tokenize(fold(line))
    said = (m.normalized_form() for m in morphemes if m.part_of_speech()[0] not in _SILENT)
    return tuple(fold(word) for word in said if _WORDLIKE.search(word))


def document(candidate: Candidate, positions: Iterable[str] = (), more: Iterable[str] = ()) -> str:
    """Give the text form of the tsvector of one record: every word once."""
    found: dict[str, None] = {}
    for word in _all_words(candidate, positions, more):
        found.setdefault(word[:_LONGEST_WORD])
        if len(found) >= _MOST_WORDS:
            break
    return " ".join(_quoted(word) for word in found if word)


def _all_words(candidate: Candidate, positions: Iterable[str], more: Iterable[str]) -> Iterator[str]:
    yield from (candidate.name_folded, fold_kana(candidate.kana), candidate.email_key, fold(candidate.external_id))
    yield from (fold_name(part) for part in candidate.name.split())
    yield from (fold_kana(part) for part in candidate.kana.split())
    yield from words(candidate.name)
    if candidate.phone_key:
        yield "0" + digits_of(candidate.phone_key).removeprefix("81")
    for text in (*candidate.skills, *candidate.tags, *positions):
        yield "".join(fold(text).split())
        yield from words(text)
    for text in (candidate.prefecture, candidate.history, *more):
        yield from words(text)


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def question(text: str) -> str:
    """Give the tsquery for what somebody typed: every term must be there, as a beginning or as its words."""
    return " & ".join(_term(term) for term in fold(text).split() if _WORDLIKE.search(term))


def _term(term: str) -> str:
    ways = {_begins(fold_name(term)), _begins(term)}
    if _HIRAGANA_OR_KATAKANA.fullmatch(term):
        ways.add(_begins(fold_kana(term)))
    if split := words(term):
        ways.add("(" + " & ".join(_quoted(word[:_LONGEST_WORD]) for word in split) + ")")
    return "(" + " | ".join(sorted(ways - {""})) + ")"


def _begins(word: str) -> str:
    return _quoted(word[:_LONGEST_WORD]) + ":*" if word else ""


def matching(text: str) -> Func | None:
    """Give the condition that a record answers what somebody typed; None when nothing was asked."""
    asked = question(text)
    return having(asked) if asked else None


def having(asked: str) -> Func:
    """Give the condition that a record answers a tsquery. An array of ids is read in the order of the table."""
    return _Having(F("pk"), RawSQL("SELECT search_candidates(%s)", [asked]))


class _Having(Func):
    arg_joiner = " = ANY(ARRAY"
    template = "%(expressions)s)"
    output_field = BooleanField()


def refresh(candidate: Candidate) -> None:
    """Write the words of one record anew, after an edit."""
    titles = Application.objects.filter(candidate=candidate).values_list("position_title", flat=True)
    strengths = Evaluation.objects.filter(application__candidate=candidate).values_list("strengths", flat=True)
    Candidate.objects.filter(pk=candidate.pk).update(search=document(candidate, set(titles), set(strengths)))
