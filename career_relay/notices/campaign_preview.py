"""A mailing exactly as it arrives, footer and all: for three invented people, and for real ones of the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from career_relay.base.errors import Refused
from career_relay.candidates.models import Candidate
from career_relay.companies.models import Company
from career_relay.notices import footer, samples
from career_relay.notices.campaign_words import fill
from career_relay.notices.footer import Row
from career_relay.notices.letters import button_words, letter_of, with_link
from career_relay.notices.mime import Letter
from career_relay.notices.models import Campaign, Message
from career_relay.notices.rendering import Block, blocks
from career_relay.notices.states import TemplatePurpose, Topic
from career_relay.notices.verdicts import judge
from career_relay.notices.wordings import Wording

REAL = 3
LOOKED_AT = 30  # people of the list, to find some who get the mail


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to read the mail as."""

    key: str
    words: str | Promise
    is_real: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What arrives."""

    letter: Letter
    blocks: list[Block]
    foot: list[Row]
    button: str


def people_to_show(campaign: Campaign, people: Sequence[int]) -> list[Reader]:
    """Give the first real people of the list who get it, then three invented ones."""
    part, day = list(people[:LOOKED_AT]), timezone.localdate()
    judged = (
        judge(part, legal_class=campaign.legal_class, topic=campaign.topic, today=day, channel=campaign.channel)
        if part
        else []
    )
    going = [row.candidate_id for row in judged if not row.why][:REAL]
    found = Candidate.objects.only("public_id", "name").in_bulk(going)
    real = [Reader(str(found[pk].public_id), found[pk].name, is_real=True) for pk in going if pk in found]
    return [*real, *(Reader(one.key, one.names[campaign.language]) for one in samples.SAMPLES)]


def shown(campaign: Campaign, company: Company, reader: str, *, subject: str, body: str) -> Shown:
    """Give the mail as one person would read it. Raises Refused when the words cannot be filled."""
    message = _message_to(campaign, company, reader)
    message.subject, message.body_text = fill(subject, body, message, company)
    letter = letter_of(message, company)
    return Shown(letter, blocks(with_link(message)), footer.rows_of(message, company), str(button_words(message)))


def _message_to(campaign: Campaign, company: Company, reader: str) -> Message:
    if reader in {one.key for one in samples.SAMPLES}:
        message = samples.message_for(_wording(campaign), reader, company)
        message.application, message.personal_point = None, ""
    else:
        message = Message(company=company, candidate=_real(reader))
    message.campaign, message.legal_class, message.language = campaign, campaign.legal_class, campaign.language
    return message


def _real(public_id: str) -> Candidate:
    try:
        found: Candidate | None = Candidate.objects.filter(public_id=UUID(public_id)).first()
    except ValueError:
        found = None
    if found is None:
        raise Refused(_("This person is no longer there. Choose somebody else to read as."))
    return found


def _wording(campaign: Campaign) -> Wording:
    """The campaign's words as a template, for the makers of invented people."""
    purpose = TemplatePurpose.JOBS if campaign.topic == Topic.JOBS else TemplatePurpose.NEWS
    head = (campaign.name, campaign.subject, campaign.body, purpose, campaign.legal_class, campaign.topic)
    return Wording(campaign.template_key or "own", campaign.language, *head)
