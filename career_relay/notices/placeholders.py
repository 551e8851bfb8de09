"""What a template may say with `{{ … }}`: a name, a sample for previews, and how far its value is trusted."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from career_relay.base import wording
from career_relay.companies.careers import careers_url
from career_relay.companies.doors import door_url
from career_relay.companies.models import Company
from career_relay.notices import paths
from career_relay.notices.mime import one_line
from career_relay.notices.models import Message
from career_relay.notices.wordings import reason_words
from career_relay.positions.models import Position

LINK = "{{ result_link }}"  # stays in the kept text; the link itself is put in when the letter is made
PAGE_LINK = "{{ page_link }}"  # in samples only
LONGEST_SUMMARY = 200
WORD = re.compile(r"[a-z_]+")


class Trust(Enum):
    OURS = "ours"  # written by the company or by us
    THEIRS = "theirs"  # typed by somebody else: one line, no braces


@dataclass(frozen=True, slots=True)
class Placeholder:
    name: str
    label: str | Promise
    sample: str
    trust: Trust
    value: Callable[[Message, Company], str]
    may_be_empty: bool = False  # then a template asks first: {% if name != "" %}


ALL: dict[str, Placeholder] = {}
Value = Callable[[Message, Company], str]


def offer(
    name: str, label: str | Promise, *, sample: str, trust: Trust, may_be_empty: bool = False
) -> Callable[[Value], Value]:
    """Add a placeholder. Rooms to the right may offer their own."""

    def add(value: Value) -> Value:
        ALL[name] = Placeholder(name, label, sample, trust, value, may_be_empty)
        return value

    return add


def samples() -> dict[str, str]:
    """Give a value for each placeholder, to try a template with."""
    return {one.name: one.sample for one in ALL.values()}


def values_of(message: Message, company: Company, *, used_in: str | None = None) -> dict[str, str]:
    """Give the values for one notice, in its language: all of them, or those a template uses."""
    names = ALL.keys() if used_in is None else _named_in(used_in)
    with override(message.language):
        return {name: _trusted(ALL[name], ALL[name].value(message, company)) for name in names}


@lru_cache(maxsize=256)
def _named_in(source: str) -> frozenset[str]:
    """Give the placeholders whose names stand in a source. Ten thousand mails of one sending share the answer."""
    return frozenset(WORD.findall(source)) & ALL.keys()


def _trusted(placeholder: Placeholder, value: str) -> str:
    if placeholder.trust is Trust.OURS:
        return value.strip()
    return one_line(value).replace("{", "（").replace("}", "）")


@offer("candidate_name", _("name of the candidate"), sample="三浦 沙織", trust=Trust.THEIRS)
def candidate_name(message: Message, company: Company) -> str:
    return str(message.candidate.name)


@offer("company_name", _("name of the company"), sample="株式会社ミナトソフト", trust=Trust.OURS)
def company_name(message: Message, company: Company) -> str:
    return company.name_en if message.language == "en" and company.name_en else company.name


@offer("sender_name", _("sender"), sample="採用担当 佐藤", trust=Trust.OURS)
def sender_name(message: Message, company: Company) -> str:
    from django.utils.translation import gettext

    return company.sender_name or gettext("Recruiting team")


@offer("position_title", _("position"), sample="法人営業（関西）", trust=Trust.THEIRS)
def position_title(message: Message, company: Company) -> str:
    """The opening a campaign speaks of, else the one they applied for."""
    if position := _position(message):
        return str(position.title)
    return str(message.application.position_title) if message.application else ""


@offer("reached", _("how far they came"), sample="一次面接", trust=Trust.OURS, may_be_empty=True)
def reached(message: Message, company: Company) -> str:
    return str(message.application.get_reached_display()) if message.application else ""


@offer("applied_on", _("day of the application"), sample="2026年11月2日", trust=Trust.OURS, may_be_empty=True)
def applied_on(message: Message, company: Company) -> str:
    return wording.day(message.application.applied_on) if message.application else ""


@offer(
    "reason_words",
    _("kind words by reason"),
    sample="今回は、ほかのご経験をより重視いたしました。",
    trust=Trust.OURS,
    may_be_empty=True,
)
def reason_sentence(message: Message, company: Company) -> str:
    application = message.application
    return reason_words(application.reason_shared or application.reason, message.language) if application else ""


@offer(
    "personal_point",
    _("personal point"),
    sample="お客様との関係を立て直されたご経験を、順を追ってお話しくださいました。",
    trust=Trust.OURS,
    may_be_empty=True,
)
def personal_point(message: Message, company: Company) -> str:
    return message.personal_point


@offer("erase_on", _("day the documents are erased"), sample="2027年5月24日", trust=Trust.OURS)
def erase_on(message: Message, company: Company) -> str:
    return wording.day(message.candidate.purge_after)


@offer(
    "reapply_from",
    _("day from which they may apply again"),
    sample="2027年5月24日",
    trust=Trust.OURS,
    may_be_empty=True,
)
def reapply_from(message: Message, company: Company) -> str:
    return wording.day(message.application.reapply_from) if message.application else ""


@offer(
    "path_words",
    _("the way to go on, where a mail may say it"),
    sample="またお話しできる時期として、2027年2月ごろを考えております。",
    trust=Trust.OURS,
    may_be_empty=True,
)
def path_words(message: Message, company: Company) -> str:
    return paths.mail_words(message.application, company, message.language)


@offer("agency_firm", _("agency"), sample="株式会社キャリアパートナー", trust=Trust.THEIRS, may_be_empty=True)
def agency_firm(message: Message, company: Company) -> str:
    application = message.application
    return message.candidate.protected_by or (application.source_detail if application else "")


@offer(
    "position_facts",
    _("place, kind and pay of the opening"),
    sample="大阪・正社員・年収450〜600万円",
    trust=Trust.THEIRS,
    may_be_empty=True,
)
def position_facts(message: Message, company: Company) -> str:
    position = _position(message)
    if position is None:
        return ""
    facts = (position.prefecture or position.place, position.get_track_display(), position.get_remote_display())
    pay = wording.yen_range(position.pay_low, position.pay_high)
    return "・".join(str(one) for one in (*facts, pay) if one)


@offer(
    "position_summary",
    _("what the opening is about"),
    sample="関西の製造業のお客様を担当し、提案から導入までを受け持つ仕事です。",
    trust=Trust.THEIRS,
    may_be_empty=True,
)
def position_summary(message: Message, company: Company) -> str:
    position = _position(message)
    return str(position.summary)[:LONGEST_SUMMARY] if position else ""


@offer("position_link", _("page of the opening"), sample="{{ position_link }}", trust=Trust.OURS, may_be_empty=True)
def position_link(message: Message, company: Company) -> str:
    position = _position(message)
    return f"{careers_url(company)}{position.public_id}/" if position else ""


@offer("careers_link", _("the company's openings"), sample="{{ careers_link }}", trust=Trust.OURS)
def careers_link(message: Message, company: Company) -> str:
    return careers_url(company)


@offer("page_link", _("the person's own page"), sample=PAGE_LINK, trust=Trust.OURS)
def page_link(message: Message, company: Company) -> str:
    """The company's door: whoever proves the address sees what is kept, and chooses."""
    return door_url(company)


@offer(
    "news_title",
    _("what the news is about"),
    sample="大阪に新しい拠点を開きました",
    trust=Trust.THEIRS,
    may_be_empty=True,
)
def news_title(message: Message, company: Company) -> str:
    return message.campaign.name if message.campaign else ""


@offer("result_link", _("link to the result page"), sample=LINK, trust=Trust.OURS)
def result_link(message: Message, company: Company) -> str:
    return LINK if message.application else ""


def _position(message: Message) -> Position | None:
    return message.campaign.position if message.campaign else None
