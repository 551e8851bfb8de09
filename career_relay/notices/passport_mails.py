"""The mail that asks, after ninety days, whether a profile still holds (PRODUCT D2, LEGAL J-05)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base import wording
from career_relay.consents.models import Passport
from career_relay.consents.passport import HIDDEN_AFTER, current, is_stale
from career_relay.consents.signals import passport_stale
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer, send_to_person
from career_relay.notices.states import PersonalKind


@receiver(passport_stale, dispatch_uid="notices.passport_stale")
def ask_whether_it_holds(passport: Passport, **_more: Any) -> None:
    """One mail for one state of the profile, however often it is found old."""
    send_to_person(
        PersonalKind.STALE,
        person_id=passport.person_id,
        subject_ref=passport.pk,
        data={"as_of": passport.as_of.isoformat()},
    )


def stale(mail: PersonalMail, *, at: datetime | None = None) -> Rendered:
    """What was written when, what follows, and where to look. Nothing of what it says."""
    passport = current(mail.to_person_id or 0)
    if passport is None or not is_stale(passport, at=at or timezone.now()):
        raise Gone
    parts = [
        _("Your profile is as of {day}. Does it still hold? Looking through it takes a minute.").format(
            day=wording.day(passport.as_of)
        ),
        _("If nobody looks at it, companies can no longer ask you after {day}. Nothing is erased by that.").format(
            day=wording.day(passport.as_of + HIDDEN_AFTER)
        ),
        settings.PUBLIC_URL + reverse("portal:passport"),
    ]
    return Rendered(_("Does your profile still hold?"), "\n\n".join(parts), _("Look at my profile"))


offer(PersonalKind.STALE, stale)
