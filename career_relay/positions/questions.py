"""What the application form of a position asks. Job-related only: the lint of the law reads every word (LEGAL F-02)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.text.lint import lint_question
from career_relay.positions.events import PositionEvent
from career_relay.positions.models import Position, Question

MOST = 10
MOST_CHOICES = 12
LONGEST = 200
LONGEST_CHOICE = 80


@transaction.atomic
def add_question(
    position: Position,
    text: str,
    *,
    by: Actor,
    kind: str = Question.Kind.TEXT,
    hint: str = "",
    choices: Sequence[str] = (),
    is_required: bool = False,
) -> Question:
    """Ask one thing more on the form of a position. Raises Refused(FAIR-nn) naming what may not be asked, and why."""
    wanted = tuple(dict.fromkeys(one.strip() for one in choices if one.strip()))
    text, hint = text.strip(), hint.strip()
    ensure_whole(kind, text, hint, wanted)
    ensure_fair(text, hint, *wanted)
    Position.objects.select_for_update(of=("self",)).get(pk=position.pk)
    if position.questions.count() >= MOST:
        raise Refused(_("A form with more than {most} questions is not filled in.").format(most=MOST))
    kept = list(wanted) if kind == Question.Kind.CHOICE else []
    question = Question.objects.create(
        company_id=position.company_id,
        position=position,
        kind=kind,
        text=text,
        hint=hint,
        choices=kept,
        is_required=is_required,
    )
    record(PositionEvent.QUESTION_ADDED, position, by=by, question=question.pk)
    return question


@transaction.atomic
def remove_question(position: Position, public_id: UUID, *, by: Actor) -> None:
    """Ask it no longer. Answers given keep the question as it was asked."""
    question = Question.objects.filter(position=position, public_id=public_id).first()
    if question is None:
        return
    record(PositionEvent.QUESTION_REMOVED, position, by=by, question=question.pk)
    question.delete()


def ensure_whole(kind: str, text: str, hint: str, choices: Sequence[str]) -> None:
    if kind not in Question.Kind.values:
        raise Refused(_("Choose how it is answered."))
    if not text:
        raise Refused(_("Write the question."))
    if max(len(text), len(hint)) > LONGEST or any(len(one) > LONGEST_CHOICE for one in choices):
        raise Refused(_("Please keep it under %(limit)s characters.") % {"limit": LONGEST})
    if kind == Question.Kind.CHOICE and not 2 <= len(choices) <= MOST_CHOICES:
        raise Refused(_("A choice needs two to {most} answers, one a line.").format(most=MOST_CHOICES))


def ensure_fair(*texts: str) -> None:
    """Refuse a question about one of the matters that may not be asked, naming it (LEGAL F-02, 職業安定法5条の5)."""
    for text in texts:
        if found := lint_question(text):
            first = found[0]
            raise Refused(
                _(
                    "“{quote}” asks about {item}. It says nothing about ability for the work and may not be asked in a"
                    " selection (Employment Security Act, article 5-5). Ask about experience or skill instead."
                ).format(quote=first.quote, item=first.item),
                code=first.code,
            )
