"""The application form. Photo, sex, birth date, family: there is no field for them and none can be added (LEGAL F-01)."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from career_relay.base.text.normalise import Malformed, fold_email, fold_name, normalise_email, normalise_phone, tidy
from career_relay.base.text.places import PREFECTURES
from career_relay.base.text.sentences import why
from career_relay.candidates.applying import Box, Sheet
from career_relay.companies.models import Company
from career_relay.portal.careers import box_words
from career_relay.positions.models import Position, Question, Track

LONGEST_MESSAGE = 4_000
LONGEST_ANSWER = 1_000
YES_NO = (("yes", _("yes")), ("no", _("no")))
ACCEPTED = ".pdf,.docx,.txt,.json"


class ApplyForm(forms.Form):
    """Who applies, how they are reached, and what they want to say."""

    name = forms.CharField(label=_("Your name"), max_length=100)
    kana = forms.CharField(label=_("Name in kana"), max_length=100, required=False)
    email = forms.CharField(label=_("E-mail address"), max_length=254, widget=forms.EmailInput)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    prefecture = forms.ChoiceField(
        label=_("Prefecture you live in"), required=False, choices=[("", "—"), *((one, one) for one in PREFECTURES)]
    )
    graduation_year = forms.TypedChoiceField(
        label=_("Year of graduation"), coerce=int, empty_value=None, required=False
    )
    resume = forms.FileField(label=_("Résumé"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPTED}))
    message = forms.CharField(
        label=_("What you would like to tell us"),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    whats_changed = forms.CharField(
        label=_("If you have applied to us before: what has changed since"),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    guidance = forms.BooleanField(required=False)
    pool = forms.BooleanField(required=False)
    in_scope = forms.BooleanField(
        label=_("I am 16 or older, and not graduating from a junior high or high school."),
        error_messages={
            "required": _(
                "People under 16, and new graduates of junior high and high schools, apply through their school or the"
                " public employment office. Please ask there; they know this company’s openings."
            )
        },
    )
    homepage = forms.CharField(required=False)  # people do not see it, programs fill it in
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    as_is = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, position: Position, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.position = position
        self.words = box_words(company)
        self.initial.setdefault("key", uuid4())
        self.questions = list(position.questions.all())
        for box in Box:
            self.fields[box.value].label = self.words[box.value]
        for question in self.questions:
            self.fields[_name(question)] = _field(question)
        self._ask_for_year()

    def _ask_for_year(self) -> None:
        """Only new graduates are asked when they graduate."""
        if self.position.track != Track.NEW_GRADUATE:
            del self.fields["graduation_year"]
            return
        now = timezone.localdate().year
        years = forms.TypedChoiceField(
            label=self.fields["graduation_year"].label,
            coerce=int,
            choices=[("", "—"), *((year, str(year)) for year in range(now - 3, now + 5))],
        )
        self.fields["graduation_year"] = years

    def asked(self) -> Iterator[forms.BoundField]:
        """The company's own questions."""
        return (self[_name(question)] for question in self.questions)

    def clean_name(self) -> str:
        name = tidy(self.cleaned_data["name"].replace("\n", " "))
        if not fold_name(name):
            raise forms.ValidationError(_("Please write your name."))
        return name

    def clean_kana(self) -> str:
        return tidy(self.cleaned_data["kana"].replace("\n", " "))

    def clean_email(self) -> str:
        try:
            return normalise_email(self.cleaned_data["email"])
        except Malformed as refusal:
            raise forms.ValidationError(why(refusal)) from refusal

    def clean_phone(self) -> str:
        if phone := tidy(self.cleaned_data["phone"]):
            try:
                normalise_phone(phone)
            except Malformed as refusal:
                raise forms.ValidationError(why(refusal)) from refusal
        return phone

    def clean_key(self) -> UUID:
        """A form without its key was not made by us; it is new each time."""
        return self.cleaned_data.get("key") or uuid4()

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data.get("homepage"))

    @property
    def resume_file(self) -> "UploadedFile[Any] | None":
        return self.cleaned_data.get("resume")

    def free_texts(self) -> list[str]:
        told = self.cleaned_data
        return [told["message"], told["whats_changed"], *(answer for _asked, answer in self._answers())]

    def sheet(self, *, origin: str) -> Sheet:
        """Give what the form says, in the shape the records know."""
        told = self.cleaned_data
        return Sheet(
            key=told["key"],
            name=told["name"],
            name_key=fold_name(told["name"]),
            kana=told["kana"],
            email=told["email"],
            email_key=fold_email(told["email"]),
            phone=told["phone"],
            phone_key=normalise_phone(told["phone"]) if told["phone"] else "",
            prefecture=told["prefecture"],
            graduation_year=told.get("graduation_year"),
            message=told["message"].strip(),
            whats_changed=told["whats_changed"].strip(),
            answers=tuple(self._answers()),
            boxes={box.value: self.words[box.value] for box in Box if told[box.value]},
            language=(translation.get_language() or "ja")[:2],
            origin=origin,
        )

    def _answers(self) -> Iterator[tuple[str, str]]:
        for question in self.questions:
            answer = str(self.cleaned_data.get(_name(question)) or "").strip()
            shown = dict(YES_NO).get(answer, answer) if question.kind == Question.Kind.YES_NO else answer
            yield question.text, str(shown)


def _name(question: Question) -> str:
    return f"q_{question.public_id.hex}"


def _field(question: Question) -> forms.Field:
    shared: dict[str, Any] = {
        "label": question.text,
        "help_text": question.hint,
        "required": question.is_required,
    }
    if question.kind == Question.Kind.TEXT:
        return forms.CharField(max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3}), **shared)
    choices = YES_NO if question.kind == Question.Kind.YES_NO else [(one, one) for one in question.choices]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shared)
