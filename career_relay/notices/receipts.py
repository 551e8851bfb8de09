"""The words of the mails about a person's own choice: the code, and the receipts (LEGAL P-09)."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from career_relay.base import wording
from career_relay.base.tokens import derived_code
from career_relay.consents.models import ConsentEntry, ConsentNow
from career_relay.consents.states import Act, Item
from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer
from career_relay.notices.states import PersonalKind


def code(mail: PersonalMail) -> Rendered:
    """The six digits that open a page. Known and unknown addresses read the same."""
    request = mail.code_request
    if request is None or request.used_at or request.expires_at <= timezone.now():
        raise Gone
    digits = derived_code("entry", str(request.public_id))
    text = _(
        "Here is the code that opens your page:\n\n{code}\n\nPlease type it within ten minutes.\n\n"
        "If you did not ask for it, you need do nothing: without the code nobody can open the page."
    )
    return Rendered(_("Your code: {code}").format(code=digits), text.format(code=digits))


def consent_receipt(mail: PersonalMail) -> Rendered:
    """What was chosen, for whom, until when, and how to take it back."""
    entry = ConsentEntry.objects.select_related("recipient", "circle").filter(pk=mail.subject_ref or 0).first()
    if entry is None or not ConsentNow.objects.filter(entry=entry).exists():
        raise Gone
    parts = [
        pgettext("receipt", "This is the record of your choice. Please keep it if you like."),
        _facts(entry),
        _("You can take it back at any time, in one tap, on your page:"),
        f"{settings.PUBLIC_URL}/me/",
    ]
    return Rendered(_("The record of your choice"), "\n\n".join(parts), _("Open my page"))


def withdrawal_receipt(mail: PersonalMail) -> Rendered:
    """What was taken back, and what follows from it."""
    entry = ConsentEntry.objects.select_related("recipient", "circle").filter(pk=mail.subject_ref or 0).first()
    if entry is None or entry.act == Act.GIVEN:
        raise Gone
    parts = [
        _("Your choice was taken back at once. Nothing more is handed over because of it."),
        _facts(entry),
        _("What was handed over before, and what became of it, is on your page:"),
        f"{settings.PUBLIC_URL}/me/",
    ]
    return Rendered(_("Your choice was taken back"), "\n\n".join(parts), _("Open my page"))


def _facts(entry: ConsentEntry) -> str:
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
offer(PersonalKind.WITHDRAWAL_RECEIPT, withdrawal_receipt)
