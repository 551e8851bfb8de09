"""What the log of the mail server says about our mails: the evidence for those nobody knows about.

Postfix writes the Message-ID when it reads the head and puts the mail into its queue (`qmgr`) when it has taken it; Exim
writes one line (`<=`) when it has taken it. A log that was cut off proves nothing by what it does not say.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from career_relay.notices.models import Message
from career_relay.notices.states import MessageState

MOST = 64 * 2**20  # bytes of each file, from its end
NAMED = re.compile(rb": ([0-9A-Za-z]{6,20}): message-id=(<[^>\s]+>)")
QUEUED = re.compile(rb"qmgr\[\d+\]: ([0-9A-Za-z]{6,20}): from=")
EXIM = re.compile(rb" <= .* id=<?([^>\s]+)>?")


def taken(path: Path) -> set[str]:
    """Give the Message-IDs of the mails that the server took. Reads the file and the one before it."""
    names: dict[bytes, bytes] = {}
    found: set[bytes] = set()
    for line in _lines(path):
        if named := NAMED.search(line):
            names[named.group(1)] = named.group(2)
        elif (queued := QUEUED.search(line)) and queued.group(1) in names:
            found.add(names.pop(queued.group(1)))  # Postfix uses its numbers again
        elif exim := EXIM.search(line):
            found.add(b"<" + exim.group(1) + b">")
    return {one.decode("ascii", "replace") for one in found}


def _lines(path: Path) -> Iterator[bytes]:
    for one in (path.with_name(f"{path.name}.1"), path):
        with suppress(OSError), one.open("rb") as opened:
            opened.seek(max(one.stat().st_size - MOST, 0))
            yield from opened


def covers(message: Message, known: Sequence[str] | set[str]) -> bool:
    """Whether the log holds mails of the company from before and after: then what is missing was never taken."""
    sent = Message.objects.filter(state=MessageState.ACCEPTED, sent_at__isnull=False).exclude(message_id="")
    before = sent.filter(sent_at__lt=message.claimed_at).order_by("-sent_at").first()
    after = sent.filter(sent_at__gt=message.claimed_at).order_by("sent_at").first()
    return all(one is not None and one.message_id in known for one in (before, after))
