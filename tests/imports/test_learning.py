"""A mapping is learned from a file and found again by one that is equal or nearly so; a form is vouched for."""

from datetime import date

import pytest

from career_relay.base.actors import user_actor
from career_relay.base.audit import log_of
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company as acting_for
from career_relay.imports.actions import attest_form, forget_mapping, learn_mapping, rename_mapping
from career_relay.imports.evidence import Evidence, hash_of
from career_relay.imports.layouts import Layout
from career_relay.imports.mapping import suggest
from career_relay.imports.models import FormText, SavedMapping
from career_relay.imports.queries import NEAR, learned_for, nearness

pytestmark = pytest.mark.django_db
HEADINGS = [
    "氏名",
    "メール",
    "応募日",
    "求人",
    "選考段階",
    "結果",
    "応募経路",
    "備考",
    "電話番号",
    "ぷるぷる度",
    "タグ",
    "都道府県",
]


def taught(company, by, headings=HEADINGS, name="中途の書き出し", **targets) -> SavedMapping:
    mapping = suggest(headings).with_value("stage", "三次元", "interview_3")
    for heading, target in targets.items():
        mapping = mapping.with_target(headings.index(heading), target)
    return learn_mapping(headings, mapping, name=name, company=company, by=user_actor(by.pk))


@pytest.fixture
def at_minato(minato):
    with acting_for(minato.pk):
        yield minato


def test_a_file_with_the_same_headings_finds_its_mapping_whatever_their_order(at_minato, ben):
    saved = taught(at_minato, ben, ぷるぷる度="score")

    found = learned_for([" 備考", *reversed([one for one in HEADINGS if one != "備考"])])
    mapping = suggest(HEADINGS, saved=found.saved.mapping)

    assert (found.saved, found.nearness, found.is_same) == (saved, 1.0, True)
    assert mapping.columns[9].target == "score"
    assert mapping.read("stage", "三次元") == "interview_3"


def test_a_nearly_equal_file_finds_it_and_says_what_is_new_and_gone(at_minato, ben):
    saved = taught(at_minato, ben, ぷるぷる度="score")
    later = [*HEADINGS[:-1], "勤務地", "更新日"]

    found = learned_for(later)

    assert (found.saved, found.is_same) == (saved, False)
    assert (found.new, found.gone) == (("勤務地", "更新日"), ("都道府県",))
    assert suggest(later, saved=saved.mapping).columns[9].target == "score"


@pytest.mark.parametrize(("changed", "is_found"), [(0, True), (1, True), (2, False), (3, False), (12, False)], ids=str)
def test_how_near_is_near_enough(at_minato, ben, changed, is_found):
    taught(at_minato, ben)
    other = [*HEADINGS[: len(HEADINGS) - changed], *(f"別の列{number}" for number in range(changed))]

    share = nearness(HEADINGS, other)

    assert share == pytest.approx((12 - changed) / (12 + changed))
    assert ((share >= NEAR), learned_for(other) is not None) == (is_found, is_found)


def test_the_nearest_of_several_is_taken(at_minato, ben):
    taught(at_minato, ben, [*HEADINGS, "列A", "列B", "列C"], name="遠い")
    near = taught(at_minato, ben, [*HEADINGS, "列A"], name="近い")

    assert learned_for([*HEADINGS, "列D"]).saved == near


def test_headings_compare_without_marks_and_blank_ones_do_not_count():
    assert nearness(["氏名", "メール"], ["氏名（必須）", "ﾒｰﾙ", ""]) == 1.0
    assert nearness([], [""]) == 0.0


def test_learning_again_changes_the_same_mapping_and_keeps_its_name(at_minato, ben):
    first = taught(at_minato, ben, name="一度目")
    again = taught(at_minato, ben, name="二度目", ぷるぷる度="score")

    assert (again.pk, again.name, SavedMapping.objects.count()) == (first.pk, "一度目", 1)
    assert [event.event for event in log_of(again)] == ["imports.mapping_learned", "imports.mapping_learned"]


def test_learning_the_same_once_more_records_nothing(at_minato, ben):
    saved = taught(at_minato, ben)
    used = saved.used_at

    again = taught(at_minato, ben)

    assert log_of(saved).count() == 1
    assert again.used_at > used


def test_what_is_of_one_file_alone_is_not_learned(at_minato, ben):
    form = Evidence("応募フォーム", "v3", date(2026, 1, 1), None, "a" * 64, "pool")
    mapping = suggest(HEADINGS)
    told = type(mapping)(mapping.columns, mapping.preset, {}, evidence=form, layout=Layout("cp932"))

    saved = learn_mapping(HEADINGS, told, name="x", company=at_minato, by=user_actor(ben.pk))

    assert saved.mapping.keys() == {"preset", "columns", "values"}


def test_a_mapping_is_renamed_and_forgotten(at_minato, ben):
    saved = taught(at_minato, ben)

    renamed = rename_mapping(saved, name="　新しい名前 ", by=user_actor(ben.pk))
    with pytest.raises(Refused) as blank:
        rename_mapping(saved, name="　", by=user_actor(ben.pk))
    forget_mapping(saved, by=user_actor(ben.pk))

    assert (renamed.name, blank.value.code) == ("新しい名前", "NO_NAME")
    assert (SavedMapping.objects.count(), learned_for(HEADINGS)) == (0, None)


def test_what_one_company_taught_no_other_finds(minato, komorebi, ben):
    with acting_for(minato.pk):
        taught(minato, ben)

    with acting_for(komorebi.pk):
        assert learned_for(HEADINGS) is None


# --- forms --------------------------------------------------------------------------------------------------------

FORM = {
    "form": "応募フォーム", "version": "v3", "since": date(2026, 1, 1), "until": date(2026, 6, 30),
    "text": "応募の記録を、今後の採用のご案内のために残します。", "allows": "pool",
}  # fmt: skip


def attest(company, by, **changes) -> FormText:
    return attest_form(FormText(company=company, **{**FORM, **changes}), by=user_actor(by.pk))


def test_an_owner_vouches_for_a_text_and_its_hash_is_kept(at_minato, ada):
    form = attest(at_minato, ada)

    assert (form.text_hash, form.attested_by, form.evidence().name) == (hash_of(FORM["text"]), ada, "応募フォーム v3")
    assert [event.event for event in log_of(form)] == ["imports.form_attested"]


def test_the_hash_is_of_the_words_and_not_of_the_spaces():
    assert hash_of("残します。\r\n 以上") == hash_of("残します。\n以上 ")
    assert hash_of("残します。") != hash_of("残しません。")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"form": " "}, "FORM_BLANK"),
        ({"version": ""}, "FORM_BLANK"),
        ({"text": "\n"}, "FORM_BLANK"),
        ({"until": date(2025, 12, 31)}, "FORM_DAYS"),
        ({"allows": "share"}, "FORM_ALLOWS"),
        ({"allows": "teaser"}, "FORM_ALLOWS"),
    ],
)
def test_what_cannot_be_evidence_is_refused(at_minato, ada, changes, code):
    with pytest.raises(Refused) as refusal:
        attest(at_minato, ada, **changes)

    assert (refusal.value.code, FormText.objects.count()) == (code, 0)


def test_a_version_is_written_down_once(at_minato, ada):
    attest(at_minato, ada)

    with pytest.raises(Refused) as refusal:
        attest(at_minato, ada, text="別の文")

    assert refusal.value.code == "FORM_KNOWN"
