"""The product's side of the machine: a town of two people and four companies, and the real verbs they have.

Nothing here judges. `picture` reads what is, past the wall, by a function the test puts into its database and takes out
again; `readers` and `desk` read as the companies do, once in SQL and once by the windows of the product.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import psycopg
from django.db import connection, transaction
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.candidates import erasure, merges
from career_relay.candidates.models import Candidate
from career_relay.candidates.states import RecordState
from career_relay.companies.models import Circle, Company
from career_relay.consents import actions as choices
from career_relay.consents import expiry, ledger
from career_relay.consents.models import ConsentNow
from career_relay.consents.passport import save_passport
from career_relay.notices import personal
from career_relay.notices.models import PersonalMail
from career_relay.notices.states import MessageState
from career_relay.relay import actions, deadlines, disclosure
from career_relay.relay.models import Introduction
from career_relay.relay.previews import preview
from career_relay.relay.rules import open_card
from career_relay.relay.states import Stage
from career_relay.relay.window import ended, received
from career_relay.settings.database import OWNER

ITEMS = ["contact", "history"]
PICTURE = """
CREATE OR REPLACE FUNCTION judge_picture(at timestamptz) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$  -- plpgsql keeps its plans
BEGIN
    RETURN json_build_object(
        'stages', (SELECT json_object_agg(id, stage) FROM relay_introduction),
        'dues', (SELECT json_object_agg(id, json_build_object(
            'answer_by', answer_by, 'reply_by', reply_by, 'receipt', receipt_at)) FROM relay_introduction),
        'lines', (SELECT count(*) FROM consents_consententry),
        'held', (SELECT coalesce(json_agg(json_build_array(person_id, purpose, recipient_id, circle_id, position_ref)
            ORDER BY id), '[]') FROM consents_consentnow WHERE expires_at > at OR expires_at IS NULL),
        -- I5: what holds now is what the ledger says, read anew
        'split', (SELECT count(*) FROM (
            SELECT DISTINCT ON (person_id, purpose, recipient_id, circle_id, position_ref) id, act
            FROM consents_consententry ORDER BY person_id, purpose, recipient_id, circle_id, position_ref, id DESC) e
            FULL JOIN consents_consentnow n ON n.entry_id = e.id
            WHERE (e.act = 'given') IS DISTINCT FROM (n.id IS NOT NULL)),
        -- I11: whoever may read was chosen before, for this package, and the provision was written down
        'bare', (SELECT count(*) FROM consents_accessgrant g JOIN consents_package k ON k.id = g.package_id
            WHERE NOT EXISTS (SELECT FROM consents_provision p JOIN consents_consententry e ON e.id = p.consent_id
                WHERE p.package_id = k.id AND p.recipient_id = g.company_id AND p.package_hash = k.hash
                  AND e.act = 'given' AND e.purpose = 'share' AND e.package_hash = k.hash
                  AND e.person_id = g.person_id AND e.recipient_id = g.company_id
                  AND e.position_ref = k.position_id)),
        -- one yes is one hand-over
        'twice', (SELECT count(*) FROM (SELECT FROM consents_provision p GROUP BY p.consent_id HAVING count(*) > 1) t),
        'telling', (SELECT count(*) FROM notices_personalmail WHERE to_user_id IS NOT NULL
            AND kind NOT IN ('staff_deletion', 'staff_request', 'staff_correction')
            AND NOT (kind = 'staff_baton' AND EXISTS (  -- of what it was handed, a company is told
                SELECT FROM relay_introduction i WHERE i.id = subject_ref AND i.disclosed_at IS NOT NULL))),
        'mails', (SELECT coalesce(json_agg(id ORDER BY id), '[]') FROM notices_personalmail WHERE state = 'queued'),
        'records', (SELECT coalesce(json_agg(json_build_array(id, company_id, person_id, email_key) ORDER BY id), '[]')
            FROM candidates_candidate));
END $$;
CREATE OR REPLACE FUNCTION judge_readers(companies bigint[]) RETURNS json
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
    one bigint; found json; told json[] := '{}';
BEGIN
    PERFORM set_config('app.person', '', true), set_config('app.operator', '', true);
    FOREACH one IN ARRAY companies LOOP
        PERFORM set_config('app.company', one::text, true);
        SELECT json_agg(DISTINCT k.person_id) INTO found FROM consents_package k;
        told := told || coalesce(found, '[]');
    END LOOP;
    PERFORM set_config('app.company', '', true);
    RETURN array_to_json(told);
END $$;
GRANT EXECUTE ON FUNCTION judge_picture(timestamptz), judge_readers(bigint[]) TO cr_app;
"""
PUT_AWAY = "DROP FUNCTION IF EXISTS judge_picture(timestamptz); DROP FUNCTION IF EXISTS judge_readers(bigint[])"


@contextmanager
def as_owner() -> Iterator[psycopg.Connection[Any]]:
    """A connection of the owner to the test's database, for what the app may not do."""
    place = connection.settings_dict
    with psycopg.connect(host=place["HOST"], user=OWNER, dbname=place["NAME"], autocommit=True) as owner:
        yield owner


class Crash(Exception):  # noqa: N818 — an end, not an error
    """The process is gone in the middle of an act."""


@dataclass
class Bomb:
    """Lets so many statements through."""

    left: int

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left < 0:
            raise Crash
        return execute(sql, params, many, context)


@dataclass
class Town:
    people: list[int]
    companies: list[Company]
    staff: dict[int, int]  # of a company: a user
    positions: dict[int, Any]
    circle: Circle
    groups: list[int]
    addresses: dict[int, str]
    record_at: int  # the company that once turned everybody down
    seen: dict[int, Introduction] = field(default_factory=dict)  # as a page left open holds them
    hashes: dict[tuple[int, int, int], str] = field(default_factory=dict)

    # --- how an act ends ------------------------------------------------------------------------------------------

    def attempt(self, act: Callable[[], object], *, crash_at: int | None = None) -> bool:
        """Do it as a view or a worker does: all of it, or nothing. False when it was refused or cut short."""
        try:
            if crash_at is None:
                act()  # whoever it is for opens the transaction
            else:
                with transaction.atomic(), connection.execute_wrapper(Bomb(crash_at)):
                    act()
        except (Refused, Crash, Introduction.DoesNotExist):  # the last: behind the wall it is not there
            return False
        return True

    # --- reading --------------------------------------------------------------------------------------------------

    def picture(self) -> dict[str, Any]:
        """Everything the machine compares, and of each company the people whose package its own SQL gives."""
        ids = [one.pk for one in self.companies]
        with connection.cursor() as cursor:
            cursor.execute("SELECT judge_picture(%s)::text, judge_readers(%s)::text", [timezone.now(), ids])
            picture, readers = map(json.loads, cursor.fetchone())
        return {**picture, "readers": dict(zip(ids, map(tuple, readers), strict=True))}

    def desk(self, company_id: int) -> set[int]:
        """The people whose words stand on this company's board."""
        with company(company_id):
            moment = {"at": timezone.now(), "today": timezone.localdate()}
            shown = [
                one for one in (*received(**moment), *ended(**moment)) if one.content or one.name or one.fit.reasons
            ]
            ids = [one.public_id for one in shown]
            return set(Introduction.objects.filter(public_id__in=ids).values_list("person_id", flat=True))

    def may_show(self, who: int, purpose: str) -> dict[int, bool]:
        """What the one visibility definition says of everybody."""
        ids = [one.pk for one in self.companies]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT array_agg(may_show(%s, c, %s, %s) ORDER BY n) FROM unnest(%s) WITH ORDINALITY t (c, n)",
                [who, purpose, timezone.now(), ids],
            )
            return dict(zip(ids, cursor.fetchone()[0], strict=True))

    def meet(self, who: int) -> list[Introduction]:
        """Open the page of what has come to a person."""
        with person(who):
            new = list(Introduction.objects.exclude(pk__in=list(self.seen)))
        self.seen |= {one.pk: one for one in new}
        return new

    def chains_are_whole(self) -> bool:
        for who in self.people:
            with person(who):
                if ledger.verify(who):
                    return False
        return True

    # --- what a person does ---------------------------------------------------------------------------------------

    def hash_of(self, who: int, position: int, version: int) -> str:
        """What the page with the preview showed when the profile was at this version."""
        key = (who, position, version)
        if key not in self.hashes:
            with person(who):
                self.hashes[key] = preview(who, open_card(position), ITEMS).hash
        return self.hashes[key]

    def yes(self, key: int, package_hash: str) -> None:
        one = self.seen[key]
        with person(one.person_id):
            actions.answer_yes(one, items=ITEMS, package_hash=package_hash, by=person_actor(one.person_id))

    def answer(self, verb: str, key: int) -> None:
        one = self.seen[key]
        with person(one.person_id):
            getattr(actions, verb)(one, by=person_actor(one.person_id))

    def send_self(self, who: int, position: int, package_hash: str) -> None:
        with person(who):
            actions.send_self(
                self.positions[position].public_id,
                person_id=who,
                items=ITEMS,
                package_hash=package_hash,
                by=person_actor(who),
            )

    def edit(self, who: int, version: int) -> None:
        with person(who):
            save_passport(who, by=person_actor(who), headline=f"営業 {version}")

    def let_ask(self, who: int, *, companies=(), circles=()) -> None:
        with person(who):
            choices.give_teaser(
                who,
                items=ITEMS,
                until=timezone.now() + timedelta(days=60),
                by=person_actor(who),
                companies=companies,
                circles=circles,
            )

    def withdraw(self, who: int, purpose: str, scope: Any) -> None:
        """One line of the page: `scope` as the model names it."""
        kind, pk = scope if isinstance(scope, tuple) else (scope, None)
        named = {"circle_id": pk} if kind == "circle" else {"recipient_id": kind, "position_ref": pk}
        with person(who):
            for now in ConsentNow.objects.filter(purpose=purpose, **named).select_related("recipient", "circle"):
                choices.withdraw(now, by=person_actor(who))

    def withdraw_all(self, who: int) -> None:
        with person(who):
            choices.withdraw_all(who, by=person_actor(who))

    def block(self, who: int, other: Company, *, on: bool) -> None:
        with person(who):
            (choices.block_company if on else choices.unblock_company)(who, other, by=person_actor(who))

    def pause(self, who: int, days: int | None) -> None:
        with person(who):
            if days is None:
                choices.resume(who, by=person_actor(who))
            else:
                choices.pause(who, until=timezone.localdate() + timedelta(days=days), by=person_actor(who))

    def let_write(self, who: int, other: Company) -> None:
        from career_relay.consents import contact

        with person(who):
            words = contact.mail_words(other, "ja")
            contact.allow_writing(who, other, words=words, by=person_actor(who), how=choices.How())

    # --- what companies do ----------------------------------------------------------------------------------------

    def ask(self, position: int, upto: int = 5) -> None:
        from career_relay.relay.asks import reach

        owner = self.positions[position].company_id
        with company(owner):
            day = timezone.localdate() + timedelta(days=7)
            reach(actions.ask_people(self.positions[position], upto, due_on=day, by=user_actor(self.staff[owner])).pk)

    def confirm(self, key: int) -> None:
        one = self.seen[key]
        with company(one.company_id):
            actions.confirm_receipt(one, by=user_actor(self.staff[one.company_id]))

    def advance(self, key: int, then: str) -> None:
        one = self.seen[key]
        with company(one.company_id):
            more = {"starts_on": timezone.localdate()} if then == Stage.HIRED else {}
            actions.advance_introduction(one, then, by=user_actor(self.staff[one.company_id]), **more)

    def apply(self, who: int, company_id: int, *, address: str = "") -> int:
        """A record of the person appears at a company: linked, or by an address they have proven."""
        with company(company_id):
            return Candidate.objects.create(
                name="候補",
                email=address,
                email_key=address,
                person_id=None if address else who,
                state=RecordState.RECORD,
                purge_after=timezone.localdate() + timedelta(days=180),
            ).pk

    def merge(self, kept: int, gone: int) -> None:
        with company(self.record_at):
            rows = Candidate.objects.in_bulk([kept, gone])
            merges.merge_records(rows[kept], rows[gone], by=user_actor(self.staff[self.record_at]))

    def forget(self, record: int, company_id: int) -> None:
        with company(company_id):
            erasure.erase(Candidate.objects.get(pk=record), by=user_actor(self.staff[company_id]))

    # --- the clock and the post -----------------------------------------------------------------------------------

    def tick(self, key: int, stage: str) -> None:
        """The timed tasks of one introduction, whichever the worker finds: early, late, once more."""
        one = self.seen[key]
        with person(one.person_id):
            disclosure.disclose(key)
            if stage != Stage.ACCEPTED:  # what comes back is looked at by the next one
                deadlines.expire(key)
        with company(one.company_id):
            deadlines.give_back(key)

    def end_choices(self, who: int) -> None:
        """The timed task of every choice that is held."""
        with person(who):
            for entry_id in ConsentNow.objects.values_list("entry_id", flat=True):
                expiry.end(entry_id, by=person_actor(who))

    def post(self, mail_id: int) -> tuple[PersonalMail, str, str] | None:
        """What the post takes along: the row, the address, the text. None when it stays."""
        letter = personal._begin(mail_id)
        if letter is None:
            return None
        PersonalMail.objects.filter(pk=mail_id).update(state=MessageState.ACCEPTED)
        return PersonalMail.objects.get(pk=mail_id), letter.to, letter.text
