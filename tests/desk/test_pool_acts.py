"""What is done with the people ticked: told beforehand, done, shown with the way back, and refused where it must be."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import bulk_acts
from career_relay.candidates.models import BulkAct, Candidate, Pool, PoolMember, Reminder
from career_relay.candidates.states import RecordState
from career_relay.companies.roles import Role
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory

BEGIN = "desk:pool_act_begin"


@pytest.fixture(autouse=True)
def owners_without_totp(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


@pytest.fixture
def people(minato) -> list[Candidate]:
    later = localdate() + timedelta(400)
    with acting_for(minato.pk):
        return [
            CandidateFactory(name="空", state=RecordState.CONTACT, purge_after=later),
            CandidateFactory(name="守", state=RecordState.CONTACT, protected_until=later, purge_after=later),
            CandidateFactory(name="録", state=RecordState.RECORD, purge_after=later),
        ]


def ticked(people) -> list[str]:
    return [str(one.public_id) for one in people]


def told(client, action, people, **more):
    return client.post(reverse("desk:pool_chosen"), {"person": ticked(people), "action": action, **more})


def begin(client, action, people, **more):
    return client.post(reverse(BEGIN), {"person": ticked(people), "action": action, **more})


def fresh(minato, one) -> Candidate:
    with acting_for(minato.pk):
        return Candidate.objects.get(pk=one.pk)


def test_it_is_said_beforehand_to_how_many_and_who_is_left_out_and_nothing_is_done(ben_client, people, minato):
    page = told(ben_client, "pool", people)

    plan = page.context["plan"]
    assert (plan.changed, plan.left_out) == (1, 2)
    assert {person.name for person, _why in plan.named} == {"守", "録"}
    assert "守" in page.content.decode()
    with acting_for(minato.pk):
        assert BulkAct.objects.count() == PoolMember.objects.count() == 0


def test_the_page_reckons_anew_while_the_day_is_chosen(ben_client, people, minato):
    with acting_for(minato.pk):
        Candidate.objects.filter(name="守").update(protected_until=localdate() + timedelta(45))

    def is_left_out(when) -> bool:
        part = ben_client.post(
            reverse("desk:pool_chosen"),
            {"person": ticked(people), "action": "snooze", "when": when},
            headers={"HX-Request": "true"},
        )
        assert "<html" not in part.content.decode()
        return "守" in part.content.decode()

    assert (is_left_out("1"), is_left_out("3")) == (True, False)


@pytest.mark.parametrize(
    "verb", ["tag", "untag", "pool", "unpool", "owner", "snooze", "silver", "unsilver", "quiet", "remind"]
)
def test_every_act_has_its_page(ben_client, people, verb):
    page = told(ben_client, verb, people)

    assert page.status_code == 200
    assert page.context["chosen"] == 3


def test_a_new_pool_is_opened_with_the_act_and_taken_back_from_the_list(ben_client, people, minato):
    begin(ben_client, "pool", people, name="再会したい方")
    with acting_for(minato.pk):
        assert [one.candidate.name for one in PoolMember.objects.select_related("candidate")] == ["空"]

    page = ben_client.get(reverse("desk:pool"))
    [shown] = page.context["acts"]
    assert (shown.changed, sum(n for _why, n in shown.rest), shown.may_take_back) == (1, 2, True)
    assert reverse("desk:pool_act_undo", args=[shown.act.public_id]) in page.content.decode()
    ben_client.post(reverse("desk:pool_act_undo", args=[shown.act.public_id]))

    with acting_for(minato.pk):
        assert PoolMember.objects.count() == 0
        assert Pool.objects.count() == 1


def test_snooze_owner_quiet_and_reminder_by_their_forms(ben_client, people, minato, ada):
    day = localdate() + timedelta(50)

    begin(ben_client, "snooze", people, when="day", day=day.isoformat())
    begin(ben_client, "owner", people, user=ada.pk)
    begin(ben_client, "remind", people, when="day", day=day.isoformat(), words="お声がけ", user=ada.pk)
    begin(ben_client, "quiet", people[:1], words="ご本人のご希望")

    free = fresh(minato, people[0])
    assert (free.snoozed_until, free.owner_id, free.do_not_contact) == (day, ada.pk, True)
    assert free.quiet_reason == "ご本人のご希望"
    assert fresh(minato, people[1]).snoozed_until is None  # protected on that day
    with acting_for(minato.pk):
        assert {one.candidate.name for one in Reminder.objects.select_related("candidate")} == {"空", "録"}


def test_everybody_of_the_list_is_more_than_the_page(ben_client, minato):
    with acting_for(minato.pk):
        for n in range(30):
            CandidateFactory(name=f"P{n}", tags=["x"] if n % 2 else [])
        CandidateFactory(name="other", is_silver=True)

    ben_client.post(reverse(BEGIN), {"all": "1", "query": "tag=", "action": "silver"})

    with acting_for(minato.pk):
        assert Candidate.objects.filter(is_silver=True).count() == 31


def test_the_conditions_hold_for_everybody_of_the_list(ben_client, minato, people):
    ben_client.post(reverse(BEGIN), {"all": "1", "query": "state=record", "action": "silver"})

    with acting_for(minato.pk):
        assert [one.name for one in Candidate.objects.filter(is_silver=True)] == ["録"]


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("tag", {"tag": ""}),
        ("tag", {"tag": "宗教"}),
        ("tag", {"tag": "あ" * 31}),
        ("pool", {}),
        ("pool", {"pool": "not an id"}),
        ("pool", {"pool": str(uuid4())}),
        ("pool", {"name": "家族構成を聞いた方"}),
        ("snooze", {"when": "day", "day": ""}),
        ("snooze", {"when": "day", "day": "2020-01-01"}),
        ("snooze", {"when": "99"}),
        ("snooze", {}),
        ("owner", {"user": "0"}),
        ("owner", {"user": "x"}),
        ("remind", {"when": "1", "words": "", "user": ""}),
        ("quiet", {"words": "宗教のため"}),
    ],
)
def test_what_does_not_hold_comes_back_with_what_was_written(ben_client, people, minato, action, told):
    answer = begin(ben_client, action, people, **told)

    assert answer.status_code == 422
    for value in filter(None, told.values()):
        assert value in answer.content.decode() or action in {"pool", "snooze", "owner", "tag"}
    with acting_for(minato.pk):
        assert BulkAct.objects.count() == Pool.objects.count() == 0


@pytest.mark.parametrize(
    "post",
    [
        {},
        {"person": ["x", "", str(uuid4())], "action": "silver"},
        {"action": "silver"},
        {"action": "erase everything"},
        {"all": "1", "query": "tag=nobody-has-it", "action": "silver"},
        {"all": "1", "query": "%00%ff&&&==", "action": "nonsense"},
    ],
)
def test_nobody_ticked_and_unknown_acts_lead_back_to_the_list(ben_client, people, minato, post):
    for name in ("desk:pool_chosen", BEGIN):
        assert ben_client.post(reverse(name), post).status_code == 302
    with acting_for(minato.pk):
        assert BulkAct.objects.count() == 0


def test_many_are_left_to_the_queue_and_the_line_asks_how_far_it_is(ben_client, people, minato, monkeypatch):
    monkeypatch.setattr(bulk_acts, "AT_ONCE", 2)
    begin(ben_client, "silver", people)
    with acting_for(minato.pk):
        act = BulkAct.objects.get()
    address = reverse("desk:pool_act", args=[act.public_id])

    line = ben_client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-get="{address}"' in line
    assert 'max="3" value="0"' in line
    with acting_for(minato.pk):
        while bulk_acts.step(act.pk):
            pass
    line = ben_client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert "hx-get" not in line
    assert reverse("desk:pool_act_undo", args=[act.public_id]) in line


def test_the_list_of_acts_and_each_act_tell_whom_they_left_out(ben_client, people, minato):
    begin(ben_client, "pool", people, name="再会したい方")
    with acting_for(minato.pk):
        act = BulkAct.objects.get()

    listed = ben_client.get(reverse("desk:pool_acts"))
    page = ben_client.get(reverse("desk:pool_act", args=[act.public_id]))

    assert [one.changed for one in listed.context["acts"]] == [1]
    assert {person.name for person, _why in page.context["left"]} == {"守", "録"}
    assert "再会したい方" in page.content.decode()


def test_a_record_changed_since_is_told_when_it_is_taken_back(ben_client, people, minato):
    begin(ben_client, "tag", people, tag="春")
    with acting_for(minato.pk):
        act = BulkAct.objects.get()
        Candidate.objects.filter(name="録").update(tags=["別"])

    page = ben_client.post(reverse("desk:pool_act_undo", args=[act.public_id]), follow=True)

    said = [str(message) for message in page.context["messages"]]
    assert len(said) == 2
    assert [fresh(minato, one).tags for one in people] == [[], [], ["別"]]
    again = ben_client.post(reverse("desk:pool_act_undo", args=[act.public_id]), follow=True)
    assert len(list(again.context["messages"])) == 1


def test_notices_are_written_for_those_who_have_a_result(ben_client, people):
    answer = told(ben_client, "notices", people)

    assert answer.url.startswith(reverse("desk:notice_new"))
    assert all(one in answer.url for one in ticked(people))


def test_acts_of_another_company_are_not_found(ben_client, people, minato, client, cleo):
    begin(ben_client, "silver", people)
    with acting_for(minato.pk):
        act = BulkAct.objects.get()
    client.force_login(cleo)

    assert client.get(reverse("desk:pool_act", args=[act.public_id])).status_code == 404
    assert client.post(reverse("desk:pool_act_undo", args=[act.public_id])).status_code == 404
    client.post(reverse(BEGIN), {"person": ticked(people), "action": "unsilver"})
    assert fresh(minato, people[0]).is_silver is True


def test_somebody_who_only_looks_changes_nothing(client, minato, people):
    client.force_login(MembershipFactory(company=minato, role=Role.VIEWER, user=UserFactory()).user)

    assert begin(client, "silver", people).status_code == 403
    assert told(client, "silver", people).status_code == 403
    assert client.get(reverse("desk:pool_acts")).status_code == 403
    assert fresh(minato, people[0]).is_silver is False
