"""Two pages of one human become one: what was chosen on the closed one ends, what protects is carried over.

A merge can only take away (RELIABILITY rule 8): no choice, package or profile of the closed page comes along.
"""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.dispatch import receiver

from career_relay.accounts.signals import pages_joining
from career_relay.base.actors import Actor
from career_relay.base.tenancy import person
from career_relay.consents.actions import How, empty_passport, withdraw_all
from career_relay.consents.models import Block, Employer

SHIELDS: tuple[type[models.Model], ...] = (Block, Employer)
CHANNEL = "portal:signin"


@receiver(pages_joining)
def end_choices(kept: int, gone: int, by: Actor, **_: Any) -> None:
    """Take back every choice of the page that is closed, as if its owner had: they are the same human, both proven."""
    withdraw_all(gone, by=by, how=How(channel=CHANNEL))
    empty_passport(gone, by=by)
    for shield in (row for model in SHIELDS for row in model._default_manager.order_by("pk")):
        _carry_over(shield, kept)


def _carry_over(shield: models.Model, kept: int) -> None:
    """Whoever must not see the person on one page must not on the other. What is there already stays as it is."""
    names = {one.attname for one in shield._meta.concrete_fields} - {"id", "public_id", "person_id"}
    facts = {name: getattr(shield, name) for name in names}
    with person(kept), transaction.atomic():
        copy = type(shield)(person_id=kept, **facts)
        try:
            with transaction.atomic():
                copy.save(force_insert=True)
        except IntegrityError:
            return
