"""Mails that follow from a choice: it ends soon; a copy is to be erased; a copy was erased."""

from datetime import date
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from career_relay.base import wording
from career_relay.companies.models import Membership
from career_relay.companies.roles import GRANTS, Permission
from career_relay.consents import deletions
from career_relay.consents.models import AccessGrant, ConsentEntry
from career_relay.consents.renewal import held_by
from career_relay.consents.signals import consent_ending, copy_erased, deletions_due
from career_relay.consents.states import Purpose
from career_relay.notices.mime import one_line
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer, send_to_person, send_to_staff
from career_relay.notices.receipts import facts_of
from career_relay.notices.states import PersonalKind


@receiver(consent_ending)
def tell_ending(entry: ConsentEntry, **_more: Any) -> None:
    """A hand-over is not prolonged: its end needs no question."""
    if entry.purpose != Purpose.SHARE:
        send_to_person(PersonalKind.RENEWAL, person_id=entry.person_id, subject_ref=entry.pk)


@receiver(copy_erased)
def tell_erased(grant: AccessGrant, **_more: Any) -> None:
    send_to_person(PersonalKind.COPY_ERASED, person_id=grant.person_id, subject_ref=grant.pk)


@receiver(deletions_due)
def remind_staff(company_id: int, day: date, left: int, **_more: Any) -> None:
    """Whoever may receive introductions hears of it, without a name."""
    roles = [role for role, granted in GRANTS.items() if Permission.RECEIVE in granted]
    staff = Membership.objects.filter(company_id=company_id, role__in=roles, user__is_active=True)
    for user_id in staff.order_by("user_id").values_list("user_id", flat=True):
        facts = {"day": day.isoformat(), "left": left}
        send_to_staff(PersonalKind.STAFF_DELETION, user_id=user_id, company_id=company_id, data=facts)


def renewal(mail: PersonalMail) -> Rendered:
    """What ends when, and the page on which it can be renewed. Nothing happens by itself."""
    entry = ConsentEntry.objects.select_related("recipient", "circle").filter(pk=mail.subject_ref or 0).first()
    if entry is None or held_by(entry) is None:
        raise Gone
    parts = [
        _("What you chose ends on {day}. If you do nothing, it ends by itself.").format(
            day=wording.day(entry.expires_at)
        ),
        facts_of(entry),
        _("If you would like it to go on, please choose a new end on this page:"),
        settings.PUBLIC_URL + reverse("portal:renew", args=[entry.public_id]),
        _("There is no disadvantage if it ends."),
    ]
    return Rendered(_("A choice of yours ends soon"), "\n\n".join(parts), _("Look at it and decide"))


def erased(mail: PersonalMail) -> Rendered:
    """That a company has erased what it got."""
    rows = AccessGrant.objects.select_related("company").filter(pk=mail.subject_ref or 0)
    grant = rows.first()
    if grant is None or grant.deletion_confirmed_at is None:
        raise Gone
    name, day = one_line(grant.company.name), wording.day(timezone.localdate(grant.deletion_confirmed_at))
    if grant.deletion_confirmed_by_id is None:
        said = _("What went to {company} had not been opened there, so there is no copy. Access has ended.")
    else:
        said = _("{company} has confirmed on {day} that it erased its copy of what you had handed over.")
    parts = [
        said.format(company=name, day=day),
        _("The record of when what was handed to whom stays on your page, as the law wants it:"),
        settings.PUBLIC_URL + reverse("portal:mydata"),
    ]
    return Rendered(_("{company} has erased its copy").format(company=name), "\n\n".join(parts), _("Open my page"))


def to_erase(mail: PersonalMail) -> Rendered:
    """How many copies are to be erased, and by when. Names are not in it."""
    company, first = mail.for_company, deletions.waiting().first()
    if company is None or first is None or first.deletion_due_on is None:
        raise Gone
    n = deletions.waiting().count()
    subject = ngettext("{n} copy is to be erased", "{n} copies are to be erased", n).format(n=n)
    parts = [
        _("A person has taken back what was handed over to {company}, or its time is over.").format(
            company=company.name
        ),
        _("Please erase your own copies (files, prints, mails) by {day}, and confirm it here:").format(
            day=wording.day(first.deletion_due_on)
        ),
        settings.PUBLIC_URL + reverse("desk:deletions"),
        _("The person is told when you have confirmed it. Details are shown after signing in."),
    ]
    title = _("{subject} ({company})").format(subject=subject, company=company.name)
    return Rendered(title, "\n\n".join(parts), _("See what to erase"))


offer(PersonalKind.RENEWAL, renewal)
offer(PersonalKind.COPY_ERASED, erased)
offer(PersonalKind.STAFF_DELETION, to_erase)
