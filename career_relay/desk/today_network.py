"""What waits because a company takes part in the network: people who said yes, and positions to confirm."""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.base.wording import day_short
from career_relay.desk.works import Section, Work
from career_relay.positions.models import Position
from career_relay.positions.queries import to_confirm
from career_relay.relay import window

CONFIRM_BEFORE = timedelta(days=5)  # as the mail does


def received(at: datetime, today: date) -> Section:
    section = Section(
        "relay", _("People who said yes"), _("Confirm, answer, meet"), reverse("desk:board"), _("To the board")
    )
    shown, running = window.waiting(at=at, today=today, most=section.room)
    section.add(map(_baton, shown), unseen=running - len(shown))
    return section


def _baton(one: Any) -> Work:
    link = reverse("desk:introduction", args=[one.public_id])
    if not one.is_confirmed:
        title = _("Somebody said yes to %(position)s") % {"position": one.position_title}
        return Work(title, link, _("Confirm receipt"), (str(one.origin_label),), _due(one), is_pressing=True)
    title = " · ".join(filter(None, (one.name, one.position_title)))
    return Work(title, link, _("Open"), (str(one.stage_label),), _due(one), is_pressing=one.is_late)


def _due(one: Any) -> str:
    if one.days_left is None:
        return ""
    return ngettext("%(n)s business day left", "%(n)s business days left", one.days_left) % {"n": one.days_left}


def positions(today: date) -> Section:
    """Open positions that leave the lists unless somebody says they are still true, the first to leave first."""
    page = f"{reverse('desk:positions')}?state=open"
    hint = _("Listed for 30 days after each confirmation")
    section = Section("positions", _("Positions to confirm"), hint, page, _("All positions"))
    section.add(_position(one, today) for one in to_confirm(today + CONFIRM_BEFORE))
    return section


def _position(one: Position, today: date) -> Work:
    last = min(day for day in (one.listed_until, one.careers_until) if day)
    over = last < today
    due = _("no longer listed") if over else _("by %(day)s") % {"day": day_short(last)}
    link = reverse("desk:position", args=[one.public_id])
    return Work(one.title, link, _("Still true?"), due=due, is_pressing=over)
