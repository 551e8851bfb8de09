"""Read one mail. Runs in the jail (`base/jail.py`): it sees the bytes of strangers, and nothing of ours.

What comes out is plain and bounded: who, when, what kind, the words, and every name of a mail of ours it mentions.
"""

import re
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any, BinaryIO, Final

from career_relay.notices.inbox import body, reports
from career_relay.notices.inbox.charsets import AS_IT_CAME, header

MOST_BYTES: Final = 4 * 2**20
MOST_HEAD: Final = 256 * 1024
# Where the address a mail was sent to may stand; some servers write it nowhere else.
TO: Final = ("To", "Cc", "Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "X-Forwarded-To", "X-Rcpt-To")
OURS: Final = (
    "Return-Path",
    "Reply-To",
    "X-Relay-Token",
    "Errors-To",
    "X-Mailgun-Variables",
)  # of a mail that is sent back
IDS: Final = (
    "In-Reply-To",
    "References",
    "Original-Message-ID",
    "X-Original-Message-ID",
    "X-MS-Exchange-Parent-Message-Id",
)
MESSAGE_ID: Final = re.compile(r"<[^<>\s]{3,200}>")
MOST_IDS, MOST_LINES = 60, 40


def read(file: BinaryIO) -> dict[str, Any]:
    """Give what a mail says, as JSON can hold it. Fails with whatever a broken mail makes Python raise."""
    raw = file.read(MOST_BYTES + 1)
    mail = BytesParser(policy=AS_IT_CAME).parsebytes(raw[:MOST_BYTES])
    kind, failures = reports.kind_of(mail)
    whole = body.whole_text(mail)
    new = body.new_text(whole) if kind == reports.REPLY else whole[: body.MOST_TEXT]
    returned = _returned(mail)
    return {
        **heads(mail),
        "kind": kind,
        "text": new,
        "whole": "" if whole.strip() == new.strip() else whole,
        "files": [] if kind == reports.BOUNCE else body.files(mail),
        "failures": [[one.address, one.bounce, one.status, one.detail] for one in failures],
        "returned": [line for name in (*OURS, *TO) for one in returned for line in _lines(one, name)][:MOST_LINES],
        "returned_ids": _ids([*returned, *_reports(mail)], ("Message-ID", *IDS)) + _ids_in(whole if returned else ""),
        "flaw": "cut" if len(raw) > MOST_BYTES else "",
    }


def read_head(raw: bytes) -> dict[str, Any]:
    """Give what stands at the top, of a mail whose inside cannot be read. Cheap, and safe outside the jail."""
    head = re.split(rb"\r?\n\r?\n", raw[:MOST_HEAD], maxsplit=1)[0]
    mail = BytesParser(policy=AS_IT_CAME).parsebytes(head + b"\r\n\r\n")
    kind = reports.AUTO if reports.is_automatic(mail) else reports.REPLY
    nothing: dict[str, Any] = {"text": "", "whole": "", "files": [], "failures": [], "returned": [], "returned_ids": []}
    return {**heads(mail), **nothing, "kind": kind, "flaw": "unreadable"}


def heads(mail: Message) -> dict[str, Any]:
    name, address = _sender(mail)
    own = MESSAGE_ID.search(header(mail.get("Message-ID", "")))
    return {
        "sender": address,
        "sender_name": name,
        "subject": header(mail.get("Subject", ""))[:300],
        "written_at": _moment(mail),
        "mail_id": own.group()[:250] if own else "",
        "to": [line for one in TO for line in _lines(mail, one)][:MOST_LINES],
        "answers": _ids([mail], IDS),
    }


def _lines(mail: Message, name: str) -> list[str]:
    return [header(one) for one in mail.get_all(name, [])[:MOST_LINES]]


def _sender(mail: Message) -> tuple[str, str]:
    """Name and address of the writer, in characters a mail can carry."""
    pairs = getaddresses([header(mail.get("From", "")) or header(mail.get("Sender", ""))])
    name, address = next((one for one in pairs if "@" in one[1]), ("", ""))
    return name[:120], address.strip()[:254]


def _moment(mail: Message) -> str:
    """When it was written, as it says; nothing for a day that does not exist or is not of this age."""
    try:
        found = parsedate_to_datetime(header(mail.get("Date", "")))
        told = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return ""
    return told.isoformat() if 2000 <= told.year <= datetime.now(UTC).year + 1 else ""


def _ids(mails: list[Message], names: tuple[str, ...]) -> list[str]:
    found = [one for mail in mails for name in names for line in _lines(mail, name) for one in MESSAGE_ID.findall(line)]
    return list(dict.fromkeys(found))[:MOST_IDS]


def _ids_in(words: str) -> list[str]:
    """Message-IDs of headers that a report quotes as plain text."""
    return re.findall(r"(?im)^\s*message-id:\s*(<[^<>\s]{3,200}>)", words)[:5]


def _returned(mail: Message) -> list[Message]:
    """The mails of ours that this one brings back: whole, or their headers alone."""
    found: list[Message] = []
    for part in body.leaves(mail):
        sort = part.get_content_type()
        if sort in {"message/rfc822", "message/global"} and isinstance(part.get_payload(), list):
            found += [one for one in part.get_payload() if isinstance(one, Message)]
        elif sort in {"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"}:
            said = part.get_payload(decode=True)
            found.append(
                BytesParser(policy=AS_IT_CAME).parsebytes((said if isinstance(said, bytes) else b"")[:MOST_HEAD])
            )
    return found[:3] or _quoted(mail)


def _quoted(mail: Message) -> list[Message]:
    """Exim, qmail and docomo quote the mail below a line instead of attaching it."""
    if not reports.comes_from_machine(mail):
        return []
    found = re.search(r"(?ims)^(?:return-path|received|message-id|from|reply-to):.+", body.whole_text(mail))
    return [BytesParser(policy=AS_IT_CAME).parsebytes(found.group().encode()[:MOST_HEAD])] if found else []


def _reports(mail: Message) -> list[Message]:
    """The machine-readable parts: a feedback report may name our Message-ID itself."""
    inner = [one.get_payload() for one in body.leaves(mail) if one.get_content_maintype() == "message"]
    return [block for one in inner if isinstance(one, list) for block in one if isinstance(block, Message)][:10]
