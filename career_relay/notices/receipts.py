"""The words of the mails about a person's own choice: the code, and the receipts (LEGAL P-09)."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from career_relay.accounts.models import CodeRequest
from career_relay.base import wording
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tokens import derived_code
from career_relay.companies.models import Company
from career_relay.consents.models import ConsentEntry, ConsentNow
from career_relay.consents.states import Act, Item
from career_relay.notices import page_mails
from career_relay.notices.mime import one_line
from career_relay.notices.models import PersonalMail, Preference
from career_relay.notices.personal import Gone, Rendered, offer
from career_relay.notices.states import Frequency, PersonalKind, Topic


def code(mail: PersonalMail) -> Rendered:
    """The six digits that open a page. Known and unknown addresses read the same."""
    request = mail.code_request
    if request is None or request.used_at or request.expires_at <= timezone.now():
        raise Gone
    digits = derived_code("entry", str(request.public_id))
    if slug := mail.data.get("news"):
        return _news_code(digits, slug)
    if request.purpose != CodeRequest.Purpose.ENTER:
        return page_mails.code(digits, request.purpose)
    text = _(
        "Here is the code that opens your page:\n\n{code}\n\nPlease type it within ten minutes.\n\n"
        "If you did not ask for it, you need do nothing: without the code nobody can open the page."
    )
    return Rendered(_("Your code: {code}").format(code=digits), text.format(code=digits))


def _news_code(digits: str, slug: str) -> Rendered:
    """The same six digits for whoever asked for news on a careers page."""
    company = Company.objects.filter(slug=slug).first()
    name = one_line(company.name) if company else ""
    text = _(
        "Somebody asked on the careers page of {company} that news be sent to this address. If it was you, type this code"
        " there:\n\n{code}\n\nPlease type it within ten minutes.\n\n"
        "If you did not ask for it, you need do nothing: without the code nothing is sent to you."
    )
    return Rendered(_("Your code: {code}").format(code=digits), text.format(code=digits, company=name))


def consent_receipt(mail: PersonalMail) -> Rendered:
    """What was chosen, for whom, until when, and how to take it back."""
    entry = ConsentEntry.objects.select_related("recipient", "circle").filter(pk=mail.subject_ref or 0).first()
    if entry is None or not ConsentNow.objects.filter(entry=entry).exists():
        raise Gone
    parts = [
        pgettext("receipt", "This is the record of your choice. Please keep it if you like."),
        facts_of(entry),
        _("You can take it back at any time, in one tap, on your page:"),
        f"{settings.PUBLIC_URL}/me/",
    ]
    return Rendered(_("The record of your choice"), "\n\n".join(parts), _("Open my page"))


def subscription_receipt(mail: PersonalMail) -> Rendered:
    """That a company may write now: what about, how often, until when, and how to stop it."""
    entry = ConsentEntry.objects.select_related("recipient").filter(pk=mail.subject_ref or 0).first()
    company = entry.recipient if entry else None
    if entry is None or company is None or not ConsentNow.objects.filter(entry=entry).exists():
        raise Gone
    name = one_line(company.name)
    parts = [
        _("{company} sends you from now on what you chose. This is the record of it.").format(company=name),
        "\n".join(filter(None, (facts_of(entry), _chosen_of(entry)))),
        _("Every mail stops all of them in one tap. You can change what you hear of here:"),
        f"{settings.PUBLIC_URL}/me/hear/{company.slug}",
        _("If you did not choose this, please stop it there, or tell us: {desk}").format(
            desk=one_line(company.contact_desk) or name
        ),
    ]
    return Rendered(_("You hear from {company} now").format(company=name), "\n\n".join(parts), _("See what I chose"))


def _chosen_of(entry: ConsentEntry) -> str:
    """The topics as they stand when the mail is written."""
    with acting_for(entry.recipient_id or 0):
        chosen = Preference.objects.filter(candidate__person_id=entry.person_id or 0).order_by("-changed_at").first()
    if chosen is None or not chosen.topics:
        return ""
    colon = pgettext("between label and value", ": ")
    topics = _(", ").join(str(Topic(one).label) for one in chosen.topics)
    how_often = Frequency(chosen.frequency).label
    return f"{pgettext('receipt', 'Topics')}{colon}{topics}\n{pgettext('receipt', 'How often')}{colon}{how_often}"


def withdrawal_receipt(mail: PersonalMail) -> Rendered:
    """What was taken back, and what follows from it."""
    entry = ConsentEntry.objects.select_related("recipient", "circle").filter(pk=mail.subject_ref or 0).first()
    if entry is None or entry.act == Act.GIVEN:
        raise Gone
    parts = [
        _("Your choice was taken back at once. Nothing more is handed over because of it."),
        facts_of(entry),
        _("What was handed over before, and what became of it, is on your page:"),
        f"{settings.PUBLIC_URL}/me/",
    ]
    return Rendered(_("Your choice was taken back"), "\n\n".join(parts), _("Open my page"))


def facts_of(entry: ConsentEntry) -> str:
    """What for, for whom, what and until when, one a line."""
    to = (entry.recipient and entry.recipient.name) or (entry.circle and entry.circle.name) or ""
    items = _(", ").join(str(Item(item).label) for item in entry.items if item in Item.values)
    rows = [
        (pgettext("receipt", "What for"), entry.get_purpose_display()),
        (pgettext("receipt", "For whom"), to),
        (pgettext("receipt", "What"), items),
        (pgettext("receipt", "Until"), wording.day(entry.expires_at) if entry.act == Act.GIVEN else ""),
        (pgettext("receipt", "Recorded at"), wording.moment(entry.at)),
    ]
    return "\n".join(f"{name}{pgettext('between label and value', ': ')}{value}" for name, value in rows if value)


offer(PersonalKind.CODE, code)
offer(PersonalKind.CONSENT_RECEIPT, consent_receipt)
offer(PersonalKind.SUBSCRIBED, subscription_receipt)
offer(PersonalKind.WITHDRAWAL_RECEIPT, withdrawal_receipt)
