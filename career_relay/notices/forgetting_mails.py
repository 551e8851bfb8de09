"""Mails about what was erased, what is going to be, and what was breached (LEGAL §3.18 step 9, T-03, B-03, B-04)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base import wording
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.candidates.signals import pool_ending, record_erased
from career_relay.candidates.states import RecordState
from career_relay.candidates.touched import lead
from career_relay.companies import incidents
from career_relay.companies.doors import door_url
from career_relay.companies.models import Company, Incident, IncidentNotice, IncidentPerson, Membership
from career_relay.companies.roles import Role
from career_relay.companies.signals import breach_passed_on, breach_to_tell
from career_relay.consents.leaving import ANSWERS
from career_relay.consents.models import AccountClosing
from career_relay.consents.signals import person_leaving
from career_relay.notices.mime import one_line
from career_relay.notices.models import Message, PersonalMail
from career_relay.notices.personal import WRITERS, Gone, Rendered, offer, send_to_person, send_to_staff, send_to_writer
from career_relay.notices.states import PersonalKind
from career_relay.notices.suppression import is_shut

# --- erased -----------------------------------------------------------------------------------------------------------


@receiver(record_erased)
def tell_of_erasure(candidate: Candidate, **_more: Any) -> None:
    """Whoever has proven an address hears that a record of theirs is gone, by rights or because its day had come."""
    if candidate.person_id is not None:
        data = {"company": candidate.company_id, "day": timezone.localdate().isoformat()}
        send_to_person(PersonalKind.ERASED, person_id=candidate.person_id, data=data)


@receiver(person_leaving)
def tell_of_leaving(closing: AccountClosing, **_more: Any) -> None:
    data = {"leaving": closing.pk, "of_itself": closing.of_itself}
    send_to_person(PersonalKind.ERASED, person_id=closing.person_id, data=data)


def erased(mail: PersonalMail) -> Rendered:
    """What is gone, and what stays because the law says so (LEGAL P-05)."""
    if "leaving" in mail.data:
        return _ends_soon() if mail.data.get("of_itself") else _leaving()
    company = Company.objects.filter(pk=mail.data["company"]).first()
    if company is None:
        raise Gone
    name = one_line(company.name)
    parts = [
        _("{company} has erased its record of your application: name, contact, documents, notes and results.").format(
            company=name
        ),
        _("It cannot be brought back, from a backup neither."),
        *_stays(),
        _address("portal:mydata"),
    ]
    return Rendered(_("{company} has erased your record").format(company=name), "\n\n".join(parts), _("Open my data"))


def _leaving() -> Rendered:
    parts = [
        _("You asked for everything to be erased. Your choices and your profile are gone already."),
        _(
            "Your addresses and the account follow in the night after companies have answered, in {n} days at most."
        ).format(n=ANSWERS.days),
        *_stays(),
        _("If this was not you, or if you changed your mind, open this page before then:"),
        _address("portal:leaving"),
    ]
    return Rendered(_("Everything is being erased"), "\n\n".join(parts), _("See what goes and what stays"))


def _ends_soon() -> Rendered:
    parts = [
        _(
            "You have not visited your page for two years. So that nothing lies around for ever, it ends in {n} days."
        ).format(n=ANSWERS.days),
        _("If you want to keep it, open it once before then. There is nothing else to do."),
        _address("portal:home"),
    ]
    return Rendered(_("Your page ends in a month"), "\n\n".join(parts), _("Keep my page"))


def _stays() -> list[str]:
    kept = [
        _("who handed which items to whom, for three years"),
        _("the proof of what you chose, without your name"),
        _("if you asked for no mails: a code made from your address, so that nobody writes to you"),
    ]
    return [_("What stays, because the law says so:") + "\n" + "\n".join(f"- {one}" for one in kept)]


def _address(name: str) -> str:
    return settings.PUBLIC_URL + reverse(name)


offer(PersonalKind.ERASED, erased)

# --- a place in a talent pool -----------------------------------------------------------------------------------------


@receiver(pool_ending)
def ask_to_stay(candidate: Candidate, **_more: Any) -> None:
    """At the address of the record: many have never come to their page. An address on the list is left alone."""
    if not is_shut(candidate.email_key or candidate.email):
        data = {"desk": "pool", "company": candidate.company_id, "until": candidate.state_until}
        send_to_writer(PersonalKind.POOL_ENDS, subject_ref=candidate.pk, data=json_ready(data))


def json_ready(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in data.items()}


def address_of_record(mail: PersonalMail) -> str:
    found = Candidate.objects.filter(pk=mail.subject_ref or 0).first()
    return found.email if found else ""


def pool_ends(mail: PersonalMail) -> Rendered:
    """Until when the record is kept, how to stay, and that nothing has to be done to go (LEGAL C-02: asked once)."""
    candidate = Candidate.objects.select_related("company").filter(pk=mail.subject_ref or 0).first()
    if candidate is None or candidate.state != RecordState.POOL or candidate.state_until is None:
        raise Gone
    name = one_line(candidate.company.name)
    parts = [
        _("With your permission {company} keeps the record of your application until {day}.").format(
            company=name, day=wording.day(candidate.state_until)
        ),
        _("If you want to be thought of for another year, choose so on your page. A code comes to this address first."),
        door_url(candidate.company),
        _("If you do nothing, your permission ends and your record is erased. It has no effect on anything else."),
    ]
    return Rendered(
        _("May we keep your record for another year? ({company})").format(company=name),
        "\n\n".join(parts),
        _("Open my page"),
        sender_name=name,
    )


WRITERS["pool"] = address_of_record
offer(PersonalKind.POOL_ENDS, pool_ends)

# --- breached ---------------------------------------------------------------------------------------------------------


@receiver(breach_to_tell)
def tell_of_breach(incident: Incident, touched: list[IncidentPerson], **_more: Any) -> None:
    """A letter to each, at the address of the record. It was looked at before (`incidents.tell_people`)."""
    for one in touched:
        data = {"desk": "breach", "company": one.company_id, "incident": incident.pk}
        send_to_writer(PersonalKind.BREACH, subject_ref=one.pk, data=data)


def address_of(mail: PersonalMail) -> str:
    """Where the letter goes: the company's own record of the person. Runs with the company active."""
    touched = IncidentPerson.objects.filter(pk=mail.subject_ref or 0).first()
    found = Candidate.objects.filter(pk=touched.candidate_ref).first() if touched else None
    return found.email if found else ""


def breach(mail: PersonalMail) -> Rendered:
    """The five items of the law, in the company's own words (LEGAL §3.4: 1, 2, 4, 5, 9)."""
    incident = Incident.objects.select_related("company").filter(pk=mail.data["incident"]).first()
    if incident is None or incident.company is None:
        raise Gone
    letter = incidents.letter_of(incident)
    return Rendered(letter.subject, letter.text, sender_name=one_line(incident.company.name))


WRITERS["breach"] = address_of
lead("notices.message", lambda ids: Message.objects.filter(pk__in=ids).values_list("candidate_id", flat=True))
offer(PersonalKind.BREACH, breach)


@receiver(breach_passed_on)
def tell_owners(notice: IncidentNotice, **_more: Any) -> None:
    """The owners of a company hear at once that the operator has something to tell (LEGAL B-04)."""
    with acting_for(notice.company_id):
        rows = Membership.objects.filter(company_id=notice.company_id, role=Role.OWNER, user__is_active=True)
        for one in rows:
            send_to_staff(
                PersonalKind.STAFF_BREACH, user_id=one.user_id, company_id=notice.company_id, subject_ref=notice.pk
            )


def staff_breach(mail: PersonalMail) -> Rendered:
    """That there is something to look at, and how long the law gives. What is known stands behind the sign-in."""
    company = mail.for_company
    if company is None:
        raise Gone
    notice = IncidentNotice.objects.filter(pk=mail.subject_ref or 0).first()
    if notice is None:
        raise Gone
    day = wording.day(incidents.clocks_of(timezone.localdate(notice.sent_at)).first_to)
    parts = [
        _("The operator of the network has found an incident that may concern data of your applicants."),
        _("What is known stands on the page below. If it has to be reported, the first report is due by {day}.").format(
            day=day
        ),
        _address("desk:breach"),
    ]
    return Rendered(_("An incident to look at ({company})").format(company=one_line(company.name)), "\n\n".join(parts))


offer(PersonalKind.STAFF_BREACH, staff_breach)
