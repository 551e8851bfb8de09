"""What is read in a 履歴書, a 職務経歴書 and a JSON Resume, whichever file it came in."""

import json

import pytest

from career_relay.base.jail import run_jailed
from career_relay.candidates.documents import READ
from career_relay.candidates.resumes import pdf
from career_relay.candidates.resumes.extraction import extract
from career_relay.candidates.resumes.guard import clean
from career_relay.candidates.resumes.periods import Period, month_of, period_in
from career_relay.candidates.resumes.sections import heading_of, narrow
from career_relay.candidates.resumes.shapes import Extracted, Job, Qualification, School, Skill
from tests.candidates.papers import made


def read(data: bytes, media: str) -> Extracted:
    """As the queue does it: in the jail, and without what may not be kept."""
    return clean(Extracted.from_document(run_jailed(READ, data, media=media)["extracted"]))


JOBS = (
    Job("2016-04", "2019-03", False, "株式会社ミナトソフト", "", "法人営業部にて新規開拓を担当"),
    Job("2019-05", "", True, "合同会社こもれび", "", ""),
)
SCHOOLS = (
    School("", "2012-03", "東京都立みなと高等学校", "高校", ""),
    School("2012-04", "2016-03", "港南大学", "学士", "工学部 情報工学科"),
)
QUALIFICATIONS = (Qualification("普通自動車第一種運転免許", "2016-05"), Qualification("TOEIC 850点", "2020-05"))


@pytest.mark.parametrize(
    ("data", "media"),
    [
        ("\n".join("\t".join(row) for row in made.RIREKISHO).encode("cp932"), "text"),
        (made.docx(rows=made.RIREKISHO), "docx"),
        (made.pdf(made.RIREKISHO), "pdf"),
        (made.pdf(made.RIREKISHO, font="HeiseiKakuGo-W5"), "pdf"),
    ],
    ids=["text", "Word", "PDF", "PDF in another font"],
)
def test_a_rirekisho_says_the_same_in_every_file(data, media):
    found = read(data, media)

    assert found.jobs == JOBS
    assert found.schools == SCHOOLS
    assert found.qualifications == QUALIFICATIONS


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (made.SHOKUREKI.encode("utf-16"), "text"),
        (made.docx(*made.SHOKUREKI.splitlines()), "docx"),
        (made.pdf([(line,) for line in made.SHOKUREKI.splitlines() if line]), "pdf"),
    ],
    ids=["text", "Word", "PDF"],
)
def test_a_work_history_says_the_same_in_every_file(data, media):
    found = read(data, media)

    assert [(job.begin, job.end, job.is_now, job.company, job.title) for job in found.jobs] == [
        ("2016-04", "2019-03", False, "株式会社ミナトソフト", "主任"),
        ("2019-04", "", True, "合同会社こもれび", "バックエンドエンジニア"),
    ]
    assert found.jobs[0].what == (
        "・法人営業として新規開拓を担当。年間120%達成。\n"
        "2017/04〜2018/03 大手向け提案プロジェクト\n・提案書作成、プレゼンテーション"
    )
    assert found.qualifications == (Qualification("基本情報技術者", "2018-10"), Qualification("TOEIC 850点", "2020-01"))
    assert found.languages == ("英語:ビジネスレベル",)
    assert found.schools == ()


def test_a_table_whose_cells_hold_many_lines_is_read_line_by_line():
    rows = [
        ("年", "月", "職歴"),
        ("2016\n2019\n2019", "4\n3\n4", "株式会社ミナト 入社\n同社 退社\n合同会社こもれび 入社"),
    ]

    found = read(made.docx(rows=rows), "docx")

    assert [(job.begin, job.end, job.company) for job in found.jobs] == [
        ("2016-04", "2019-03", "株式会社ミナト"),
        ("2019-04", "", "合同会社こもれび"),
    ]


def test_the_table_of_a_work_history_keeps_what_was_done_with_its_period():
    rows = [
        ("期間", "職務経歴"),
        ("2019年4月\n〜\n2022年3月", "株式会社ミナトソフト 営業部\n・新規開拓を担当し、年間目標を達成しました。\n・提案書を作成しました。"),
        ("2022年4月～現在", "合同会社こもれび\n・決済APIの設計と開発を担当しています。"),
    ]  # fmt: skip

    found = read(made.docx(rows=rows), "docx")

    assert [(job.begin, job.end, job.company, job.title) for job in found.jobs] == [
        ("2019-04", "2022-03", "株式会社ミナトソフト", "営業部"),
        ("2022-04", "", "合同会社こもれび", ""),
    ]
    assert found.jobs[0].what == "・新規開拓を担当し、年間目標を達成しました。\n・提案書を作成しました。"


def test_an_english_resume_is_read_too():
    text = """Kim Example
Work Experience
Apr 2019 - Present Minato Soft Inc. Backend Engineer
- Designed payment APIs in Go
Jan 2016 – Mar 2019
Komorebi Ltd.
- Sales
Education
2012/04 - 2016/03 Konan University, Computer Science
Certifications
AWS Certified Developer (2020/05)
"""

    found = extract(text)

    assert [(job.begin, job.end, job.is_now, job.company) for job in found.jobs] == [
        ("2019-04", "", True, "Minato Soft Inc. Backend Engineer"),
        ("2016-01", "2019-03", False, "Komorebi Ltd."),
    ]
    assert found.schools == (School("2012-04", "2016-03", "Konan University", "学士", "Computer Science"),)
    assert found.qualifications == (Qualification("AWS Certified Developer", "2020-05"),)


RESUME = {
    "basics": {"name": "Kim", "image": "data:image/png;base64,AAAA", "summary": "SaaSの営業を5年。"},
    "work": [
        {"name": "合同会社こもれび", "position": "エンジニア", "startDate": "2019-04-01", "summary": "決済", "highlights": ["Go", None]},
        {"company": "株式会社ミナト", "startDate": "2016", "endDate": "2019-03"},
        "not a job",
    ],
    "education": [{"institution": "港南大学", "area": "工学", "studyType": "学士", "endDate": "2016-03-31"}],
    "certificates": [{"name": "基本情報技術者", "date": "2018-10-01"}, {"date": "2018"}],
    "languages": [{"language": "英語", "fluency": "ビジネス"}],
    "skills": [{"name": "Go", "level": "5年", "keywords": ["API", 3, "gRPC"]}, {"level": "?"}, "SQL"],
}  # fmt: skip


def test_a_json_resume_is_read_by_its_fields_and_its_picture_is_not():
    found = read(json.dumps(RESUME).encode(), "json")

    assert found.jobs == (
        Job("2019-04", "", True, "合同会社こもれび", "エンジニア", "決済\nGo"),
        Job("2016-01", "2019-03", False, "株式会社ミナト", "", ""),
    )
    assert found.schools == (School("", "2016-03", "港南大学", "学士", "工学"),)
    assert found.qualifications == (Qualification("基本情報技術者", "2018-10"),)
    assert found.languages == ("英語 ビジネス",)
    assert found.skills == (Skill("Go", "Go 5年 API・3・gRPC"),)
    assert "AAAA" not in found.text


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("2019年4月", "2019-04"), ("２０１９年４月", "2019-04"), ("平成31年4月", "2019-04"), ("H31.4", "2019-04"),
        ("令和元年5月", "2019-05"), ("R5/12", "2023-12"), ("2019/04", "2019-04"), ("2019-04-01", "2019-04"),
        ("Apr 2019", "2019-04"), ("04/2019", "2019-04"), ("2019", "2019-01"), ("2019年13月", ""), ("昭和99年1月", ""),
        ("", ""), ("四月", ""), ("99999999999999999999", ""),
    ],
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(said, month):
    assert month_of(narrow(said)) == month


@pytest.mark.parametrize(
    ("line", "begin", "end", "is_now", "rest"),
    [
        ("2019年4月～2022年3月 株式会社ミナト", "2019-04", "2022-03", False, "株式会社ミナト"),
        ("2019年4月 〜 現在 株式会社ミナト", "2019-04", "", True, "株式会社ミナト"),
        ("平成28年4月－平成31年3月", "2016-04", "2019-03", False, ""),
        ("2019.4-2022.3", "2019-04", "2022-03", False, ""),
        ("2019/04 — Present", "2019-04", "", True, ""),
        ("2019年4月～", "2019-04", "", True, ""),
        ("2019年4月入社〜2022年3月", "2019-04", "2022-03", False, ""),
    ],
)
def test_a_period_is_read_however_it_is_written(line, begin, end, is_now, rest):
    period, left = period_in(narrow(line))

    assert period == Period(begin, end, is_now)
    assert left.strip() == rest


@pytest.mark.parametrize("line", ["2022年3月～2019年4月", "年間120%達成", "03-1234-5678", "2019年度 表彰", "1-2-3"])
def test_what_is_no_period_is_left_alone(line):
    assert period_in(narrow(line)) is None


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("■職務経歴", "work"), ("【職 務 経 歴】", "work"), ("年\t月\t学歴・職歴（各別にまとめて書く）", "both"), ("学　歴", "education"),
        ("活かせる経験・知識・技術", "skills"), ("＜自己PR＞", "summary"), ("免許・資格", "qualifications"), ("以上", "end"),
        ("志望の動機、特技、好きな学科、アピールポイントなど", "wishes"), ("家族構成", "family"), ("Work Experience", "work"),
        ("職歴のある方を募集する部署にいました", ""), ("営業\t学歴\t不問", ""), ("", ""),
    ],
)  # fmt: skip
def test_headings_are_known_by_their_words_alone(line, section):
    assert heading_of(narrow(line)) == section


def test_sentences_about_protected_matters_are_left_out_and_counted():
    found = clean(extract(made.SHOKUREKI))

    assert found.left_out == {"FAIR-02": 1, "FAIR-X1": 1}
    assert "公務員" not in json.dumps(found.as_document(), ensure_ascii=False)
    assert "結婚" not in found.text
    assert "SaaSの法人営業を5年経験しました。" in found.text  # the sentence beside it stays
    assert "粘り強く取り組みます。" in found.text


def test_the_fields_of_old_forms_are_left_out_by_their_labels():
    text = (
        "本籍　東京都\n配偶者　有\n扶養家族数(配偶者を除く) 2人\n健康状態 良好\n尊敬する人物：祖父\n愛読書 論語\n"
        "性別 男\n生年月日 1993年4月2日\n家族構成\n父 一郎 60歳 公務員\n母 花子\n職歴\n2019\t4\t株式会社ミナト 入社\n"
    )

    found = clean(extract(text))

    assert found.text == "職歴\n2019  4  株式会社ミナト 入社"
    assert found.left_out == {"FAIR-01": 1, "FAIR-02": 4, "FAIR-08": 1, "FAIR-11": 1, "FAIR-14": 1, "PERSONAL": 2}
    assert [job.company for job in found.jobs] == ["株式会社ミナト"]


def test_what_was_done_in_a_job_is_cleaned_as_well():
    text = "■職務経歴\n2019年4月～現在 株式会社ミナト\n・営業を担当。夫の転勤が多いです。\n"

    found = clean(extract(text))

    assert found.jobs[0].what == "・営業を担当。"


@pytest.mark.parametrize(
    "text", ["", "\n\n\n", "以上", "\t\t\t", "年\t月\t学歴・職歴", "〜〜〜〜", "2019年4月～", "退社", "入社"]
)
def test_a_text_that_says_nothing_gives_nothing_odd(text):
    found = extract(text)

    assert found.schools == found.qualifications == found.languages == ()
    assert len(found.jobs) <= 1


def test_a_row_that_its_cell_cut_in_two_is_read_as_one():
    text = (
        "年\t月\t学歴・職歴(各別にまとめて\n書く)\n学歴\n平成24\t4\t港南大学 工学部 情報工学科\n入学\n"
        "平成28\t3\t港南大学 工学部 情報工学科\n卒業\n職歴\n平成28\t4\t株式会社ミナトソフト 入社\n法人営業部にて新規開拓\n"
        "免許・資格\n2016\t5\t普通自動車第一種運転免許 取\n得\n2018\t10\t基本情報技術者 合格\n"
        "志望の動機、特技、好きな学科、アピールポ\nイントなど\n貴社の製品を毎日使っています。"
    )

    found = extract(text)

    assert found.schools == SCHOOLS[1:]
    assert found.qualifications == (
        Qualification("普通自動車第一種運転免許", "2016-05"),
        Qualification("基本情報技術者", "2018-10"),
    )
    assert [(job.company, job.what) for job in found.jobs] == [("株式会社ミナトソフト", "法人営業部にて新規開拓")]


@pytest.mark.parametrize(
    ("laid_out", "written", "parted"),
    [
        ("5年経験し  ました。", "SaaSの法人営業を5年経験しました。", "5年経験しました。"),
        ("2016      5     普通自動車免許", "2016 5 普通自動車免許", "2016\t5\t普通自動車免許"),
        ("山田太郎", "山田太郎", "山田太郎"),
        ("", "", ""),
    ],
)
def test_a_gap_inside_a_word_is_the_fonts_and_not_a_column(laid_out, written, parted):
    assert pdf._parted(laid_out, written) == parted
