"""Retrieval filters first, by a table that knows less than the visibility definition and never more."""

import importlib
import random
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from career_relay.base.actors import SYSTEM, person_actor
from career_relay.base.tenancy import company, person
from career_relay.companies.models import CircleMember, Company, CompanyGroup
from career_relay.consents import actions as choices
from career_relay.consents.gates import may_show
from career_relay.consents.models import ConsentNow, Passport
from career_relay.consents.passport import save_passport
from career_relay.consents.states import Purpose
from career_relay.matching.actions import refresh_profile
from career_relay.matching.engine import fits
from career_relay.matching.lexical import MOST_ABILITIES, MOST_WORDS, number_of, sparse
from career_relay.matching.models import MatchFilter, MatchingProfile, MatchVector
from career_relay.matching.pool import match_people, retrieve_for
from career_relay.matching.readings import opening_of, profile_of_passport
from career_relay.positions.models import Remote
from tests.baton import ITEMS
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import CircleFactory, CompanyFactory
from tests.factories.people import prove

pytestmark = pytest.mark.django_db
PEOPLE = 20
PLACES = ["大阪府", "東京都"]


def found(position, **more) -> list[int]:
    with company(position.company_id):
        return [ref for ref, _profile in retrieve_for(position, at=timezone.now(), **more)]


def in_sql(question: str, values: list):
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()


def join(rng: random.Random, n: int, circles, companies) -> int:
    """Somebody with wishes, choices and shields by chance."""
    one = prove(f"p{n}@mail.example")
    me = person_actor(one)
    with person(one):
        save_passport(
            one,
            by=me,
            name="見本 太郎",
            email=f"p{n}@mail.example",
            history="法人営業を5年担当。",
            prefectures=rng.sample(PLACES, rng.randrange(3)),
            remote=rng.choice(["", *Remote.values]),
            pay_min=rng.choice([None, 400, 620, 621]),
        )
        until = timezone.now() + timedelta(days=30)
        for _choice in range(rng.choice([0, 1, 1, 2])):
            whom = {"circles": [rng.choice(circles)]} if rng.random() < 0.7 else {"companies": [rng.choice(companies)]}
            choices.give_teaser(one, items=ITEMS, until=until, by=me, **whom)
        if rng.random() < 0.25:
            choices.block_company(one, rng.choice(companies), with_group=rng.random() < 0.5, by=me)
        if rng.random() < 0.15:
            choices.pause(one, until=timezone.localdate(), by=me)
        if rng.random() < 0.15:
            choices.withdraw_all(one, by=me)
    if rng.random() < 0.15:
        with company(companies[0].pk):
            CandidateFactory(person_id=one if rng.random() < 0.5 else None, email_key=f"p{n}@mail.example")
    return one


@pytest.mark.parametrize("remote", ["none", "partly"])
def test_exactly_those_are_found_whom_the_definition_shows_and_the_conditions_fit(remote, position, komorebi, harbour):
    rng = random.Random(remote)
    house = CompanyGroup.objects.create(name="こもれびグループ")
    Company.objects.filter(pk=komorebi.pk).update(group=house)
    elsewhere = CircleFactory()
    CircleMember.objects.create(circle=elsewhere, company=komorebi)  # a member, but the position is not shown there
    companies = [komorebi, CompanyFactory(group=house), CompanyFactory()]
    people = [join(rng, n, [harbour, elsewhere], companies) for n in range(PEOPLE)]
    with company(komorebi.pk):
        position.remote = remote
        position.save(update_fields=["remote"])

    asked, opening = found(position), opening_of(position)

    assert sorted(asked) == [one for one in people if wanted(one, komorebi, harbour, opening)]
    assert 0 < len(asked) < PEOPLE // 2


def wanted(one: int, asks: Company, shown_in, opening) -> bool:
    with person(one):
        given = ConsentNow.objects.filter(person_id=one, purpose=Purpose.TEASER)
        chose = [now for now in given if now.recipient_id == asks.pk or now.circle_id == shown_in.pk]
        return (
            bool(chose)
            and fits(profile_of_passport(Passport.objects.get(person_id=one)), opening).fits
            and may_show(one, asks.pk, Purpose.TEASER)
        )


def test_the_filter_says_what_the_ledger_says(komorebi, harbour):
    rng = random.Random(4)
    people = [join(rng, n, [harbour], [komorebi]) for n in range(PEOPLE // 3)]

    for one in people:
        with person(one):
            given = list(ConsentNow.objects.filter(person_id=one, purpose=Purpose.TEASER))
            said = list(MatchFilter.objects.values_list("net_until", "may_ask"))
            whom = sorted(now.circle_id or -now.recipient_id for now in given)
            assert said == ([(max(now.expires_at for now in given), whom)] if given else [])
            assert MatchVector.objects.count() == MatchingProfile.objects.count() == len(said)


def test_a_choice_that_ended_finds_nobody_even_while_another_holds(relay, position, harbour):
    """The filter keeps the later end of the two; the statement asks for the one that counts."""
    elsewhere = CircleFactory()
    with person(relay.kim):
        ConsentNow.objects.filter(person_id=relay.kim).update(expires_at=timezone.now() - timedelta(minutes=1))
        later = timezone.now() + timedelta(days=9)
        choices.give_teaser(relay.kim, items=ITEMS, until=later, by=SYSTEM, circles=[elsewhere])
        assert MatchFilter.objects.get().net_until == later

    CircleMember.objects.create(circle=elsewhere, company=relay.komorebi)

    assert found(position) == []


def test_who_changes_is_found_as_they_are_now_and_who_withdraws_by_nobody(relay, position):
    with person(relay.kim):
        save_passport(relay.kim, by=person_actor(relay.kim), pay_min=900)
    too_dear = found(position)
    with person(relay.kim):
        save_passport(relay.kim, by=person_actor(relay.kim), pay_min=400)
    again = found(position)
    with person(relay.kim):
        choices.withdraw_all(relay.kim, by=person_actor(relay.kim))

    assert (too_dear, again, found(position)) == ([], [relay.kim], [])


def test_the_nearest_come_first_and_more_are_looked_at_while_shields_hide_some(position, harbour, komorebi):
    """Nobody is lost behind those who may not be shown, however many they are."""
    people = [prove(f"q{n}@mail.example") for n in range(7)]
    for n, one in enumerate(people):
        with person(one):
            history = "法人営業を5年担当。提案書の作成と既存顧客との関係づくり。" if n < 6 else "経理を3年。"
            save_passport(one, by=SYSTEM, name="見本", email=f"q{n}@mail.example", history=history, skills=[])
            until = timezone.now() + timedelta(days=30)
            choices.give_teaser(one, items=ITEMS, until=until, by=SYSTEM, circles=[harbour])
            if n < 5:
                choices.pause(one, until=timezone.localdate(), by=SYSTEM)

    assert found(position) == people[5:]
    assert found(position, limit=1) == [people[5]]


def test_a_match_says_for_each_requirement_what_was_found(relay, position):
    with company(relay.komorebi.pk):
        [match] = match_people(position, top=5, at=timezone.now())

    assert match.person_id == relay.kim
    assert [(one.requirement, one.result) for one in match.reasons][:1] == [("法人営業 2年以上", "met")]


def test_a_word_has_the_same_number_here_and_in_the_database(db):
    words = ["営業", "skill go", "", "🦊", "a" * 60]
    weights = {"営業": 1.5, "経理": 0.25}

    asked = "SELECT word_number(w) FROM unnest(%s::text[]) WITH ORDINALITY AS u (w, n) ORDER BY n"
    assert [n for (n,) in in_sql(asked, [words])] == [number_of(word) for word in words]
    made = "SELECT sparse_of(ARRAY(SELECT word_number(w) FROM unnest(%s::text[]) WITH ORDINALITY AS u (w, n) ORDER BY n), %s::real[])::text"
    assert in_sql(made, [list(weights), list(weights.values())])[0][0] == sorted_text(sparse(weights))


def sorted_text(vector) -> str:
    pairs = sorted(zip(vector.indices(), vector.values(), strict=True))
    return "{" + ",".join(f"{n + 1}:{weight:g}" for n, weight in pairs) + f"}}/{vector.dimensions()}"


def test_a_row_of_vectors_stays_in_line_and_under_two_kilobytes(as_kim, harbour):
    words = " ".join(f"{a}{b}営業" for a in "開発経理広報採用" for b in "東西南北上下左右前後")
    save_passport(
        as_kim, by=SYSTEM, name="キム", email="kim@mail.example", history=words, skills=["Python", "Go", "簿記"]
    )
    until = timezone.now() + timedelta(days=30)
    choices.give_teaser(as_kim, items=ITEMS, until=until, by=SYSTEM, circles=[harbour])
    full = sparse({f"w{n}": 1.0 for n in range(MOST_WORDS)}), sparse({f"a{n}": 1.0 for n in range(MOST_ABILITIES)})

    MatchVector.objects.update(meaning=[0.05] * 384, words=full[0], abilities=full[1])

    assert in_sql("SELECT pg_column_size(v.*) <= 2032 FROM matching_matchvector v", []) == [(True,)]
    stored = "SELECT attname FROM pg_attribute WHERE attrelid = 'matching_matchvector'::regclass AND attstorage = 'p'"
    assert {name for (name,) in in_sql(stored, [])} >= {"meaning", "words", "abilities"}


def test_who_is_written_anew_keeps_the_meaning_of_the_same_text(relay):
    with person(relay.kim):
        MatchVector.objects.update(meaning=[0.05] * 384)
        refresh_profile(relay.kim)
        kept = MatchVector.objects.get().meaning
        save_passport(relay.kim, by=SYSTEM, history="経理を3年。")

        assert kept is not None
        assert MatchVector.objects.get().meaning is None


def test_what_an_older_version_wrote_is_carried_over(relay):
    """The migration's own statement, on a table as it was, gives what a change of the passport would write."""
    carry = importlib.import_module("career_relay.matching.migrations.0008_carried_over").CARRY
    for name in ("matchfilter", "matchvector"):
        carry = carry.replace(f"INTO matching_{name}", f"INTO pg_temp.old_{name}")
    carry = carry.replace("FROM matching_matchingprofile", "FROM pg_temp.old_profile")

    with person(relay.kim), connection.cursor() as cursor:
        MatchVector.objects.update(meaning=[0.05] * 384)
        cursor.execute(
            "CREATE TEMP TABLE old_profile AS SELECT p.*, v.meaning AS embedding"
            " FROM matching_matchingprofile p JOIN matching_matchvector v USING (person_id);"
            "CREATE TEMP TABLE old_matchfilter (LIKE matching_matchfilter INCLUDING ALL);"
            "CREATE TEMP TABLE old_matchvector (LIKE matching_matchvector INCLUDING ALL)"
        )
        cursor.execute(carry)

        assert in_sql("SELECT * FROM old_matchfilter", []) == in_sql("SELECT * FROM matching_matchfilter", [])
        same = "SELECT o.meaning = v.meaning, o.abilities = v.abilities FROM old_matchvector o, matching_matchvector v"
        assert in_sql(same, []) == [(True, True)]
        numbers = "SELECT regexp_replace(words::text, ':[0-9.]+', '', 'g') FROM "
        assert in_sql(numbers + "old_matchvector", []) == in_sql(numbers + "matching_matchvector", [])
