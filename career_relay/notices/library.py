"""A company's own templates: tried before they are kept, every version kept. Deleting one brings our words back."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor, ActorKind
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import current_company
from career_relay.base.text.lint import check as fair_findings
from career_relay.companies.models import Company
from career_relay.notices import composer, wordings
from career_relay.notices.events import Event
from career_relay.notices.lint import ensure_pure
from career_relay.notices.mime import ensure_header
from career_relay.notices.models import Message, Template, TemplateVersion
from career_relay.notices.placeholders import LINK, PAGE_LINK
from career_relay.notices.states import LegalClass, TemplatePurpose, Topic
from career_relay.notices.wordings import Wording

P = TemplatePurpose
KEY = re.compile(r"[a-z][a-z0-9_]{2,39}")
# What a text must lead to, by what it is for.
NEEDS = {P.RESULT: LINK, P.APOLOGY: LINK, P.SURVEY: LINK, P.PERMISSION: PAGE_LINK}
# What may be said in the name of what. A result is never anything but a notice (LEGAL E-01, E-02).
CLASSES: dict[str, frozenset[str]] = {
    P.RESULT: frozenset({LegalClass.NOTICE}),
    P.AGENCY: frozenset({LegalClass.NOTICE}),
    P.APOLOGY: frozenset({LegalClass.NOTICE}),
    P.SURVEY: frozenset({LegalClass.NOTICE}),
    P.PERMISSION: frozenset({LegalClass.NOTICE}),
    P.JOBS: frozenset({LegalClass.JOB_INFO}),
    P.NEWS: frozenset({LegalClass.NEWSLETTER}),
    P.INVITE: frozenset({LegalClass.INVITE}),
}
NO_CLASS = "TEMPLATE_WITHOUT_CLASS"


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants a template to say. Purpose, class and topic of our own keys are ours."""

    title: str
    subject: str
    body: str
    purpose: str = ""
    legal_class: str = ""
    topic: str = ""


@transaction.atomic
def save_template(key: str, language: str, draft: Draft, *, by: Actor) -> Template:
    """Keep the company's own words for `key`, tried with sample values first. Raises Refused with what is wrong.

    Every change is a version of its own; saving the same words again changes nothing.
    """
    wanted = tried(key, language, draft)
    own = Template.objects.select_for_update().filter(key=key, language=language).first()
    if own is not None and _draft_of(own) == wanted:
        return own
    own = own or Template(key=key, language=language, company_id=current_company())
    for name in Draft.__slots__:
        setattr(own, name, getattr(wanted, name))
    own.version = _next_version(key, language)
    own.save()
    _keep(own, wanted, by=by)
    record(Event.TEMPLATE_SAVED, own, by=by, key=key, version=own.version)
    return own


def tried(key: str, language: str, draft: Draft) -> Draft:
    """Give the draft as it would be kept. Raises Refused with the first thing that is wrong with it."""
    if not KEY.fullmatch(key) or language not in wordings.LANGUAGES:
        raise Refused(_("There is no such template."))
    wanted = completed(key, draft)
    _ensure_classed(wanted)
    if not (wanted.title and wanted.subject and wanted.body.strip()):
        raise Refused(_("A template needs a title, a subject and a text."))
    ensure_header(wanted.subject)
    shown = composer.try_template(wanted.subject, wanted.body)
    _ensure_leads_on(wanted, shown[1])
    _ensure_may_say(wanted, *shown)
    return wanted


def completed(key: str, draft: Draft) -> Draft:
    """Give the draft without stray blanks, and for one of our keys with what it is for."""
    body = f"{draft.body.replace(chr(13), '').strip()}\n"
    wanted = replace(draft, title=draft.title.strip(), subject=draft.subject.strip(), body=body)
    if wordings.is_ours(key):
        ours = wordings.default(key, "ja")
        return replace(wanted, purpose=ours.purpose, legal_class=ours.legal_class, topic=ours.topic)
    return wanted


def _ensure_classed(draft: Draft) -> None:
    """No template without a class, none whose class does not fit what it is for (LEGAL E-01)."""
    if draft.legal_class not in LegalClass or draft.purpose not in TemplatePurpose:
        raise Refused(_("Say what the template is for: whom it may reach follows from it."), code=NO_CLASS)
    if draft.legal_class not in CLASSES[draft.purpose]:
        raise Refused(_("What a template is for and its legal class do not fit together."), code=NO_CLASS)
    if (draft.topic in Topic) != (draft.legal_class != LegalClass.NOTICE):
        raise Refused(_("A mail that is no notice needs a topic; a notice has none."), code=NO_CLASS)


def _ensure_leads_on(draft: Draft, text: str) -> None:
    link = NEEDS.get(TemplatePurpose(draft.purpose))
    if link and link not in text:
        raise Refused(_("The text needs the link to the person's page: {placeholder}").format(placeholder=link))


def _ensure_may_say(draft: Draft, subject: str, text: str) -> None:
    company = Company.objects.get(pk=current_company())
    shown = Message(subject=subject, body_text=text, legal_class=draft.legal_class)
    ensure_pure(shown, own_names=(company.name, company.name_en))
    if found := fair_findings(f"{draft.subject}\n{draft.body}"):
        raise Refused(found[0].message, code=found[0].code)


def _draft_of(row: Template) -> Draft:
    return Draft(*(getattr(row, name) for name in Draft.__slots__))


def _next_version(key: str, language: str) -> int:
    """Ours is the first; numbers go on when a template comes back after it was deleted."""
    last = history(key, language).aggregate(last=Max("version"))["last"]
    return (last or int(wordings.is_ours(key))) + 1


def _keep(own: Template, words: Draft | Wording, *, by: Actor, is_default: bool = False) -> None:
    said = {name: getattr(words, name) for name in Draft.__slots__}
    TemplateVersion.objects.create(
        key=own.key,
        language=own.language,
        version=own.version,
        is_default=is_default,
        saved_by_id=by.id if by.kind == ActorKind.USER else None,
        **said,
    )


def history(key: str, language: str) -> QuerySet[TemplateVersion]:
    """Give what was saved, the newest first. What nobody changed has no history."""
    rows = TemplateVersion.objects.filter(key=key, language=language).select_related("saved_by")
    return rows.order_by("-version")


@dataclass(frozen=True, slots=True)
class Version:
    """The words as they once were, who saved them and when; ours have neither."""

    version: int
    title: str
    subject: str
    body: str
    is_default: bool
    saved_by: str = ""
    saved_at: datetime | None = None


def versions(key: str, language: str) -> list[Version]:
    """Give every version there was, the newest first and ours last."""
    found = [_version(row) for row in history(key, language)]
    if wordings.is_ours(key):
        ours = wordings.default(key, language)
        found.append(Version(1, wordings.title_of(ours), ours.subject, ours.body, is_default=True))
    return found


def _version(row: TemplateVersion) -> Version:
    who = row.saved_by.name if row.saved_by else ""
    return Version(row.version, row.title, row.subject, row.body, row.is_default, who, row.saved_at)


def last_saved() -> dict[tuple[str, str], TemplateVersion]:
    """Give who saved each template last, by key and language."""
    rows = TemplateVersion.objects.select_related("saved_by").defer("body").order_by("version")
    return {(row.key, row.language): row for row in rows}


@transaction.atomic
def restore_version(key: str, language: str, version: int, *, by: Actor) -> Template:
    """Use older words again, as a new version. They are tried anew: rules may have changed since."""
    if version == 1 and wordings.is_ours(key):
        raise Refused(_("These are our own words. Delete the company's to use them again."))
    row = history(key, language).filter(version=version).first()
    if row is None:
        raise Refused(_("There is no such version."))
    return save_template(key, language, Draft(*(getattr(row, name) for name in Draft.__slots__)), by=by)


@transaction.atomic
def restore_default(key: str, language: str, *, by: Actor) -> None:
    """Delete the company's own words; ours are used again, where there are any. The versions stay."""
    own = Template.objects.select_for_update().filter(key=key, language=language).first()
    if own is None:
        return
    if wordings.is_ours(key):
        own.version = _next_version(key, language)
        _keep(own, wordings.default(key, language), by=by, is_default=True)
    record(Event.TEMPLATE_RESTORED, own, by=by, key=key)
    own.delete()
