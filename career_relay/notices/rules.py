"""When a notice may be drafted and released."""

from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.text.lint import check as fair_findings
from career_relay.base.text.normalise import fold
from career_relay.candidates import sources
from career_relay.candidates.models import Application, Candidate
from career_relay.candidates.states import IN_PROGRESS, SourceKind, Stage
from career_relay.companies.doors import door_url
from career_relay.companies.models import Company
from career_relay.notices.letters import address_of
from career_relay.notices.lint import ensure_pure
from career_relay.notices.mime import ensure_header, is_address
from career_relay.notices.models import Message
from career_relay.notices.states import BY_MAIL, Channel, LegalClass

ANSWERED = frozenset({Stage.REJECTED, Stage.WITHDRAWN})
LONGEST_POINT = 400
LONGEST_TEXT = 10_000


def is_protected(candidate: Candidate) -> bool:
    """Whether somebody else brought this person, so that only they may write today."""
    return sources.is_guarded(candidate, timezone.localdate())


def reaches_past_agency(message: Message) -> bool:
    """Whether the address written down for the agency is the person's own: then it is not the agency's."""
    own = {message.candidate.email_key, fold(str(message.candidate.details.get("other_email", "")))}
    return message.channel == Channel.AGENCY and fold(message.to_agency) in own - {""}


def ensure_through_agency(message: Message, channel: str) -> None:
    """Refuse every way to somebody an agency brought but the one through the agency."""
    if channel != Channel.AGENCY and is_protected(message.candidate):
        raise Refused(_("This person came through an agency: write to the agency."), code="PROTECTED")
    if channel == Channel.AGENCY and reaches_past_agency(message):
        raise Refused(_("This is the person's own address. Write the address of the agency."), code="PROTECTED")


def is_source_open(message: Message) -> bool:
    """Whether nobody has said yet where the person came from: perhaps an agency (PRODUCT A11)."""
    return message.application is not None and message.application.source == SourceKind.UNKNOWN


def is_apology(message: Message) -> bool:
    """Whether it speaks of a no that was taken back: of an application that goes on."""
    return message.application is not None and message.for_stage in IN_PROGRESS


def ensure_decided(application: Application) -> None:
    if application.stage not in ANSWERED:
        raise Refused(_("A notice can be written when the application has been decided."))


def ensure_point(point: str) -> None:
    if len(point) > LONGEST_POINT:
        raise Refused(_("The personal point may have {most} characters.").format(most=LONGEST_POINT))


def ensure_text(subject: str, body: str) -> None:
    ensure_header(subject)
    if not subject or not body.strip():
        raise Refused(_("A notice needs a subject and a text."))
    if len(body) > LONGEST_TEXT or len(subject) > 200:
        raise Refused(_("The text is too long for a mail."))


def why_superseded(message: Message) -> str:
    """Say why the decision a message speaks of no longer holds, or nothing."""
    application = message.application
    if application is None:
        return ""
    if application.stage == Stage.WITHDRAWN and message.for_stage != Stage.WITHDRAWN:
        return _("The candidate has withdrawn.")
    if (application.stage, application.decided_at) != (message.for_stage, message.for_decided_at):
        return _("The decision has changed since this was drafted.")
    return ""


def ensure_ready(message: Message, company: Company) -> None:
    """Guard the release of one notice. The outbox asks the same again at the moment of sending."""
    if message.channel not in BY_MAIL:
        raise Refused(_("This result is told by phone or letter: record there what came of it."))
    if why := why_superseded(message):
        raise Refused(why)
    ensure_through_agency(message, message.channel)
    if is_source_open(message):
        raise Refused(
            _("First say where this application came from: it may have been an agency."), code="SOURCE_UNKNOWN"
        )
    if not is_address(address_of(message)):
        raise Refused(_("There is no mail address that can be written to."))
    if not message.is_checked:
        raise Refused(_("Please look at the notice and tick it first."), code="HUMAN_DECISION_REQUIRED")
    if message.legal_class == LegalClass.NOTICE:
        ensure_pure(message, own_names=names_in(message, company))
    ensure_fair(message)


def ensure_fair(message: Message) -> None:
    """Refuse what a selection may not speak of (LEGAL F-01). Names stand outside of it."""
    words = message.body_text if message.own_words else message.personal_point
    if found := fair_findings(words):
        raise Refused(found[0].message, code=found[0].code)


def names_in(message: Message, company: Company) -> tuple[str, ...]:
    """Give the names a notice may hold whatever they sound like: a firm is called “Mirai Placement”.

    The door is among them: behind it the person finds only their own page.
    """
    firm = message.application.source_detail if message.application else ""
    return (
        company.name,
        company.name_en,
        position_of(message),
        message.candidate.protected_by,
        firm,
        door_url(company),
    )


def position_of(message: Message) -> str:
    return message.application.position_title if message.application else ""
