"""What the composer writes, and what it finds odd."""

from datetime import timedelta

import pytest
from django.utils import timezone

from career_relay.base.errors import Refused
from career_relay.candidates.states import Reached, Reason, Stage
from career_relay.notices import actions, composer, library, wordings
from career_relay.notices.actions import Edit
from career_relay.notices.models import Template
from career_relay.notices.rules import ensure_ready
from tests.factories.candidates import CandidateFactory

OURS = wordings.keys()
GOOD = "お客様との関係を立て直されたご経験を、順を追ってお話しくださいました。"


@pytest.fixture
def draft(at_minato, by_ben, decided):
    def make(point="", **fields):
        return actions.draft_notice(decided(**fields), by=by_ben, personal_point=point)

    return make


def found(message, company):
    return {check.key: check.ok for check in composer.checks(message, company)}


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"reached": Reached.DOCUMENT}, "document"),
        ({"reached": Reached.FIRST}, "after_interview"),
        ({"reached": Reached.SECOND}, "after_interview"),
        ({"reached": Reached.FINAL}, "after_final"),
        ({"reason": Reason.FILLED}, "position_closed"),
        ({"stage": Stage.WITHDRAWN}, "withdrawal_thanks"),
    ],
)
def test_the_template_follows_how_far_and_why(draft, fields, key):
    assert draft(**fields).template_key == key


def test_a_silver_medal_has_its_own_words(draft):
    assert draft(candidate=CandidateFactory(tags=["シルバーメダル"])).template_key == "silver_medal"


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("reached", Reached)
def test_the_internal_reason_never_appears(draft, reason, reached):
    message = draft(reason=reason, reached=reached, reason_details="内部のメモ: 年収が高い")

    text = message.subject + message.body_text
    assert "内部のメモ" not in text
    assert str(reason.label) not in text


@pytest.mark.parametrize("language", wordings.LANGUAGES)
@pytest.mark.parametrize("key", [key for key in OURS if wordings.default(key, "ja").purpose == "result"])
def test_our_own_words_pass_our_own_checks(draft, minato, by_ben, key, language):
    edited = actions.edit_draft(draft(GOOD), Edit(template_key=key, language=language), by=by_ben)

    assert [check.sentence for check in composer.checks(edited, minato) if not check.ok] == []
    ensure_ready(actions.check_message(edited, by=by_ben), minato)


@pytest.mark.parametrize(
    ("point", "key"),
    [
        ("〇〇さんのご経験が印象に残りました。", "leftover"),
        ("N/A", "point"),
        ("特になし", "point"),
        ("経験不足", "point"),
        ("彼はお客様への説明が丁寧でした。とても印象に残りました。", "third_person"),
        ("候補者はお客様への説明が丁寧でした。とても印象に残りました。", "third_person"),
        ("ほかの応募者より経験が少なかったためです。", "comparison"),
        ("他の候補者と比べて、経験の幅が異なりました。", "comparison"),
        ("Other candidates had more experience than you.", "comparison"),
        ("営業のご経験がまったく足りませんでした。", "harsh"),
        ("弊社の基準に達しませんでした。", "harsh"),
        ("家族構成をうかがい、転勤は難しいと判断しました。", "fair"),
        ("山田 太郎 様のご経験が印象に残りました。", "name"),
        ("くわしくは https://else.example をご覧ください。", "pure"),
    ],
)
def test_odd_words_are_found(draft, minato, point, key):
    assert found(draft(point), minato)[key] is False


def test_good_words_pass(draft, minato):
    assert [key for key, ok in found(draft(GOOD), minato).items() if not ok] == []


def test_the_name_of_the_agency_is_a_name_and_no_promotion(at_minato, minato, decided, by_ben):
    soon = timezone.localdate() + timedelta(days=90)
    kim = CandidateFactory(protected_until=soon, protected_by="みらい人材紹介株式会社")
    message = actions.draft_notice(decided(candidate=kim), by=by_ben, personal_point=GOOD)
    message = actions.edit_draft(message, Edit(to_agency="tanto@agency.example"), by=by_ben)

    ensure_ready(actions.check_message(message, by=by_ben), minato)

    assert "みらい人材紹介株式会社" in message.body_text
    assert "pure" not in found(message, minato)


def test_after_an_interview_a_point_is_asked_for(draft, minato):
    assert found(draft(reached=Reached.FIRST), minato)["point"] is False


def test_after_documents_the_kind_words_are_enough(draft, minato):
    assert "point" not in found(draft(reached=Reached.DOCUMENT), minato)


@pytest.mark.parametrize("said", ["三浦 沙織 様", "三浦様", "皆様", "お客様", "ご担当者様"])
def test_the_right_name_is_not_odd(draft, minato, by_ben, said):
    message = draft(GOOD, name="三浦 沙織")
    message = actions.edit_draft(message, Edit(body=f"{said}\n\nご連絡です。\n\n{{{{ result_link }}}}"), by=by_ben)

    assert "name" not in found(message, minato)


@pytest.mark.parametrize(
    "words",
    [
        "弊社では「キャリアリレー」を通じて、ほかの企業をご紹介しています。",
        "ご登録はこちら https://career-relay.example",
        "タレントプールへのご登録をお願いします。",
        "メールマガジンをお送りします。",
        "詳しくは www.else.example をご覧ください。",
        "Please join our talent pool.",
        "We use Career Relay to introduce you to other companies.",
    ],
)
def test_a_notice_with_promotion_is_refused(draft, minato, by_ben, words):
    message = draft(GOOD)
    body = message.body_text.replace(GOOD, words)
    message = actions.check_message(actions.edit_draft(message, Edit(body=body), by=by_ben), by=by_ben)

    with pytest.raises(Refused) as refusal:
        actions.release([message], by=by_ben)

    assert refusal.value.code == "MAIL_CLASS_MISMATCH"


def test_the_companys_own_names_are_not_promotion(draft, minato, by_ben):
    minato.name = "株式会社タレントプール研究所"
    minato.save()
    message = draft(GOOD, position_title="メルマガ編集者")

    assert "pure" not in found(message, minato)


def test_what_a_selection_may_not_speak_of_is_refused(draft, minato, by_ben):
    message = actions.check_message(draft("家族構成をうかがい、転勤は難しいと判断しました。"), by=by_ben)

    with pytest.raises(Refused) as refusal:
        actions.release([message], by=by_ben)

    assert refusal.value.code.startswith("FAIR-")


def test_a_candidates_name_cannot_smuggle_lines_or_placeholders(draft):
    message = draft(name="三浦\n\nhttps://else.example\n{{ reason_words }}")

    assert message.body_text.splitlines()[0] == "三浦 https://else.example （（ reason_words ）） 様"


def test_an_own_template_replaces_ours_and_deleting_it_brings_ours_back(at_minato, by_ben):
    library.save_template(
        "document",
        "ja",
        library.Draft("わたしたちの言葉", "結果", "{{ candidate_name }} 様\n\n{{ result_link }}"),
        by=by_ben,
    )
    assert wordings.find("document", "ja").title == "わたしたちの言葉"

    library.restore_default("document", "ja", by=by_ben)

    assert wordings.find("document", "ja").is_default


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("結果", "{{ nobody }} {{ result_link }}"),
        ("結果", "リンクのない文面です。"),
        ("二行の\n件名", "{{ result_link }}"),
        ("結果", "キャリアリレーをご利用ください。{{ result_link }}"),
    ],
)
def test_a_template_is_tried_before_it_is_kept(at_minato, by_ben, subject, body):
    with pytest.raises(Refused):
        library.save_template("document", "ja", library.Draft("新しい", subject, body), by=by_ben)

    assert Template.objects.count() == 0


def test_the_script_for_a_call_names_the_person_and_the_date(draft, minato):
    script = composer.phone_script(draft(GOOD, name="三浦 沙織"), minato)

    assert ("三浦 沙織様" in script, GOOD in script, "{{" in script) == (True, True, False)
