"""A DNS server on this machine, by UDP and TCP: it holds what a test writes into it, and can be silent, broken or cut off."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest

TTL = 60


@dataclass
class DnsServer:
    """`zone`: (name, kind) → values. `silent`, `failing` and `cut`: names that get no answer, a fault, or only half by UDP."""

    zone: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    failing: set[str] = field(default_factory=set)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    port: int = 0

    def put(self, name: str, kind: str, *values: str) -> None:
        self.zone[name.lower().rstrip("."), kind] = list(values)

    def txt(self, name: str, *texts: str) -> None:
        """Write TXT records; long ones in pieces of 255, as they have to be."""
        self.put(name, "TXT", *(" ".join(f'"{one[n : n + 255]}"' for n in range(0, len(one), 255)) for one in texts))

    def start(self) -> None:
        self._ended = threading.Event()
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", self.port))
        for door in (self._udp, self._tcp):
            door.settimeout(0.1)
        self._threads = [threading.Thread(target=one, daemon=True) for one in (self._by_udp, self._by_tcp)]
        for one in self._threads:
            one.start()

    def stop(self) -> None:
        self._ended.set()
        for one in self._threads:
            one.join(2)
        self._udp.close()
        self._tcp.close()

    def _by_udp(self) -> None:
        while not self._ended.is_set():
            with suppress(TimeoutError):
                wire, whence = self._udp.recvfrom(4096)
                if answer := self._answer(wire, "udp"):
                    said = answer.to_wire()
                    if len(said) > 1232:
                        answer.answer.clear()
                        answer.flags |= dns.flags.TC
                        said = answer.to_wire()
                    self._udp.sendto(said, whence)

    def _by_tcp(self) -> None:
        while not self._ended.is_set():
            with suppress(TimeoutError):
                line = self._tcp.accept()[0]
                with line, suppress(OSError, struct.error):
                    line.settimeout(2)
                    (length,) = struct.unpack("!H", line.recv(2))
                    if answer := self._answer(line.recv(length), "tcp"):
                        said = answer.to_wire()
                        line.sendall(struct.pack("!H", len(said)) + said)

    def _answer(self, wire: bytes, way: str) -> dns.message.Message | None:
        with suppress(dns.exception.DNSException):
            asked = dns.message.from_wire(wire)
            question = asked.question[0]
            name, kind = question.name.to_text().rstrip(".").lower(), dns.rdatatype.to_text(question.rdtype)
            self.asked.append((name, kind, way))
            if name in self.silent:
                return None
            answer = dns.message.make_response(asked)
            answer.use_edns(-1)
            if name in self.failing:
                answer.set_rcode(dns.rcode.SERVFAIL)
            else:
                self._fill(answer, name, kind)
            return answer
        return None

    def _fill(self, answer: dns.message.Message, name: str, kind: str) -> None:
        for _hop in range(5):
            if values := self.zone.get((name, kind)):
                answer.answer.append(dns.rrset.from_text(f"{name}.", TTL, "IN", kind, *values))
                return
            if not (aliases := self.zone.get((name, "CNAME"))):
                break
            answer.answer.append(dns.rrset.from_text(f"{name}.", TTL, "IN", "CNAME", *aliases))
            name = aliases[0].rstrip(".").lower()
        if not any(known == name for known, _kind in self.zone):
            answer.set_rcode(dns.rcode.NXDOMAIN)


@pytest.fixture
def dns_server(settings) -> Iterator[DnsServer]:
    """The DNS the program asks in this test."""
    server = DnsServer()
    server.start()
    settings.DNS_SERVERS = (f"127.0.0.1:{server.port}",)
    yield server
    server.stop()
