"""The dictionary keeps its own promises; whoever adds a line runs these."""

import re

import pytest

from career_relay.matching.engine.analysis import analyse
from career_relay.matching.engine.folding import folded
from career_relay.matching.engine.skills import SkillBook, skill_book, skill_label
from career_relay.matching.engine.tables import parts, read_table
from career_relay.matching.engine.text import read_words

# Names that mean two skills: whoever reads one sees both.
SHARED = {"c/c++", "人事労務", "構造設計", "設備設計"}
FRAMES = ["{}", "{}の経験", "・{}（3年）", "主に{}を担当しました。"]
KINDS = {"skill", "tool", "language", "licence", "field", "trait", "mask"}
ROWS = list(read_table("skills.tsv"))


def skills_in(text):
    return [(span.skill, text[span.begin : span.end]) for span in analyse(text).skills]


def names_of(skill):
    """Every spelling of a skill that the dictionary looks for."""
    book = skill_book()
    return [name for names in (book.loose, book.exact) for name, meant in names.items() if skill in meant]


def test_the_dictionary_is_well_formed():
    entries = [row for row in ROWS if row["id"] != "-"]
    ids = [row["id"] for row in entries]

    faults = [
        *(f"{one}: twice" for one in set(ids) if ids.count(one) > 1),
        *(f"{one}: not area.name" for one in ids if not re.fullmatch(r"[a-z]+\.[a-z][a-z0-9_]*", one)),
        *(f"{row['id']}: a label is missing" for row in entries if not (row["ja"] and row["en"])),
        *(
            f"{row['id']}: no letter of Japanese or Latin"
            for row in entries
            if not folded(row["ja"] + row["en"]).strip()
        ),
        *(f"{row['id']}: kind {row['kind']}" for row in entries if row["kind"] not in KINDS - {"mask"}),
        *(f"{row['id']}: blanks around a cell" for row in ROWS for cell in row.values() if cell != cell.strip()),
        *(f"{row['id']}: an empty name" for row in ROWS if "" in row["synonyms"].split("|") and row["synonyms"]),
    ]

    assert faults == []
    assert len(ids) >= 1_500
    assert {row["kind"] for row in ROWS} == KINDS


def test_parents_exist_and_never_lead_back():
    parents = {row["id"]: [one.removeprefix("~") for one in parts(row["parents"], None)] for row in ROWS}

    def climb(skill, below=()):
        if skill in below:
            return [f"{skill}: its own parent by way of {' < '.join(below)}"]
        return [fault for parent in parents.get(skill, []) for fault in climb(parent, (*below, skill))]

    faults = [f"{skill}: no parent {one}" for skill, above in parents.items() for one in above if one not in parents]
    faults += [fault for skill in parents for fault in climb(skill)]
    faults += [
        f"{skill}: {parent} said twice, it is already above {other}"
        for skill, above in parents.items()
        for parent in above
        for other in above
        if parent != other and other in parents and parent in parents[other]
    ]

    assert faults == []


def test_no_name_is_claimed_by_two_skills_unless_it_is_said():
    book = skill_book()

    meant = {}
    for names in (book.loose, book.exact):
        for name, skills in names.items():
            meant.setdefault(name.lower(), set()).update(skills)

    assert {name for name, skills in meant.items() if len(skills) > 1} == SHARED


def test_every_way_to_write_a_skill_is_found_in_running_text():
    """Many names in one text, as reading them one by one takes a minute (`test_every_name_in_every_frame`)."""
    book = skill_book()
    named = [(name, skill) for names in (book.loose, book.exact) for name, meant in names.items() for skill in meant]

    missed = []
    for start in range(0, len(named), 100):
        some = [(name, skill) for name, skill in named[start : start + 100] if skill != "-"]
        words = read_words("".join(f"{name}の経験、" for name, _ in some))
        text = words.folded.text
        found = {
            (text[begin:end].lower(), skill)
            for ids, begin, end in book.find(text, words.folded.lower, words.edges)
            if not words.is_hidden(begin, end)
            for one in ids
            for skill in book.ancestors[one]
        }
        missed += [(name, skill) for name, skill in some if (folded(name), skill) not in found]

    assert missed == []


@pytest.mark.nightly
@pytest.mark.parametrize("frame", FRAMES)
def test_every_name_in_every_frame(frame):
    book = skill_book()
    named = [(name, skill) for names in (book.loose, book.exact) for name, meant in names.items() for skill in meant]

    missed = [
        name
        for name, skill in named
        if skill != "-"
        if not any(skill in book.ancestors[span.skill] for span in analyse(frame.format(name)).skills)
    ]

    assert missed == []


def test_every_mask_hides_a_name():
    book = skill_book()
    masks = names_of("-")

    idle = []
    for mask in masks:
        words = read_words(mask)
        inside = {mask[begin:end] for begin in range(len(mask)) for end in range(begin + 2, len(mask) + 1)} - {mask}
        if not any(set(book.loose.get(part, ())) | set(book.exact.get(part, ())) for part in inside):
            idle.append(mask)
        assert not [ids for ids, *_ in book.find(words.folded.text, words.folded.lower, words.edges) if ids], mask

    assert idle == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "和食と洋食の調理を担当し、仕込みから盛り付けまで行いました",
            {"hos.japanese_cuisine", "hos.western_cuisine", "hos.cooking", "hos.prep_cook"},
        ),
        ("宅建と賃貸不動産経営管理士を取得、賃貸仲介に従事", {"lic.takken", "lic.rental_mgr", "sales.rental_sales"}),
        ("１級土木施工管理技士として道路工事の施工計画書作成", {"lic.civil1", "con.road", "con.schedule_con"}),
        ("大型自動車免許とけん引免許あり、トレーラードライバー10年", {"lic.large_truck", "lic.towing", "log.trailer"}),
        ("特別養護老人ホームで入浴介助と看取りを経験", {"care.tokuyo", "care.bath", "care.terminal"}),
        ("ICUと救急外来で採血や点滴を行った", {"med.icu", "med.er", "med.injection"}),
        (
            "３次元CADのSolidWorksで筐体設計、公差解析",
            {"mfg.cad3d", "mfg.solidworks", "mfg.structure_design", "mfg.tolerance"},
        ),
        (
            "ＮＣ旋盤とマシニングセンタのプログラム、三次元測定",
            {"mfg.nc_lathe", "mfg.machining_center", "mfg.measuring"},
        ),
        (
            "月次決算、税効果会計、有価証券報告書の作成",
            {"fin.monthly_close", "fin.corporate_tax", "fin.securities_report"},
        ),
        (
            "Next.jsとTypeScriptでSPA、GitHub Actionsで自動デプロイ",
            {"it.nextjs", "it.typescript", "it.github_actions", "it.cicd"},
        ),
        (
            "Deployed on Kubernetes with Helm and Argo CD, monitored with Datadog",
            {"it.kubernetes", "it.helm", "it.datadog"},
        ),
        ("Managed accounts payable, payroll and year-end close", {"fin.payment_run", "hr.payroll", "fin.annual_close"}),
        ("Led a team of nurses in intensive care and home nursing", {"med.nursing", "med.icu"}),
        (
            "リスティング広告とSNS広告の運用、GA4で効果検証",
            {"mkt.listing", "mkt.sns_ads", "mkt.analytics", "it.ab_test"},
        ),
        ("新卒採用の会社説明会と面接官、ATSの導入", {"hr.new_grad", "hr.campus", "hr.interview", "hr.ats"}),
        ("放課後等デイサービスで児童発達支援管理責任者", {"care.after_school", "care.sabikan"}),
        ("幼稚園教諭一種免許、保育園で０歳の乳児保育", {"lic.kindergarten", "child.nursery_school", "child.infant"}),
        ("冷凍車でのルート配送、点呼と配車", {"log.cold_chain", "log.route", "log.rolling", "log.dispatch"}),
        ("搾乳と牧草の収穫作業、トラクターの運転", {"agri.dairy", "agri.harvest", "agri.agri_machine"}),
        ("看護婦、営業マン、カメラマン、ウェイトレス", {"lic.nurse", "sales.sales", "des.photo"}),
        ("第二種電気工事士、危険物乙4、玉掛け", {"lic.electrician2", "lic.hazmat4", "lic.sling"}),
        ("建築ＣＡＤで施工図、Revitで ＢＩＭ", {"con.arch_cad", "con.shop_drawing", "con.bim"}),
        ("藥劑師として調劑藥局に勤務", {"lic.pharmacist", "med.dispensing"}),
        ("ﾌｫｰｸﾘﾌﾄ運転技能講習修了、ﾋﾟｯｷﾝｸﾞ", {"lic.forklift", "log.picking"}),
        ("Amazon出品とShopifyの運営、商品ページ作成", {"mkt.amazon", "mkt.shopify", "mkt.ec_ops"}),
        (
            "Cooked Japanese cuisine and managed a restaurant: restaurant management, HACCP",
            {"hos.restaurant_mgmt", "mfg.haccp"},
        ),
    ],
)
def test_sentences_of_the_whole_labour_market_show_their_skills(text, expected):
    assert {skill for skill, _ in skills_in(text)} >= expected


@pytest.mark.parametrize(
    "text",
    [
        "医師との連携を大切にしています",
        "顧問税理士と打ち合わせ",
        "薬剤師への相談窓口です",
        "親の介護のため退職しました",
        "就労移行支援事業所に通所し、資格を取りました",
        "職業訓練校で学びました",
        "精神科に通院しています",
        "保育園に預けて働いています",
        "駐車場あり、駅から徒歩5分",
        "駅から送迎バスあり",
        "引っ越しのため退職",
        "ネイルOK、髪型自由",
        "後進を牽引しました",
        "Looking forward to hearing from you. Let us go, express your views and remix it.",
        "The acting chair of a trading floor",
        "We bubble, glide, echo and base it on the stores",
        "She holds the record for mining sugar with a sorting hat",
        "スラックスをはいて歩きます",
        "趣味は小説とヨガとアニメです",
        "図書館で勉強しました",
        "動物園が好きです",
    ],
)
def test_near_misses_show_no_skill(text):
    assert skills_in(text) == []


class Counted(dict):
    asked = 0

    def get(self, key, default=None):
        self.asked += 1
        return super().get(key, default)


def test_reading_asks_no_more_of_a_list_twice_as_long():
    names = "|".join(f"{name[:2]}{name[:1:-1]}" for name in skill_book().loose if len(name) > 3)
    twice = [*ROWS, {"id": "x.y", "kind": "skill", "ja": "二倍", "en": "twice", "parents": "", "synonyms": names}]
    words = read_words("医療機関で電気設備の保守と経理事務、JavaとPythonによる業務システムの開発を担当しました")

    asked = []
    for rows in (ROWS, twice):
        book = SkillBook(rows)
        book.loose = Counted(book.loose)
        assert list(book.find(words.folded.text, words.folded.lower, words.edges))
        asked.append(book.loose.asked)

    # The made-up names bring a few new lengths with them.
    assert asked[1] < 1.5 * asked[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JavaScriptとJava", [("it.javascript", "JavaScript"), ("it.java", "Java")]),
        ("Googleで働く", []),
        ("Let's go to market", []),
        ("C++/C#を使用", [("it.cpp", "C++"), ("it.csharp", "C#")]),
        ("ｴｸｾﾙで表を作る", [("office.excel", "ｴｸｾﾙ")]),
        ("3営業日以内にお返事", []),
        ("法人営業を担当", [("sales.b2b", "法人営業")]),
        ("看護婦として勤務", [("lic.nurse", "看護婦")]),
    ],
)
def test_names_are_found_as_words_and_nothing_else_is(text, expected):
    assert skills_in(text) == expected


def test_the_name_of_a_school_or_company_shows_no_skill():
    assert skills_in("東京経理専門学校卒業。株式会社営業支援に入社。") == []


def test_siblings_are_near_and_parents_are_implied():
    book = skill_book()

    assert "it.mysql" in book.siblings["it.postgresql"]
    assert {"it.rdb", "it.database"} <= book.ancestors["it.postgresql"]
    assert "it.rdb" in book.siblings["it.postgresql"]
    assert "it.postgresql" not in book.siblings["it.postgresql"]
    # A wide parent ("~") makes nobody near.
    assert {"it.game", "it.programming"}.isdisjoint(book.siblings["it.web"])


def test_a_skill_has_a_name_in_both_languages():
    assert (skill_label("fin.monthly_close", "ja"), skill_label("fin.monthly_close", "en-gb")) == (
        "月次決算",
        "Monthly closing",
    )
