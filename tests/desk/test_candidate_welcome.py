"""The candidate's page: somebody who came back, a record that is corrected, and what else may be the same person."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.duplicates import suggest_doubles
from career_relay.candidates.models import (
    Application,
    Candidate,
    DuplicateHint,
    FormPermission,
    ImportedRow,
    ImportRun,
    Submission,
)
from career_relay.companies.roles import Role
from career_relay.notices.models import Message
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory

NOW = timezone.now()


@pytest.fixture
def returned(minato):
    """Kim, with an answer two years ago and a new application now: the new one."""
    with acting_for(minato.pk):
        kim = CandidateFactory(is_silver=True)
        before = ApplicationFactory(
            candidate=kim,
            position_title="UIデザイナー",
            stage="rejected",
            applied_on=timezone.localdate() - timedelta(days=800),
            decided_at=NOW - timedelta(days=770),
        )
        Message.objects.create(
            candidate=kim, application=before, state="accepted", subject="結果", sent_at=NOW - timedelta(days=769),
            personal_point="業務アプリの設計例があると、より伝わります。",
        )  # fmt: skip
        return ApplicationFactory(
            candidate=kim, stage="screening", reached="document", is_reapplication=True,
            whats_changed="業務アプリの設計を2年担当しました。",
        )  # fmt: skip


def page(client, candidate: Candidate):
    return client.get(reverse("desk:candidate", args=[candidate.public_id]))


def test_a_return_shows_what_was_told_and_what_has_changed(ben_client, returned):
    with translation.override("ja"):
        text = page(ben_client, returned.candidate).content.decode()

    assert "UIデザイナー" in text
    assert "業務アプリの設計例があると、より伝わります。" in text
    assert "業務アプリの設計を2年担当しました。" in text


def test_one_click_leads_past_document_screening(ben_client, returned, minato):
    address = reverse("desk:candidate_fast_track", args=[returned.public_id])
    assert address in page(ben_client, returned.candidate).content.decode()

    ben_client.post(address)
    again = ben_client.post(address, follow=True)

    with acting_for(minato.pk):
        assert Application.objects.get(pk=returned.pk).stage == "interviewing"
    assert address not in again.content.decode()
    assert "is-danger" in again.content.decode() or 'role="alert"' in again.content.decode()


def test_their_words_are_written_down_and_protected_matters_are_not(ben_client, returned, minato):
    address = reverse("desk:candidate_changed", args=[returned.public_id])

    saved = ben_client.post(address, {"change-text": "資格を取りました。"})
    refused = ben_client.post(address, {"change-text": "父の職業は医師です。"})

    with acting_for(minato.pk):
        assert Application.objects.get(pk=returned.pk).whats_changed == "資格を取りました。"
    assert (saved.status_code, refused.status_code) == (302, 422)
    assert "父の職業は医師です。" in refused.content.decode()


def test_a_record_is_corrected_and_a_bad_address_is_said_beside_its_field(ben_client, returned, minato):
    address = reverse("desk:candidate_correct", args=[returned.candidate.public_id])
    told = {
        "name": "金 美咲子",
        "email": "kim@mail.example",
        "phone": "",
        "prefecture": "大阪府",
        "graduation_year": "",
    }

    bad = ben_client.post(address, {**told, "email": "kim@@mail"})
    good = ben_client.post(address, told)

    assert (bad.status_code, good.status_code) == (422, 302)
    assert "金 美咲子" in bad.content.decode()
    assert bad.context["form"].errors.keys() == {"email"}
    with acting_for(minato.pk):
        assert Candidate.objects.get(pk=returned.candidate_id).prefecture == "大阪府"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"prefecture": "火星"}, {"graduation_year": "12"}, {"name": "あ" * 101}]
)
def test_a_bad_correction_changes_nothing(ben_client, returned, minato, wrong):
    told = {"name": "金 美咲子", "email": "", "phone": "", "prefecture": "", "graduation_year": ""}

    answer = ben_client.post(reverse("desk:candidate_correct", args=[returned.candidate.public_id]), {**told, **wrong})

    assert answer.status_code == 422
    with acting_for(minato.pk):
        assert Candidate.objects.get(pk=returned.candidate_id).name == "キム 美咲"


def test_somebody_added_by_hand_who_is_known_already_is_pointed_out(ben_client, minato):
    with acting_for(minato.pk):
        CandidateFactory(email_key="kim@mail.example", email="kim@mail.example", name_folded="森直人", kana="")

    ben_client.post(
        reverse("desk:candidate_new"),
        {
            "name": "キム 美咲", "email": "kim@mail.example", "position": "経理", "track": "mid_career",
            "applied_on": timezone.localdate().isoformat(), "source": "own",
        },
    )  # fmt: skip

    with acting_for(minato.pk):
        assert DuplicateHint.objects.count() == 1


def test_of_many_that_may_be_the_same_three_are_shown_and_the_rest_counted(ben_client, minato):
    with acting_for(minato.pk):
        shared = {"phone": "090-0000-0001", "phone_key": "+819000000001"}
        kim, *_others = [CandidateFactory(**shared) for _n in range(6)]
        suggest_doubles(kim)

    shown = page(ben_client, kim).context["people"]

    assert (len(shown["pairs"]), shown["more"]) == (3, 2)


def test_the_evidence_names_who_vouched_or_the_words_that_were_ticked(ben_client, ben, minato):
    with acting_for(minato.pk):
        by_file, by_form = CandidateFactory(state="contact"), CandidateFactory(state="pool")
        run = ImportRun.objects.create(file_name="応募者.csv", stored="x", attested_by=ben)
        ImportedRow.objects.create(run=run, line=2, candidate=by_file, verdict="created")
        application = ApplicationFactory(candidate=by_form)
        sheet = Submission.objects.create(candidate=by_form, application=application, key=uuid4())
        FormPermission.objects.create(
            candidate=by_form, submission=sheet, box="pool", version="3", text="お預かり", text_hash="a91f" + "0" * 56 + "07c2"
        )  # fmt: skip

    found = [page(ben_client, one).context["people"]["evidence"] for one in (by_file, by_form)]

    assert (found[0].vouched_by, found[1].short) == ("Ben", "a91f…07c2")


def test_who_may_only_look_sees_the_pair_and_no_button(client, minato):
    viewer = MembershipFactory(company=minato, role=Role.VIEWER, user=UserFactory(email="eve@minato.example")).user
    with acting_for(minato.pk):
        kim, other = CandidateFactory(phone_key="+8190"), CandidateFactory(phone_key="+8190")
        suggest_doubles(kim)
        hint = DuplicateHint.objects.get()
    client.force_login(viewer)

    text = client.get(reverse("desk:doubles")).content.decode()
    answers = [
        client.post(reverse("desk:double_aside", args=[hint.public_id])).status_code,
        client.post(reverse("desk:merge", args=[kim.public_id, other.public_id])).status_code,
        client.get(reverse("desk:candidate_correct", args=[kim.public_id])).status_code,
    ]

    assert reverse("desk:candidate", args=[other.public_id]) in text
    assert reverse("desk:double_aside", args=[hint.public_id]) not in text
    assert answers == [403, 403, 403]


def test_a_refused_merge_says_why_and_keeps_what_was_chosen(ben_client, minato):
    with acting_for(minato.pk):
        kept = CandidateFactory(name="キム 美咲")
        gone = CandidateFactory(name="金 美咲")
        Message.objects.create(candidate=gone, state="held", subject="選考の結果")

    answer = ben_client.post(reverse("desk:merge", args=[kept.public_id, gone.public_id]), {"name": "gone"})

    assert answer.status_code == 422
    assert [line.stays for line in answer.context["it"].lines if line.name == "name"] == ["gone"]
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 2


def test_nonsense_in_a_choice_is_an_error_and_merges_nothing(ben_client, minato):
    with acting_for(minato.pk):
        kept, gone = CandidateFactory(), CandidateFactory()

    answer = ben_client.post(reverse("desk:merge", args=[kept.public_id, gone.public_id]), {"name": "both"})

    assert answer.status_code == 422
    assert answer.context["refusal"]
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 2
