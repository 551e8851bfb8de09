"""The guard at the desk: said while typing, refused on saving with nothing lost, and the two other ways on."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import fairness
from career_relay.candidates.models import Application, Evaluation, FairCount, FairException, FairOfficer, Note
from career_relay.candidates.states import Stage
from career_relay.companies.models import Membership
from career_relay.companies.roles import Role
from tests.base.fair.traces import everywhere
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory

UNFAIR = "母親は看護師とのこと"
WHY = {
    "exception-purpose": "夜勤のある部署への配属を判断する",
    "exception-necessity": "法令により本人の申告が要る",
}
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def quiet(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    cache.clear()


@pytest.fixture
def kim_record(minato):
    with acting_for(minato.pk):
        return ApplicationFactory(candidate=CandidateFactory()).candidate


def until(days: int = 20) -> str:
    return (TODAY() + timedelta(days=days)).isoformat()


def held(minato, by, text=UNFAIR) -> FairException:
    """An exception that somebody asked for."""
    with acting_for(minato.pk):
        return fairness.ask_exception(
            CandidateFactory(),
            text,
            purpose="夜勤のある部署への配属を判断する",
            necessity="法令により本人の申告が要る",
            until=TODAY() + timedelta(days=20),
            by=user_actor(by.pk),
        )


def said_anywhere(minato, words: str) -> list[str]:
    with acting_for(minato.pk):
        return everywhere(words)


# --- while one types ----------------------------------------------------------------------------------------------


def check(client, text, **more):
    return client.post(reverse("desk:fairness_check"), {"text": text, **more})


def test_the_finding_names_the_item_why_and_what_to_write_instead(ben_client, minato):
    page = check(ben_client, UNFAIR).content.decode()

    assert "家族" in page
    assert "14事項" in page
    assert "勤務できる時間" in page
    assert "is-danger" in page


def test_a_flag_warns_and_a_clean_text_says_nothing(ben_client, minato):
    assert "is-warn" in check(ben_client, "時短勤務を希望").content.decode()
    assert check(ben_client, "三つの案を比較して提案できる").content.strip() == b""
    assert check(ben_client, "").content.strip() == b""


def test_a_question_is_read_more_strictly(ben_client, minato):
    assert "is-danger" in check(ben_client, "ご家族", kind="question").content.decode()


def test_nothing_of_what_is_typed_is_kept_or_logged(ben_client, minato, caplog):
    caplog.set_level(logging.DEBUG)

    check(ben_client, "ほんとうの父親の職業はサメ漁師")

    assert said_anywhere(minato, "サメ漁師") == []
    assert "サメ漁師" not in "".join(one.getMessage() for one in caplog.records if one.name != "django.db.backends")


def test_too_many_questions_in_a_minute_are_refused(ben_client, minato, monkeypatch):
    monkeypatch.setattr("career_relay.desk.views.fairness.A_MINUTE", 3)

    assert [check(ben_client, "a").status_code for _n in range(5)] == [200, 200, 200, 429, 429]


@pytest.mark.parametrize("text", ["x" * 200_000, "\u202e" * 9000, "ﾊﾟ" * 5000, "<script>alert(1)</script>母親は看護師"])
def test_hostile_text_is_only_text(text, ben_client, minato):
    answer = check(ben_client, text)

    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_looking_is_not_asking(ben_client, minato):
    assert ben_client.get(reverse("desk:fairness_check")).status_code == 405


# --- on saving ----------------------------------------------------------------------------------------------------


def note(client, candidate, text, **more):
    return client.post(reverse("desk:candidate_note", args=[candidate.public_id]), {"note-text": text, **more})


def test_a_note_is_refused_and_not_lost_and_offers_the_other_ways(ben_client, minato, kim_record):
    answer = note(ben_client, kim_record, UNFAIR)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert UNFAIR in page
    assert 'name="fair-volunteered"' in page
    assert 'name="fair-exception"' in page
    assert said_anywhere(minato, "看護師") == []


def test_what_was_volunteered_is_left_out_and_counted(ben_client, minato, kim_record, caplog):
    answer = note(ben_client, kim_record, UNFAIR, **{"fair-volunteered": "1"})

    assert (answer.status_code, answer.url) == (302, reverse("desk:candidate", args=[kim_record.public_id]))
    assert said_anywhere(minato, "看護師") == []
    assert "看護師" not in "".join(one.getMessage() for one in caplog.records)
    with acting_for(minato.pk):
        assert [(one.kind, one.item, one.count) for one in FairCount.objects.all()] == [("volunteered", "FAIR-02", 1)]
        assert Note.objects.count() == 0


def test_the_rest_of_a_form_is_saved_without_the_words(ben_client, minato, kim_record):
    with acting_for(minato.pk):
        application = kim_record.applications.get()
    told = {
        "decision-decision": "rejected",
        "decision-reason": "fit",
        "decision-details": UNFAIR,
        "decision-strengths": "順を追って話す",
        "fair-volunteered": "1",
    }

    answer = ben_client.post(reverse("desk:candidate_decide", args=[application.public_id]), told)

    assert answer.status_code == 302
    with acting_for(minato.pk):
        application.refresh_from_db()
        assert (application.stage, application.reason_details) == (Stage.REJECTED, "")
        assert application.strengths == "順を追って話す"
    assert said_anywhere(minato, "看護師") == []


def test_the_button_takes_nothing_fair_away(ben_client, minato, kim_record):
    note(ben_client, kim_record, "三つの案を比べた", **{"fair-volunteered": "1"})

    with acting_for(minato.pk):
        assert [one.text for one in Note.objects.all()] == ["三つの案を比べた"]


def test_asking_for_an_exception_holds_the_words_back(ben_client, minato, kim_record):
    answer = note(ben_client, kim_record, UNFAIR, **WHY, **{"exception-until": until(), "fair-exception": "1"})

    assert answer.status_code == 302
    assert said_anywhere(minato, "看護師") == ["candidates_fairexception"]
    assert "看護師" not in ben_client.get(reverse("desk:candidate", args=[kim_record.public_id])).content.decode()


@pytest.mark.parametrize("missing", ["exception-purpose", "exception-necessity", "exception-until"])
def test_an_exception_without_all_three_loses_nothing(missing, ben_client, minato, kim_record):
    told = {**WHY, "exception-until": until(), "fair-exception": "1", missing: ""}

    answer = note(ben_client, kim_record, UNFAIR, **told)

    assert answer.status_code == 422
    assert UNFAIR in answer.content.decode()
    with acting_for(minato.pk):
        assert FairException.objects.count() == 0


@pytest.mark.parametrize("day", ["2026-02-31", "9999-99-99", "x", "2020-01-01"])
def test_a_day_that_is_none_is_refused(day, ben_client, minato, kim_record):
    answer = note(ben_client, kim_record, UNFAIR, **WHY, **{"exception-until": day, "fair-exception": "1"})

    assert answer.status_code == 422


def test_tags_are_read_as_well(ben_client, minato, kim_record):
    answer = ben_client.post(
        reverse("desk:candidate_keep", args=[kim_record.public_id]), {"keep-tags": "即戦力, 母子家庭"}
    )

    assert answer.status_code == 422
    assert "母子家庭" in answer.content.decode()


def test_fields_are_marked_for_the_script_and_the_script_is_there(ben_client, minato, kim_record):
    page = ben_client.get(reverse("desk:candidate", args=[kim_record.public_id])).content.decode()

    assert 'name="note-text"' in page
    assert page.count('data-fair="note"') > 5
    assert "js/fair-guard.js" in page


# --- deciding -----------------------------------------------------------------------------------------------------


def act(client, name, one, **told):
    return client.post(reverse(f"desk:fairness_{name}", args=[one.public_id]), told)


def test_the_officer_reads_and_approves_until_a_day(ada_client, minato, ben):
    one = held(minato, ben)
    listing = ada_client.get(reverse("desk:fairness")).content.decode()

    answer = act(ada_client, "approve", one, **{f"{one.public_id}-expires_on": until()})

    assert UNFAIR in listing
    assert answer.status_code == 302
    with acting_for(minato.pk):
        one.refresh_from_db()
        assert (one.state, one.expires_on) == ("approved", TODAY() + timedelta(days=20))


@pytest.mark.parametrize("day", ["", "2020-01-01", "2999-01-01", "x"])
def test_an_approval_without_an_end_is_422(day, ada_client, minato, ben):
    one = held(minato, ben)

    answer = act(ada_client, "approve", one, **{f"{one.public_id}-expires_on": day})

    assert answer.status_code == 422
    with acting_for(minato.pk):
        one.refresh_from_db()
        assert one.state == "waiting"


@pytest.mark.parametrize("name", ["approve", "refuse"])
@pytest.mark.parametrize("role", [Role.RECRUITER, Role.INTERVIEWER, Role.VIEWER])
def test_an_override_by_a_rater_is_403(name, role, client, minato, ben):
    one = held(minato, ben)
    client.force_login(MembershipFactory(company=minato, role=role, user=UserFactory()).user)

    assert act(client, name, one, **{f"{one.public_id}-expires_on": until()}).status_code == 403


def test_ones_own_request_is_403_even_for_the_officer(ada_client, minato, ada):
    one = held(minato, ada)

    assert act(ada_client, "approve", one, **{f"{one.public_id}-expires_on": until()}).status_code == 403
    assert "fairness/" + str(one.public_id) not in ada_client.get(reverse("desk:fairness")).content.decode()


def test_a_refusal_erases_the_words(ada_client, minato, ben):
    one = held(minato, ben)

    assert act(ada_client, "refuse", one).status_code == 302
    assert said_anywhere(minato, "看護師") == []


def test_who_asked_saves_the_approved_words_as_a_note(ada_client, ben_client, minato, ben):
    one = held(minato, ben)
    ada_client.force_login(Membership.objects.get(company=minato, role=Role.OWNER).user)
    act(ada_client, "approve", one, **{f"{one.public_id}-expires_on": until()})
    ben_client.force_login(ben)

    answer = act(ben_client, "keep", one)

    assert answer.status_code == 302
    assert said_anywhere(minato, "看護師") == ["candidates_note"]


def test_others_do_not_read_the_words_that_wait(client, minato, ben):
    held(minato, ben)
    client.force_login(MembershipFactory(company=minato, role=Role.INTERVIEWER, user=UserFactory()).user)

    page = client.get(reverse("desk:fairness")).content.decode()

    assert UNFAIR not in page
    assert "法令により" not in page


def test_an_exception_of_another_company_is_not_there(client, minato, ben, cleo):
    one = held(minato, ben)
    client.force_login(cleo)

    assert act(client, "approve", one, **{f"{one.public_id}-expires_on": until()}).status_code == 404
    assert act(client, "keep", one).status_code == 404


def test_the_report_shows_counts_and_no_words(ada_client, minato, ben):
    one = held(minato, ben)
    act(ada_client, "refuse", one)

    [(month, items)] = ada_client.get(reverse("desk:fairness")).context["months"]

    assert month == TODAY().replace(day=1)
    assert items == [("家族", [0, 1, 0, 1])]


# --- the officer --------------------------------------------------------------------------------------------------


def test_an_owner_names_the_officers_and_nobody_else_does(ada_client, client, minato, ben):
    answer = ada_client.post(reverse("desk:fairness_officers"), {"users": [ben.pk]})
    client.force_login(ben)

    assert answer.status_code == 302
    with acting_for(minato.pk):
        assert [one.user for one in FairOfficer.objects.all()] == [ben]
    assert client.post(reverse("desk:fairness_officers"), {"users": [ben.pk]}).status_code == 403


@pytest.mark.parametrize("users", [["x"], ["999999"], ["9" * 30]])
def test_somebody_from_elsewhere_is_not_named(users, ada_client, minato, cleo):
    answer = ada_client.post(reverse("desk:fairness_officers"), {"users": [*users, str(cleo.pk)]})

    assert answer.status_code == 302
    with acting_for(minato.pk):
        assert FairOfficer.objects.count() == 0


# --- evaluations --------------------------------------------------------------------------------------------------


def test_a_sheet_with_unfair_words_comes_back_whole(ben_client, minato, kim_record):
    with acting_for(minato.pk):
        application = kim_record.applications.get()
    told = {
        "evaluation-reached": "first",
        "evaluation-behaviour_0": "三つの案を比べた",
        "evaluation-score_0": "4",
        "evaluation-behaviour_1": UNFAIR,
        "evaluation-score_1": "2",
    }
    address = reverse("desk:candidate_evaluate", args=[application.public_id])

    answer = ben_client.post(address, told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "三つの案を比べた" in page
    assert UNFAIR in page
    with acting_for(minato.pk):
        assert Evaluation.objects.count() == 0
        assert Application.objects.get().stage == Stage.INTERVIEWING
