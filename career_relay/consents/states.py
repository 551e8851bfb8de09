"""Consent: what for, and what can happen to it."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    """The four purposes. `teaser` lets a circle ask and shows nothing; `share` is one recipient, one package."""

    KEEP = "keep", _("keep my record")
    CONTACT = "contact", _("write to me")
    TEASER = "teaser", _("let companies ask me")
    SHARE = "share", _("hand over this package")


class Act(models.TextChoices):
    GIVEN = "given", _("given")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


class Item(models.TextChoices):
    """What a package may hold. Each is chosen by the person, one by one (LEGAL §3.1 ③)."""

    CONTACT = "contact", _("name and e-mail")
    HISTORY = "history", _("work history")
    SKILLS = "skills", _("skills and qualifications")
    LETTER = "letter", _("letter from the interviewer")
    WISHES = "wishes", _("conditions I wish")


class Basis(models.TextChoices):
    """On which ground a provision rests (LEGAL P-08): the record is the same either way."""

    CONSENT = "27-1", _("consent of the person (Art. 27-1)")
    ON_BEHALF = "on_behalf_of_person", _("on behalf of the person")


class Right(models.TextChoices):
    """What a person may ask of a company about its record of them (LEGAL D-01)."""

    PURPOSE = "notice_of_purpose", _("say what my data is used for")
    DISCLOSE = "disclose", _("show me what you keep of me")
    RECORDS = "disclose_records", _("show me the records of provision")
    CORRECT = "correct", _("correct my data")
    STOP = "stop", _("stop using my data")
    STOP_SHARING = "stop_sharing", _("stop handing my data on")
    WITHDRAW = "withdraw", _("take back my consent")
    ERASE = "erase", _("erase my record")


class Decision(models.TextChoices):
    """What became of one item of a request. Everything but the first needs a reason that the person reads (D-04)."""

    GRANTED = "granted", _("granted")
    RIGHTS = "rights", _("not granted: it would harm the rights of the person or of others")
    BUSINESS = "business", _("not granted: it would seriously hinder the proper conduct of business")
    LAW = "law", _("not granted: another law forbids it")
    NONE = "none", _("there is no such data")
    ACCURATE = "accurate", _("not corrected: the data is as it should be")
    KEPT = "kept", _("not granted: a weightier ground outweighs it")


class Ground(models.TextChoices):
    """The closed list on which a company may keep what it is asked to stop or erase (APPI guideline 3-8-5)."""

    LIFE = "a", _("ア to protect life, body, property or other rights of the person or of others")
    LAW = "i", _("イ to comply with laws")
    CONTRACT = "u", _("ウ to fulfil a duty under a contract")
    WRONG = "e", _("エ to prevent or put right unlawful or unjust acts")
    CLAIM = "o", _("オ to assert, exercise or defend a legal claim")


class Manner(models.TextChoices):
    """In which form the answer is wanted (LEGAL D-02)."""

    JSON = "json", _("file for machines (JSON)")
    PDF = "pdf", _("document (PDF)")
    PAPER = "paper", _("on paper, by post")


class Agent(models.TextChoices):
    """Who asks in the person's name."""

    LEGAL = "legal", _("legal representative")
    MANDATED = "mandated", _("with a power of attorney")


class AskedHow(models.TextChoices):
    """How a request came in."""

    PORTAL = "portal", _("on their own page")
    POST = "post", _("by post")
    DESK = "desk", _("by phone, by mail or in person")


class Detail(models.TextChoices):
    """What of a record can be corrected on request."""

    NAME = "name", _("name")
    KANA = "kana", _("kana")
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("phone")
    PREFECTURE = "prefecture", _("prefecture")
    GRADUATION = "graduation_year", _("graduation year")
    SKILLS = "skills", _("skills and qualifications")
    HISTORY = "history", _("work history")
    OTHER = "other", _("something else")


class Barrier(StrEnum):
    """Why a company may not write. The values are those of `notices.states.Skip`."""

    PROTECTED = "protected"
    SOURCE_UNKNOWN = "source_unknown"
    NO_PERMISSION = "no_permission"


class Device(models.TextChoices):
    """On what a shared link was read: all that is kept of the reader's machine."""

    PHONE = "phone", pgettext_lazy("device", "phone")
    DESKTOP = "desktop", pgettext_lazy("device", "computer")


class LetterState(models.TextChoices):
    """A version of a letter, as its company knows it. Accepted or declined is the person's and not here (LEGAL C-17)."""

    DRAFT = "draft", pgettext_lazy("letter", "draft")
    HANDED = "handed", pgettext_lazy("letter", "handed to the person")
    ASKED = "asked", pgettext_lazy("letter", "a correction is asked for")
    REPLACED = "replaced", pgettext_lazy("letter", "a later version was handed over")
    TAKEN_BACK = "taken_back", pgettext_lazy("letter", "taken back")


class KeptState(models.TextChoices):
    """The same version, as the person keeps it. Only an accepted one travels."""

    NEW = "new", pgettext_lazy("letter", "to be looked at")
    ACCEPTED = "accepted", pgettext_lazy("letter", "accepted")
    DECLINED = "declined", pgettext_lazy("letter", "put aside")
    REPLACED = "replaced", pgettext_lazy("letter", "a later version took its place")


LETTER_NEXT: dict[str, frozenset[str]] = {
    LetterState.DRAFT: frozenset({LetterState.HANDED}),
    LetterState.HANDED: frozenset({LetterState.ASKED, LetterState.REPLACED, LetterState.TAKEN_BACK}),
    LetterState.ASKED: frozenset({LetterState.REPLACED, LetterState.TAKEN_BACK}),
}  # a state without a row is an end
KEPT_NEXT: dict[str, frozenset[str]] = {
    KeptState.NEW: frozenset({KeptState.ACCEPTED, KeptState.DECLINED}),
    KeptState.ACCEPTED: frozenset({KeptState.DECLINED, KeptState.REPLACED}),
    KeptState.DECLINED: frozenset({KeptState.ACCEPTED}),
}
