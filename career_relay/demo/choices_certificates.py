"""One certificate of the demonstration: handed over by Minato, kept by its candidate, open for whoever has the link."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import override

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Application
from career_relay.candidates.states import Reached
from career_relay.companies.models import Company, Membership
from career_relay.companies.roles import Role
from career_relay.consents.certificates import actions, queries
from career_relay.demo.cast import RYO

FAMILY = "バックエンドエンジニア"
WHAT = "Check a certificate / 証明書を確かめる"


def fill(companies: dict[str, Company]) -> list[dict[str, str]]:
    """Hand it over and keep it. Gives the link for the start page."""
    with override("ja"):
        person_id = _hand_over(companies["minato"])
        return [{"what": WHAT, "path": _kept_by(person_id)}] if person_id else []


def _hand_over(minato: Company) -> int | None:
    """Minato states it after its answer. Gives whose it is."""
    by = user_actor(Membership.objects.get(company=minato, role=Role.OWNER).user_id)
    with acting_for(minato.pk):
        rows = Application.objects.filter(candidate__email_key=RYO, reached=Reached.FINAL)
        application = rows.select_related("candidate").order_by("id").first()
        if application is None or application.candidate.person_id is None:
            return None
        strengths = queries.strengths_of(application)[: actions.MOST_STRENGTHS]
        actions.issue_certificate(application, strengths=strengths, family=FAMILY, by=by)
        return application.candidate.person_id


def _kept_by(person_id: int) -> str:
    """He takes it and opens its page, without his name. Gives the address of the page."""
    with acting_as(person_id):
        found = next(one for one in queries.mine(person_id) if one.is_new)
        held = actions.keep_certificate(found, by=person_actor(person_id), is_shown=True)
    return reverse("portal:verify", args=[held.public_id])
