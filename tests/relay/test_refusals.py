"""What must not happen, does not: the wall, the shields, the modes, the budget, the changed package."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from career_relay.base.actors import person_actor, user_actor
from career_relay.base.errors import Refused
from career_relay.base.tenancy import company, person
from career_relay.companies.models import Company
from career_relay.consents import actions as choices
from career_relay.consents.models import AccessGrant, ConsentNow, Package, Provision
from career_relay.consents.passport import save_passport
from career_relay.matching.actions import refresh_profile
from career_relay.matching.models import MatchingProfile
from career_relay.matching.pool import pick_for_ask
from career_relay.notices.models import PersonalMail
from career_relay.positions import actions as positions
from career_relay.relay import actions
from career_relay.relay.asks import reach
from career_relay.relay.budget import budget_on
from career_relay.relay.deadlines import expire
from career_relay.relay.models import Ask, AskSpending, Introduction
from career_relay.relay.previews import preview
from career_relay.relay.rules import open_card
from career_relay.relay.states import ENDED, Stage
from tests.baton import ITEMS
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import CompanyFactory

pytestmark = pytest.mark.django_db


def refusal(act, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def picked(relay) -> list[int]:
    with company(relay.komorebi.pk):
        return [one.person_id for one in pick_for_ask(relay.position, 10, at=timezone.now())]


def nothing_left(relay) -> None:
    with person(relay.kim):
        assert (Package.objects.count(), Provision.objects.count(), AccessGrant.objects.count()) == (0, 0, 0)
    assert not PersonalMail.objects.filter(kind="disclosed").exists()


# The wall


def test_the_company_sees_no_row_before_the_disclosure_not_even_in_sql(relay):
    for step in (relay.ask, relay.yes):
        step()
        with company(relay.komorebi.pk):
            assert rows("SELECT count(*) FROM relay_introduction") == [(0,)]
            assert rows("SELECT count(*) FROM matching_matchingprofile") == [(0,)]
            assert rows("SELECT count(*) FROM consents_passport") == [(0,)]
            assert rows("SELECT count(*) FROM consents_consentnow") == [(0,)]
            assert rows("UPDATE relay_introduction SET disclosed_at = now() RETURNING id") == []
    relay.cool()
    with company(relay.komorebi.pk):
        assert rows("SELECT count(*) FROM relay_introduction") == [(1,)]


def test_the_company_cannot_write_an_introduction_of_its_own(relay):
    with pytest.raises(DatabaseError), transaction.atomic(), company(relay.komorebi.pk):
        Introduction.objects.create(person_id=relay.kim, position=relay.position, origin="ask", stage="accepted")


def test_other_companies_never_see_it(relay, minato):
    relay.ask()
    relay.yes()
    relay.cool()
    relay.confirm()

    with company(minato.pk):
        assert rows("SELECT count(*) FROM relay_introduction") == [(0,)]
        assert rows("SELECT count(*) FROM consents_package") == [(0,)]
        assert rows("SELECT * FROM answer_on_its_way()") == []


def test_the_pool_answers_only_for_ones_own_position(relay, minato):
    with company(minato.pk):
        assert (
            rows(f"SELECT * FROM pool_for({relay.position.pk}, now(), NULL, '{{}}', '{{}}', '{{}}', NULL, 300)") == []
        )


# Who is never asked


def test_who_fits_and_chose_it_is_asked(relay):
    assert picked(relay) == [relay.kim]


def test_a_person_who_blocked_the_company_or_its_group_is_not_asked(relay, komorebi):
    from career_relay.companies.models import CompanyGroup

    komorebi.group = CompanyGroup.objects.create(name="こもれびグループ")
    komorebi.save()
    sister = CompanyFactory(group=komorebi.group)

    with person(relay.kim):
        choices.block_company(relay.kim, sister, with_group=True, by=person_actor(relay.kim))

    assert picked(relay) == []


def test_who_has_applied_there_is_not_asked(relay, komorebi):
    with company(komorebi.pk):
        CandidateFactory(email="kim@mail.example", email_key="kim@mail.example")

    assert picked(relay) == []


def test_who_paused_is_not_asked(relay):
    with person(relay.kim):
        choices.pause(relay.kim, until=timezone.localdate() + timedelta(days=7), by=person_actor(relay.kim))

    assert picked(relay) == []


def test_who_withdrew_is_gone_with_the_commit(relay):
    with person(relay.kim):
        choices.withdraw_all(relay.kim, by=person_actor(relay.kim))
        assert MatchingProfile.objects.count() == 0

    assert picked(relay) == []


def test_whose_choice_has_ended_is_not_asked(relay):
    with person(relay.kim):
        ConsentNow.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        refresh_profile(relay.kim)

    assert picked(relay) == []


def test_who_chose_another_circle_is_not_asked(relay, harbour):
    from career_relay.positions.models import PositionCircle
    from tests.factories.companies import CircleFactory

    with company(relay.komorebi.pk):
        PositionCircle.objects.all().delete()
        PositionCircle.objects.create(position=relay.position, circle=CircleFactory())

    assert picked(relay) == []


def test_who_wants_another_place_or_more_pay_is_not_asked(relay):
    for wish in ({"prefectures": ["北海道"], "remote": "none"}, {"pay_min": 900}):
        with person(relay.kim):
            save_passport(relay.kim, by=person_actor(relay.kim), **wish)
        assert picked(relay) == []
        with person(relay.kim):
            save_passport(relay.kim, by=person_actor(relay.kim), prefectures=[], pay_min=None)
    assert picked(relay) == [relay.kim]


def test_nobody_is_asked_twice_about_a_position(relay):
    relay.ask()
    with person(relay.kim):
        actions.answer_no(Introduction.objects.get(), by=person_actor(relay.kim))

    assert picked(relay) == []


def test_the_projection_has_no_name_and_no_address(relay):
    with person(relay.kim):
        stored = rows("SELECT row_to_json(m)::text FROM matching_matchingprofile m")[0][0]

    assert "キム" not in stored
    assert "kim@mail" not in stored


# The budget


def test_the_budget_falls_by_the_limit_and_not_by_whom_it_reached(relay):
    relay.ask(upto=15)

    with company(relay.komorebi.pk):
        assert budget_on(timezone.localdate()).left == 5
    with pytest.raises(Refused):
        relay.ask(upto=6)
    relay.ask(upto=5)


def test_tomorrow_there_is_a_new_budget(relay):
    relay.ask(upto=20)
    with company(relay.komorebi.pk):
        AskSpending.objects.update(day=timezone.localdate() - timedelta(days=1))

        assert budget_on(timezone.localdate()).left == 20


@pytest.mark.parametrize("upto", [0, -1, 21])
def test_a_limit_outside_the_budget_is_refused(upto, relay):
    with pytest.raises(Refused):
        relay.ask(upto=upto)


@pytest.mark.parametrize("days", [0, -1, 31])
def test_the_day_to_answer_by_is_within_thirty_days(days, relay):
    day = timezone.localdate() + timedelta(days=days)

    with company(relay.komorebi.pk), pytest.raises(Refused):
        actions.ask_people(relay.position, 5, due_on=day, by=user_actor(relay.cleo.pk))


def test_asking_names_the_licence_it_used(relay):
    relay.ask()

    with company(relay.komorebi.pk):
        ask = Ask.objects.get()
    assert (ask.licence_number, ask.licence_holder) == ("13-特-000000", "みなと商工会議所")


def test_only_what_is_published_can_be_asked_about(relay):
    with company(relay.komorebi.pk):
        positions.pause_position(relay.position, by=user_actor(relay.cleo.pk))

    with pytest.raises(Refused):
        relay.ask()


def test_the_picking_runs_once_however_often_the_task_does(relay, another_person):
    relay.ask(upto=1)
    another_person(1)
    with company(relay.komorebi.pk):
        reach(Ask.objects.get().pk)

    assert len(rows_of_everybody(relay)) == 1


def rows_of_everybody(relay) -> list[Introduction]:
    return [relay.mine()]


# The modes


@pytest.mark.parametrize("kind", ["information", "search"])
def test_modes_1_and_2_refuse_asking_and_ranking(kind, relay, mode3):
    mode3.kind = kind
    mode3.save()

    with company(relay.komorebi.pk):
        day = timezone.localdate() + timedelta(days=7)
        code = refusal(actions.ask_people, relay.position, 5, due_on=day, by=user_actor(relay.cleo.pk))
        assert code == "MODE_FORBIDS_SELECTION"
        assert refusal(pick_for_ask, relay.position, 5, at=timezone.now()) == "MODE_FORBIDS_SELECTION"


@pytest.mark.parametrize("kind", ["information", "search", "free_permit"])
def test_sending_oneself_works_from_mode_1_on(kind, relay, mode3):
    mode3.kind = kind
    mode3.save()

    assert relay.send_self().stage == Stage.ACCEPTED


def test_mode_0_refuses_sending_oneself(relay, mode3):
    mode3.delete()

    with person(relay.kim):
        code = refusal(
            actions.send_self,
            relay.position.public_id,
            person_id=relay.kim,
            items=ITEMS,
            package_hash="0" * 64,
            by=person_actor(relay.kim),
        )
    assert code == "MODE_FORBIDS_SELECTION"


def test_when_the_licence_expires_what_runs_freezes(relay, mode3):
    relay.ask()
    relay.yes()
    mode3.expires_on = timezone.localdate() - timedelta(days=1)
    mode3.save()

    relay.cool()

    assert relay.mine().stage == Stage.ACCEPTED
    nothing_left(relay)


def test_a_frozen_introduction_can_still_be_taken_back(relay, mode3):
    relay.ask()
    relay.yes()
    mode3.delete()

    with person(relay.kim):
        actions.undo_yes(Introduction.objects.get(), by=person_actor(relay.kim))

    assert relay.mine().stage == Stage.ASKED


# The package


def test_a_package_that_is_not_what_was_shown_is_refused(relay):
    relay.ask()
    with person(relay.kim):
        old = preview(relay.kim, open_card(relay.position.pk), ITEMS).hash
        save_passport(relay.kim, by=person_actor(relay.kim), history="法人営業を6年担当。")

        code = refusal(
            actions.answer_yes,
            Introduction.objects.get(),
            items=ITEMS,
            package_hash=old,
            by=person_actor(relay.kim),
        )

    assert code == "PACKAGE_CHANGED"
    assert relay.mine().stage == Stage.ASKED


def test_a_profile_changed_after_the_yes_hands_over_nothing_and_asks_again(relay):
    relay.ask()
    relay.yes()
    with person(relay.kim):
        save_passport(relay.kim, by=person_actor(relay.kim), history="法人営業を6年担当。")

    relay.cool()

    assert relay.mine().stage == Stage.ASKED
    nothing_left(relay)
    with person(relay.kim):
        assert not ConsentNow.objects.filter(purpose="share").exists()
    assert PersonalMail.objects.filter(kind="progress").count() == 1


def test_words_that_may_not_travel_stop_the_package(relay):
    relay.ask()
    with person(relay.kim):
        from career_relay.consents.models import Passport

        Passport.objects.update(history="うつ病で休職しましたが、法人営業を5年担当。")
        seen = preview(relay.kim, open_card(relay.position.pk), ITEMS)

        code = refusal(
            actions.answer_yes,
            Introduction.objects.get(),
            items=ITEMS,
            package_hash=seen.hash,
            by=person_actor(relay.kim),
        )

    assert code.startswith("FAIR")
    assert relay.mine().stage == Stage.ASKED


def test_what_was_not_chosen_is_not_quoted_either(relay):
    relay.ask()
    relay.yes(items=["contact", "skills"])
    relay.cool()
    relay.confirm()

    from career_relay.relay.window import received

    with company(relay.komorebi.pk):
        [seen] = received(at=timezone.now(), today=timezone.localdate())
    assert "history" not in seen.content["items"]
    assert all("5年" not in one.quote for one in seen.fit.reasons)


# Between accept and disclose


@pytest.mark.parametrize("way", ["undo", "withdraw", "block", "withdraw_share", "suspend"])
def test_between_the_yes_and_the_hand_over_nothing_leaves(way, relay, komorebi):
    relay.ask()
    relay.yes()
    by = person_actor(relay.kim)
    with person(relay.kim):
        mine = Introduction.objects.get()
        if way == "undo":
            actions.undo_yes(mine, by=by)
        elif way == "withdraw":
            actions.withdraw_introduction(mine, by=by)
        elif way == "block":
            choices.block_company(relay.kim, komorebi, by=by)
        elif way == "withdraw_share":
            choices.withdraw(ConsentNow.objects.get(purpose="share"), by=by)
    if way == "suspend":
        Company.objects.filter(pk=komorebi.pk).update(suspended_at=timezone.now())

    relay.cool()

    assert relay.mine().stage in {Stage.ASKED, *ENDED}
    nothing_left(relay)
    with company(komorebi.pk):
        assert Introduction.objects.count() == 0
        assert rows("SELECT * FROM answer_on_its_way()") == []


def test_before_the_cooling_off_has_passed_the_worker_does_nothing(relay):
    from career_relay.relay.disclosure import disclose

    relay.ask()
    relay.yes()
    with person(relay.kim):
        disclose(Introduction.objects.get().pk)

    assert relay.mine().stage == Stage.ACCEPTED
    nothing_left(relay)


@pytest.mark.parametrize("part", ["write_provision", "declaration_of"])
def test_if_the_record_fails_nothing_was_handed_over(part, relay, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("the disk is full")

    relay.ask()
    relay.yes()
    with monkeypatch.context() as broken:
        broken.setattr(f"career_relay.consents.records.{part}", fails)
        with pytest.raises(RuntimeError):
            relay.cool()

    assert relay.mine().stage == Stage.ACCEPTED
    nothing_left(relay)
    relay.cool()  # the task comes again
    assert relay.mine().stage == Stage.DISCLOSED


def test_disclosing_twice_is_disclosing_once(relay):
    relay.ask()
    relay.yes()
    for _n in range(3):
        relay.cool()

    with person(relay.kim):
        assert (Package.objects.count(), Provision.objects.count(), AccessGrant.objects.count()) == (1, 1, 1)


# Afterwards


def test_withdrawing_ends_access_at_once_and_asks_for_erasure(received):
    with person(received.kim):
        actions.withdraw_introduction(Introduction.objects.get(), by=person_actor(received.kim))

    from career_relay.relay.window import ended, received_one
    from career_relay.relay.window import received as seen

    now = {"at": timezone.now(), "today": timezone.localdate()}
    with company(received.komorebi.pk):
        assert Package.objects.count() == 0
        assert seen(**now) == []
        [gone] = ended(**now)
        page = received_one(gone.public_id, **now)
    assert {(one.stage, one.name, one.content) for one in (gone, page)} == {(Stage.WITHDRAWN, "", None)}
    assert page.deletion_due_on == timezone.localdate() + timedelta(days=14)


def test_a_block_after_the_hand_over_ends_it_too(received, komorebi):
    with person(received.kim):
        choices.block_company(received.kim, komorebi, by=person_actor(received.kim))

    assert received.mine().stage == Stage.WITHDRAWN
    with company(komorebi.pk):
        assert Package.objects.count() == 0


def test_withdrawing_the_choice_to_be_asked_ends_questions_but_not_what_was_agreed(received, minato):
    with person(received.kim):
        choices.withdraw(ConsentNow.objects.get(purpose="teaser"), by=person_actor(received.kim))

    assert received.mine().stage == Stage.DISCLOSED


def test_withdrawing_the_choice_to_be_asked_ends_open_questions(relay):
    relay.ask()
    with person(relay.kim):
        choices.withdraw(ConsentNow.objects.get(purpose="teaser"), by=person_actor(relay.kim))

    assert relay.mine().stage == Stage.WITHDRAWN


def test_silence_ends_quietly_on_its_day(relay):
    relay.ask()
    mine = relay.mine()
    with person(relay.kim):
        expire(mine.pk)
        assert Introduction.objects.get().stage == Stage.ASKED
        Introduction.objects.update(answer_by=timezone.localdate() - timedelta(days=1))

        expire(mine.pk)

    assert relay.mine().stage == Stage.EXPIRED
    with company(relay.komorebi.pk):
        assert rows("SELECT count(*) FROM base_auditevent WHERE event LIKE 'relay.%'") == [(1,)]  # its own question


def test_a_late_yes_is_refused(relay):
    relay.ask()
    with person(relay.kim):
        Introduction.objects.update(answer_by=timezone.localdate() - timedelta(days=1))

    with pytest.raises(Refused):
        relay.yes()


def test_a_yes_to_a_position_that_was_filled_is_refused(relay):
    relay.ask()
    with person(relay.kim):
        seen = preview(relay.kim, open_card(relay.position.pk), ITEMS)
    with company(relay.komorebi.pk):
        positions.fill_position(relay.position, by=user_actor(relay.cleo.pk))

    with person(relay.kim), pytest.raises(Refused):
        actions.answer_yes(Introduction.objects.get(), items=ITEMS, package_hash=seen.hash, by=person_actor(relay.kim))


def test_a_no_leaves_no_trace_for_the_company(relay):
    relay.ask()
    with person(relay.kim):
        actions.answer_no(Introduction.objects.get(), by=person_actor(relay.kim))

    with company(relay.komorebi.pk):
        assert rows("SELECT count(*) FROM relay_introduction") == [(0,)]
        assert rows("SELECT event FROM base_auditevent WHERE event LIKE 'relay.%'") == [("relay.people_asked",)]


def test_nobody_moves_an_introduction_that_is_not_theirs(received, minato):
    with company(minato.pk), pytest.raises(Introduction.DoesNotExist):
        actions.advance_introduction(received.mine(), Stage.INTERVIEWING, by=user_actor(received.cleo.pk))


@pytest.mark.parametrize(
    "stage", sorted(set(Stage) - {"interviewing", "offered", "hired", "not_selected", "disclosed"})
)
def test_a_receiver_makes_only_its_own_moves(stage, received):
    with pytest.raises(Refused):
        received.advance(stage, starts_on=date(2027, 4, 1))


def test_an_opening_nobody_published_cannot_be_sent_to(relay):
    with person(relay.kim), pytest.raises(Refused):
        actions.send_self(uuid4(), person_id=relay.kim, items=ITEMS, package_hash="0" * 64, by=person_actor(relay.kim))


def test_a_person_is_told_which_of_their_own_shields_stands_in_the_way(relay, komorebi):
    with company(komorebi.pk):
        CandidateFactory(person_id=relay.kim)

    with pytest.raises(Refused, match="採用窓口"):
        relay.send_self()


def test_what_the_company_has_answered_is_not_sent_again(received):
    received.advance(Stage.NOT_SELECTED)

    with pytest.raises(Refused):
        received.send_self()


def test_what_was_withdrawn_may_be_sent_again(received):
    with person(received.kim):
        actions.withdraw_introduction(Introduction.objects.get(), by=person_actor(received.kim))

    assert received.send_self().stage == Stage.ACCEPTED
