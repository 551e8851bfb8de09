"""What a company showed to others goes with it: out of a circle, or out of the network, in the same transaction."""

from typing import Any

from django.dispatch import receiver

from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Circle, Company
from career_relay.companies.signals import left_circle, left_network
from career_relay.positions.models import Position, PositionCircle


@receiver(left_circle, dispatch_uid="positions.left_circle")
def out_of_a_circle(circle: Circle, company: Company, **_more: Any) -> None:
    """Openings are shown in that circle no more; what no circle shows any more is not listed."""
    with acting_for(company.pk):
        PositionCircle.objects.filter(circle=circle).delete()
        _unlist()


@receiver(left_network, dispatch_uid="positions.left_network")
def out_of_the_network(company: Company, **_more: Any) -> None:
    """Nothing is shown to others any more. The positions stay open for the company's own past applicants."""
    with acting_for(company.pk):
        PositionCircle.objects.all().delete()
        _unlist()


def _unlist() -> None:
    shown = PositionCircle.objects.values("position_id")
    Position.objects.filter(listed_until__isnull=False).exclude(pk__in=shown).update(listed_until=None)
