"""R40, listmonk: an import with "overwrite" subscribed again who had unsubscribed.

Whatever a company does with its own records (a file, a second file, a merge, a new record, an undo), nobody who took their
word back may be written to, shown or asked again. Only the person gives.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from career_relay.base.actors import SYSTEM, person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.candidates import erasure, merges
from career_relay.candidates.intake import take_in
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState
from career_relay.consents import contact
from career_relay.consents.actions import How, withdraw_all
from career_relay.consents.gates import may_show, may_write
from career_relay.consents.models import ConsentEntry, ConsentNow
from career_relay.consents.states import Purpose
from career_relay.imports.shapes import ApplicationDraft, CandidateDraft
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
HERS = {"email": "kim@mail.example", "email_key": "kim@mail.example"}  # by the key a file finds its record
ACTS = ("file with permission", "file", "merge", "new record", "erase the twin", "choose for them")


@pytest.fixture
def taken_back(kim, minato, ada):
    """Kim had said yes to Minato's mails, and took it back."""
    with company(minato.pk):
        CandidateFactory(person_id=kim, **HERS, state=RecordState.CONTACT, state_evidence="応募フォーム v3")
        CandidateFactory(email="other@mail.example", name="キム みさき", state=RecordState.CONTACT)
    with person(kim):
        words = contact.mail_words(minato, "ja")
        contact.allow_writing(kim, minato, words=words, by=person_actor(kim), how=How())
        withdraw_all(kim, by=person_actor(kim))
    return kim


def draft(*, state: str) -> CandidateDraft:
    told = {"state": state, "state_form": "応募フォーム v4", "state_on": timezone.localdate()} if state else {}
    applied = ApplicationDraft(position="営業", applied_on=timezone.localdate() - timedelta(days=3))
    return CandidateDraft(name="キム 美咲", **HERS, application=applied, **told)


def do(act: str, minato, ada, kim) -> None:
    with company(minato.pk):
        if act.startswith("file"):
            take_in(draft(state="contact" if "permission" in act else ""), company=minato, by=SYSTEM)
        elif act == "merge":
            _merge(kim, ada)
        elif act == "new record":
            CandidateFactory(name="キム みさき", state=RecordState.CONTACT)
        elif act == "erase the twin" and (twin := Candidate.objects.filter(person_id=None).first()):
            erasure.erase(twin, by=user_actor(ada.pk))


def _merge(kim: int, ada) -> None:
    kept, twin = Candidate.objects.filter(person_id=kim).first(), Candidate.objects.filter(person_id=None).first()
    if kept and twin:
        merges.merge_records(kept, twin, by=user_actor(ada.pk))


@given(acts=st.lists(st.sampled_from(ACTS), max_size=5))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_file_merge_or_record_brings_a_word_back(taken_back, minato, ada, komorebi, acts):
    with person(taken_back):
        lines = ConsentEntry.objects.count()

    for act in acts:
        do(act, minato, ada, taken_back)

    with person(taken_back):
        assert (ConsentEntry.objects.count(), ConsentNow.objects.count()) == (lines, 0)
    shown = [may_show(taken_back, one.pk, purpose) for one in (minato, komorebi) for purpose in Purpose]
    assert not any(shown)
    with company(minato.pk):
        hers = Candidate.objects.filter(person_id=taken_back)
        assert [may_write(one, "newsletter") is None for one in hers] == [False] * len(hers)
        assert {one.do_not_contact for one in hers} == {True}  # the second lock, for whoever forgets the first


def test_staff_cannot_choose_for_the_person(kim, minato):
    with company(minato.pk), pytest.raises((Refused, RuntimeError)):
        contact.allow_writing(kim, minato, words=contact.mail_words(minato, "ja"), by=person_actor(kim), how=How())
