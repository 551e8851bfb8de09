"""What a candidate thought of the answer they got: one answer a person and application, never a condition (PRODUCT B9)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.models import Application
from career_relay.notices.events import Event
from career_relay.notices.models import Message, SurveyAnswer
from career_relay.notices.states import DELIVERED

LONGEST_COMMENT = 2000


@transaction.atomic
def answer_survey(
    application: Application, *, helpful: bool | None = None, recommend: int | None = None, comment: str = "", by: Actor
) -> SurveyAnswer:
    """Keep the person's answer; answering again changes it. What is left out stays as it was."""
    if recommend is not None and not 0 <= recommend <= 10:
        raise Refused(_("Choose a number from 0 to 10."))
    if len(comment) > LONGEST_COMMENT:
        raise Refused(_("The comment may have {most} characters.").format(most=LONGEST_COMMENT))
    said = {"helpful": helpful, "recommend": recommend, "comment": comment.strip() or None}
    given = {name: value for name, value in said.items() if value is not None}
    answer, _created = SurveyAnswer.objects.update_or_create(
        application=application,
        defaults={**given, "person_id": application.person_id},
        create_defaults={**given, "person_id": application.person_id, "company_id": application.company_id},
    )
    record(Event.ANSWERED, answer, by=by)
    return answer


def note_visit(application: Application) -> None:
    """Remember that the person opened their result page: then nobody needs to call. Needs the person to be active."""
    told = Message.objects.filter(application=application, state__in=DELIVERED, seen_at=None)
    told.update(seen_at=timezone.now())
