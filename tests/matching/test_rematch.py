"""All openings compared with whom they could reach: exact, resumable, the person's alone, and gone with the consent."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from career_relay.base.actors import SYSTEM, person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import NobodyActive, company, operator, person
from career_relay.companies.models import Licence
from career_relay.consents.actions import withdraw_all
from career_relay.consents.models import Block
from career_relay.consents.passport import save_passport
from career_relay.matching import rematch
from career_relay.matching.actions import compare_soon
from career_relay.matching.models import Rematch, RunState, Suggestion, WhyStopped
from career_relay.matching.pool import openings_in_reach, retrieve_for
from career_relay.matching.suggestions import fits_of, openings_that_fit, profile_of, suggest_openings
from career_relay.positions.actions import close_position, save_position
from career_relay.positions.models import Position, PositionCircle
from tests.factories.positions import PositionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_position_a_piece(monkeypatch):
    monkeypatch.setattr(rematch, "PIECE", 1)


@pytest.fixture
def three(relay, harbour) -> list[Position]:
    """Three openings of Komorebi that ask for what Kim has; one more asks for something else."""
    with company(relay.komorebi.pk):
        more = [PositionFactory(title=f"法人営業 {n}") for n in range(2)]
        cook = PositionFactory(title="調理師", role_family="cook", summary="", duties="", must="調理師免許", nice="")
        for one in (*more, cook):
            PositionCircle.objects.create(position=one, circle=harbour)
    return [relay.position, *more]


def begun() -> Rematch:
    with operator():
        return rematch.start(by=SYSTEM, queued=False)


def walked() -> Rematch:
    run = begun()
    while rematch.work(run.pk):
        pass
    return now(run)


def now(run: Rematch) -> Rematch:
    with operator():
        return Rematch.objects.get(pk=run.pk)


def kept(person_id: int) -> list[tuple[int, str, int]]:
    with person(person_id):
        return sorted(Suggestion.objects.values_list("position_id", "found_from", "fit"))


def read_by(person_id: int) -> list[int]:
    with person(person_id):
        at = timezone.now()
        profile = profile_of(person_id, at=at)
        return openings_that_fit(person_id, profile, at=at) if profile else []


def test_a_walk_suggests_openings_to_whom_they_ask_for_and_counts_openings_alone(relay, three):
    run = walked()

    assert (run.state, run.done, run.total) == (RunState.DONE, 4, 4)
    assert [position_id for position_id, _from, _fit in kept(relay.kim)] == [one.pk for one in three]


def test_a_walk_stopped_in_the_middle_and_resumed_leaves_what_an_undisturbed_one_does(relay, three, another_person):
    lee = another_person(1)
    walked()
    undisturbed = kept(relay.kim) + kept(lee)

    run = begun()
    rematch.work(run.pk)
    with operator():
        rematch.stop(now(run), by=SYSTEM)
    assert rematch.work(run.pk) is False
    assert (now(run).state, now(run).why_stopped, now(run).done) == (RunState.STOPPED, WhyStopped.OPERATOR, 1)
    with operator():
        rematch.resume(now(run), by=SYSTEM, queued=False)
    seen = [now(run).done]
    while rematch.work(run.pk):
        seen.append(now(run).done)

    assert all(before < after for before, after in pairwise(seen))
    assert now(run).done == 4
    assert kept(relay.kim) + kept(lee) == undisturbed


def test_of_two_workers_at_the_same_piece_one_counts_it_and_the_rows_are_there_once(relay, three):
    run = begun()
    place = rematch._place_of(run.pk)
    rematch.work(run.pk)
    before = kept(relay.kim)

    first = next(rematch.positions_after(place, timezone.localdate()))
    rematch.compare(*first)

    assert rematch._move(run.pk, place, [first]) is False
    assert (now(run).done, kept(relay.kim)) == (1, before)


def test_a_position_closed_in_the_middle_is_left_out_and_forgotten(relay, three):
    walked()
    run = begun()
    rematch.work(run.pk)
    with company(relay.komorebi.pk):
        close_position(three[2], by=user_actor(relay.cleo.pk))
    while rematch.work(run.pk):
        pass

    assert now(run).done == 3
    assert [position_id for position_id, _from, _fit in kept(relay.kim)] == [three[0].pk, three[1].pk]


def test_only_one_walk_runs_at_a_time_and_says_so(relay):
    run = begun()

    with operator(), pytest.raises(Refused, match="already|すでに"):
        rematch.start(by=SYSTEM, queued=False)
    with operator():
        rematch.stop(run, by=SYSTEM)
        with pytest.raises(Refused):
            rematch.stop(run, by=SYSTEM)


def test_a_walk_ends_with_the_licence_and_takes_what_it_found_with_it(relay, three, mode3):
    run = begun()
    rematch.work(run.pk)
    Licence.objects.filter(pk=mode3.pk).update(expires_on=timezone.localdate() - timedelta(days=1))

    assert read_by(relay.kim) == []
    assert rematch.work(run.pk) is False
    assert (now(run).state, now(run).why_stopped) == (RunState.STOPPED, WhyStopped.MODE)
    assert kept(relay.kim) == []
    with operator(), pytest.raises(Refused):
        rematch.resume(now(run), by=SYSTEM, queued=False)
    with operator(), pytest.raises(Refused):
        rematch.start(by=SYSTEM, queued=False)


def test_without_ranking_the_night_starts_nothing_and_forgets(relay, three, mode3):
    walked()
    Licence.objects.filter(pk=mode3.pk).update(expires_on=timezone.localdate() - timedelta(days=1))

    rematch.begin_night(timezone.now())

    assert kept(relay.kim) == []
    with operator():
        assert Rematch.objects.filter(state=RunState.RUNNING).count() == 0


def test_the_night_goes_on_with_a_walk_whose_job_is_gone(relay):
    run = begun()

    rematch.begin_night(timezone.now())
    rematch.begin_night(timezone.now())

    assert jobs("matching.rematch_on") == [{"rematch_id": run.pk}]


def test_who_withdraws_has_no_suggestions_from_that_moment(relay, three):
    walked()
    with person(relay.kim):
        withdraw_all(relay.kim, by=person_actor(relay.kim))

        assert Suggestion.objects.count() == 0

    with company(relay.komorebi.pk):  # what was found before the withdrawal is not kept after it
        rematch.keep(relay.position, [(relay.kim, 1)], at=timezone.now())
    assert kept(relay.kim) == []


def test_whom_a_block_keeps_apart_reads_nothing_of_it_though_a_row_is_still_there(relay, three):
    walked()
    with person(relay.kim):
        Block.objects.create(person_id=relay.kim, company_blocked_id=relay.komorebi.pk)

    assert read_by(relay.kim) == []
    assert kept(relay.kim) != []


def test_no_company_reads_suggestions_nor_how_many_there_are(relay, three):
    walked()
    with company(relay.komorebi.pk):
        with pytest.raises(NobodyActive):
            Suggestion.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM matching_suggestion")
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT count(*) FROM matching_rematch")
            assert cursor.fetchone() == (0,)


def test_a_company_writes_suggestions_for_its_own_positions_only(relay, three, minato):
    with company(minato.pk):
        rematch.keep(relay.position, [(relay.kim, 1)], at=timezone.now())

    assert kept(relay.kim) == []


def test_a_changed_passport_and_a_changed_position_are_compared_soon_and_wait_once(relay, three):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    walked()
    with person(relay.kim):
        for words in ("法人営業を6年。", "法人営業を7年。"):
            save_passport(relay.kim, by=person_actor(relay.kim), history=words)
        assert Suggestion.objects.count() == 0
    with company(relay.komorebi.pk):
        for title in ("法人営業 甲", "法人営業 乙"):
            relay.position.title = title
            save_position(relay.position, by=user_actor(relay.cleo.pk))
        compare_soon(relay.position)

    assert jobs("matching.rematch_person") == [{"person_id": relay.kim}]
    assert jobs("matching.rematch_position") == [{"company_id": relay.komorebi.pk, "position_id": relay.position.pk}]


def test_a_passport_finds_its_openings_by_itself_and_says_why_in_the_persons_own_words(relay, three):
    with person(relay.kim):
        suggest_openings(relay.kim)
        suggest_openings(relay.kim)

    assert [(position_id, side) for position_id, side, _fit in kept(relay.kim)] == [
        (one.pk, "passport") for one in three
    ]
    with person(relay.kim):
        profile = profile_of(relay.kim, at=timezone.now())
        fit = fits_of(profile, [PositionFactory.build(id=1)])[1]
    assert all(
        one.quote in "法人営業 法人営業を5年担当。提案書の作成と、既存顧客との関係づくりを続けました。"
        for one in fit.shown
    )
    assert fit.shown


def test_both_sides_agree_about_who_can_be_asked_about_what(relay, three, another_person, komorebi, minato):
    far, dear, blocks, plain = (another_person(n) for n in range(4))
    for who, wishes in ((far, {"prefectures": ["北海道"]}), (dear, {"pay_min": 900}), (plain, {})):
        with person(who):
            save_passport(who, by=person_actor(who), **wishes)
    with person(blocks):
        Block.objects.create(person_id=blocks, company_blocked_id=komorebi.pk)
    at, positions = timezone.now(), three

    with company(komorebi.pk):
        of_openings = {(found, one.pk) for one in positions for found, _profile in retrieve_for(one, at=at)}
    of_people = set()
    for who in (relay.kim, far, dear, blocks, plain):
        with person(who):
            of_people |= {(who, found) for found in openings_in_reach(at=at, ids=[one.pk for one in positions])}

    assert of_people == of_openings
    assert {who for who, _position in of_people} == {relay.kim, plain}


def jobs(name: str) -> list[dict]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=name, status="todo")]
