"""The life of a mail, on one screen. RELIABILITY §4.2: intent first, at most once, never silently lost."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from career_relay.base.errors import Refused


class LegalClass(models.TextChoices):
    """LEGAL E-01. The last three are 特定電子メール and need permission."""

    NOTICE = "notice", _("notice")
    INVITE = "invite", _("invitation")
    JOB_INFO = "job_info", _("job information")
    NEWSLETTER = "newsletter", _("newsletter")


class Channel(models.TextChoices):
    MAIL = "mail", _("mail")
    PHONE = "phone", _("phone")
    LETTER = "letter", _("letter by post")
    AGENCY = "agency", _("to the agency")
    LINE = "line", _("LINE")


class Scope(models.TextChoices):
    """How much an address must not be written to. A result still reaches whoever wants no news (LEGAL E-01, E-06)."""

    ALL = "all", _("nothing reaches it")
    ADVERTISING = "advertising", _("no news, no invitations")


class Topic(models.TextChoices):
    """What a company may write about to those who asked for it (PRODUCT C4)."""

    NEWS = "news", _("company news")
    JOBS = "jobs", _("positions")
    COLUMN = "column", _("column about the field")


class Frequency(models.TextChoices):
    """How often at most. A result and an answer are never counted."""

    ANY = "any", pgettext_lazy("frequency", "as it comes")
    MONTHLY = "monthly", pgettext_lazy("frequency", "once a month at most")
    QUARTERLY = "quarterly", pgettext_lazy("frequency", "once in three months at most")


class Way(models.TextChoices):
    """On which way somebody chose, or refused (LEGAL §3.12: 拒否日時・経路)."""

    FORM = "form", pgettext_lazy("way", "form of the careers page")
    NEWS = "news", pgettext_lazy("way", "sign-up for news on the careers page")
    ME = "me", pgettext_lazy("way", "their own page, after a code")
    CENTRE = "centre", pgettext_lazy("way", "page behind the link in a mail")
    ONE_CLICK = "one_click", pgettext_lazy("way", "one tap in a mail")
    PHONE = "phone", pgettext_lazy("way", "told a member of staff")
    REPLY = "reply", pgettext_lazy("way", "answered a mail")
    COMPLAINT = "complaint", pgettext_lazy("way", "reported a mail as spam")
    LINE = "line", pgettext_lazy("way", "LINE")
    IMPORT = "import", pgettext_lazy("way", "imported, attested by the owner")
    WITHDRAWN = "withdrawn", pgettext_lazy("way", "took the consent back")


class Word(models.TextChoices):
    """What a proof is of."""

    GIVEN = "given", pgettext_lazy("proof", "agreed")
    REFUSED = "refused", pgettext_lazy("proof", "refused")


class TemplatePurpose(models.TextChoices):
    """What a template is used for: where it is offered, and the order of the list."""

    RESULT = "result", _("the result of an application")
    AGENCY = "agency", _("a result, through the agency")
    APOLOGY = "apology", _("a result taken back")
    SURVEY = "survey", _("asking how it was")
    PERMISSION = "permission", _("asking for permission")
    JOBS = "jobs", _("openings of ours")
    NEWS = "news", _("news of ours")
    INVITE = "invite", _("an invitation to the relay")


class CampaignState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("campaign", "draft")
    WAITING = "waiting", pgettext_lazy("campaign", "waits for a second person")
    SCHEDULED = "scheduled", pgettext_lazy("campaign", "scheduled")
    RUNNING = "running", pgettext_lazy("campaign", "being sent")
    PAUSED = "paused", pgettext_lazy("campaign", "paused")
    DONE = "done", pgettext_lazy("campaign", "sent to all")
    CANCELLED = "cancelled", pgettext_lazy("campaign", "cancelled")


class Stop(models.TextChoices):
    """Why the system itself paused a sending."""

    COMPLAINTS = "complaints", _("too many people called these mails unwanted")


C = CampaignState
UNRELEASED = (C.DRAFT, C.WAITING)
UNDER_WAY = (C.SCHEDULED, C.RUNNING, C.PAUSED)
CAMPAIGN_NEXT: dict[str, frozenset[str]] = {
    C.DRAFT: frozenset({C.WAITING, C.SCHEDULED, C.CANCELLED}),
    C.WAITING: frozenset({C.SCHEDULED, C.DRAFT, C.CANCELLED}),
    C.SCHEDULED: frozenset({C.RUNNING, C.DRAFT, C.PAUSED, C.CANCELLED}),
    C.RUNNING: frozenset({C.PAUSED, C.DONE, C.CANCELLED}),
    C.PAUSED: frozenset({C.RUNNING, C.CANCELLED}),
}  # a state without a row is an end


class MessageState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("message", "draft")
    HELD = "held", pgettext_lazy("message", "held, can be undone")
    QUEUED = "queued", pgettext_lazy("message", "queued")
    CLAIMED = "claimed", pgettext_lazy("message", "about to be sent")
    SENDING = "sending", pgettext_lazy("message", "sending")
    ACCEPTED = "accepted", pgettext_lazy("message", "sent")
    FAILED = "failed", pgettext_lazy("message", "failed")
    UNKNOWN = "unknown", pgettext_lazy("message", "uncertain")
    CANCELLED = "cancelled", pgettext_lazy("message", "cancelled")
    SKIPPED = "skipped", pgettext_lazy("message", "not sent")
    TOLD = "told", pgettext_lazy("message", "told by phone or letter")


S = MessageState
ON_ITS_WAY = (S.HELD, S.QUEUED, S.CLAIMED, S.SENDING)
OPEN = (S.DRAFT, *ON_ITS_WAY, S.UNKNOWN)
DELIVERED = (S.ACCEPTED, S.TOLD)
STOPPED = (S.FAILED, S.SKIPPED)
DUE = (S.HELD, S.QUEUED)  # with `send_after` passed
BY_MAIL = (Channel.MAIL, Channel.AGENCY)
NEXT: dict[str, frozenset[str]] = {
    S.DRAFT: frozenset({S.HELD, S.TOLD, S.CANCELLED}),
    S.HELD: frozenset({S.CLAIMED, S.DRAFT, S.CANCELLED}),
    S.QUEUED: frozenset({S.CLAIMED, S.SKIPPED, S.CANCELLED}),  # the last two: of a campaign
    S.CLAIMED: frozenset({S.SENDING, S.QUEUED, S.SKIPPED, S.UNKNOWN}),
    S.SENDING: frozenset({S.ACCEPTED, S.FAILED, S.UNKNOWN, S.QUEUED}),
    S.ACCEPTED: frozenset({S.FAILED}),  # it came back later
    S.UNKNOWN: frozenset({S.ACCEPTED, S.QUEUED, S.FAILED}),
    S.FAILED: frozenset({S.DRAFT, S.TOLD}),
    S.SKIPPED: frozenset({S.DRAFT, S.TOLD}),
}  # a state without a row is an end


class Skip(models.TextChoices):
    """Why a mail was not sent. Every skip has a reason, and the reason is counted."""

    NO_ADDRESS = "no_address", _("no mail address")
    SUPPRESSED = "suppressed", _("the address asked not to be written to")
    PROTECTED = "protected", _("introduced by an agency: write to the agency")
    WITHDRAWN = "withdrawn", _("the candidate has withdrawn")
    SUPERSEDED = "superseded", _("a newer decision exists")
    SOURCE_UNKNOWN = "source_unknown", _("nobody has said where the person came from")
    NO_PERMISSION = "no_permission", _("no permission to write")
    CONSENT_GONE = "consent_gone", _("the consent was withdrawn")
    DO_NOT_CONTACT = "do_not_contact", _("does not want to be contacted")
    SNOOZED = "snoozed", _("asked to be written to later")
    TOPIC = "topic", _("did not choose this topic")
    TOO_OFTEN = "too_often", _("has had a mail recently")
    OFFERED = "offered", _("has an offer, or an application in progress")
    BLOCKED = "blocked", _("the person has blocked the company")
    MERGED = "merged", _("the record was put together with another")
    DOUBLE = "double", _("another record has the same address")
    NOT_LINKED = "not_linked", _("has not linked LINE")


class LineState(models.TextChoices):
    """How a company's LINE account stands."""

    NEW = "new", pgettext_lazy("LINE account", "not checked yet")
    WORKING = "working", pgettext_lazy("LINE account", "working")
    REFUSED = "refused", pgettext_lazy("LINE account", "LINE refuses the token")
    DEMO = "demo", pgettext_lazy("LINE account", "demonstration: nothing reaches LINE")


class LineEnd(models.TextChoices):
    """Who ended a link to LINE."""

    UNFOLLOWED = "unfollowed", _("blocked the account on LINE")
    PERSON = "person", _("unlinked by the person")
    COMPANY = "company", _("unlinked by the company")
    MOVED = "moved", _("linked anew")
    CLOSED = "closed", _("the account was taken off")


class Came(models.TextChoices):
    """What a mail is that answers one of ours (RFC 3464, 5965, 3834)."""

    REPLY = "reply", _("reply")
    AUTO_REPLY = "auto_reply", _("automatic reply")
    BOUNCE = "bounce", _("came back")
    COMPLAINT = "complaint", _("complaint")


class Bounce(models.TextChoices):
    """How much a returned mail says about the address."""

    HARD = "hard", _("the address does not exist")
    SOFT = "soft", _("could not be delivered this time")
    LATE = "late", _("is still being tried")


class Flaw(models.TextChoices):
    """What is missing of a mail we took in."""

    CUT = "cut", _("too long: only its beginning was kept")
    UNREADABLE = "unreadable", _("could not be read")


class PersonalKind(models.TextChoices):
    """Mails to a natural person that they asked for or that concern their own choice."""

    CODE = "code", _("code to open a page")
    CONSENT_RECEIPT = "consent_receipt", _("receipt of a choice")
    WITHDRAWAL_RECEIPT = "withdrawal_receipt", _("receipt of a withdrawal")
    ASKED = "asked", _("a company asks")
    ACCEPTED = "accepted", _("your yes")
    DISCLOSED = "disclosed", _("handed over")
    PROGRESS = "progress", _("news of an introduction")
    APPLIED = "applied", _("receipt of an application")
    SUBSCRIBED = "subscribed", _("receipt of a subscription")
    SURVEY = "survey", _("reminder of two questions")
    LONGER = "longer", _("an answer takes longer")
    ADDRESS_CHANGED = "address_changed", _("an address was added or taken away")
    PASSKEY_ADDED = "passkey_added", _("a passkey was added")
    RENEWAL = "renewal", _("a choice ends soon")
    COPY_ERASED = "copy_erased", _("a company has erased its copy")
    STALE = "stale", _("a profile to look through again")
    LETTER_READY = "letter_ready", _("a letter to look at")
    CERTIFICATE_READY = "certificate_ready", _("a certificate to keep")
    SHARE_ANSWERED = "share_answered", _("an answer to a shared link")
    REQUEST_RECEIVED = "request_received", _("receipt of a request")
    REQUEST_ANSWERED = "request_answered", _("answer to a request")
    ERASED = "erased", _("a record was erased")
    COMPLAINT_RECEIVED = "complaint_received", _("receipt of a complaint")
    COMPLAINT_ANSWERED = "complaint_answered", _("answer to a complaint")
    BREACH = "breach", _("notice of a breach")
    POOL_ENDS = "pool_ends", _("a place in the talent pool ends soon")
    OPENINGS = "openings", _("new openings that fit one's conditions")
    # to a member of staff, about their own work
    STAFF_TEST = "staff_test", _("test mail to oneself")
    STAFF_REPLY = "staff_reply", _("an answer has come in")
    STAFF_DUE = "staff_due", _("answers promised for soon")
    STAFF_LATE = "staff_late", _("answers that are late")
    STAFF_WEEK = "staff_week", _("the week's list")
    STAFF_STOPPED = "staff_stopped", _("a sending was stopped")
    STAFF_ALLOW = "staff_allow", _("a sending waits for a second person")
    STAFF_REQUEST = "staff_request", _("a request of a person is due")
    STAFF_DELETION = "staff_deletion", _("a copy is to be erased")
    STAFF_CORRECTION = "staff_correction", _("a person corrected something")
    STAFF_LETTER = "staff_letter", _("a wish about a letter")
    STAFF_COMPLAINT = "staff_complaint", _("a complaint has come in")
    STAFF_BREACH = "staff_breach", _("an incident to look at")
    STAFF_POSITIONS = "staff_positions", _("positions to confirm")
    STAFF_JOINING = "staff_joining", _("joining the network")
    DOMAIN_CODE = "domain_code", _("code for a mail domain")
    STAFF_BATON = "staff_baton", _("news of an introduction, for the staff")
    STAFF_HELD = "staff_held", _("a company's questions rest")
    STAFF_REPORT = "staff_report", _("the figures of a month")


# Mails that say somebody takes part in the network: never to an address on a domain of a member (RELIABILITY rule 17).
# A code goes where it was asked for; results, rights and incidents are no network mail.
OF_THE_NETWORK = frozenset({
    PersonalKind.CONSENT_RECEIPT,
    PersonalKind.WITHDRAWAL_RECEIPT,
    PersonalKind.ASKED,
    PersonalKind.ACCEPTED,
    PersonalKind.DISCLOSED,
    PersonalKind.PROGRESS,
    PersonalKind.RENEWAL,
    PersonalKind.COPY_ERASED,
    PersonalKind.STALE,
    PersonalKind.LETTER_READY,
    PersonalKind.CERTIFICATE_READY,
    PersonalKind.SHARE_ANSWERED,
    PersonalKind.OPENINGS,
})  # fmt: skip


def ensure_next(now: str, then: str) -> None:
    if then not in NEXT.get(now, frozenset()):
        raise Refused(
            _("A message that is {now} cannot become {then}.").format(
                now=MessageState(now).label, then=MessageState(then).label
            )
        )


def ensure_campaign_next(now: str, then: str) -> None:
    if then not in CAMPAIGN_NEXT.get(now, frozenset()):
        raise Refused(
            _("A mailing that is “{now}” cannot become “{then}”.").format(
                now=CampaignState(now).label, then=CampaignState(then).label
            )
        )


class ChatKind(models.TextChoices):
    """Where a company's chat lives. A notice there names nobody (PRODUCT H8)."""

    SLACK = "slack", pgettext_lazy("chat", "Slack")
    TEAMS = "teams", pgettext_lazy("chat", "Microsoft Teams")
    CHATWORK = "chatwork", pgettext_lazy("chat", "Chatwork")
