"""What the nights erased at Minato, a record a dispute keeps, and an incident that was closed."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import holds
from career_relay.candidates.models import Candidate
from career_relay.companies import incidents
from career_relay.companies.models import Company, IncidentKind, PurgeReport

NIGHTS: tuple[dict[str, int], ...] = (
    {"candidates.candidate": 3, "candidates.importrun": 1},
    {},
    {"candidates.candidate": 1},
)
REPORT = {
    "summary": "面接の日程をご案内するメールを、同姓の別の応募者の方に送信しました。",
    "kinds": "お名前、応募職種、面接の日時",
    "cause": "宛先を選ぶときの取り違え",
    "secondary": "受け取った方から削除のご連絡をいただき、二次被害は確認されていません。",
    "response": "お二人にお詫びし、経緯をご説明しました。",
    "prevention": "宛先の選択画面に、応募職種と応募日を並べて表示しました。",
    "other": "特にありません。",
}


def fill(companies: dict[str, Company]) -> None:
    minato = companies["minato"]
    with acting_for(minato.pk):
        _nights(minato)
        _hold()
        _incident()


def _nights(minato: Company) -> None:
    today = timezone.localdate()
    for ago, counts in enumerate(NIGHTS, start=1):
        at = timezone.now() - timedelta(days=ago)
        report = {"counts": counts, "started_at": at, "finished_at": at}
        PurgeReport.objects.get_or_create(company=minato, day=today - timedelta(days=ago), defaults=report)


def _hold() -> None:
    """The oldest record, so that the list of the next ones has somebody to hold as well."""
    who = Candidate.objects.order_by("pk").first()
    until = timezone.localdate() + timedelta(days=60)
    holds.ask_hold(who, reason="労働局からの照会に回答するため", until=until, by=SYSTEM)


def _incident() -> None:
    known = timezone.localdate() - timedelta(days=40)
    facts = {"title": "面接案内の宛先違い", "kind": IncidentKind.MISSENT, "known_on": known, "people": 2}
    it = incidents.open_incident(facts, by=SYSTEM)
    incidents.write_report(it, REPORT, by=SYSTEM)
    incidents.close_incident(it, "お二人にご説明し、宛先の画面を直しました。", by=SYSTEM)
