"""What a recruiter may change in a notice, and when it leaves."""

import hashlib
from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.candidates.remedies import Telling
from career_relay.candidates.states import Path, Stage
from career_relay.desk.forms.telling import MonthInput, shared_choices
from career_relay.notices import wordings
from career_relay.notices.actions import Edit
from career_relay.notices.models import Message
from career_relay.notices.rules import LONGEST_POINT
from career_relay.notices.states import Channel, TemplatePurpose

OFFERED = (TemplatePurpose.RESULT, TemplatePurpose.AGENCY, TemplatePurpose.APOLOGY, "")
LANGUAGE_NAMES = [("ja", _("Japanese")), ("en", _("English"))]


def fingerprint(words: str) -> str:
    """Give a short hash of words as a textarea sends them, to see whether somebody changed them."""
    plain = words.replace("\r\n", "\n").strip()
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


class NoticeForm(forms.Form):
    """One notice. The text itself counts as changed only if it differs from what the page showed."""

    channel = forms.ChoiceField(label=_("How to tell them"), choices=Channel.choices, widget=forms.RadioSelect)
    to_agency = forms.CharField(label=_("Address of the agency"), max_length=254, required=False)
    template_key = forms.ChoiceField(label=_("Template"), widget=forms.Select(attrs={"class": "input"}))
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGE_NAMES, widget=forms.Select(attrs={"class": "input"})
    )
    personal_point = forms.CharField(
        label=_("Personal feedback"),
        required=False,
        max_length=LONGEST_POINT,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_POINT}),
    )
    reason_shared = forms.ChoiceField(
        label=_("Reason the person reads"), required=False, widget=forms.Select(attrs={"class": "input"})
    )
    path = forms.ChoiceField(label=_("Way to go on"), required=False, widget=forms.Select(attrs={"class": "input"}))
    path_on = forms.DateField(
        label=_("Month to talk again"), required=False, input_formats=["%Y-%m", "%Y-%m-%d"], widget=MonthInput
    )
    survey_wanted = forms.BooleanField(label=_("Ask on the result page whether this helped"), required=False)
    subject = forms.CharField(label=_("Subject"), max_length=200, required=False)
    body = forms.CharField(
        label=pgettext_lazy("notices", "Text"), required=False, widget=forms.Textarea(attrs={"rows": 14})
    )
    subject_was = forms.CharField(required=False, widget=forms.HiddenInput)
    body_was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, message: Message) -> None:
        super().__init__(data, initial=initial_of(message))
        choices = [(one.key, wordings.title_of(one)) for one in wordings.all_of(message.language, purposes=OFFERED)]
        cast("forms.ChoiceField", self.fields["template_key"]).choices = choices
        cast("forms.ChoiceField", self.fields["reason_shared"]).choices = shared_choices()
        cast("forms.ChoiceField", self.fields["path"]).choices = [("", _("nothing")), *Path.choices]
        self.tells = message.application is not None and message.application.stage == Stage.REJECTED

    def edit(self) -> Edit:
        said = self.cleaned_data
        return Edit(
            channel=said["channel"],
            to_agency=said["to_agency"],
            template_key=said["template_key"],
            language=said["language"],
            personal_point=said["personal_point"].replace("\r\n", "\n"),
            survey_wanted=said["survey_wanted"],
            telling=self._telling(),
            subject=self._if_changed("subject"),
            body=self._if_changed("body"),
        )

    def _telling(self) -> Telling | None:
        """What is told along with a no; nothing when the form did not ask."""
        if not self.tells or "path" not in self.data:
            return None
        said = self.cleaned_data
        return Telling(said["reason_shared"], said["path"], said["path_on"] if said["path"] == Path.LATER else None)

    def _if_changed(self, name: str) -> str | None:
        words: str = self.cleaned_data[name]
        return None if fingerprint(words) == self.cleaned_data[f"{name}_was"] else words


def initial_of(message: Message) -> dict[str, Any]:
    names = ("channel", "to_agency", "template_key", "language", "personal_point", "survey_wanted", "subject")
    body = message.body_text.strip()
    told = message.application
    return {
        **{name: getattr(message, name) for name in names},
        **({"reason_shared": told.reason_shared, "path": told.path, "path_on": told.path_on} if told else {}),
        "body": body,
        "subject_was": fingerprint(message.subject),
        "body_was": fingerprint(body),
    }


FURTHEST = timedelta(days=366)


class ReleaseForm(forms.Form):
    """At once, or at a day and an hour."""

    when = forms.ChoiceField(choices=[("now", _("At once")), ("later", _("Choose a time"))])
    day = forms.DateField(required=False)
    hour = forms.TimeField(required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("when") == "later" and not (said.get("day") and said.get("hour")):
            raise forms.ValidationError(_("Please choose the day and the hour."))
        if said.get("when") == "later":
            self._ensure_to_come(_moment_of(said))
        return said

    def _ensure_to_come(self, moment: datetime) -> None:
        """A slip of the pen must not send at once, nor in forty years."""
        now = timezone.now()
        if moment <= now:
            raise forms.ValidationError(_("That moment has passed. Choose a later one, or send at once."))
        if moment > now + FURTHEST:
            raise forms.ValidationError(_("Choose a day within a year."))

    def moment(self) -> datetime | None:
        """Give the chosen moment, or nothing for at once."""
        return None if self.cleaned_data["when"] == "now" else _moment_of(self.cleaned_data)


def _moment_of(said: dict[str, Any]) -> datetime:
    return timezone.make_aware(datetime.combine(said["day"], said["hour"]))
