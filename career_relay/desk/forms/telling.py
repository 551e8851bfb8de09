"""What a person is told besides the result: the words in place of a reason, and a way to go on (PRODUCT B1, B2)."""

from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from career_relay.candidates.models import Application
from career_relay.candidates.remedies import PROPOSED, Telling, proposal_for
from career_relay.candidates.states import UNSAID, Path, Reason
from career_relay.notices.wordings import reason_words


class MonthInput(forms.DateInput):
    input_type = "month"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m")


class TellingForm(forms.Form):
    """What a person is told besides the result: whose kind words, and which way to go on. Each may be left out."""

    reason_shared = forms.ChoiceField(label=_("Reason the person reads"), required=False)
    path = forms.ChoiceField(label=_("Way to go on"), required=False, widget=forms.Select(attrs={"class": "input"}))
    path_on = forms.DateField(
        label=_("Month to talk again"), required=False, input_formats=["%Y-%m", "%Y-%m-%d"], widget=MonthInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_choices()

    def name_choices(self) -> None:
        cast("forms.ChoiceField", self.fields["reason_shared"]).choices = shared_choices()
        ways = [(PROPOSED, _("as goes with the reason")), ("", _("nothing")), *Path.choices]
        cast("forms.ChoiceField", self.fields["path"]).choices = ways

    def telling(self, application: Application, reason: str) -> Telling:
        """Give what was chosen; “as goes with the reason” becomes the path of the remedy map."""
        said = self.cleaned_data
        if said.get("path") == PROPOSED:
            going = proposal_for(application, reason)
            return Telling(said.get("reason_shared", ""), going.path, said.get("path_on") or going.on)
        return Telling(said.get("reason_shared", ""), said.get("path", ""), said.get("path_on"))


def shared_choices() -> list[tuple[str, Any]]:
    """Give the kind words a person may read in place of the reason, which stays inside."""
    language = (get_language() or "ja")[:2]
    kind = [(one.value, reason_words(one, language)) for one in Reason if one not in {Reason.CONDUCT, Reason.OTHER}]
    first = [("", _("the words that go with the reason")), (UNSAID, _("no reason"))]
    return [*first, *kind, (Reason.OTHER.value, reason_words(Reason.OTHER, language))]
