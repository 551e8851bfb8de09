"""The numbers the return is worked out from, as somebody types them: 1,033,000 and １０３万円 are the same number."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from career_relay.insights.assumptions import ASKED, GROUPS, LONGEST_SOURCE, Standing

MAN = 10_000
NUMBER = re.compile(r"[¥\\]?\s*(\d+(?:\.\d+)?)\s*(万?)\s*(?:円|%|時間)?")


class NumberField(forms.DecimalField):
    """A number with the marks people write around it."""

    widget = forms.TextInput
    default_error_messages = {"invalid": gettext_lazy("Write a number, for example 30000.")}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs of its parent say int
        text = unicodedata.normalize("NFKC", str(value or "")).replace(",", "").strip()
        found = NUMBER.fullmatch(text)
        said = super().to_python(found[1] if found else text)
        return said * MAN if said is not None and found and found[2] else said


class AssumptionsForm(forms.Form):
    """A number and where it is from, for each of them."""

    def __init__(self, standing: dict[str, Standing], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.standing = standing
        for one in ASKED:
            now = standing[one.key]
            self.fields[one.key] = NumberField(
                label=str(one.name), help_text=str(one.hint), required=False, min_value=0, max_value=one.most, max_digits=11,
                decimal_places=1, initial=None if now.value is None else f"{now.value.normalize():f}",
                error_messages={
                    "min_value": _("Write a number from 0 to {most}.").format(most=f"{one.most:,}"),
                    "max_value": _("Write a number from 0 to {most}.").format(most=f"{one.most:,}"),
                    "max_decimal_places": _("One place after the point is enough."),
                },
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )  # fmt: skip
            self.fields[f"{one.key}_source"] = forms.CharField(
                label=_("Where “{name}” is from").format(name=one.name), required=False, max_length=LONGEST_SOURCE,
                initial=now.source,
            )  # fmt: skip

    def groups(self) -> Iterator[tuple[str | Promise, list[tuple[BoundField, BoundField, Standing]]]]:
        for key, name in GROUPS:
            yield (
                name,
                [
                    (self[one.key], self[f"{one.key}_source"], self.standing[one.key])
                    for one in ASKED
                    if one.group == key
                ],
            )

    def values(self) -> dict[str, tuple[Decimal | None, str]]:
        said = self.cleaned_data
        return {one.key: (said[one.key], said[f"{one.key}_source"]) for one in ASKED}
