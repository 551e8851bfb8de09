"""Words with placeholders → text, and text → a plain, self-contained page for mail programs.

Templates are data, not code: the language is cut down to an allow-list, and every way to make much out of little is
bounded, in size and in time. What was tried against it is in `tests/notices/test_bombs.py`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from time import thread_time
from typing import TYPE_CHECKING, Any

import mrml
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from liquid import BoundTemplate, Environment, Mode, RenderContext, StrictUndefined
from liquid.exceptions import LiquidError, LiquidSyntaxError, LiquidValueError, UndefinedError

from career_relay.base.errors import Refused

if TYPE_CHECKING:
    from career_relay.notices.footer import Row

FILTERS = frozenset(
    {"append", "capitalize", "default", "downcase", "escape", "first", "join", "last", "newline_to_br", "prepend"}
    | {"replace", "size", "split", "strip", "truncate", "upcase"}
)
TAGS = frozenset({"assign", "break", "capture", "case", "comment", "continue", "for", "if", "unless"})
INTERNAL = frozenset({"#", "content", "illegal", "output"})  # what the parser itself is made of
LONGEST_SOURCE = 20_000
LONGEST_PIECE = 100_000
MOST_GROWTH = 1_000_000
MOST_SECONDS = 0.15  # of the processor; an honest template takes a hundredth of it
MOST_MARKS = 400
LONGEST_MARK = 500
MARK = re.compile(r"\{[{%]")
LONG_NUMBER = re.compile(r"[0-9]{7}|[0-9][eE][+-]?[0-9]")
LAYOUT = Path("templates") / "mail" / "layout.mjml"
LINK = re.compile(r"^(https?://\S+|\{\{ \w+_link \}\})$")  # the second: a notice before its link is put in, and samples
CODE = re.compile(r"^\d{6}$")


class _OverTimeError(LiquidValueError):
    """The clock ran out."""


class _Timed(RenderContext):
    """A rendering that ends: each step of a loop and each filter looks at the clock."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.until = thread_time() + MOST_SECONDS

    @contextmanager
    def loop(self, namespace: Any, forloop: Any) -> Iterator[Any]:
        forloop.it = self._watched(forloop.it)
        with super().loop(namespace, forloop) as inside:
            yield inside

    def _watched(self, items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            self.look_at_clock()
            yield item

    def filter(self, *args: Any, **kwargs: Any) -> Any:
        self.look_at_clock()
        return super().filter(*args, **kwargs)

    def look_at_clock(self) -> None:
        if thread_time() > self.until:
            raise _OverTimeError("takes too long", token=None)


class _TimedTemplate(BoundTemplate):
    context_class = _Timed


class _Bounded(Environment):
    loop_iteration_limit = 1000
    output_stream_limit = 100_000
    local_namespace_limit = 10_000
    context_depth_limit = 10


class _Watched(_Bounded):
    """For words somebody typed: the clock is looked at too."""

    template_class = _TimedTemplate


def _size(value: object) -> int:
    """How much a value may grow into: characters, or items."""
    return len(value) if isinstance(value, str | bytes | list | tuple | range | dict) else 1


def _guarded(work: Callable[..., Any]) -> Callable[..., Any]:
    """Let a filter work only on what it cannot blow up."""

    def inner(left: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(left, range) and len(left) > _Bounded.loop_iteration_limit:
            raise LiquidValueError("range too long", token=None)
        most = max([1, *(_size(one) for one in args)])
        if _size(left) > LONGEST_PIECE or _size(left) * most > MOST_GROWTH:
            raise LiquidValueError("text too long", token=None)
        return work(left, *args, **kwargs)

    for name in ("with_context", "with_environment", "with_locals"):
        if hasattr(work, name):
            setattr(inner, name, getattr(work, name))
    return inner


def _environment(kind: type[Environment], *, autoescape: bool) -> Environment:
    made = kind(autoescape=autoescape, tolerance=Mode.STRICT, undefined=StrictUndefined, strict_filters=True)
    made.filters = {name: _guarded(work) for name, work in made.filters.items() if name in FILTERS}
    made.tags = {name: tag for name, tag in made.tags.items() if name in TAGS | INTERNAL}
    return made


BROKEN = gettext_lazy("The template has a {{ or {% that is not closed, or a word that is not allowed.")
TEXT = _environment(_Watched, autoescape=False)  # plain text; it is escaped when it becomes HTML
HTML = _environment(_Bounded, autoescape=True)  # of the layout, which is ours


def render(source: str, values: Mapping[str, object]) -> str:
    """Fill `values` into `source`. Raises Refused with a sentence for whoever wrote the template."""
    try:
        return _rendered(parsed(source), values)
    except UndefinedError as missing:
        name = re.search(r"'([^']{1,60})", str(missing))
        raise Refused(_("There is no placeholder {name}.").format(name=name.group(1) if name else "?")) from None
    except RecursionError:
        raise Refused(_("The template is nested too deeply.")) from None
    except (LiquidError, ArithmeticError, TypeError, ValueError):
        raise Refused(_("The template would make far too much text, or uses a filter that is not allowed.")) from None


def _rendered(template: BoundTemplate, values: Mapping[str, object]) -> str:
    """Twice at most: the interpreter tidies its memory whenever it likes, and may take longer than we allow."""
    try:
        return str(template.render(**values))
    except _OverTimeError:
        return str(template.render(**values))


@lru_cache(maxsize=256)
def parsed(source: str) -> BoundTemplate:
    """Give the template ready to be filled, each source read once. Raises Refused with a sentence."""
    _ensure_readable(source)
    try:
        return TEXT.from_string(source)
    except LiquidSyntaxError:
        raise Refused(BROKEN) from None
    except RecursionError:
        raise Refused(_("The template is nested too deeply.")) from None
    except (LiquidError, ArithmeticError, ValueError):
        raise Refused(_("The template would make far too much text, or uses a filter that is not allowed.")) from None


def _ensure_readable(source: str) -> None:
    """Look the source over in one pass, before the parser, whose own reading of broken marks may take a minute."""
    if len(source) > LONGEST_SOURCE:
        raise Refused(_("The template is longer than {most} characters.").format(most=LONGEST_SOURCE))
    at, marks = 0, 0
    while found := MARK.search(source, at):
        closing = "}}" if found.group() == "{{" else "%}"
        end = source.find(closing, found.end(), found.end() + LONGEST_MARK)
        inside = source[found.end() : end]
        marks += 1
        if end < 0 or MARK.search(inside) or marks > MOST_MARKS:
            raise Refused(BROKEN)
        if LONG_NUMBER.search(inside):
            raise Refused(_("The template would make far too much text, or uses a filter that is not allowed."))
        at = end + len(closing)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a mail: words, a link of its own, or a code to type."""

    kind: str  # words, link, code
    text: str


def blocks(text: str) -> list[Block]:
    """Cut text at its empty lines. The page, the preview and the HTML of the mail show the same blocks."""
    parts = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text.strip()) if part.strip()]
    return [Block(_kind(part), part) for part in parts]


def _kind(part: str) -> str:
    if LINK.match(part):
        return "link"
    return "code" if CODE.match(part) else "words"


@cache
def _layout() -> Any:
    """The page around the words, made from MJML once. Nothing in it is fetched from anywhere."""
    source = (Path(settings.ROOT) / LAYOUT).read_text("utf-8")
    return HTML.from_string(mrml.to_html(source).content)


def page(text: str, *, language: str, heading: str, button: str, foot: Sequence["Row"] = ()) -> str:
    """Give the HTML of a mail: the same words as the text, escaped, in one column, and below them the footer's lines."""
    shown = [{"kind": one.kind, "text": one.text} for one in blocks(text)]
    below = [{"words": row.words, "link": row.link} for row in foot]
    return str(_layout().render(language=language, heading=heading, blocks=shown, button=button, foot=below))
