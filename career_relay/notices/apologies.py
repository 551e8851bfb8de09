"""A no is taken back (PRODUCT B8): what has not left is put away, what has left is followed by an apology to release.

An apology is a notice about an application that goes on again. Like every notice it is a draft until somebody has read
and released it, and a newer decision supersedes it.
"""

from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.candidates.models import Application
from career_relay.candidates.states import IN_PROGRESS, Stage
from career_relay.notices import actions, outbox
from career_relay.notices.events import Event
from career_relay.notices.models import Message
from career_relay.notices.states import DELIVERED, OPEN, LegalClass, MessageState

S = MessageState
PUT_AWAY = """
UPDATE notices_message SET state = 'cancelled', send_after = NULL
 WHERE application_id = %(application)s AND legal_class = 'notice' AND state IN ('draft', 'held') RETURNING id"""


def owed() -> QuerySet[Application]:
    """Give the selections that go on although the person was told no, and nobody has apologised yet."""
    about = Message.objects.filter(application=OuterRef("pk"), legal_class=LegalClass.NOTICE)
    told = about.filter(state__in=DELIVERED, for_stage=Stage.REJECTED)
    sorry = about.filter(state__in=[*OPEN, *DELIVERED], for_stage__in=IN_PROGRESS, pk__gt=OuterRef("last_no"))
    rows: QuerySet[Application] = Application.objects.filter(stage__in=IN_PROGRESS).filter(Exists(told))
    rows = rows.annotate(last_no=told.order_by("-pk").values("pk")[:1])
    return rows.exclude(Exists(sorry)).select_related("candidate").order_by("pk")


@transaction.atomic
def follow(application: Application, *, by: Actor) -> Message | None:
    """See to the post of a no that was just taken back. Gives the draft of an apology, when one is owed."""
    for message in Message.objects.filter(pk__in=outbox.moved(PUT_AWAY, application=application.pk)):
        record(Event.DROPPED, message, by=by)
    return draft_apology(application, by=by) if owed().filter(pk=application.pk).exists() else None


@transaction.atomic
def draft_apology(application: Application, *, by: Actor) -> Message:
    """Write the draft of an apology, or give the one there is. Raises Refused when none is owed."""
    rows = Application.objects.select_related("candidate", "company").select_for_update(of=("self",))
    application = rows.get(pk=application.pk)
    if found := waiting_for(application):
        return found
    if not owed().filter(pk=application.pk).exists():
        raise Refused(_("Nobody was told no here, or the apology is written already."))
    before = Message.objects.filter(application=application, state__in=DELIVERED).order_by("-pk").first()
    language = before.language if before else "ja"
    message = actions.new_notice(application, language=language, batch=uuid4())
    message.template_key = actions.template_for(message)
    message.survey_wanted = False
    actions.write(message)
    message.save()
    record(Event.DRAFTED, message, by=by, template=message.template_key, channel=message.channel)
    return message


def waiting_for(application: Application) -> Message | None:
    """Give the apology that is being written or is on its way."""
    rows = Message.objects.filter(application=application, legal_class=LegalClass.NOTICE, for_stage__in=IN_PROGRESS)
    return rows.filter(state__in=OPEN).order_by("-pk").first()
