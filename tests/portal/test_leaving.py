"""Leaving for good: what the page says, the mails on the way, and the way back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.accounts.models import VerifiedAddress
from career_relay.base.actors import SYSTEM
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import person as acting_as
from career_relay.candidates.erasure import erase
from career_relay.companies.purge import purge_network
from career_relay.consents.leaving import ask_to_leave
from career_relay.consents.models import AccountClosing
from career_relay.notices import personal
from career_relay.notices.models import PersonalMail
from career_relay.notices.states import PersonalKind
from tests.factories.candidates import CandidateFactory

PAGE = "/me/data/leaving"


def letters(person_id: int) -> list[personal.Letter]:
    rows = PersonalMail.objects.filter(kind=PersonalKind.ERASED, to_person_id=person_id).order_by("pk")
    return [found for one in rows if (found := personal._letter(one))]


def test_the_page_says_what_goes_and_what_stays_and_leads_back(kims, kim, minato):
    with acting_for(minato.pk):
        CandidateFactory(person_id=kim, email="kim@mail.example")
    answer = kims.post(reverse("portal:erase_all"))
    assert answer.url == PAGE

    text = kims.get(PAGE).content.decode()
    kims.post(reverse("portal:stay"))

    assert minato.name in text
    with acting_as(kim):
        assert AccountClosing.objects.count() == 0
    assert kims.get(PAGE).status_code == 302


def test_the_way_back_is_a_post(kims, kim):
    with acting_as(kim):
        ask_to_leave(kim, by=SYSTEM)

    assert kims.get(reverse("portal:stay")).status_code == 405
    with acting_as(kim):
        assert AccountClosing.objects.count() == 1


def test_the_night_ends_the_account_and_the_mail_went_before(kim):
    with acting_as(kim):
        ask_to_leave(kim, by=SYSTEM)
        AccountClosing.objects.update(asked_at=timezone.now() - timedelta(days=2))
    (mail,) = letters(kim)
    assert PAGE in mail.text

    purge_network(timezone.localdate())

    with acting_as(kim):
        assert VerifiedAddress.objects.count() == 0
    assert PersonalMail.objects.filter(to_person_id=kim).count() == 0


def test_whose_record_was_erased_hears_what_stays(kim, minato):
    with acting_for(minato.pk):
        erase(CandidateFactory(person_id=kim, name="キム 秘密"), by=SYSTEM)

    (mail,) = letters(kim)

    assert minato.name in mail.subject
    assert "キム 秘密" not in mail.text
    assert mail.text.count("\n- ") == 3


def test_who_has_no_page_gets_no_mail(minato):
    with acting_for(minato.pk):
        erase(CandidateFactory(), by=SYSTEM)

    assert PersonalMail.objects.filter(kind=PersonalKind.ERASED).count() == 0


@pytest.mark.parametrize("of_itself", [True, False])
def test_an_account_that_ends_of_itself_is_told_otherwise(kim, of_itself):
    with acting_as(kim):
        ask_to_leave(kim, by=SYSTEM, of_itself=of_itself)

    (mail,) = letters(kim)

    assert (PAGE in mail.text) is not of_itself
