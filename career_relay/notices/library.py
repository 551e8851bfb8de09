"""A company's own templates. Deleting one brings our words back (PRODUCT B3)."""

from django.db import transaction
from django.utils.translation import gettext as _

from career_relay.base.actors import Actor
from career_relay.base.audit import record
from career_relay.base.errors import Refused
from career_relay.base.tenancy import current_company
from career_relay.companies.models import Company
from career_relay.notices import composer, wordings
from career_relay.notices.events import Event
from career_relay.notices.lint import ensure_pure
from career_relay.notices.mime import ensure_header
from career_relay.notices.models import Message, Template
from career_relay.notices.placeholders import LINK


@transaction.atomic
def save_template(key: str, language: str, *, title: str, subject: str, body: str, by: Actor) -> Template:
    """Keep the company's own words for `key`, tried with sample values first. Raises Refused with what is wrong."""
    ensure_header(subject)
    tried = composer.try_template(subject, body)
    if LINK not in tried[1] and key != wordings.AGENCY:
        raise Refused(_("A notice needs the link to the result page: {placeholder}").format(placeholder=LINK))
    company = Company.objects.get(pk=current_company())
    ensure_pure(Message(subject=tried[0], body_text=tried[1]), own_names=(company.name, company.name_en))
    own, created = Template.objects.get_or_create(
        key=key, language=language, defaults={"title": title, "subject": subject, "body": body}
    )
    if not created and (own.title, own.subject, own.body) == (title, subject, body):
        return own
    own.title, own.subject, own.body = title, subject, body
    own.version += 0 if created else 1
    own.save()
    record(Event.TEMPLATE_SAVED, own, by=by, key=key)
    return own


@transaction.atomic
def restore_default(key: str, language: str, *, by: Actor) -> None:
    """Delete the company's own words; ours are used again."""
    own = Template.objects.filter(key=key, language=language).first()
    if own is not None:
        record(Event.TEMPLATE_RESTORED, own, by=by, key=key)
        own.delete()
