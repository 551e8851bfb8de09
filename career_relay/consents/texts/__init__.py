"""The wording people agree to, kept as it was shown: who hands over is written into it, so its version is its hash."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from career_relay.companies.queries import network_operator
from career_relay.consents.models import ConsentText
from career_relay.consents.states import Purpose

FOLDER = Path(__file__).parent
EDITION = "1"  # of the wording in this folder; the rest of a version is the beginning of its hash
LANGUAGES = ("ja", "en")


@cache
def _wording(purpose: str, language: str) -> str:
    return (FOLDER / f"{purpose}.{language}.txt").read_text("utf-8").strip()


def shown(purpose: Purpose, language: str) -> ConsentText:
    """Give the text as a page shows it today. Not saved: looking changes nothing."""
    language = language[:2] if language[:2] in LANGUAGES else "en"
    operator = network_operator()
    facts = ("name", "address", "representative", "contact_desk")
    name, address, representative, desk = ((getattr(operator, fact, "") or "—") for fact in facts)
    body = _wording(purpose, language).format(operator=name, address=address, representative=representative, desk=desk)
    digest = sha256(body.encode()).hexdigest()
    version = f"{EDITION}-{digest[:8]}"
    return ConsentText(purpose=purpose, version=version, language=language, body=body, hash=digest)


def kept(purpose: Purpose, language: str) -> ConsentText:
    """Give the same text as a stored row, to be named in the ledger."""
    text = shown(purpose, language)
    row, _made = ConsentText.objects.get_or_create(
        purpose=text.purpose,
        version=text.version,
        language=text.language,
        defaults={"body": text.body, "hash": text.hash},
    )
    return row


def lines(text: ConsentText) -> list[tuple[str, str]]:
    """Give the items of LEGAL §3.1 as (label, sentence), in their order."""
    return [(label, said) for label, _bar, said in (line.partition("｜") for line in text.body.splitlines())]
