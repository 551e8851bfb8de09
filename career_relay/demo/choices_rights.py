"""What people asked of Minato: one request that waits, one complaint, and something told to the harassment desk."""

from __future__ import annotations

from django.utils.translation import override

from career_relay.base.actors import SYSTEM, person_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.models import Candidate
from career_relay.companies import complaints, reports
from career_relay.companies.models import Company
from career_relay.consents import rights
from career_relay.consents.states import Manner, Right

COMPLAINT = complaints.Words(
    "answer",
    "面接から三週間たちますが、まだ結果のご連絡をいただいておりません。いつ頃になるか教えていただけますでしょうか。",
    "海野 葵",
    "umino.aoi@mail.example",
)
TO_OPERATOR = complaints.Words("posting", "求人に書かれていた勤務地と、面接で伺った勤務地が違っていました。")
REPORT = reports.Told(
    "question",
    "面接で、結婚や出産の予定について繰り返し質問されました。",
    when_where="11月の一次面接（オンライン）",
)


def fill(companies: dict[str, Company]) -> None:
    minato = companies["minato"]
    with override("ja"):
        _ask(minato)
        with acting_for(minato.pk):
            complaints.complain(minato, COMPLAINT, by=SYSTEM, about=minato)
            reports.report(minato, REPORT, by=SYSTEM)
        operator = Company.objects.get(kind=Company.Kind.OPERATOR)
        with acting_for(operator.pk):
            complaints.complain(operator, TO_OPERATOR, by=SYSTEM, about=companies["komorebi"])


def _ask(minato: Company) -> None:
    """The first person with a page asks to see what is kept of them."""
    with acting_for(minato.pk):
        known = Candidate.objects.filter(person_id__isnull=False).order_by("pk").values_list("person_id", flat=True)
        person_id = known.first()
    if person_id is None:
        return
    asking = rights.Asking(Right.DISCLOSE, about="面接の記録も含めてお願いします。", manner=Manner.PDF)
    with acting_as(person_id):
        rights.ask(minato, asking, by=person_actor(person_id), person_id=person_id)
