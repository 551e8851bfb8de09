"""A reader's own conditions for openings. They live in the address of the page and nowhere else."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.text.places import PREFECTURES
from career_relay.matching.families import family_choices
from career_relay.matching.pool import OpeningFilters, Sort
from career_relay.positions.models import Promise, Remote, Track

BY_FIT = "fit"
Choices = list[tuple[str, Any]]
ANY: Choices = [("", _("any"))]


def _prefectures() -> Choices:
    return ANY + [(name, name) for name in PREFECTURES]


def _families() -> Choices:
    return [*ANY, *family_choices()]


class OpeningsForm(forms.Form):
    q = forms.CharField(label=pgettext_lazy("portal", "Words"), required=False, max_length=100)
    prefecture = forms.ChoiceField(label=pgettext_lazy("portal", "Prefecture"), required=False, choices=_prefectures)
    role_family = forms.ChoiceField(label=_("Kind of work"), required=False, choices=_families)
    remote = forms.ChoiceField(
        label=_("Remote work"),
        required=False,
        choices=lambda: ANY + [one for one in Remote.choices if one[0] != Remote.NONE],
    )
    pay_min = forms.IntegerField(label=_("Annual pay from (10,000 yen)"), required=False, min_value=0, max_value=9999)
    track = forms.ChoiceField(
        label=pgettext_lazy("portal", "For whom"), required=False, choices=lambda: ANY + list(Track.choices)
    )
    promise = forms.ChoiceField(label=_("Promise"), required=False, choices=lambda: ANY + list(Promise.choices))
    sort = forms.ChoiceField(
        label=pgettext_lazy("portal", "Order"),
        required=False,
        choices=lambda: [one for one in Sort.choices if one[0] != Sort.COMPANY],
    )

    def __init__(self, *args: Any, by_fit: bool = False, **more: Any) -> None:
        """`by_fit`: whether the reader is one who may have openings ordered by their own profile."""
        super().__init__(*args, **more)
        if by_fit:
            order = cast("forms.ChoiceField", self.fields["sort"])
            order.choices = [(BY_FIT, pgettext_lazy("order", "best fit first")), *cast("Choices", order.choices)]

    @property
    def order(self) -> str:
        """The order that was chosen, or the usual one."""
        self.is_valid()
        return str(self.cleaned_data.get("sort") or Sort.NEWEST)

    def filters(self, *, first: Sequence[int] = ()) -> OpeningFilters:
        """What was typed, without what cannot be read: a crooked address of the page still shows openings.

        `first` are openings that stand before the others, which follow newest first.
        """
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value not in {"", None}}
        if given.get("sort") == BY_FIT:
            given |= {"sort": Sort.NEWEST, "first": tuple(first)}
        return OpeningFilters(**given)

    @property
    def is_narrowed(self) -> bool:
        return any(value for name, value in self.cleaned_data.items() if name != "sort")
