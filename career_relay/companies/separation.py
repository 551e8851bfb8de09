"""The kill switch between two companies (PRODUCT E1): whoever throws it, it holds both ways and at once.

Cut off means: neither company's questions reach anybody the other has a record of. What a person does by their own will
stays theirs: nobody is kept from sending themself anywhere.
"""

from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Company, Cut


@transaction.atomic
def cut_off(keeper: Company, other: Company, *, by: Actor, by_operator: bool = False) -> Cut:
    """Stop everything between the two from this commit on. Raises Refused for itself and for the operator."""
    if keeper.pk == other.pk:
        raise Refused(_("A company cannot be cut off from itself."))
    if Company.Kind.OPERATOR in {keeper.kind, other.kind}:
        raise Refused(_("Nobody is cut off from the operator. You can leave the network instead."))
    cut, made = Cut.objects.get_or_create(keeper=keeper, other=other, by_operator=by_operator)
    if made:
        record(CompanyEvent.CUT_OFF, keeper, by=by, other=other.pk)
    return cut


@transaction.atomic
def join_again(keeper: Company, other: Company, *, by: Actor, by_operator: bool = False) -> None:
    """Take one's own cut back. While the other side or the operator keeps theirs, nothing changes between the two."""
    gone, _rows = Cut.objects.filter(keeper=keeper, other=other, by_operator=by_operator).delete()
    if gone:
        record(CompanyEvent.CUT_ENDED, keeper, by=by, other=other.pk)


def own_cuts(keeper: Company) -> models.QuerySet[Cut]:
    """What this company cut itself. What others cut is not told to it."""
    return Cut.objects.filter(keeper=keeper, by_operator=False).select_related("other").order_by("other__name")


def cut_off_from(companies: Iterable[int]) -> set[int]:
    """Companies cut off from one of these, whoever cut."""
    wanted = set(companies)
    found: set[int] = set()
    for keeper, other in Cut.objects.filter(Q(keeper__in=wanted) | Q(other__in=wanted)).values_list("keeper", "other"):
        found |= {other} if keeper in wanted else set()
        found |= {keeper} if other in wanted else set()
    return found
