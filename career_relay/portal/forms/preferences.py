"""What to hear of, how often, and when to talk again. Nothing is ticked in advance; a page behind a mail offers no more."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.text.normalise import Malformed, fold_email, tidy
from career_relay.base.text.places import PREFECTURES
from career_relay.base.text.sentences import why
from career_relay.base.wording import month
from career_relay.matching.families import family_choices
from career_relay.notices.preferences import LONGEST_WORDS, RARER, Talk, Wishes, months
from career_relay.notices.states import Frequency, Topic

Choices = list[tuple[str, Any]]
TOPICS: Choices = [
    (Topic.NEWS, _("Company news")),
    (Topic.JOBS, _("Positions")),
    (Topic.COLUMN, _("Column about the field")),
]
LANGUAGES: Choices = [("", _("as the company writes")), ("ja", _("Japanese")), ("en", _("English"))]


def _families() -> Choices:
    return [("", _("any kind of work")), *family_choices()]


def _month_choices() -> Choices:
    return [("", _("no day in mind")), *((f"{day:%Y-%m}", month(day)) for day in months(timezone.localdate()))]


class WishesForm(forms.Form):
    topics = forms.MultipleChoiceField(
        label=_("What you would like to hear of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    frequency = forms.ChoiceField(label=_("How often"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the mails"), required=False, choices=LANGUAGES)
    talk_month = forms.ChoiceField(label=_("When to talk again"), required=False)
    talk_family = forms.ChoiceField(label=_("Kind of work"), required=False, choices=_families)
    talk_prefecture = forms.ChoiceField(
        label=pgettext_lazy("talk again", "Place"),
        required=False,
        choices=[("", _("anywhere")), *((one, one) for one in PREFECTURES)],
    )
    talk_words = forms.CharField(label=_("In your own words"), required=False, max_length=LONGEST_WORDS)
    phone_first = forms.BooleanField(label=_("If it is urgent, please call me first"), required=False)

    def __init__(self, data: Any = None, *, wishes: Wishes, may_grow: bool) -> None:
        super().__init__(data, initial=_initial(wishes))
        self.before, self.may_grow = wishes, may_grow
        topics = TOPICS if may_grow else [one for one in TOPICS if one[0] in wishes.topics]
        self._offer("topics", topics)
        self._offer("frequency", _frequencies(wishes, may_grow=may_grow))
        self._offer("talk_month", _with_kept(_month_choices(), wishes.talk))
        if not may_grow:
            del self.fields["phone_first"]

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_talk_words(self) -> str:
        return tidy(self.cleaned_data["talk_words"].replace("\n", " "))

    def clean(self) -> dict[str, Any]:
        """A condition without a month would be kept by nobody."""
        told = self.cleaned_data
        has_condition = any(told.get(name) for name in ("talk_family", "talk_prefecture", "talk_words"))
        if has_condition and "talk_month" in told and not told["talk_month"]:
            self.add_error("talk_month", _("Choose a month as well, so that we know when."))
        return told

    def wishes(self) -> Wishes:
        told = self.cleaned_data
        return Wishes(
            topics=frozenset(told["topics"]),
            frequency=told["frequency"],
            language=told["language"],
            phone_first=told.get("phone_first", self.before.phone_first),
            talk=_talk(told),
        )


def _initial(wishes: Wishes) -> dict[str, Any]:
    talk = wishes.talk
    return {
        "topics": sorted(wishes.topics),
        "frequency": wishes.frequency,
        "language": wishes.language,
        "phone_first": wishes.phone_first,
        "talk_month": f"{talk.month:%Y-%m}" if talk else "",
        "talk_family": talk.family if talk else "",
        "talk_prefecture": talk.prefecture if talk else "",
        "talk_words": talk.words if talk else "",
    }


def _frequencies(wishes: Wishes, *, may_grow: bool) -> Choices:
    least = 0 if may_grow else RARER[Frequency(wishes.frequency)]
    return [(value, label) for value, label in Frequency.choices if RARER[Frequency(value)] >= least]


def _with_kept(choices: Choices, talk: Talk | None) -> Choices:
    """A month that was named and has passed meanwhile stays readable until another one is chosen."""
    kept = f"{talk.month:%Y-%m}" if talk else ""
    if not talk or kept in dict(choices):
        return choices
    return [choices[0], (kept, month(talk.month)), *choices[1:]]


def _talk(told: dict[str, Any]) -> Talk | None:
    if not told["talk_month"]:
        return None
    year, number = told["talk_month"].split("-")
    return Talk(date(int(year), int(number), 1), told["talk_family"], told["talk_prefecture"], told["talk_words"])


class NewsForm(forms.Form):
    """An address and topics. Nothing is ticked in advance (LEGAL E-03)."""

    topics = forms.MultipleChoiceField(
        label=_("What you would like to hear of"),
        choices=TOPICS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one topic.")},
    )
    email = forms.CharField(label=_("E-mail address"), max_length=254, widget=forms.EmailInput)
    name = forms.CharField(label=_("Your name"), max_length=100, required=False)
    homepage = forms.CharField(required=False)  # people do not see it, programs fill it in

    def clean_email(self) -> str:
        try:
            return fold_email(self.cleaned_data["email"])
        except Malformed as refusal:
            raise forms.ValidationError(why(refusal)) from refusal

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"].replace("\n", " "))

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data.get("homepage"))

    def chosen(self) -> list[str]:
        return list(self.cleaned_data["topics"])
