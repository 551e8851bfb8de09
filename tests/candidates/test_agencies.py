"""How long an agency protects, firm by firm, and who may change it."""

from datetime import date

import pytest
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.errors import Refused
from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import agencies
from career_relay.candidates.agencies import Terms, firm_key
from career_relay.candidates.intake import take_in
from career_relay.candidates.models import AgencyContract, Application, Candidate
from career_relay.candidates.sources import set_protection
from career_relay.candidates.states import ProtectedBy, SourceKind
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from tests.factories.candidates import ApplicationFactory, CandidateFactory

pytestmark = pytest.mark.django_db

FIRM = "株式会社ブリッジ人材"


@pytest.fixture
def by_ada(ada):
    return user_actor(ada.pk)


def contract(**fields):
    told = {"firm": FIRM, "months": 6, "starts_on": date(2026, 1, 1), **fields}
    return AgencyContract(firm_key=firm_key(told["firm"]), **told)


def introduced(day=date(2026, 3, 10), until=date(2027, 3, 10), **fields):
    application = ApplicationFactory(
        source=SourceKind.AGENCY,
        source_detail="ブリッジ人材",
        introduced_on=day,
        protected_until=until,
        **{"protection_from": ProtectedBy.USUAL, **fields},
    )
    Candidate.objects.filter(pk=application.candidate_id).update(protected_until=until, protected_by="ブリッジ人材")
    return application


@pytest.mark.parametrize(
    "firm", ["㈱ブリッジ人材", "株式会社 ブリッジ 人材", "ブリッジ人材㈱", "(株)ﾌﾞﾘｯｼﾞ人材", "ブリッジ人材"]
)
def test_a_firm_is_known_however_it_is_written(firm):
    assert firm_key(firm) == firm_key(FIRM)


def test_two_firms_stay_two():
    assert firm_key("ブリッジ人材") != firm_key("ブリッヂキャリア")


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), 6),
        (date(2026, 6, 30), 6),
        (date(2026, 7, 1), 24),
        (date(2030, 1, 1), 24),
    ],
)
def test_the_contract_in_force_on_the_day_of_the_introduction_decides(day, months):
    terms = Terms((contract(ends_on=date(2026, 6, 30)), contract(months=24, starts_on=date(2026, 7, 1))))

    assert terms.months("ブリッジ人材 大阪支社", day) == months


def test_a_longer_name_wins_over_a_shorter_one():
    terms = Terms((contract(firm="ブリッジ"), contract(firm="ブリッジ人材", months=18)))

    assert terms.months("ブリッジ人材 田中様", date(2026, 5, 1)) == 18


def draft(**told):
    application = {"position": "法人営業", "source": SourceKind.AGENCY, "agency_firm": "ブリッジ人材", **told}
    return CandidateDraft(
        name="キム 美咲",
        name_key="キム美咲",
        email="kim@mail.example",
        email_key="kim@mail.example",
        application=ApplicationDraft(**application),
    )


@pytest.mark.parametrize(
    ("months", "told", "until", "origin"),
    [
        (None, None, date(2027, 3, 10), ProtectedBy.USUAL),
        (6, None, date(2026, 9, 10), ProtectedBy.CONTRACT),
        (24, None, date(2028, 3, 10), ProtectedBy.CONTRACT),
        (6, date(2026, 12, 24), date(2026, 12, 24), ProtectedBy.FILE),
    ],
)
def test_a_file_brings_protection_by_its_own_day_else_the_contract_else_twelve_months(
    at_minato, by_ada, months, told, until, origin
):
    if months is not None:
        agencies.save_contract(contract(months=months), by=by_ada)

    took = take_in(draft(introduced_on=date(2026, 3, 10), protected_until=told), company=at_minato, by=by_ada)

    assert (took.application.protected_until, took.application.protection_from) == (until, origin)
    assert took.candidate.protected_until == until


def test_a_contract_moves_the_protections_that_rest_on_it(at_minato, by_ada):
    moved = introduced()

    moves = agencies.save_contract(contract(months=18), by=by_ada)

    moved.refresh_from_db()
    assert [move.until for move in moves] == [date(2027, 9, 10)]
    assert (moved.protected_until, moved.protection_from) == (date(2027, 9, 10), ProtectedBy.CONTRACT)
    assert Candidate.objects.get().protected_until == date(2027, 9, 10)


@pytest.mark.parametrize("origin", [ProtectedBy.HAND, ProtectedBy.FILE])
def test_a_day_that_a_person_or_a_file_has_set_stays(at_minato, by_ada, origin):
    introduced(protection_from=origin)

    assert agencies.save_contract(contract(months=1), by=by_ada) == []

    assert Candidate.objects.get().protected_until == date(2027, 3, 10)


def test_other_firms_and_other_days_are_left_alone(at_minato, by_ada):
    introduced(day=date(2025, 3, 10))
    Application.objects.update(source_detail="みなと総研")
    introduced(day=date(2025, 12, 31), candidate=CandidateFactory(name="次郎"))

    assert agencies.save_contract(contract(months=1), by=by_ada) == []


def test_thinking_of_a_contract_changes_nothing(at_minato):
    introduced()

    assert [move.until for move in agencies.moves_of(contract(months=1))] == [date(2026, 4, 10)]

    assert Application.objects.get().protected_until == date(2027, 3, 10)
    assert AgencyContract.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"firm": "株式会社"}, "会社名を入力"),
        ({"ends_on": date(2025, 12, 31)}, "開始日より前"),
        ({"starts_on": date(2026, 5, 1)}, "期間が重なって"),
        ({"starts_on": date(2025, 5, 1)}, "期間が重なって"),
        ({"starts_on": date(2025, 5, 1), "ends_on": date(2026, 1, 1)}, "期間が重なって"),
    ],
)
def test_a_contract_that_cannot_be_is_refused_with_the_reason(at_minato, by_ada, fields, why):
    agencies.save_contract(contract(), by=by_ada)

    with pytest.raises(Refused, match=why):
        agencies.save_contract(contract(**fields), by=by_ada)

    assert AgencyContract.objects.count() == 1


def test_one_contract_may_follow_another(at_minato, by_ada):
    agencies.save_contract(contract(ends_on=date(2026, 6, 30)), by=by_ada)

    agencies.save_contract(contract(starts_on=date(2026, 7, 1)), by=by_ada)

    assert AgencyContract.objects.count() == 2


def test_the_address_of_a_firm_comes_from_its_contract(at_minato, by_ada):
    agencies.save_contract(contract(email="desk@bridge.example"), by=by_ada)

    assert agencies.address_of("ブリッジ人材", date(2026, 5, 1)) == "desk@bridge.example"
    assert agencies.address_of("みなと総研", date(2026, 5, 1)) == ""


def test_firms_without_a_contract_stand_first(at_minato, by_ada):
    for detail in ("ブリッジ人材", "㈱ブリッジ人材", "みなと総研"):
        introduced(candidate=CandidateFactory())
        Application.objects.filter(pk=Application.objects.latest("id").pk).update(source_detail=detail)
    agencies.save_contract(contract(), by=by_ada)

    found = agencies.firms(date(2026, 11, 1))

    assert [(one.name, one.people, one.contract is None) for one in found] == [
        ("みなと総研", 1, True),
        ("ブリッジ人材", 2, False),
    ]


def test_the_day_may_be_moved_by_hand_with_a_reason_on_record(at_minato, by_ada):
    application = introduced()

    set_protection(application, date(2026, 8, 1), reason="田中様と8/1で合意（メール）", by=by_ada)

    application.refresh_from_db()
    assert (application.protected_until, application.protection_from) == (date(2026, 8, 1), ProtectedBy.HAND)
    assert Candidate.objects.get().protected_until == date(2026, 8, 1)
    assert AuditEvent.objects.latest("id").data == {"before": "2027-03-10", "until": "2026-08-01"}


def test_without_a_reason_or_an_agency_no_day_is_moved(at_minato, by_ada):
    application, own = introduced(), ApplicationFactory()

    with pytest.raises(Refused, match="理由を入力"):
        set_protection(application, timezone.localdate(), reason="  ", by=by_ada)
    with pytest.raises(Refused, match="エージェント経由ではありません"):
        set_protection(own, timezone.localdate(), reason="なんとなく", by=by_ada)


def test_a_company_sees_only_its_own_contracts(at_minato, by_ada, komorebi):
    agencies.save_contract(contract(), by=by_ada)

    with acting_for(komorebi.pk):
        assert (AgencyContract.objects.count(), Terms.now().contracts) == (0, ())
