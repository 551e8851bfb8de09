"""What a recruiter or an interviewer writes on a candidate's page."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.accounts.models import User
from career_relay.base.text.normalise import Malformed, fold_email, fold_name, normalise_email, normalise_phone
from career_relay.base.text.places import PREFECTURES
from career_relay.base.text.sentences import why
from career_relay.candidates.states import NEXT, Reason, SourceKind, Stage
from career_relay.companies.models import Company
from career_relay.desk.fair import FairForm
from career_relay.desk.forms.strengths import MISSING, StrengthsForm
from career_relay.desk.forms.telling import TellingForm
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from career_relay.positions.models import Track


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class NoteForm(FairForm):
    fair = ("text",)
    text = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)


class DecisionForm(TellingForm, StrengthsForm):
    """The result, and why. What the person reads is written in the notice."""

    fair = ("details", "strengths", "skipped", "good_for_more")

    decision = forms.ChoiceField(label=_("Result"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("Reason (stays inside the company)"), choices=[("", "—"), *Reason.choices], required=False
    )
    details = forms.CharField(
        label=_("Details (stay inside the company)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    strengths = forms.CharField(
        label=_("What this person does well"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    on = forms.DateField(label=_("First working day, when hired"), required=False, widget=DayInput)

    def __init__(self, *args: Any, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = [one for one in (Stage.REJECTED, Stage.WITHDRAWN, Stage.HIRED) if one in NEXT.get(stage, ())]
        cast("forms.ChoiceField", self.fields["decision"]).choices = [(one.value, one.label) for one in possible]
        if Stage.HIRED not in possible:
            del self.fields["on"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("decision") == Stage.REJECTED and not data.get("reason"):
            self.add_error("reason", _("Choose a reason. It stays inside the company."))
        asked = data.get("decision") == Stage.REJECTED and not self.unfair
        if asked and not data.get("strengths") and not self.is_told():
            self.add_error("strengths", MISSING)
        return data


class PromiseForm(forms.Form):
    day = forms.DateField(label=_("Answer promised by"), widget=DayInput)
    reason = forms.CharField(label=_("Reason, told to the person"), required=False, max_length=200)


class KeepForm(FairForm):
    """Who looks after the record, and its tags."""

    fair = ("tags",)

    owner = forms.ModelChoiceField(label=_("In charge"), queryset=User.objects.none(), required=False, empty_label="—")
    tags = forms.CharField(label=_("Tags, separated by commas"), required=False, max_length=400)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(memberships__company=company, is_active=True).order_by("name")
        cast("forms.ModelChoiceField[User]", self.fields["owner"]).queryset = staff

    def clean_tags(self) -> list[str]:
        return [tag.strip() for tag in self.cleaned_data["tags"].replace("、", ",").split(",") if tag.strip()]


class CandidateForm(forms.Form):
    """Somebody who comes in by hand: on paper, by telephone, at a fair."""

    name = forms.CharField(label=_("Name"), max_length=100)
    kana = forms.CharField(label=_("Name in kana"), max_length=100, required=False)
    email = forms.CharField(label=_("e-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    prefecture = forms.ChoiceField(
        label=_("Prefecture"), required=False, choices=[("", "—"), *((one, one) for one in PREFECTURES)]
    )
    position = forms.CharField(label=_("Position applied for"), max_length=120)
    track = forms.ChoiceField(label=_("Kind of employment"), choices=Track.choices, initial=Track.MID_CAREER)
    applied_on = forms.DateField(label=_("Applied on"), widget=DayInput)
    source = forms.ChoiceField(label=_("Came through"), choices=SourceKind.choices, initial=SourceKind.OWN)
    agency_firm = forms.CharField(label=_("Agency firm"), max_length=100, required=False)
    skills = forms.CharField(label=_("Skills, separated by commas"), max_length=1000, required=False)

    def clean_email(self) -> str:
        try:
            return normalise_email(self.cleaned_data["email"]) if self.cleaned_data["email"] else ""
        except Malformed as refusal:
            raise forms.ValidationError(why(refusal)) from refusal

    def clean_applied_on(self) -> date:
        day: date = self.cleaned_data["applied_on"]
        if day > date.today():  # noqa: DTZ011 — the day on the paper, in whatever zone it was written
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def draft(self) -> CandidateDraft:
        told = self.cleaned_data
        try:
            phone_key = normalise_phone(told["phone"]) if told["phone"] else ""
        except Malformed:
            phone_key = ""
        return CandidateDraft(
            name=told["name"],
            name_key=fold_name(told["name"]),
            kana=told["kana"],
            email=told["email"],
            email_key=fold_email(told["email"]) if told["email"] else "",
            phone=told["phone"],
            phone_key=phone_key,
            prefecture=told["prefecture"],
            track=told["track"],
            skills=tuple(part.strip()[:60] for part in told["skills"].replace("、", ",").split(",") if part.strip()),
            application=ApplicationDraft(
                position=told["position"],
                track=told["track"],
                applied_on=told["applied_on"],
                step="screening",
                source="agency" if told["agency_firm"] and told["source"] != "dispatch" else told["source"],
                agency_firm=told["agency_firm"],
            ),
        )
