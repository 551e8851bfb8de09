"""The board and the settings of the careers page, as the staff use them."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import pipeline
from career_relay.candidates.models import Application, Interview, StageMove, Submission
from career_relay.candidates.pipeline import Column, column_of
from career_relay.candidates.states import Reached, Stage
from career_relay.companies.models import Company
from career_relay.companies.roles import Role
from career_relay.positions.models import Position, Question
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db

BOARD = "/desk/pipeline/"


def client_of(company, role) -> Client:
    user = UserFactory(name=f"{role}さん", email=f"{role}@{company.domain}")
    MembershipFactory(company=company, role=role, user=user)
    client = Client()
    client.force_login(user)
    return client


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def opening(minato) -> Position:
    with acting_for(minato.pk):
        return PositionFactory(title="提案営業", careers_until=timezone.localdate() + timedelta(days=9))


@pytest.fixture
def waiting(minato, opening) -> list[Application]:
    """Three people who have just applied."""
    with acting_for(minato.pk):
        return [
            ApplicationFactory(
                candidate=CandidateFactory(name=name), position=opening, position_title=opening.title,
                stage=Stage.APPLIED, reached=Reached.DOCUMENT, promised_on=timezone.localdate() + timedelta(days=days),
            )
            for name, days in (("海野 葵", 3), ("森 健", -1), ("空 知", 5))
        ]  # fmt: skip


def places(minato) -> dict[str, str]:
    with acting_for(minato.pk):
        return {str(one.candidate): column_of(one) for one in Application.objects.select_related("candidate")}


def cards(*applications: Application, was: str = Column.APPLIED) -> list[str]:
    return [f"{one.public_id}:{was}" for one in applications]


# --- the board ----------------------------------------------------------------------------------------------------


def test_the_board_shows_who_waits_and_whose_answer_is_overdue(ben_client, waiting):
    page = text_of(ben_client.get(BOARD))

    assert re.findall(r">([^<]+)さん</a></h3>", page) == ["森 健", "海野 葵", "空 知"]
    assert page.count(" 期限超過") == 1
    assert re.findall(r"<h2>([^<]+)</h2><span class=\"count\">(\d+)</span>", page) == [
        ("応募", "3"), ("書類選考", "0"), ("一次面接", "0"), ("二次面接", "0"), ("最終面接", "0"), ("内定", "0"),
    ]  # fmt: skip


def test_an_empty_board_says_where_people_come_from(ben_client, minato):
    assert reverse("desk:settings_careers") in text_of(ben_client.get(BOARD))


@pytest.mark.parametrize("asked", ["", "no-uuid", "00000000-0000-4000-8000-000000000000", "a\x00b", "あ" * 3000])
def test_a_position_nobody_has_is_no_position(asked, ben_client, waiting):
    assert ben_client.get(BOARD, {"position": asked}).status_code in {200, 400}


def test_a_move_by_the_menu_and_its_way_back(ben_client, waiting, minato):
    moved = ben_client.post(f"{BOARD}move/", {"card": cards(waiting[0]), "to": "first"})
    assert places(minato)["海野 葵"] == Column.FIRST

    page = text_of(ben_client.get(moved.headers["Location"]))
    [batch] = re.findall(r'name="batch" value="([^"]+)"', page)
    assert "1名を「一次面接」に移しました。" in page

    ben_client.post(f"{BOARD}undo/", {"batch": batch})
    assert places(minato)["海野 葵"] == Column.APPLIED


def test_many_move_together_and_stay_on_the_board_that_was_looked_at(ben_client, waiting, minato, opening):
    answer = ben_client.post(
        f"{BOARD}move/", {"card": cards(*waiting), "to": "screening", "position": str(opening.public_id)}
    )

    assert f"position={opening.public_id}" in answer.headers["Location"]
    assert set(places(minato).values()) == {Column.SCREENING}


def test_the_second_recruiter_is_told_who_was_quicker(ben, ada, waiting, minato, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    browser(ben).post(f"{BOARD}move/", {"card": cards(waiting[0]), "to": "final"})

    answer = browser(ada).post(f"{BOARD}move/", {"card": cards(waiting[0], waiting[1]), "to": "screening"}, follow=True)

    assert places(minato) == {"海野 葵": Column.FINAL, "森 健": Column.SCREENING, "空 知": Column.APPLIED}
    assert "ほかの担当者が先に変更し、現在は「最終面接」です" in text_of(answer)


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"to": "first"}, {"card": "x", "to": "first"}, {"card": "x:applied", "to": "first"},
        {"card": f"{uuid4()}:nowhere", "to": "first"}, {"card": f"{uuid4()}:applied", "to": "hired"},
        {"card": ":" * 500, "to": "\u202e"},
    ],
)  # fmt: skip
def test_a_move_of_nothing_or_to_nowhere_changes_nothing(sent, ben_client, waiting, minato):
    answer = ben_client.post(f"{BOARD}move/", sent, follow=True)

    assert answer.status_code == 200
    assert set(places(minato).values()) == {Column.APPLIED}


def test_nobody_undoes_the_move_of_somebody_else(ben, ada, waiting, minato, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    browser(ben).post(f"{BOARD}move/", {"card": cards(waiting[0]), "to": "first"})
    with acting_for(minato.pk):
        batch = StageMove.objects.get().batch

    browser(ada).post(f"{BOARD}undo/", {"batch": str(batch)})

    assert places(minato)["海野 葵"] == Column.FIRST


def test_cards_of_another_company_do_not_move(client, cleo, waiting, minato):
    client.force_login(cleo)

    client.post(f"{BOARD}move/", {"card": cards(*waiting), "to": "screening"})

    assert set(places(minato).values()) == {Column.APPLIED}


@pytest.mark.parametrize(("role", "answer"), [(Role.VIEWER, 403), (Role.INTERVIEWER, 403), (Role.RECRUITER, 302)])
def test_only_who_may_change_candidates_moves_them(role, answer, waiting, minato):
    mine = client_of(minato, role)

    assert mine.get(BOARD).status_code == 200
    assert mine.post(f"{BOARD}move/", {"card": cards(waiting[0]), "to": "first"}).status_code == answer
    assert ('name="card"' in text_of(mine.get(BOARD))) == (role == Role.RECRUITER)


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_however_many_wait(many, ben_client, minato, opening, django_assert_max_num_queries):
    with acting_for(minato.pk):
        for _one in range(many):
            ApplicationFactory(position=opening, stage=Stage.APPLIED)

    with django_assert_max_num_queries(22):
        ben_client.get(BOARD)


# --- interviews ---------------------------------------------------------------------------------------------------


def interview_of(staff, **more: str) -> dict[str, str]:
    at = timezone.localtime() + timedelta(days=2)
    return {
        "interview-interviewer": str(staff.public_id),
        "interview-at": at.strftime("%Y-%m-%dT%H:%M"),
        "interview-minutes": "45",
        "interview-place": "会議室 2",
        "interview-note": "提案の進め方を聞く",
        **{f"interview-{name}": value for name, value in more.items()},
    }


def test_an_interview_is_set_seen_by_the_interviewer_and_called_off(ben, ada, waiting, minato, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    there = reverse("desk:interview_set", args=[waiting[0].public_id])

    assert browser(ben).post(there, interview_of(ada)).status_code == 302

    mine = text_of(browser(ada).get(f"{BOARD}interviews/"))
    assert ("海野 葵さん" in mine, "会議室 2" in mine, "提案の進め方を聞く" in mine) == (True, True, True)
    with acting_for(minato.pk):
        interview = Interview.objects.get()
    browser(ben).post(reverse("desk:interview_cancel", args=[interview.public_id]))
    assert "海野 葵さん" not in text_of(browser(ada).get(f"{BOARD}interviews/"))


@pytest.mark.parametrize(
    "bad", [{"at": ""}, {"at": "2020-01-01T10:00"}, {"at": "mañana"}, {"minutes": "0"}, {"minutes": "x"},
            {"interviewer": "x"}, {"interviewer": ""}, {"note": "家族構成を聞く"}, {"place": "あ" * 301}],
)  # fmt: skip
def test_a_bad_interview_is_said_on_the_page_with_what_was_typed(bad, ben_client, ben, waiting, minato):
    there = reverse("desk:interview_set", args=[waiting[0].public_id])

    answer = ben_client.post(there, interview_of(ben, **bad))

    assert answer.status_code == 422
    assert ("提案の進め方を聞く" in text_of(answer)) == ("note" not in bad)
    with acting_for(minato.pk):
        assert Interview.objects.count() == 0


def test_the_candidate_page_tells_what_was_written_and_never_which_boxes_were_ticked(ben_client, waiting, minato):
    with acting_for(minato.pk):
        one = waiting[0]
        Submission.objects.create(
            candidate=one.candidate, application=one, key=uuid4(), message="長く付き合う仕事がしたいです。",
            answers=[{"asked": "入社できる時期", "answer": "3か月以内"}], left_out=1,
        )  # fmt: skip

    page = text_of(ben_client.get(reverse("desk:candidate", args=[waiting[0].candidate.public_id])))

    assert ("長く付き合う仕事がしたいです。" in page, "3か月以内" in page) == (True, True)
    assert "選考に必要のない事項にふれた文を1件、記録していません。" in page
    assert "案内メール" not in page


def test_somebody_protected_who_applied_themselves_is_marked(ben_client, waiting, minato):
    with acting_for(minato.pk):
        person = waiting[0].candidate
        person.protected_until = timezone.localdate() + timedelta(days=90)
        person.save()
        Submission.objects.create(candidate=person, application=waiting[0], key=uuid4())

    page = text_of(ben_client.get(reverse("desk:candidate", args=[person.public_id])))

    assert "エージェントが関与している可能性があります" in page
    assert "ご本人の応募（エージェント関与の可能性）" in text_of(ben_client.get(BOARD))


# --- the careers page ---------------------------------------------------------------------------------------------

SETTINGS = "/desk/settings/careers/"


def test_the_owner_switches_the_page_on_and_off(ada_client, minato, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    reader = Client()
    assert reader.get("/careers/minato/").status_code == 404

    ada_client.post(SETTINGS, {"careers_on": "on", "careers_text": "ようこそ。", "careers_text_en": "Welcome."})
    assert "ようこそ。" in text_of(reader.get("/careers/minato/?lang=ja"))
    assert "Welcome." in text_of(reader.get("/careers/minato/?lang=en"))

    ada_client.post(SETTINGS, {"careers_text": "ようこそ。"})
    assert reader.get("/careers/minato/").status_code == 404


def test_a_recruiter_sees_the_settings_and_changes_nothing(ben_client, minato):
    assert ben_client.get(SETTINGS).status_code == 200

    ben_client.post(SETTINGS, {"careers_on": "on"})

    assert Company.objects.get(pk=minato.pk).careers_on is False


@pytest.mark.parametrize("text", ["女性が活躍する職場です。30歳以下の方を募集。", "あ" * 2001])
def test_words_that_cannot_stand_in_a_posting_are_refused_and_kept_in_the_field(text, ada_client, minato, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False

    answer = ada_client.post(SETTINGS, {"careers_on": "on", "careers_text": text})

    assert answer.status_code == 422
    assert text in text_of(answer)
    assert Company.objects.get(pk=minato.pk).careers_on is False


def test_without_a_harassment_desk_nothing_is_shown(ada_client, minato, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    Company.objects.filter(pk=minato.pk).update(harassment_desk="")

    assert ada_client.post(SETTINGS, {"careers_on": "on"}).status_code == 422
    assert Company.objects.get(pk=minato.pk).careers_on is False


def test_a_preview_of_a_page_that_is_off_opens_from_the_settings(ada_client, minato, opening, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    [link] = re.findall(
        r'href="https://relay\.example(/careers/minato/\?preview=[^"]+)"', text_of(ada_client.get(SETTINGS))
    )

    assert "提案営業" in text_of(Client().get(link))


def test_an_open_position_is_put_on_the_page_and_taken_off(ben_client, minato):
    with acting_for(minato.pk):
        position = PositionFactory(title="夜の仕事ではない求人")
    there = reverse("desk:position_careers_show", args=[position.public_id])

    ben_client.post(there, {"to": "show"})
    with acting_for(minato.pk):
        position.refresh_from_db()
        assert position.careers_until == timezone.localdate() + timedelta(days=30)
        assert position.listed_until is not None  # what others may read is another matter

    ben_client.post(there, {"to": "hide"})
    with acting_for(minato.pk):
        position.refresh_from_db()
        assert position.careers_until is None


@pytest.mark.parametrize("gap", [{"state": "draft"}, {"state": "closed"}, {"place_change": ""}, {"duties_change": ""}])
def test_a_position_that_is_not_open_or_not_whole_is_not_put_on_the_page(gap, ben_client, minato):
    with acting_for(minato.pk):
        position = PositionFactory(**gap)

    ben_client.post(reverse("desk:position_careers_show", args=[position.public_id]), {"to": "show"})

    with acting_for(minato.pk):
        position.refresh_from_db()
        assert position.careers_until is None


def test_confirming_a_position_shows_it_for_another_thirty_days(ben_client, opening, minato):
    ben_client.post(reverse("desk:position_move", args=[opening.public_id]), {"to": "confirm"})

    with acting_for(minato.pk):
        opening.refresh_from_db()
        assert opening.careers_until == timezone.localdate() + timedelta(days=30)


# --- questions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ({"text": "尊敬する人物は？"}, "尊敬する人物"),
        ({"text": "家族構成"}, "家族"),
        ({"text": "愛読書を教えてください"}, "愛読書"),
        ({"text": "志望理由", "hint": "支持政党にもふれてください"}, "支持政党"),
        ({"text": "ご出身はどちらですか"}, "出生地"),
        ({"text": "当てはまるもの", "kind": "choice", "choices": "労働組合に加入している\n加入していない"}, "労働組合"),
    ],
)  # fmt: skip
def test_a_question_that_may_not_be_asked_is_refused_by_name(question, item, ben_client, opening, minato):
    answer = ben_client.post(
        reverse("desk:position_ask", args=[opening.public_id]), {"kind": "text", "choices": "", "hint": "", **question}
    )

    assert answer.status_code == 422
    assert (item in text_of(answer), "職業安定法" in text_of(answer), question["text"] in text_of(answer)) == (
        True, True, True,
    )  # fmt: skip
    with acting_for(minato.pk):
        assert Question.objects.count() == 0


@pytest.mark.parametrize(
    "bad",
    [{"text": ""}, {"text": "あ" * 201}, {"kind": "essay"}, {"kind": "choice", "choices": "一つだけ"},
     {"kind": "choice", "choices": "\n".join(map(str, range(13)))}, {"kind": "choice", "choices": f"{'あ' * 81}\nい"}],
)  # fmt: skip
def test_a_question_that_is_not_whole_is_not_kept(bad, ben_client, opening, minato):
    sent = {"text": "経験年数", "kind": "text", "choices": "", "hint": "", **bad}

    assert ben_client.post(reverse("desk:position_ask", args=[opening.public_id]), sent).status_code == 422
    with acting_for(minato.pk):
        assert Question.objects.count() == 0


def test_a_question_goes_on_the_form_and_off_again(ben_client, opening, minato):
    Company.objects.filter(pk=minato.pk).update(careers_on=True)
    there, form = reverse("desk:position_ask", args=[opening.public_id]), f"/careers/minato/{opening.public_id}/apply/"

    ben_client.post(there, {"text": "Goの経験年数", "kind": "choice", "choices": "1年\n3年", "is_required": "on"})
    assert "Goの経験年数" in text_of(Client().get(form))

    with acting_for(minato.pk):
        question = Question.objects.get()
    ben_client.post(reverse("desk:position_unask", args=[opening.public_id, question.public_id]))
    assert "Goの経験年数" not in text_of(Client().get(form))


def test_ten_questions_are_enough(ben_client, opening, minato, ben):
    from career_relay.positions.questions import add_question

    with acting_for(minato.pk):
        for n in range(10):
            add_question(opening, f"質問{n}", by=user_actor(ben.pk))

    sent = {"text": "もう一つ", "kind": "text"}
    assert ben_client.post(reverse("desk:position_ask", args=[opening.public_id]), sent).status_code == 422
    with acting_for(minato.pk):
        assert Question.objects.count() == 10


def test_every_column_says_where_its_cards_may_go():
    assert list(pipeline.NEXT) == list(Column)
