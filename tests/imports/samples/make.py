"""Writes the sample exports beside it: one for each preset, with the dirt such files really have.

Everybody in them is invented; addresses end in .example, telephone numbers have 0000 in them.
`python -m tests.imports.samples.make` writes them anew; `test_samples` sees that they are what this makes.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

FOLDER = Path(__file__).parent
Rows = Sequence[Sequence[object]]


def delimited(rows: Rows, encoding: str, delimiter: str = ",", before: str = "") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return (before + text.getvalue()).encode(encoding)


def workbook(sheets: dict[str, Rows], merged: Iterable[tuple[str, int, int, int, int, str]] = ()) -> bytes:
    content = io.BytesIO()
    with Workbook(content) as book:
        book.set_properties({"created": None})
        day = book.add_format({"num_format": "yyyy/mm/dd"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for place, value in enumerate(row):
                    _put(page, line, place, value, day)
            for where, *cells, text in merged:
                if where == name:
                    page.merge_range(*cells, text)
    return content.getvalue()


def _put(page: Any, line: int, place: int, value: object, day: Any) -> None:
    match value:
        case ("formula", formula, result):
            page.write_formula(line, place, formula, None, result)
        case ("day", serial):
            page.write_number(line, place, serial, day)
        case int() | float():
            page.write_number(line, place, value)
        case None | "":
            return
        case _:
            page.write_string(line, place, str(value))


def as_json(thing: object) -> bytes:
    return json.dumps(thing, ensure_ascii=False, indent=2).encode()


# --- HRMOS: CP932, columns chosen by the user, empty cells as a Google sheet leaves them ------------------------------

HRMOS: Rows = [
    ["候補者ID", "応募ID", "氏名", "氏名（かな）", "メールアドレス", "電話番号", "郵便番号", "住所", "生年月日", "性別", "配偶者", "扶養家族", "登録先求人", "応募日", "応募経路", "応募経路詳細", "紹介会社", "推薦日", "選考ステップ", "最終の選考ステータス", "一次面接の実施日", "判定結果入力日", "不合格・辞退理由", "入社日", "応募ラベル", "学歴・社歴", "レジュメ（フリーテキスト）", "総合評価", "備考"],
    ["HR-1001", "A-1", "髙橋 直人", "たかはし なおと", "n.takahashi@kimail.example", "090-0000-1001", "5300001", "大阪府大阪市北区梅田1", "1991/04/02", "男", "有", "1", "SRE", "2026/03/05", "ダイレクトリクルーティング", "ビズリーチ", "", "", "最終面接", "最終面接 不合格", "2026/03/12", "2026/04/01", "経験年数が足りない", "", "銀メダル、Go", "2014年 東信大学卒", "Goによる基盤開発を8年担当。", "4", "障害対応の経験が豊富。"],
    ["HR-1001", "A-2", "高橋　直人", "タカハシ ナオト", "N.Takahashi@kimail.example", "９０００００１００１", "", "", "", "", "", "", "プラットフォーム開発", "2026/09/01", "自社採用ページ", "", "", "", "書類選考", "書類選考中", "", "", "", "", "", "", "", "", ""],
    ["HR-1002", "A-3", "邉見 﨑子", "へんみ さきこ", "ｓａｋｉ.henmi@POST.example", "０３－００００－１００２", "〒１００－０００１", "東京都千代田区", "昭和63年5月6日", "女", "無", "0", "法人営業", "令和8年3月6日", "人材紹介", "", "㈱ブリッジ人材", "R8.3.5", "一次面接", "一次面接 不合格", "", "R8.3.20", "", "", "", "", "", "3", ""],
    ["HR-1003", "A-4", "平野 和也", "ヒラノ カズヤ", "hirano@post.example,", "09000001003", "", "", "", "", "", "", "法人営業", "2026/03/07", "自社採用ページ", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["HR-1004", "A-5", "金子 遥", "ｶﾈｺ ﾊﾙｶ", "haruka.kaneko@mail.example", "", "", "", "", "", "", "", "広報", "2026/02/30", "その他", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["HR-1005", "A-6", "上田 琴美", "うえだ ことみ", "'", "'", "'", "'", "'", "'", "'", "'", "広報", "2026/03/08", "社員紹介", "'", "'", "'", "二次面接", "辞退", "'", "2026/03/30", "他社に決まったため", "'", "'", "'", "'", "B+", "'"],
    ["HR-1006", "A-7", "-", "", "", "09000001006", "", "", "", "", "", "", "広報", "2026/03/09", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["HR-1007", "A-8", "小林 空", "こばやし そら", "sora@kimail.example", "", "", "", "2011/12/24", "", "", "", "アルバイト", "2026/10/01", "自社採用ページ", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["HR-1008", "A-9", "森 大樹", "もり だいき", "mori@inbox.example", "0600000000", "", "", "", "", "", "", "一般事務", "2026/03/10", "紹介予定派遣（スタッフ中央株式会社）", "", "", "", "書類選考", "選考終了", "", "2026/03/15", "", "", "", "", "", "", "母子家庭で育ったとのこと。"],
    ["HR-1009", "A-10", "原田 美緒", "はらだ みお", "mio@mail.example", "", "", "", "", "", "", "", "広報", "2026/03/11", "ふしぎな縁", "", "", "", "内定", "入社", "", "2026/05/01", "", "2026/07/01", "", "", "", "5", "'=SUM(A1)と書かれた資料を提出"],
    ["HR-1001", "A-1", "髙橋 直人", "たかはし なおと", "n.takahashi@kimail.example", "090-0000-1001", "5300001", "大阪府大阪市北区梅田1", "1991/04/02", "男", "有", "1", "SRE", "2026/03/05", "ダイレクトリクルーティング", "ビズリーチ", "", "", "最終面接", "最終面接 不合格", "2026/03/12", "2026/04/01", "経験年数が足りない", "", "銀メダル、Go", "2014年 東信大学卒", "Goによる基盤開発を8年担当。", "4", "障害対応の経験が豊富。"],
    ["HR-1010", "A-11", "石井 蓮", "いしい れん", "ren@post.example", "", "", "", "", "", "", "", "広報", "2026/03/12", "エージェント：中央キャリア", "", "", "", "一次面接", "一次面接 合格", "", "", "", "", "", "", "", "", "", "余り"],
]  # fmt: skip

# --- HERP Hire: UTF-8 with BOM ----------------------------------------------------------------------------------------

HERP: Rows = [
    ["応募時刻", "名前", "メールアドレス", "電話番号", "応募経路", "応募経路詳細", "募集職種", "選考ステップ", "選考終了理由", "選考終了日", "選考終了理由詳細", "タグ", "メモ", "担当者"],
    ["2026/03/05 23:40", "三浦 沙織", "saori.miura@kimail.example", "090-0000-2001", "求人媒体(スカウト)", "Green", "法人営業", "最終選考", "不採用", "2026/04/10", "年収の条件が合わない", "営業;関西", "提案の組み立てが明快", "佐藤"],
    ["2026/03/06 09:00", "中村 拓", "", "080 0000 2002", "エージェント", "株式会社ブリッジ人材", "SRE", "二次選考", "応募者辞退", "2026/03/25", "", "", "", "佐藤"],
    ["2026/03/06 10:15", "小川 楓", "kaede.ogawa@post", "", "自社サイト", "", "SRE", "書類選考", "", "", "", "", "", ""],
    ["2026/03/07T18:30:00Z", "清水 湊", "minato.shimizu@mail.example", "", "社員紹介", "", "SRE", "内定承諾", "入社決定", "2026/05/01", "", "", "", ""],
    ["2026/03/08 8:05", "藤田 凛", "rin@inbox.example", "", "その他", "", "広報", "選考終了", "非選考対象", "", "", "", "", ""],
    ["3月9日", "岡本 翔", "sho@inbox.example", "", "求人媒体", "", "広報", "エントリー", "", "", "", "", "", ""],
    ["2026/03/10 12:00", "", "", "", "求人媒体", "", "広報", "エントリー", "", "", "", "", "", ""],
    ["2026/03/11 12:00", "村上 澪", "mio.murakami@kimail.example", "", "エージェント", "", "広報", "カジュアル面談", "", "", "", "", "支持政党の話になった", ""],
    ["2026/03/12 12:00", "三浦 沙織", "saori.miura@kimail.example", "090-0000-2001", "自社サイト", "", "広報", "謎ステップ", "謎理由", "", "", "", "", ""],
]  # fmt: skip

# --- Talentio with the feed of Findy: UTF-16, tabs --------------------------------------------------------------------

TALENTIO: Rows = [
    ["氏名", "メールアドレス", "求人名", "応募日時", "居住地", "職歴", "最終学歴", "アカウント", "職務経歴書URL", "補足", "年齢", "マネージメント職種", "直近の開発実績", "自己PR", "転職意欲", "希望技術", "現年収", "希望年収", "選考状況", "選考結果", "応募経路"],
    ["吉田 陸", "riku.yoshida@kimail.example", "SRE", "2026-03-05 10:00:00", "東京都", "2019年 葵商会 エンジニア\n2023年 みなと電機", "東信大学 情報学部", "@riku", "https://riku.example/cv", "Kubernetesに詳しい", "31", "なし", "社内基盤の移行", "育てる開発を続けたい。", "高", "Go、Kubernetes", "600", "700", "二次面接", "見送り", "Findy"],
    ["山崎 莉子", "riko@post.example", "", "2026-03-06", "大阪", "", "", "", "", "父親の職業は公務員", "27", "", "", "愛読書は多い。設計が得意。", "", "Ruby/Rails", "", "", "一次面接", "合格", "転職ドラフト"],
    ["", "", "SRE", "2026-03-07", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "Findy"],
    ["池田 壮真", "soma@mail@example", "SRE", "2026-03-08", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "Forkwell"],
    ["橋本 結", "yui@inbox.example", "QA", "2026-13-01", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "Findy"],
]  # fmt: skip

# --- doda in the RoboRobo shape: a workbook with two rows of headings, merged groups, Excel's days and figures ------------

_DODA_GROUPS = [("候補者基本", 4), ("候補者一般", 12), ("候補者学歴", 6), ("候補者職歴", 6)]
_DODA_NAMES = [
    "氏名", "氏名かな", "登録先求人", "応募日",
    "郵便番号", "住所", "生年月日", "性別", "配偶者", "扶養家族", "メールアドレス1", "メールアドレス2", "電話番号1", "電話番号2", "自己PR_エージェントからの推薦文", "就職転職状況",
    "最終学歴_始期", "最終学歴_終期", "最終学歴_状態", "最終学歴_学校名", "最終学歴_学部", "その他学歴_自由入力",
    "職歴1_始期", "職歴1_終期", "職歴1_会社名", "職歴1_役職", "職歴1_詳細", "職歴2_会社名",
]  # fmt: skip
DODA: Rows = [
    ["候補者一覧（2026年11月23日 出力）"],
    [],
    _DODA_NAMES,
    ["斎藤 匠", "さいとう たくみ", "法人営業", ("day", 46086), 600001, "北海道札幌市中央区北一条西2", ("day", 33000), "男", "有", 2, "takumi@kimail.example", "", 9000003001, "", "法人営業を10年担当。提案が得意。", "在職中", "2010-04", "2014-03", "卒業", "東信大学", "経済学部", "", "2014-04", "2022-03", "葵商会", "主任", "新規開拓", "みなと電機"],
    ["坂本 奈々", "さかもと なな", "経理", 46087, "100-0001", ("formula", '="東京都"&"千代田区"', "東京都千代田区"), "1995/1/2", "女", "", "", "nana@post.example", "nana@work.example", "０９０－００００－３００２", "03-0000-3002", "", "", "", "", "", "みなと高等学校", "", "", "", "", "", "", "", ""],
    ["遠藤 颯", "", "経理", ("day", 46088), "", "", ("day", 41000), "", "", "", "hayate@mail.example", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["青木 芽衣", "あおき めい", "経理", "2026年2月29日", "", "", "", "", "", "", "mei@inbox.example", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
]  # fmt: skip

# --- Wantedly Hire: UTF-8, the template with the listed media -----------------------------------------------------------

WANTEDLY: Rows = [
    ["候補者名", "メールアドレス", "電話番号", "応募経路", "応募経路詳細", "募集", "選考ステップ", "選考結果", "応募日", "タグ", "Nationality", "Links", "メモ"],
    ["前田 悠真", "yuma@kimail.example", "090-0000-4001", "ビズリーチ", "", "SRE", "最終面接", "不採用", "2026-03-05", "Go, 銀メダル", "x", "https://sns.example/yuma", ""],
    ["藤井 咲", "saki.fujii@post.example", "", "ビズリーチ（ヘッドハンター）", "中央サーチ株式会社", "SRE", "一次面接", "辞退", "2026-03-06", "", "", "", ""],
    ["岡田 律", "", "", "HRMOS", "", "広報", "書類選考", "", "2026-03-07", "", "", "", ""],
    ["後藤 蒼", "ao@mail.example", "", "リクナビＮＥＸＴ", "", "広報", "二次面接", "見送り", "H38.3.8", "", "", "", ""],
    ["長谷川 凪", "nagi..@inbox.example", "12", "OfferBox", "", "新卒総合職", "説明会", "", "2026-03-09", "", "", "", "@面談済み"],
    ["近藤 柚", "yuzu@", "", "type", "", "広報", "", "", "", "", "", "", ""],
]  # fmt: skip

# --- lists of people's own making -----------------------------------------------------------------------------------------

GENERIC_EN: Rows = [
    ["Candidate ID", "First Name", "Last Name", "Email", "Cell Phone", "Zip", "Applied Position", "Date Applied", "Stage Reached", "Decision", "Decision Date", "Source", "Agency", "Gender", "Contact Permission", "Form Version", "Consent Date", "Notes"],
    ["E-1", "Anna", "Berg", "anna.berg@kimail.example", "+46 70 000 0000", "100-0001", "Sales", "2026-03-05", "Final Interview", "Rejected", "2026-04-01", "LinkedIn", "", "f", "yes", "v3", "2026-03-05", "Strong closer"],
    ["E-2", "Ken", "Sato", "ken@post.example", "090-0000-5002", "", "Sales", "2026-03-06", "Phone Screen", "Candidate withdrew", "", "Recruiter", "Bridge Agency", "m", "yes", "", "", ""],
    ["E-3", "Mary", "O'Hara", "mary@mail.example", "", "", "Sales", "03/07/2026", "Offer", "Hired", "", "Careers page", "", "", "", "", "", ""],
    ["E-4", "", "", "joe@@mail.example", "", "", "Sales", "2026-03-08", "", "", "", "", "", "", "", "", "", ""],
    ["E-5", "Lee", "Wong", "lee@inbox.example", "", "", "Sales", "2026-03-09", "Interview", "On hold", "", "Billboard", "", "", "no", "", "", "=1+1 said the whiteboard"],
]  # fmt: skip

GENERIC_JA: Rows = [
    ["採用管理表"],
    ["No", "お名前", "フリガナ", "連絡先メール", "携帯", "希望職種（第一）", "応募職種", "エントリー日", "進捗", "結果", "見送り理由", "媒体", "ひとこと"],
    [1, "木村 湧", "ｷﾑﾗ ﾕｳ", "yu.kimura@kimail.example", 9000006001, "", "営業", ("day", 46086), "二次面接", "見送り", "社風と合わない", "マイナビ転職", "声が大きい"],
    [2, "井上 栞", "イノウエ シオリ", "shiori@post.example", "090-0000-6002", "", "営業", "2026.3.6", "最終", "内定辞退", "", "知人の紹介", ""],
    [3, "林 樹", "", "", "", "", "", "", "", "", "", "", ""],
    [4, "", "", "", "090-0000-6004", "", "営業", "", "", "", "", "", ""],
]  # fmt: skip

# --- JSON -----------------------------------------------------------------------------------------------------------------

GREENHOUSE = {
    "candidates": [
        {
            "id": 7001, "first_name": "Saori", "last_name": "Miura", "company": "Aoi Trading", "title": "Account executive",
            "created_at": "2026-03-01T00:00:00Z", "last_activity": "2026-04-02T01:00:00Z", "is_private": False, "can_email": True,
            "phone_numbers": [{"value": "+81 90-0000-7001", "type": "mobile"}, {"value": "03-0000-7001", "type": "work"}],
            "email_addresses": [{"value": "saori@work.example", "type": "work"}, {"value": "saori@kimail.example", "type": "personal"}],
            "addresses": [{"value": "Osaka", "type": "home"}], "tags": ["sales", "kansai"],
            "social_media_addresses": [{"value": "@saori"}], "attachments": [{"filename": "cv.pdf", "url": "https://files.example/1", "type": "resume"}],
            "educations": [{"school_name": "Toshin", "degree": "BA", "discipline": "Economics", "start_date": "2010-04-01", "end_date": "2014-03-01"}],
            "employments": [{"company_name": "Aoi Trading", "title": "Sales", "start_date": "2014-04-01", "end_date": None}],
            "custom_fields": {"gender": "f", "notice_period": "1 month"},
            "notes": [{"body": "Calm under pressure", "visibility": "public"}, {"body": "secret", "visibility": "private"}],
            "applications": [
                {
                    "id": 1, "candidate_id": 7001, "prospect": False, "status": "rejected", "applied_at": "2026-03-05T16:30:00.000Z",
                    "rejected_at": "2026-04-01T03:00:00Z", "jobs": [{"id": 1, "name": "Sales"}], "current_stage": {"id": 3, "name": "Face to Face"},
                    "source": {"id": 2, "public_name": "Bridge Recruiting Agency"}, "credited_to": {"id": 5, "name": "Taro Bridge"},
                    "rejection_reason": {"id": 1, "name": "Lacking experience", "type": {"id": 1, "name": "We rejected them"}},
                    "scorecards": [{
                        "submitted_by": {"name": "Mori"}, "interview": "On-site", "overall_recommendation": "mixed",
                        "attributes": [
                            {"name": "Negotiation", "type": "Skills", "rating": "strong_yes", "note": "Closed the role play"},
                            {"name": "Background", "type": "Skills", "rating": "no", "note": "父親の職業は公務員"},
                            {"name": "Excel", "type": "Skills", "rating": "no_decision", "note": None},
                        ],
                        "questions": [{"question": "Key take-aways", "answer": "Good listener"}, {"question": "Private Notes", "answer": "hidden"}],
                    }],
                },
                {
                    "id": 2, "candidate_id": 7001, "prospect": False, "status": "rejected", "applied_at": "2026-09-01T00:00:00Z",
                    "rejected_at": "2026-09-20T00:00:00Z", "jobs": [{"id": 2, "name": "Marketing"}], "current_stage": {"id": 1, "name": "Phone Interview"},
                    "source": {"id": 9, "public_name": "LinkedIn (Prospecting)"}, "rejection_reason": {"id": 2, "name": "Took another offer", "type": {"id": 2, "name": "They rejected us"}},
                },
            ],
        },
        {
            "id": 7002, "first_name": "Naoto", "last_name": "Takahashi", "is_private": True, "can_email": False,
            "phone_numbers": [], "email_addresses": [{"value": "naoto@post.example", "type": "personal"}], "tags": [], "applications": [
                {"id": 3, "prospect": False, "status": "hired", "applied_at": "2026-03-06T00:00:00Z", "jobs": [{"name": "SRE"}], "current_stage": {"name": "Offer"}, "source": {"public_name": "Referral"}, "credited_to": {"name": "Sato"}},
            ],
        },
        {
            "id": 7003, "first_name": "Haruka", "last_name": "Kaneko", "is_private": False, "can_email": True, "email_addresses": [{"value": "haruka@mail.example", "type": "personal"}],
            "applications": [{"id": 4, "prospect": True, "status": "active", "applied_at": "2026-03-07T00:00:00Z", "jobs": [], "prospect_detail": {"prospect_pool": {"name": "Future leaders"}}}],
        },
        {"id": 7004, "first_name": "", "last_name": "", "email_addresses": [{"value": "nobody at home", "type": "other"}], "applications": []},
        {
            "id": 7005, "first_name": "Kotomi", "last_name": "Ueda", "can_email": True, "email_addresses": [{"value": "kotomi@inbox.example", "type": "personal"}],
            "applications": [{"id": 5, "prospect": False, "status": "active", "applied_at": "2026-02-30T00:00:00Z", "jobs": [{"name": "PR"}], "current_stage": {"name": "Application Review"}}],
        },
    ],
    "scorecards": [{"application_id": 3, "submitted_by": {"name": "Ito"}, "overall_recommendation": "strong_yes", "attributes": [], "questions": []}],
}  # fmt: skip

LEVER = {
    "data": [
        {
            "id": "o-1", "name": "Saori Miura", "headline": "Aoi Trading", "contact": "c-1", "stage": "s-3", "confidentiality": "non-confidential",
            "location": {"name": "大阪"}, "phones": [{"type": "mobile", "value": "090-0000-8001"}], "emails": ["saori@kimail.example"], "links": ["https://sns.example/saori"],
            "archived": {"archivedAt": 1775001600000, "reason": "r-1"}, "tags": ["Sales"], "sources": ["Bridge Agency"], "origin": "agency",
            "applications": [{"id": "a-1", "posting": {"id": "p-1", "text": "Sales"}}], "createdAt": 1772668800000, "lastInteractionAt": 1774915200000,
            "dataProtection": {"contact": {"allowed": True, "expiresAt": 1811808000000}, "store": {"allowed": True, "expiresAt": 1843344000000}},
            "isAnonymized": False, "deletedAt": None,
            "feedback": [{"text": "Interview", "user": {"name": "Mori"}, "fields": [
                {"type": "score-system", "text": "Rating", "value": "3 - Hire"}, {"type": "score", "text": "Negotiation", "value": "4 - Strong Hire"},
                {"type": "textarea", "text": "Notes", "value": "Good listener"}]}],
            "notes": [{"value": "Came on time", "secret": False}, {"value": "secret", "secret": True}],
        },
        {
            "id": "o-2", "name": "Saori Miura", "headline": "Aoi Trading", "contact": "c-1", "stage": {"id": "s-1", "text": "Recruiter screen"}, "emails": ["saori@kimail.example"], "phones": [],
            "archived": {"archivedAt": 1788220800000, "reason": "r-2"}, "sources": ["LinkedIn"], "origin": "sourced", "applications": [{"posting": {"text": "Marketing"}}], "createdAt": 1787529600000,
            "dataProtection": {"contact": {"allowed": True, "expiresAt": 1777593600000}, "store": {"allowed": True, "expiresAt": None}}, "isAnonymized": False,
        },
        {
            "id": "o-3", "name": "Naoto Takahashi", "contact": "c-2", "stage": "s-4", "emails": ["naoto@post.example"], "phones": [{"value": "12"}], "archived": {"archivedAt": 1777593600000, "reason": "r-3"},
            "sources": [], "origin": "referred", "applications": [], "createdAt": 1772668800000, "confidentiality": "confidential", "dataProtection": {"contact": {"allowed": False}, "store": None}, "isAnonymized": False,
        },
        {"id": "o-4", "name": "Anonymous", "contact": "c-3", "emails": [], "archived": None, "origin": "applied", "createdAt": 1772668800000, "isAnonymized": True},
        {
            "id": "o-5", "name": "Haruka Kaneko", "contact": "c-4", "emails": ["haruka@mail.example"], "archived": None, "origin": "university", "stage": "s-1", "createdAt": 1772668800000,
            "dataProtection": {"contact": None, "store": {"allowed": True, "expiresAt": 1767225600000}}, "isAnonymized": False,
        },
        {"id": "o-6", "name": "Kotomi Ueda", "contact": "c-5", "emails": ["kotomi@inbox.example"], "archived": None, "origin": "teleported", "stage": "s-9", "createdAt": 1772668800000, "isAnonymized": False},
    ],
    "stages": [{"id": "s-1", "text": "New applicant"}, {"id": "s-3", "text": "On-site interview"}, {"id": "s-4", "text": "Offer"}],
    "archive_reasons": [
        {"id": "r-1", "text": "Underqualified", "status": "active", "type": "non-hired"},
        {"id": "r-2", "text": "Candidate withdrew", "status": "active", "type": "non-hired"},
        {"id": "r-3", "text": "Hired", "status": "active", "type": "hired"},
    ],
}  # fmt: skip

RESUME = {
    "basics": {
        "name": "三浦 沙織", "label": "法人営業", "image": "https://photo.example/1.jpg", "email": "saori@kimail.example", "phone": "090-0000-9001",
        "summary": "法人営業を8年担当。母子家庭で育った。提案が得意。", "location": {"address": "梅田1", "postalCode": "5300001", "city": "大阪市", "countryCode": "JP", "region": "大阪"},
        "profiles": [{"network": "X", "username": "saori"}],
    },
    "work": [{"name": "葵商会", "position": "主任", "startDate": "2014-04-01", "endDate": "2022-03-31", "summary": "新規開拓", "highlights": ["年間表彰"]}],
    "education": [{"institution": "東信大学", "area": "経済", "studyType": "学士", "startDate": "2010-04-01", "endDate": "2014-03-31"}],
    "skills": [{"name": "提案書作成", "level": "上級", "keywords": ["SQL", "Excel"]}],
    "certificates": [{"name": "簿記2級", "date": "2015-06-01"}], "languages": [{"language": "英語", "fluency": "日常会話"}],
    "interests": [{"name": "愛読書"}], "references": [], "projects": [], "volunteer": [], "awards": [], "publications": [],
}  # fmt: skip


def all_files() -> dict[str, bytes]:
    width = len(_DODA_NAMES)
    starts = [sum(count for _name, count in _DODA_GROUPS[:place]) for place in range(len(_DODA_GROUPS))]
    groups = [
        ("候補者", 1, start, 1, start + count - 1, name)
        for start, (name, count) in zip(starts, _DODA_GROUPS, strict=True)
    ]
    assert starts[-1] + _DODA_GROUPS[-1][1] == width
    return {
        "hrmos.csv": delimited(HRMOS, "cp932"),
        "herp.csv": delimited(HERP, "utf-8-sig"),
        "talentio.tsv": delimited(TALENTIO, "utf-16", "\t"),
        "doda.xlsx": workbook({"説明": [["このファイルの見方"], ["1行目は題です"]], "候補者": DODA}, groups),
        "wantedly.csv": delimited(WANTEDLY, "utf-8"),
        "generic-en.csv": delimited(GENERIC_EN, "utf-8", ";", before="sep=;\r\n"),
        "generic-ja.xlsx": workbook(
            {"表紙": [["採用"], ["2026年"]], "集計": [["職種", "件数"], ["営業", 3]], "応募者": GENERIC_JA}
        ),
        "greenhouse.json": as_json(GREENHOUSE),
        "lever.json": as_json(LEVER),
        "json-resume.json": as_json(RESUME),
    }


if __name__ == "__main__":
    for name, content in all_files().items():
        (FOLDER / name).write_bytes(content)
