"""The person's own profile. Free words are checked against the fair-selection list before they are kept."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.errors import Refused
from career_relay.base.text import lint
from career_relay.base.text.normalise import Malformed, fold_email, squeeze, tidy
from career_relay.base.text.places import PREFECTURES
from career_relay.base.text.sentences import why
from career_relay.candidates.resumes.kinds import ACCEPT
from career_relay.consents.models import Passport
from career_relay.consents.models.passports import Employment
from career_relay.consents.passport import FREE_TEXT, Fields, as_text
from career_relay.consents.shields import ensure_own_address
from career_relay.consents.uploads import Offer
from career_relay.positions.models import Remote

MOST_SKILLS = 40
MOST_HOURS = 60  # above it, no contract could lawfully be meant
LONGEST_SKILL = 60


class PassportForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("portal", "Name"), max_length=100)
    email = forms.CharField(label=_("E-mail for answers"), max_length=254, widget=forms.EmailInput)
    headline = forms.CharField(label=_("One line about your work"), max_length=120, required=False)
    history = forms.CharField(
        label=_("Work history"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 10})
    )
    skills = forms.CharField(
        label=_("Skills and qualifications"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    prefectures = forms.MultipleChoiceField(
        label=_("Prefectures where you would work"),
        required=False,
        choices=[(name, name) for name in PREFECTURES],
        widget=forms.CheckboxSelectMultiple,
    )
    remote = forms.ChoiceField(
        label=_("Remote work"), required=False, choices=lambda: [("", _("not said")), *Remote.choices]
    )
    pay_min = forms.IntegerField(label=_("Annual pay from (10,000 yen)"), required=False, min_value=0, max_value=9999)
    start_from = forms.CharField(label=_("When you could start"), max_length=60, required=False)
    employment = forms.MultipleChoiceField(
        label=_("Kinds of employment"),
        required=False,
        choices=Employment.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    weekly_hours = forms.IntegerField(
        label=_("Hours a week at most"), required=False, min_value=1, max_value=MOST_HOURS
    )
    working_time = forms.CharField(label=_("Days and times"), max_length=100, required=False)

    @classmethod
    def of(cls, passport: Passport) -> "PassportForm":
        """The form with what the person, or their own records, already say."""
        values: dict[str, Any] = {name: getattr(passport, name) for name in cls.base_fields if name != "skills"}
        return cls(initial={**values, "skills": "\n".join(passport.skills)})

    @classmethod
    def with_offer(cls, typed: QueryDict, offer: Offer) -> "PassportForm":
        """The form as it was typed, and what a file says put after it. Nothing typed is lost or replaced."""
        many = {"prefectures", "employment"}
        kept: dict[str, Any] = {
            name: typed.getlist(name) if name in many else typed.get(name, "") for name in cls.base_fields
        }
        kept["history"] = _after(kept["history"], offer.history, gap="\n\n")
        known = set(kept["skills"].splitlines())
        kept["skills"] = _after(kept["skills"], "\n".join(one for one in offer.skills if one not in known), gap="\n")
        return cls(initial=kept)

    def clean_email(self) -> str:
        try:
            address = fold_email(self.cleaned_data["email"])
            ensure_own_address(address)
        except Malformed as refusal:
            raise forms.ValidationError(why(refusal)) from refusal
        except Refused as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from refusal
        return address

    def clean_history(self) -> str:
        return tidy(self.cleaned_data["history"])

    def clean_skills(self) -> list[str]:
        """One a line, or parted by commas."""
        parts = self.cleaned_data["skills"].replace("、", "\n").replace(",", "\n").splitlines()
        skills = list(dict.fromkeys(one for one in (squeeze(part) for part in parts) if one))
        if long := [one for one in skills if len(one) > LONGEST_SKILL]:
            raise forms.ValidationError(_("“%(skill)s” is too long: write one skill a line.") % {"skill": long[0]})
        return skills[:MOST_SKILLS]

    def clean(self) -> dict[str, Any]:
        for name in FREE_TEXT:
            for finding in lint.check(as_text(self.cleaned_data.get(name)), lint.FAIR):
                self.add_error(name, finding.message)
        return self.cleaned_data

    def fields_given(self) -> Fields:
        given: Fields = {**self.cleaned_data}  # type: ignore[typeddict-item]  # the fields of the form are its keys
        return given


def _after(typed: str, read: str, *, gap: str) -> str:
    """What was read below what was typed, unless it stands there already."""
    if not read or read in typed:
        return typed
    return f"{typed.rstrip()}{gap}{read}" if typed.strip() else read


class ResumeForm(forms.Form):
    """A file to be read once. It is not kept."""

    resume = forms.FileField(
        label=_("Résumé to read"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )
