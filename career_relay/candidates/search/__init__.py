"""Searching the talent pool, in Japanese and English.

`asking` reads what was typed, `question` says it to PostgreSQL, `document` is what a record answers with, `finding` asks,
`why` shows what answered. Words come from Sudachi and are folded (`words`).
"""

from functools import lru_cache

from django.db.models import Func

from career_relay.base.tenancy import current_company
from career_relay.candidates.search.asking import Asked, Term, read
from career_relay.candidates.search.document import document, lexeme, notes_about, refresh, said_about, valued_in
from career_relay.candidates.search.finding import (
    ALL,
    COUNTED,
    GLANCED,
    GLANCED_IN_ORDER,
    Found,
    answering,
    find,
    having,
    tally,
)
from career_relay.candidates.search.question import HERE, Question, any_whole, coded, question_of
from career_relay.candidates.search.why import Snippet, why
from career_relay.candidates.search.words import words

__all__ = [
    "ALL",
    "COUNTED",
    "GLANCED",
    "GLANCED_IN_ORDER",
    "Asked",
    "Found",
    "Question",
    "Snippet",
    "Term",
    "answering",
    "any_whole",
    "ask",
    "coded",
    "document",
    "find",
    "having",
    "here",
    "lexeme",
    "matching",
    "notes_about",
    "question",
    "read",
    "refresh",
    "said_about",
    "tally",
    "valued_in",
    "why",
    "words",
]


@lru_cache(maxsize=1_024)
def ask(typed: str, *, may_read_notes: bool = False) -> Question:
    """Give what PostgreSQL is asked for what somebody typed."""
    return question_of(read(typed), may_read_notes=may_read_notes)


def question(typed: str) -> str:
    """Give the tsquery of the words somebody typed; empty when nothing was asked."""
    return here(ask(typed).words)


def here(tsquery: str) -> str:
    """Give a tsquery as the active company asks it."""
    return tsquery.replace(HERE, str(current_company()))


def matching(typed: str) -> Func | None:
    """Give the condition that a record answers the words somebody typed; None when nothing was asked."""
    asked = question(typed)
    return having(asked) if asked else None
