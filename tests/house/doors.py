"""Every door of the program, found from its addresses, and what an opened door wrote."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(\w+):(\w+)>")
OURS = ("desk/", "console/", "me/")
ANY_ID = UUID("00000000-0000-4000-8000-000000000000")
# Which rows the ids in an address are of, by how its route begins: the longest beginning counts.
TAKES: dict[str, tuple[str, ...]] = {
    "desk/imports/": ("candidates.importrun",),
    "desk/imports/mappings/": ("imports.savedmapping",),
    "desk/candidates/": ("candidates.candidate", "candidates.duplicatehint"),
    "desk/candidates/<uuid:public_id>/pools/": ("candidates.candidate", "candidates.pool"),
    "desk/candidates/<uuid:public_id>/merge/": ("candidates.candidate", "candidates.candidate"),
    "desk/doubles/": ("candidates.duplicatehint",),
    "desk/merges/": ("candidates.merge",),
    "desk/applications/": ("candidates.application",),
    "desk/documents/": ("candidates.document",),
    "desk/campaigns/": ("notices.campaign",),
    "desk/campaigns/for/": ("positions.position",),
    "desk/pool/acts/": ("candidates.bulkact",),
    "desk/pool/segments/": ("candidates.segment",),
    "desk/pool/exports/": ("candidates.export",),
    "desk/pool/pools/": ("candidates.pool",),
    "desk/reminders/": ("candidates.reminder",),
    "desk/notices/write/": ("notices.message:batch",),
    "desk/notices/sent/": ("notices.message:batch",),
    "desk/notices/apologise/": ("candidates.application",),
    "desk/notices/": ("notices.message",),
    "desk/replies/": ("notices.incoming",),
    "desk/deletions/": ("consents.accessgrant",),
    "desk/waiting/delays/": ("notices.delay",),
    "desk/waiting/closings/": ("notices.closing",),
    "desk/match/": ("positions.position", "candidates.candidate"),
    "desk/ask/": ("positions.position",),
    "desk/templates/": ("words:key", "words:language"),
    "desk/introductions/": ("relay.introduction", "relay.interviewoffer"),
    "desk/settings/chat/": ("notices.chathook",),
    "desk/companies/": ("companies.company",),
    "console/ledgers/": ("words:book",),
    "desk/settings/retention/holds/": ("candidates.legalhold",),
    "desk/settings/retention/": ("retention:key",),
    "desk/breach/": ("companies.incident",),
    "desk/breach/told/": ("companies.incidentnotice",),
    "console/breach/": ("companies.incident",),
    "desk/settings/agencies/": ("candidates.agencycontract",),
    "desk/interviews/": ("candidates.interview",),
    "desk/positions/": ("positions.position", "positions.question"),
    "desk/settings/staff/": ("accounts.user",),
    "desk/settings/mail/": ("senders:kind",),
    "desk/settings/scorecards/": ("positions.position",),
    "desk/fairness/": ("candidates.fairexception",),
    "me/asks/": ("relay.introduction", "relay.interviewoffer"),
    "me/conditions/": ("consents.savedconditions",),
    "console/asking/": ("companies.company",),
    "me/send/": ("positions.position",),
    "me/signin/addresses/": ("accounts.verifiedaddress",),
    "me/signin/changes/": ("accounts.addresschange",),
    "me/signin/passkeys/": ("accounts.passkey",),
    "me/signin/proof/": ("accounts.coderequest",),
    "me/signin/earlier/": ("accounts.person",),
    "me/results/": ("candidates.application",),
    "desk/candidates/requests/": ("consents.rightsrequest",),
    "desk/candidates/corrections/": ("consents.correction",),
    "desk/complaints/": ("companies.complaint",),
    "desk/harassment/": ("companies.harassmentreport",),
    "console/desks/": ("companies.complaint",),
    "complain/<slug:slug>/": ("companies.company:slug", "companies.complaint", "words:code"),
    "conduct/<slug:slug>/report/": ("companies.company:slug", "companies.harassmentreport", "words:code"),
    "me/requests/": ("consents.rightsrequest",),
    "me/requests/<slug:slug>/": ("companies.company:slug", "words:right"),
    "me/shares/": ("consents.share",),
    "me/letters/": ("consents.keptletter",),
    "me/letters/waiting/": ("consents.letter",),
    "me/certificates/": ("consents.certificate", "words:file"),
    "verify/": ("consents.heldcertificate",),
    "issuers/": ("companies.company", "words:code"),
    ".well-known/jwks/": ("companies.company",),
    "desk/certificates/": ("consents.certificate",),
    "desk/certificates/write/": ("candidates.application",),
    "me/notebook/notes/": ("consents.notebooknote",),
    "me/notebook/pages/": ("consents.notebookpage",),
    "me/choices/keep/": ("companies.company:slug",),
    "me/choices/renew/": ("consents.consententry",),
    "me/data/withdraw/": ("consents.consententry",),
    "me/data/block/": ("companies.company",),
    "me/shields/company/": ("companies.company",),
    "me/shields/employer/": ("consents.employer",),
    "desk/settings/network/circles/": ("companies.circle",),
    "desk/settings/papers/": ("words:paper",),
    "brand/": ("companies.company:slug", "words:code"),
    "console/companies/": ("companies.company",),
    "console/circles/": ("companies.circle",),
    "console/licences/": ("companies.licence",),
    "openings/": ("positions.position",),
    "hooks/line/": ("companies.company",),
    "me/line/": ("companies.company",),
    "me/hear/": ("companies.company:slug",),
    "careers/": ("companies.company:slug", "positions.position"),
    "careers/<slug:slug>/news/": ("companies.company:slug", "accounts.coderequest"),
    "code/": ("accounts.coderequest",),
}


@dataclass(frozen=True, slots=True)
class Door:
    """One route: its pattern as written, its name and its view."""

    route: str
    name: str
    view: Callable[..., Any]

    @property
    def kinds(self) -> list[str]:
        """The converters of its arguments: uuid, slug, str."""
        return [kind for kind, _name in PARAMETER.findall(self.route)]

    @property
    def takes(self) -> tuple[str, ...]:
        """Which rows its ids are of. Raises KeyError for a route nobody has sorted in: do so in TAKES."""
        beginnings = [one for one in TAKES if self.route.startswith(one)]
        if {"uuid", "int"} & set(self.kinds) and not beginnings:
            raise KeyError(self.route)
        return TAKES[max(beginnings, key=len)][: len(self.kinds)] if beginnings else ()

    def at(self, *values: object) -> str:
        """Its address with these arguments, in order."""
        rest = iter(values)
        return "/" + PARAMETER.sub(lambda _found: str(next(rest)), self.route)

    def __str__(self) -> str:
        return self.name


@cache
def doors() -> tuple[Door, ...]:
    return tuple(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, before: str, space: str) -> Iterator[Door]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern).lstrip("^")
        if isinstance(entry, URLPattern):
            yield Door(route, f"{space}{entry.name}", entry.callback)
        else:
            yield from _walk(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)


def behind(prefix: str) -> list[Door]:
    return [door for door in doors() if door.route.startswith(prefix)]


def ours() -> list[Door]:
    """Every route but those of the sign-in library, whose arguments are patterns."""
    return [door for door in doors() if not door.route.startswith("account/")]


def written() -> dict[str, int]:
    """Rows written so far in this transaction, by table; the wall does not hide them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(cursor.fetchall())


def writes_of(act: Callable[[], object]) -> set[str]:
    """Do it, and give the tables it wrote to."""
    before = written()
    act()
    return {table for table, count in written().items() if count != before.get(table, 0)}


def text_of(response: HttpResponse) -> str:
    """Everything the browser gets: status line apart, body, headers, where it is sent."""
    heads = "\n".join(f"{name}: {value}" for name, value in response.items())
    cookies = "\n".join(morsel.OutputString() for morsel in response.cookies.values())
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{heads}\n{cookies}\n{unescape(body.decode('utf-8', 'replace'))}"


def plain(response: HttpResponse, *ids: object) -> tuple[int, str, str]:
    """The answer without what is new in every one (tokens) and without the ids it was asked with."""
    body = response.content.decode("utf-8", "replace")
    body = re.sub(r'value="[A-Za-z0-9]{64}"', 'value="token"', body)
    body = re.sub(r'"X-CSRFToken": "[A-Za-z0-9]+"', '"X-CSRFToken": "token"', body)
    where = response.headers.get("Location", "")
    for one in ids:
        said = str(one) if isinstance(one, UUID) else f"/{one}/"
        body, where = body.replace(said, "ID"), where.replace(said, "ID")
    return response.status_code, where, body


LINK = re.compile(r'(?:href|action|src|hx-get)="([^"#]+)')


def follow_all(client: Client, starts: list[str], *, at_most: int = 90) -> dict[str, HttpResponse]:
    """Open every address, follow every link on every page, submit nothing: what a mail scanner does.

    Of addresses that differ only in what they ask for, the first stands for all.
    """
    seen: dict[str, HttpResponse] = {}
    waiting, known = list(starts), set()
    while waiting and len(seen) < at_most:
        address = waiting.pop(0)
        sort = re.sub(r"=[^&]*", "", address)
        if sort in known or not address.startswith("/") or address.startswith(("//", "/static/", "/account/")):
            continue
        known.add(sort)
        response = seen[address] = client.get(address)
        if "Location" in response.headers:
            waiting.append(response["Location"])
        if response.get("Content-Type", "").startswith("text/html"):
            waiting.extend(unescape(found) for found in LINK.findall(response.content.decode("utf-8", "replace")))
    return seen
