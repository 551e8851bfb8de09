"""The page of the shields: what is named there, and what happens to wrong words."""

from uuid import uuid4

import pytest
from django.urls import reverse

from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import person
from career_relay.companies.models import Company, CompanyGroup
from career_relay.consents import actions, shields
from career_relay.consents.models import Block, Employer
from career_relay.consents.shields import Workplace
from tests.factories.companies import CompanyFactory


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


def named(kim) -> list[str]:
    with person(kim):
        return [one.member.name if one.member else one.corporate_number or one.domain for one in shields.employers(kim)]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_says_whom_it_hides_from(kims, kim, application, minato, komorebi, language):
    sister = CompanyFactory(name="株式会社こもれび販売", group=CompanyGroup.objects.create(name="こもれびグループ"))
    Company.objects.filter(pk=komorebi.pk).update(group=sister.group)
    with person(kim):
        shields.declare_employer(kim, member=komorebi, by=SYSTEM)
        actions.block_company(kim, CompanyFactory(name="株式会社遠慮"), by=SYSTEM)
    kims.cookies["lang"] = language

    page = kims.get(url("shields")).content.decode()

    assert [one in page for one in ("株式会社こもれび販売", "株式会社遠慮", minato.name)] == [True] * 3


def test_an_employer_is_named_by_domain_number_or_from_the_list_and_taken_off(kims, kim, minato, komorebi):
    kims.post(url("shield_employer"), {"said": "kim@Work.example"})
    kims.post(url("shield_employer"), {"said": minato.corporate_number})
    kims.post(url("shield_employer"), {"company": komorebi.public_id})
    before = named(kim)
    with person(kim):
        first = Employer.objects.order_by("id").first()

    kims.post(url("shield_employer_remove", first.public_id))

    assert before == ["work.example", minato.corporate_number, komorebi.name]
    assert named(kim) == before[1:]


@pytest.mark.parametrize("said", ["", " ", "gmail.com", "1234567890123", "12", "<script>", "株式会社", "a" * 300])
def test_wrong_words_are_refused_where_they_stand(kims, kim, said):
    answer = kims.post(url("shield_employer"), {"said": said})

    page = answer.content.decode()
    assert (answer.status_code, named(kim)) == (422, [])
    assert "<script>" not in page.partition('name="said"')[2][:200]
    if said in ("gmail.com", "1234567890123"):
        assert f'value="{said}"' in page


@pytest.mark.parametrize("name", ["shield", "shield_employer"])
@pytest.mark.parametrize("chosen", ["", "x", "00000000-0000-4000-8000-000000000000", "operator"])
def test_a_company_that_is_none_changes_nothing(kims, kim, operator_company, name, chosen):
    chosen = str(operator_company.public_id) if chosen == "operator" else chosen

    answer = kims.post(url(name), {"company": chosen, "with_group": "on"})

    assert answer.status_code in (302, 422)
    with person(kim):
        assert (Block.objects.count(), Employer.objects.count()) == (0, 0)


def test_the_newer_word_about_a_group_holds(kims, kim, komorebi):
    kims.post(url("shield"), {"company": komorebi.public_id, "with_group": "on"})
    kims.post(url("shield"), {"company": komorebi.public_id, "with_group": "false"})

    with person(kim):
        assert [one.with_group for one in Block.objects.all()] == [False]


def test_companies_are_found_by_part_of_a_name_and_others_are_said_to_be_missing(kims, komorebi):
    found = kims.get(url("shields"), {"find": "こもれ"}).content.decode()
    missing = kims.get(url("shields"), {"find": "<b>存在しない</b>"}).content.decode()

    assert (komorebi.name in found, komorebi.name in missing, "<b>存在" in missing) == (True, False, False)


def test_another_persons_place_of_work_is_not_found(kims, kim, lee):
    with person(lee):
        theirs = shields.declare_employer(lee, at=Workplace(domain="work.example"), by=SYSTEM)

    answers = [kims.post(url("shield_employer_remove", one)) for one in (theirs.public_id, uuid4())]

    assert [one.status_code for one in answers] == [404, 404]
    assert named(lee) == ["work.example"]


def test_looking_changes_nothing_and_strangers_are_sent_to_the_door(client, kims, kim):
    for name in ("shield", "shield_employer"):
        assert kims.get(url(name)).status_code == 405
    client.session.flush()
    client.cookies.clear()

    assert [client.get(url("shields")).status_code, named(kim)] == [302, []]
