"""The words of the relay's mails to a person. Thin: what happened and a link; what was handed over stays on the page."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from career_relay.base import wording
from career_relay.consents.queries import resting
from career_relay.consents.states import Item
from career_relay.matching.openings import OpeningCard
from career_relay.matching.pool import openings_of
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer
from career_relay.notices.states import PersonalKind
from career_relay.positions.changes import changed_since
from career_relay.relay.models import InterviewOffer, Introduction
from career_relay.relay.models.talks import OfferState
from career_relay.relay.states import TALKING, WITH_RECEIVER, Origin, Stage

Said = tuple[str, list[str], str]


def _subject_of(mail: PersonalMail) -> tuple[Introduction, OpeningCard]:
    introduction = Introduction.objects.filter(pk=mail.subject_ref or 0).first()
    card = openings_of([introduction.position_id]).get(introduction.position_id) if introduction else None
    if introduction is None or card is None:
        raise Gone
    return introduction, card


def link_to(introduction: Introduction) -> str:
    return settings.PUBLIC_URL + reverse("portal:ask", args=[introduction.public_id])


def _letter(introduction: Introduction, subject: str, parts: list[str], button: str) -> Rendered:
    return Rendered(subject, "\n\n".join([*parts, link_to(introduction)]), button)


def asked(mail: PersonalMail) -> Rendered:
    introduction, card = _subject_of(mail)
    if introduction.stage != Stage.ASKED or resting(introduction.person_id, [introduction.company_id]):
        raise Gone
    parts = [
        _("{company} asks whether you would talk about this position:\n{title}").format(
            company=card.company.name, title=card.title
        ),
        _("The company does not know that this reached you. A “no” and silence are not reported either."),
        _("Please answer by {day}, if you like:").format(day=wording.day(introduction.answer_by)),
    ]
    if mail.data.get("again"):
        parts.append(_("This is the only reminder. You need not do anything."))
        subject = _("A question waits until {day}").format(day=wording.day(introduction.answer_by))
        return _letter(introduction, subject, parts, _("Read the question"))
    return _letter(introduction, _("A company asks about a position"), parts, _("Read the question"))


def accepted(mail: PersonalMail) -> Rendered:
    """The receipt of the yes: what goes to whom, and how to take it back."""
    introduction, card = _subject_of(mail)
    if introduction.stage != Stage.ACCEPTED or introduction.cooling_until is None:
        raise Gone
    parts = [
        _("Thank you for your answer. At {time} this goes to {company}:\n{items}").format(
            time=wording.moment(introduction.cooling_until), company=card.company.name, items=_items(introduction)
        ),
        _("Until then you can take it back, and nothing is handed over:"),
    ]
    return _letter(introduction, _("Your yes"), parts, _("Look at it, or take it back"))


def disclosed(mail: PersonalMail) -> Rendered:
    introduction, card = _subject_of(mail)
    if introduction.stage in {Stage.ACCEPTED, Stage.ASKED, Stage.WITHDRAWN}:
        raise Gone
    parts = [
        _("This was handed over to {company}, for the position “{title}” only:\n{items}").format(
            company=card.company.name, title=card.title, items=_items(introduction)
        ),
        _("The company answers by {day}. You can withdraw at any time:").format(day=wording.day(introduction.reply_by)),
    ]
    return _letter(
        introduction, _("Handed over to {company}").format(company=card.company.name), parts, _("Open the page")
    )


def _items(introduction: Introduction) -> str:
    return pgettext("list", ", ").join(str(Item(item).label) for item in introduction.items)


def progress(mail: PersonalMail) -> Rendered:
    introduction, card = _subject_of(mail)
    what = NEWS.get(mail.data.get("what", ""))
    if what is None:
        raise Gone
    subject, parts, button = what(introduction, card)
    return _letter(introduction, subject, parts, button)


def _interviewing(introduction: Introduction, card: OpeningCard) -> Said:
    line = _("{company} would like to talk with you about “{title}” and will write to you.")
    return _("News from {company}").format(company=card.company.name), [_fill(line, card)], _("Open the page")


def _offered(introduction: Introduction, card: OpeningCard) -> Said:
    line = _("{company} has made you an offer for “{title}”. The company writes to you about the conditions.")
    return _("News from {company}").format(company=card.company.name), [_fill(line, card)], _("Open the page")


def _hired(introduction: Introduction, card: OpeningCard) -> Said:
    parts = [
        _fill(_("Congratulations. {company} has recorded that you join for “{title}”."), card),
        _("Only if you like: you can tell a company that once met you. Nobody else is told."),
    ]
    return _("Congratulations"), parts, _("Open the page")


def _not_selected(introduction: Introduction, card: OpeningCard) -> Said:
    parts = [
        _fill(_("Thank you for talking with {company} about “{title}”. This time it did not come about."), card),
        introduction.closing_words,
        _("Other openings and questions reach you as you chose. What was handed over may be used for nothing else."),
    ]
    subject = _("From {company}, with thanks").format(company=card.company.name)
    return subject, [part for part in parts if part], _("Open the page")


def _returned(introduction: Introduction, card: OpeningCard) -> Said:
    parts = [
        _fill(_("{company} did not answer in time about “{title}”. We are sorry that you waited."), card),
        _("It has come back to you: the company can no longer read it and is asked to erase it."),
        _("You can look at other openings, or wait for other questions, as you like."),
    ]
    return _("No answer in time, our apologies"), parts, _("Open the page")


def _left(introduction: Introduction, card: OpeningCard) -> Said:
    parts = [
        _fill(_("{company} has left the network while it was in touch with you about “{title}”."), card),
        _("The company can no longer read what was handed over, and is asked to erase it."),
        _("What you have begun to talk about, you may go on with between the two of you."),
    ]
    return _("{company} has left the network").format(company=card.company.name), parts, _("Open the page")


def _look_again(introduction: Introduction, card: OpeningCard) -> Said:
    if introduction.origin == Origin.ASK:
        more = _("If you still say yes, please look at it again:")
    else:
        more = _("If you still want to send it, please look at it again on the page of the opening.")
    parts = [_("Your profile changed after your yes, so nothing was handed over."), more]
    return _("Nothing was handed over"), parts, _("Open the page")


def _fill(line: str, card: OpeningCard) -> str:
    return line.format(company=card.company.name, title=card.title)


def _message(introduction: Introduction, card: OpeningCard) -> Said:
    """A mail never repeats what was written (LEGAL M-11)."""
    if introduction.stage not in TALKING:
        raise Gone
    line = _fill(_("{company} has written to you about “{title}”. You read and answer it on your page."), card)
    return _("A message from {company}").format(company=card.company.name), [line], _("Read the message")


def _times(introduction: Introduction, card: OpeningCard) -> Said:
    if not InterviewOffer.objects.filter(introduction=introduction, state=OfferState.OPEN).exists():
        raise Gone
    line = _fill(_("{company} offers times to meet about “{title}”. Choose one, or say that none fits."), card)
    return _("Times to meet with {company}").format(company=card.company.name), [line], _("See the times")


def _tomorrow(introduction: Introduction, card: OpeningCard) -> Said:
    planned = InterviewOffer.objects.filter(introduction=introduction, state=OfferState.AGREED)
    soon = planned.filter(starts_at__gt=timezone.now()).order_by("starts_at").first()
    if soon is None:
        raise Gone
    line = _("You meet {company} on {time} ({way}). Place and calendar entry are on your page.")
    said = line.format(company=card.company.name, time=wording.moment(soon.starts_at), way=soon.get_held_how_display())
    return _("You meet {company} soon").format(company=card.company.name), [said], _("Open the page")


def _cancelled(introduction: Introduction, card: OpeningCard) -> Said:
    line = _fill(
        _("{company} has taken back a time to meet about “{title}”. Where it stands, you see on your page."), card
    )
    return _("A meeting was cancelled"), [line], _("Open the page")


def _conditions(introduction: Introduction, card: OpeningCard) -> Said:
    """Which, and what they were, stands on the page: here only that they are others (LEGAL J-06)."""
    changed = changed_since(card, introduction.asked_at or introduction.created_at)
    if introduction.stage not in WITH_RECEIVER or not changed:
        raise Gone
    parts = [
        _fill(_("{company} has changed conditions of “{title}” since you first read them:"), card),
        pgettext("list", ", ").join(one.label for one in changed),
        _("What was said before, and what is said now, stands on your page. You can step back at any time."),
    ]
    return _("Conditions of a position were changed"), parts, _("Look at the changes")


NEWS: dict[str, Callable[[Introduction, OpeningCard], Said]] = {
    Stage.INTERVIEWING: _interviewing,
    Stage.OFFERED: _offered,
    Stage.HIRED: _hired,
    Stage.NOT_SELECTED: _not_selected,
    "returned": _returned,
    "left": _left,
    "look_again": _look_again,
    "message": _message,
    "times": _times,
    "tomorrow": _tomorrow,
    "cancelled": _cancelled,
    "conditions": _conditions,
}

offer(PersonalKind.ASKED, asked)
offer(PersonalKind.ACCEPTED, accepted)
offer(PersonalKind.DISCLOSED, disclosed)
offer(PersonalKind.PROGRESS, progress)
