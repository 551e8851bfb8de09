"""The page of copies to erase: what, by when, done; and nothing of who it was."""

import pytest
from django.urls import reverse

from career_relay.base.actors import person_actor
from career_relay.base.tenancy import company, person
from career_relay.companies.models import Membership
from career_relay.companies.roles import Role
from career_relay.consents import actions
from career_relay.consents.models import AccessGrant
from career_relay.consents.states import Purpose
from career_relay.notices.models import PersonalMail

pytestmark = pytest.mark.django_db
PAGE = "desk:deletions"


@pytest.fixture(autouse=True)
def one_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


@pytest.fixture
def cleos(client, cleo):
    client.force_login(cleo)
    return client


@pytest.fixture
def taken_back(received):
    with person(received.kim):
        [share] = actions.held(received.kim, Purpose.SHARE)
        actions.withdraw(share, by=person_actor(received.kim))
    return received


def grant(relay) -> AccessGrant:
    with company(relay.komorebi.pk):
        return AccessGrant.objects.get()


def done(relay) -> str:
    return reverse("desk:deletion_done", args=[grant(relay).public_id])


def test_without_anything_to_erase_the_page_says_so(cleos, received):
    answer = cleos.get(reverse(PAGE))

    assert (answer.status_code, "/done" in answer.content.decode()) == (200, False)


def test_the_page_says_which_copy_and_by_when_but_not_of_whom(cleos, taken_back):
    page = cleos.get(reverse(PAGE)).content.decode()

    assert taken_back.position.title in page
    assert done(taken_back) in page
    for word in ("キム", "kim@mail.example", "5年担当"):
        assert word not in page


def test_today_names_it_too(cleos, taken_back):
    page = cleos.get(reverse("desk:home")).content.decode()

    assert reverse(PAGE) in page
    assert "キム" not in page


@pytest.mark.parametrize("sent", [{}, {"erased": ""}, {"erased": "no"}, {"erased": "x" * 5000}])
def test_without_the_tick_nothing_is_confirmed(cleos, taken_back, sent):
    cleos.post(done(taken_back), sent)

    assert grant(taken_back).deletion_confirmed_at is None


def test_confirming_tells_the_person_once(cleos, taken_back):
    for _ in range(2):
        cleos.post(done(taken_back), {"erased": "yes"})

    assert grant(taken_back).deletion_confirmed_at is not None
    assert PersonalMail.objects.filter(kind="copy_erased", to_person_id=taken_back.kim).count() == 1
    assert done(taken_back) not in cleos.get(reverse(PAGE)).content.decode()


def test_looking_confirms_nothing(cleos, taken_back):
    assert cleos.get(done(taken_back)).status_code == 405
    assert grant(taken_back).deletion_confirmed_at is None


def test_what_is_still_read_is_not_confirmed(cleos, received):
    cleos.post(done(received), {"erased": "yes"})

    assert grant(received).deletion_confirmed_at is None


def test_another_company_finds_nothing(client, ada, taken_back):
    client.force_login(ada)

    assert taken_back.position.title not in client.get(reverse(PAGE)).content.decode()
    assert client.post(done(taken_back), {"erased": "yes"}).status_code == 404


def test_an_interviewer_may_not(cleos, cleo, taken_back):
    Membership.objects.filter(user=cleo).update(role=Role.INTERVIEWER)

    assert {cleos.get(reverse(PAGE)).status_code, cleos.post(done(taken_back)).status_code} == {403}


def test_the_person_reads_how_it_stands(client, taken_back, cleo):
    from tests.portal.conftest import sign_in

    sign_in(client, taken_back.kim)
    before = client.get(reverse("portal:mydata")).content.decode()
    with company(taken_back.komorebi.pk):
        from career_relay.base.actors import user_actor
        from career_relay.consents.deletions import confirm_erased

        confirm_erased(AccessGrant.objects.get(), by=user_actor(cleo.pk))
    after = client.get(reverse("portal:mydata")).content.decode()

    assert ("までに消去" in before, "消去済み" in after or "に消去" in after) == (True, True)
    assert before != after
