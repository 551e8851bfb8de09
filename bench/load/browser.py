"""A page as the server makes it: the whole WSGI application with its middleware, in this process."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.test import Client, RequestFactory

from career_relay.accounts.models import User
from career_relay.wsgi import application


class Browser:
    """Somebody who looks at pages, signed in or a stranger. The wire and the server's own loop are left out."""

    def __init__(self, user: User | None = None) -> None:
        client = Client()
        if user:
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        self._cookie = client.cookies.output(header="", attrs=[]).strip()
        self._application = application

    def part(self, address: str) -> bytes:
        """Give what htmx asks for when a condition changes."""
        return self.get(address, HTTP_HX_REQUEST="true")

    def get(self, address: str, **headers: str) -> bytes:
        """Give the page. Raises RuntimeError for everything but 200."""
        host = next(iter(settings.ALLOWED_HOSTS)).replace("*", "localhost")
        environ = RequestFactory(SERVER_NAME=host, HTTP_COOKIE=self._cookie, **headers).get(address).environ
        said: list[str] = []
        answer = self._application(environ, lambda status, _headers: said.append(status))
        try:
            page = b"".join(answer)
        finally:
            _close(answer)
        if not said[0].startswith(str(HTTPStatus.OK.value)):
            raise RuntimeError(f"{address}: {said[0]}")
        return page


def _close(answer: Any) -> None:
    """As a server does: the connection goes back to the pool."""
    answer.close()
