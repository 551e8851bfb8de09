"""Mails about requests of a person: their receipt and answer, and to the staff what is due (LEGAL D-01, D-03, D-06)."""

from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from career_relay.base import wording
from career_relay.companies.models import Membership
from career_relay.companies.roles import Permission, Role, may
from career_relay.consents.models import Correction, RightsRequest
from career_relay.consents.rights_contents import offer as offer_item
from career_relay.consents.signals import correction_told, request_answered, request_asked, request_due
from career_relay.consents.states import Right
from career_relay.notices.mime import one_line
from career_relay.notices.models import Incoming, Message, PersonalMail, SurveyAnswer
from career_relay.notices.personal import Gone, Rendered, offer, send_to_person, send_to_staff
from career_relay.notices.states import DELIVERED, PersonalKind

# --- the person ---------------------------------------------------------------------------------------------------


@receiver(request_asked)
def confirm(request: RightsRequest, **_more: Any) -> None:
    if request.person_id:
        send_to_person(PersonalKind.REQUEST_RECEIVED, person_id=request.person_id, subject_ref=request.pk)


@receiver(request_answered)
def answer(request: RightsRequest, **_more: Any) -> None:
    if request.person_id:
        send_to_person(PersonalKind.REQUEST_ANSWERED, person_id=request.person_id, subject_ref=request.pk)


def received(mail: PersonalMail) -> Rendered:
    """What was asked, of whom, and until when it is answered."""
    request = _request(mail)
    company = one_line(request.company.name)
    parts = [
        _("{company} has your request:\n{what}").format(company=company, what=request.get_kind_display()),
        _("Number: {number}\nAnswer by: {day}").format(number=request.number, day=wording.day(request.due_on)),
        _("It costs nothing, and no copy of a document is needed: you proved your address. Where it stands is here:"),
        _page(request),
        _("If you did not ask for this, please tell us on the same page."),
    ]
    return Rendered(
        _("Your request to {company}").format(company=company), "\n\n".join(parts), _("See where it stands")
    )


def answered(mail: PersonalMail) -> Rendered:
    """That there is an answer. The answer itself stays on the page: it may hold everything."""
    request = _request(mail)
    if request.closed_at is None:
        raise Gone
    company = one_line(request.company.name)
    parts = [
        _("{company} has answered your request:\n{what}").format(company=company, what=request.get_kind_display()),
        _("The answer, with a reason wherever it is not a yes, is on your page:"),
        _page(request),
        _("If you do not agree, you can write to the complaints desk from there."),
    ]
    subject = _("{company} has answered your request").format(company=company)
    return Rendered(subject, "\n\n".join(parts), _("Read the answer"))


def _request(mail: PersonalMail) -> RightsRequest:
    found = RightsRequest.objects.select_related("company").filter(pk=mail.subject_ref or 0).first()
    if found is None:
        raise Gone
    return found


def _page(request: RightsRequest) -> str:
    return settings.PUBLIC_URL + reverse("portal:request", args=[request.public_id])


# --- the staff ----------------------------------------------------------------------------------------------------


@receiver(request_due)
def remind(request: RightsRequest, step: str, **_more: Any) -> None:
    """First whoever answers requests; on the tenth day the owners too; on the last day the owners, for the representative."""
    for member in Membership.objects.filter(company_id=request.company_id, user__is_active=True):
        if _is_told(member.role, step):
            send_to_staff(
                PersonalKind.STAFF_REQUEST,
                user_id=member.user_id,
                company_id=request.company_id,
                subject_ref=request.pk,
                data={"step": step},
            )


def _is_told(role: str, step: str) -> bool:
    return role == Role.OWNER if step == "due" else may(role, Permission.EDIT_CANDIDATES)


def due(mail: PersonalMail) -> Rendered:
    request, company = _request(mail), mail.for_company
    if request.closed_at is not None or company is None:
        raise Gone
    subject, more = _due_words(str(mail.data["step"]))
    facts = _("Number: {number}\nAnswer by: {day}").format(number=request.number, day=wording.day(request.due_on))
    link = settings.PUBLIC_URL + reverse("desk:candidate_request", args=[request.public_id])
    text = "\n\n".join([more, facts, link, _("Names are shown after signing in.")])
    title = _("{subject} ({company})").format(subject=subject, company=company.name)
    return Rendered(title, text, _("Open the request"))


def _due_words(step: str) -> tuple[str, str]:
    if step == "due":
        return _("A request of a person has reached its last day"), _(
            "The law gives two weeks; after that the person may go to court. Please tell your representative today, and"
            " answer."
        )
    if step == "internal":
        return _("A request of a person should be answered today"), _("This is the tenth day, our own limit.")
    return _("A request of a person is due in three days"), _("It waits for a decision on each of its items.")


@receiver(correction_told)
def tell_receiver(correction: Correction, **_more: Any) -> None:
    for member in Membership.objects.filter(company_id=correction.company_id, user__is_active=True):
        if may(member.role, Permission.RECEIVE):
            send_to_staff(
                PersonalKind.STAFF_CORRECTION,
                user_id=member.user_id,
                company_id=correction.company_id,
                subject_ref=correction.pk,
            )


def corrected(mail: PersonalMail) -> Rendered:
    found = Correction.objects.filter(pk=mail.subject_ref or 0, acknowledged_at=None).first()
    if found is None:
        raise Gone
    text = _(
        "Something in a profile you received was corrected. Please put it right in your copy, and confirm it here:"
    )
    link = settings.PUBLIC_URL + reverse("desk:candidate_corrections")
    return Rendered(
        _("A person corrected something"),
        "\n\n".join([text, link, _("Names are shown after signing in.")]),
        _("See the correction"),
    )


# --- what this room adds to a disclosure --------------------------------------------------------------------------


def _letters(request: RightsRequest) -> list[Any]:
    rows = Message.objects.filter(candidate_id=request.candidate_id or 0, state__in=DELIVERED).order_by("id")
    return list(rows.values("subject", "body_text", "channel", "sent_at"))


def _answers(request: RightsRequest) -> dict[str, Any]:
    came = Incoming.objects.filter(candidate_id=request.candidate_id or 0).order_by("id")
    said = SurveyAnswer.objects.filter(application__candidate_id=request.candidate_id or 0).order_by("id")
    return {
        "replies": list(came.values("subject", "text", "received_at")),
        "survey": list(said.values("helpful", "recommend", "careful", "comment", "answered_at")),
    }


offer_item(Right.DISCLOSE, "letters", gettext_lazy("Mails and letters to you"), _letters)
offer_item(Right.DISCLOSE, "answers", gettext_lazy("What you wrote back"), _answers)

offer(PersonalKind.REQUEST_RECEIVED, received)
offer(PersonalKind.REQUEST_ANSWERED, answered)
offer(PersonalKind.STAFF_REQUEST, due)
offer(PersonalKind.STAFF_CORRECTION, corrected)
