"""The form of a position says which part is wrong; the cards page is there in one mode alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company, operator
from career_relay.companies.licences import Kind
from career_relay.positions.models import Position
from career_relay.relay import budget, cards
from career_relay.relay.models import Ask, CardCell
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


@pytest.fixture
def cleos(client, cleo):
    client.force_login(cleo)
    client.cookies["lang"] = "ja"
    return client


def filled(position: Position, **said) -> dict:
    """The whole form as a browser sends it."""
    names = [field.name for field in Position._meta.fields if field.editable]
    given = {name: getattr(position, name) for name in names if hasattr(position, name)}
    given = {
        name: value
        for name, value in given.items()
        if value is not None and value != "" and not isinstance(value, bool)
    } | {"promises": position.promises}
    return {**given, **said}


def edit(client, position, **said):
    return client.post(reverse("desk:position_edit", args=[position.public_id]), filled(position, **said))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"has_fixed_overtime": "on", "base_pay": 240_000}, "固定残業代"),
        ({"age_exception": "3a", "age_to": 35, "must": "経験3年以上"}, "職務経験"),
        ({"age_to": 35}, "例外事由"),
        ({"age_to": 200, "age_exception": "1"}, "75"),
        ({"age_exception": "9"}, "正しく選択"),
        ({"summary": "平均年齢29歳です"}, "理由"),
        ({"headcount": 0}, "1 以上"),
        ({"reply_days": 400}, "20 以下"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(said, words, cleos, position):
    page = edit(cleos, position, **{"holidays": "土日祝と創立記念日", **said})

    assert page.status_code == 422
    assert words in page.content.decode()
    assert "創立記念日" in page.content.decode()
    with company(position.company_id):
        assert Position.objects.get().holidays == "土日祝、年末年始"


@pytest.mark.parametrize("field", ["break_time", "place_change", "duties"])
def test_an_item_of_the_law_left_out_is_named_at_its_place(field, cleos, position):
    page = edit(cleos, position, **{"holidays": "土日祝と創立記念日", field: " "}).content.decode()

    assert f'id="id_{field}_error"' in page
    assert "法律で明示が必要" in page
    assert "創立記念日" in page


def test_everything_that_is_wrong_is_said_at_once(cleos, position):
    page = edit(
        cleos, position, break_time="", summary="男性のみ募集", has_fixed_overtime="on", base_pay=240_000
    ).content.decode()

    wrong = {name for name in ("break_time", "summary", "fixed_pay", "pays_beyond") if f'id="id_{name}_error"' in page}
    assert wrong == {"break_time", "summary", "fixed_pay", "pays_beyond"}


def test_what_cannot_be_published_says_so_and_stays_a_draft(cleos, komorebi, harbour, mode3):
    with company(komorebi.pk):
        draft = PositionFactory(state="draft", break_time="")

    page = cleos.post(reverse("desk:position_publish", args=[draft.public_id]), {"circles": [harbour.pk]})

    assert page.status_code == 422
    assert "休憩" in page.content.decode()
    with company(komorebi.pk):
        assert Position.objects.get().state == "draft"


@pytest.mark.parametrize(
    "said",
    [{"upto": "21"}, {"upto": "0"}, {"upto": "many"}, {"due_on": "2020-01-01"}, {"due_on": "soon"}, {"upto": ""}],
)
def test_a_question_that_cannot_be_asked_keeps_what_was_typed(said, cleos, position):
    due = (timezone.localdate() + timedelta(days=9)).isoformat()

    page = cleos.post(reverse("desk:ask", args=[position.public_id]), {"upto": "3", "due_on": due, **said})

    assert page.status_code == 422
    assert f'value="{due if "due_on" not in said else 3}"' in page.content.decode()
    with company(position.company_id):
        assert Ask.objects.count() == 0


def test_positions_to_confirm_wait_among_todays_work_until_somebody_does(cleos, position):
    section = "確認が必要な募集"
    assert section not in cleos.get(reverse("desk:home")).content.decode()
    with company(position.company_id):
        Position.objects.update(listed_until=timezone.localdate() + timedelta(days=5))
    assert section in cleos.get(reverse("desk:home")).content.decode()

    cleos.post(reverse("desk:position_move", args=[position.public_id]), {"to": "confirm"})

    assert section not in cleos.get(reverse("desk:home")).content.decode()


def test_the_parts_are_kept_and_shown_as_a_sentence(cleos, client, position):
    parts = {"base_pay": 240_000, "fixed_pay": 60_000, "fixed_hours": 40, "pays_beyond": "on"}

    answer = edit(cleos, position, has_fixed_overtime="on", **parts)

    assert answer.status_code == 302
    assert "月40時間分" in cleos.get(reverse("desk:position", args=[position.public_id])).content.decode()
    assert "月40時間分" in client.get(reverse("portal:opening", args=[position.public_id])).content.decode()


def test_a_marked_wording_is_shown_with_what_to_write_instead(cleos, komorebi, mode3):
    with company(komorebi.pk):
        draft = PositionFactory(state="draft", summary="平均年齢29歳です")

    page = cleos.get(reverse("desk:position", args=[draft.public_id])).content.decode()

    assert "平均年齢29" in page
    assert "年齢・性別を問わず" in page


# Cards


@pytest.fixture
def shown(mode3):
    mode3.kind = Kind.SEARCH
    mode3.save()
    with operator():
        cards.switch(on=True, by=SYSTEM)
    today = timezone.localdate()
    CardCell.objects.create(day=today, role_family="sales", region="関西", years="to_7")


def test_cells_are_shown_by_conditions_alone(cleos, shown):
    url = reverse("desk:cards")

    assert "3年〜7年</td>" not in cleos.get(url).content.decode()
    assert "3年〜7年</td>" in cleos.get(url, {"region": "関西"}).content.decode()
    assert "3年〜7年</td>" not in cleos.get(url, {"region": "九州"}).content.decode()


@pytest.mark.parametrize("said", [{"region": "大阪府"}, {"years": "5"}, {"region": ""}, {"q": "田中"}])
def test_conditions_off_the_grid_show_nothing(said, cleos, shown):
    page = cleos.get(reverse("desk:cards"), said)

    assert page.status_code == 200
    assert "3年〜7年</td>" not in page.content.decode()


def test_in_every_other_mode_there_is_no_such_page(cleos, mode3):
    assert cleos.get(reverse("desk:cards")).status_code == 302


# The operator


@pytest.fixture
def dees(client, operator_company):
    from tests.factories.companies import UserFactory

    client.force_login(UserFactory(name="Dee", email="dee@chamber.example", is_operator=True))
    return client


def test_the_operator_frees_a_company_and_switches_cards(dees, relay):
    with company(relay.komorebi.pk):
        for _n in range(budget.TOO_OFTEN):
            from career_relay.base.errors import Refused

            budget.note_refusal(Refused("no", code="BUDGET_SPENT"), at=timezone.now())
    assert relay.komorebi.name in dees.get(reverse("console:asking")).content.decode()

    dees.post(reverse("console:asking_free", args=[relay.komorebi.public_id]))
    dees.post(reverse("console:cards_switch"), {"to": "on"})

    assert relay.komorebi.name not in dees.get(reverse("console:asking")).content.decode()
    assert cards.are_on()
