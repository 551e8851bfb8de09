"""The harassment desk of a company: its published rules, who keeps it, and that nothing is published without (LEGAL H-01)."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.companies.events import CompanyEvent
from career_relay.companies.models import Company, ConductRules, DeskKeeper, Membership
from career_relay.companies.roles import Role

WORDS = ("policy", "times", "place", "people", "tool", "desk_who")
LONGEST_POLICY = 3_000
MAY_KEEP = (Role.OWNER, Role.VIEWER)  # nobody who meets, rates or selects people; an owner answers for the company


# --- what is published --------------------------------------------------------------------------------------------


def conduct_of(company_id: int) -> ConductRules | None:
    """What the company says in public about meeting people; None before it was published."""
    return ConductRules.objects.filter(company_id=company_id, published_at__isnull=False).first()


def ensure_desk(company: Company) -> None:
    """Raise Refused(DESK_MISSING) while people could not turn to anybody outside the selection."""
    if not company.harassment_desk.strip():
        raise Refused(
            _("Candidates must be able to reach your harassment desk. Please name it in Settings before publishing."),
            code="DESK_MISSING",
        )
    if conduct_of(company.pk) is None:
        raise Refused(
            _(
                "Candidates must be able to read how you meet people and who answers at your harassment desk. Please"
                " publish it under Settings, Complaints, before publishing a position."
            ),
            code="DESK_MISSING",
        )


@transaction.atomic
def publish_conduct(company: Company, words: Mapping[str, str], *, desk: str, by: Actor) -> ConductRules:
    """Publish how the company meets people, and where its desk is. Raises Refused with what is still missing."""
    said = {name: words.get(name, "").strip() for name in WORDS}
    if gaps := [label_of(name) for name in WORDS if not said[name]]:
        raise Refused(_("Please write: {items}.").format(items=_(", ").join(gaps)), code="DESK_MISSING")
    if not desk.strip():
        raise Refused(_("Write how people reach the harassment desk."), code="DESK_MISSING")
    company = Company.objects.select_for_update().get(pk=company.pk)
    company.harassment_desk = desk.strip()[:200]
    company.save(update_fields=["harassment_desk"])
    found, _made = ConductRules.objects.update_or_create(
        company=company, defaults={**said, "published_at": timezone.now()}
    )
    record(CompanyEvent.CONDUCT_PUBLISHED, company, by=by)
    return found


def label_of(name: str) -> str:
    return str(ConductRules._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # only plain fields


def proposal() -> dict[str, str]:
    """Words to begin with, for a company that has none yet. They hold only once somebody has published them."""
    return {
        "policy": _(
            "We do not tolerate sexual harassment or any other harassment of people who apply to us, in interviews, in"
            " messages or at any other time. Whoever is found to have done it is dealt with under our rules of work."
            " Turning to the desk has no effect on any selection."
        ),
        "times": _("On business days between 9:00 and 18:00; at other times only when the person wishes it."),
        "place": _("At our offices or online. Never in a private home, a hotel room or a bar."),
        "people": _("At least two of us, or one of us with the hour known to a colleague and the door open."),
        "tool": _("Company mail, company phone and this page. No private accounts before an offer."),
        "desk_who": _("The legal department and an outside adviser"),
    }


# --- who keeps it -------------------------------------------------------------------------------------------------


def keepers(company: Company) -> list[Membership]:
    """Who may read reports now: those named, while their role allows it; the owners where nobody is.

    Needs the company active.
    """
    staff = Membership.objects.filter(company=company, user__is_active=True).select_related("user").order_by("id")
    named = set(DeskKeeper.objects.values_list("user_id", flat=True))
    able = [one for one in staff if one.user_id in named and one.role in MAY_KEEP]
    return able or [one for one in staff if one.role == Role.OWNER]


def may_read_reports(membership: Membership) -> bool:
    """Whether this member of staff keeps the desk now. Needs the company active."""
    return membership.pk in {one.pk for one in keepers(membership.company)}


@transaction.atomic
def name_keepers(company: Company, chosen: Iterable[Membership], *, by: Actor) -> list[Membership]:
    """Say who reads reports. Raises Refused for anybody who meets or rates people; nobody named means the owners."""
    wanted = list(chosen)
    if any(one.company_id != company.pk or one.role not in MAY_KEEP for one in wanted):
        raise Refused(
            _("Whoever interviews or selects people cannot read reports. Choose owners, or colleagues who only look.")
        )
    DeskKeeper.objects.exclude(user__in=[one.user_id for one in wanted]).delete()
    for one in wanted:
        DeskKeeper.objects.get_or_create(company=company, user_id=one.user_id)
    record(CompanyEvent.KEEPERS_NAMED, company, by=by, people=[one.user_id for one in wanted])
    return keepers(company)
