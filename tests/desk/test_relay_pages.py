"""Matches, questions and the board, through the pages a recruiter uses."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.tenancy import company
from career_relay.candidates.search import refresh
from career_relay.candidates.states import Stage as ApplicationStage
from career_relay.companies.roles import Role
from career_relay.matching.models import Dismissal, Exposure
from career_relay.relay.models import Ask, Introduction
from career_relay.relay.states import Origin, Stage
from career_relay.relay.window import waiting
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory
from tests.factories.people import prove
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cleos(client, cleo):
    client.force_login(cleo)
    return client


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def there(relay, name: str) -> str:
    return reverse(f"desk:{name}", args=[relay.position.public_id])


def introduction(relay, name: str = "introduction") -> str:
    return reverse(f"desk:{name}", args=[relay.mine().public_id])


def due() -> str:
    return (timezone.localdate() + timedelta(days=7)).isoformat()


@pytest.fixture
def applicant(komorebi):
    with company(komorebi.pk):
        candidate = CandidateFactory(name="三浦 葵", history="法人営業を5年担当。提案書の作成。")
        ApplicationFactory(candidate=candidate, stage=ApplicationStage.REJECTED)
        refresh(candidate)
    return candidate


def test_matches_are_shown_with_quotes_and_written_down(relay, applicant, cleos):
    page = cleos.get(there(relay, "match"), follow=True).content.decode()

    assert "三浦 葵" in page
    assert "法人営業を5年担当" in page
    with company(relay.komorebi.pk):
        assert Exposure.objects.count() == 1


def test_a_match_is_set_aside_and_brought_back(relay, applicant, cleos):
    args = [relay.position.public_id, applicant.public_id]
    cleos.post(reverse("desk:match_aside", args=args))
    assert "三浦 葵" not in cleos.get(there(relay, "match")).content.decode()
    assert "三浦 葵" in cleos.get(there(relay, "match"), {"show": "aside"}).content.decode()

    cleos.post(reverse("desk:match_back", args=args))

    with company(relay.komorebi.pk):
        assert Dismissal.objects.count() == 0


def test_asking_shows_nobody_and_no_number(relay, cleos, another_person):
    for n in range(3):
        another_person(n)
    before = cleos.get(there(relay, "ask")).content.decode()

    cleos.post(there(relay, "ask"), {"upto": 10, "due_on": due()})

    after = cleos.get(there(relay, "ask")).content.decode()
    assert "キム" not in before + after
    with company(relay.komorebi.pk):
        assert Ask.objects.get().upto == 10


def test_the_reply_is_the_same_for_many_and_for_none(relay, cleos, minato, harbour):
    """The same bytes, but for the form's own secret, whether somebody fits or nobody does."""
    from career_relay.positions.models import PositionCircle

    with company(relay.komorebi.pk):
        nobody = PositionFactory(title=relay.position.title, must="溶接技能者\n危険物取扱者甲種", nice="")
        PositionCircle.objects.create(position=nobody, circle=harbour)
    answers = [
        cleos.post(reverse("desk:ask", args=[one.public_id]), {"upto": 5, "due_on": due()})
        for one in (relay.position, nobody)
    ]

    assert [(one.status_code, one.content, one.cookies.keys()) for one in answers[:1]] == [
        (one.status_code, one.content, one.cookies.keys()) for one in answers[1:]
    ]


def test_more_than_the_days_budget_is_refused_with_a_sentence(relay, cleos):
    page = cleos.post(there(relay, "ask"), {"upto": 21, "due_on": due()}).content.decode()

    assert "20" in page
    with company(relay.komorebi.pk):
        assert Ask.objects.count() == 0


def test_in_modes_without_selection_there_is_no_ask_page(relay, cleos, mode3):
    mode3.kind = "search"
    mode3.save()

    assert cleos.get(there(relay, "ask")).url == there(relay, "match")
    assert cleos.post(there(relay, "ask"), {"upto": 5, "due_on": due()}).url == there(relay, "match")
    assert "/desk/ask/" not in cleos.get(there(relay, "match")).content.decode()
    with company(relay.komorebi.pk):
        assert Ask.objects.count() == 0


def test_in_mode_0_there_is_no_board(relay, cleos, mode3):
    mode3.delete()

    assert cleos.get(reverse("desk:board")).status_code == 302


def test_the_board_carries_a_baton_to_the_hire(relay, cleos):
    relay.ask()
    relay.yes()
    assert "キム" not in cleos.get(reverse("desk:board")).content.decode()
    relay.cool()
    before = cleos.get(introduction(relay)).content.decode()
    assert "キム" not in before
    assert "みなと商工会議所" in before

    cleos.post(introduction(relay, "introduction_receipt"))
    assert "キム 美咲" in cleos.get(introduction(relay)).content.decode()
    for data in ({"stage": "interviewing"}, {"stage": "offered"}, {"stage": "hired", "starts_on": "2027-04-01"}):
        cleos.post(introduction(relay, "introduction_move"), data)

    mine = relay.mine()
    assert (mine.stage, mine.starts_on) == (Stage.HIRED, date(2027, 4, 1))
    assert "キム 美咲" in cleos.get(reverse("desk:board"), {"view": "table"}).content.decode()


@pytest.fixture
def three_received(komorebi):
    """One to confirm, one to answer by an earlier day, one already being talked to: as strangers see them."""
    now, today = timezone.now(), timezone.localdate()
    with company(komorebi.pk):
        position = PositionFactory(title="経理")
        facts = {"position": position, "origin": Origin.ASK, "disclosed_at": now}
        for person, stage, days, receipt in (
            ("confirm@mail.example", Stage.DISCLOSED, 5, None),
            ("answer@mail.example", Stage.DISCLOSED, 2, now),
            ("talk@mail.example", Stage.INTERVIEWING, 1, now),
        ):
            by = today + timedelta(days=days)
            Introduction.objects.create(
                person_id=prove(person), stage=stage, reply_by=by, receipt_at=receipt, interviewing_at=receipt, **facts
            )


def test_what_runs_is_told_to_confirm_before_to_answer_before_the_rest(komorebi, three_received):
    with company(komorebi.pk):
        first, running = waiting(at=timezone.now(), today=timezone.localdate(), most=2)
        every, _running = waiting(at=timezone.now(), today=timezone.localdate(), most=9)

    assert running == 3
    assert [(one.is_confirmed, one.stage) for one in every] == [
        (False, Stage.DISCLOSED), (True, Stage.DISCLOSED), (True, Stage.INTERVIEWING),
    ]  # fmt: skip
    assert first == every[:2]


def test_a_full_column_leads_to_the_table_where_nobody_is_missing(cleos, komorebi, mode3, three_received, monkeypatch):
    cleos.cookies["lang"] = "ja"
    monkeypatch.setattr("career_relay.relay.board.A_COLUMN", 1)
    monkeypatch.setattr("career_relay.desk.views.relay.A_PAGE", 2)

    page = cleos.get(reverse("desk:board")).content.decode()
    tables = [cleos.get(reverse("desk:board"), {"view": "table", "page": n}).content.decode() for n in (1, 2)]

    assert page.count('class="card__top"') == 2
    assert page.count('</summary><div><form class="menu__form"') == 2  # the box that opens over a card
    assert '<a href="?view=table">ほか1件は表で見る</a>' in page
    assert [one.count('<th scope="row"') for one in tables] == [2, 1]
    assert "1–2 / 3" in tables[0]


def test_every_stage_has_its_pages_in_both_languages(relay, cleos):
    steps = [
        relay.ask,
        relay.yes,
        relay.cool,
        relay.confirm,
        lambda: relay.advance("interviewing"),
        lambda: relay.advance("not_selected", words="ありがとうございました。"),
    ]
    for step in steps:
        step()
        for language in ("ja", "en"):
            cleos.cookies["lang"] = language
            for address in (
                there(relay, "ask"),
                there(relay, "position"),
                there(relay, "position_edit"),
                reverse("desk:board"),
                reverse("desk:board") + "?view=table",
                reverse("desk:positions"),
                reverse("desk:position_new"),
            ):
                assert cleos.get(address).status_code == 200
            if relay.mine().disclosed_at:
                assert cleos.get(introduction(relay)).status_code == 200


def test_a_strange_companys_introduction_is_not_found(relay, client, ada):
    relay.ask()
    relay.yes()
    relay.cool()
    client.force_login(ada)

    assert client.get(introduction(relay)).status_code == 404
    assert client.post(introduction(relay, "introduction_receipt")).status_code == 404
    assert client.post(introduction(relay, "introduction_move"), {"stage": "interviewing"}).status_code == 404
    assert client.get(there(relay, "match")).status_code == 404


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        (Role.VIEWER, "match", 200),
        (Role.VIEWER, "ask", 403),
        (Role.INTERVIEWER, "ask", 403),
        (Role.RECRUITER, "ask", 200),
        (Role.VIEWER, "position_edit", 403),
    ],
)
def test_each_page_needs_its_permission(role, name, status, relay, client):
    user = MembershipFactory(company=relay.komorebi, role=role, user=UserFactory()).user
    client.force_login(user)

    assert client.get(there(relay, name)).status_code == status


def test_a_position_is_written_published_and_closed_by_hand(relay, cleos, harbour):
    form = cleos.get(there(relay, "position_edit")).context["form"]
    data = {name: value for name in form.fields if (value := form[name].value()) not in (None, False)}
    cleos.post(reverse("desk:position_new"), {**data, "title": "営業企画"})
    with company(relay.komorebi.pk):
        from career_relay.positions.models import Position

        draft = Position.objects.get(title="営業企画")
    args = [draft.public_id]

    cleos.post(reverse("desk:position_publish", args=args), {"circles": [harbour.pk]})
    cleos.post(reverse("desk:position_move", args=args), {"to": "pause"})

    with company(relay.komorebi.pk):
        draft.refresh_from_db()
        assert (draft.state, draft.listed_until is not None) == ("paused", True)


@pytest.mark.parametrize("people", [1, 3])
def test_the_board_takes_as_many_queries_for_three_as_for_one(
    people, relay, cleos, another_person, django_assert_max_num_queries
):
    everybody = [relay.kim, *(another_person(n) for n in range(people - 1))]
    relay.ask(upto=5)
    for one in everybody:
        relay.kim = one
        relay.yes()
        relay.cool()
        relay.confirm()

    with django_assert_max_num_queries(27):
        page = cleos.get(reverse("desk:board")).content.decode()

    assert page.count('class="card"') == people
