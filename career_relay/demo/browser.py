"""A small visitor over HTTP: opens pages, follows links, fills in the forms a page really offers."""

from __future__ import annotations

import secrets
from http.cookiejar import CookieJar
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from career_relay.demo.pages import File, Page, StepFailed, Value, read

PATIENCE_SECONDS: Final = 60.0
WRONG: Final = 400
Sent = list[tuple[str, str | File]]


class Browser:
    """One visitor with cookies of their own. `fetch` is all that touches the wire."""

    def __init__(self, base: str, *, language: str = "ja") -> None:
        self.base = base
        self.language = language
        self.page = Page(base, 0, "")
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def open(self, address: str) -> Page:
        """Look at an address. raises StepFailed when it answers with a fault."""
        return self._show(self.fetch("GET", urljoin(self.page.url, address), None))

    def follow(self, part: str = "", *, text: str = "") -> Page:
        return self.open(self.page.link(part, text=text))

    def submit(self, action: str = "", *, has: str = "", button: tuple[str, str] | None = None, **given: Value) -> Page:
        """Fill in the form found on the page and send it. raises StepFailed with what the page says."""
        form = self.page.form(action, has=has)
        data = form.filled(given, button=button)
        address = urljoin(self.page.url, form.action or self.page.url)
        if form.method == "get":
            query = urlencode([(name, value) for name, value in data if isinstance(value, str)])
            address, _, _anchor = address.partition("#")
            return self.open(f"{address.partition('?')[0]}?{query}")
        return self._show(self.fetch("POST", address, data))

    def _show(self, page: Page) -> Page:
        if page.status >= WRONG:
            raise StepFailed(f"{page.path} answered {page.status}: {page.excerpt()}")
        self.page = page
        return page

    def fetch(self, method: str, url: str, data: Sent | None) -> Page:
        """Send one request and follow where it leads."""
        headers = {"Accept-Language": self.language, "Referer": self.page.url}
        body = None
        if data is not None:
            body, headers["Content-Type"] = encoded(data)
        request = Request(url, body, headers, method=method)  # noqa: S310 — the address of our own server
        try:
            answer = self._opener.open(request, timeout=PATIENCE_SECONDS)
        except HTTPError as fault:
            answer = fault
        with answer:
            return read(answer.geturl(), answer.status or WRONG, answer.read())


def encoded(data: Sent) -> tuple[bytes, str]:
    """The body of a form as a browser sends it, and its content type."""
    if not any(isinstance(value, File) for _, value in data):
        return urlencode(data).encode(), "application/x-www-form-urlencoded"
    border = f"----{secrets.token_hex(16)}"
    parts = b"".join(_part(border, name, value) for name, value in data)
    return parts + f"--{border}--\r\n".encode(), f"multipart/form-data; boundary={border}"


def _part(border: str, name: str, value: str | File) -> bytes:
    head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"'
    if isinstance(value, File):
        head += f'; filename="{value.name}"\r\nContent-Type: application/octet-stream'
        return head.encode() + b"\r\n\r\n" + value.content + b"\r\n"
    return head.encode() + b"\r\n\r\n" + value.encode() + b"\r\n"
