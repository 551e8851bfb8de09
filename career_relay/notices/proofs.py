"""The proof that somebody agreed to mails, or refused them, and how long it is kept (LEGAL E-04, §3.12, §5).

While the record is there the outbox knows the last mail. When it goes, the proofs stay without a name: the keyed hash of
the address, what was agreed, when and to which words, and when the last mail went.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from career_relay.base.errors import Refused
from career_relay.base.wording import day as written
from career_relay.candidates.clocks import months_later
from career_relay.candidates.models import Candidate, FormPermission
from career_relay.candidates.states import RecordState
from career_relay.notices.models import Message, PermissionProof
from career_relay.notices.states import DELIVERED, LegalClass, Way, Word
from career_relay.notices.suppression import address_hash

KEPT_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Words:
    """The words on the page where somebody chose, by version and hash."""

    version: str = ""
    hash: str = ""
    language: str = ""


def prove(
    candidate: Candidate,
    word: Word,
    *,
    how: Way,
    screen: str = "",
    topics: tuple[str, ...] = (),
    words: Words = Words(),
) -> PermissionProof:
    """Write down who agreed or refused, when, where and to what. Needs the company to be active."""
    proof: PermissionProof = PermissionProof.objects.create(
        company_id=candidate.company_id,
        candidate=candidate,
        address_hash=_hash_of(candidate),
        word=word,
        way=how,
        screen=screen,
        topics=list(topics),
        text_version=words.version,
        text_hash=words.hash,
        language=words.language,
        at=timezone.now(),
    )
    return proof


def _hash_of(candidate: Candidate) -> str:
    address = candidate.email_key or candidate.email
    return address_hash(address) if address else ""


def last_sending(candidate: Candidate) -> datetime | None:
    """When the last mail that needed a permission went to this person."""
    sent = Message.objects.filter(candidate=candidate, state__in=DELIVERED).exclude(legal_class=LegalClass.NOTICE)
    found: datetime | None = sent.aggregate(last=Max("sent_at"))["last"]
    return found


def leave_behind(candidate: Candidate) -> None:
    """Before a record goes: what proves its mails stays, and says by itself when the last one went."""
    last = last_sending(candidate)
    if last is not None or candidate.state == RecordState.CONTACT:
        _prove_what_the_record_knew(candidate)
    mine = PermissionProof.objects.filter(candidate=candidate)
    mine.update(last_sent_at=last, address_hash=_hash_of(candidate))


def _prove_what_the_record_knew(candidate: Candidate) -> None:
    """The boxes of our own form, else the evidence that came with a file."""
    known = PermissionProof.objects.filter(candidate=candidate, word=Word.GIVEN)
    if known.exists():
        return
    boxes = FormPermission.objects.filter(candidate=candidate, box=FormPermission.Box.GUIDANCE).order_by("at")
    for box in boxes:
        words = Words(box.version[:10], box.text_hash)
        proof = prove(candidate, Word.GIVEN, how=Way.FORM, screen="portal:careers_apply", words=words)
        PermissionProof.objects.filter(pk=proof.pk).update(at=box.at)
    if not boxes and candidate.state == RecordState.CONTACT:
        prove(candidate, Word.GIVEN, how=Way.IMPORT, words=Words(version=str(candidate.state_since or "")))


# --- how long -----------------------------------------------------------------------------------------------------


def keep_until(proof: PermissionProof) -> date | None:
    """The day through which a proof is kept: three years after the last mail. None while the record is there."""
    if proof.candidate_id is not None:
        return None
    last = max(filter(None, (proof.at, proof.last_sent_at)))
    return months_later(timezone.localdate(last), KEPT_MONTHS)


def ensure_may_forget(proof: PermissionProof, today: date) -> None:
    """Raise Refused while the law may still ask for the proof (LEGAL E-04)."""
    until = keep_until(proof)
    if until is None:
        raise Refused(_("The record is still there, and its proofs with it."), code="PROOF_KEPT")
    if today <= until:
        raise Refused(
            _("This proof of a permission is kept until {day}.").format(day=written(until)), code="PROOF_KEPT"
        )


def forget_old(today: date) -> int:
    """Erase the proofs of the active company whose time has passed. Gives how many."""
    recent = timezone.now() - timedelta(days=KEPT_MONTHS * 30)
    rows = PermissionProof.objects.filter(candidate=None, at__lt=recent)
    over = [one.pk for one in rows if is_over(one, today)]
    return int(PermissionProof.objects.filter(pk__in=over).delete()[0])


def is_over(proof: PermissionProof, today: date) -> bool:
    until = keep_until(proof)
    return until is not None and today > until
