"""Reading an SPF record as a receiver does, without an address to judge: which servers it names, and what that costs."""

import re
from dataclasses import dataclass, field
from typing import Protocol

DEEPEST = 12
MOST_TERMS = 200
MECHANISM = re.compile(
    r"[+\-~?]?(?:all|ip4:[0-9./]+|ip6:[0-9a-f:./]+|include:\S+|exists:\S+|(?:a|mx)(?::[^\s/]+)?(?:/\d+)?(?://\d+)?|ptr(?::\S+)?)",
    re.IGNORECASE,
)
MODIFIER = re.compile(r"[a-z][a-z0-9_.-]*=\S*", re.IGNORECASE)


class Asks(Protocol):
    def texts(self, name: str) -> list[str]: ...
    def records(self, name: str, kind: str) -> list[object]: ...


class Broken(ValueError):  # noqa: N818 — the record is, nothing else
    """A receiver gives up at this term (permerror)."""


@dataclass(slots=True)
class Spf:
    """What a record says, with all it includes."""

    terms: set[str] = field(default_factory=set)  # every mechanism met, in small letters, without its sign
    lookups: int = 0  # terms that make a receiver ask; more than ten and it gives up
    voids: int = 0  # of these, those that led nowhere
    end: str = ""  # the `all` of the record itself, with its sign
    has_ptr: bool = False


def read_spf(domain: str, text: str, ask: Asks) -> Spf:
    """Read a record and all it leads to. Raises Broken; Unasked comes through from whoever asks."""
    spf = Spf()
    _read(domain, text, ask, spf, seen=(domain.lower(),))
    return spf


def _read(domain: str, text: str, ask: Asks, spf: Spf, *, seen: tuple[str, ...]) -> None:
    terms = text.split()[1:]
    if len(terms) > MOST_TERMS:
        raise Broken(text[:40])
    redirect = ""
    for term in terms:
        bare = term.lstrip("+-~?").lower()
        if not MECHANISM.fullmatch(term):
            if not MODIFIER.fullmatch(term):
                raise Broken(term)
            redirect = bare.removeprefix("redirect=") if bare.startswith("redirect=") else redirect
            continue
        spf.terms.add(bare)
        if bare == "all":
            spf.end = term.lower() if len(seen) == 1 or not spf.end else spf.end
            return  # what stands behind is not read, and a redirect does not count
        _follow(bare, domain, ask, spf, seen=seen)
    if redirect:
        spf.lookups += 1
        _into(redirect, ask, spf, seen=seen, keep_end=True)


def _follow(bare: str, domain: str, ask: Asks, spf: Spf, *, seen: tuple[str, ...]) -> None:
    """Count what a mechanism costs, and go where it leads."""
    name, _colon, value = bare.partition(":")
    name = name.split("/")[0]
    if name in {"ip4", "ip6"}:
        return
    spf.lookups += 1
    if spf.lookups > 40:  # far past the limit: what more there is changes nothing
        return
    target = (value or domain).split("/")[0]
    if name == "include":
        _into(target, ask, spf, seen=seen)
    elif name == "ptr":
        spf.has_ptr = True
    elif "%" not in target and name in {"a", "mx"}:
        kinds = ("A", "AAAA") if name == "a" else ("MX",)
        spf.voids += not any(ask.records(target, kind) for kind in kinds)


def _into(target: str, ask: Asks, spf: Spf, *, seen: tuple[str, ...], keep_end: bool = False) -> None:
    if "%" in target:  # depends on the mail
        return
    if target in seen or len(seen) > DEEPEST:
        raise Broken(f"include:{target}")
    found = [one for one in ask.texts(target) if one.lower().split()[:1] == ["v=spf1"]]
    if not found:
        spf.voids += 1
    if len(found) != 1:
        raise Broken(f"include:{target}")
    end = spf.end
    _read(target, found[0], ask, spf, seen=(*seen, target))
    if not keep_end:
        spf.end = end


def with_term(terms: list[str], term: str) -> str:
    """Give a record of these terms and one more, once each.

    It ends with `-all` where every end said so, else with `~all`: where two records disagree, no mail is refused.
    """
    kept = [one for one in dict.fromkeys(terms) if one.lstrip("+-~?").lower() != "all"]
    ends = {one.lower() for one in terms} & {"-all", "~all"}
    if term and term.lower() not in (one.lower() for one in kept):
        kept.append(term)
    return " ".join(["v=spf1", *kept, "-all" if ends == {"-all"} else "~all"])
