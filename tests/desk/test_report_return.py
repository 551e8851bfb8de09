"""The page of the return: what it says, what it takes, and what it says no to."""

from decimal import Decimal

import pytest

from career_relay.companies.roles import Role
from career_relay.desk.forms.report import AssumptionsForm, NumberField
from career_relay.insights.assumptions import ASKED, standing
from career_relay.insights.models import Assumption
from tests.factories.companies import MembershipFactory, UserFactory

PAGE, CHANGE = "/desk/report/return/", "/desk/report/return/change/"


def form_of(**said: str) -> dict[str, str]:
    now = {one.key: "" if one.default is None else str(one.default) for one in ASKED}
    return {**now, **{f"{one.key}_source": str(one.source) for one in ASKED}, **said}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,033,000", 1_033_000),
        ("１０３．５万円", 1_035_000),
        ("¥30000", 30_000),
        ("12.5%", Decimal("12.5")),
        ("", None),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, number):
    assert NumberField(required=False).clean(typed) == number


def test_no_return_is_told_before_the_costs_are_said(ben_client, mode3):
    page = ben_client.get(PAGE)

    said = page.context["return"]
    assert (page.status_code, said.share, said.cost, len(said.not_entered)) == (200, "—", "—", 3)


def test_numbers_are_kept_and_the_return_worked_out_anew(ben_client, at_minato):
    answer = ben_client.post(CHANGE, form_of(tool_month="3万円", hours_month="10", hour_rate="2,500"), follow=True)

    assert (answer.context["return"].share, answer.context["return"].not_entered) == ("−100", ())
    assert standing()["tool_month"].set_by == "Ben"


def test_a_wrong_number_is_told_in_words_and_loses_nothing(ben_client, at_minato):
    answer = ben_client.post(CHANGE, form_of(tool_month="たくさん", customer_share="101", hour_rate="2500"))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"tool_month", "customer_share"}
    assert answer.context["form"]["hour_rate"].value() == "2500"
    assert "たくさん" in answer.content.decode()
    assert Assumption.objects.count() == 0


def test_a_viewer_reads_the_numbers_and_cannot_set_them(client, minato):
    eve = MembershipFactory(company=minato, role=Role.VIEWER, user=UserFactory()).user
    client.force_login(eve)

    assert client.get(PAGE).status_code == 200
    assert client.post(CHANGE, form_of()).status_code == 403


def test_the_form_asks_for_every_number(at_minato):
    asked = [field.name for _name, rows in AssumptionsForm(standing()).groups() for field, _source, _now in rows]

    assert asked == [one.key for one in ASKED]
