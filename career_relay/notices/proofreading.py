"""What is odd about a template, said while one types. Saving refuses what may not be; the rest is advice."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.notices import composer
from career_relay.notices.composer import Check
from career_relay.notices.library import Draft, tried
from career_relay.notices.placeholders import LINK
from career_relay.notices.rendering import blocks
from career_relay.notices.states import LegalClass, TemplatePurpose

LONGEST_GOOD = 900  # characters of a result: longer ones are skimmed on a phone


def checks(key: str, language: str, draft: Draft) -> list[Check]:
    """Look a draft over. `refused` is what saving would refuse; whatever else is not ok is advice."""
    try:
        kept = tried(key, language, draft)
    except Refused as refusal:
        return [Check("refused", False, str(refusal.why))]
    return [*_good(kept), *_advice(kept)]


def _good(draft: Draft) -> Iterator[Check]:
    yield Check("fills", True, _("Every placeholder can be filled"))
    if draft.legal_class == LegalClass.NOTICE:
        yield Check("pure", True, _("Advertises nothing: this is a notice"))
    yield Check("fair", True, _("Says nothing about age, sex or family"))


def _advice(draft: Draft) -> Iterator[Check]:
    text = composer.try_template(draft.subject, draft.body)[1]
    if found := composer.LEFTOVER.search(text.replace(LINK, "")):
        words = _("“{words}” has to be filled in before each sending.").format(words=found.group())
        yield Check("leftover", False, words)
    if found := composer.COMPARISON.search(text):
        yield Check("comparison", False, _("“{words}” compares with others.").format(words=found.group()))
    if found := composer.HARSH.search(text):
        words = _("“{words}” sounds final. Can it be said another way?").format(words=found.group())
        yield Check("harsh", False, words)
    yield from _missing(draft, text)


def _missing(draft: Draft, text: str) -> Iterator[Check]:
    if "candidate_name" not in draft.body:
        yield Check("name", False, _("It does not speak to anybody by name."))
    if "erase_on" not in draft.body:
        yield Check("kept", False, _("It does not say until when something is kept: {{ erase_on }} does."))
    if draft.purpose == TemplatePurpose.RESULT and sum(len(one.text) for one in blocks(text)) > LONGEST_GOOD:
        yield Check("long", False, _("This is long for a phone. Is every sentence for the reader?"))
