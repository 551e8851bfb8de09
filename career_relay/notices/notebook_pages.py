"""A company's record goes: the person's own copies of its answers, and of letters still with it, are made before (PRODUCT D9)."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone

from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Application, Candidate
from career_relay.consents import notebook, recommendations
from career_relay.notices.models import Message
from career_relay.notices.rendering import blocks
from career_relay.notices.states import DELIVERED, Channel
from career_relay.notices.wordings import APOLOGY


@receiver(pre_delete, sender=Candidate, dispatch_uid="notices.notebook_pages")
def keep_for_person(instance: Candidate, **_more: Any) -> None:
    """What the person was told stays theirs. Nothing they were not told is kept."""
    if instance.person_id is None:
        return
    rows = Application.objects.filter(candidate=instance).select_related("company")
    for application in rows.order_by("id"):
        if (notice := _told(application)) is not None:
            _keep(instance.person_id, application, notice)
    with acting_as(instance.person_id):
        waiting = [one for one in recommendations.waiting_letters() if one.application.candidate_id == instance.pk]
        for letter in waiting:
            recommendations.take_in(letter, instance.person_id)


def _told(application: Application) -> Message | None:
    """The newest notice that reached the person; none when the answer was taken back."""
    found = Message.objects.filter(application=application, state__in=DELIVERED, legal_class="notice")
    newest = found.order_by("-id").first()
    return None if newest is None or newest.template_key == APOLOGY else newest


def _keep(person_id: int, application: Application, notice: Message) -> None:
    told_at = notice.sent_at or notice.released_at or notice.created_at
    own = () if notice.channel == Channel.AGENCY else blocks(notice.body_text)
    notebook.keep_page(
        person_id,
        application.public_id,
        about_id=application.company_id,
        company_name=application.company.name,
        position_title=application.position_title,
        applied_on=application.applied_on,
        told_on=timezone.localdate(told_at),
        words="\n\n".join(block.text for block in own if block.kind == "words"),
        promised_on=application.promised_on,
        reapply_from=application.reapply_from,
    )
