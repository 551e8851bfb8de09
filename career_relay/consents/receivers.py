"""What follows inside consents when a record goes, a profile is written, two pages become one, or somebody leaves."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from career_relay.accounts.signals import pages_joining
from career_relay.base.actors import Actor, person_actor
from career_relay.candidates.models import Candidate
from career_relay.consents import notebook, recommendations, shares
from career_relay.consents.certificates.actions import empty_with_the_record
from career_relay.consents.models import AccountClosing, Passport
from career_relay.consents.signals import passport_changed, person_leaving


@receiver(pre_delete, sender=Candidate)
def empty_certificates(instance: Candidate, **_: Any) -> None:
    """What the company stated about the person goes with its record; what the person keeps is theirs."""
    empty_with_the_record(instance)


@receiver(passport_changed, dispatch_uid="consents.letters_of_passport")
def letters_come_along(passport: Passport, **_: Any) -> None:
    recommendations.tell_new_passport(passport)


@receiver(person_leaving, dispatch_uid="consents.links_of_leaver")
def links_stop_at_once(closing: AccountClosing, **_: Any) -> None:
    """Who asks for everything to go is not read for another night."""
    shares.stop_all(closing.person_id, by=person_actor(closing.person_id))


@receiver(pages_joining, dispatch_uid="consents.notebook_comes_along")
def notebook_comes_along(kept: int, gone: int, by: Actor, **_: Any) -> None:
    """Links end as choices do; what the person was told, and wrote, is not lost."""
    shares.stop_all(gone, by=by)
    notebook.carry_over(gone, kept)
