"""How long mails, answers, links and proofs live. Suppressions stay as hashes: they keep people from being written to."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from career_relay.base.erasure import Kept, NoPersonalData, Own, Through, registry
from career_relay.notices import models as rows
from career_relay.notices import proofs
from career_relay.notices.models import PermissionProof


def proofs_over(limit: datetime) -> QuerySet[PermissionProof]:
    """Proofs of records that are gone; `end_proofs` looks at the last mail as well."""
    found: QuerySet[PermissionProof] = PermissionProof.objects.filter(candidate=None, at__lt=limit)
    return found


def end_proofs(ids: Sequence[int]) -> int:
    today = timezone.localdate()
    over = [one.pk for one in PermissionProof.objects.filter(pk__in=ids) if proofs.is_over(one, today)]
    return int(PermissionProof.objects.filter(pk__in=over).delete()[0])


registry.declare(rows.Message, clock=Through("candidate"), person_may_read=True)
registry.declare(rows.Incoming, clock=Through("candidate"), person_may_read=True)
registry.declare(rows.CallTry, clock=Through("message"), why="when the company tried to call")
registry.declare(rows.LinePush, clock=Through("message"), why="numbers of a message for LINE")
registry.declare(rows.LineText, clock=Through("candidate"), person_may_read=True)
registry.declare(rows.LineLink, clock=Through("candidate"), person_may_read=True)
registry.declare(rows.LineIntent, clock=Own("expires_at", "technical"), why="a number used once")
registry.declare(rows.LineEvent, clock=Own("received_at", "technical"), why="emptied once it was answered")
registry.declare(rows.GuardStep, clock=Through("application"), why="the guard's own steps")
registry.declare(rows.Delay, clock=Through("application"), person_may_read=True)
registry.declare(rows.Closing, clock=Through("application"), why="a draft of an answer")
registry.declare(rows.Preference, clock=Through("candidate"), person_may_read=True)
registry.declare(rows.SurveyAnswer, clock=Through("application"), person_may_read=True)
registry.declare(rows.SurveySeal, clock=Through("answer"), why="which five answers were counted together")
registry.declare(rows.PermissionProof, clock=Own("at", "proof"), person_may_read=True, due=proofs_over, drop=end_proofs)
registry.declare(
    rows.Suppression,
    clock=Kept(_("A keyed hash of an address that must not be written to."), _("for good: it protects the person")),
    why="a keyed hash: it tells nobody whose it is",
)
registry.declare(rows.NewsRequest, clock=Own("created_at", "technical"), why="a wish waiting for its code")
registry.declare(
    rows.PersonalMail, clock=Own("created_at", "mail"), person_may_read=True, with_person="to_person",
)  # fmt: skip
registry.declare(rows.EntryLink, clock=Own("expires_at", "technical"), why="a hash of a link")
for _model in (
    rows.Campaign, rows.ChatHook, rows.GuardRules, rows.Letterbox, rows.LineAccount, rows.Pace, rows.ReleaseRule, rows.ReleaseRequest,
    rows.SenderAccount, rows.DomainCheck, rows.Template, rows.TemplateVersion,
):  # fmt: skip
    registry.declare(_model, clock=NoPersonalData(), why="settings, words and ids of lists")
