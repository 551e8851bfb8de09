"""What came back: two people wrote, one mail did not arrive."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.companies.models import Company
from career_relay.notices.models import Incoming, Message
from career_relay.notices.states import Bounce, Came, Channel, MessageState

WORDS = (
    (
        "Re: 選考結果のご連絡",
        "丁寧なご連絡をありがとうございました。\n面接でいただいた助言を、これからの仕事に生かしてまいります。",
    ),
    (
        "Re: 選考結果のご連絡",
        "ご連絡ありがとうございます。\n半年後にあらためて応募してもよろしいでしょうか。",
    ),
)


def fill(companies: dict[str, Company]) -> None:
    company = companies["minato"]
    with acting_for(company.pk):
        sent = Message.objects.filter(
            state=MessageState.ACCEPTED,
            channel=Channel.MAIL,
            application__isnull=False,
            candidate__protected_until=None,
        )
        newest = list(sent.select_related("candidate").order_by("-sent_at", "-pk")[:6])
        for (subject, text), message in zip(WORDS, newest[3:], strict=False):
            _came(message, kind=Came.REPLY, subject=subject, text=text, whole="", owner_id=message.released_by_id)
        for message in newest[5:]:
            _came(message, kind=Came.BOUNCE, bounce=Bounce.SOFT, status="5.2.2", detail="552 5.2.2 Mailbox full")
            Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED, error="bounced 5.2.2")


def _came(message: Message, **words: object) -> None:
    Incoming.objects.create(
        message=message,
        candidate=message.candidate,
        via="imap",
        sender=message.candidate.email,
        received_at=timezone.now() - timedelta(hours=3),
        dedupe=uuid4().hex,
        **words,
    )
