"""What the DNS says about a domain that mail comes from: SPF (RFC 7208), DKIM (6376), DMARC (7489), MX.

Asks and judges; it keeps nothing. A server that does not answer is told as that, never as a record that is missing.
"""

import base64
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from typing import Any

import dns.exception
import dns.name
import dns.nameserver
import dns.rdatatype
import dns.resolver
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.conf import settings

from career_relay.notices.spf import Spf, read_spf, with_term

ONE_QUESTION, ALL_QUESTIONS, MOST_QUESTIONS = 4.0, 25.0, 60  # seconds, seconds, questions
LONGEST = 1000  # letters of a record that are kept and shown
WALK = 8  # names asked upwards for DMARC


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    UNKNOWN = "unknown"


class Record(StrEnum):
    SPF = "spf"
    DKIM = "dkim"
    DMARC = "dmarc"
    MX = "mx"


class Unasked(Exception):  # noqa: N818 — a state of the world
    """No server gave an answer: nothing is known."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a domain has to allow: which servers send for it, who signs, where bounces go."""

    domain: str
    spf_term: str = ""  # as `include:_spf.google.com`; empty when nobody can know
    selectors: tuple[str, ...] = ()
    envelope: str = ""  # domain of the envelope; the same when empty
    report_to: str = ""  # a mailbox for DMARC reports


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: `code` names the sentence, `paste` what to put where."""

    record: str
    level: str
    code: str
    name: str = ""
    found: str = ""
    paste: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    def as_row(self) -> dict[str, Any]:
        return asdict(self)


class Asker:
    """Asks the servers of DNS_SERVERS, else those of the system, within limits of time and number."""

    def __init__(self) -> None:
        try:
            self._resolver = dns.resolver.Resolver(configure=not settings.DNS_SERVERS)
        except dns.resolver.NoResolverConfiguration as fault:
            raise Unasked from fault
        if settings.DNS_SERVERS:
            self._resolver.nameservers = [_server(one) for one in settings.DNS_SERVERS]
        self._resolver.use_edns(0, 0, 1232)
        self._ends, self._left = time.monotonic() + ALL_QUESTIONS, MOST_QUESTIONS

    def records(self, name: str, kind: str) -> list[Any]:
        """Give the records of a name; none when there are none. Raises Unasked; ValueError for what is no name."""
        self._left -= 1
        if self._left < 0 or time.monotonic() > self._ends:
            raise Unasked
        try:
            asked = dns.name.from_text(name)
        except (dns.exception.DNSException, UnicodeError) as fault:
            raise ValueError(name) from fault
        try:
            return list(self._resolver.resolve(asked, kind, search=False, lifetime=ONE_QUESTION))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError) as fault:
            raise Unasked from fault

    def texts(self, name: str) -> list[str]:
        return [b"".join(one.strings).decode("utf-8", "replace") for one in self.records(name, "TXT")]


def _server(words: str) -> dns.nameserver.Do53Nameserver:
    """Read `192.0.2.1`, `192.0.2.1:5353` or `[2001:db8::1]:5353`."""
    host, _colon, port = words.rpartition(":")
    with suppress(ValueError):
        return dns.nameserver.Do53Nameserver(str(ip_address(words.strip("[]"))), 53)
    return dns.nameserver.Do53Nameserver(host.strip("[]"), int(port))


def look(wanted: Wanted, ask: Asker | None = None) -> list[Finding]:
    """Give what was found, in the order people mend it. Never raises for what the world answers."""
    try:
        ask = ask or Asker()
    except Unasked:
        return [Finding(one, Level.UNKNOWN, f"{one}_unasked") for one in Record]
    spf = list(_tell(Record.SPF, _spf(wanted, ask)))
    dkim = list(_tell(Record.DKIM, _dkim(wanted, ask)))
    dmarc = list(_tell(Record.DMARC, _dmarc(wanted, ask)))
    if why := _unaligned(wanted, spf, dkim, dmarc):
        dmarc.append(why)
    return [*spf, *dkim, *dmarc, *_tell(Record.MX, _mx(wanted, ask))]


def _tell(record: Record, found: Iterator[Finding]) -> Iterator[Finding]:
    try:
        yield from found
    except Unasked:
        yield Finding(record, Level.UNKNOWN, f"{record}_unasked")
    except ValueError:
        yield Finding(record, Level.BAD, "domain_invalid")


# --- SPF ----------------------------------------------------------------------------------------------------------


def _spf(wanted: Wanted, ask: Asker) -> Iterator[Finding]:
    domain = wanted.domain
    # Sorted, because a server may answer in any order and what is to be pasted must not change with it.
    found = sorted(one for one in ask.texts(domain) if one.lower() == "v=spf1" or one.lower().startswith("v=spf1 "))
    if len(found) != 1:
        terms = [term for one in found for term in one.split()[1:]]
        code = "spf_many" if found else "spf_missing"
        paste = with_term(terms, wanted.spf_term)
        yield Finding(Record.SPF, Level.BAD, code, domain, _short(" ⏎ ".join(found)), paste)
        return
    try:
        spf = read_spf(domain, found[0], ask)
    except ValueError as fault:  # Broken, or a name that can be none
        yield Finding(Record.SPF, Level.BAD, "spf_broken", domain, _short(found[0]), facts={"term": str(fault)[:80]})
        return
    told = list(_judge(wanted, found[0], spf))
    yield from told or [Finding(Record.SPF, Level.OK, "spf_ok", domain, _short(found[0]), facts={"n": spf.lookups})]


def _judge(wanted: Wanted, text: str, spf: Spf) -> Iterator[Finding]:
    def say(level: Level, code: str, paste: str = "", **facts: Any) -> Finding:
        return Finding(Record.SPF, level, code, wanted.domain, _short(text), paste, facts)

    if spf.lookups > 10:
        yield say(Level.BAD, "spf_lookups", n=spf.lookups)
    if wanted.spf_term and wanted.spf_term.lower() not in spf.terms:
        paste = with_term(text.split()[1:], wanted.spf_term)
        yield say(Level.BAD, "spf_not_ours", paste, term=wanted.spf_term)
    if spf.end in {"all", "+all"}:
        yield say(Level.BAD, "spf_open", text.replace(spf.end, "~all"))
    elif spf.end in {"", "?all"}:
        yield say(Level.WARN, "spf_no_end", with_term([*text.split()[1:]], ""))
    if spf.voids > 2:
        yield say(Level.WARN, "spf_void", n=spf.voids)
    if spf.has_ptr:
        yield say(Level.WARN, "spf_ptr")


# --- DKIM ---------------------------------------------------------------------------------------------------------


def _dkim(wanted: Wanted, ask: Asker) -> Iterator[Finding]:
    if not wanted.selectors:
        yield Finding(Record.DKIM, Level.WARN, "dkim_no_selector", f"…._domainkey.{wanted.domain}")
        return
    found = [_key(one, wanted.domain, ask) for one in wanted.selectors]
    one_works = any(one.level == Level.OK for one in found)
    for one in found:
        if one_works and one.code == "dkim_missing":  # the next key of a pair may not be there yet
            yield Finding(Record.DKIM, Level.OK, "dkim_spare", one.name)
        else:
            yield one


def _key(selector: str, domain: str, ask: Asker) -> Finding:
    name = f"{selector}._domainkey.{domain}"
    try:
        texts = [one for one in ask.texts(name) if "p=" in one]
    except Unasked:
        return Finding(Record.DKIM, Level.UNKNOWN, "dkim_unasked", name)
    if len(texts) != 1:
        return Finding(Record.DKIM, Level.BAD, "dkim_many" if texts else "dkim_missing", name)
    tags = tags_of(texts[0])
    level, code, bits = _weigh(tags)
    return Finding(Record.DKIM, level, code, name, _short(texts[0]), facts={"n": bits} if bits else {})


def _weigh(tags: dict[str, str]) -> tuple[Level, str, int]:
    key = "".join(tags.get("p", "").split())
    if not key:
        return Level.BAD, "dkim_revoked", 0
    if tags.get("v", "DKIM1") != "DKIM1" or tags.get("k", "rsa") not in {"rsa", "ed25519"}:
        return Level.BAD, "dkim_broken", 0
    bits = _bits(key) if tags.get("k", "rsa") == "rsa" else 256
    if not bits:
        return Level.BAD, "dkim_broken", 0
    if bits < 1024 and tags.get("k") != "ed25519":
        return Level.BAD, "dkim_short", bits
    if "y" in tags.get("t", "").split(":"):
        return Level.WARN, "dkim_testing", bits
    is_old = bits < 2048 and tags.get("k") != "ed25519"
    return (Level.WARN, "dkim_1024", bits) if is_old else (Level.OK, "dkim_ok", bits)


def _bits(key: str) -> int:
    """Give the length of an RSA key, 0 for what is none."""
    try:
        found = load_der_public_key(base64.b64decode(key, validate=True))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return 0
    return found.key_size if isinstance(found, RSAPublicKey) else 0


# --- DMARC --------------------------------------------------------------------------------------------------------


def _dmarc(wanted: Wanted, ask: Asker) -> Iterator[Finding]:
    for place in _upwards(wanted.domain):
        name = f"_dmarc.{place}"
        found = [one for one in ask.texts(name) if one.lower().replace(" ", "").startswith("v=dmarc1")]
        if found:
            yield _policy(name, found, wanted, is_above=place != wanted.domain)
            return
    yield Finding(Record.DMARC, Level.BAD, "dmarc_missing", f"_dmarc.{wanted.domain}", "", _dmarc_line(wanted))


def _policy(name: str, found: list[str], wanted: Wanted, *, is_above: bool) -> Finding:
    text, line = " ⏎ ".join(found), _dmarc_line(wanted)
    if len(found) > 1:
        return Finding(Record.DMARC, Level.BAD, "dmarc_many", name, _short(text), found[0])
    tags = tags_of(text)
    policy = (tags.get("sp") if is_above else None) or tags.get("p", "")
    if policy not in {"none", "quarantine", "reject"}:
        return Finding(Record.DMARC, Level.BAD, "dmarc_broken", name, _short(text), line)
    if "rua" not in tags and policy == "none":
        paste = f"{text.rstrip('; ')}; rua=mailto:{wanted.report_to}" if wanted.report_to else line
        return Finding(Record.DMARC, Level.WARN, "dmarc_blind", name, _short(text), paste)
    return Finding(Record.DMARC, Level.OK, f"dmarc_{policy}", name, _short(text))


def _dmarc_line(wanted: Wanted) -> str:
    return "v=DMARC1; p=none" + (f"; rua=mailto:{wanted.report_to}" if wanted.report_to else "")


def _unaligned(wanted: Wanted, spf: list[Finding], dkim: list[Finding], dmarc: list[Finding]) -> Finding | None:
    """DMARC holds when SPF or DKIM speaks for the very domain the person reads (alignment)."""
    own = are_aligned(wanted.envelope or wanted.domain, wanted.domain)
    by_spf = own and all(one.level in {Level.OK, Level.WARN} for one in spf)
    by_dkim = any(one.level in {Level.OK, Level.WARN} and one.found for one in dkim)
    unsure = any(one.level == Level.UNKNOWN for one in (*spf, *dkim))
    has_policy = any(one.level in {Level.OK, Level.WARN} for one in dmarc)
    if not has_policy or unsure or by_spf or by_dkim:
        return None
    return Finding(Record.DMARC, Level.BAD, "dmarc_unaligned", wanted.domain, facts={"envelope": wanted.envelope})


def are_aligned(one: str, other: str) -> bool:
    """Whether two domains are the same, or one stands below the other (relaxed alignment, without a list of suffixes)."""
    left, right = one.lower().rstrip("."), other.lower().rstrip(".")
    return left == right or left.endswith(f".{right}") or right.endswith(f".{left}")


def _upwards(domain: str) -> Iterable[str]:
    """The domain and those above it, without the top: where the policy for it may stand."""
    labels = domain.rstrip(".").split(".")
    tops = range(max(len(labels) - 1, 1))
    return [".".join(labels[place:]) for place in tops][:WALK]


# --- MX, and what all share ---------------------------------------------------------------------------------------


def _mx(wanted: Wanted, ask: Asker) -> Iterator[Finding]:
    hosts = sorted(
        (one.preference, one.exchange.to_text(omit_final_dot=True)) for one in ask.records(wanted.domain, "MX")
    )
    if [host for _order, host in hosts] in (["."], [""]):
        yield Finding(Record.MX, Level.BAD, "mx_null", wanted.domain, ".")
    elif hosts:
        yield Finding(Record.MX, Level.OK, "mx_ok", wanted.domain, _short(", ".join(host for _order, host in hosts)))
    elif ask.records(wanted.domain, "A") or ask.records(wanted.domain, "AAAA"):
        yield Finding(Record.MX, Level.WARN, "mx_address", wanted.domain)
    else:
        yield Finding(Record.MX, Level.BAD, "mx_missing", wanted.domain)


def tags_of(text: str) -> dict[str, str]:
    """Read `a=1; b=2`. The first of two tags with one name counts."""
    tags: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if equals:
            tags.setdefault(name.strip().lower(), value.strip())
    return tags


def _short(text: str) -> str:
    return "".join(one if one.isprintable() else "�" for one in text)[:LONGEST]
