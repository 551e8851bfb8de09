"""Forms of the file of an incident: for a company at its desk and for the operator in the console."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.companies import incidents
from career_relay.companies.models import Company, Incident, Membership
from career_relay.companies.queries import live_members

DAY = forms.DateInput(attrs={"type": "date"})
LONGEST_WINDOW = timedelta(days=400)


class FactsForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable when it runs
    """What is known: enough to sort the incident and to start its clocks."""

    class Meta:
        model = Incident
        fields = incidents.FACTS
        widgets = {
            "known_on": DAY,
            "happened_on": DAY,
            "first_report_on": DAY,
            "final_report_on": DAY,
            "evidence": forms.Textarea(attrs={"rows": 3}),
        }

    def keep_refusal(self, code: str, words: str) -> None:
        self.add_error(code if code in self.fields else None, words)


class ReportForm(forms.Form):
    """The nine items of the report."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in incidents.NINE.items():
            area = forms.Textarea(attrs={"rows": 3})
            self.fields[key] = forms.CharField(
                label=str(label), required=False, max_length=incidents.LONGEST, widget=area
            )


class WindowForm(forms.Form):
    """Whose acts in which window of time touched whom."""

    SCOPES = (
        ("acted", _("people whose records the log names")),
        ("could", _("everybody: the account could have opened every record")),
    )
    member = forms.ModelChoiceField(
        label=_("Account"), queryset=Membership.objects.none(), required=False, empty_label=_("all accounts")
    )
    since = forms.DateTimeField(
        label=pgettext_lazy("period", "From"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    until = forms.DateTimeField(
        label=pgettext_lazy("period", "To"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    session = forms.RegexField(label=_("Sign-in"), regex=r"^[0-9a-f]{16}$", required=False)
    scope = forms.ChoiceField(label=_("Who is listed"), choices=SCOPES, initial="acted", widget=forms.RadioSelect)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = Membership.objects.filter(company=company).select_related("user")  # type: ignore[attr-defined]
        self.fields["member"].label_from_instance = lambda one: one.user.name  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if isinstance(since, datetime) and isinstance(until, datetime):
            if not since < until:
                self.add_error("until", _("The window has to end after it begins."))
            elif until - since > LONGEST_WINDOW:
                self.add_error("since", _("At most 400 days at once."))
        return told


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("outcome"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))


class CompaniesForm(forms.Form):
    """Which companies the operator tells."""

    companies = forms.ModelMultipleChoiceField(
        label=_("Companies whose data is concerned"),
        queryset=Company.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["companies"].queryset = live_members()  # type: ignore[attr-defined]


def first_facts() -> dict[str, Any]:
    return {"known_on": timezone.localdate()}
