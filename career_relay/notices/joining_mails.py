"""Mails about joining: the code to a mailbox of the domain, and to the staff how their request fares and what is due."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base import wording
from career_relay.base.queue import later
from career_relay.companies.models import Company, DomainProof, Joining, Membership
from career_relay.companies.proofs import code_of
from career_relay.companies.queries import network_operator
from career_relay.companies.roles import Permission, may
from career_relay.companies.signals import agreed_alone, joining_moved, proof_to_look_for, proof_to_send
from career_relay.notices.mime import one_line
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import WRITERS, Gone, Rendered, offer, send_to_staff, send_to_writer
from career_relay.notices.states import PersonalKind

DESK = "domain"


# --- the domain ---------------------------------------------------------------------------------------------------


@receiver(proof_to_send, dispatch_uid="notices.domain_code")
def send_the_code(proof: DomainProof, **_more: Any) -> None:
    occasion = {"company": proof.company_id, "desk": DESK, "at": proof.begun_at.isoformat()}
    send_to_writer(PersonalKind.DOMAIN_CODE, subject_ref=proof.pk, data=occasion)


@receiver(proof_to_look_for, dispatch_uid="notices.domain_record")
def look_for_the_record(proof: DomainProof, **_more: Any) -> None:
    from career_relay.notices.joining_tasks import look_for_domain_record

    later(look_for_domain_record, company_id=proof.company_id, proof_id=proof.pk)


def _proof(mail: PersonalMail) -> DomainProof:
    waiting = DomainProof.objects.select_related("company").filter(pk=mail.subject_ref or 0, proven_at__isnull=True)
    found = waiting.first()
    if found is None or found.begun_at.isoformat() != mail.data["at"]:
        raise Gone
    return found


def _mailbox(mail: PersonalMail) -> str:
    try:
        proof = _proof(mail)
    except Gone:
        return ""
    return f"{proof.mailbox}@{proof.domain}"


def domain_code(mail: PersonalMail) -> Rendered:
    """Whoever keeps the domain reads it, and need not know us: the mail says who asks, and that nothing happens alone."""
    proof = _proof(mail)
    company = one_line(proof.company.name)
    parts = [
        _("{company} says that {domain} is its mail domain, and asked for this code to show it.").format(
            company=company, domain=proof.domain
        ),
        _("Code: {code}").format(code=code_of(proof)),
        _("Please pass it on to whoever signs in for {company}. It holds for seven days.").format(company=company),
        _("If this is not right, do nothing: without the code nothing happens."),
        settings.PUBLIC_URL + reverse("desk:network"),
    ]
    return Rendered(_("Code for the domain {domain}").format(domain=proof.domain), "\n\n".join(parts))


# --- the staff ----------------------------------------------------------------------------------------------------


@receiver(joining_moved, dispatch_uid="notices.joining_moved")
def tell_staff(joining: Joining, step: str, **_more: Any) -> None:
    """A new request goes to the operator's staff; everything else to those who manage the company."""
    if step == "asked":
        _tell_operator(joining)
        return
    for one in Membership.objects.filter(company=joining.company_id, user__is_active=True):
        if may(one.role, Permission.KEEP_GATE):
            _tell(one.user_id, joining.company_id, joining, step)


def _tell_operator(joining: Joining) -> None:
    operator = network_operator()
    if operator is None:
        return
    for user_id in User.objects.filter(is_operator=True, is_active=True).values_list("pk", flat=True):
        _tell(user_id, operator.pk, joining, "asked")


def _tell(user_id: int, company_id: int, joining: Joining, step: str) -> None:
    at = joining.confirm_by if step.startswith("confirm") else joining.decided_at or joining.asked_at
    facts = {"step": step, "at": at.isoformat() if at else ""}
    send_to_staff(
        PersonalKind.STAFF_JOINING, user_id=user_id, company_id=company_id, subject_ref=joining.pk, data=facts
    )


def moved(mail: PersonalMail) -> Rendered:
    step = str(mail.data["step"])
    if step == "asked":
        place = settings.PUBLIC_URL + reverse("console:admissions")
        return Rendered(_("A company asks to join"), _("Somebody asks to join the network.") + f"\n\n{place}")
    if step == "alone":
        return _alone()
    joining = Joining.objects.select_related("company").filter(pk=mail.subject_ref or 0).first()
    if joining is None:
        raise Gone
    subject, sentence = _words(joining.company, joining, step)
    return Rendered(subject, "\n\n".join([sentence, settings.PUBLIC_URL + reverse("desk:network")]))


@receiver(agreed_alone, dispatch_uid="notices.agreed_alone")
def tell_everybody(company: Company, about: str, asked_at: datetime, **_more: Any) -> None:
    """Who agreed to their own wish did not do so unseen: whoever else signs in for the company reads of it (PRODUCT H7)."""
    facts = {"step": "alone", "about": about, "at": asked_at.isoformat()}
    for user_id in Membership.objects.filter(company=company, user__is_active=True).values_list("user_id", flat=True):
        send_to_staff(
            PersonalKind.STAFF_JOINING, user_id=user_id, company_id=company.pk, subject_ref=company.pk, data=facts
        )


def _alone() -> Rendered:
    parts = [
        _("Something that usually needs the word of two people was agreed to by one: nobody else of the staff could."),
        _("What it was, and since when it holds, is on this page. It can be changed back there."),
        settings.PUBLIC_URL + reverse("desk:retention"),
    ]
    return Rendered(_("One person agreed alone"), "\n\n".join(parts))


def _words(company: Company, joining: Joining, step: str) -> tuple[str, str]:
    name = one_line(company.name)
    day = wording.day(joining.confirm_by) if joining.confirm_by else ""
    said = {
        "admitted": (_("You take part in the network"), _("{company} was admitted.")),
        "sent_back": (
            _("Your request needs something more"),
            _("The operator wrote to {company} what is missing. Please complete it and send it again."),
        ),
        "declined": (_("Your request to join"), _("The operator has answered the request of {company}.")),
        "left": (_("You have left the network"), _("{company} takes part no more. Your own records stay with you.")),
        "paused": (
            _("Your company pauses in the network"),
            _("{company} has not confirmed its facts. Confirm them, and the operator lets you take part again."),
        ),
    }
    subject, sentence = said.get(
        step, (_("Please confirm your company’s facts"), _("{company} confirms its facts once a year, next by {day}."))
    )
    return subject, sentence.format(company=name, day=day)


WRITERS[DESK] = _mailbox
offer(PersonalKind.DOMAIN_CODE, domain_code)
offer(PersonalKind.STAFF_JOINING, moved)
