"""The mail that a certificate is there to be kept or declined, and the one that it was taken back. Thin: the rest is on the page."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.candidates.models import Application
from career_relay.candidates.states import Stage
from career_relay.consents.certificates import queries
from career_relay.consents.models import Certificate
from career_relay.consents.signals import certificate_issued, certificate_issuing, certificate_revoked
from career_relay.notices.delays import may_be_written
from career_relay.notices.mime import one_line
from career_relay.notices.models import Message, PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer, send_to_person
from career_relay.notices.queries import WAITING_DAYS
from career_relay.notices.states import DELIVERED, PersonalKind


@receiver(certificate_issuing)
def answer_comes_first(application: Application, **_more: Any) -> None:
    """A certificate before the answer would be the answer. Raises Refused until the person was told, by us or long ago."""
    if application.stage != Stage.REJECTED or application.decided_at is None:
        return
    told = Message.objects.filter(application=application, state__in=DELIVERED, legal_class="notice")
    is_fresh = application.decided_at >= timezone.now() - timedelta(days=WAITING_DAYS)
    if is_fresh and not told.exists():
        raise Refused(_("Tell the result first: nobody should learn of it from a certificate."), code="NOT_TOLD")


@receiver(certificate_issued)
def tell_of_certificate(certificate: Certificate, **_more: Any) -> None:
    """Whoever has proven an address hears of it; everybody else finds it on their page when they come.

    No mail where none of ours may go, or where nothing but results is wanted: it waits on the page just the same.
    """
    application = certificate.application
    if application is None or application.candidate.do_not_contact or not may_be_written(application):
        return
    if certificate.candidate and certificate.candidate.person_id:
        send_to_person(
            PersonalKind.CERTIFICATE_READY, person_id=certificate.candidate.person_id, subject_ref=certificate.pk
        )


@receiver(certificate_revoked)
def tell_of_end(certificate: Certificate, **_more: Any) -> None:
    """Who kept it reads that it ended; who never took it has nothing to read. The mail itself knows which."""
    if certificate.candidate and certificate.candidate.person_id:
        send_to_person(
            PersonalKind.CERTIFICATE_READY,
            person_id=certificate.candidate.person_id,
            subject_ref=certificate.pk,
            data={"ended": True},
        )


def words(mail: PersonalMail) -> Rendered:
    found = _subject_of(mail)
    link = settings.PUBLIC_URL + reverse("portal:certificate", args=[found.certificate.public_id])
    company = one_line(found.issuer.name)
    if mail.data.get("ended"):
        said = [_("{company} has taken a certificate back that you keep. The reason stands on your page:")]
        subject = _("A certificate was taken back")
    else:
        subject = _("A certificate for you")
        said = [
            _("{company} states that you reached the final interview, and hands you a certificate of it."),
            _("Nothing of it is public. You decide whether to keep it, and who may see it. The company is not told."),
        ]
    parts = [line.format(company=company) for line in said]
    return Rendered(subject, "\n\n".join([*parts, link]), _("Look at the certificate"))


def _subject_of(mail: PersonalMail) -> queries.Mine:
    """The certificate the mail speaks of, while it still says the truth. raises Gone."""
    wants_end = bool(mail.data.get("ended"))
    for one in queries.mine(mail.to_person_id or 0):
        is_ended = one.certificate.revoked_at is not None
        if one.certificate.pk == mail.subject_ref and is_ended == wants_end and (one.held is not None) == wants_end:
            return one
    raise Gone


offer(PersonalKind.CERTIFICATE_READY, words)
