"""What a company may change in its templates."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.desk.forms.notices import LANGUAGE_NAMES
from career_relay.notices import wordings
from career_relay.notices.library import CLASSES, Draft
from career_relay.notices.models import Template
from career_relay.notices.states import LegalClass, TemplatePurpose, Topic
from career_relay.notices.wordings import Wording

NO_TOPIC = [("", "—")]
USUAL_TOPIC = {
    TemplatePurpose.JOBS: Topic.JOBS,
    TemplatePurpose.NEWS: Topic.NEWS,
    TemplatePurpose.INVITE: Topic.JOBS,
}
# What each class means for whoever writes (LEGAL E-01), said where the words are written.
MEANINGS: dict[str, str | Promise] = {
    LegalClass.NOTICE: _(
        "A notice reaches everybody it concerns, without a permission. So it says only what concerns them: no openings,"
        " no news, no other company, and no link but to their own page."
    ),
    LegalClass.INVITE: _(
        "An invitation advertises. It reaches only those who permitted such mails, and we write below it how to stop them."
    ),
    LegalClass.JOB_INFO: _(
        "Openings are advertising mail. It reaches only those who permitted such mails and chose the topic, and we write"
        " below it how to stop them."
    ),
    LegalClass.NEWSLETTER: _(
        "News is advertising mail. It reaches only those who permitted such mails and chose the topic, and we write below"
        " it how to stop them."
    ),
}


class TemplateForm(forms.Form):
    """The words of one template. What ours are for is fixed; a new one says what it is for."""

    title = forms.CharField(label=_("Title, for the list"), max_length=100)
    subject = forms.CharField(label=_("Subject"), max_length=150)
    body = forms.CharField(
        label=pgettext_lazy("notices", "Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 20, "class": "input", "data-insert-here": True}),
    )

    def __init__(self, *args: Any, is_ours: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_ours:
            self.fields |= {
                "purpose": forms.ChoiceField(label=_("Used for"), choices=TemplatePurpose.choices),
                "topic": forms.ChoiceField(
                    label=_("Topic, for mails that are no notice"), choices=[*NO_TOPIC, *Topic.choices], required=False
                ),
            }
            self.order_fields(["purpose", "topic", "title", "subject", "body"])

    def draft(self) -> Draft:
        """Give the words; the legal class follows from what they are for."""
        said = self.cleaned_data
        return draft_of(said)


class NewTemplateForm(TemplateForm):
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_NAMES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, is_ours=False, **kwargs)
        self.order_fields(["language", "purpose", "topic", "title", "subject", "body"])


def draft_of(said: Any) -> Draft:
    """Give the draft out of whatever was typed, also while it is not complete."""
    purpose = str(said.get("purpose", ""))
    classes = sorted(CLASSES.get(purpose, ()))
    legal_class = str(classes[0]) if classes else ""
    topic = str(said.get("topic") or USUAL_TOPIC.get(purpose, ""))  # type: ignore[call-overload]
    title, subject, body = (str(said.get(name, "")) for name in ("title", "subject", "body"))
    kept_topic = "" if legal_class == LegalClass.NOTICE else topic
    return Draft(title, subject, body, purpose, legal_class, kept_topic)


def initial_of(words: Wording) -> dict[str, str]:
    return {name: getattr(words, name) for name in ("title", "subject", "body", "purpose", "topic")}


def is_known(key: str) -> bool:
    """Whether there is such a template: one of ours, or one the company wrote."""
    return wordings.is_ours(key) or Template.objects.filter(key=key).exists()
