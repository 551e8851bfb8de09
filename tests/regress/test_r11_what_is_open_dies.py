"""R11, OrangeHRM CVE-2025-66289 and listmonk CVE-2026-34828: old sessions went on after the account had ended.

Disabled, taken off the staff, signed out everywhere, withdrawn, stopped: whatever was open is shut at the next look.
"""

import logging

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from career_relay.accounts import addresses
from career_relay.accounts.models import User
from career_relay.base.actors import person_actor, user_actor
from career_relay.base.tenancy import company, person
from career_relay.companies.models import Company, Membership
from career_relay.companies.staff import end_membership
from career_relay.consents import share_links, shares
from career_relay.portal.middleware import SESSION_KEY
from career_relay.relay import actions
from career_relay.relay.models import Introduction

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def easy(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def bens(ben) -> list[Client]:
    """Ben is signed in on two machines."""
    browsers = [Client(), Client()]
    for one in browsers:
        one.force_login(ben)
        assert one.get(reverse("desk:home")).status_code == 200
    return browsers


def shut(browsers: list[Client]) -> bool:
    return all(one.get(reverse("desk:home")).status_code in {302, 403, 404} for one in browsers)


def test_a_disabled_account_is_out_on_every_machine(bens, ben):
    User.objects.filter(pk=ben.pk).update(is_active=False)

    assert shut(bens)


def test_who_left_the_company_is_out_on_every_machine(bens, ben, ada, minato):
    with company(minato.pk):
        end_membership(Membership.objects.get(user=ben, company=minato), by=user_actor(ada.pk))

    assert shut(bens)


def test_another_password_ends_every_other_session(bens, ben):
    ben.set_password("another long enough password")
    ben.save()

    assert shut(bens)


def test_a_suspended_company_reads_nothing_it_was_handed(received, cleo):
    browser = Client()
    browser.force_login(cleo)
    page = reverse("desk:introduction", args=[received.mine().public_id])
    assert "キム 美咲" in browser.get(page).content.decode()

    Company.objects.filter(pk=received.komorebi.pk).update(suspended_at=timezone.now())

    assert "キム 美咲" not in browser.get(page).content.decode()


def test_signing_out_everywhere_ends_every_session_of_a_person(kim):
    browsers = [Client(), Client()]
    for one in browsers:
        session = one.session
        session[SESSION_KEY] = kim
        session.save()
        one.cookies["sessionid"] = session.session_key
        assert one.get(reverse("portal:home")).status_code == 200

    with person(kim):
        addresses.sign_out_everywhere(kim, by=person_actor(kim))

    assert {one.get(reverse("portal:home")).status_code for one in browsers} == {302}


def test_a_withdrawal_shuts_the_page_of_the_receiver_and_its_forms(received, cleo):
    browser = Client()
    browser.force_login(cleo)
    page = reverse("desk:introduction", args=[received.mine().public_id])
    assert "キム 美咲" in browser.get(page).content.decode()

    with person(received.kim):
        actions.withdraw_introduction(Introduction.objects.get(), by=person_actor(received.kim))

    assert "キム" not in browser.get(page).content.decode()
    browser.post(reverse("desk:introduction_move", args=[received.mine().public_id]), {"stage": "interviewing"})
    assert received.mine().stage == "withdrawn"


def test_a_shared_link_is_shut_with_the_click_that_stops_it(relay):
    with person(relay.kim):
        shown = shares.preview(relay.kim, ["history"])
        share = shares.make_share(
            relay.kim, ["history"], title="一つ", days=7, expected_hash=shown.hash, by=person_actor(relay.kim)
        )
        assert share_links.open_share(share_links.token_for(share.public_id)) is not None

        shares.stop_share(share, by=person_actor(relay.kim))

    assert share_links.open_share(share_links.token_for(share.public_id)) is None


def test_an_export_that_was_prepared_is_not_handed_to_who_left(bens, ben, ada, minato):
    there = reverse("desk:pool")
    assert bens[0].get(there).status_code == 200

    with company(minato.pk):
        end_membership(Membership.objects.get(user=ben, company=minato), by=user_actor(ada.pk))

    assert {one.get(there).status_code for one in bens} <= {302, 403, 404}
