"""Mails about complaints and reports: receipt and answer to whoever wrote, and to the staff that something waits (M-10, H-01).

A mail never repeats what was written: a mailbox may be shared, and a report concerns nobody who can read mails of others.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from career_relay.accounts.models import User
from career_relay.base import wording
from career_relay.companies.complaints import code_of
from career_relay.companies.desks import keepers
from career_relay.companies.models import Company, Complaint, HarassmentReport, Membership
from career_relay.companies.roles import Permission, may
from career_relay.companies.signals import (
    complaint_answered,
    complaint_due,
    complaint_received,
    report_answered,
    report_due,
    report_received,
)
from career_relay.notices.mime import one_line
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import WRITERS, Gone, Rendered, offer, send_to_staff, send_to_writer
from career_relay.notices.states import PersonalKind

COMPLAINT, REPORT = "complaint", "report"
Row = Complaint | HarassmentReport


# --- whoever wrote ------------------------------------------------------------------------------------------------


@receiver(complaint_received)
def confirm(complaint: Complaint, **_more: Any) -> None:
    _write(PersonalKind.COMPLAINT_RECEIVED, complaint, COMPLAINT)
    _tell(complaint.company, _handlers(complaint.company), complaint, COMPLAINT, "new")


@receiver(complaint_answered)
def tell_answer(complaint: Complaint, **_more: Any) -> None:
    _write(PersonalKind.COMPLAINT_ANSWERED, complaint, COMPLAINT)


@receiver(report_received)
def confirm_report(report: HarassmentReport, **_more: Any) -> None:
    _write(PersonalKind.COMPLAINT_RECEIVED, report, REPORT)
    _tell(report.company, _keepers(report.company), report, REPORT, "new")


@receiver(report_answered)
def tell_answer_of_desk(report: HarassmentReport, **_more: Any) -> None:
    _write(PersonalKind.COMPLAINT_ANSWERED, report, REPORT)


def _write(kind: PersonalKind, row: Row, desk: str) -> None:
    """To the address they left, when they left one."""
    if row.reply_to:
        occasion = {"company": row.company_id, "desk": desk, "at": (row.answered_at or row.received_at).isoformat()}
        send_to_writer(kind, subject_ref=row.pk, data=occasion, language=row.language)


def _row(mail: PersonalMail) -> Row:
    model: type[Row] = HarassmentReport if mail.data.get("desk") == REPORT else Complaint
    found: Row | None = model.objects.select_related("company").filter(pk=mail.subject_ref or 0).first()
    if found is None:
        raise Gone
    return found


def received(mail: PersonalMail) -> Rendered:
    row = _row(mail)
    company = one_line(row.company.name)
    parts = [
        _("{company} has what you wrote. It has no effect on any application.").format(company=company),
        _("You have an answer by {day}. Where it stands, you see here at any time:").format(
            day=wording.day(row.due_on)
        ),
        _status(row, str(mail.data["desk"])),
        _(
            "Please keep this link: whoever has it can read the answer. If you did not write to us, you need do nothing."
        ),
    ]
    return Rendered(_("We have what you wrote"), "\n\n".join(parts), _("See where it stands"), sender_name=company)


def answered(mail: PersonalMail) -> Rendered:
    row = _row(mail)
    company = one_line(row.company.name)
    parts = [_("{company} has answered what you wrote:").format(company=company), _status(row, str(mail.data["desk"]))]
    return Rendered(_("There is an answer for you"), "\n\n".join(parts), _("Read the answer"), sender_name=company)


def _status(row: Row, desk: str) -> str:
    name = "portal:report_status" if desk == REPORT else "portal:complaint_status"
    place = reverse(name, args=[row.company.slug, row.public_id, code_of(row.public_id)])
    return settings.PUBLIC_URL + place


def _address(mail: PersonalMail) -> str:
    try:
        return _row(mail).reply_to
    except Gone:
        return ""


# --- the staff ----------------------------------------------------------------------------------------------------


@receiver(complaint_due)
def remind(complaint: Complaint, step: str, **_more: Any) -> None:
    _tell(complaint.company, _handlers(complaint.company), complaint, COMPLAINT, step)


@receiver(report_due)
def remind_keepers(report: HarassmentReport, step: str, **_more: Any) -> None:
    _tell(report.company, _keepers(report.company), report, REPORT, step)


def _handlers(company: Company) -> list[int]:
    """Who answers complaints: the staff who answer candidates, or the operator's."""
    if company.kind == Company.Kind.OPERATOR:
        return list(User.objects.filter(is_operator=True, is_active=True).values_list("pk", flat=True))
    staff = Membership.objects.filter(company=company, user__is_active=True)
    return [one.user_id for one in staff if may(one.role, Permission.EDIT_CANDIDATES)]


def _keepers(company: Company) -> list[int]:
    return [one.user_id for one in keepers(company)]


def _tell(company: Company, people: Iterable[int], row: Row, desk: str, step: str) -> None:
    for user_id in people:
        facts = {"desk": desk, "step": step}
        send_to_staff(
            PersonalKind.STAFF_COMPLAINT, user_id=user_id, company_id=company.pk, subject_ref=row.pk, data=facts
        )


def waiting(mail: PersonalMail) -> Rendered:
    """That something waits at a desk. To a keeper who no longer is one, nothing is said."""
    row, company = _row(mail), mail.for_company
    if company is None or row.closed_at is not None:
        raise Gone
    is_report = mail.data.get("desk") == REPORT
    if is_report and mail.to_user_id not in _keepers(company):
        raise Gone
    parts = [
        _("Something was told to the harassment desk.") if is_report else _("Somebody has complained."),
        _("Answer by: {day}").format(day=wording.day(row.due_on)),
        settings.PUBLIC_URL + _place(company, is_report=is_report),
        _("What was written is shown after signing in."),
    ]
    subject = _subject(str(mail.data["step"]), is_report=is_report)
    title = _("{subject} ({company})").format(subject=subject, company=company.name)
    return Rendered(title, "\n\n".join(parts), _("Open the desk"))


def _place(company: Company, *, is_report: bool) -> str:
    if company.kind == Company.Kind.OPERATOR:
        return reverse("console:desks")
    return reverse("desk:harassment" if is_report else "desk:complaints")


def _subject(step: str, *, is_report: bool) -> str:
    if step == "new":
        return _("The harassment desk has a report") if is_report else _("A complaint has come in")
    return _("A report waits at the harassment desk") if is_report else _("A complaint waits for its answer")


WRITERS[COMPLAINT] = WRITERS[REPORT] = _address
offer(PersonalKind.COMPLAINT_RECEIVED, received)
offer(PersonalKind.COMPLAINT_ANSWERED, answered)
offer(PersonalKind.STAFF_COMPLAINT, waiting)
