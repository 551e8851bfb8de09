"""Mail providers as stand-ins: each signs and words its calls as the real one documents it. Nobody in them exists."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from time import time
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.http import HttpResponse
from django.test import Client

PASSWORD = "relay:a-long-password"  # noqa: S105
MAILGUN_KEY = "key-for-mailgun"


@dataclass
class Call:
    """One call to a hook, ready to be made once or often."""

    path: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"

    def make(self, **changed: Any) -> HttpResponse:
        said = {"path": self.path, "body": self.body, "content_type": self.content_type, **changed}
        headers = {**self.headers, **said.pop("headers", {})}
        return Client(headers=headers).post(said["path"], said["body"], content_type=said["content_type"])


class Provider:
    """`call` signs what it is given. `bounce`, `complaint` and `mail` give what the provider says of them."""

    name = ""
    signs = False  # its calls carry a signature over their content

    def call(self, said: Any, *, mails: bool = False, **_more: Any) -> Call:
        path = f"/hooks/mail/{self.name}/" + ("mails/" if mails else "")
        return Call(path, json.dumps(said).encode(), {"Authorization": basic(PASSWORD)})


def basic(password: str) -> str:
    return f"Basic {base64.b64encode(password.encode()).decode()}"


class Mailgun(Provider):
    name, signs = "mailgun", True

    def signature(self, at: float | None = None, key: str = MAILGUN_KEY) -> dict[str, str]:
        stamp, token = str(int(at or time())), uuid4().hex
        digest = hmac.new(key.encode(), f"{stamp}{token}".encode(), hashlib.sha256).hexdigest()
        return {"timestamp": stamp, "token": token, "signature": digest}

    def call(self, said: Any, *, mails: bool = False, at: float | None = None, key: str = MAILGUN_KEY) -> Call:
        if mails:
            form = {**said, **self.signature(at, key)}
            return Call("/hooks/mail/mailgun/mails/", urlencode(form).encode(), {}, "application/x-www-form-urlencoded")
        said = {"signature": self.signature(at, key), "event-data": said}
        return Call("/hooks/mail/mailgun/", json.dumps(said).encode())

    def bounce(self, mark: str, to: str, *, hard: bool = True) -> Any:
        return {
            "event": "failed", "severity": "permanent", "id": uuid4().hex, "timestamp": time(), "recipient": to,
            "reason": "bounce" if hard else "generic", "user-variables": {"relay": mark},
            "delivery-status": {"code": 550, "message": "5.1.1 No such user" if hard else "5.7.1 blocked by policy"},
            "message": {"headers": {"message-id": "x@mg.example", "to": to}},
        }  # fmt: skip

    def complaint(self, mark: str, to: str) -> Any:
        return {
            "event": "complained",
            "id": uuid4().hex,
            "timestamp": time(),
            "recipient": to,
            "user-variables": {"relay": mark},
        }

    def mail(self, raw: bytes, to: str) -> Any:
        return {"recipient": to, "sender": "kim@mail.example", "body-mime": raw.decode()}


class MailgunParsed(Mailgun):
    def mail(self, raw: bytes, to: str) -> Any:
        heads, text = apart(raw)
        return {"recipient": to, "message-headers": json.dumps(heads), "body-plain": text}


class SendGrid(Provider):
    name, signs = "sendgrid", True
    secret = ec.generate_private_key(ec.SECP256R1())

    @classmethod
    def public(cls) -> str:
        der = cls.secret.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return base64.b64encode(der).decode()

    def call(self, said: Any, *, mails: bool = False, at: float | None = None, key: Any = None) -> Call:
        if mails:
            form = urlencode(said).encode()
            return Call(
                "/hooks/mail/sendgrid/mails/",
                form,
                {"Authorization": basic(PASSWORD)},
                "application/x-www-form-urlencoded",
            )
        body, stamp = json.dumps([said]).encode(), str(int(at or time()))
        signed = (key or self.secret).sign(stamp.encode() + body, ec.ECDSA(hashes.SHA256()))
        heads = {
            "X-Twilio-Email-Event-Webhook-Signature": base64.b64encode(signed).decode(),
            "X-Twilio-Email-Event-Webhook-Timestamp": stamp,
        }
        return Call("/hooks/mail/sendgrid/", body, heads)

    def bounce(self, mark: str, to: str, *, hard: bool = True) -> Any:
        said = {"email": to, "event": "bounce", "timestamp": int(time()), "sg_event_id": uuid4().hex, "relay": mark}
        gone = {"status": "5.1.1", "reason": "550 5.1.1 The account does not exist", "type": "bounce"}
        return said | (gone if hard else {"status": "5.7.1", "reason": "554 5.7.1 blocked", "type": "blocked"})

    def complaint(self, mark: str, to: str) -> Any:
        return {"email": to, "event": "spamreport", "timestamp": int(time()), "sg_event_id": uuid4().hex, "relay": mark}

    def mail(self, raw: bytes, to: str) -> Any:
        return {"email": raw.decode(), "envelope": json.dumps({"from": "kim@mail.example", "to": [to]})}


class SendGridParsed(SendGrid):
    def mail(self, raw: bytes, to: str) -> Any:
        heads, text = apart(raw)
        lines = "\n".join(f"{name}: {value}" for name, value in heads)
        return {"headers": lines, "text": text, "envelope": json.dumps({"from": "kim@mail.example", "to": [to]})}


class Postmark(Provider):
    name = "postmark"

    def bounce(self, mark: str, to: str, *, hard: bool = True) -> Any:
        return {
            "RecordType": "Bounce", "Type": "HardBounce" if hard else "SoftBounce", "ID": 42, "Email": to,
            "BouncedAt": "2026-11-23T01:00:00Z", "Details": "smtp;550 5.1.1 unknown", "Metadata": {"relay": mark},
            "MessageID": str(uuid4()),
        }  # fmt: skip

    def complaint(self, mark: str, to: str) -> Any:
        return {
            "RecordType": "SpamComplaint",
            "Type": "SpamComplaint",
            "ID": 43,
            "Email": to,
            "Metadata": {"relay": mark},
        }

    def mail(self, raw: bytes, to: str) -> Any:
        return {
            "RawEmail": raw.decode(),
            "OriginalRecipient": to,
            "FromFull": {"Email": "kim@mail.example"},
            "Headers": [],
        }


class PostmarkParsed(Postmark):
    def mail(self, raw: bytes, to: str) -> Any:
        heads, text = apart(raw)
        named = [{"Name": name, "Value": value} for name, value in heads if name not in {"From", "To", "Subject"}]
        return {
            "From": "Kim <kim@mail.example>", "To": to, "Subject": "Re: 結果", "Headers": named, "TextBody": text,
            "OriginalRecipient": to,
        }  # fmt: skip


class AmazonSES(Provider):
    name = "amazon_ses"

    def call(self, said: Any, *, mails: bool = False, **_more: Any) -> Call:
        key = str(uuid4())
        note = {
            "Type": "Notification", "MessageId": key, "TopicArn": "arn:aws:sns:ap-northeast-1:000000000000:mail",
            "Message": json.dumps(said), "Timestamp": "2026-11-23T01:00:00.000Z",
        }  # fmt: skip
        call = super().call(note, mails=mails)
        call.headers |= {"X-Amz-Sns-Message-Type": "Notification", "X-Amz-Sns-Message-Id": key}
        call.content_type = "text/plain; charset=utf-8"
        return call

    def _mail(self, mark: str, to: str) -> Any:
        return {
            "messageId": "0100-ses", "destination": [to], "source": "a@minato.example",
            "headers": [{"name": "X-Metadata", "value": json.dumps({"relay": mark})}],
        }  # fmt: skip

    def bounce(self, mark: str, to: str, *, hard: bool = True) -> Any:
        told = {
            "bounceType": "Permanent" if hard else "Transient",
            "bounceSubType": "General" if hard else "MailboxFull",
        }
        told["bouncedRecipients"] = [{"emailAddress": to, "diagnosticCode": "smtp; 550 5.1.1 user unknown"}]
        return {"notificationType": "Bounce", "bounce": told, "mail": self._mail(mark, to)}

    def complaint(self, mark: str, to: str) -> Any:
        told = {"complainedRecipients": [{"emailAddress": to}], "complaintFeedbackType": "abuse"}
        return {"notificationType": "Complaint", "complaint": told, "mail": self._mail(mark, to)}

    def mail(self, raw: bytes, to: str) -> Any:
        receipt = {"recipients": [to], "action": {"type": "SNS", "encoding": "BASE64"}}
        return {
            "notificationType": "Received", "receipt": receipt, "mail": {"source": "kim@mail.example"},
            "content": base64.b64encode(raw).decode(),
        }  # fmt: skip


class Brevo(Provider):
    name = "brevo"

    def bounce(self, mark: str, to: str, *, hard: bool = True) -> Any:
        return {
            "event": "hard_bounce" if hard else "soft_bounce", "email": to, "ts_epoch": int(time() * 1000),
            "message-id": "<x@smtp-relay.example>", "reason": "550 5.1.1 unknown", "X-Mailin-custom": json.dumps({"relay": mark}),
        }  # fmt: skip

    def complaint(self, mark: str, to: str) -> Any:
        return {
            "event": "spam",
            "email": to,
            "ts_epoch": int(time() * 1000),
            "X-Mailin-custom": json.dumps({"relay": mark}),
        }

    def mail(self, raw: bytes, to: str) -> Any:
        heads, text = apart(raw)
        return {"items": [{"Uuid": [str(uuid4())], "Headers": dict(heads), "RawTextBody": text, "Recipients": [to]}]}


class Mailjet(Provider):
    name = "mailjet"

    def bounce(self, mark: str, to: str, *, hard: bool = True) -> Any:
        return {
            "event": "bounce", "time": int(time()), "MessageID": 19_421_777, "email": to, "hard_bounce": hard,
            "error": "user unknown" if hard else "quota exceeded", "error_related_to": "recipient",
            "Payload": json.dumps({"relay": mark}),
        }  # fmt: skip

    def complaint(self, mark: str, to: str) -> Any:
        return {
            "event": "spam",
            "time": int(time()),
            "MessageID": 1,
            "email": to,
            "Payload": json.dumps({"relay": mark}),
        }

    def mail(self, raw: bytes, to: str) -> Any:
        heads, text = apart(raw)
        return {"Sender": "kim@mail.example", "Recipient": to, "Headers": dict(heads), "Text-part": text, "Parts": []}


class SparkPost(Provider):
    name = "sparkpost"

    def bounce(self, mark: str, to: str, *, hard: bool = True) -> Any:
        event = {
            "type": "bounce", "bounce_class": "10" if hard else "22", "raw_rcpt_to": to, "event_id": uuid4().hex,
            "timestamp": str(int(time())), "raw_reason": "550 5.1.1 unknown", "rcpt_meta": {"relay": mark},
            "transmission_id": "65",
        }  # fmt: skip
        return [{"msys": {"message_event": event}}]

    def complaint(self, mark: str, to: str) -> Any:
        event = {"type": "spam_complaint", "raw_rcpt_to": to, "event_id": uuid4().hex, "timestamp": str(int(time()))}
        return [{"msys": {"message_event": {**event, "rcpt_meta": {"relay": mark}}}}]

    def mail(self, raw: bytes, to: str) -> Any:
        content = {"email_rfc822": base64.b64encode(raw).decode(), "email_rfc822_is_base64": True}
        return [
            {
                "msys": {
                    "relay_message": {
                        "protocol": "smtp",
                        "rcpt_to": to,
                        "msg_from": "kim@mail.example",
                        "content": content,
                    }
                }
            }
        ]


def apart(raw: bytes) -> tuple[list[tuple[str, str]], str]:
    """Headers and text, as a provider that parses hands them on."""
    from email import message_from_bytes, policy

    mail = message_from_bytes(raw, policy=policy.default)
    heads = [(name, str(value)) for name, value in mail.items() if not name.lower().startswith(("content-", "mime"))]
    return heads, mail.get_content()


ALL = [Mailgun(), SendGrid(), Postmark(), AmazonSES(), Brevo(), Mailjet(), SparkPost()]
PARSED = [MailgunParsed(), SendGridParsed(), PostmarkParsed()]
SIGNING = [one for one in ALL if one.signs]
PROVING = [one for one in ALL if not one.signs]
