"""A letter for a person, line by line: a strength, and what was seen of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from career_relay.base.text import lint
from career_relay.consents.recommendations import LONGEST_EVIDENCE, LONGEST_SIGNED, LONGEST_SKILL, MOST_LINES
from career_relay.desk.fair import FairForm

FEWEST = 3


class LetterForm(FairForm):
    """As many lines as there are, and a blank one or two. The words are read by both lists: fair, and fit for a letter."""

    fair = ("signed",)
    signed = forms.CharField(label=_("Signed by"), max_length=LONGEST_SIGNED)

    def __init__(
        self, *args: Any, lines: Iterable[Mapping[str, str]] = (), count: int = 0, signed: str = "", **kwargs: Any
    ) -> None:
        told = list(lines)
        super().__init__(*args, **kwargs)
        self.count = min(max(count, len(told), FEWEST), MOST_LINES)
        self.fields["signed"].initial = signed
        for n in range(self.count):
            self._add(n, told[n] if n < len(told) else {})
        self.mark_fair()

    def _add(self, n: int, line: Mapping[str, str]) -> None:
        self.fields[f"skill_{n}"] = forms.CharField(
            label=_("Strength"), max_length=LONGEST_SKILL, required=False, initial=line.get("skill", "")
        )
        self.fields[f"evidence_{n}"] = forms.CharField(
            label=_("What you saw"),
            max_length=LONGEST_EVIDENCE,
            required=False,
            initial=line.get("evidence", ""),
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def fair_fields(self) -> Iterable[str]:
        return [name for name in self.fields if name != "signed"] + ["signed"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in self.fields.keys() - {"signed"} - self.errors.keys():
            if found := lint.check(str(data.get(name, "")), lint.LETTER):
                self.add_error(name, " ".join(filter(None, (found[0].message, found[0].instead))))
        return data

    def lines(self) -> list[dict[str, str]]:
        """What stands in the lines now, checked or not."""
        given = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else {}
        return [
            {part: str(given.get(f"{part}_{n}") or self.data.get(f"{part}_{n}", "")) for part in ("skill", "evidence")}
            for n in range(self.count)
        ]

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For the page: the two fields of each line."""
        return [(self[f"skill_{n}"], self[f"evidence_{n}"]) for n in range(self.count)]
