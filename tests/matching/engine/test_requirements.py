import pytest

from career_relay.matching.engine import GradeWanted, parse_requirement, parse_requirements


def test_headings_and_promises_are_no_requirements():
    lines = ["【必須】", "・経理の実務経験", "", "歓迎条件：", "学歴不問・未経験歓迎", "2. Excelの操作"]

    assert [wanted.text for wanted in parse_requirements(lines)] == ["経理の実務経験", "Excelの操作"]


@pytest.mark.parametrize(
    ("line", "skills"),
    [
        ("Goなど静的型付け言語の経験", ("it.static_typed",)),
        ("Java（Spring Boot）での開発", ("it.spring",)),
        ("看護師または准看護師の資格", ("lic.nurse", "lic.assistant_nurse")),
        ("看護婦資格", ("lic.nurse",)),
        ("年末調整を含む給与計算", ("hr.year_end",)),
        ("明るい方", ()),
        ("人事・採用・労務いずれかの経験", ("hr.hr", "hr.recruiting", "hr.labor")),
        ("法人営業の経験（業界不問）", ("sales.b2b",)),
    ],
)
def test_the_skills_meant_are_found(line, skills):
    assert parse_requirement(line).skills == skills


@pytest.mark.parametrize(
    ("line", "any_of"),
    [
        ("Java/PHP/Rubyいずれかの経験", True),
        ("MySQL、PostgreSQLの経験", False),
        ("Excel・Wordの操作", False),
        ("看護師免許（准看護師可）", True),
        ("機械設計（SolidWorksなど3D CAD）の経験", False),
        ("3+ years of Python or Go", True),
        ("簿記2級または経理経験3年以上", True),
        ("PythonおよびAWSの経験", False),
        ("PythonによるWeb API開発", False),
    ],
)
def test_a_choice_is_told_from_a_list(line, any_of):
    assert parse_requirement(line).any_of == any_of


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("法人営業３年以上", 3.0),
        ("3〜5年の経験", 3.0),
        ("経理（半年以上）", 0.5),
        ("経理経験", None),
        ("5+ years of Go", 5.0),
    ],
)
def test_the_years_asked_for_are_read(line, years):
    assert parse_requirement(line).min_years == years


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("普通自動車免許", "licence"),
        ("英語ビジネスレベル", "language"),
        ("コミュニケーション能力", "trait"),
        ("大卒以上", "unused"),
        ("35歳以下", "unused"),
        ("経理の実務経験", "experience"),
        ("Excel", "skill"),
    ],
)
def test_each_line_is_of_a_kind(line, kind):
    assert parse_requirement(line).kind == kind


def test_a_level_is_read():
    assert parse_requirement("TOEIC 800点以上").grade == GradeWanted("toeic", 800)
    assert parse_requirement("日商簿記2級").grade == GradeWanted("boki", 3)


def test_what_a_line_says_beyond_its_skill_is_kept_without_filler():
    assert parse_requirement("倉庫での在庫管理の実務経験者優遇（医薬品）").words == ("医薬", "品")


def test_a_choice_is_between_kinds_of_work_not_between_the_work_and_its_industry():
    work = parse_requirement("製造業での品質保証または品質管理の経験 3年以上")
    industries = parse_requirement("金融業界または小売業界の経験")

    assert not any(skill.startswith("ind.") for skill in work.skills)
    assert work.skills
    assert {skill.split(".")[0] for skill in industries.skills} == {"ind"}
    assert industries.any_of
