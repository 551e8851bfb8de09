"""What the account itself says on LINE: never a name, never a result."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from career_relay.companies.models import Company

STOP = frozenset({"停止", "配信停止", "解除", "連携解除", "stop", "unlink", "unsubscribe"})


def is_stop(text: str) -> bool:
    """Whether somebody asks to be left in peace, in so many words."""
    return text.strip().strip("「」。.!！ 　").lower() in STOP


def welcome(company: Company) -> str:
    """To somebody who has just added the account as a friend. At most 160 characters: LINE shows no more."""
    said = _(
        "Thank you for adding {company}. If you applied to us, you can link LINE and get news of openings here. "
        "The button works for ten minutes."
    )
    return said.format(company=company.name)[:160]


def link_label() -> str:
    return pgettext("button on LINE", "Link my LINE")


def linked(company: Company) -> str:
    said = _(
        "LINE is linked. From now on, news of openings at {company} reaches you here. "
        "To stop, send “stop”, block this account, or unlink it on your own page."
    )
    return said.format(company=company.name)


def stopped() -> str:
    return _("It is stopped. Nothing more comes to you here. Thank you for your time with us.")


def not_linked() -> str:
    return _("Link your LINE first, please, so that your words reach the right desk.")


def heard(company: Company) -> str:
    return _("Thank you. Your words have reached the recruiting desk of {company}.").format(company=company.name)


def footer(company: Company) -> str:
    """What stands under every text: who writes, where complaints go, and how to stop in words of LINE (LEGAL E-05)."""
    lines = [
        "―" * 10,
        company.name,
        company.address,
        _("To stop: send “stop” here, or block this account."),
    ]
    if company.contact_desk:
        lines.append(_("Questions and complaints: {desk}").format(desk=company.contact_desk))
    return "\n".join(lines)


def text_of(company: Company, subject: str, body: str) -> str:
    """The whole text of one message."""
    head = f"【{subject}】\n\n" if subject else ""
    return f"{head}{body.strip()}\n\n{footer(company)}"
