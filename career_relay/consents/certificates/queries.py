"""What a company may state, what a person holds, and what anybody may check."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Application, Candidate, Evaluation, Interview
from career_relay.candidates.states import Reached
from career_relay.companies.models import Company
from career_relay.consents.certificates import bits, checking, credential, keys, signing
from career_relay.consents.certificates.checking import Finding, Verdict
from career_relay.consents.models import Certificate, EndedNumber, HeldCertificate

GOOD: Final = 4  # a criterion counts as a strength from this score on; the score itself is never told


def strengths_of(application: Application) -> list[str]:
    """Give the words a company may choose from: criteria rated well, and what somebody would be good for."""
    found: dict[str, None] = {}
    for one in Evaluation.objects.filter(application=application).order_by("id"):
        for line in one.criteria:
            if (line.get("score") or 0) >= GOOD:
                found[_tidy(line.get("criterion", ""))] = None
        found |= dict.fromkeys(map(_tidy, one.good_for))
    found |= dict.fromkeys(map(_tidy, application.good_for))
    return [words for words in found if words]


def _tidy(words: str) -> str:
    return " ".join(str(words).split())[:60]


def month_of(application: Application) -> date:
    """The month of the final interview: as it was arranged, else of the decision, else of the last step."""
    met = Interview.objects.filter(application=application, reached=Reached.FINAL, cancelled_at=None).order_by("-at")
    last = met.filter(at__lte=timezone.now()).first()
    day = timezone.localdate(last.at if last else application.decided_at) if (last or application.decided_at) else None
    return (day or application.last_activity_on).replace(day=1)


def title() -> str:
    return _("Reached the final interview")


def narrative() -> str:
    return _("Was invited to the final interview of a selection and took part in it.")


def page_of(held: HeldCertificate) -> str:
    """The public address that checks it."""
    return f"{settings.PUBLIC_URL}/verify/{held.public_id}"


def statement_of(held: HeldCertificate) -> credential.Statement:
    return credential.Statement(
        id=page_of(held),
        subject=f"urn:uuid:{held.subject_id}",
        month=held.month or timezone.localdate(),
        issued=timezone.localdate(held.issued_at),
        family=held.family,
        strengths=held.strengths,
        number=held.number,
        title=title(),
        narrative=narrative(),
        language=held.language,
        name=held.name if held.shows_name else "",
    )


# --- the person ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mine:
    """One certificate as its person sees it: what the company stated, and what became of it."""

    certificate: Certificate
    issuer: Company
    held: HeldCertificate | None = None

    @property
    def is_new(self) -> bool:
        return self.held is None

    @property
    def says(self) -> Certificate | HeldCertificate:
        """Where month, family and strengths stand: the person's own copy, once there is one."""
        return self.held or self.certificate


def mine(person_id: int) -> list[Mine]:
    """Give what the active person holds and what waits for their word, the newest first."""
    held = {(one.issuer_id, one.certificate_ref): one for one in HeldCertificate.objects.all()}
    companies = {issuer for issuer, _ref in held}
    companies |= set(Candidate.objects.filter(person_id=person_id).values_list("company_id", flat=True))
    rows = [one for company in Company.objects.filter(pk__in=companies) for one in _of(company, person_id, held)]
    return sorted(rows, key=lambda one: one.certificate.issued_at, reverse=True)


def _of(company: Company, person_id: int, held: dict[tuple[int, int], HeldCertificate]) -> Iterator[Mine]:
    refs = [ref for issuer, ref in held if issuer == company.pk]
    with acting_for(company.pk):
        rows = list(Certificate.objects.filter(candidate__person_id=person_id).order_by("id"))
        rows += list(Certificate.objects.filter(pk__in=refs).exclude(candidate__person_id=person_id))
    for row in rows:
        found = Mine(row, company, held.get((company.pk, row.pk)))
        if _is_listed(found):
            yield found


def _is_listed(found: Mine) -> bool:
    """What was declined or deleted is gone; what was taken back before the person took it was never theirs."""
    if found.held is None:
        return found.certificate.revoked_at is None
    return found.held.state == HeldCertificate.State.KEPT


def one_of_mine(person_id: int, public_id: UUID) -> Mine | None:
    return next((one for one in mine(person_id) if one.certificate.public_id == public_id), None)


def waiting(person_id: int) -> int:
    """How many certificates wait for the active person's word."""
    return sum(one.is_new for one in mine(person_id))


# --- anybody ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """What a public page says of a certificate its holder shows."""

    token: str
    finding: Finding
    issuer: Company


def shown(public_id: UUID, at: datetime | None = None) -> Shown | None:
    """Check what the holder shows at this address; nothing for unknown, hidden and deleted alike."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT issuer, credential FROM certificate_shown(%s)", [public_id])
        row = cursor.fetchone()
    if row is None:
        return None
    issuer = Company.objects.get(pk=row[0])
    return Shown(row[1], checked(issuer, row[1], at), issuer)


def checked(issuer: Company, token: str, at: datetime | None = None) -> Finding:
    """Check a certificate by the keys of this installation, and the numbers that ended."""
    with acting_for(issuer.pk):
        known = checking.keys_in(keys.jwks_of(issuer))
    found = checking.check(token, keys=_as_named(issuer, token, known), at=at)
    ended = EndedNumber.objects.filter(issuer=issuer, number=found.number).exists()
    verdict = Verdict.REVOKED if found.is_valid and ended else found.verdict
    return replace(found, verdict=verdict, is_status_known=True)


def _as_named(issuer: Company, token: str, known: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The keys, also under the address this installation had when it signed: a key is ours by its fingerprint."""
    named = checking.key_named(token)
    own = next((jwk for kid, jwk in known.items() if named.endswith(_from_issuer(issuer, kid))), None)
    return {**known, named: own} if own else known


def _from_issuer(issuer: Company, kid: str) -> str:
    return f"/issuers/{issuer.public_id}{checking.KEYS_AT}{kid.rpartition('/')[2]}"


def status_list(issuer: Company, at: datetime | None = None) -> str:
    """Give the signed list of ended numbers, as it stands; nothing while there is no key. Needs the issuer active."""
    key = keys.key_found(issuer)
    if key is None:
        return ""
    ended = EndedNumber.objects.filter(issuer=issuer).values_list("number", flat=True)
    told = credential.status_list_of(keys.issuer_of(issuer), bits.packed_bits(ended), at or datetime.now(UTC))
    return signing.sign(told, private=key.private, kid=keys.key_id(issuer, key))
