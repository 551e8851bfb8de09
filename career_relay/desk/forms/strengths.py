"""With a no: what the person does well and would be good for, or why nobody can say (PRODUCT A6)."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.candidates.models import Application
from career_relay.candidates.rules import words_of
from career_relay.candidates.scorecards import good_for_words
from career_relay.desk.fair import FairForm

MISSING = _("Write a strength or choose what the person would be good for; or say below why nobody can.")


class StrengthsForm(FairForm):
    """What is asked for with one no, and with many."""

    good_for = forms.MultipleChoiceField(
        label=_("Good for"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    good_for_more = forms.CharField(label=_("Good for, in other words"), required=False, max_length=200)
    skipped = forms.CharField(label=_("Or why nobody can say"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = cast("forms.MultipleChoiceField", self.fields["good_for"])
        words.choices = [(word, word) for word in good_for_words()]

    def is_told(self) -> bool:
        """Whether something was said that goes for everybody."""
        data = self.cleaned_data
        return bool(data.get("good_for") or data.get("good_for_more") or data.get("skipped"))

    def good_for_all(self) -> list[str]:
        """The words ticked and those written, as one list."""
        more = self.cleaned_data.get("good_for_more", "").replace("、", ",").split(",")
        return words_of([*self.cleaned_data.get("good_for", ()), *more])


class ManyStrengthsForm(StrengthsForm):
    """Answering many with a no: a line for each person, and words for all of them."""

    fair: ClassVar[tuple[str, ...]] = ("details", "good_for_more", "skipped")

    def __init__(self, *args: Any, rows: Iterable[Application] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {one.pk: f"strengths_{one.public_id.hex}" for one in rows}
        for name in self.names.values():
            self.fields[name] = forms.CharField(label=_("What this person does well"), required=False, max_length=1000)
        self.mark_fair()

    def fair_fields(self) -> Iterable[str]:
        return (*self.fair, *getattr(self, "names", {}).values())

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.is_told() and not self.unfair:
            for name in self.names.values():
                if not data.get(name):
                    self.add_error(name, MISSING)
        return data

    def strengths_of(self, one: Application) -> str:
        return str(self.cleaned_data.get(self.names.get(one.pk, ""), ""))

    def with_fields(self, rows: Iterable[Application]) -> list[tuple[Application, forms.BoundField | None]]:
        """For the page: each selection with its line."""
        return [(one, self[self.names[one.pk]] if one.pk in self.names else None) for one in rows]
