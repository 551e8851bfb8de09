"""What a person may say of themself for the audit: nothing is asked for, everything can be taken back."""

import pytest
from django.urls import reverse

from career_relay.base.tenancy import person
from career_relay.matching.declarations import STATEMENT
from career_relay.matching.models import Declaration

pytestmark = pytest.mark.django_db


def said(kim) -> dict[str, str]:
    with person(kim):
        return dict(Declaration.objects.values_list("question", "answer"))


def test_nothing_is_chosen_beforehand_and_saying_nothing_keeps_nothing(kims, kim):
    page = kims.get(reverse("portal:declaration")).content.decode()

    assert page.count('value="" ') + page.count('value=""') >= 2
    assert "任意です" in page
    kims.post(reverse("portal:declaration_keep"), {"band": "", "gender": ""})
    assert said(kim) == {}


def test_what_is_said_is_kept_with_the_words_it_was_said_to_and_told_in_the_persons_copy(kims, kim):
    kims.post(reverse("portal:declaration_keep"), {"band": "30s", "gender": ""})

    assert said(kim) == {"band": "30s"}
    with person(kim):
        assert Declaration.objects.get().text_version == STATEMENT
    assert "回答を削除する" in kims.get(reverse("portal:declaration")).content.decode()
    assert reverse("portal:declaration") in kims.get(reverse("portal:mydata")).content.decode()


def test_it_is_deleted_at_a_touch(kims, kim):
    kims.post(reverse("portal:declaration_keep"), {"band": "30s", "gender": "woman"})

    answer = kims.post(reverse("portal:declaration_delete"))

    assert (answer.status_code, said(kim)) == (302, {})


def test_an_answer_nobody_offered_is_refused_and_what_was_kept_stays(kims, kim):
    kims.post(reverse("portal:declaration_keep"), {"band": "30s", "gender": ""})

    answer = kims.post(reverse("portal:declaration_keep"), {"band": "900", "gender": ""})

    assert (answer.status_code, said(kim)) == (422, {"band": "30s"})
