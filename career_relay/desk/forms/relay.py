"""What a recruiter types about questions and introductions."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.relay.asks import LONGEST_DAYS, usual_due_day
from career_relay.relay.budget import Budget
from career_relay.relay.states import RECEIVERS_MOVES, Stage

USUAL_LIMIT = 10


class DayInput(forms.DateInput):
    """A day, in the browser's own way of choosing one."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(format="%Y-%m-%d", attrs=attrs)


class AskForm(forms.Form):
    """Up to how many people, and until when they may answer."""

    upto = forms.IntegerField(label=_("Ask at most"), min_value=1)
    due_on = forms.DateField(label=_("Answers until"), widget=DayInput())

    def __init__(self, data: Any = None, *, budget: Budget, today: date) -> None:
        initial = {"upto": min(USUAL_LIMIT, budget.left) or 1, "due_on": usual_due_day(today)}
        super().__init__(data, initial=initial)
        self.fields["upto"].widget.attrs["max"] = max(budget.left, 1)
        first, last = today + timedelta(days=1), today + timedelta(days=LONGEST_DAYS)
        self.fields["due_on"].widget.attrs |= {"min": first.isoformat(), "max": last.isoformat()}


class MoveForm(forms.Form):
    """One move on the board, with what it needs."""

    stage = forms.ChoiceField(choices=[(one.value, one.label) for one in Stage if one in RECEIVERS_MOVES])
    starts_on = forms.DateField(label=_("First day"), required=False, widget=DayInput())
    permanent = forms.TypedChoiceField(
        label=_("Employed without a term"),
        required=False,
        choices=[("", _("not said")), ("yes", _("yes, without a term")), ("no", _("no, for a term"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
    )
    words = forms.CharField(
        label=_("A few words of thanks, if you like"), required=False, max_length=1000, widget=forms.Textarea
    )
