"""Openings that are new and fit a person's own conditions, told by mail as often as they chose (PRODUCT E3).

Their own conditions and nothing else: no score, no profile, the same for everybody who typed the same (LEGAL M-02).
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.consents.models import Rhythm, SavedConditions
from career_relay.consents.shields import shut_out
from career_relay.matching.openings import OpeningCard, OpeningFilters
from career_relay.matching.pool import PER_PAGE, find_openings, openings_of
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer, send_to_person
from career_relay.notices.states import PersonalKind

LOOKED_AT = 100  # the newest that fit; whoever asks for so much reads the page
NAMED = 5
EVERY = {Rhythm.DAILY: timedelta(hours=20), Rhythm.WEEKLY: timedelta(days=6, hours=20)}


def due_people(at: datetime) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM due_alerts(%s)", [at])
        return [person_id for (person_id,) in cursor.fetchall()]


def filters_of(saved: SavedConditions) -> OpeningFilters:
    return OpeningFilters(**saved.conditions)


def fitting(filters: OpeningFilters, *, at: datetime) -> list[OpeningCard]:
    """Give the openings listed now that fit, the newest first."""
    found: list[OpeningCard] = []
    for page in range(1, LOOKED_AT // PER_PAGE + 1):
        one = find_openings(filters, at=at, page=page)
        found += list(one)
        if not one.has_next():
            break
    return found


def tell(person_id: int, *, at: datetime) -> None:
    """Write about each set of conditions that is due and has something new. Needs the person; safe to run twice."""
    away = shut_out(person_id)
    for saved in SavedConditions.objects.select_for_update().filter(person_id=person_id).exclude(rhythm=Rhythm.NEVER):
        if saved.told_until >= at - EVERY[Rhythm(saved.rhythm)]:
            continue
        now = fitting(filters_of(saved), at=at)
        new = [card.id for card in now if card.id not in set(saved.seen) and card.company.id not in away]
        if new:
            data: dict[str, Any] = {"openings": new[:NAMED], "more": len(new[NAMED:])}
            send_to_person(PersonalKind.OPENINGS, person_id=person_id, subject_ref=saved.pk, data=data)
        saved.seen, saved.told_until = sorted({*(card.id for card in now), *new}), at
        saved.save(update_fields=["seen", "told_until"])


def openings(mail: PersonalMail) -> Rendered:
    """Titles and companies, as anybody may read them, while they are listed and the person still wants to hear."""
    saved = SavedConditions.objects.filter(pk=mail.subject_ref or 0).exclude(rhythm=Rhythm.NEVER).first()
    cards = openings_of(mail.data.get("openings", ()), at=timezone.now())
    shown = [
        card for card in cards.values() if card.is_listed and card.company.id not in shut_out(mail.to_person_id or 0)
    ]
    if saved is None or not shown:
        raise Gone
    lines = [f"・{card.title}\n　{card.company.name}" for card in shown]
    if more := int(mail.data.get("more", 0)):
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    parts = [
        _("These openings are new and fit the conditions you keep as “{name}”:").format(name=saved.name),
        "\n".join(lines),
        _("Companies do not learn that you keep conditions. You can change them or stop these mails on the same page."),
        settings.PUBLIC_URL + reverse("portal:conditions"),
    ]
    return Rendered(_("New openings for your conditions"), "\n\n".join(parts), _("Look at them"))


offer(PersonalKind.OPENINGS, openings)
