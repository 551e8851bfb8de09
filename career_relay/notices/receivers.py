"""A choice was made or taken back: its receipt is queued in the same transaction. Two records become one: post waits."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _t

from career_relay.base.actors import Actor, person_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Application, Candidate, Merge
from career_relay.candidates.signals import records_merging, records_parting, result_taken_back
from career_relay.consents.models import ConsentEntry
from career_relay.consents.signals import consent_given, consent_withdrawn
from career_relay.consents.states import Act, Purpose
from career_relay.notices import apologies
from career_relay.notices.models import Message, Preference, Suppression
from career_relay.notices.personal import send_to_person
from career_relay.notices.preferences import unsubscribe
from career_relay.notices.proofs import leave_behind
from career_relay.notices.states import DELIVERED, ON_ITS_WAY, MessageState, PersonalKind, Skip, Way
from career_relay.notices.suppression import hashes_of


@receiver(consent_given)
def send_receipt(entry: ConsentEntry, person_id: int, **_: Any) -> None:
    kind = PersonalKind.SUBSCRIBED if entry.purpose == Purpose.CONTACT else PersonalKind.CONSENT_RECEIPT
    send_to_person(kind, person_id=person_id, subject_ref=entry.pk)


@receiver(consent_withdrawn)
def send_withdrawal_receipt(entry: ConsentEntry, person_id: int, **_: Any) -> None:
    """An end that came by itself needs no receipt."""
    if entry.act == Act.WITHDRAWN:
        send_to_person(PersonalKind.WITHDRAWAL_RECEIPT, person_id=person_id, subject_ref=entry.pk)


@receiver(consent_withdrawn)
def stop_advertising(entry: ConsentEntry, person_id: int, **_: Any) -> None:
    """Who takes the consent to be written to back, on whatever page, wants no news and no invitations."""
    if entry.act != Act.WITHDRAWN or entry.purpose != Purpose.CONTACT or entry.recipient_id is None:
        return
    with acting_for(entry.recipient_id):
        for candidate in Candidate.objects.filter(person_id=person_id).order_by("pk"):
            unsubscribe(candidate, how=Way.WITHDRAWN, by=person_actor(person_id), screen=entry.channel)


@receiver(pre_delete, sender=Candidate)
def leave_proofs(instance: Candidate, **_: Any) -> None:
    """A record goes; what proves that its mails were wanted stays, without a name."""
    leave_behind(instance)


@receiver(records_merging)
def wait_for_the_post(kept: Candidate, gone: Candidate, **_: Any) -> None:
    """A notice on its way was seen with one address. It is not led to another. Raises Refused."""
    notices = Message.objects.filter(candidate__in=[kept, gone], state__in=ON_ITS_WAY, campaign=None)
    if notices.exists():
        raise Refused(_t("A notice to this person is on its way. Put the records together when it has been sent."))


@receiver(records_merging)
def leave_mailings(gone: Candidate, **_: Any) -> None:
    """A mailing goes to the record that stays, if it goes there at all: nobody hears the same twice."""
    waiting = (MessageState.HELD, MessageState.QUEUED, MessageState.CLAIMED)
    rows = Message.objects.filter(candidate=gone, state__in=waiting, campaign__isnull=False)
    rows.update(state=MessageState.SKIPPED, skip_reason=Skip.MERGED)


@receiver(records_merging)
def keep_quiet(kept: Candidate, gone: Candidate, **_: Any) -> bool:
    """Whether one of the two addresses must not be written to: then the person is not, whichever address stays."""
    known = hashes_of((kept.email_key, gone.email_key))
    refused = Preference.objects.filter(candidate__in=[kept, gone], topics=[])
    return Suppression.objects.filter(address_hash__in=known).exists() or refused.exists()


@receiver(records_parting)
def leave_what_was_said(merge: Merge, application_ids: list[int], **_: Any) -> None:
    """What went out under one record cannot become another one's. Raises Refused."""
    out = [*ON_ITS_WAY, *DELIVERED, MessageState.UNKNOWN]
    rows = Message.objects.filter(application_id__in=application_ids, state__in=out, created_at__gt=merge.made_at)
    if rows.exists():
        raise Refused(_t("A notice about an application of the other record has gone out since. The records stay one."))


@receiver(result_taken_back)
def apologise(application: Application, by: Actor, **_: Any) -> None:
    """What has not left is put away; what has left is followed by an apology, a draft until somebody releases it."""
    apologies.follow(application, by=by)
