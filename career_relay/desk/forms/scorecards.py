"""What a reviewer hands in, and the criteria they rate by."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.candidates.scorecards import MOST_CRITERIA, STEPS, Criterion, Scorecard, good_for_words
from career_relay.candidates.states import Reached, Recommendation
from career_relay.desk.fair import FairForm

NOT_SEEN: Final = "-"
LONGEST_BEHAVIOUR: Final = 600


class EvaluationForm(FairForm):
    """One reviewer's sheet of one step: for each criterion what was seen, and beside it the score."""

    reached = forms.ChoiceField(label=_("Step"), choices=Reached.choices)
    recommendation = forms.ChoiceField(
        label=_("All in all, going on is"), required=False, choices=[("", "—"), *Recommendation.choices]
    )
    strengths = forms.CharField(
        label=_("Strengths"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    good_for = forms.MultipleChoiceField(
        label=_("Good for"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, scorecard: Scorecard, **kwargs: Any) -> None:
        self.scorecard = scorecard
        super().__init__(*args, **kwargs)
        for n in range(len(scorecard.criteria)):
            self.fields |= {f"behaviour_{n}": _behaviour(), f"score_{n}": _score()}
        self.mark_fair()
        self.fields["good_for"].choices = [(word, word) for word in good_for_words()]  # type: ignore[attr-defined]

    def fair_fields(self) -> tuple[str, ...]:
        return (*(f"behaviour_{n}" for n in range(len(self.scorecard.criteria))), "strengths", "comment")

    def lines(self) -> list[tuple[Criterion, forms.BoundField, forms.BoundField]]:
        """For the page: each criterion with its two fields."""
        criteria = enumerate(self.scorecard.criteria)
        return [(one, self[f"behaviour_{n}"], self[f"score_{n}"]) for n, one in criteria]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for n in range(len(self.scorecard.criteria)):
            score, seen = data.get(f"score_{n}"), data.get(f"behaviour_{n}", "")
            if score not in {None, "", NOT_SEEN} and not seen and f"behaviour_{n}" not in self.errors:
                self.add_error(f"behaviour_{n}", _("Write what you saw beside each score, or choose “not looked at”."))
            if seen and score in {None, ""}:
                self.add_error(f"score_{n}", _("Choose a score for it, or “not looked at”."))
        return data

    def rated(self) -> list[dict[str, Any]]:
        """The lines with a score; what was not looked at is left out."""
        told = self.cleaned_data
        found = (
            {"criterion": one.name, "score": told.get(f"score_{n}"), "behaviour": told.get(f"behaviour_{n}", "")}
            for n, one in enumerate(self.scorecard.criteria)
        )
        return [{**one, "score": int(one["score"])} for one in found if one["score"] not in {None, "", NOT_SEEN}]


def _behaviour() -> forms.CharField:
    return forms.CharField(
        label=_("What you saw or heard"),
        required=False,
        max_length=LONGEST_BEHAVIOUR,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _score() -> forms.ChoiceField:
    steps = [(str(step), str(step)) for step in STEPS]
    return forms.ChoiceField(
        label=_("Score"), required=False, choices=[("", "—"), *steps, (NOT_SEEN, _("not looked at"))]
    )


class CriteriaForm(forms.Form):
    """The criteria of a company or a position, as lines that can be moved, taken out and added without a script."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, criteria: tuple[Criterion, ...] = ()) -> None:
        self.count = _count(data, len(criteria))
        super().__init__(data, initial=_initial(criteria))
        for n in range(self.count):
            self.fields |= _line(n)
        for name in self.fields:
            self.fields[name].widget.attrs["data-fair"] = "question"

    def lines(self) -> list[dict[str, Any]]:
        return [
            {
                "n": n,
                "name": self[f"name_{n}"],
                "good": self[f"good_{n}"],
                "anchors": [self[f"anchor_{n}_{step}"] for step in STEPS],
                "is_first": n == 0,
                "is_last": n == self.count - 1,
            }
            for n in range(self.count)
        ]

    def criteria(self) -> list[Criterion]:
        """As typed, blanks included."""
        told = self.cleaned_data
        return [
            Criterion(
                told.get(f"name_{n}", ""),
                told.get(f"good_{n}", ""),
                tuple(told.get(f"anchor_{n}_{step}", "") for step in STEPS),
            )
            for n in range(self.count)
        ]


def _count(data: Mapping[str, Any] | None, given: int) -> int:
    if data is None:
        return given
    told = str(data.get("count", ""))
    return min(int(told), MOST_CRITERIA + 1) if told.isdecimal() and len(told) < 3 else 0


def _line(n: int) -> dict[str, forms.Field]:
    line: dict[str, forms.Field] = {
        f"name_{n}": forms.CharField(label=_("Criterion"), required=False, max_length=60),
        f"good_{n}": forms.CharField(label=_("What good looks like"), required=False, max_length=200),
    }
    for step in STEPS:
        line[f"anchor_{n}_{step}"] = forms.CharField(label=str(step), required=False, max_length=200)
    return line


def _initial(criteria: tuple[Criterion, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for n, one in enumerate(criteria):
        found |= {f"name_{n}": one.name, f"good_{n}": one.good}
        found |= {f"anchor_{n}_{step}": text for step, text in zip(STEPS, one.anchors, strict=False)}
    return found


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("“Good for”, one a line"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 8, "data-fair": "question"}),
    )
