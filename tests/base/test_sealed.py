"""Passwords and tokens stand sealed: a new key still opens what the old one closed, a wrong one opens nothing."""

import json

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection
from django.forms import modelform_factory

from career_relay.base.sealed import seal, unseal
from career_relay.base.tenancy import company as acting_for
from career_relay.notices.models import SenderAccount

WORDS = "Hafen-2026-geheim! あ🦀"
OTHER = "another key of thirty-two letters or more"


@pytest.mark.parametrize("words", ["a", WORDS, "x" * 10_000, "\n\r\t'\";--"])
def test_what_was_sealed_is_opened(words):
    assert unseal(seal(words)) == words


def test_nothing_stays_nothing():
    assert (seal(""), unseal("")) == ("", "")


def test_the_same_words_never_look_the_same():
    assert len({seal(WORDS) for _time in range(20)}) == 20


def test_sealed_words_hold_nothing_of_what_was_said():
    assert "Hafen" not in seal(WORDS)


def test_a_new_key_opens_what_an_old_one_sealed_and_seals_anew(settings):
    old = seal(WORDS)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = OTHER

    new = seal(WORDS)
    settings.SECRET_KEY_FALLBACKS, opened = [], unseal(old)

    assert (opened, unseal(new), unseal(old)) == (WORDS, WORDS, "")


@pytest.mark.parametrize(
    "change",
    [lambda one: one[:-4], lambda one: one[:20] + "A" + one[21:], lambda one: f"A{one}", lambda _one: "plain words"],
)
def test_what_was_touched_opens_as_nothing(change):
    assert unseal(change(seal(WORDS))) == ""


def test_a_wrong_key_opens_nothing(settings):
    sealed = seal(WORDS)
    settings.SECRET_KEY = OTHER

    assert unseal(sealed) == ""


@pytest.fixture
def account(db, minato):
    with acting_for(minato.pk):
        yield SenderAccount.objects.create(
            kind="smtp", address="a@minato.example", password=WORDS, refresh_token="cnry"
        )


def test_the_table_holds_no_plain_word(account):
    with connection.cursor() as cursor:
        cursor.execute("SELECT password, refresh_token, access_token FROM notices_senderaccount")
        password, refresh, access = cursor.fetchone()

    assert (unseal(password), unseal(refresh), access) == (WORDS, "cnry", "")
    assert "Hafen" not in password
    assert SenderAccount.objects.get().password == WORDS


def test_changing_another_field_leaves_the_secret(account):
    SenderAccount.objects.filter(pk=account.pk).update(port=465)
    account.host = "mail.minato.example"
    account.save(update_fields=["host"])

    assert SenderAccount.objects.get().password == WORDS


def test_it_is_on_no_form_in_no_dump_and_in_no_name(account):
    form = modelform_factory(SenderAccount, fields="__all__")

    dumped = serializers.serialize("json", [account])

    assert {"password", "refresh_token", "access_token"} & set(form().fields) == set()
    assert "Hafen" not in dumped + str(account) + repr(account)
    assert unseal(json.loads(dumped)[0]["fields"]["password"]) == WORDS


@pytest.mark.parametrize("way", ["password", "password__contains", "password__in", "password__startswith"])
def test_nobody_can_look_for_it(account, way):
    with pytest.raises(FieldError):
        list(SenderAccount.objects.filter(**{way: [WORDS]}))
