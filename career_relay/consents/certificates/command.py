"""`career-relay verify-certificate`: whether a file is a genuine certificate. No database, no network, no settings."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from career_relay.consents.certificates import checking
from career_relay.consents.certificates.checking import Finding
from career_relay.embedded import CannotRun
from career_relay.embedded.progress import say
from career_relay.embedded.words import translate as _

LARGEST = 2_000_000  # bytes


def run(file: Path, *, keys: Path | None, status: Path | None, as_json: bool) -> int:
    """Look at one file. Gives 0 when it holds, 1 when not. raises CannotRun for a file that cannot be read."""
    known = _keys(keys) if keys else {}
    listed = checking.token_in(_text(status)) if status else None
    found = checking.check(checking.token_in(_text(file)), keys=known, status=listed)
    if as_json:
        told = {**asdict(found), "valid": found.is_valid}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        _tell(found)
    return 0 if found.is_valid else 1


def _keys(file: Path) -> dict[str, dict[str, object]]:
    try:
        return checking.keys_in(json.loads(_text(file)))
    except (ValueError, RecursionError):
        raise CannotRun(_("{file} holds no keys (a JWK set is expected).").format(file=file)) from None


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()[: LARGEST + 1]
    except OSError as problem:
        raise CannotRun(_("{file} cannot be read: {reason}").format(file=file, reason=problem.strerror)) from None
    return raw[:LARGEST].decode("utf-8", "replace")


def _tell(found: Finding) -> None:
    say(_sentences()[found.verdict.value])
    for line in (found.title, found.issuer_name, found.issuer, found.month, found.family, found.name):
        if line:
            say("  " + line)
    if found.strengths:
        say("  " + ", ".join(found.strengths))
    if found.is_valid and not found.is_status_known:
        say(_("Whether it was taken back since was not looked at: give the issuer's status list with --status."))


def _sentences() -> dict[str, str]:
    return {
        "valid": _("The certificate is genuine and holds."),
        "form": _("This is no certificate of this kind, or its text was changed."),
        "algorithm": _("It is signed in a way that is not accepted: only EdDSA is."),
        "key": _(
            "It is not signed with one of the keys given. Fetch the issuer's published keys and name them by --keys."
        ),
        "signature": _("The signature is wrong: the text was changed, or somebody else signed it."),
        "issuer": _("It names an issuer to whom the key does not belong."),
        "early": _("The certificate does not hold yet."),
        "expired": _("The certificate was genuine and has ended."),
        "revoked": _("The certificate was taken back."),
        "status": _("The status list given is not the issuer's, or cannot be read."),
    }
