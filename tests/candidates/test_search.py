"""Records answer what is typed, in every spelling people use."""

import json
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import queries, search
from career_relay.candidates.actions import add_note
from career_relay.candidates.models import Candidate, Note
from career_relay.candidates.queries import Conditions
from career_relay.candidates.states import Reached, RecordState, SourceKind
from tests.candidates.test_search_asking import TYPED
from tests.factories.candidates import ApplicationFactory, CandidateFactory, EvaluationFactory

pytestmark = pytest.mark.usefixtures("at_minato")


def known(name: str, *, title: str = "", strengths: str = "", source="own", reached="first", **fields) -> Candidate:
    told = {"name": name, "name_folded": "", "kana": "", "skills": [], "history": "", "prefecture": "", **fields}
    candidate = CandidateFactory(**told)
    application = ApplicationFactory(candidate=candidate, position_title=title, source=source, reached=reached)
    if strengths:
        EvaluationFactory(application=application, strengths=strengths, comment="")
    search.refresh(candidate)
    return candidate


def found(q: str, **more) -> list[str]:
    asked = Conditions(q=q, **more)
    return sorted(one.name for one in queries.records(queries.ids(asked)))


# --- spellings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        *("髙橋", "高橋", "たかはし", "タカハシ", "ﾀｶﾊｼ", "takahashi", "TAKAHASHI", "Takahasi", "高橋 直人"),
        *(
            "髙橋直人",
            "たかはしなおと",
            "takahashi naoto",
            "takahashinaoto",
            "なおと",
            "takaha",
            "氏名:たかはし",
            "氏名:naoto",
        ),
    ],
)
def test_a_name_is_found_in_every_spelling(typed):
    known("髙橋 直人", name_folded="高橋直人", kana="たかはし なおと")
    known("中村 彩")

    assert found(typed) == ["髙橋 直人"]


@pytest.mark.parametrize("typed", ["やまだ", "ヤマダ", "yamada"])
def test_a_name_without_kana_is_found_by_how_it_is_probably_read(typed):
    known("山田 太郎")

    assert found(typed) == ["山田 太郎"]


@pytest.mark.parametrize(
    ("reading", "typed"),
    [
        ("おおの", "ohno"),
        ("おおの", "ono"),
        ("ゆうこ", "yuko"),
        ("ゆうこ", "Yūko"),
        ("しんじ", "shinji"),
        ("しんじ", "sinzi"),
    ],
)
def test_long_vowels_and_systems_of_letters_meet(reading, typed):
    known("A", kana=reading)

    assert found(typed) == ["A"]


@pytest.mark.parametrize(
    ("written", "typed"), [("﨑本 渉", "崎本"), ("渡邉 渉", "渡辺"), ("渡邊 渉", "渡邉"), ("齋藤 渉", "斉藤")]
)
def test_variants_of_one_kanji_meet(written, typed):
    known(written)

    assert found(typed) == [written]


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ("サーバーの構築", "サーバ"),
        ("ユーザの調査", "ユーザー"),
        ("ﾌﾟﾛｼﾞｪｸﾄ管理", "プロジェクト"),
        ("Ｊａｖａで開発", "java"),
        ("C++とC#", "c#"),
        ("引っ越しの手配", "引越し"),
        ("打ち合わせの進行", "打合せ"),
    ],
)
def test_words_are_found_in_other_spellings(told, typed):
    known("A", history=told)
    known("B", history="まったく別のこと")

    assert found(typed) == ["A"]


# --- the language -------------------------------------------------------------------------------------------------


def test_a_phrase_stands_together_and_ends_with_its_text():
    known("A", history="倉庫で在庫管理を担当。")
    known("B", history="在庫の少ない店を管理した。")
    known("C", skills=["在庫", "管理"])

    assert found("在庫管理") == ["A", "B", "C"]
    assert found("「在庫管理」") == ["A"]


def test_exclusions_leave_out():
    known("A", history="営業とチーム管理")
    known("B", history="営業")

    assert found("営業 -管理") == ["B"]
    assert found("-管理") == ["B"]


def test_either_and_both():
    known("A", history="営業", prefecture="東京都")
    known("B", history="営業", prefecture="大阪府")
    known("C", history="経理", prefecture="大阪府")

    assert found("東京 OR 大阪 営業") == ["A", "B"]
    assert found("経理|営業 -東京") == ["B", "C"]


def test_fields_look_into_their_own_text():
    known("A", skills=["Go"], title="経理", history="Java を学んだ", tags=["元同僚"])
    known("B", skills=["Java"], title="Go エンジニア", details={"current_company": "株式会社みなと"})

    assert found("go") == ["A", "B"]
    assert (found("スキル:go"), found("職種:go"), found("スキル:java")) == (["A"], ["B"], ["B"])
    assert (found("タグ:元同僚"), found("会社:みなと"), found("タグ:go")) == (["A"], ["B"], [])


def test_fields_that_are_facets_narrow_down_like_them():
    known("A", source=SourceKind.AGENCY, reached=Reached.FINAL, state=RecordState.POOL, prefecture="大阪府")
    known("B", source=SourceKind.MEDIA, reached=Reached.DOCUMENT, state=RecordState.CONTACT, prefecture="東京都")

    assert found("最終選考:最終") == found("経路:人材紹介") == found("状態:プール") == found("地域:関西") == ["A"]
    assert found("-最終選考:最終") == found("経路:求人媒体") == found("状態:連絡可") == found("place:関東") == ["B"]
    assert found("状態:プール OR 状態:連絡可") == ["A", "B"]


def test_what_a_field_does_not_know_is_searched_as_words_and_said():
    known("A", history="登山が好き")

    assert found("状態:登山") == ["A"]
    assert queries.unknown_words(Conditions(q="状態:登山 趣味:x")) == ("趣味", "状態:登山")


def test_notes_are_found_by_those_who_may_read_them_and_by_name_only(minato):
    one = known("A")
    Note.objects.create(candidate=one, text="転勤は難しいとのこと")
    search.refresh(one)

    assert found("メモ:転勤", may_read_notes=True) == ["A"]
    assert found("メモ:転勤") == found("転勤", may_read_notes=True) == found(f"{minato.pk}m.転勤") == []
    assert found("-メモ:転勤") == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TYPED)
def test_whatever_is_typed_postgresql_understands(typed):
    asked = Conditions(q=typed, sort="best", may_read_notes=True)

    assert len(queries.ids(asked)) == 0
    assert queries.facets(asked)["all"] == {"": 0}


# --- order --------------------------------------------------------------------------------------------------------


def test_the_best_comes_first_name_then_skill_then_mention():
    known("Mention", history="Go を使う同僚と働いた。" * 3)
    known("Skill", skills=["Go"])
    known("Longer", history="Golang の本を読んだ")

    best = [one.name for one in queries.records(queries.ids(Conditions(q="go", sort="best")))]

    assert best == ["Skill", "Mention", "Longer"]


def test_words_next_to_each_other_come_before_words_anywhere():
    known("Together", history="展示会で在庫管理をした。")
    known("Apart", history="在庫の少ない店を、数年にわたって管理した。")

    best = [one.name for one in queries.records(queries.ids(Conditions(q="在庫管理", sort="best")))]

    assert best == ["Together", "Apart"]


@pytest.mark.parametrize("sort", [*queries.SORTS])
def test_pages_of_every_order_hold_everybody_once(sort):
    for n in range(37):
        known(f"人{n:02}", history="営業", skills=["営業"] if n % 3 else [])
    asked = Conditions(q="営業", sort=sort)

    pages = [queries.ids(asked, expecting=n + 1)[n * 25 : n * 25 + 25] for n in range(2)]

    assert [len(page) for page in pages] == [25, 12]
    assert len({pk for page in pages for pk in page}) == 37


@pytest.mark.parametrize("most", [3, 10])
@pytest.mark.parametrize("sort", [*queries.SORTS])
def test_a_list_too_long_to_count_is_walked_in_the_same_order(sort, most):
    for n in range(20):
        known(f"人{n:02}", history="営業")
    told = queries.asked_for(Conditions(q="営業"))

    counted = search.find(told, sort=sort, many=20, most=100)
    walked = search.find(told, sort=sort, many=20, most=most)

    assert walked.ids == counted.ids
    assert (walked.total, walked.is_capped, counted.total, counted.is_capped) == (most, True, 20, False)


def test_far_down_a_list_is_counted_exactly():
    for n in range(3):
        known(f"人{n}")

    listing = queries.ids(Conditions(), expecting="401")

    assert (len(listing), listing.is_capped) == (3, False)


@pytest.mark.parametrize("number", ["", "x", "-1", "0", "９", "99999999999", None])
def test_a_page_nobody_knows_is_the_first(number):
    known("A")

    assert len(queries.ids(Conditions(), expecting=number)) == 1


# --- why ----------------------------------------------------------------------------------------------------------


def reason(one, q):
    """The text the list shows beside the name, or nothing."""
    [line] = queries.lines(Conditions(q=q), [one.pk])
    return line.why


def test_a_row_says_where_the_words_stand():
    one = known(
        "A", history="2015年から食品の会社で。\n倉庫の在庫管理を担当し、手順書をまとめました。", skills=["Excel"]
    )

    snippet = reason(one, "在庫管理")

    assert snippet.kind == "history"
    assert [text for text, is_asked in snippet.pieces if is_asked] == ["在庫", "管理"]
    assert str(snippet) == "倉庫の在庫管理を担当し、手順書をまとめました。"


def test_a_name_alone_needs_no_reason():
    one = known("中村 彩", history="経理を担当。")

    assert reason(one, "中村") is None
    assert reason(one, "") is None


def test_excluded_words_are_no_reason():
    one = known("A", history="営業を担当。", skills=["Excel"])

    assert reason(one, "-経理 excel").kind == "skill"


def test_a_text_that_says_it_in_another_form_is_found_when_none_says_it_to_the_letter():
    one = known("A", history="倉庫の問合せ窓口を担当。", skills=["Excel"])

    assert reason(one, "問い合わせ").kind == "history"


# --- the document -------------------------------------------------------------------------------------------------


def test_every_document_is_a_tsvector_and_carries_its_company(minato):
    odd = known(
        "O'Brien \\ 太郎", skills=["a'b", "\\"], history="'':A\n" + "語" * 5_000, tags=["7S.x"], external_id="'"
    )

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT search @@ %s::tsquery FROM candidates_candidate WHERE id = %s", [f"'{minato.pk}c.'", odd.pk]
        )
        assert cursor.fetchone() == (True,)


def test_the_columns_that_lists_narrow_down_by_follow_every_change():
    one, two = known("A", source="own", reached="first"), known("B", source="media", reached="final")
    application = one.applications.get()

    application.stage, application.source = "rejected", "school"
    application.save()
    EvaluationFactory(application=application, score="4.5")
    EvaluationFactory(application=application, score="3.0")
    two.applications.update(candidate=one)

    assert standing() == {"A": (34, 10, True, 3.75), "B": (0, 0, False, None)}
    application.delete()
    assert standing()["A"] == (2, 8, True, None)


def standing() -> dict[str, tuple]:
    rows = Candidate.objects.values_list("name", "sources", "steps", "is_open", "mean_score")
    return {name: (*rest, mean if mean is None else float(mean)) for name, *rest, mean in rows}


def test_another_companys_records_answer_nothing(komorebi):
    known("A", history="営業")

    with acting_for(komorebi.pk):
        assert found("営業") == []
        assert queries.facets(Conditions())["all"] == {"": 0}


def test_the_question_is_written_as_json_and_nothing_else():
    told = queries.asked_for(Conditions(q="営業 状態:プール", place=("関西",), view="open", owner=3, tag="x"))

    assert json.loads(json.dumps(told)) == told
    assert {one["of"] for one in told["where"]} == {"state", "place", "open", "owner"}


def test_a_note_can_be_searched_at_once(minato, ben):
    one = known("A")

    add_note(one, "転勤は難しいとのこと", by=user_actor(ben.pk))

    assert found("メモ:転勤", may_read_notes=True) == ["A"]


def test_records_that_were_there_before_are_found_by_their_words(minato):
    """What the migration does to a document of the time before words carried their company."""
    one = known("A", history="営業")
    Candidate.objects.filter(pk=one.pk).update(search="'営業' 'o''brien'")

    with connection.cursor() as cursor:
        cursor.execute(import_module("career_relay.candidates.migrations.0012_search").WORDS)

    assert found("営業") == found("o'brien") == found("-経理") == ["A"]


def test_the_words_of_all_records_can_be_read_anew(minato, komorebi):
    known("A", history="営業", skills=["Go"])
    Candidate.objects.update(search="")

    call_command("refresh_search", company=minato.slug, stdout=StringIO())

    assert found("スキル:go 営業") == ["A"]
    with pytest.raises(CommandError, match="nobody"):
        call_command("refresh_search", company="nobody", stdout=StringIO())
