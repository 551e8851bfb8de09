"""What somebody wrote: the text of a mail, what is new in it, and the names of what hangs on it."""

import re
from collections.abc import Iterator
from email.message import Message
from html.parser import HTMLParser
from typing import Final

from mailparser_reply import EmailReplyParser

from career_relay.notices.inbox.charsets import clean, header, text_of

MOST_TEXT: Final = 20_000
MOST_WHOLE: Final = 100_000
MOST_PARTS: Final = 200
MOST_FILES: Final = 20
# Where the old mail begins, when a program writes no “> ”. The library knows the usual ones; these it does not.
QUOTED: Final = re.compile(
    r"^\s*(?:"
    r"-{2,}\s*(?:Original Message|元のメッセージ|転送メッセージ|Forwarded message)\s*-{2,}"
    r"|_{20,}\s*$"
    r"|(?:差出人|送信元|From|Von)\s*[:：].{0,200}\n(?:.{0,200}\n){0,2}?\s*(?:送信日時|送信日|日時|宛先|Sent|Date|To)\s*[:：]"
    r"|\d{4}年\d{1,2}月\d{1,2}日.{0,120}[<＜][^\n]{3,120}@[^\n]{3,120}[>＞]\s*[:：]?\s*$"
    r"|\d{4}[/年-]\d{1,2}[/月-]\d{1,2}日?.{0,80}(?:wrote|のメール|さんは書きました|のメッセージ)\s*[:：]?\s*$"
    r"|On .{5,120}\n?.{0,120}wrote:\s*$"
    r"|.{0,80}(?:さんは|様は)?書きました\s*[:：]\s*$"
    r")",
    re.MULTILINE,
)
_PARSER: Final = EmailReplyParser(languages=["en", "ja"])


def leaves(mail: Message) -> Iterator[Message]:
    """Give the parts that hold something, but not what is inside a mail that is attached."""
    waiting, seen = [mail], 0
    while waiting and seen < MOST_PARTS:
        part, seen = waiting.pop(0), seen + 1
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            inner = [one for one in part.get_payload() if isinstance(one, Message)]
            waiting = inner[:MOST_PARTS] + waiting
        else:
            yield part


def is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_name(part))


def _name(part: Message) -> str:
    try:
        return header(part.get_filename("") or "")[:120]
    except Exception:  # noqa: BLE001 — a name encoded in a broken way is no name
        return ""


def files(mail: Message) -> list[str]:
    """Give the names of what was attached. Pictures of a signature have no name worth keeping."""
    found = []
    for part in leaves(mail):
        if part.get_content_disposition() == "inline" and part.get_content_maintype() == "image":
            continue
        if is_attached(part) or part.get_content_type() == "message/rfc822":
            found.append(_name(part) or part.get_content_type()[:60])
    return found[:MOST_FILES]


def whole_text(mail: Message) -> str:
    """Give what the mail says: its plain text, else its HTML as text."""
    plain = [one for one in leaves(mail) if one.get_content_type() == "text/plain" and not is_attached(one)]
    found = "\n\n".join(filter(None, (_decoded(one).strip() for one in plain)))
    if not found:
        pages = [one for one in leaves(mail) if one.get_content_type() == "text/html" and not is_attached(one)]
        found = "\n\n".join(from_html(_decoded(one)) for one in pages).strip()
    return found[:MOST_WHOLE]


def _decoded(part: Message) -> str:
    """The text of one leaf. Too long a part is cut before it is decoded."""
    said = part.get_payload(decode=True)
    raw = said[: MOST_WHOLE * 4] if isinstance(said, bytes) else b""
    return _flowed(part, text_of(raw, _charset(part)))


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset("") or "")
    except (OSError, ValueError):  # a name nobody knows
        return ""


def _flowed(part: Message, text: str) -> str:
    """Join the lines a program broke softly (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joined = re.sub(r"(?m)^([^>\n][^\n]*) \n(?=[^>\n-])", r"\1 ", text)
    return re.sub(r"(?m)^ (?=[> ]|From )", "", joined)


def new_text(whole: str) -> str:
    """Give what is new in an answer. When nothing would be left, everything is new."""
    text = whole[: MOST_TEXT * 2]
    for cut in (_by_library, _by_marks, _without_quotes):
        text = cut(text) or text
    return (text.strip() or whole.strip())[:MOST_TEXT]


def _by_library(text: str) -> str:
    try:
        found = _PARSER.parse_reply(text)
    except (RecursionError, ValueError, IndexError, TypeError):
        return ""
    return found or ""


def _by_marks(text: str) -> str:
    found = QUOTED.search(text)
    return text[: found.start()].strip() if found else text


def _without_quotes(text: str) -> str:
    """Drop the quote at the end. What is quoted between lines of an answer belongs to it and stays."""
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith((">", "＞"))):
        lines.pop()
    return "\n".join(lines).strip()


# --- HTML ---------------------------------------------------------------------------------------------------------

_SILENT: Final = {"script", "style", "head", "title", "noscript", "template", "svg"}
_BREAKS: Final = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr", "blockquote", "pre"}


class _Text(HTMLParser):
    """Words and line ends; a quote is marked as plain mail does it. No address of a picture or a link is kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0
        self.quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        self.quotes += tag == "blockquote"
        if tag in _BREAKS:
            self._line()

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        self.quotes = max(0, self.quotes - (tag == "blockquote"))
        if tag in _BREAKS - {"br"}:
            self._line()

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data)
        if not self.silent and words.strip():
            self.pieces.append(words)

    def _line(self) -> None:
        self.pieces.append("\n" + "> " * min(self.quotes, 5))


def from_html(page: str) -> str:
    """Give an HTML page as text. Whatever is wrong with it, nothing of it is run, loaded or shown."""
    reader = _Text()
    reader.feed(page[: MOST_WHOLE * 2])
    reader.close()
    return clean("\n".join(_tidy("".join(reader.pieces).split("\n")))).strip()


def _tidy(lines: list[str]) -> list[str]:
    """Never more than one empty line; a mark of a quote without words is empty."""
    found: list[str] = []
    for line in lines:
        said = line.strip() if line.strip("> \t\u3000\xa0") else ""
        if said or (found and found[-1]):
            found.append(said)
    return found
