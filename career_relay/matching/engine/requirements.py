"""Lines of a position's text → requirements the engine can look for."""

import re
from collections.abc import Iterable, Iterator

from career_relay.matching.engine.analysis import Analysis, analyse
from career_relay.matching.engine.durations import durations
from career_relay.matching.engine.folding import folded
from career_relay.matching.engine.skills import skill_book
from career_relay.matching.engine.types import GradeWanted, Kind, Requirement

_HEADING = re.compile(
    r"^[【\[<■◆●▼《]|[:：]$|^(?:必須|歓迎|尚可|応募資格|応募条件|求める人物像)(?:条件|要件|スキル|経験)*$"
)
_BULLET = re.compile(r"^[\s・●■◆○◇※*\-–—•▪▶>✓✔]+|^\(?\d{1,2}[).．]\s*")
# Not something to look for: a promise that nothing is needed.
_NOT_ASKED = re.compile(
    r"不問|未経験(?:可|歓迎|ok|の方も)|資格なし|特になし|問いません|経験は問わ|no experience (?:required|needed)"
)
_UNUSED = re.compile(
    r"\d{2}歳|年齢|男性|女性|性別|国籍|既婚|未婚|独身|(?:大学|短大|高校|専門学校|高専|大学院|院|高|大)卒|学歴|卒業見込|"
    r"容姿|出身|\bage\b|\bgender\b|nationality|bachelor|master's|university degree|degree in"
)
_ANY = re.compile(
    r"または|又は|もしくは|若しくは|あるいは|いずれか|どちらか|など|等|何らか|/|\bor\b|\beither\b|any of|同等|e\.g\.|such as"
)
_ONE_OF_THESE = re.compile(r"いずれか|どちらか|\beither\b|any of")
_ALSO_ACCEPTED = re.compile(r"可\)|でも可")
_BRACKETS = re.compile(r"\(.*?\)")
_EXAMPLES = re.compile(r"など|等|同等|または|又は|もしくは|あるいは|をはじめ|その他|\bor\b|e\.g\.|such as|similar")
_ALL = re.compile(r"および|及び|かつ|両方|いずれも|\band\b|\s[+&]\s")
_GENERIC_WORDS = (
    "経験 実務 業務 以上 程度 知識 スキル 能力 力 方 有る 出来る 為る 者 人 事 物 等 相当 優遇 歓迎 必須 尚可 持つ 有する 関する 関わる "
    "携わる 活かす 使う 用いる 基本 基礎 基本的 一般 一般的 理解 可能 担当 従事 職務 仕事 資格 免許 保有 取得 有 御 上 中 的 性 化 分野 "
    "領域 関連 何 環境 実績 年数 通算 レベル 使用 利用 活用 操作 得意 好き 興味 意欲 他 当社 弊社 社 同等 所 スタッフ メンバー 内 外 為 様々 幅広い 高い 深い "
    "experience knowledge skill ability strong good least minimum plus required preferred equivalent work working "
    "understanding proven hands-on familiarity familiar professional related field level basic"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())


def parse_requirements(lines: Iterable[str]) -> tuple[Requirement, ...]:
    """One requirement a line, in order; headings and "経験不問" are no requirements."""
    return tuple(parse_requirement(text) for line in lines for text in _asked(line))


def parse_requirement(text: str) -> Requirement:
    found = analyse(text)
    line = folded(text)
    skills = _skills(found, line)
    grade = next((GradeWanted(said.scale, said.value) for said in found.grades), None)
    is_choice = _any_of(line, len(skills) + (grade is not None))
    if is_choice:
        skills = _choices(skills)
    return Requirement(
        text=text,
        skills=skills,
        min_years=min((said.years for said in durations(line)), default=None),
        kind=_kind(line, skills),
        any_of=is_choice,
        grade=grade,
        words=_words(found, text),
    )


def _asked(line: str) -> Iterator[str]:
    text = _BULLET.sub("", line.strip()).strip()
    if text and not _HEADING.search(text) and not _NOT_ASKED.search(_BRACKETS.sub(" ", folded(text))):
        yield text


def _skills(found: Analysis, line: str) -> tuple[str, ...]:
    """The skills a line asks for: the narrowest named, or the wider ones when the narrow are examples.

    "Goなど静的型付け言語" asks for the family, "Java(Spring Boot)" for the framework.
    """
    named = tuple(dict.fromkeys(span.skill for span in found.skills))
    ancestors = skill_book().ancestors
    if _ONE_OF_THESE.search(line):
        return named
    if _EXAMPLES.search(line):
        return tuple(skill for skill in named if not (ancestors[skill] - {skill}) & set(named))
    return tuple(skill for skill in named if not any(skill in ancestors[other] - {other} for other in named))


def _kind(line: str, skills: tuple[str, ...]) -> Kind:
    if _UNUSED.search(line):
        return "unused"
    kinds = {skill_book().skills[skill].kind for skill in skills}
    if kinds == {"trait"}:
        return "trait"
    if kinds and kinds <= {"licence"}:
        return "licence"
    if kinds and kinds <= {"language"}:
        return "language"
    return "experience" if "経験" in line or "experience" in line or not skills else "skill"


def _any_of(line: str, choices: int) -> bool:
    """A choice must be said: names in a row are all wanted, and whoever has some of them is asked about the rest."""
    if choices < 2:
        return False
    if _ALSO_ACCEPTED.search(line):
        return True
    # "機械設計(SolidWorksなど)": what is free inside a bracket is not free outside.
    outside = _BRACKETS.sub(" ", line)
    return _ALL.search(outside) is None and _ANY.search(outside) is not None


def _choices(skills: tuple[str, ...]) -> tuple[str, ...]:
    """ "製造業での品質保証または品質管理" leaves the choice of the work, not of the industry alone."""
    known = skill_book().skills
    return tuple(skill for skill in skills if known[skill].kind != "field") or skills


def _words(found: Analysis, text: str) -> tuple[str, ...]:
    """What the line says beyond its skills and beyond what every line says."""
    named = {
        token
        for span in found.skills
        for line in analyse(text[span.begin : span.end]).sentences
        for token in line.tokens
    }
    said = dict.fromkeys(token for sentence in found.sentences for token in sentence.tokens)
    return tuple(token for token in said if token not in named and token not in _GENERIC)
