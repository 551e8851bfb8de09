"""Criteria in the settings, one reviewer's sheet, and strengths asked with a no."""

import pytest
from django.urls import reverse

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Application, Evaluation, ScorecardTemplate
from career_relay.candidates.scorecards import default_criteria, good_for_words, scorecard_for
from career_relay.candidates.states import Reached, Stage
from career_relay.companies.roles import Role
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory
from tests.factories.companies import MembershipFactory, UserFactory
from tests.factories.positions import PositionFactory

PAGE = "desk:settings_scorecards"


@pytest.fixture(autouse=True)
def quiet(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def as_form(*names: str, **more) -> dict[str, str]:
    told = {"count": str(len(names)), **more}
    return told | {f"name_{n}": name for n, name in enumerate(names)}


def names_on(page) -> list[str]:
    return [line["name"].value() for line in page.context["form"].lines()]


def staff(minato, role: Role):
    return MembershipFactory(company=minato, role=role, user=UserFactory(name=role.label)).user


# --- criteria -----------------------------------------------------------------------------------------------------


def test_the_page_begins_with_the_criteria_in_force(ben_client, minato):
    page = ben_client.get(reverse(PAGE))

    assert names_on(page) == [one.name for one in default_criteria()]
    assert page.content.decode().count('data-fair="question"') > 10


def test_criteria_are_saved_as_a_version(ben_client, minato):
    answer = ben_client.post(
        reverse(PAGE), as_form("顧客との対話", "数字の扱い", good_0="整理して聞く", anchor_0_5="要点を三つに絞った")
    )

    assert answer.status_code == 302
    with acting_for(minato.pk):
        first = scorecard_for(None).criteria[0]
        assert (first.name, first.good, first.anchors[4]) == ("顧客との対話", "整理して聞く", "要点を三つに絞った")


@pytest.mark.parametrize(
    ("act", "then"),
    [
        ("up-1", ["乙", "甲", "丙"]),
        ("down-1", ["甲", "丙", "乙"]),
        ("up-0", ["甲", "乙", "丙"]),
        ("down-2", ["甲", "乙", "丙"]),
        ("out-1", ["甲", "丙"]),
        ("add", ["甲", "乙", "丙", ""]),
        ("out-9", ["甲", "乙", "丙"]),
        ("up-x", ["甲", "乙", "丙"]),
        ("explode", ["甲", "乙", "丙"]),
        ("down--1", ["甲", "乙", "丙"]),
    ],
)
def test_lines_are_moved_without_a_script_and_nothing_is_saved_yet(act, then, ben_client, minato):
    page = ben_client.post(reverse(PAGE), as_form("甲", "乙", "丙", act=act))

    assert (page.status_code, names_on(page)) == (200, then)
    with acting_for(minato.pk):
        assert ScorecardTemplate.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        as_form(),
        as_form("", ""),
        as_form("協働", "協働"),
        as_form("家庭環境"),
        as_form("尊敬する人物"),
        as_form("協働", good_0="既婚で落ち着いている"),
        as_form("x" * 61),
        as_form(*[f"観点{n}" for n in range(11)]),
        {"count": "-5"},
        {"count": "9" * 40},
        {"count": "二"},
        {},
    ],
)
def test_criteria_that_cannot_be_are_422_with_what_was_written(wrong, ben_client, minato):
    page = ben_client.post(reverse(PAGE), wrong)

    assert page.status_code == 422
    assert names_on(page) == [text for name, text in wrong.items() if name.startswith("name_")][: len(names_on(page))]
    with acting_for(minato.pk):
        assert ScorecardTemplate.objects.count() == 0


def test_a_position_has_its_own_and_gives_it_up(ben_client, minato):
    with acting_for(minato.pk):
        sales = PositionFactory()
    address = reverse("desk:settings_scorecard", args=[sales.public_id])

    ben_client.post(address, as_form("商談の進め方"))
    with acting_for(minato.pk):
        own = [one.name for one in scorecard_for(sales).criteria]
    ben_client.post(reverse("desk:settings_scorecard_follow", args=[sales.public_id]))

    assert own == ["商談の進め方"]
    with acting_for(minato.pk):
        assert scorecard_for(sales).criteria == default_criteria()


def test_a_position_of_another_company_is_not_there(client, minato, cleo):
    with acting_for(minato.pk):
        sales = PositionFactory()
    client.force_login(cleo)

    for name in ("settings_scorecard", "settings_scorecard_follow"):
        assert client.post(reverse(f"desk:{name}", args=[sales.public_id]), as_form("甲")).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(Role.RECRUITER, 200), (Role.INTERVIEWER, 403), (Role.VIEWER, 403)])
def test_who_changes_positions_changes_criteria(role, status, client, minato):
    client.force_login(staff(minato, role))

    assert client.get(reverse(PAGE)).status_code == status


def test_words_for_good_for_are_the_companys_own(ben_client, minato):
    address = reverse("desk:settings_scorecard_words")

    good = ben_client.post(address, {"words": "新規開拓\n育成\n"})
    bad = ben_client.post(address, {"words": "育成\n若い人向き\n家族思い"})

    assert (good.status_code, bad.status_code) == (302, 422)
    assert "家族思い" in bad.content.decode()
    with acting_for(minato.pk):
        assert good_for_words() == ["新規開拓", "育成"]


# --- a reviewer's sheet -------------------------------------------------------------------------------------------


@pytest.fixture
def meeting(minato) -> Application:
    with acting_for(minato.pk):
        return ApplicationFactory(candidate=CandidateFactory(), reached=Reached.FIRST)


def hand_in(client, application, **more):
    told = {"reached": "first", "behaviour_0": "三つの案を比べた", "score_0": "4", **more}
    address = reverse("desk:candidate_evaluate", args=[application.public_id])
    return client.post(address, {f"evaluation-{name}": value for name, value in told.items()})


def test_an_interviewer_hands_in_a_sheet_with_everything(client, minato, meeting):
    client.force_login(staff(minato, Role.INTERVIEWER))

    answer = hand_in(
        client,
        meeting,
        score_1="-",
        recommendation="yes",
        strengths="速い",
        good_for=["新規開拓"],
        comment="また会いたい",
    )

    assert answer.status_code == 302
    with acting_for(minato.pk):
        sheet = Evaluation.objects.get()
        assert (sheet.recommendation, sheet.good_for, len(sheet.criteria)) == ("yes", ["新規開拓"], 1)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"behaviour_0": ""}, "behaviour_0"),
        ({"score_0": ""}, "score_0"),
        ({"score_0": "9"}, "score_0"),
        ({"score_0": "NaN"}, "score_0"),
        ({"reached": "x"}, "reached"),
        ({"recommendation": "maybe"}, "recommendation"),
        ({"good_for": ["何でも"]}, "good_for"),
        ({"comment": "x" * 4001}, "comment"),
    ],
)
def test_what_is_wrong_with_a_sheet_stands_at_its_field_and_nothing_is_lost(wrong, field, client, minato, meeting):
    client.force_login(staff(minato, Role.INTERVIEWER))

    answer = hand_in(client, meeting, **{"strengths": "順を追って話す", **wrong})

    assert answer.status_code == 422
    assert field in answer.context["evaluation_form"].errors
    assert "順を追って話す" in answer.content.decode()
    with acting_for(minato.pk):
        assert Evaluation.objects.count() == 0


def test_an_empty_sheet_is_refused(client, minato, meeting):
    client.force_login(staff(minato, Role.INTERVIEWER))

    assert hand_in(client, meeting, behaviour_0="", score_0="").status_code == 422


def test_a_second_sheet_of_a_step_is_refused(client, minato, meeting):
    client.force_login(staff(minato, Role.INTERVIEWER))
    hand_in(client, meeting)

    assert hand_in(client, meeting).status_code == 422
    assert hand_in(client, meeting, reached="second").status_code == 302


def test_others_sheets_are_read_after_ones_own_on_the_page_and_in_its_history(client, minato, meeting):
    with acting_for(minato.pk):
        seen = [{"criterion": "協働", "score": 2, "behaviour": "途中で話をさえぎった"}]
        EvaluationFactory(application=meeting, criteria=seen, strengths="数字に強い", comment="もう一度会いたい")
    client.force_login(staff(minato, Role.INTERVIEWER))
    address = reverse("desk:candidate", args=[meeting.candidate.public_id])

    before = client.get(address).content.decode()
    hand_in(client, meeting)
    after = client.get(address).content.decode()

    words = ("途中で話をさえぎった", "数字に強い", "もう一度会いたい")
    assert [word for word in words if word in before] == []
    assert [word for word in words if word in after] == list(words)


def test_the_page_shows_steps_means_and_behaviour(ben_client, minato, meeting):
    with acting_for(minato.pk):
        for reached, score in ((Reached.FIRST, 4), (Reached.FINAL, 3)):
            line = {"criterion": "協働", "score": score, "behaviour": f"場面{score}"}
            EvaluationFactory(application=meeting, reached=reached, criteria=[line])

    page = ben_client.get(reverse("desk:candidate", args=[meeting.candidate.public_id]))

    [line] = page.context["scorecards"]["table"].lines
    assert (line.mean, line.n) == (3.5, 2)
    assert "場面4 / 場面3" in page.content.decode()


def test_a_viewer_is_offered_no_sheet(client, minato, meeting):
    client.force_login(staff(minato, Role.VIEWER))

    page = client.get(reverse("desk:candidate", args=[meeting.candidate.public_id]))

    assert page.context["scorecards"]["form"] is None
    assert hand_in(client, meeting).status_code == 403


# --- with a no ----------------------------------------------------------------------------------------------------


def decide(client, application, **more):
    told = {"decision": "rejected", "reason": "fit", **more}
    address = reverse("desk:candidate_decide", args=[application.public_id])
    return client.post(address, {f"decision-{name}": value for name, value in told.items()})


def test_a_no_without_strengths_or_a_reason_for_none_is_422(ben_client, minato, meeting):
    answer = decide(ben_client, meeting, details="経験年数が足りない")

    assert answer.status_code == 422
    assert "strengths" in answer.context["decision_form"].errors
    assert "経験年数が足りない" in answer.content.decode()


@pytest.mark.parametrize(
    "told",
    [
        {"strengths": "速い"},
        {"good_for": ["新規開拓"]},
        {"good_for_more": "代理店開拓、育成"},
        {"skipped": "書類だけで決めた"},
    ],
)
def test_any_one_of_them_is_enough(told, ben_client, minato, meeting):
    assert decide(ben_client, meeting, **told).status_code == 302

    with acting_for(minato.pk):
        meeting.refresh_from_db()
        assert meeting.stage == Stage.REJECTED
        assert bool(meeting.strengths or meeting.good_for or meeting.strengths_skipped)


def test_words_of_ones_own_join_those_ticked(ben_client, minato, meeting):
    decide(ben_client, meeting, good_for=["新規開拓"], good_for_more="代理店開拓、 育成 ,")

    with acting_for(minato.pk):
        meeting.refresh_from_db()
        assert meeting.good_for == ["新規開拓", "代理店開拓", "育成"]


@pytest.mark.parametrize("decision", ["withdrawn"])
def test_another_result_asks_for_none(decision, ben_client, minato, meeting):
    assert decide(ben_client, meeting, decision=decision, reason="").status_code == 302


def test_what_was_kept_stands_on_the_page(ben_client, minato, meeting):
    decide(ben_client, meeting, strengths="要点を三つに絞る", good_for=["育成・リーダー"])

    page = ben_client.get(reverse("desk:candidate", args=[meeting.candidate.public_id])).content.decode()

    assert "要点を三つに絞る" in page
    assert "育成・リーダー" in page


# --- many at once -------------------------------------------------------------------------------------------------


def many(client, people, **told):
    told = {"person": [str(one.candidate.public_id) for one in people], "reason": "skills", **told}
    return client.post(reverse("desk:pool_decide"), told)


def test_each_of_many_has_a_line_of_their_own(ben_client, minato):
    with acting_for(minato.pk):
        one, two = (ApplicationFactory(candidate=CandidateFactory(name=name)) for name in "AB")

    answer = many(
        ben_client, [one, two], **{f"strengths_{one.public_id.hex}": "速い", f"strengths_{two.public_id.hex}": "丁寧"}
    )

    assert answer.status_code == 302
    with acting_for(minato.pk):
        assert set(Application.objects.values_list("strengths", flat=True)) == {"速い", "丁寧"}


def test_one_missing_line_of_many_keeps_all_from_being_decided(ben_client, minato):
    with acting_for(minato.pk):
        one, two = (ApplicationFactory(candidate=CandidateFactory(name=name)) for name in "AB")

    answer = many(ben_client, [one, two], **{f"strengths_{one.public_id.hex}": "速い"})

    assert answer.status_code == 422
    assert "速い" in answer.content.decode()
    with acting_for(minato.pk):
        assert Application.objects.filter(stage=Stage.REJECTED).count() == 0


@pytest.mark.parametrize("told", [{"good_for": ["新規開拓"]}, {"skipped": "募集が終わった"}])
def test_words_for_all_are_enough_for_many(told, ben_client, minato):
    with acting_for(minato.pk):
        people = [ApplicationFactory(candidate=CandidateFactory(name=name)) for name in "AB"]

    assert many(ben_client, people, **told).status_code == 302


def test_unfair_words_for_one_of_many_stop_all(ben_client, minato):
    with acting_for(minato.pk):
        one = ApplicationFactory(candidate=CandidateFactory())

    answer = many(ben_client, [one], **{f"strengths_{one.public_id.hex}": "美人で受付向き"})

    assert answer.status_code == 422
    with acting_for(minato.pk):
        assert Application.objects.get().stage == Stage.INTERVIEWING
