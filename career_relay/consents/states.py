"""Consent: what for, and what can happen to it."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


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

    ERASE = "erase", _("erase my record")


class Barrier(StrEnum):
    """Why a company may not write. The values are those of `notices.states.Skip`."""

    PROTECTED = "protected"
    SOURCE_UNKNOWN = "source_unknown"
    NO_PERMISSION = "no_permission"
