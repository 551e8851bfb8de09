"""The desk's pages about agencies: contracts, where somebody came from, until when they are protected."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import AgencyContract, Application, Candidate
from career_relay.candidates.states import Reason, SourceKind, Stage
from career_relay.notices.models import Message
from career_relay.notices.states import Channel
from tests.factories.candidates import ApplicationFactory, CandidateFactory

pytestmark = pytest.mark.django_db
IN_A_YEAR = timedelta(days=365)


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


@pytest.fixture
def introduced(minato):
    """Kim, whom Bridge introduced in March."""
    with acting_for(minato.pk):
        kim = CandidateFactory(protected_until=date(2027, 3, 10), protected_by="ブリッジ人材")
        return ApplicationFactory(
            candidate=kim,
            source=SourceKind.AGENCY,
            source_detail="ブリッジ人材",
            introduced_on=date(2026, 3, 10),
            protected_until=date(2027, 3, 10),
            protection_from="usual",
        )


@pytest.fixture
def unknown(minato):
    with acting_for(minato.pk):
        return ApplicationFactory(source=SourceKind.UNKNOWN, candidate=CandidateFactory(name="不明 太郎"))


def told(**fields):
    return {"firm": "ブリッジ人材", "months": "6", "starts_on": "2026-01-01", **fields}


def test_the_list_names_the_firms_that_have_no_contract_yet(ada_client, introduced):
    page = ada_client.get(reverse("desk:agencies")).content.decode()

    assert "契約の記録がない会社" in page
    assert f"{reverse('desk:agency_new')}?firm=" in page


def test_a_contract_that_moves_nobody_is_kept_at_once(ada_client, minato):
    answer = ada_client.post(reverse("desk:agency_new"), told())

    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:agencies"))
    with acting_for(minato.pk):
        assert list(AgencyContract.objects.values_list("firm", "months")) == [("ブリッジ人材", 6)]


def test_who_would_lose_protection_is_shown_before_it_happens(ada_client, introduced, minato):
    shown = ada_client.post(reverse("desk:agency_new"), told(months="1"))
    with acting_for(minato.pk):
        assert (AgencyContract.objects.count(), Candidate.objects.get().protected_until) == (0, date(2027, 3, 10))
    assert "キム 美咲" in shown.content.decode()
    assert "保護が終わります" in shown.content.decode()

    ada_client.post(reverse("desk:agency_new"), told(months="1", confirmed="1"))

    with acting_for(minato.pk):
        assert Candidate.objects.get().protected_until == date(2026, 4, 10)


def test_a_confirmation_of_another_number_is_asked_again(ada_client, introduced, minato):
    ada_client.post(reverse("desk:agency_new"), told(confirmed="7"))

    with acting_for(minato.pk):
        assert AgencyContract.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"firm": ""}, "必須"),
        ({"months": "37"}, "36"),
        ({"months": "-1"}, "0"),
        ({"ends_on": "2025-01-01"}, "開始日より前"),
        ({"starts_on": "きのう"}, "日付"),
        ({"email": "agent@"}, "メール"),
    ],
)
def test_a_contract_that_cannot_be_says_why_and_keeps_what_was_typed(ada_client, minato, fields, said):
    answer = ada_client.post(reverse("desk:agency_new"), told(note="棚3-12", **fields))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "棚3-12" in answer.content.decode()


def test_only_an_owner_writes_down_contracts(ben_client, minato):
    assert ben_client.get(reverse("desk:agencies")).status_code == 200

    assert ben_client.post(reverse("desk:agency_new"), told()).status_code == 403


def test_where_somebody_came_from_is_asked_on_their_page_and_answered_there(ben_client, unknown, minato):
    page = reverse("desk:candidate", args=[unknown.candidate.public_id])
    assert "応募の経路が確かめられていません" in ben_client.get(page).content.decode()

    ben_client.post(reverse("desk:source_name", args=[unknown.public_id]), {"source": "agency", "firm": "ブリッジ人材"})

    with acting_for(minato.pk):
        kim = Candidate.objects.get()
        assert (kim.protected_by, kim.protected_until > timezone.localdate()) == ("ブリッジ人材", True)
    assert "応募の経路が確かめられていません" not in ben_client.get(page).content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"source": ""}, "必須"),
        ({"source": "moon"}, "moon"),
        ({"source": "agency", "firm": ""}, "会社名"),
        ({"source": "agency", "firm": "ブリッジ", "introduced_on": "2099-01-01"}, "まだ来ていない"),
    ],
)
def test_an_answer_that_cannot_be_is_asked_again(ben_client, unknown, fields, said, minato):
    answer = ben_client.post(reverse("desk:source_name", args=[unknown.public_id]), fields)

    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    with acting_for(minato.pk):
        assert Application.objects.get().source == SourceKind.UNKNOWN


def test_the_form_goes_back_to_our_own_pages_only(ben_client, unknown):
    answer = ben_client.post(
        reverse("desk:source_name", args=[unknown.public_id]), {"source": "own", "next": "//evil.example/desk/"}
    )

    assert answer["Location"] == reverse("desk:candidate", args=[unknown.candidate.public_id])


def test_a_protection_is_moved_with_a_reason_that_stands_on_the_page(ben_client, introduced, minato):
    address = reverse("desk:protection_set", args=[introduced.public_id])
    assert ben_client.post(address, {"until": "2026-12-01", "reason": ""}).status_code == 422

    ben_client.post(address, {"until": "2026-12-01", "reason": "田中様と合意（11/20のメール）"})

    page = ben_client.get(reverse("desk:candidate", args=[introduced.candidate.public_id])).content.decode()
    assert "田中様と合意（11/20のメール）" in page
    with acting_for(minato.pk):
        assert Candidate.objects.get().protected_until == date(2026, 12, 1)


def test_a_notice_is_not_released_before_somebody_says_where_the_person_came_from(ben_client, unknown, minato):
    with acting_for(minato.pk):
        Application.objects.update(stage=Stage.REJECTED, reason=Reason.SKILLS, decided_at=timezone.now())
    ben_client.post(reverse("desk:notice_new"), {"application": str(unknown.public_id)})
    with acting_for(minato.pk):
        notice = Message.objects.get()
    editor = reverse("desk:notice_compose", args=[notice.batch])
    assert reverse("desk:source_name", args=[unknown.public_id]) in ben_client.get(editor).content.decode()
    ben_client.post(
        reverse("desk:notice_save", args=[notice.public_id]),
        {"channel": "mail", "language": "ja", "template_key": notice.template_key, "go": "check"},
    )

    refused = ben_client.post(reverse("desk:notice_release", args=[notice.batch]), follow=True).content.decode()

    assert "応募経路" in refused
    with acting_for(minato.pk):
        assert Message.objects.get().state == "draft"


def test_a_notice_to_somebody_an_agency_brought_goes_to_the_address_of_the_contract(ada_client, introduced, minato):
    ada_client.post(reverse("desk:agency_new"), told(months="12", email="desk@bridge.example"))
    with acting_for(minato.pk):
        Application.objects.update(stage=Stage.REJECTED, reason=Reason.SKILLS, decided_at=timezone.now())

    ada_client.post(reverse("desk:notice_new"), {"application": str(introduced.public_id)})

    with acting_for(minato.pk):
        notice = Message.objects.get()
        assert (notice.channel, notice.to_agency) == (Channel.AGENCY, "desk@bridge.example")
