"""Writing a notice: the words of the template, what is odd about them, and what the person will read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from career_relay.base.text.lint import check as fair_findings
from career_relay.candidates.models import Application
from career_relay.candidates.states import Reached
from career_relay.companies.models import Company
from career_relay.notices import wordings
from career_relay.notices.letters import address_of, button_words, letter_of, paragraphs
from career_relay.notices.lint import promotion_in
from career_relay.notices.mime import Letter, is_address, one_line
from career_relay.notices.models import Message
from career_relay.notices.placeholders import values_of
from career_relay.notices.rendering import Block, blocks, render
from career_relay.notices.rules import (
    is_apology,
    is_protected,
    is_source_open,
    names_in,
    reaches_past_agency,
    why_superseded,
)
from career_relay.notices.states import Channel
from career_relay.notices.wordings import Wording

LEFTOVER = re.compile(
    r"〇〇|○○|◯◯|●●|××|XXX+|＿＿|__+|\{\{(?! result_link \}\})|\{%|（(氏名|会社名|日付)）|\[(name|date)\]"
    r"|（ここに書いてください[^）]*）|\(write here[^)]*\)",
    re.IGNORECASE,
)
NOT_A_POINT = re.compile(
    r"^\W*(n\s*/\s*a|none|なし|無し|無|特に(なし|無し|ありません)|該当なし|tbd|ー+|-+|…+)\W*$", re.IGNORECASE
)
THIRD_PERSON = re.compile(
    r"彼女?[はがにをのも]|同氏|本人[はがにをのも]|当人|この(候補者|応募者|方)[はがにを]|候補者[はがにをの]|\b(he|she|his|her|the candidate)\b",
    re.IGNORECASE,
)
COMPARISON = re.compile(
    r"(他|ほか)の(応募者|候補者|方)[^。]{0,12}(より|比べ|優れ|高く|上回)|(応募者|候補者)の?中で|比べ(て|ると)|比較(して|すると|の結果)"
    r"|より(優れた|優秀な|ふさわしい)(方|候補者|応募者)|(better|stronger) (candidate|applicant)s?|other (candidates|applicants)|compared (to|with)",
    re.IGNORECASE,
)
HARSH = re.compile(
    r"まったく|全く|一切|絶対に?|到底|致命的|論外|(能力|実力|熱意|知識|経験)(が|に)?(不足|欠け|足りな|ない|乏し)|不足して|向いてい(ない|ません)"
    r"|基準に(達|満た)|できない人|落選|不合格|不採用|無理|不適格|\b(never|unqualified|incapable|failed|lack(s|ed|ing)?|reject(ed|ion)?|not good enough)\b",
    re.IGNORECASE,
)
ADDRESSED = re.compile(r"([^\s、。，,（）()「」]{1,20}(?:[ 　][^\s、。，,（）()「」]{1,20})?)[ 　]*(?:様|さま)")
EVERYBODY = re.compile(r"(皆|お客|各位|ご?担当者|お子|奥|神|仏|王)$")
SHORTEST_POINT = 12
CONCRETE = 40
GOOD = re.compile(
    r"(印象|心に残|丁寧|分かりやす|わかりやす|伝わ|感銘|すばらし|素晴らし|強み|魅力|ありがた|感謝|学び|頼もし|誠実|熱意|工夫|よく分か|よかった)"
    r"|\b(impress|clear|stayed with us|strength|enjoyed|appreciat|thoughtful|good|well|valued)",
    re.IGNORECASE,
)
BECAUSE = re.compile(
    r"(ため|ので|から、|より重|重視|重く見|求めて|必要と|優先|という理由|判断)|\b(because|since|as we|more weight|needed|looking for|decided)\b",
    re.IGNORECASE,
)
GAP = re.compile(r"\n[ \t　]*\n(?:[ \t　]*\n)+")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what was found."""

    key: str
    ok: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Strength:
    """How much a personal point gives to whoever reads it, and the one thing that would help most now."""

    have: int
    of: int
    next: str

    @property
    def percent(self) -> int:
        return round(100 * self.have / self.of)


@dataclass(frozen=True, slots=True)
class Preview:
    """Exactly what arrives, and what stands on the result page."""

    letter: Letter
    blocks: list[Block]
    page: list[Block]
    personal_point: str
    button: str


def write(message: Message, company: Company, words: Wording | None = None) -> tuple[str, str]:
    """Give subject and text by its template. The internal reason is not among the values."""
    words = words or wordings.find(message.template_key, message.language)
    values = values_of(message, company, used_in=f"{words.subject}\n{words.body}")
    return one_line(render(words.subject, values))[:200], tidy(render(words.body, values))


def tidy(text: str) -> str:
    """Close the gap an empty placeholder leaves between two paragraphs."""
    return GAP.sub("\n\n", text.replace("\r\n", "\n")).strip() + "\n"


def phone_script(message: Message, company: Company) -> str:
    """Give what to say when the result is told by phone."""
    return render(
        wordings.script(message.language, is_apology=is_apology(message)), values_of(message, company)
    ).strip()


def try_template(subject: str, body: str) -> tuple[str, str]:
    """Render a template with sample values. Raises Refused with what is wrong with it."""
    from career_relay.notices.placeholders import samples

    return render(subject, samples()), render(body, samples())


def preview(message: Message, company: Company) -> Preview:
    letter = letter_of(message, company)
    return Preview(letter, blocks(letter.text), paragraphs(message), message.personal_point, button_words(message))


def wants_point(application: Application | None) -> bool:
    """After an interview a personal point is asked for; after documents the kind words by reason are enough."""
    return application is not None and application.reached != Reached.DOCUMENT


def checks(message: Message, company: Company) -> list[Check]:
    """Look the text over. Each answer is a sentence; none of them is changed by anybody but the writer."""
    return [*_of_the_person(message), *_of_the_words(message, company)]


def strength(message: Message, found: list[Check]) -> Strength | None:
    """Weigh the personal point: something good, a reason, something only this person can have said, nothing odd.

    Nothing to weigh where the text is the recruiter's own, or no point is asked for and none was written.
    """
    point = message.personal_point.strip()
    if message.own_words or (not point and not wants_point(message.application)):
        return None
    parts = [
        (bool(GOOD.search(point)), _("Name one thing that was good.")),
        (bool(BECAUSE.search(point)), _("Add one reason for the decision.")),
        (len(point) >= CONCRETE, _("Say it with something only this person told you.")),
        (bool(point) and all(check.ok for check in found), _("Look at the remarks below.")),
    ]
    missing = [words for ok, words in parts if not ok]
    return Strength(
        len(parts) - len(missing), len(parts), missing[0] if missing else _("Good to read. Tick it and go on.")
    )


def worst(found: list[Check]) -> str:
    return next((check.sentence for check in found if not check.ok), "")


def _of_the_person(message: Message) -> Iterator[Check]:
    if why := why_superseded(message):
        yield Check("decision", False, why)
    if message.channel != Channel.AGENCY and is_protected(message.candidate):
        yield Check("protected", False, _("This person came through an agency: write to the agency."))
    if reaches_past_agency(message):
        yield Check("agency", False, _("This is the person's own address. Write the address of the agency."))
    if message.channel in {Channel.MAIL, Channel.AGENCY} and not is_address(address_of(message)):
        yield Check("address", False, _("There is no mail address that can be written to."))
    if is_source_open(message):
        yield Check("source", False, _("Where the application came from is unknown. Was it an agency?"))


def _of_the_words(message: Message, company: Company) -> Iterator[Check]:
    text, point = f"{message.subject}\n{message.body_text}", message.personal_point.strip()
    own = message.body_text if message.own_words else point
    if found := LEFTOVER.search(text):
        yield Check("leftover", False, _("“{words}” was left in the text.").format(words=found.group()))
    if name := _wrong_name(message):
        yield Check("name", False, _("The text speaks to “{name}”. Is that the right person?").format(name=name))
    if wrong := promotion_in(message, own_names=names_in(message, company)):
        yield Check("pure", False, _("“{words}” cannot stand in a notice.").format(words=wrong[0]))
    yield from _of_the_point(message, point)
    yield _fair(own)
    yield _compares(own)
    yield _harsh(own)
    if found := THIRD_PERSON.search(own):
        words = _("“{words}” speaks about the person. Speak to them.").format(words=found.group())
        yield Check("third_person", False, words)


def _of_the_point(message: Message, point: str) -> Iterator[Check]:
    if not point:
        if is_apology(message) and not message.own_words:
            yield Check("point", False, _("Say in one sentence what changed: whoever was told no will wonder."))
        elif wants_point(message.application) and not message.own_words:
            yield Check("point", False, _("After an interview, one personal point helps most: what was good, and why."))
    elif NOT_A_POINT.match(point):
        yield Check("point", False, _("“{words}” says nothing to the person. Write one sentence.").format(words=point))
    elif len(point) < SHORTEST_POINT:
        yield Check("point", False, _("One word reads like a verdict. Write one sentence."))


def _fair(words: str) -> Check:
    found = fair_findings(words)
    if found:
        return Check("fair", False, found[0].message)
    return Check("fair", True, _("Says nothing about age, sex or family"))


def _compares(words: str) -> Check:
    if found := COMPARISON.search(words):
        return Check("comparison", False, _("“{words}” compares with others.").format(words=found.group()))
    return Check("comparison", True, _("Does not compare with other applicants"))


def _harsh(words: str) -> Check:
    if found := HARSH.search(words):
        return Check(
            "harsh", False, _("“{words}” sounds final. Can it be said another way?").format(words=found.group())
        )
    return Check("harsh", True, _("Nothing absolute, nothing that belittles"))


def _wrong_name(message: Message) -> str:
    """Give a name the text speaks to that is not the person's, or nothing."""
    mine = _folded(message.candidate.name)
    for found in ADDRESSED.finditer(message.body_text):
        said = _folded(found.group(1))
        if not (said and (said in mine or mine in said)) and not EVERYBODY.search(found.group(1)):
            return found.group(1)
    return ""


def _folded(name: str) -> str:
    from career_relay.base.text.normalise import fold_name

    return str(fold_name(name))
