"""The operator keeps who belongs to whom: groups, mail domains, and who acts for whom."""

import pytest
from django.contrib.auth.signals import user_logged_in
from django.urls import reverse

from career_relay.base.tenancy import operator
from career_relay.companies.models import Client, Company, CompanyDomain, CompanyGroup
from tests.console.test_console import events, otto, otto_client  # noqa: F401 — the operator's staff
from tests.factories.companies import MembershipFactory

GENTLE = ("houses", "house_place")


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def post(browser, name: str, at: Company | None = None, /, **told):
    return browser.post(reverse(f"console:{name}", args=[at.public_id] if at else []), told)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def house(db) -> list[CompanyGroup]:
    """A group below a group."""
    top = CompanyGroup.objects.create(name="港グループ")
    return [top, CompanyGroup.objects.create(name="港商事グループ", parent=top)]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_groups_stand_below_each_other_with_their_companies(otto_client, house, komorebi, language):  # noqa: F811
    Company.objects.filter(pk=komorebi.pk).update(group=house[1])
    otto_client.cookies["lang"] = language

    page = text(otto_client.get(reverse("console:houses")))

    assert page.index("港グループ") < page.index("港商事グループ") < page.index(komorebi.corporate_number)


def test_a_group_is_made_below_another(otto_client, house):  # noqa: F811
    answer = post(otto_client, "houses", name="港運輸グループ", under=house[1].pk)

    assert answer.status_code == 302
    assert CompanyGroup.objects.get(name="港運輸グループ").parent == house[1]
    assert events() == ["companies.group_made"]


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 121}, {"name": "港グループ"}, {"under": "99999999"}])
def test_a_wrong_group_is_not_made_and_what_was_typed_stays(otto_client, house, wrong):  # noqa: F811
    answer = post(otto_client, "houses", **{"name": "海グループ", **wrong})

    assert answer.status_code == 422
    assert f'value="{wrong.get("name", "海グループ")}"' in text(answer) or not wrong.get("name", True)
    assert CompanyGroup.objects.count() == 2


def test_a_circle_is_refused_on_the_page(otto_client, house):  # noqa: F811
    answer = post(otto_client, "house_place", group=house[0].pk, under=house[1].pk)

    house[0].refresh_from_db()
    assert (answer.status_code, house[0].parent) == (422, None)
    assert "「" not in text(answer).split("<h1>")[0]
    assert "港グループが自分自身の下に置かれることになるため" in text(answer)


def test_a_group_is_put_on_top_again(otto_client, house):  # noqa: F811
    post(otto_client, "house_place", group=house[1].pk, under="")

    house[1].refresh_from_db()
    assert house[1].parent is None


@pytest.mark.parametrize("wrong", [{}, {"group": "x"}, {"group": "99999999"}, {"under": "-1"}])
def test_what_is_no_group_is_not_placed(otto_client, house, wrong):  # noqa: F811
    told = {"group": house[1].pk, **wrong} if "under" in wrong else wrong

    assert post(otto_client, "house_place", **told).status_code == 422


def test_a_company_joins_a_group_and_leaves_it(otto_client, house, komorebi):  # noqa: F811
    post(otto_client, "company_group", komorebi, group=house[1].pk)
    joined = Company.objects.get(pk=komorebi.pk).group

    post(otto_client, "company_group", komorebi, group="")

    assert (joined, Company.objects.get(pk=komorebi.pk).group) == (house[1], None)
    assert post(otto_client, "company_group", komorebi, group="99999999").status_code == 422


def test_a_domain_is_written_down_proven_and_forgotten(otto_client, komorebi):  # noqa: F811
    post(otto_client, "company_domain", komorebi, said="Saiyo@KOMOREBI-hd.example")
    unproven = CompanyDomain.objects.get(domain="komorebi-hd.example").verified_at
    refused = otto_client.post(
        reverse("console:company_domain_prove", args=[komorebi.public_id]),
        {"domain": "komorebi-hd.example"},
        follow=True,
    )
    hana = MembershipFactory(company=komorebi, user__email="hana@komorebi-hd.example").user
    user_logged_in.send(sender=type(hana), request=None, user=hana)

    post(otto_client, "company_domain_prove", komorebi, domain="komorebi-hd.example")

    assert unproven is None
    assert "このドメインのアドレス" in text(refused)
    assert CompanyDomain.objects.get(domain="komorebi-hd.example").verified_at is not None
    post(otto_client, "company_domain_drop", komorebi, domain="komorebi-hd.example")
    assert list(komorebi.domains.values_list("domain", flat=True)) == ["komorebi.example"]
    assert events() == ["companies.domain_claimed", "companies.domain_proven", "companies.domain_dropped"]


@pytest.mark.parametrize(
    "wrong", ["", "x", "co.jp", "gmail.com", "minato.example", "hr.minato.example", "<b>", "a" * 300]
)
def test_a_wrong_domain_is_refused_and_stays_where_it_was_typed(otto_client, minato, komorebi, wrong):  # noqa: F811
    answer = post(otto_client, "company_domain", komorebi, said=wrong)

    assert answer.status_code == 422
    assert komorebi.domains.count() == 1
    assert "<b>" not in text(answer).partition('name="said"')[2][:80]


def test_a_company_acts_for_another_until_it_ends(otto_client, minato, komorebi):  # noqa: F811
    post(otto_client, "company_client", minato, client=komorebi.public_id)
    links = list(Client.objects.values_list("agency__slug", "client__slug"))
    pages = [text(otto_client.get(reverse("console:company", args=[one.public_id]))) for one in (minato, komorebi)]

    post(otto_client, "company_client_end", minato, client=komorebi.slug)

    assert links == [("minato", "komorebi")]
    assert [other.name in page for other, page in zip((komorebi, minato), pages, strict=True)] == [True, True]
    assert Client.objects.count() == 0


@pytest.mark.parametrize("wrong", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_nobody_acts_for_a_company_that_is_none_or_for_itself(otto_client, minato, wrong):  # noqa: F811
    answers = [post(otto_client, "company_client", minato, client=one).status_code for one in (wrong, minato.public_id)]

    assert answers == [422, 422]
    assert Client.objects.count() == 0


@pytest.mark.parametrize("name", ["company_domain_prove", "company_domain_drop", "company_client_end"])
def test_what_belongs_to_another_company_is_not_found(otto_client, minato, komorebi, name):  # noqa: F811
    answer = post(otto_client, name, minato, domain="komorebi.example", client="komorebi")

    assert answer.status_code == 404
    assert CompanyDomain.objects.count() == 2


@pytest.mark.parametrize("name", ["house_place", "company_group", "company_domain_drop", "company_client_end"])
def test_what_could_show_somebody_asks_for_the_password_again(client, otto, house, komorebi, name):  # noqa: F811
    client.force_login(otto)

    answer = post(client, name, None if name in GENTLE else komorebi, group=house[1].pk, domain="komorebi.example")

    assert (answer.status_code, "reauthenticate" in answer.url) == (302, True)
    with operator():
        assert Company.objects.get(pk=komorebi.pk).group is None
    assert komorebi.domains.count() == 1
