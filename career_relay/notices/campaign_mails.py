"""What staff are told about a mailing: that it waits for them, or that it was stopped. Numbers and a link, no names."""

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.notices.models import Campaign, PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer
from career_relay.notices.releases import notices_wait
from career_relay.notices.states import CampaignState, PersonalKind


def asks_for_a_look(mail: PersonalMail) -> Rendered:
    """A colleague wants to write to many, and somebody else has to look first."""
    if "batch" in mail.data:
        return notices_wait(mail)
    campaign = _campaign(mail)
    if campaign is None or campaign.state != CampaignState.WAITING:
        raise Gone
    count = int(mail.data["count"])
    parts = [
        ngettext(
            "A mailing to {n} person waits for a second person to look at it.",
            "A mailing to {n} people waits for a second person to look at it.",
            count,
        ).format(n=f"{count:,}"),
        _("Please read the words and see who gets them, then allow it or hand it back:"),
        _link(campaign),
    ]
    return Rendered(_("A mailing waits for your look"), "\n\n".join(parts), _("Look at the mailing"))


def was_stopped(mail: PersonalMail) -> Rendered:
    """Too many people called the mails unwanted."""
    campaign = _campaign(mail)
    if campaign is None:
        raise Gone
    count = int(mail.data["count"])
    parts = [
        _(
            "A mailing was paused by itself. In the last thirty days, {n} people called mails of your company unwanted."
        ).format(n=f"{count:,}"),
        _("That is 0.3% or more. Above it, mail providers stop delivering, results of selections too."),
        _("Nobody else hears of this mailing for now. Here you see how far it came:"),
        _link(campaign),
    ]
    return Rendered(_("A mailing was stopped"), "\n\n".join(parts), _("Look at the mailing"))


def _campaign(mail: PersonalMail) -> Campaign | None:
    found: Campaign | None = Campaign.objects.filter(pk=mail.subject_ref or 0).first()
    return found


def _link(campaign: Campaign) -> str:
    return link_to(campaign.public_id)


def link_to(public_id: UUID) -> str:
    return f"{settings.PUBLIC_URL}/desk/campaigns/{public_id}/"


offer(PersonalKind.STAFF_ALLOW, asks_for_a_look)
offer(PersonalKind.STAFF_STOPPED, was_stopped)
