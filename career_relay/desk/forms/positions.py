"""A position as a form: every item of the law with what to write there."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.base.text.places import PREFECTURES
from career_relay.companies.models import Circle
from career_relay.matching.families import family_choices
from career_relay.positions.lint import faults
from career_relay.positions.models import AgeException, Position, Promise
from career_relay.positions.statutory import HINTS, missing
from career_relay.positions.structure import OLDEST, YOUNGEST

LONG = {"summary": 3, "must": 5, "nice": 4, "duties": 3, "duties_change": 2, "pay": 2}
OVERTIME = ("has_fixed_overtime", "base_pay", "fixed_pay", "fixed_hours", "pays_beyond")
BOUNDS = {
    "headcount": (1, 999),
    "reply_days": (1, 20),
    **dict.fromkeys(("age_from", "age_to", "retirement_age"), (YOUNGEST, OLDEST)),
}
AGE = ("age_exception", "age_from", "age_to", "retirement_age")
OWN_HINTS = {
    "must": _(
        "One a line, for example “Corporate sales, 2 years”. Age, sex, nationality and school have no place here."
    ),
    "nice": _("One a line. Nobody is left out for lacking one."),
    "promises": _("Shown first to every reader. Choose only what you will keep."),
    "has_fixed_overtime": _("If the pay contains overtime in advance, all four parts below have to be said."),
    "base_pay": _("A month, without the fixed overtime."),
    "age_exception": _("Without an exception of the law no age may be named anywhere in the posting."),
    "retirement_age": _("Only for exception 1."),
    "flag_reason": _("Only when we mark a wording: what in the work makes it necessary."),
    "reply_days": _("Within how many business days you answer somebody who said yes."),
}


def role_choices() -> list[tuple[str, Any]]:
    return [("", "—"), *family_choices()]


class PositionForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    promises = forms.MultipleChoiceField(
        label=_("Promise of welcome"), choices=Promise.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Position
        fields = (
            *("title", "role_family", "track", "headcount", "summary", "must", "nice", "promises", "reply_days"),
            *("duties", "duties_change", "contract_term", "renewal", "probation", "place", "place_change"),
            *("prefecture", "remote", "hours", "overtime", "break_time", "holidays", "pay_min", "pay_max", "pay"),
            *("insurance", "employer", "dispatch", "smoking"),
            *(*OVERTIME, *AGE, "flag_reason"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role, prefecture = Position._meta.get_field("role_family"), Position._meta.get_field("prefecture")
        age = Position._meta.get_field("age_exception")
        self.fields["role_family"] = forms.ChoiceField(label=role.verbose_name, choices=role_choices, required=False)
        self.fields["prefecture"] = forms.ChoiceField(
            label=prefecture.verbose_name, choices=[("", "—"), *((one, one) for one in PREFECTURES)], required=False
        )
        self.fields["age_exception"] = forms.ChoiceField(
            label=age.verbose_name, choices=[("", "—"), *AgeException.choices], required=False
        )
        for name, (least, most) in BOUNDS.items():
            self.fields[name].validators += [MinValueValidator(least), MaxValueValidator(most)]
        for name, rows in LONG.items():
            self.fields[name].widget = forms.Textarea(attrs={"rows": rows})
        for name, hint in {**HINTS, **OWN_HINTS}.items():
            self.fields[name].help_text = hint  # type: ignore[assignment]  # a lazy sentence

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        low, high = given.get("pay_min"), given.get("pay_max")
        if low and high and low > high:
            self.add_error("pay_max", _("The upper end is below the lower end."))
        return given

    def refuse(self, refusal: Refused) -> None:
        """Say why it was not kept: at each part that is wrong, so that one look mends all; else above the form."""
        for field, sentence in self._places(refusal) or [(None, str(refusal))]:
            self.add_error(field, sentence)

    def _places(self, refusal: Refused) -> list[tuple[str | None, str]]:
        if refusal.code == "REASON_REQUIRED":
            return [("flag_reason", str(refusal))]
        gaps = [(one.field, str(_("Please fill this in. The law wants it said."))) for one in missing(self.instance)]
        wrong = [(one.field, one.finding.message) for one in faults(self.instance)]
        codes = {"POSTING_INCOMPLETE", *(one.finding.code for one in faults(self.instance))}
        return [*gaps, *wrong] if refusal.code in codes else []


class PublishForm(forms.Form):
    """Where a position is shown. Without a circle it is for the own pool alone."""

    circles = forms.ModelMultipleChoiceField(
        label=_("Circles in which it is shown"),
        queryset=Circle.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, company_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Circle.objects.filter(members__company_id=company_id)
        self.fields["circles"].queryset = mine  # type: ignore[attr-defined]  # the field above
