"""The one way out: names and addresses that others gave us are asked only in the open internet (RELIABILITY §6.19).

A name is resolved once, every address it has is checked against the list below, and the connection goes to the address
that was checked: a name that points elsewhere a moment later changes nothing. The name itself stays for TLS. HTTP is
https only, follows no redirect, and has one limit of time and one of size for the whole answer.

`OUTBOUND_PRIVATE_HOSTS` names hosts inside one's own network that may be asked all the same (`mail.corp.example`, or with
a port `mail.corp.example:587`); `OUTBOUND_CA_FILE` holds certificates that are trusted beside the usual ones.
"""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from http.client import HTTPException
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import SHUT_RDWR, SOCK_STREAM, AddressFamily, gaierror, getaddrinfo, socket
from typing import Any, TypeVar
from urllib.parse import urlsplit

import certifi
import requests
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.exceptions import SSLError as TlsError

from career_relay.base.errors import Refused

SECONDS = 15.0  # for a whole request: name, connection, answer
MOST_BYTES = 64 * 1024

DENIED = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  # private
            "100.64.0.0/10",  # shared by carriers (CGNAT)
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link-local, and the metadata of clouds
            "192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24",  # protocols
            "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",  # examples
            "198.18.0.0/15",  # measurements
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
            "::/3", "4000::/2", "8000::/1",  # all but 2000::/3: loopback, mapped, NAT64, ULA, link-local, multicast
            "2001::/23",  # Teredo, ORCHID and other protocols
            "2001:db8::/32", "3fff::/20",  # examples
            "2002::/16",  # 6to4
            "2620:4f:8000::/48",  # AS112
            "3ffe::/16",  # the old test network
        ),
    )
)  # fmt: skip
ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # an IPv4 address inside the last half of an IPv6 address


class Forbidden(Refused):
    """The place is not in the open internet, or the way there is not safe. A person may read why."""


class Why(StrEnum):
    NAME = "name"  # nobody knows it
    CERTIFICATE = "certificate"  # the other side could not prove who it is
    LINE = "line"  # no connection, or it broke
    TIME = "time"
    SIZE = "size"
    REDIRECT = "redirect"


class Away(Exception):  # noqa: N818 — a state of the world
    """The other side gave no usable answer. It may be tried again later."""

    def __init__(self, why: Why) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class Place:
    """One checked address, ready to be connected to."""

    family: AddressFamily
    address: tuple[Any, ...]


def is_public(address: str) -> bool:
    """Whether an address is one anybody in the internet could ask. What is no address is not."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.scope_id:
        return False
    return not _is_denied(found)


def _is_denied(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and (int(address) >> 32) & 0xFFFF_FFFF in ISATAP:
        return True
    return any(address in network for network in DENIED if network.version == address.version)


def is_named(host: str, port: int) -> bool:
    """Whether the operator allows this host by name, wherever it is."""
    name = host.lower().rstrip(".")
    return bool({name, f"{name}:{port}"} & {one.lower() for one in settings.OUTBOUND_PRIVATE_HOSTS})


def places(host: str, port: int, *, seconds: float = SECONDS) -> list[Place]:
    """Give the addresses of a host, each checked. Raises Forbidden when one of them is not public; Away."""
    found = _resolve(host, port, seconds)
    if not is_named(host, port) and not all(is_public(str(one.address[0])) for one in found):
        raise Forbidden(_("This host is not in the open internet. Write the public name of the server."))
    return found


def _resolve(host: str, port: int, seconds: float) -> list[Place]:
    """Ask the system's resolver, which has no limit of time of its own."""
    answer: list[Place] = []

    def ask() -> None:
        with suppress(gaierror, UnicodeError, OSError, ValueError):  # a name that cannot be one is unknown too
            answer.extend(Place(found[0], found[4]) for found in getaddrinfo(host, port, type=SOCK_STREAM))

    asking = threading.Thread(target=ask, daemon=True, name="resolve")
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise Away(Why.TIME)
    if not answer:
        raise Away(Why.NAME)
    return list(answer)


def connect(host: str, port: int, *, seconds: float = SECONDS) -> socket:
    """Connect to a checked address of the host, one after the other. Raises Forbidden, Away."""
    for place in places(host, port, seconds=seconds):
        line = socket(place.family, SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(place.address)
        except OSError:
            line.close()
        else:
            return line
    raise Away(Why.LINE)


def trust() -> ssl.SSLContext:
    """Give what proves the other side: certificates of the system, the usual ones, and OUTBOUND_CA_FILE.

    All of the process share it: nobody may change it.
    """
    return _trust(str(settings.OUTBOUND_CA_FILE or ""))


@lru_cache(maxsize=2)  # reading the certificates takes longer than most requests
def _trust(own: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    if own:
        context.load_verify_locations(own)
    return context


# --- https --------------------------------------------------------------------------------------------------------

S = TypeVar("S", bound=requests.Session)
_request = threading.local()  # the lines of the request this thread is making


class _Connection(HTTPSConnection):
    def _new_conn(self) -> socket:
        line = connect(self.host, self.port or 443)
        _request.lines.append(line.dup())  # TLS takes the line itself away; its twin can still end it
        return line


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Connection


class Guarded(HTTPAdapter):
    """Carries requests out of the house by the rules above. Every answer has been read when it is given."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=trust())
        self.poolmanager.pool_classes_by_scheme = {"https": _Pool}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Prove by `trust` alone: `requests` would have its own list read into it at every connection."""
        conn.cert_reqs = "CERT_REQUIRED"

    def send(self, request: requests.PreparedRequest, *_args: Any, **_options: Any) -> requests.Response:
        """Send and read. Raises Forbidden, Away. Options that would loosen a rule are not listened to."""
        ensure_url(request.url or "")
        request.headers["Accept-Encoding"] = "identity"  # the limit of size is one of what arrives
        try:
            with _deadline():
                answer = super().send(request, stream=True, timeout=SECONDS, verify=True)
                return _read(answer)
        except requests.exceptions.SSLError as fault:
            raise Away(Why.CERTIFICATE) from fault
        except requests.exceptions.Timeout as fault:
            raise Away(Why.TIME) from fault
        except TlsError as fault:
            raise Away(Why.LINE) from fault
        except (requests.RequestException, HTTPError, HTTPException, OSError) as fault:
            raise Away(Why.LINE) from fault
        finally:
            self.poolmanager.clear()


def ensure_url(url: str) -> None:
    """Refuse what is not a plain https address."""
    try:
        parts = urlsplit(url)
        is_plain = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        is_plain = False
    if not is_plain:
        raise Forbidden(_("Only addresses that begin with https:// are asked."))


@contextmanager
def _deadline() -> Iterator[None]:
    """End every line of this request when its time is over, however slowly bytes keep coming."""
    lines: list[socket] = []
    late = threading.Event()

    def end() -> None:
        late.set()
        for line in lines:
            with suppress(OSError):
                line.shutdown(SHUT_RDWR)

    _request.lines = lines
    timer = threading.Timer(SECONDS, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Away as fault:
        if late.is_set() and fault.why is Why.LINE:  # it was we who cut it off
            raise Away(Why.TIME) from fault
        raise
    except Exception as fault:
        if late.is_set():
            raise Away(Why.TIME) from fault
        raise
    else:
        if late.is_set():  # a body that ends with its line looks whole
            raise Away(Why.TIME)
    finally:
        timer.cancel()
        for line in lines:
            line.close()


def _read(answer: requests.Response) -> requests.Response:
    """Read the whole answer, up to the limit."""
    if answer.is_redirect or 300 <= answer.status_code < 400:
        answer.close()
        raise Away(Why.REDIRECT)
    body = answer.raw.read(MOST_BYTES + 1, decode_content=False)
    answer.close()
    told = answer.headers.get("Content-Length", "")
    if told.isdecimal() and len(body) < min(int(told), MOST_BYTES):
        raise Away(Why.LINE)
    if len(body) > MOST_BYTES or answer.headers.get("Content-Encoding", "identity") != "identity":
        raise Away(Why.SIZE)
    answer._content, answer._content_consumed = body, True  # type: ignore[attr-defined] # as requests does itself
    return answer


def guard(session: S) -> S:
    """Bind a session of `requests`, or of a library built on it, to the rules above."""
    session.trust_env = False  # no proxy and no password from the environment
    session.adapters.clear()
    guarded = Guarded()
    for scheme in ("https://", "http://"):  # the second is refused
        session.mount(scheme, guarded)
    return session


def fetch(method: str, url: str, **options: Any) -> requests.Response:
    """Make one request. Raises Forbidden, Away."""
    ensure_url(url)
    with guard(requests.Session()) as session:
        try:
            return session.request(method, url, **options)
        except requests.exceptions.InvalidURL as fault:
            raise Forbidden(_("Only addresses that begin with https:// are asked.")) from fault
