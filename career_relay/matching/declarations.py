"""What people say of themselves for the audit: of their own will, apart from everything else, gone when they wish.

No line goes into the ledger of choices: its lines outlive the person, and this is to leave no trace.
"""

from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from career_relay.matching.models import Axis, Declaration

STATEMENT: Final = "2026-11"  # the words of `templates/portal/me/declaration.html`; a new text is a new version
ANSWERS: Final[Mapping[str, tuple[tuple[str, str | Promise], ...]]] = {
    Axis.BAND: (
        ("under30", pgettext_lazy("age band", "under 30")),
        ("30s", pgettext_lazy("age band", "30 to 39")),
        ("40s", pgettext_lazy("age band", "40 to 49")),
        ("50s", pgettext_lazy("age band", "50 to 59")),
        ("60up", pgettext_lazy("age band", "60 and over")),
    ),
    Axis.GENDER: (
        ("woman", pgettext_lazy("gender", "woman")),
        ("man", pgettext_lazy("gender", "man")),
        ("another", pgettext_lazy("gender", "another")),
    ),
}


def declared(person_id: int) -> dict[str, str]:
    """Give what the person said, by question. Needs the person to be active."""
    return dict(Declaration.objects.filter(person_id=person_id).values_list("question", "answer"))


@transaction.atomic
def declare(person_id: int, answers: Mapping[str, str]) -> None:
    """Keep these answers and nothing else: what is not answered any more is deleted. Needs the person to be active."""
    given = {question: answer for question, answer in answers.items() if answer}
    Declaration.objects.filter(person_id=person_id).exclude(question__in=given).delete()
    for question, answer in given.items():
        Declaration.objects.update_or_create(
            person_id=person_id, question=question, defaults={"answer": answer, "text_version": STATEMENT}
        )


def take_back(person_id: int) -> None:
    """Delete every answer. Needs the person to be active."""
    Declaration.objects.filter(person_id=person_id).delete()
