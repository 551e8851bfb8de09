"""The receipt of an application: when the answer comes, what happens next, how the data is kept. No marketing in it.

It answers what the person has just sent. Somebody whom an agency protects gets none, as no mail of the company reaches
them; their own page says the same, and the page after the form has said it already.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from career_relay.base import wording
from career_relay.candidates.models import Application
from career_relay.candidates.sources import is_guarded
from career_relay.candidates.states import DECIDED
from career_relay.companies.doors import door_url
from career_relay.companies.models import Company
from career_relay.notices.mime import first_address, one_line
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer, send_to_person
from career_relay.notices.states import PersonalKind
from career_relay.notices.suppression import is_shut


def send_receipt(application: Application) -> PersonalMail | None:
    """Queue the receipt of an application, once however often its form is sent. Needs an active company.

    Gives nothing when no mail of the company may go to this address.
    """
    if not _may_be_sent(application):
        return None
    sent = PersonalMail.objects.filter(kind=PersonalKind.APPLIED, subject_ref=application.pk).first()
    if sent is not None:
        return sent
    return send_to_person(PersonalKind.APPLIED, subject_ref=application.pk, data={"company": application.company_id})


def _may_be_sent(application: Application) -> bool:
    candidate = application.candidate
    return not is_shut(candidate.email_key) and not is_guarded(candidate, timezone.localdate())


def receipt(mail: PersonalMail) -> Rendered:
    """The words, as things stand when it is sent."""
    rows = Application.objects.select_related("candidate", "company")
    application = rows.filter(pk=mail.subject_ref or 0).first()
    if application is None or application.stage in DECIDED or not _may_be_sent(application):
        raise Gone
    company = application.company
    reply_to = first_address(company.contact_desk)
    told = {"company": company.name, "position": application.position_title, "name": application.candidate.name}
    said = {name: one_line(words) for name, words in told.items()}
    parts = [
        _("Dear {name}").format(**said),
        _("Thank you for applying to {company}. We have received your application for “{position}”.").format(**said),
        *_what_next(application),
        *_how_kept(company),
        _("You can see where things stand, and what we hold, on your own page. A code is sent to this address:"),
        door_url(company),
        *_not_me(reply_to),
        _signature(company),
    ]
    return Rendered(
        _("We have received your application ({company})").format(**said),
        "\n\n".join(parts),
        _("Open my page"),
        sender_name=f"{company.name} {company.sender_name or _('Recruiting team')}",
        reply_to=reply_to,
    )


def _what_next(application: Application) -> list[str]:
    day = wording.day(application.promised_on) if application.promised_on else ""
    rows = [_("We read what you sent. Nobody is sorted out by a machine.")]
    if day:
        rows.append(_("You have an answer from us by {day}, whatever it is.").format(day=day))
    rows.append(_("If we need longer, we tell you before that day."))
    return [pgettext("receipt of an application", "What happens next"), "\n".join(rows)]


def _how_kept(company: Company) -> list[str]:
    months = company.retention_months
    kept = ngettext(
        "We use it to select applicants, to tell you the result, and to answer you. It is erased {n} month after the result.",
        "We use it to select applicants, to tell you the result, and to answer you. It is erased {n} months after the result.",
        months,
    ).format(n=months)
    return [pgettext("receipt of an application", "How your data is kept"), kept]


def _not_me(reply_to: str) -> list[str]:
    """Anybody can type an address: whoever did not apply says so, where an answer is read."""
    words = _("If you did not apply, please tell us by answering this mail. We will erase what was sent in.")
    return [words] if reply_to else []


def _signature(company: Company) -> str:
    return "\n".join(filter(None, (company.name, company.sender_name, company.address, company.contact_desk)))


offer(PersonalKind.APPLIED, receipt)
