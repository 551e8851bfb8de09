"""The sample export of every preset, row by row: what is taken, what is refused and why, what becomes of it.

The files are what `samples/make.py` writes; docs/guide/presets.md tells how to add one.
"""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from career_relay.imports.drafts import draft_rows
from career_relay.imports.mapping import suggest_for
from career_relay.imports.presets import BASE, all_presets
from career_relay.imports.readers import open_table
from tests.imports.samples.make import FOLDER, all_files

TODAY = date(2026, 11, 23)
D = date.fromisoformat

# File → how it is read: encoding, delimiter, sheet, line of the headings, preset.
READ = {
    "hrmos.csv": ("cp932", ",", "", 1, "hrmos"),
    "herp.csv": ("utf-8-sig", ",", "", 1, "herp"),
    "talentio.tsv": ("utf-16", "\t", "", 1, "talentio"),
    "doda.xlsx": ("", "", "候補者", 3, "doda"),
    "wantedly.csv": ("utf-8", ",", "", 1, "wantedly"),
    "generic-en.csv": ("utf-8", ";", "", 2, None),
    "generic-ja.xlsx": ("", "", "応募者", 2, None),
    "greenhouse.json": ("utf-8", "", "", 1, "greenhouse"),
    "lever.json": ("utf-8", "", "", 1, "lever"),
    "json-resume.json": ("utf-8", "", "", 1, "json-resume"),
}

# File → for every row its line and either (column, value, code) of its one fault, or fields of the draft, with the
# remarks under "remarks". Fields of the application stand in the same table.
ROWS = {
    "hrmos.csv": [
        (2, {"external_id": "HR-1001", "name": "髙橋 直人", "name_key": "高橋直人", "kana": "たかはし なおと", "email": "n.takahashi@kimail.example", "phone": "090-0000-1001", "postal_code": "530-0001", "prefecture": "大阪府", "tags": ("銀メダル", "Go"), "note": "障害対応の経験が豊富。", "born_on": D("1991-04-02"), "told": (("郵便番号", "5300001"),), "position": "SRE", "applied_on": D("2026-03-05"), "outcome": "rejected", "reached": "final", "decided_on": D("2026-04-01"), "reason": "経験年数が足りない", "source": "media", "source_name": "ビズリーチ", "agency_firm": "", "scores": (("総合評価", "4"),), "remarks": []}),
        (3, {"name": "高橋 直人", "kana": "タカハシ ナオト", "phone": "09000001001", "phone_key": "+819000001001", "told": (("氏名", "高橋　直人"), ("電話番号", "９０００００１００１")), "position": "プラットフォーム開発", "stage": "screening", "outcome": "in_progress", "source": "own", "remarks": []}),
        (4, {"name": "邉見 﨑子", "name_key": "辺見崎子", "email": "saki.henmi@post.example", "phone": "03-0000-1002", "postal_code": "100-0001", "born_on": D("1988-05-06"), "applied_on": D("2026-03-06"), "decided_on": D("2026-03-20"), "outcome": "rejected", "reached": "first", "source": "agency", "agency_firm": "㈱ブリッジ人材", "introduced_on": D("2026-03-05"), "remarks": []}),
        (5, ("メールアドレス", "hirano@post.example,", "MALFORMED_EMAIL")),
        (6, ("応募日", "2026/02/30", "IMPOSSIBLE_DATE")),
        (7, {"name": "上田 琴美", "email": "", "phone": "", "outcome": "withdrawn", "reached": "second", "decided_on": D("2026-03-30"), "reason": "他社に決まったため", "source": "referral", "scores": (("総合評価", "B+"),), "note": "", "remarks": []}),
        (8, ("氏名", "", "NO_IDENTITY")),
        (9, ("生年月日", "", "OUT_OF_SCOPE_AGE")),
        (10, {"name": "森 大樹", "phone": "0600000000", "outcome": "rejected", "reached": "document", "source": "dispatch", "agency_firm": "スタッフ中央株式会社", "note": "", "remarks": [("備考", "LEFT_OUT_FAIR")]}),
        (11, {"name": "原田 美緒", "outcome": "hired", "reached": "final", "hired_on": D("2026-07-01"), "source": "unknown", "source_name": "ふしぎな縁", "note": "=SUM(A1)と書かれた資料を提出", "remarks": [("応募経路", "UNKNOWN_SOURCE")]}),
        (12, {"external_id": "HR-1001", "application_id": "A-1", "outcome": "rejected", "remarks": []}),
        (13, ("", "", "TOO_MANY_CELLS")),
    ],
    "herp.csv": [
        (2, {"name": "三浦 沙織", "phone": "090-0000-2001", "applied_on": D("2026-03-05"), "outcome": "rejected", "reached": "final", "decided_on": D("2026-04-10"), "reason": "年収の条件が合わない", "source": "media", "source_name": "Green", "tags": ("営業", "関西"), "note": "提案の組み立てが明快", "remarks": []}),
        (3, {"name": "中村 拓", "email": "", "phone_key": "+818000002002", "outcome": "withdrawn", "reached": "second", "source": "agency", "agency_firm": "株式会社ブリッジ人材", "remarks": []}),
        (4, ("メールアドレス", "kaede.ogawa@post", "MALFORMED_EMAIL")),
        (5, {"name": "清水 湊", "applied_on": D("2026-03-08"), "outcome": "hired", "reached": "final", "source": "referral", "remarks": []}),
        (6, {"name": "藤田 凛", "outcome": "rejected", "reached": "document", "source": "unknown", "remarks": []}),
        (7, ("応募時刻", "3月9日", "IMPOSSIBLE_DATE")),
        (8, ("名前", "", "NO_IDENTITY")),
        (9, {"name": "村上 澪", "stage": "applied", "source": "agency", "agency_firm": "", "note": "", "remarks": [("メモ", "LEFT_OUT_FAIR")]}),
        (10, {"name": "三浦 沙織", "position": "広報", "outcome": "in_progress", "source": "own", "remarks": [("選考ステップ", "UNKNOWN_STAGE"), ("選考終了理由", "UNKNOWN_OUTCOME")]}),
    ],
    "talentio.tsv": [
        (2, {"name": "吉田 陸", "prefecture": "東京都", "skills": ("Go", "Kubernetes"), "summary": "社内基盤の移行\n育てる開発を続けたい。", "education": "東信大学 情報学部", "applied_on": D("2026-03-05"), "outcome": "rejected", "reached": "second", "source": "media", "source_name": "Findy", "remarks": []}),
        (4, {"name": "山崎 莉子", "prefecture": "大阪府", "skills": ("Ruby", "Rails"), "summary": "設計が得意。", "note": "", "outcome": "in_progress", "reached": "first", "source": "media", "remarks": [("自己PR", "LEFT_OUT_FAIR"), ("補足", "LEFT_OUT_FAIR")]}),
        (5, ("氏名", "", "NO_IDENTITY")),
        (6, ("メールアドレス", "soma@mail@example", "MALFORMED_EMAIL")),
        (7, ("応募日時", "2026-13-01", "IMPOSSIBLE_DATE")),
    ],
    "doda.xlsx": [
        (4, {"name": "斎藤 匠", "kana": "さいとう たくみ", "phone": "09000003001", "postal_code": "060-0001", "prefecture": "北海道", "born_on": D("1990-05-07"), "applied_on": D("2026-03-05"), "position": "法人営業", "source": "unknown", "source_name": "doda", "education": "2010-04\n2014-03\n卒業\n東信大学\n経済学部", "work_history": "2014-04\n2022-03\n葵商会\n主任\n新規開拓\nみなと電機", "told": (("候補者一般.電話番号1", "9000003001"), ("候補者一般.郵便番号", "600001")), "remarks": []}),
        (5, {"name": "坂本 奈々", "other_email": "nana@work.example", "phone": "090-0000-3002", "other_phone": "03-0000-3002", "address": "東京都千代田区", "applied_on": D("2026-03-06"), "remarks": []}),
        (6, ("候補者一般.生年月日", "", "OUT_OF_SCOPE_AGE")),
        (7, ("候補者基本.応募日", "2026年2月29日", "IMPOSSIBLE_DATE")),
    ],
    "wantedly.csv": [
        (2, {"name": "前田 悠真", "tags": ("Go", "銀メダル"), "outcome": "rejected", "reached": "final", "source": "media", "source_name": "ビズリーチ", "remarks": []}),
        (3, {"name": "藤井 咲", "outcome": "withdrawn", "reached": "first", "source": "agency", "agency_firm": "中央サーチ株式会社", "remarks": []}),
        (4, {"name": "岡田 律", "source": "unknown", "source_name": "HRMOS", "stage": "screening", "remarks": []}),
        (5, ("応募日", "H38.3.8", "IMPOSSIBLE_DATE")),
        (6, {"name": "長谷川 凪", "email": "nagi..@inbox.example", "phone": "", "told": (("電話番号", "12"),), "note": "@面談済み", "stage": "applied", "remarks": [("電話番号", "LEFT_OUT_PHONE")]}),
        (7, ("メールアドレス", "yuzu@", "MALFORMED_EMAIL")),
    ],
    "generic-en.csv": [
        (3, {"name": "Anna Berg", "phone_key": "+46700000000", "state": "contact", "state_form": "v3", "state_on": D("2026-03-05"), "outcome": "rejected", "reached": "final", "source": "media", "remarks": []}),
        (4, {"name": "Ken Sato", "state": "record", "outcome": "withdrawn", "source": "agency", "agency_firm": "Bridge Agency", "remarks": [("Contact Permission", "NO_EVIDENCE")]}),
        (5, ("Date Applied", "03/07/2026", "IMPOSSIBLE_DATE")),
        (6, ("Email", "joe@@mail.example", "MALFORMED_EMAIL")),
        (7, {"name": "Lee Wong", "state": "record", "do_not_contact": False, "outcome": "in_progress", "reached": "first", "source": "unknown", "note": "=1+1 said the whiteboard", "remarks": [("Source", "UNKNOWN_SOURCE")]}),
    ],
    "generic-ja.xlsx": [
        (3, {"external_id": "", "name": "木村 湧", "kana": "キムラ ユウ", "phone": "09000006001", "applied_on": D("2026-03-05"), "outcome": "rejected", "reached": "second", "reason": "社風と合わない", "source": "media", "told": (("フリガナ", "ｷﾑﾗ ﾕｳ"), ("携帯", "9000006001")), "remarks": []}),
        (4, {"name": "井上 栞", "applied_on": D("2026-03-06"), "outcome": "withdrawn", "reached": "final", "source": "referral", "remarks": []}),
        (5, {"name": "林 樹", "application": None, "remarks": []}),
        (6, ("お名前", "", "NO_IDENTITY")),
    ],
    "greenhouse.json": [
        (1, {"external_id": "7001", "name": "Saori Miura", "email": "saori@kimail.example", "other_email": "saori@work.example", "phone_key": "+819000007001", "note": "Calm under pressure", "state": "record", "application_id": "1", "position": "Sales", "applied_on": D("2026-03-06"), "decided_on": D("2026-04-01"), "outcome": "rejected", "reached": "final", "reason": "Lacking experience", "source": "agency", "agency_firm": "Bridge Recruiting Agency", "cards": [("Mori", 3, [("Negotiation", 5, "Closed the role play"), ("Background", 2, ""), ("Excel", None, "")], "Key take-aways: Good listener")], "remarks": [("application.scorecards", "LEFT_OUT_FAIR"), ("notes.private", "LEFT_OUT_PRIVATE")]}),
        (2, {"external_id": "7001", "application_id": "2", "outcome": "withdrawn", "reached": "first", "reason": "Took another offer", "source": "media", "agency_firm": "", "cards": [], "remarks": [("notes.private", "LEFT_OUT_PRIVATE")]}),
        (3, {"name": "Naoto Takahashi", "do_not_contact": True, "state": "record", "outcome": "hired", "reached": "final", "source": "referral", "source_name": "Sato", "cards": [("Ito", 5, [], "")], "remarks": [("is_private", "CONFIDENTIAL")]}),
        (4, {"name": "Haruka Kaneko", "tags": ("Future leaders",), "application": None, "remarks": []}),
        (5, ("email_addresses", "nobody at home", "MALFORMED_EMAIL")),
        (6, ("application.applied_at", "2026-02-30T00:00:00Z", "IMPOSSIBLE_DATE")),
    ],
    "lever.json": [
        (3, {"external_id": "c-1", "application_id": "o-1", "name": "Saori Miura", "prefecture": "大阪府", "state": "contact", "state_evidence": "Lever dataProtection.contact.allowed", "state_until": D("2027-06-01"), "position": "Sales", "outcome": "rejected", "reached": "final", "reason": "Underqualified", "source": "agency", "agency_firm": "Bridge Agency", "cards": [("Mori", 4, [("Negotiation", 5, "")], "Notes: Good listener")], "remarks": [("notes.private", "LEFT_OUT_PRIVATE")]}),
        (95, {"external_id": "c-1", "application_id": "o-2", "state": "record", "outcome": "withdrawn", "reached": "document", "source": "media", "remarks": [("dataProtection.contact.allowed", "PERMISSION_ENDED")]}),
        (136, {"external_id": "c-2", "do_not_contact": True, "outcome": "hired", "decided_on": D("2026-05-01"), "source": "referral", "remarks": [("phones", "LEFT_OUT_PHONE"), ("confidentiality", "CONFIDENTIAL")]}),
        (166, ("isAnonymized", "true", "GONE")),
        (176, ("dataProtection.store.expiresAt", "1767225600000", "NO_LONGER_KEPT")),
        (196, {"name": "Kotomi Ueda", "outcome": "in_progress", "source": "unknown", "remarks": [("stage", "UNKNOWN_STAGE"), ("origin", "UNKNOWN_SOURCE")]}),
    ],
    "json-resume.json": [
        (1, {"name": "三浦 沙織", "email": "saori@kimail.example", "postal_code": "530-0001", "prefecture": "大阪府", "skills": ("提案書作成", "SQL", "Excel"), "qualifications": ("簿記2級", "英語 日常会話"), "work_history": "2014-04-01–2022-03-31 葵商会 主任 新規開拓 年間表彰", "summary": "法人営業\n法人営業を8年担当。提案が得意。", "application": None, "remarks": [("basics.summary", "LEFT_OUT_FAIR")]}),
    ],
}  # fmt: skip

# What may stand in a row and must not stand in any draft.
NEVER_KEPT = [
    "@riku",
    "sns.example",
    "photo.example",
    "公務員",
    "母子家庭",
    "支持政党",
    "secret",
    "hidden",
    "愛読書",
    "gender",
]


def read(name: str):
    table = open_table(FOLDER / name)
    mapping = suggest_for(table)
    return table, mapping, list(draft_rows(table, mapping, today=TODAY))


def found(result, wanted: dict):
    """The same fields of what came out."""
    draft, application = result.draft, result.draft.application
    return {key: _field(key, result, draft, application) for key in wanted}


def _field(key: str, result, draft, application):
    match key:
        case "remarks":
            # the guard may name a text for more than one reason
            return list(dict.fromkeys((one.column, one.code) for one in result.warnings))
        case "application_id":
            return application.external_id
        case "cards":
            cards = application.scorecards
            return [
                (one.reviewer, one.score, [(m.criterion, m.score, m.behaviour) for m in one.marks], one.comment)
                for one in cards
            ]
        case _:
            return getattr(draft, key) if hasattr(draft, key) else getattr(application, key)


@pytest.mark.parametrize("name", READ)
def test_a_sample_is_what_its_script_writes(name):
    made, kept = all_files()[name], FOLDER / name
    if name.endswith(".xlsx"):  # the day it was made stands in docProps
        with ZipFile(kept) as packed:
            assert packed.testzip() is None
        assert [row.cells for row in open_table(made, name).rows()] == [row.cells for row in open_table(kept).rows()]
    else:
        assert kept.read_bytes() == made


def test_every_preset_has_a_sample():
    named = {preset for *_rest, preset in READ.values() if preset} | {Path(name).stem for name in READ}

    assert all_presets().keys() - named == set()
    assert set(BASE) <= named


@pytest.mark.parametrize("name", READ)
def test_a_sample_is_read_as_it_was_written(name):
    table, mapping, _results = read(name)

    assert (table.encoding, table.delimiter, table.sheet, table.header_line, mapping.preset) == READ[name]


@pytest.mark.parametrize("name", ROWS)
def test_every_row_of_a_sample_becomes_what_it_should(name):
    _table, _mapping, results = read(name)
    wanted = ROWS[name]

    assert [result.line for result in results] == [line for line, _what in wanted]
    for result, (line, what) in zip(results, wanted, strict=True):
        if isinstance(what, dict):
            assert (line, [], found(result, what)) == (line, [fault.code for fault in result.faults], what)
        else:
            assert (line, [what]) == (line, [(one.column, one.value, one.code) for one in result.faults])


@pytest.mark.parametrize("name", ROWS)
def test_nothing_that_may_not_be_kept_gets_into_a_draft(name):
    _table, _mapping, results = read(name)
    kept = repr([result.draft for result in results])

    assert [word for word in NEVER_KEPT if word in kept] == []
    assert [
        str(one.draft.born_on) for one in results if one.draft and one.draft.born_on and str(one.draft.born_on) in kept
    ] == []


@pytest.mark.parametrize("name", ROWS)
def test_nobody_in_a_sample_could_be_real(name):
    _table, _mapping, results = read(name)
    drafts = [result.draft for result in results if result.draft]

    assert [one.email for one in drafts if one.email and not one.email.endswith(".example")] == []
    assert [one.phone for one in drafts if "0000" not in one.phone_key and one.phone] == []
