"""A test mail to oneself: the words one is writing, filled for an invented person, through the real post."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from career_relay.base.errors import Refused
from career_relay.companies.models import Company
from career_relay.notices import composer, samples
from career_relay.notices.letters import button_words, full_text
from career_relay.notices.library import Draft, tried
from career_relay.notices.models import Message, PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer, send_to_staff
from career_relay.notices.states import PersonalKind
from career_relay.notices.wordings import Wording

NAMES = ("title", "subject", "body", "purpose", "legal_class", "topic")


def send_test(key: str, language: str, draft: Draft, *, sample: str, user_id: int, company_id: int) -> PersonalMail:
    """Queue the words as a mail to whoever writes them. Each test is a mail of its own. Raises Refused as saving does."""
    kept = tried(key, language, draft)
    facts = {name: getattr(kept, name) for name in NAMES}
    facts |= {"key": key, "language": language, "sample": sample, "at": timezone.now().isoformat()}
    return send_to_staff(PersonalKind.STAFF_TEST, user_id=user_id, company_id=company_id, data=facts)


def wording_of(key: str, language: str, draft: Draft) -> Wording:
    """Give the words as they would be used, were they kept."""
    head = (draft.title, draft.subject, draft.body, draft.purpose, draft.legal_class, draft.topic)
    return Wording(key, language, *head)


def shown(words: Wording, sample: str, company: Company) -> Message:
    """Give the message the words become for an invented person. Raises Refused when they cannot be filled."""
    message = samples.message_for(words, sample, company)
    message.subject, message.body_text = composer.write(message, company, words)
    return message


def trial_mail(mail: PersonalMail) -> Rendered:
    """The words as they will stand in a real mail, under a subject that says it is a test."""
    facts = {name: str(mail.data.get(name, "")) for name in (*NAMES, "key", "language", "sample")}
    company = mail.for_company
    if company is None:
        raise Gone
    try:
        words = wording_of(facts["key"], facts["language"], Draft(*(facts[name] for name in NAMES)))
        message = shown(words, facts["sample"], company)
    except Refused:
        raise Gone from None
    subject = _("[Test] {subject}").format(subject=message.subject)
    with override(message.language):
        role = company.sender_name or _("Recruiting team")
        button = button_words(message)
        text = full_text(message, company)
    return Rendered(subject, text, button, sender_name=f"{company.name} {role}")


offer(PersonalKind.STAFF_TEST, trial_mail)
