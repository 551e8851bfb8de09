"""A page as a program reads it: its links, its forms with what stands in them, and what it says went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from career_relay.embedded.errors import CannotRun

VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
UNSEEN: Final = frozenset({"script", "style", "template"})


class StepFailed(CannotRun):
    """A page did not offer, or did not do, what the step needs."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to put into a form."""

    name: str
    content: bytes


Value = str | bool | Sequence[str] | File


@dataclass(slots=True)
class Field:
    """One control of a form."""

    name: str
    kind: str
    values: list[str]
    options: list[str] = field(default_factory=list)
    is_off: bool = False


@dataclass(slots=True)
class Button:
    name: str
    value: str
    is_off: bool
    text: str = ""


@dataclass(slots=True)
class Form:
    """A form, and what it would send as it stands."""

    action: str
    method: str
    key: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    def take(self, one: Field | Button) -> None:
        if isinstance(one, Button):
            self.buttons.append(one)
        elif one.name:
            self.fields.append(one)

    def named(self, name: str) -> list[Field]:
        return [one for one in self.fields if one.name == name]

    def options(self, name: str) -> list[str]:
        """What can be chosen for a name, ticked or not."""
        return [option for one in self.named(name) for option in one.options]

    def value(self, name: str) -> str:
        found = [value for one in self.named(name) for value in one.values]
        return found[0] if found else ""

    def filled(self, given: Mapping[str, Value], *, button: tuple[str, str] | None) -> list[tuple[str, str | File]]:
        """What is sent when the named fields are filled in and the button is pressed. raises StepFailed."""
        for name, value in given.items():
            self._ensure_takes(name, value)
        kept = [(one.name, value) for one in self.fields if one.name not in given for value in one.values]
        new = [(name, value) for name, said in given.items() for value in _sent(said)]
        return [*kept, *new, *self._pressed(button)]

    def _ensure_takes(self, name: str, value: Value) -> None:
        found = [one for one in self.named(name) if not one.is_off]
        if not found:
            raise StepFailed(f"the form {self.action} has no field “{name}” to fill in")
        choices = self.options(name)
        wrong = [one for one in _sent(value) if choices and one not in choices]
        if wrong:
            raise StepFailed(f"“{name}” in {self.action} does not offer {wrong[0]!r}, only {choices}")

    def _pressed(self, wanted: tuple[str, str] | None) -> list[tuple[str, str | File]]:
        able = [one for one in self.buttons if not one.is_off]
        if not able:
            raise StepFailed(f"the form {self.action} has no button that can be pressed")
        if wanted is None:
            return [(able[0].name, able[0].value)] if able[0].name and len(able) == 1 else []
        if not any((one.name, one.value) == wanted for one in able):
            raise StepFailed(f"the form {self.action} has no button {wanted[0]}={wanted[1]}")
        return [wanted]


def _sent(said: Value) -> list[str | File]:
    if isinstance(said, bool):
        return ["on"] if said else []
    return [said] if isinstance(said, str | File) else list(said)


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    text: str


@dataclass(slots=True)
class Page:
    """What one address answered."""

    url: str
    status: int
    html: str
    content: bytes = b""
    links: list[Link] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    text: str = ""

    @property
    def path(self) -> str:
        return "/" + self.url.split("://", 1)[-1].partition("/")[2]

    def form(self, action: str = "", *, has: str = "") -> Form:
        """The form whose address contains `action` and that has the field `has`. raises StepFailed."""
        found = [one for one in self.forms if action in (one.action or self.path) and (not has or one.named(has))]
        if not found:
            raise StepFailed(f"{self.path} has no form to “{action}” {has}: {self.excerpt()}")
        return found[0]

    def link(self, part: str = "", *, text: str = "") -> str:
        """The address of the first link whose address contains `part` and whose words contain `text`."""
        found = [one.href for one in self.links if part in one.href and text in one.text]
        if not found:
            raise StepFailed(f"{self.path} has no link to “{part}{text}”: {self.excerpt()}")
        return found[0]

    def excerpt(self) -> str:
        return " / ".join(self.faults) or self.text[:300]


def read(url: str, status: int, content: bytes) -> Page:
    """Take a page apart."""
    html = content.decode("utf-8", errors="replace")
    page = Page(url, status, html, content)
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    page.text = " ".join("".join(reader.words).split())
    page.faults = [text for text in (" ".join("".join(one).split()) for one in reader.alerts) if text]
    return page


class _Reader(HTMLParser):
    """Fills a page while reading it."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.words: list[str] = []
        self.alerts: list[list[str]] = []
        self._open: list[str] = []
        self._alert_depth: int | None = None
        self._form: Form | None = None
        self._button: Button | None = None
        self._select: Field | None = None
        self._area: Field | None = None
        self._link: tuple[str, list[str]] | None = None
        self._strays: list[tuple[str, Field | Button]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if said.get("role") == "alert" and self._alert_depth is None:
            self._alert_depth = len(self._open)
            self.alerts.append([])
        begin = {
            "form": self._begin_form,
            "a": self._begin_link,
            "input": self._add_input,
            "select": self._begin_select,
            "option": self._add_option,
            "textarea": self._begin_area,
            "button": self._begin_button,
        }.get(tag)
        if begin:
            begin(said)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if self._alert_depth is not None and len(self._open) < self._alert_depth:
            self._alert_depth = None
        if tag == "form":
            self._form = None
        elif tag == "a" and self._link:
            self.page.links.append(Link(self._link[0], " ".join("".join(self._link[1]).split())))
            self._link = None
        elif tag == "select":
            self._end_select()
        elif tag in {"textarea", "button"}:
            self._area = self._button = None

    def handle_data(self, data: str) -> None:
        if any(tag in UNSEEN for tag in self._open):
            return
        if self._area is not None:
            self._area.values[0] = (self._area.values[0] + data).removeprefix("\n")
            return
        self.words.append(data)
        if self._alert_depth is not None:
            self.alerts[-1].append(data)
        if self._link:
            self._link[1].append(data)
        if self._button:
            self._button.text = (self._button.text + data).strip()

    def _begin_form(self, said: dict[str, str]) -> None:
        self._form = Form(said.get("action", ""), said.get("method", "get").lower(), said.get("id", ""))
        self.page.forms.append(self._form)

    def _begin_link(self, said: dict[str, str]) -> None:
        if "href" in said:
            self._link = (said["href"], [])

    def _add(self, said: dict[str, str], one: Field | Button) -> None:
        """Give it to the form around it, or to the one its `form` attribute names, which may still come."""
        if "form" in said:
            self._strays.append((said["form"], one))
        elif self._form:
            self._form.take(one)

    def close(self) -> None:
        super().close()
        for key, one in self._strays:
            for form in self.page.forms:
                if form.key == key:
                    form.take(one)

    def _add_input(self, said: dict[str, str]) -> None:
        kind, value, off = said.get("type", "text"), said.get("value", ""), "disabled" in said
        name = said.get("name", "")
        if kind in {"checkbox", "radio"}:
            value = said.get("value", "on")
            on = "checked" in said and not off
            self._add(said, Field(name, kind, [value] if on else [], [value], off))
        elif kind in {"submit", "image"}:
            self._begin_button(said)
            self._button = None
        elif kind not in {"button", "reset", "file"}:
            self._add(said, Field(name, kind, [] if off else [value], is_off=off))
        else:
            self._add(said, Field(name, kind, [], is_off=off))

    def _begin_select(self, said: dict[str, str]) -> None:
        self._select = Field(said.get("name", ""), "select", [], is_off="disabled" in said)
        self._add(said, self._select)

    def _add_option(self, said: dict[str, str]) -> None:
        if self._select is not None:
            self._select.options.append(said.get("value", ""))
            if "selected" in said:
                self._select.values.append(said.get("value", ""))

    def _end_select(self) -> None:
        if self._select is not None and not self._select.values:
            self._select.values = self._select.options[:1]
        self._select = None

    def _begin_area(self, said: dict[str, str]) -> None:
        self._area = Field(said.get("name", ""), "textarea", [""], is_off="disabled" in said)
        self._add(said, self._area)

    def _begin_button(self, said: dict[str, str]) -> None:
        if said.get("type", "submit") == "button":
            return
        off = "disabled" in said or said.get("aria-disabled") == "true"
        self._button = Button(said.get("name", ""), said.get("value", ""), off)
        self._add(said, self._button)
