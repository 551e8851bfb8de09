"""A notice is a notice: no promotion, no link but to the person's own result page (LEGAL E-01, E-02)."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.text.normalise import nfkc
from career_relay.notices.models import Message
from career_relay.notices.placeholders import LINK, PAGE_LINK
from career_relay.notices.states import LegalClass

MISMATCH = "MAIL_CLASS_MISMATCH"
SERVICE = re.compile(
    r"キャリア\s*・?\s*リレー|career[\s-]*relay|人材(紹介|プール)|タレント\s*プール|メールマガジン|メルマガ|ニュースレター"
    r"|newsletter|talent\s*pool|(会員|無料|新規)登録|ご?登録は(こちら|無料)|(他社|提携|パートナー)(企業)?(の求人|へのご?紹介|を?ご?紹介)"
    r"|(ほか|他)の(会社|企業)(の求人|へ(の)?ご?紹介|を?ご?紹介)|求人(情報)?のご?(案内|紹介)|sign\s*up|register\s+(now|here)"
    r"|(other|partner)\s+compan(y|ies)|job\s+alerts?|LINE(で|公式|に)|友だち追加|フォロー(して|を)|キャンペーン|特典",
    re.IGNORECASE,
)
LINKS = re.compile(
    r"https?://\S+|\{\{ \w+_link \}\}|www\.\S+|[\w-]+\.(?:com|jp|net|org|io|example)(?:/\S*)?", re.IGNORECASE | re.ASCII
)
MAILBOX = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)


def promotion_in(message: Message, *, own_names: tuple[str, ...] = ()) -> list[str]:
    """Give the words of a notice that belong to another kind of mail. The company's and the position's names are theirs."""
    text = nfkc(f"{message.subject}\n{message.body_text}").replace(LINK, "").replace(PAGE_LINK, "")
    for name in own_names:
        text = text.replace(nfkc(name), " ") if name else text
    product = [settings.PRODUCT_NAME] if settings.PRODUCT_NAME.casefold() in text.casefold() else []
    links = LINKS.findall(MAILBOX.sub(" ", text))
    return list(dict.fromkeys([*(found.group() for found in SERVICE.finditer(text)), *product, *links]))


def ensure_pure(message: Message, *, own_names: tuple[str, ...] = ()) -> None:
    """Refuse a notice that promotes something."""
    if message.legal_class != LegalClass.NOTICE:
        return
    if found := promotion_in(message, own_names=own_names):
        raise Refused(
            _(
                "“{words}” cannot stand in the notice of a result. What comes next is shown on the result page,"
                " after the person has opened it. Take it out, then release again."
            ).format(words=found[0]),
            code=MISMATCH,
        )
