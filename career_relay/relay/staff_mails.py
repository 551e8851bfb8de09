"""The words of the relay's mails to the staff of a company: what happened and a link. Names are shown after signing in."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from career_relay.notices.models import PersonalMail
from career_relay.notices.personal import Gone, Rendered, offer
from career_relay.notices.states import PersonalKind
from career_relay.relay.models import Introduction
from career_relay.relay.states import ENDED, Stage

SUBJECTS: dict[str, str | Promise] = {
    "received": pgettext_lazy("baton mail", "Something was handed over to you"),
    "message": pgettext_lazy("baton mail", "There is a message for you"),
    "agreed": pgettext_lazy("baton mail", "A time to meet was agreed"),
    "none_fits": pgettext_lazy("baton mail", "None of the times fits"),
    "cancelled": pgettext_lazy("baton mail", "A meeting was cancelled"),
    "due": pgettext_lazy("baton mail", "An answer you promised is due"),
    "still": pgettext_lazy("baton mail", "Somebody has not heard from you for a while"),
    "tomorrow": pgettext_lazy("baton mail", "You meet somebody on the next business day"),
    "stay": pgettext_lazy("baton mail", "Six months after a hire: please tell how it went"),
}
LINES: dict[str, str | Promise] = {
    "received": gettext_lazy(
        "A person chose to hand something over to you, for one position. Confirm receipt first; then you can read it and answer."
    ),
    "message": gettext_lazy("The person has written to you. You read and answer it on the page of the introduction."),
    "agreed": gettext_lazy("The person took one of the times you offered. The calendar entry is on the page."),
    "none_fits": gettext_lazy("You can offer other times on the page of the introduction."),
    "cancelled": gettext_lazy("The person cancelled a meeting. You can offer other times."),
    "due": gettext_lazy("Without an answer by the day promised, it goes back to the person, with an apology."),
    "still": gettext_lazy(
        "Nothing has moved for ten business days. A word, or a kind “not this time”, lets the person plan."
    ),
    "tomorrow": gettext_lazy("Time, place and the calendar entry are on the page."),
    "stay": gettext_lazy("The operator's book asks whether the person is still with you. One click answers it."),
}
WHILE_WAITING = frozenset({"received", "due"})


def baton(mail: PersonalMail) -> Rendered:
    what = str(mail.data.get("what", ""))
    if what not in SUBJECTS or mail.for_company is None:
        raise Gone
    text = "\n\n".join(
        [str(LINES[what]), settings.PUBLIC_URL + _place(mail, what), _("Names are shown after signing in.")]
    )
    subject = _("{subject} ({company})").format(subject=SUBJECTS[what], company=mail.for_company.name)
    return Rendered(subject, text, _("Open the page"))


def _place(mail: PersonalMail, what: str) -> str:
    """The page it is about, while it still concerns the company."""
    if mail.subject_ref is None:
        return reverse("desk:board")
    found = Introduction.objects.filter(pk=mail.subject_ref).first()
    if found is None or found.stage in ENDED or (what in WHILE_WAITING and found.stage != Stage.DISCLOSED):
        raise Gone
    return reverse("desk:introduction", args=[found.public_id])


offer(PersonalKind.STAFF_BATON, baton)
