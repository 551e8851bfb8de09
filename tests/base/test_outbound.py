"""Nobody is led into the network: not by a name, a number, a second answer, a redirect or a slow reply."""

import socket
import time
from contextlib import suppress

import pytest

from career_relay.base import outbound
from career_relay.base.outbound import Away, Forbidden, Why, connect, fetch, is_public, places
from tests.standins.tls import NOW, Authority
from tests.standins.web import speaking

INSIDE_4 = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.1.2.3",
    "127.255.255.255", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170",
    "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
)  # fmt: skip
INSIDE_6 = (
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8",
    "::ffff:0:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "100::1", "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::1",
    "2002:a9fe:a9fe::1", "2002:c0a8:101::1", "3fff::1", "3ffe::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1",
    "fec0::1", "ff02::1", "ff0e::1", "2400:cb00::5efe:a00:1", "2400:cb00::200:5efe:a00:1", "2620:4f:8000::1",
    "4000::1", "8000::1",
)  # fmt: skip
INSIDE = INSIDE_4 + INSIDE_6
OPEN = ("8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "169.253.0.1",
        "192.167.1.1", "223.255.255.1", "9.255.255.255", "11.0.0.1", "128.0.0.1", "2606:4700:4700::1111",
        "2001:4860:4860::8888", "2400:cb00::1", "2a00:1450::1")  # fmt: skip


def answer_of(*addresses):
    """What a resolver says: getaddrinfo's tuples for these addresses."""

    def ask(_host, port, *_args, **_kwargs):
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (one, port, 0, 0))
            if ":" in one
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
            for one in addresses
        ]

    return ask


@pytest.fixture
def reached(monkeypatch):
    """Every address a connection was tried to; none of them is really reached."""
    tried = []

    class Line(socket.socket):
        def connect(self, address):
            tried.append(address[0])
            raise OSError

    monkeypatch.setattr(outbound, "socket", Line)
    return tried


def as_mapped(address):
    return f"::ffff:{address}"


def as_nat64(address):
    return f"64:ff9b::{address}"


def as_6to4(address):
    first, second, third, fourth = map(int, address.split("."))
    return f"2002:{first << 8 | second:x}:{third << 8 | fourth:x}::1"


def as_isatap(address):
    return f"2400:cb00::5efe:{address}"


def as_number(address):
    first, second, third, fourth = map(int, address.split("."))
    return str(first << 24 | second << 16 | third << 8 | fourth)


def as_hex(address):
    return f"0x{int(as_number(address)):08x}"


def as_octal(address):
    return ".".join(f"0{int(part):o}" for part in address.split("."))


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused(address):
    assert is_public(address) is False


@pytest.mark.parametrize("address", OPEN)
def test_an_address_in_the_open_internet_is_allowed(address):
    assert is_public(address) is True


@pytest.mark.parametrize("trick", [as_mapped, as_nat64, as_6to4, as_isatap])
@pytest.mark.parametrize("address", INSIDE_4)
def test_an_address_inside_another_one_is_refused(address, trick):
    assert is_public(trick(address)) is False


@pytest.mark.parametrize(
    "words", ["", "localhost", "1", "127.1", "fe80::1%eth0", "2400:cb00::1%lo", "8.8.8.8 ", "x" * 999]
)
def test_what_is_no_plain_address_is_refused(words):
    assert is_public(words) is False


@pytest.mark.parametrize("trick", [as_number, as_hex, as_octal])
@pytest.mark.parametrize("address", [one for one in INSIDE_4 if one != "0.0.0.0"])
def test_an_address_written_in_another_way_is_read_as_the_system_reads_it(address, trick, reached):
    with pytest.raises(Forbidden):
        connect(trick(address), 443)

    assert reached == []


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_points_inside_is_refused_before_any_connection(address, reached, monkeypatch):
    monkeypatch.setattr(outbound, "getaddrinfo", answer_of(address))

    with pytest.raises(Forbidden):
        fetch("GET", "https://harmless.example/")

    assert reached == []


@pytest.mark.parametrize("address", INSIDE)
def test_one_bad_address_among_good_ones_is_enough(address, reached, monkeypatch):
    monkeypatch.setattr(outbound, "getaddrinfo", answer_of("8.8.8.8", address, "1.1.1.1"))

    with pytest.raises(Forbidden):
        connect("harmless.example", 587)

    assert reached == []


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_changes_its_mind_is_reached_where_it_was_checked(address, reached, monkeypatch):
    """The second answer points inside (DNS rebinding): nobody asks a second time."""
    answers = iter([answer_of("8.8.8.8"), answer_of(address), answer_of(address)])

    def ask(host, port, **options):
        return next(answers)(host, port, **options)

    monkeypatch.setattr(outbound, "getaddrinfo", ask)

    with pytest.raises(Away):
        fetch("GET", "https://flips.example/")

    assert reached == ["8.8.8.8"]


def test_each_checked_address_is_tried(reached, monkeypatch):
    monkeypatch.setattr(outbound, "getaddrinfo", answer_of("8.8.8.8", "2606:4700:4700::1111"))

    with pytest.raises(Away) as fault:
        connect("two.example", 443)

    assert (fault.value.why, reached) == (Why.LINE, ["8.8.8.8", "2606:4700:4700::1111"])


@pytest.mark.parametrize(
    "url",
    ["http://example.com/", "ftp://example.com/", "https://user:secret@example.com/", "https://8.8.8.8@127.0.0.1/",
     "https:///x", "file:///etc/passwd", "https://example.com:0/", "https://example.com:99999/", "//example.com/"],
)  # fmt: skip
def test_only_plain_https_addresses_are_asked(url, reached):
    with pytest.raises(Forbidden):
        fetch("GET", url)

    assert reached == []


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "localhost.", "①②⑦.0.0.1", "[::1]", "127.0.0.1"])
def test_names_of_this_machine_are_refused(host, reached):
    with pytest.raises((Forbidden, Away)):
        fetch("GET", f"https://{host}/")

    assert reached == []


def test_an_unknown_name_is_away_and_not_a_fault(monkeypatch):
    def nobody(*_args, **_kwargs):
        raise socket.gaierror

    monkeypatch.setattr(outbound, "getaddrinfo", nobody)

    with pytest.raises(Away) as fault:
        places("nobody.example", 443)

    assert fault.value.why == Why.NAME


@pytest.mark.parametrize("name", ["a" * 300, "a..b", "é" * 200, "x\x00y", ""])
def test_what_cannot_be_a_name_is_away(name):
    with pytest.raises((Away, Forbidden)):
        connect(name, 443)


def test_a_resolver_that_hangs_is_left(monkeypatch):
    monkeypatch.setattr(outbound, "getaddrinfo", lambda *_args, **_kwargs: time.sleep(1.5) or [])

    begun = time.monotonic()
    with pytest.raises(Away) as fault:
        places("slow.example", 443, seconds=0.2)

    assert (fault.value.why, time.monotonic() - begun < 1) == (Why.TIME, True)


# --- on a real wire -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture
def allowed(settings, authority):
    settings.OUTBOUND_PRIVATE_HOSTS = ("localhost", "127.0.0.1")
    settings.OUTBOUND_CA_FILE = str(authority.file)


def says(*parts, pause=0.0):
    def answer(line, _head):
        with suppress(OSError):
            for part in parts:
                line.sendall(part)
                time.sleep(pause)

    return answer


def ok(body, *heads):
    return b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Length: %d" % len(body), *heads, b"", body])


@pytest.fixture
def url(authority, allowed):
    """Serve an answer, and give the address where it is."""
    stack = []

    def serve(answer, *, proof=None):
        serving = speaking((proof or authority.proof("localhost")).context(), answer)
        stack.append(serving)
        return f"https://localhost:{serving.__enter__()}/x"

    yield serve
    for one in stack:
        one.__exit__(None, None, None)


def why(url):
    with pytest.raises(Away) as fault:
        fetch("GET", url)
    return fault.value.why


def test_a_host_the_operator_names_is_asked_with_its_name_proven(url):
    answer = fetch("GET", url(says(ok(b'{"a": 1}'))))

    assert (answer.status_code, answer.json()) == (200, {"a": 1})


def test_a_named_port_allows_no_other(settings, url):
    there = url(says(ok(b"")))
    settings.OUTBOUND_PRIVATE_HOSTS = ("localhost:1",)

    with pytest.raises(Forbidden):
        fetch("GET", there)


def test_a_certificate_for_another_name_is_refused(url, authority):
    assert why(url(says(ok(b"")), proof=authority.proof("elsewhere.example"))) == Why.CERTIFICATE


def test_a_certificate_of_a_stranger_is_refused(url, tmp_path):
    assert why(url(says(ok(b"")), proof=Authority(tmp_path, "Stranger").proof("localhost"))) == Why.CERTIFICATE


def test_what_proves_the_other_side_is_read_once_for_each_file_of_ones_own(settings, authority):
    settings.OUTBOUND_CA_FILE = str(authority.file)
    with_ours = outbound.trust()
    settings.OUTBOUND_CA_FILE = ""

    assert outbound.trust() is outbound.trust()
    assert outbound.trust() is not with_ours


def test_a_certificate_of_last_month_is_refused(url, authority):
    assert why(url(says(ok(b"")), proof=authority.proof("localhost", until=NOW))) == Why.CERTIFICATE


@pytest.mark.parametrize("code", [b"301", b"302", b"303", b"307", b"308", b"300", b"304"])
def test_a_redirect_is_not_followed(url, code):
    inside = b"Location: https://169.254.169.254/latest/meta-data/"

    assert why(url(says(b"HTTP/1.1 " + code + b" Go\r\n" + inside + b"\r\nContent-Length: 0\r\n\r\n"))) == Why.REDIRECT


def test_an_answer_of_the_largest_size_is_read_and_one_byte_more_is_not(url):
    assert len(fetch("GET", url(says(ok(b"a" * outbound.MOST_BYTES)))).content) == outbound.MOST_BYTES
    assert why(url(says(ok(b"a" * (outbound.MOST_BYTES + 1))))) == Why.SIZE


def test_an_endless_answer_is_left(url):
    def endless(line, _head):
        with suppress(OSError):
            line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                line.sendall(b"a" * 65536)

    begun = time.monotonic()

    assert why(url(endless)) == Why.SIZE
    assert time.monotonic() - begun < 5


def test_a_packed_answer_is_not_unpacked(url):
    assert why(url(says(ok(b"\x1f\x8b", b"Content-Encoding: gzip")))) == Why.SIZE


@pytest.mark.parametrize(
    "drop",
    [b"", b"H", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nabc", b"nonsense\r\n\r\n"],
)
def test_an_answer_that_breaks_off_is_no_answer(url, drop):
    assert why(url(says(drop))) in {Why.LINE, Why.TIME}


@pytest.mark.parametrize(
    ("first", "drip"),
    [(b"", b"HTTP/1.1 200 OK\r\nX-A: 1\r\n"), (b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 200),
     (b"HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n", b"a" * 200)],
)  # fmt: skip
def test_a_byte_now_and_then_does_not_hold_us(url, monkeypatch, first, drip):
    monkeypatch.setattr(outbound, "SECONDS", 0.6)
    there = url(says(first, *(drip[n : n + 1] for n in range(len(drip))), pause=0.1))

    begun = time.monotonic()

    assert why(there) == Why.TIME
    assert time.monotonic() - begun < 3


def test_a_proxy_of_the_environment_is_not_used(url, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")

    assert fetch("GET", url(says(ok(b"here")))).text == "here"
