"""What is done with the people of the list: the facts an act needs, saved conditions, files, reminders, pools."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from career_relay.accounts.models import User
from career_relay.base.wording import day_short
from career_relay.candidates import columns
from career_relay.candidates.models import Pool, Verb
from career_relay.candidates.reminders import LONGEST_WORDS, QUICK_MONTHS, quick_days
from career_relay.candidates.states import Reason
from career_relay.companies.models import Company
from career_relay.desk.forms.candidate import DayInput
from career_relay.desk.forms.strengths import ManyStrengthsForm
from career_relay.desk.forms.telling import TellingForm

ON_A_DAY: Final = "day"


def staff_of(company: Company) -> Any:
    return User.objects.filter(memberships__company=company, is_active=True).order_by("name", "id")


def name_staff_once(company: Company, among: Mapping[forms.Form | None, str]) -> None:
    """Several forms of one page offer the same people: they are asked for once. in: the field's name by its form."""
    people = [(one.pk, str(one)) for one in staff_of(company)]
    for form, name in among.items():
        if form is not None:
            field = cast("forms.ModelChoiceField[User]", form.fields[name])
            field.choices = people if field.empty_label is None else [("", field.empty_label), *people]


class DayForm(forms.Form):
    """A day to talk again: in one, three or six months, or on a date."""

    when = forms.ChoiceField(label=_("When"), widget=forms.RadioSelect)
    day = forms.DateField(label=_("On this day"), required=False, widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quick = [(str(months), f"{_in_months(months)} ({day_short(day)})") for months, day in self._quick()]
        field = cast("forms.ChoiceField", self.fields["when"])
        field.choices = [*quick, (ON_A_DAY, _("on a day of your choice"))]
        field.initial = str(QUICK_MONTHS[0])

    @staticmethod
    def _quick() -> list[tuple[int, date]]:
        return quick_days(timezone.localdate())

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("when") == ON_A_DAY and not told.get("day") and "day" not in self.errors:
            self.add_error("day", _("Choose a day."))
        return told

    def chosen_day(self) -> date:
        """The day meant; while nothing valid is chosen, the first of the quick ones."""
        told, quick = getattr(self, "cleaned_data", {}), dict(self._quick())
        if told.get("when") == ON_A_DAY and told.get("day"):
            return cast("date", told["day"])
        return quick[int(told["when"])] if str(told.get("when", "")).isdigit() else quick[QUICK_MONTHS[0]]


def _in_months(months: int) -> str:
    return ngettext("in %(n)s month", "in %(n)s months", months) % {"n": months}


class FactsForm(forms.Form):
    """What an act on many needs to know. Each verb keeps only its own fields."""

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            if isinstance(one, forms.ModelChoiceField) and one.queryset is not None and one.queryset.model is User:
                one.queryset = staff_of(company)

    def facts(self) -> dict[str, Any]:
        return {}


class TagForm(FactsForm):
    tag = forms.CharField(label=_("Tag"), max_length=30)

    def facts(self) -> dict[str, Any]:
        return {"tag": " ".join(self.cleaned_data.get("tag", "").split())}


class PoolForm(FactsForm):
    pool = forms.ModelChoiceField(label=_("Pool"), queryset=Pool._base_manager.none(), required=False, empty_label="—")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Pool]", self.fields["pool"])
        field.queryset, field.to_field_name = Pool.objects.all(), "public_id"

    def facts(self) -> dict[str, Any]:
        pool = self.cleaned_data.get("pool")
        return {"pool": pool.pk if pool else None}


class IntoPoolForm(PoolForm):
    name = forms.CharField(label=_("or a new pool"), max_length=60, required=False)

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "name": self.cleaned_data.get("name", "").strip()}


class OwnerForm(FactsForm):
    user = forms.ModelChoiceField(
        label=_("In charge"), queryset=User.objects.none(), required=False, empty_label=_("nobody")
    )

    def facts(self) -> dict[str, Any]:
        user = self.cleaned_data.get("user")
        return {"user": user.pk if user else None}


class SnoozeForm(DayForm, FactsForm):
    def facts(self) -> dict[str, Any]:
        return {"day": self.chosen_day().isoformat()}


class QuietForm(FactsForm):
    words = forms.CharField(label=_("Why (stays inside the company)"), max_length=200, required=False)

    def facts(self) -> dict[str, Any]:
        return {"words": self.cleaned_data.get("words", "")}


class RemindForm(DayForm, FactsForm):
    user = forms.ModelChoiceField(label=_("Remind"), queryset=User.objects.none(), empty_label=None)
    words = forms.CharField(label=_("What to remember"), max_length=LONGEST_WORDS)
    field_order = ("words", "user", "when", "day")

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        user = told.get("user")
        return {
            "day": self.chosen_day().isoformat(),
            "words": told.get("words", ""),
            "user": user.pk if user else None,
        }


FORMS: Final[dict[str, type[FactsForm]]] = {
    Verb.TAG: TagForm,
    Verb.UNTAG: TagForm,
    Verb.POOL: IntoPoolForm,
    Verb.UNPOOL: PoolForm,
    Verb.OWNER: OwnerForm,
    Verb.SNOOZE: SnoozeForm,
    Verb.SILVER: FactsForm,
    Verb.UNSILVER: FactsForm,
    Verb.QUIET: QuietForm,
    Verb.REMIND: RemindForm,
}


class DecideManyForm(TellingForm, ManyStrengthsForm):
    reason = forms.ChoiceField(label=_("Reason (stays inside the company)"), choices=[("", "—"), *Reason.choices])
    details = forms.CharField(
        label=_("Details (stay inside the company)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SegmentForm(forms.Form):
    name = forms.CharField(label=_("Name of the segment"), max_length=60)
    is_shared = forms.BooleanField(label=_("Share with everybody in the company"), required=False)


class NewPoolForm(forms.Form):
    name = forms.CharField(label=_("Name of the pool"), max_length=60)
    note = forms.CharField(label=_("What it is for"), max_length=300, required=False)


class ExportForm(forms.Form):
    """Which columns leave, in which form, and why."""

    columns = forms.MultipleChoiceField(label=pgettext_lazy("file", "Columns"), widget=forms.CheckboxSelectMultiple)
    format = forms.ChoiceField(
        label=_("Kind of file"),
        widget=forms.RadioSelect,
        initial="csv",
        choices=[("csv", _("CSV (opens in Excel)")), ("xlsx", _("Excel workbook"))],
    )
    reason = forms.CharField(label=_("What the file is for"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.MultipleChoiceField", self.fields["columns"])
        field.choices = [(name, label) for name, (label, _cell) in columns.COLUMNS.items()]
        field.initial = list(columns.USUAL)


class WhyNotForm(forms.Form):
    why = forms.CharField(label=_("Why not"), max_length=300)
