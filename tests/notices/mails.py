"""Mails as other people's servers and programs write them. Everybody in them is invented; `@row@` becomes what names our row."""

from email.message import EmailMessage
from email.utils import format_datetime
from uuid import uuid4

from django.utils import timezone

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.notices.addresses import Use, address_for
from career_relay.notices.models import Incoming, Message, Suppression
from career_relay.notices.suppression import address_hash


def reply(
    to: str, text: str = "ご連絡ありがとうございます。", *, sender: str = "kim@mail.example", **headers: str
) -> bytes:
    """A plain answer of a person."""
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Kim <{sender}>", to
    mail["Subject"] = headers.pop("subject", "Re: 選考結果のご連絡")
    mail["Date"] = format_datetime(timezone.localtime())
    mail["Message-ID"] = headers.pop("mail_id", f"<{uuid4()}@mail.example>")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def dsn(
    to: str, *, recipient: str = "kim@mail.example", status: str = "5.1.1", action: str = "failed", **more: str
) -> bytes:
    """A report as RFC 3464 has it, with the headers of the mail it speaks of."""
    said = more.get("said", "550 5.1.1 User unknown")
    ours = more.get("ours", "From: a@minato.example\nSubject: x")
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <{uuid4()}@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b1
Content-Type: text/rfc822-headers

{ours}

--b1--
""".encode()


def arf(to: str, *, ours: str, sort: str = "abuse") -> bytes:
    """A complaint as RFC 5965 has it."""
    return f"""From: feedback@fbl.example
To: {to}
Subject: FW: complaint
Message-ID: <{uuid4()}@fbl.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b2"

--b2
Content-Type: text/plain

This is an email abuse report.

--b2
Content-Type: message/feedback-report

Feedback-Type: {sort}
User-Agent: SomeGenerator/1.0
Version: 1

--b2
Content-Type: message/rfc822

{ours}

hello
--b2--
""".encode()


# --- what became of them ------------------------------------------------------------------------------------------


def row_of(message):
    with acting_for(message.company_id):
        return Message.objects.select_related("candidate").get(pk=message.pk)


def change(message, **fields):
    with acting_for(message.company_id):
        Message.objects.filter(pk=message.pk).update(**fields)


def at(message, use=Use.REPLY):
    with acting_for(message.company_id):
        return address_for(use, Message.objects.select_related("candidate").get(pk=message.pk))


def came(message):
    with acting_for(message.company_id):
        return list(Incoming.objects.filter(message=message).order_by("pk"))


def shut(message):
    with acting_for(message.company_id):
        return [(one.address_hash, one.scope, one.reason) for one in Suppression.objects.order_by("pk")]


def events(message, event):
    with acting_for(message.company_id):
        return AuditEvent.objects.filter(event=event).count()


def kims(message):
    return address_hash(row_of(message).candidate.email)
