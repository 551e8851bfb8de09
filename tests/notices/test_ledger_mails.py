"""Mails about a choice: its end, a copy to erase, a copy erased."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from career_relay.base.actors import SYSTEM, person_actor, user_actor
from career_relay.base.tenancy import company, person
from career_relay.companies.roles import Role
from career_relay.consents import actions, deletions, ledger
from career_relay.consents.expiry import tell
from career_relay.consents.models import AccessGrant
from career_relay.consents.states import Act, Purpose
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import RENDERERS, Gone
from tests.factories.companies import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def say(mail: PersonalMail, language: str = "en"):
    with translation.override(language):
        return RENDERERS[mail.kind](mail)


@pytest.fixture
def ending(as_kim, harbour):
    return ledger.append(
        as_kim, purpose=Purpose.TEASER, act=Act.GIVEN, circle=harbour, items=["contact"],
        expires_at=timezone.now() + timedelta(days=14),
    )  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_end_is_announced_once_with_the_page_that_renews(ending, language):
    for _ in range(2):
        tell(ending.pk)

    [mail] = PersonalMail.objects.filter(kind="renewal")
    said = say(mail, language)
    assert f"/me/choices/renew/{ending.public_id}" in said.text
    assert ending.circle.name in said.text


def test_what_was_taken_back_before_the_mail_left_is_not_announced(ending, as_kim):
    tell(ending.pk)
    actions.withdraw(ending, by=person_actor(as_kim))

    with pytest.raises(Gone):
        say(PersonalMail.objects.get(kind="renewal"))


def test_the_end_of_a_hand_over_is_no_question(as_kim, komorebi):
    share = ledger.append(
        as_kim, purpose=Purpose.SHARE, act=Act.GIVEN, recipient=komorebi, expires_at=timezone.now() + timedelta(days=14)
    )

    tell(share.pk)

    assert not PersonalMail.objects.filter(kind="renewal").exists()


@pytest.fixture
def taken_back(received):
    with person(received.kim):
        [share] = actions.held(received.kim, Purpose.SHARE)
        actions.withdraw(share, by=person_actor(received.kim))
    return received


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_person_hears_that_a_copy_is_erased(taken_back, cleo, language):
    with company(taken_back.komorebi.pk):
        deletions.confirm_erased(AccessGrant.objects.get(), by=user_actor(cleo.pk))

    mail = PersonalMail.objects.get(kind="copy_erased")
    with person(taken_back.kim):
        said = say(mail, language)
    assert taken_back.komorebi.name in said.subject + said.text
    assert cleo.name not in said.text


def test_a_copy_that_never_was_is_said_to_be_none(taken_back):
    with company(taken_back.komorebi.pk):
        deletions.confirm_erased(AccessGrant.objects.get(), by=SYSTEM)

    with person(taken_back.kim):
        assert "had not been opened" in say(PersonalMail.objects.get(kind="copy_erased")).text


def test_a_mail_about_nothing_is_not_sent(taken_back):
    with person(taken_back.kim), pytest.raises(Gone):
        say(PersonalMail(kind="copy_erased", subject_ref=AccessGrant.objects.get().pk))
    with person(taken_back.kim), pytest.raises(Gone):
        say(PersonalMail(kind="copy_erased", subject_ref=None))


@pytest.fixture
def reminded(taken_back, cleo):
    """Three days before the day; a viewer works at Komorebi as well."""
    MembershipFactory(
        company=taken_back.komorebi, role=Role.VIEWER, user=UserFactory(name="Vic", email="vic@komorebi.example")
    )
    with company(taken_back.komorebi.pk):
        for _ in range(2):
            deletions.look_through(timezone.localdate() + timedelta(days=11))
    return taken_back


@pytest.mark.parametrize("language", ["ja", "en"])
def test_those_who_receive_are_reminded_once_and_without_a_name(reminded, cleo, language):
    [mail] = PersonalMail.objects.filter(kind="staff_deletion")

    with company(reminded.komorebi.pk):
        said = say(mail, language)
    assert mail.to_user_id == cleo.pk
    assert "/desk/deletions/" in said.text
    assert not [word for word in ("キム", "kim@mail.example") if word in said.subject + said.text]


def test_what_was_erased_meanwhile_reminds_nobody(reminded, cleo):
    with company(reminded.komorebi.pk):
        deletions.confirm_erased(AccessGrant.objects.get(), by=user_actor(cleo.pk))

        with pytest.raises(Gone):
            say(PersonalMail.objects.get(kind="staff_deletion"))
