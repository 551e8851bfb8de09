"""Whom a mailing goes to, what it says, and when it leaves."""

from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from career_relay.candidates import segments
from career_relay.candidates.models import Segment
from career_relay.desk.access import DeskRequest
from career_relay.desk.forms import pool
from career_relay.desk.forms.notices import LANGUAGE_NAMES, ReleaseForm
from career_relay.desk.selection import asked_of, uuids
from career_relay.notices import wordings
from career_relay.notices.campaign_words import LONGEST_BODY, LONGEST_SUBJECT
from career_relay.notices.campaigns import LONGEST_NAME
from career_relay.notices.line.account import account_of
from career_relay.notices.models import Campaign
from career_relay.notices.states import Channel, LegalClass, TemplatePurpose, Topic
from career_relay.positions.models import Position
from career_relay.positions.states import State

OWN: Final = "own"  # words of one's own, from an empty sheet
PURPOSES: Final = (TemplatePurpose.NEWS, TemplatePurpose.JOBS)
CLASS_OF_TOPIC: Final = {
    Topic.NEWS: LegalClass.NEWSLETTER,
    Topic.JOBS: LegalClass.JOB_INFO,
    Topic.COLUMN: LegalClass.NEWSLETTER,
}
WAYS: Final = ((Channel.MAIL, Channel.MAIL.label), (Channel.LINE, Channel.LINE.label))
EVERYBODY: Final = "all"
MAY_BE_WRITTEN_TO: Final = "state=contact"
SPEEDS: Final = (0, 300, 60, 10)


@dataclass(frozen=True, slots=True)
class Whom:
    """One list of people to choose: conditions under a name, with what they ask for in words."""

    key: str
    title: Any
    query: str
    words: tuple[str, ...] = ()
    segment: Segment | None = None


def lists_of(request: DeskRequest, query: str = "") -> list[Whom]:
    """Give the lists somebody can write to: the conditions they came with, everybody with permission, their segments."""
    found = []
    if query:
        found.append(Whom("now", _("The list you came from"), query, _words(request, query)))
    found.append(Whom(EVERYBODY, _("Everybody who may be written to"), MAY_BE_WRITTEN_TO))
    kept = segments.seen_by(request.staff.pk)
    return found + [Whom(f"s-{one.public_id}", one.name, one.query, _words(request, one.query), one) for one in kept]


def _words(request: DeskRequest, query: str) -> tuple[str, ...]:
    return tuple(pool.in_words(asked_of(request, query)))


def kinds() -> list[tuple[str, Any]]:
    """Give the kinds of mailing: the templates that may go to many, and an empty sheet."""
    found = [(one.key, wordings.title_of(one)) for one in wordings.all_of("ja", purposes=PURPOSES)]
    return [*found, (OWN, _("Words of your own"))]


class WhomForm(forms.Form):
    """The first step."""

    name = forms.CharField(label=_("Title"), max_length=LONGEST_NAME)
    kind = forms.ChoiceField(label=_("What it is about"), widget=forms.RadioSelect)
    topic = forms.ChoiceField(label=_("Topic"), choices=Topic.choices, required=False)
    position = forms.ChoiceField(label=_("Position"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_NAMES)
    whom = forms.ChoiceField(label=_("Whom"), widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=pgettext_lazy("mailing", "By"), choices=WAYS, required=False)

    def __init__(self, data: Any = None, *, lists: list[Whom], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.lists = {one.key: one for one in lists}
        self.positions = {
            str(one.public_id): one for one in Position.objects.filter(state=State.OPEN).order_by("title")
        }
        self._choose("kind", kinds())
        self._choose("position", [("", _("none")), *((key, one.title) for key, one in self.positions.items())])
        self._choose("whom", [(one.key, one.title) for one in lists])
        if account_of() is None:
            del self.fields["channel"]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("kind") == "new_position" and not told.get("position"):
            self.add_error("position", _("Choose the position the mail speaks of."))
        return told

    def chosen(self) -> Whom | None:
        return self.lists.get(str(getattr(self, "cleaned_data", {}).get("whom") or self.data.get("whom") or ""))

    def way(self) -> str:
        """By which way, as far as it was chosen: mail where there is nothing to choose."""
        said = str(self["channel"].value() or "") if "channel" in self.fields else ""
        return said if said in Channel.values else Channel.MAIL

    def facts(self) -> dict[str, Any]:
        """What the choices say of a campaign."""
        told, whom = self.cleaned_data, self.chosen()
        facts = {
            "name": told["name"],
            "language": told["language"],
            "position": self.positions.get(told["position"]),
            "query": whom.query if whom else "",
            "segment": whom.segment if whom else None,
        }
        if "channel" in self.fields:
            facts["channel"] = self.way()
        if told["kind"] == OWN:
            topic = told["topic"] or Topic.NEWS
            facts |= {"topic": topic, "legal_class": CLASS_OF_TOPIC[Topic(topic)]}
        return facts


def initial_whom(campaign: Campaign | None, lists: list[Whom], position: str = "") -> dict[str, Any]:
    """What the first step shows when it opens."""
    if campaign is None:
        kind = "new_position" if position else "newsletter"
        return {"kind": kind, "whom": lists[0].key, "language": "ja", "position": position, "topic": Topic.NEWS}
    same = [one.key for one in lists if one.query == campaign.query]
    return {
        "name": campaign.name,
        "kind": campaign.template_key or OWN,
        "topic": campaign.topic,
        "language": campaign.language,
        "channel": campaign.channel,
        "position": str(campaign.position.public_id) if campaign.position else "",
        "whom": (same or [lists[0].key])[0],
    }


class WordsForm(forms.Form):
    """The second step."""

    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    body = forms.CharField(
        label=pgettext_lazy("notices", "Text"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 18, "data-fair": "note"}),
    )


class WhenForm(ReleaseForm):
    """The third step."""

    per_minute = forms.TypedChoiceField(label=_("Speed"), coerce=int, required=False, empty_value=cast("Any", 0))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["per_minute"]).choices = [(n, speed(n)) for n in SPEEDS]


def speed(per_minute: int) -> Any:
    if not per_minute:
        return _("as fast as the mail server takes them")
    return ngettext("{n} mail a minute", "{n} mails a minute", per_minute).format(n=per_minute)


def picked(texts: list[str]) -> list[UUID]:
    """The people ticked among the suggestions."""
    return uuids(texts[:500])
