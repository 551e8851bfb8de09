"""The fifteen bugs of RELIABILITY 4.4, planted one at a time, and who finds each. `make plants` runs them all.

A plant is a small change of the running program or of one function in the test's database. In a copy of the tree, with a
database and a process of its own, the named tests run with it, and must fail; without it they must be green. Without
CR_PLANT this module, as a plugin of pytest, changes nothing.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MACHINE = "tests/consents/test_consent_machine.py::test_whatever_happens_nobody_reads_what_they_may_not"


@dataclass(frozen=True)
class Plant:
    """One bug. `finders` are ids of tests that must fail with it; `instead` says what stands in for missing ground."""

    name: str
    plant: Callable[[pytest.MonkeyPatch], AbstractContextManager[None]]
    finders: tuple[str, ...] = (MACHINE,)
    instead: str = ""


@contextmanager
def patched(patch: pytest.MonkeyPatch, place: str, value: Any) -> Iterator[None]:
    patch.setattr(place, value)
    yield


@contextmanager
def in_sql(path: str, *changes: tuple[str, str]) -> Iterator[None]:
    """One function of the database with some of its words changed; as it was, afterwards."""
    from tests.consents.town import as_owner

    right = (ROOT / "career_relay" / path).read_text()
    wrong = right
    for old, new in changes:
        assert old in wrong, f"the plant no longer fits {path}: {old}"
        wrong = wrong.replace(old, new)
    with as_owner() as owner:
        owner.execute(wrong)
    try:
        yield
    finally:
        with as_owner() as owner:
            owner.execute(right)


# --- the fifteen --------------------------------------------------------------------------------------------------


@contextmanager
def queued_mail_survives_withdrawal(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from career_relay.notices.personal import RENDERERS, Rendered

    for kind in ("asked", "accepted", "disclosed"):
        patch.setitem(RENDERERS, kind, lambda mail: Rendered("subject", f"about {mail.subject_ref}"))
    yield


@contextmanager
def block_checked_at_match_time_only(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from career_relay.consents.signals import block_changed
    from career_relay.relay.receivers import block_was_changed

    block_changed.disconnect(dispatch_uid="relay.block_changed")
    patch.setattr("career_relay.relay.actions.ensure_not_shielded", lambda *_said: None)
    try:
        with in_sql("consents/sql/may_show.sql", ("AND shuts_out(", "AND false AND shuts_out(")):
            yield
    finally:
        block_changed.connect(block_was_changed, dispatch_uid="relay.block_changed")


@contextmanager
def expiry_by_app_clock(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from django.db import connection
    from django.utils import timezone

    def may_show(person_id, viewer_id, purpose, *, at=None) -> bool:
        with connection.cursor() as cursor:
            asked = [person_id, viewer_id, purpose.value, at or timezone.now()]
            cursor.execute("SELECT may_show(%s, %s, %s, %s)", asked)
            return bool(cursor.fetchone()[0])

    patch.setattr("career_relay.consents.gates.may_show", may_show)
    yield


def grant_to_group_leaks_to_sibling(patch: pytest.MonkeyPatch) -> AbstractContextManager[None]:
    sister = """c.recipient_id IN (SELECT s.id FROM companies_company s, companies_company v
                           WHERE v.id = p_viewer AND (s.id = v.id OR s.group_id = v.group_id))
                   OR (c.purpose <> 'share'"""
    return in_sql(
        "consents/sql/may_show.sql", ("c.recipient_id = p_viewer\n                   OR (c.purpose <> 'share'", sister)
    )


@contextmanager
def merge_unions_consents(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from career_relay.base.tenancy import person
    from career_relay.candidates import merges
    from career_relay.consents import ledger
    from career_relay.consents.states import Act, Purpose

    right = merges.merge_records

    def wrong(kept, gone, **how):
        done = right(kept, gone, **how)
        if kept.person_id:
            with person(kept.person_id):
                ledger.append(kept.person_id, purpose=Purpose.CONTACT, act=Act.GIVEN, recipient=kept.company)
        return done

    patch.setattr(merges, "merge_records", wrong)
    yield


@contextmanager
def import_grants_again(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from career_relay.candidates import intake
    from career_relay.candidates.models import Candidate

    right = intake.keep

    def wrong(settled, company, run):
        done = right(settled, company, run)
        known = [one.held.candidate.pk for one in settled]
        Candidate.objects.filter(pk__in=known).update(state="contact", do_not_contact=False)
        return done

    patch.setattr(intake, "keep", wrong)
    yield


@contextmanager
def withdrawal_clears_another_purpose(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from career_relay.consents import ledger
    from career_relay.consents.models import ConsentNow

    right = ledger._project

    def wrong(person_id, entry):
        right(person_id, entry)
        if entry.act == "withdrawn":
            ConsentNow.objects.filter(person_id=person_id, recipient_id=entry.recipient_id).delete()

    patch.setattr(ledger, "_project", wrong)
    yield


def export_delivers_after(patch: pytest.MonkeyPatch) -> AbstractContextManager[None]:
    return patched(patch, "career_relay.candidates.exports.forget", lambda *_said, **_by: None)


@contextmanager
def old_address_in_the_queue(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from career_relay.accounts.models import VerifiedAddress
    from career_relay.notices import personal

    right = personal._where

    def wrong(mail):
        first = VerifiedAddress.objects.order_by("pk").first() if mail.to_person_id else None
        return (first.address, "ja") if first else right(mail)

    patch.setattr(personal, "_where", wrong)
    yield


@contextmanager
def no_is_told_with_a_reason(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from career_relay.companies.models import Membership
    from career_relay.notices.personal import send_to_staff
    from career_relay.notices.states import PersonalKind
    from career_relay.relay import actions

    right = actions.answer_no

    def wrong(introduction, *, by):
        done = right(introduction, by=by)
        for works in Membership.objects.filter(company=done.company_id):
            facts = {"why": "pay", "about": done.pk}
            send_to_staff(PersonalKind.STAFF_REPLY, user_id=works.user_id, company_id=done.company_id, data=facts)
        return done

    patch.setattr(actions, "answer_no", wrong)
    yield


@contextmanager
def two_disclosures(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from career_relay.relay import disclosure
    from career_relay.relay.models import Introduction

    def due(key):
        found = Introduction.objects.filter(pk=key, stage__in=["accepted", "disclosed"]).first()
        return found if found and found.cooling_until and found.cooling_until <= disclosure.timezone.now() else None

    patch.setattr(disclosure, "_due", due)
    patch.setattr(disclosure, "ensure_next", lambda *_said: None)
    yield


@contextmanager
def erasure_leaves_the_search_row(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from career_relay.matching import actions, receivers

    right = actions.refresh_profile

    def wrong(person_id):
        return right(person_id) if actions._end_of_consent(person_id) is not None else None

    patch.setattr(receivers, "refresh_profile", wrong)
    yield


@contextmanager
def undo_after_the_cooling_off(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from career_relay.relay import actions
    from career_relay.relay.models import Introduction

    right = actions.undo_yes

    def wrong(introduction, *, by):
        back = Introduction.objects.filter(pk=introduction.pk, stage="disclosed")
        return introduction if back.update(stage="asked") else right(introduction, by=by)

    patch.setattr(actions, "undo_yes", wrong)
    yield


def removed_user_acts(patch: pytest.MonkeyPatch) -> AbstractContextManager[None]:
    return patched(patch, "django.contrib.auth.backends.ModelBackend.user_can_authenticate", lambda _self, _user: True)


@contextmanager
def retry_says_what_was_true_once(patch: pytest.MonkeyPatch) -> Iterator[None]:
    from career_relay.notices import personal

    right, written = personal._letter, {}

    def wrong(mail):
        return written.setdefault(mail.pk, right(mail))

    patch.setattr(personal, "_letter", wrong)
    yield


R40 = "tests/regress/test_r40_nothing_grants_again.py"
PLANTS = (
    Plant("queued mail survives withdrawal", queued_mail_survives_withdrawal),
    Plant("block checked at match time only", block_checked_at_match_time_only),
    Plant("expiry by app clock", expiry_by_app_clock, ("tests/consents/test_clocks_apart.py",)),
    Plant("grant to group leaks to sibling", grant_to_group_leaks_to_sibling),
    Plant("merge unions consents", merge_unions_consents),
    Plant("re-import re-grants", import_grants_again, (R40,)),
    Plant("withdraw of purpose A clears B", withdrawal_clears_another_purpose),
    Plant(
        "export started before withdrawal delivers after",
        export_delivers_after,
        ("tests/candidates/test_exports.py",),
        "no export holds people of the network: the prepared export of a company's own record that is erased meanwhile",
    ),
    Plant(
        "address change keeps old queue target",
        old_address_in_the_queue,
        ("tests/regress/test_r10_address_changes.py",),
    ),
    Plant("decline notifies the other company with a reason", no_is_told_with_a_reason),
    Plant("accept twice: two disclosures", two_disclosures),
    Plant("erase leaves search row", erasure_leaves_the_search_row, ("tests/relay/test_refusals.py",)),
    Plant("undo restores after cooling-off", undo_after_the_cooling_off),
    Plant(
        "API key of removed user acts",
        removed_user_acts,
        ("tests/regress/test_r11_what_is_open_dies.py",),
        "there is no API yet: the session of a removed user",
    ),
    Plant(
        "webhook retry after withdrawal carries identity",
        retry_says_what_was_true_once,
        ("tests/house/test_after_withdrawal.py::test_a_mail_tried_again_is_looked_at_again",),
        "there are no webhooks yet: a mail that is tried again",
    ),
)
BY_NAME = {one.name: one for one in PLANTS}


# --- as a plugin of pytest ----------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def planted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The bug that CR_PLANT names, for each test of this run."""
    one = BY_NAME.get(os.environ.get("CR_PLANT", ""))
    if one is None:
        yield
        return
    request.getfixturevalue("django_db_setup")
    request.getfixturevalue("django_db_blocker")
    with in_sql("consents/sql/may_show.sql"):  # as it should be, whatever a run that was cut off left behind
        pass
    with one.plant(monkeypatch):
        yield
