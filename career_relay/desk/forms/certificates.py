"""Handing a certificate over, and taking it back."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.candidates.models import Application
from career_relay.consents.certificates import queries
from career_relay.consents.certificates.actions import LONGEST_REASON
from career_relay.matching.engine.roles import role_of, roles
from career_relay.matching.families import family_choices


class CertificateForm(forms.Form):
    """The role family, and up to five strengths out of what stands on the scorecards. Nothing is typed."""

    family = forms.ChoiceField(label=_("Role family"), choices=())
    strengths = forms.MultipleChoiceField(
        label=_("Strengths"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, application: Application, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        family = cast("forms.ChoiceField", self.fields["family"])
        family.choices = [("", _("not stated")), *family_choices()]
        family.required = False
        self.initial.setdefault("family", family_of(application))
        words = cast("forms.MultipleChoiceField", self.fields["strengths"])
        words.choices = [(one, one) for one in queries.strengths_of(application)]
        self.language = language

    def family_label(self) -> str:
        known = roles().get(self.cleaned_data["family"])
        return known.label(self.language) if known else ""


def family_of(application: Application) -> str:
    """What the position says, else what its title names; nothing when neither says it."""
    said = application.position.role_family if application.position else ""
    return said if said in roles() else role_of(application.position_title) or ""


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is taken back"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )
