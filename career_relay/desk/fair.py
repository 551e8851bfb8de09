"""The guard on a form of the desk: what it found, and the two ways on when words may not be kept.

A form of `FairForm` reads its fields before anything is kept. When it stops, the page offers two buttons beside the
usual one: the person said it unasked, so leave it out and count it; or hold it back and ask the officer. Both go to
the same address as the form: the words concerned are taken out of what was sent, and the rest is saved as usual.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any, ClassVar, Concatenate, ParamSpec, cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from career_relay.base.errors import Refused
from career_relay.base.text import lint
from career_relay.candidates import fairness
from career_relay.candidates.models import Candidate
from career_relay.candidates.rules import is_approved
from career_relay.desk.access import DeskRequest

P = ParamSpec("P")
View = Callable[Concatenate[DeskRequest, P], HttpResponse]
VOLUNTEERED, EXCEPTION = "fair-volunteered", "fair-exception"


class FairForm(forms.Form):
    """A form whose words are read by the guard. `about` is whose record it is, where there is one."""

    fair: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, about: Candidate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        self.unfair: list[lint.Finding] = []
        self.exception_form: ExceptionForm | None = None
        self.mark_fair()

    def fair_fields(self) -> Iterable[str]:
        """The fields to read."""
        return self.fair

    def mark_fair(self) -> None:
        """Let the script read these while one types. A form that makes its fields itself calls it once more."""
        for name in self.fields.keys() & set(self.fair_fields()):
            self.fields[name].widget.attrs["data-fair"] = "note"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name in self.fair_fields():
            self._read(name, data.get(name))
        if self.unfair and self.about:
            self.exception_form = ExceptionForm(self.data if EXCEPTION in self.data else None, prefix="exception")
        return data

    def _read(self, name: str, said: object) -> None:
        text = " ".join(map(str, said)) if isinstance(said, list | tuple) else str(said or "").strip()
        found = lint.check(text)
        if found and not is_approved(text, self.about):
            self.unfair += found
            self.add_error(name, found[0].message)


class DayInput(forms.DateInput):
    input_type = "date"


class ExceptionForm(forms.Form):
    """Why words must be kept after all, and until when."""

    purpose = forms.CharField(label=gettext_lazy("What it is needed for"), max_length=300, required=False)
    necessity = forms.CharField(
        label=gettext_lazy("Why this work cannot do without it"), max_length=300, required=False
    )
    until = forms.DateField(label=gettext_lazy("Needed until"), required=False, widget=DayInput(format="%Y-%m-%d"))


def stopped(text: str, about: Candidate | None) -> bool:
    return bool(lint.items_hit(text)) and not is_approved(text, about)


def settles(prefix: str, about: Callable[[Any], Candidate]) -> Callable[[View[P]], View[P]]:
    """Let a view answer the two buttons. in: the prefix of its form, and how to find the record from its id."""

    def mark(view: View[P]) -> View[P]:
        @wraps(view)
        def settled(request: DeskRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method == "POST" and {VOLUNTEERED, EXCEPTION} & request.POST.keys():
                return _settle(request, prefix, about(kwargs["public_id"]), lambda: view(request, *args, **kwargs))
            return view(request, *args, **kwargs)

        return cast("View[P]", settled)

    return mark


def _settle(request: DeskRequest, prefix: str, whose: Candidate, go_on: Callable[[], HttpResponse]) -> HttpResponse:
    """Take the words out, count or hold them, and save the rest; with nothing left, go back to the page."""
    fields = {name: text for name, text in request.POST.items() if name.startswith(f"{prefix}-")}
    words = {name: str(text).strip() for name, text in fields.items() if stopped(str(text), whose)}
    if EXCEPTION in request.POST:
        try:
            with transaction.atomic():  # all or none
                _hold(request, whose, words.values())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return go_on()
        messages.success(request, _("The words are held back until the officer for fair selection decides."))
    else:
        fairness.leave_out(words.values())
        messages.success(request, _("It was left out and only counted. Nothing of it is kept."))
    _take_out(request, [*words, VOLUNTEERED, EXCEPTION])
    if any(str(text).strip() for name, text in fields.items() if name not in words):
        return go_on()
    return redirect("desk:candidate", whose.public_id)


def _hold(request: DeskRequest, whose: Candidate, words: Iterable[str]) -> None:
    told = request.POST
    for text in words:
        fairness.ask_exception(
            whose,
            text,
            purpose=told.get("exception-purpose", ""),
            necessity=told.get("exception-necessity", ""),
            until=_day(told.get("exception-until", "")),
            by=request.actor,
        )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _take_out(request: DeskRequest, names: Iterable[str]) -> None:
    left = request.POST.copy()
    for name in names:
        left.pop(name, None)
    request.POST = left  # type: ignore[assignment]  # the view reads what is left
