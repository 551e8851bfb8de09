"""Mails about what a person keeps: a letter to look at, an answer to a link; and to staff, a wish about a letter.

None holds a word of a letter or an answer: those are read after proving an address, or signing in.
"""

from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from career_relay.base.errors import Refused
from career_relay.candidates.models import Application
from career_relay.candidates.states import Stage
from career_relay.companies.doors import door_url
from career_relay.companies.models import Membership
from career_relay.companies.roles import GRANTS, Permission
from career_relay.consents.models import Letter, Share, ShareAnswer
from career_relay.consents.signals import letter_asked, letter_handed, letter_handing, share_answered
from career_relay.consents.states import LetterState
from career_relay.notices.delays import may_be_written
from career_relay.notices.mime import first_address, one_line
from career_relay.notices.models import Message, PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer, send_to_person, send_to_staff
from career_relay.notices.states import DELIVERED, PersonalKind

WRITERS = [role for role, granted in GRANTS.items() if Permission.SEND_NOTICES in granted]


@receiver(letter_handing, dispatch_uid="notices.letter_after_the_answer")
def answer_comes_first(letter: Letter, **_more: Any) -> None:
    """Kind words before the answer would be the answer. Raises Refused until the person was told."""
    application = letter.application
    told = Message.objects.filter(application=application, state__in=DELIVERED, legal_class="notice")
    if application.stage == Stage.REJECTED and not told.exists():
        raise Refused(_("First tell the person the result. The letter can follow at once."), code="NOT_TOLD")


@receiver(letter_handed, dispatch_uid="notices.letter_ready")
def tell_person(letter: Letter, **_more: Any) -> None:
    """One mail a version; none where no mail of ours may go, or nothing but results is wanted."""
    application = letter.application
    if application.candidate.do_not_contact or not may_be_written(application):
        return
    with translation.override(_language_of(application)):
        send_to_person(
            PersonalKind.LETTER_READY,
            subject_ref=application.pk,
            data={"company": letter.company_id, "letter": letter.pk},
        )


def _language_of(application: Application) -> str:
    """The language somebody applied in; else Japanese. What they chose on their own page is not the company's to read."""
    receipt = PersonalMail.objects.filter(kind=PersonalKind.APPLIED, subject_ref=application.pk).first()
    return receipt.language if receipt else "ja"


def letter_ready(mail: PersonalMail) -> Rendered:
    """That there is a letter, and that nobody else has it. Not a word of it."""
    letter = Letter.objects.filter(pk=mail.data.get("letter") or 0, state=LetterState.HANDED).first()
    application = Application.objects.select_related("candidate", "company").filter(pk=mail.subject_ref or 0).first()
    if letter is None or application is None or not may_be_written(application):
        raise Gone
    company = application.company
    told = {"name": one_line(application.candidate.name), "company": one_line(company.name)}
    parts = [
        _("Dear {name}").format(**told),
        _("We have written a letter about what we saw in the selection and liked. It is for you alone.").format(**told),
        _(
            "You decide whether anybody else ever reads it: you can leave lines out, ask us to correct it, keep it, or put"
            " it aside. We are not told which you choose."
        ),
        _("It waits on your own page. A code is sent to this address:"),
        door_url(company),
        "\n".join(filter(None, (company.name, company.sender_name, company.contact_desk))),
    ]
    return Rendered(
        _("A letter for you ({company})").format(**told),
        "\n\n".join(parts),
        _("Open my page"),
        sender_name=f"{company.name} {company.sender_name or _('Recruiting team')}",
        reply_to=first_address(company.contact_desk),
    )


@receiver(letter_asked, dispatch_uid="notices.letter_asked")
def tell_writer(letter: Letter, **_more: Any) -> None:
    """To whoever wrote the letter, or else to one colleague who may."""
    if (user_id := _writer_of(letter)) is not None:
        asked = letter.asked_at.isoformat() if letter.asked_at else ""
        send_to_staff(
            PersonalKind.STAFF_LETTER,
            user_id=user_id,
            company_id=letter.company_id,
            subject_ref=letter.pk,
            data={"asked": asked},
        )


def _writer_of(letter: Letter) -> int | None:
    staff = Membership.objects.filter(company_id=letter.company_id, role__in=WRITERS, user__is_active=True)
    working = list(staff.order_by("role", "pk").values_list("user_id", flat=True))
    wanted = [one for one in (letter.written_by_id, *working) if one in working]
    return wanted[0] if wanted else None


def staff_letter(mail: PersonalMail) -> Rendered:
    """Where the wish can be read. No name and no word of it."""
    letter = Letter.objects.select_related("application").filter(pk=mail.subject_ref or 0).first()
    if letter is None or letter.state != LetterState.ASKED:
        raise Gone
    place = f"{settings.PUBLIC_URL}/desk/applications/{letter.application.public_id}/letter"
    text = _("Somebody asks for a letter you handed over to be corrected. Their wish, and the letter, are here:")
    return Rendered(_("A letter is to be corrected"), f"{text}\n\n{place}", _("See the wish"))


@receiver(share_answered, dispatch_uid="notices.share_answered")
def tell_sharer(answer: ShareAnswer, **_more: Any) -> None:
    send_to_person(PersonalKind.SHARE_ANSWERED, person_id=answer.person_id, subject_ref=answer.pk)


def share_was_answered(mail: PersonalMail) -> Rendered:
    """That somebody answered, and where to read it."""
    answer = ShareAnswer.objects.filter(pk=mail.subject_ref or 0).first()
    share = Share.objects.filter(pk=answer.share_id).first() if answer else None
    if share is None:
        raise Gone
    parts = [
        _("Somebody answered the link “{title}” you handed out.").format(title=one_line(share.title)),
        _("The answer is on your page. We do not know who wrote it: the name and the address are as they were typed."),
        f"{settings.PUBLIC_URL}/me/shares/{share.public_id}",
    ]
    return Rendered(_("An answer to a link of yours"), "\n\n".join(parts), pgettext("shared link", "Read the answer"))


offer(PersonalKind.LETTER_READY, letter_ready)
offer(PersonalKind.STAFF_LETTER, staff_letter)
offer(PersonalKind.SHARE_ANSWERED, share_was_answered)
