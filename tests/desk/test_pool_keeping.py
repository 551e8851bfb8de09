"""Keeping in touch: pools, medal, reminders and quiet on a person's page, and the pools themselves."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import pools, reminders
from career_relay.candidates.models import Candidate, Pool, PoolMember, Reminder
from career_relay.candidates.states import RecordState
from career_relay.companies.roles import Role
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory

LATER = localdate() + timedelta(60)


@pytest.fixture(autouse=True)
def owners_without_totp(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


@pytest.fixture
def kim(minato) -> Candidate:
    with acting_for(minato.pk):
        return CandidateFactory(state=RecordState.CONTACT, purge_after=localdate() + timedelta(400))


@pytest.fixture
def friends(minato) -> Pool:
    with acting_for(minato.pk):
        return Pool.objects.create(name="再会したい方", note="春の採用")


def act(client, name, one, *args, **told):
    return client.post(reverse(f"desk:candidate_{name}", args=[one.public_id, *args]), told, follow=True)


def said(response) -> list[str]:
    return [message.level_tag for message in response.context["messages"]]


def fresh(minato, one) -> Candidate:
    with acting_for(minato.pk):
        return Candidate.objects.get(pk=one.pk)


# --- on the page --------------------------------------------------------------------------------------------------


def test_into_a_pool_and_out_of_it(ben_client, kim, friends, minato):
    page = act(ben_client, "pool", kim, pool=str(friends.public_id))
    assert said(page) == ["success"]
    assert page.context["keeping"]["pools"] == [friends]
    assert page.context["keeping"]["other_pools"] == []

    page = act(ben_client, "pool_out", kim, friends.public_id)

    assert page.context["keeping"]["pools"] == []


@pytest.mark.parametrize("pool", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_pool_that_is_not_there_is_not_found(ben_client, kim, friends, pool):
    assert act(ben_client, "pool", kim, pool=pool).status_code == 404


def test_whoever_may_not_be_pooled_stays_outside_and_the_page_says_why(ben_client, friends, minato):
    with acting_for(minato.pk):
        only = CandidateFactory(state=RecordState.RECORD)

    page = act(ben_client, "pool", only, pool=str(friends.public_id))

    assert said(page) == ["error"]
    assert page.context["keeping"]["hurdle"]
    assert 'id="into-pool"' not in page.content.decode()
    with acting_for(minato.pk):
        assert PoolMember.objects.count() == 0


def test_the_medal_comes_and_goes(ben_client, kim, minato):
    act(ben_client, "medal", kim, silver="yes")
    assert fresh(minato, kim).is_silver is True
    assert [row.candidate.pk for row in ben_client.get(reverse("desk:pool") + "?silver=yes").context["rows"]] == [
        kim.pk
    ]

    act(ben_client, "medal", kim)

    assert fresh(minato, kim).is_silver is False


def test_quiet_has_a_reason_that_saving_the_owner_does_not_wipe(ben_client, kim, minato):
    act(ben_client, "quiet", kim, quiet="yes", words="ご本人のご希望")
    ben_client.post(reverse("desk:candidate_keep", args=[kim.public_id]), {"keep-owner": "", "keep-tags": "春"})

    quiet = fresh(minato, kim)
    assert (quiet.do_not_contact, quiet.quiet_reason, quiet.tags) == (True, "ご本人のご希望", ["春"])
    act(ben_client, "quiet", kim, quiet="no")
    lifted = fresh(minato, kim)
    assert (lifted.do_not_contact, lifted.quiet_reason) == (False, "")


def test_a_reason_about_a_protected_matter_is_refused(ben_client, kim, minato):
    page = act(ben_client, "quiet", kim, quiet="yes", words="宗教のため")

    assert said(page) == ["error"]
    assert fresh(minato, kim).do_not_contact is False


@pytest.mark.parametrize(("when", "months"), [("1", 1), ("3", 3), ("6", 6)])
def test_the_quick_days_to_talk_again(ben_client, kim, minato, when, months):
    act(ben_client, "snooze", kim, **{"snooze-when": when})

    assert fresh(minato, kim).snoozed_until == dict(reminders.quick_days(localdate()))[months]


@pytest.mark.parametrize(
    "told", [{}, {"snooze-when": "x"}, {"snooze-when": "day"}, {"snooze-when": "day", "snooze-day": "31.2."}]
)
def test_no_day_is_no_day(ben_client, kim, minato, told):
    assert said(act(ben_client, "snooze", kim, **told)) == ["error"]
    assert fresh(minato, kim).snoozed_until is None


def test_a_day_within_the_protection_is_refused_and_one_after_it_is_not(ben_client, kim, minato):
    with acting_for(minato.pk):
        Candidate.objects.update(protected_until=localdate() + timedelta(45))

    assert said(act(ben_client, "snooze", kim, **{"snooze-when": "1"})) == ["error"]
    assert said(act(ben_client, "snooze", kim, **{"snooze-when": "3"})) == ["success"]
    act(ben_client, "snooze", kim, forget="1")

    assert fresh(minato, kim).snoozed_until is None


def test_a_reminder_is_made_shown_put_off_and_done(ben_client, client, kim, minato, ada, ben):
    told = {"remind-when": "day", "remind-day": LATER.isoformat(), "remind-words": "お声がけ", "remind-user": ada.pk}
    page = act(ben_client, "remind", kim, **told)
    assert [one.words for one in page.context["keeping"]["reminders"]] == ["お声がけ"]
    with acting_for(minato.pk):
        one = Reminder.objects.get()
        Reminder.objects.update(day=localdate())
    address = reverse("desk:reminder", args=[one.public_id])

    assert ben_client.get(reverse("desk:home")).context["sections"] == []
    client.force_login(ada)
    sections = {section.key: section for section in client.get(reverse("desk:home")).context["sections"]}
    assert [work.title for work in sections["reminders"].works] == ["お声がけ"]
    assert "お声がけ" in client.get(reverse("desk:reminders")).content.decode()
    client.post(address, {"remind-when": "3", "from": "home"})
    with acting_for(minato.pk):
        assert Reminder.objects.get().day == dict(reminders.quick_days(localdate()))[3]
    assert client.post(address, {"act": "done"}).url == reverse("desk:candidate", args=[kim.public_id])

    with acting_for(minato.pk):
        assert Reminder.objects.get().done_at is not None


@pytest.mark.parametrize(
    "told",
    [
        {"remind-words": ""},
        {"remind-words": "家族構成を聞く"},
        {"remind-user": "0"},
        {"remind-when": "day", "remind-day": "2020-01-01"},
        {"remind-words": "あ" * 201},
    ],
)
def test_a_reminder_that_cannot_be_kept_comes_back_with_its_words(ben_client, kim, minato, ben, told):
    given = {"remind-when": "1", "remind-words": "お声がけ", "remind-user": ben.pk, **told}

    page = act(ben_client, "remind", kim, **given)

    assert page.status_code == 422
    assert given["remind-words"] in page.content.decode()
    with acting_for(minato.pk):
        assert Reminder.objects.count() == 0


def test_nobody_elses_people_pools_and_reminders_are_found(client, cleo, kim, friends, minato, ben):
    with acting_for(minato.pk):
        one = Reminder.objects.create(candidate=kim, user=ben, day=LATER, words="x")
    client.force_login(cleo)

    for name in ("pool", "medal", "quiet", "snooze", "remind"):
        assert act(client, name, kim).status_code == 404
    for name in ("pool_change", "pool_delete"):
        assert client.post(reverse(f"desk:{name}", args=[friends.public_id]), {"name": "x"}).status_code == 404
    assert client.post(reverse("desk:reminder", args=[one.public_id]), {"act": "done"}).status_code == 404


def test_somebody_who_only_looks_sees_the_panel_and_changes_nothing(client, minato, kim, friends):
    client.force_login(MembershipFactory(company=minato, role=Role.VIEWER, user=UserFactory()).user)

    page = client.get(reverse("desk:candidate", args=[kim.public_id]))

    assert "other_pools" not in page.context["keeping"]
    assert client.get(reverse("desk:pools")).status_code == 200
    for name in ("pool", "medal", "quiet", "snooze", "remind"):
        assert client.post(reverse(f"desk:candidate_{name}", args=[kim.public_id])).status_code == 403


# --- the pools themselves -----------------------------------------------------------------------------------------


def test_a_pool_is_opened_renamed_and_given_up(ben_client, kim, minato):
    ben_client.post(reverse("desk:pool_new"), {"name": "再会したい方", "note": "春の採用"})
    with acting_for(minato.pk):
        pool = Pool.objects.get()
        PoolMember.objects.create(pool=pool, candidate=kim)

    ben_client.post(reverse("desk:pool_change", args=[pool.public_id]), {"name": "春にお声がけ", "note": ""})
    [(shown, _form)] = ben_client.get(reverse("desk:pools")).context["rows"]
    assert (shown.name, shown.note, shown.count) == ("春にお声がけ", "", 1)
    ben_client.post(reverse("desk:pool_delete", args=[pool.public_id]))

    with acting_for(minato.pk):
        assert list(pools.all_pools()) == []
        assert Candidate.objects.count() == 1


@pytest.mark.parametrize("name", ["", "再会したい方", "本籍が関西の方", "あ" * 61])
def test_a_name_that_cannot_be_comes_back(ben_client, friends, minato, name):
    for address in (reverse("desk:pool_new"), reverse("desk:pool_change", args=[friends.public_id])):
        if name == friends.name and address != reverse("desk:pool_new"):
            continue  # its own name is no clash
        answer = ben_client.post(address, {"name": name})
        assert answer.status_code == 422
        assert name in answer.content.decode()
    with acting_for(minato.pk):
        assert [one.name for one in Pool.objects.all()] == ["再会したい方"]
