"""An OAuth 2 server on this machine that checks what Microsoft and Google check, over TLS.

Client id and secret, the redirect address letter by letter, PKCE, scope, one use of a code, ends of codes and tokens,
rotation of refresh tokens (a spent one that comes again ends the whole family), and withdrawal.
"""

import base64
import hashlib
import json
import secrets
import ssl
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

LONG_TOKEN = 2400  # as long as those of Microsoft


@dataclass
class Grant:
    """What one person allowed once."""

    user: str
    scope: str
    redirect_uri: str
    challenge: str
    offline: bool
    code_until: float
    is_spent: bool = False
    is_over: bool = False


@dataclass
class OAuthServer:
    """`flavour` microsoft: a refresh token needs the scope offline_access and changes with each use; google: it needs
    access_type=offline and stays."""

    flavour: str
    scopes: frozenset[str]
    client_id: str = "client-1"
    client_secret: str = "geheim-und-lang-0123456789"
    redirect_uri: str = "https://relay.example/desk/settings/mail/back/"
    life: float = 3600.0
    code_life: float = 60.0
    grants: dict[str, Grant] = field(default_factory=dict)  # by code
    access: dict[str, tuple[Grant, float]] = field(default_factory=dict)
    refresh: dict[str, Grant] = field(default_factory=dict)
    spent: dict[str, Grant] = field(default_factory=dict)
    unticked: bool = False  # the person left the box for sending mail empty
    says_no: bool = False
    failing: str = ""  # what /token answers instead: an HTTP status, or words
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # every error given
    port: int = 0

    def start(self, context: ssl.SSLContext) -> None:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.authorize(self)

            def do_POST(self) -> None:
                owner.post(self)

            def log_message(self, *_args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, name: str) -> str:
        return f"https://localhost:{self.port}/{name}"

    # --- the page a person sees ---

    def authorize(self, request: BaseHTTPRequestHandler) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(request.path).query).items()}
        self.seen.append(("authorize", asked))
        if asked.get("client_id") != self.client_id or asked.get("redirect_uri") != self.redirect_uri:
            return self._page(request, 400, "unknown app or address")  # never sends the browser to a stranger
        why = self._why_not(asked)
        if why:
            self.told.append(why)
            return self._send_back(request, {"error": why, "state": asked.get("state", "")})
        code = secrets.token_urlsafe(40)
        wanted = set(asked["scope"].split())
        given = wanted - {next(iter(sorted(self.scopes)))} if self.unticked else wanted
        self.grants[code] = Grant(
            user=asked.get("login_hint", ""), scope=" ".join(sorted(given)), redirect_uri=asked["redirect_uri"],
            challenge=asked["code_challenge"], offline=self._is_offline(asked), code_until=time.time() + self.code_life,
        )  # fmt: skip
        return self._send_back(request, {"code": code, "state": asked["state"]})

    def _why_not(self, asked: dict[str, str]) -> str:
        wanted = set(asked.get("scope", "").split())
        extra = {"offline_access"} if self.flavour == "microsoft" else set()
        checks = (
            (asked.get("response_type") == "code", "unsupported_response_type"),
            (bool(wanted) and wanted <= self.scopes | extra, "invalid_scope"),
            (len(asked.get("state", "")) >= 16, "invalid_request"),
            (asked.get("code_challenge_method") == "S256", "invalid_request"),
            (len(asked.get("code_challenge", "")) == 43, "invalid_request"),
            (not self.says_no, "access_denied"),
        )
        return next((why for holds, why in checks if not holds), "")

    def _is_offline(self, asked: dict[str, str]) -> bool:
        if self.flavour == "microsoft":
            return "offline_access" in asked["scope"].split()
        return asked.get("access_type") == "offline" and asked.get("prompt") == "consent"

    # --- what a program asks ---

    def post(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length", "0"))).decode()
        asked = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
        place = urlsplit(request.path).path.strip("/")
        self.seen.append((place, asked))
        if self.failing:
            status = int(self.failing) if self.failing.isdigit() else 200
            return self._page(request, status, self.failing)
        if asked.get("client_id") != self.client_id or asked.get("client_secret") != self.client_secret:
            return self._no(request, "invalid_client", 401)
        if place == "revoke":
            return self._revoke(request, asked.get("token", ""))
        if asked.get("grant_type") == "authorization_code":
            return self._by_code(request, asked)
        if asked.get("grant_type") == "refresh_token":
            return self._by_refresh(request, asked.get("refresh_token", ""))
        return self._no(request, "unsupported_grant_type")

    def _by_code(self, request: BaseHTTPRequestHandler, asked: dict[str, str]) -> None:
        grant = self.grants.get(asked.get("code", ""))
        if grant is None:
            return self._no(request, "invalid_grant")
        if grant.is_spent:  # somebody has stolen it: everything that came of it ends
            grant.is_over = True
            return self._no(request, "invalid_grant")
        verifier = asked.get("code_verifier", "").encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        fits = grant.challenge == challenge and asked.get("redirect_uri") == grant.redirect_uri
        if not fits or time.time() > grant.code_until or not 43 <= len(verifier) <= 128:
            return self._no(request, "invalid_grant")
        grant.is_spent = True
        return self._tokens(request, grant, with_refresh=grant.offline)

    def _by_refresh(self, request: BaseHTTPRequestHandler, token: str) -> None:
        if token in self.spent:
            self.spent[token].is_over = True
        grant = self.refresh.get(token)
        if grant is None or grant.is_over:
            return self._no(request, "invalid_grant")
        rotates = self.flavour == "microsoft"
        if rotates:
            self.spent[token] = self.refresh.pop(token)
        return self._tokens(request, grant, with_refresh=rotates)

    def _tokens(self, request: BaseHTTPRequestHandler, grant: Grant, *, with_refresh: bool) -> None:
        token = secrets.token_urlsafe(LONG_TOKEN * 3 // 4)
        self.access[token] = (grant, time.time() + self.life)
        said = {"access_token": token, "token_type": "Bearer", "expires_in": int(self.life), "scope": grant.scope}
        if with_refresh:
            said["refresh_token"] = secrets.token_urlsafe(60)
            self.refresh[said["refresh_token"]] = grant
        self._json(request, 200, said)

    def _revoke(self, request: BaseHTTPRequestHandler, token: str) -> None:
        grant = self.refresh.get(token)
        if grant is None:
            return self._no(request, "invalid_token")
        grant.is_over = True
        return self._json(request, 200, {})

    # --- what the mail server asks, and what happens in life ---

    def whose(self, token: str) -> str:
        """The user a bearer token speaks for, or nothing: unknown, ended, withdrawn, or without the right to send."""
        grant, until = self.access.get(token, (None, 0.0))
        if grant is None or grant.is_over or time.time() > until:
            return ""
        return grant.user if self.scopes & set(grant.scope.split()) else ""

    def withdraw(self) -> None:
        """The person takes the permission back, or the administrator does."""
        for grant in self.grants.values():
            grant.is_over = True

    def forget_access(self) -> None:
        """All access tokens end now; the refresh tokens live."""
        self.access.clear()

    # --- answers ---

    def _no(self, request: BaseHTTPRequestHandler, why: str, status: int = 400) -> None:
        self.told.append(why)
        self._json(request, status, {"error": why, "error_description": "no"})

    def _json(self, request: BaseHTTPRequestHandler, status: int, said: dict[str, Any]) -> None:
        self._answer(request, status, "application/json", json.dumps(said).encode())

    def _page(self, request: BaseHTTPRequestHandler, status: int, words: str) -> None:
        self._answer(request, status, "text/html", f"<html>{words}</html>".encode())

    def _send_back(self, request: BaseHTTPRequestHandler, told: dict[str, str]) -> None:
        request.send_response(302)
        request.send_header("Location", f"{self.redirect_uri}?{urlencode(told)}")
        request.send_header("Content-Length", "0")
        request.end_headers()

    @staticmethod
    def _answer(request: BaseHTTPRequestHandler, status: int, media: str, body: bytes) -> None:
        request.send_response(status)
        request.send_header("Content-Type", media)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
