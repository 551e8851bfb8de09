"""Writing to many at the desk: whom, what, when, and what became of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.actors import user_actor
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Segment
from career_relay.candidates.states import RecordState
from career_relay.companies.models import Company
from career_relay.companies.roles import Role
from career_relay.notices import campaign_runs, campaigns
from career_relay.notices.models import Campaign, Message, Preference, ReleaseRule
from career_relay.notices.states import CampaignState, MessageState, Skip
from career_relay.positions.states import State
from tests.factories.campaigns import newsletter, reachable
from tests.factories.companies import MembershipFactory, UserFactory
from tests.factories.positions import PositionFactory

C, S = CampaignState, MessageState
FIRST = {"name": "大阪の拠点", "kind": "newsletter", "topic": "news", "language": "ja", "whom": "all", "position": ""}
WORDS = {"subject": "拠点を開きました", "body": "{{ candidate_name }} 様\n\n大阪に拠点を開きました。\n"}


@pytest.fixture(autouse=True)
def awake(settings):
    settings.NOTICE_HOLD_SECONDS, settings.QUIET_HOURS, settings.MFA_REQUIRED_FOR_OWNERS = 0, False, False


@pytest.fixture
def draft(minato, ben) -> Campaign:
    """Ben's newsletter to everybody who may be written to, with two people of whom one may."""
    with acting_for(minato.pk):
        reachable(name="三浦 沙織"), reachable(name="田中 健", state=RecordState.CONTACT, do_not_contact=True)
        return newsletter(user_actor(ben.pk), query="state=contact")


def at(name: str, campaign: Campaign) -> str:
    return reverse(f"desk:{name}", args=[campaign.public_id])


def running(minato, ben, people, **facts) -> Campaign:
    """A campaign whose rows are in the outbox. Needs the company to be active."""
    by = user_actor(ben.pk)
    campaign = campaigns.release(newsletter(by, **facts), [one.pk for one in people], by=by)
    while campaign_runs.step(campaign.pk, at=timezone.now() + timedelta(seconds=1)) is campaign_runs.Next.AT_ONCE:
        pass
    return Campaign.objects.get(pk=campaign.pk)


# --- the whole way ----------------------------------------------------------------------------------------------------


def test_from_the_pool_to_the_release_in_three_steps(ben_client, minato):
    with acting_for(minato.pk):
        goes, _none = reachable(name="三浦 沙織", is_silver=True), reachable(is_silver=True, state=RecordState.POOL)
    came = ben_client.get(reverse("desk:campaign_new"), {"query": "silver=yes"})

    answer = ben_client.post(reverse("desk:campaign_new"), {**FIRST, "whom": "now", "query": "silver=yes"})
    with acting_for(minato.pk):
        campaign = Campaign.objects.get()
    words = ben_client.post(at("campaign_words", campaign), {**WORDS, "go": "on"})
    third = ben_client.get(at("campaign_send", campaign))
    sent = ben_client.post(at("campaign_send", campaign), {"when": "now", "per_minute": "0"})

    assert (came.status_code, came.context["verdict"].going, came.context["verdict"].left_out) == (200, 1, 1)
    assert answer.url == at("campaign_words", campaign)
    assert words.url == at("campaign_send", campaign)
    assert third.context["verdict"].reasons == [(Skip.NO_PERMISSION, 1)]
    assert sent.url == at("campaign", campaign)
    with acting_for(minato.pk):
        campaign.refresh_from_db()
        assert (campaign.state, len(campaign.people), goes.pk in campaign.people) == (C.SCHEDULED, 2, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"kind": "document"},
        {"kind": "nothing"},
        {"whom": "s-nobody"},
        {"topic": "gossip"},
        {"language": "fr"},
        {"kind": "new_position", "position": ""},
        {"position": "00000000-0000-4000-8000-000000000000"},
        {"name": "あ" * 101},
    ],
)
def test_a_first_step_that_cannot_be_says_what_and_where(ben_client, minato, wrong):
    answer = ben_client.post(reverse("desk:campaign_new"), {**FIRST, **wrong})

    assert answer.status_code == 422
    assert answer.context["form"].errors
    with acting_for(minato.pk):
        assert Campaign.objects.count() == 0


def test_the_count_follows_the_choice(ben_client, minato, ben):
    with acting_for(minato.pk):
        reachable(), reachable(is_silver=True)
        mine = Segment.objects.create(name="大阪", query="silver=yes", owner=ben)

    told = ben_client.get(reverse("desk:campaign_verdict"), {**FIRST, "whom": f"s-{mine.public_id}"})

    assert told.context["verdict"].going == 1
    assert "verdict" in told.content.decode()


@pytest.mark.parametrize(
    "odd",
    [
        {"topic": "a\x00b"},
        {"whom": "nobody"},
        {"kind": "\x00"},
        {"query": "q=\x00&view=%00"},
        {"topic": ""},
        {"whom": ""},
    ],
)
def test_odd_choices_are_counted_as_nobody_or_as_usual(ben_client, odd):
    assert ben_client.get(reverse("desk:campaign_verdict"), {**FIRST, **odd}).status_code in {
        200,
        400,
    }  # 400: no page reads a zero byte


def test_a_colleagues_own_segment_cannot_be_chosen(ben_client, minato, ada):
    with acting_for(minato.pk):
        theirs = Segment.objects.create(name="秘密", query="tag=x", owner=ada)

    answer = ben_client.post(reverse("desk:campaign_new"), {**FIRST, "whom": f"s-{theirs.public_id}"})

    assert answer.status_code == 422


def test_words_that_do_not_fill_lose_nothing_typed(ben_client, draft):
    answer = ben_client.post(
        at("campaign_words", draft), {"subject": "件名", "body": "{{ reason_words }} はどうですか"}
    )

    assert answer.status_code == 422
    assert "はどうですか" in answer.content.decode()


def test_the_preview_is_the_mail_with_its_footer(ben_client, draft, minato):
    answer = ben_client.post(at("campaign_preview", draft), {**WORDS, "as": "usual"})

    page = answer.content.decode()
    assert "三浦 沙織 様" in page
    assert minato.address in page
    with acting_for(minato.pk):
        draft.refresh_from_db()
        assert draft.subject != WORDS["subject"]


@pytest.mark.parametrize("reader", ["usual", "little", "long", "nobody", "00000000-0000-4000-8000-000000000000"])
def test_it_can_be_read_as_anybody_and_a_stranger_is_a_sentence(ben_client, draft, reader):
    answer = ben_client.post(at("campaign_preview", draft), {**WORDS, "as": reader})

    assert answer.status_code == 200
    assert ("preview" in answer.context) is (reader in {"usual", "little", "long"})


def test_a_real_person_of_the_list_can_be_chosen_to_read_it(ben_client, draft):
    page = ben_client.get(at("campaign_words", draft))

    real = [one for one in page.context["people"] if one.is_real]
    assert [one.words for one in real] == ["三浦 沙織"]
    assert page.context["preview"].letter.text.startswith("三浦 沙織 様")


def test_each_reason_opens_its_people(ben_client, draft):
    page = ben_client.get(at("campaign_people", draft), {"why": Skip.DO_NOT_CONTACT})

    assert [row.candidate.name for row in page.context["rows"]] == ["田中 健"]


@pytest.mark.parametrize("query", ["why=nonsense", "heap=nonsense", "page=999", "why=blocked", "heap=left&page=-1"])
def test_an_odd_list_of_people_is_still_a_page(ben_client, draft, query):
    assert ben_client.get(f"{at('campaign_people', draft)}?{query}").status_code == 200


def test_without_the_address_of_the_company_the_release_is_refused(ben_client, draft, minato):
    Company.objects.filter(pk=minato.pk).update(address="")

    answer = ben_client.post(at("campaign_send", draft), {"when": "now"})

    assert answer.status_code == 422
    with acting_for(minato.pk):
        draft.refresh_from_db()
        assert draft.state == C.DRAFT


@pytest.mark.parametrize(
    "when",
    [
        {"when": "later"},
        {"when": "never"},
        {"when": "later", "day": "x", "hour": "y"},
        {"when": "later", "day": "2026-01-05", "hour": "10:00"},
        {"when": "later", "day": "9999-12-31", "hour": "10:00"},
        {"when": "now", "per_minute": "9"},
    ],
)
def test_a_moment_that_cannot_be_is_refused(ben_client, draft, when):
    assert ben_client.post(at("campaign_send", draft), when).status_code == 422


def test_a_moment_that_has_passed_is_not_taken_for_at_once(ben_client, draft, minato):
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()

    answer = ben_client.post(at("campaign_send", draft), {"when": "later", "day": yesterday, "hour": "10:00"})

    assert "この日時は、もう過ぎています。" in answer.content.decode()
    with acting_for(minato.pk):
        draft.refresh_from_db()
        assert draft.state == C.DRAFT


# --- the second person ------------------------------------------------------------------------------------------------


def test_a_second_person_sees_it_and_lets_it_go(client, ben_client, draft, minato, ada, ben):
    with acting_for(minato.pk):
        ReleaseRule.objects.create(second_pair_from=1)
        reachable(), reachable()
    ben_client.post(at("campaign_send", draft), {"when": "now"})
    mine = ben_client.get(at("campaign", draft))
    ben_client.post(at("campaign_act", draft), {"act": "allow"})
    with acting_for(minato.pk):
        draft.refresh_from_db()
        waits = draft.state
    client.force_login(ada)
    theirs = client.get(at("campaign", draft))
    client.post(at("campaign_act", draft), {"act": "allow"})

    assert (waits, mine.context["is_mine"], theirs.context["is_mine"]) == (C.WAITING, True, False)
    with acting_for(minato.pk):
        draft.refresh_from_db()
        assert (draft.state, draft.allowed_by_id) == (C.SCHEDULED, ada.pk)


# --- on its way, and after --------------------------------------------------------------------------------------------


def test_the_page_says_how_far_it_is_and_why_people_were_left_out(ben_client, minato, ben):
    with acting_for(minato.pk):
        campaign = running(minato, ben, [reachable(), reachable(state=RecordState.RECORD)])

    page = ben_client.get(at("campaign", campaign))
    part = ben_client.get(at("campaign_progress", campaign))

    assert (page.context["told"].people, page.context["told"].reasons) == (2, [(Skip.NO_PERMISSION, 1)])
    assert "hx-get" in part.content.decode()


@pytest.mark.parametrize(("act", "state"), [("pause", C.PAUSED), ("cancel", C.CANCELLED), ("nonsense", C.RUNNING)])
def test_a_running_one_can_be_held_and_given_up(ben_client, minato, ben, act, state):
    with acting_for(minato.pk):
        campaign = running(minato, ben, [reachable()])

    ben_client.post(at("campaign_act", campaign), {"act": act})

    with acting_for(minato.pk):
        campaign.refresh_from_db()
        assert campaign.state == state


def test_when_it_is_over_the_moving_part_asks_for_the_page(ben_client, minato, ben):
    with acting_for(minato.pk):
        campaign = running(minato, ben, [reachable()])
        campaigns.cancel(campaign, by=user_actor(ben.pk))

    assert ben_client.get(at("campaign_progress", campaign))["HX-Refresh"] == "true"


def test_the_results_leave_as_a_file_no_spreadsheet_runs(ben_client, minato, ben):
    with acting_for(minato.pk):
        campaign = running(minato, ben, [reachable(name="=HYPERLINK(1)"), reachable(state=RecordState.RECORD)])

    answer = ben_client.get(at("campaign_results", campaign))

    lines = answer.content.decode().splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("'=HYPERLINK")
    assert "@" not in answer.content.decode()


def test_a_long_file_of_results_has_no_names(ben_client, minato, ben, monkeypatch):
    from career_relay.desk.views import campaign_results

    monkeypatch.setattr(campaign_results, "NAMES_UP_TO", 1)
    with acting_for(minato.pk):
        campaign = running(minato, ben, [reachable(name="三浦 沙織"), reachable()])

    assert "三浦" not in ben_client.get(at("campaign_results", campaign)).content.decode()


def test_a_blocked_company_reads_of_a_missing_permission(ben_client, minato, ben):
    with acting_for(minato.pk):
        candidate = reachable()
        campaign = running(minato, ben, [candidate, reachable()])
        Message.objects.filter(candidate=candidate).update(state=S.SKIPPED, skip_reason=Skip.BLOCKED)

    page = ben_client.get(at("campaign", campaign))
    people = ben_client.get(at("campaign_people", campaign), {"why": Skip.NO_PERMISSION})
    file = ben_client.get(at("campaign_results", campaign)).content.decode()

    assert page.context["told"].reasons == [(Skip.NO_PERMISSION, 1)]
    assert [row.candidate.pk for row in people.context["rows"]] == [candidate.pk]
    assert str(Skip.BLOCKED.label) not in page.content.decode() + people.content.decode() + file


def test_the_list_shows_every_mailing_with_its_numbers(ben_client, minato, ben, draft):
    with acting_for(minato.pk):
        running(minato, ben, [reachable(), reachable(state=RecordState.RECORD)])

    lines = ben_client.get(reverse("desk:campaigns")).context["lines"]

    assert [(one.it.state, one.people, one.left_out) for one in lines] == [(C.RUNNING, 2, 1), (C.DRAFT, 0, 0)]


def test_a_draft_is_thrown_away_or_used_again(ben_client, minato, draft):
    copied = ben_client.post(at("campaign_act", draft), {"act": "copy"})
    dropped = ben_client.post(at("campaign_act", draft), {"act": "drop"})

    with acting_for(minato.pk):
        assert copied.url == at("campaign_whom", Campaign.objects.get())
        assert dropped.url == reverse("desk:campaigns")


# --- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.VIEWER, Role.INTERVIEWER])
def test_whoever_may_not_write_to_many_looks_only(client, minato, draft, role):
    client.force_login(
        MembershipFactory(company=minato, role=role, user=UserFactory(email=f"{role}@minato.example")).user
    )

    answers = [
        client.get(reverse("desk:campaigns")).status_code,
        client.get(at("campaign", draft)).status_code,
        client.get(reverse("desk:campaign_new")).status_code,
        client.post(at("campaign_send", draft), {"when": "now"}).status_code,
        client.post(at("campaign_act", draft), {"act": "cancel"}).status_code,
        client.get(at("campaign_results", draft)).status_code,
    ]

    assert answers == [200, 200, 403, 403, 403, 403]


def test_another_companys_mailing_is_not_there(client, cleo, draft):
    client.force_login(cleo)

    assert {client.get(at(name, draft)).status_code for name in ("campaign", "campaign_people", "campaign_words")} == {
        404
    }


# --- a new position ---------------------------------------------------------------------------------------------------


@pytest.fixture
def sales(minato):
    with acting_for(minato.pk):
        return PositionFactory(title="法人営業", must="法人営業の経験", state=State.OPEN)


def test_a_new_position_suggests_past_candidates_and_is_told_in_two_clicks(ben_client, minato, sales):
    with acting_for(minato.pk):
        goes, none = reachable(name="三浦 沙織"), reachable(name="田中 健", state=RecordState.POOL)
    page = ben_client.get(reverse("desk:campaign_position", args=[sales.public_id]))

    first = ben_client.post(
        reverse("desk:campaign_position", args=[sales.public_id]), {"person": [str(goes.public_id)]}
    )
    with acting_for(minato.pk):
        campaign = Campaign.objects.get()
    ben_client.post(first.url, {"when": "now"})

    assert [one.match.candidate.pk for one in page.context["going"]] == [goes.pk]
    assert [(one.match.candidate.pk, one.why) for one in page.context["others"]] == [(none.pk, Skip.NO_PERMISSION)]
    with acting_for(minato.pk):
        campaign.refresh_from_db()
        assert (campaign.state, campaign.people, campaign.position_id) == (C.SCHEDULED, [goes.pk], sales.pk)
        assert campaign.legal_class == "job_info"


@pytest.mark.parametrize("person", [[], ["nonsense"], ["00000000-0000-4000-8000-000000000000"]])
def test_inviting_nobody_says_so(ben_client, sales, minato, person):
    page = reverse("desk:campaign_position", args=[sales.public_id])

    assert ben_client.post(page, {"person": person}).url == page
    with acting_for(minato.pk):
        assert Campaign.objects.count() == 0


def test_a_position_that_is_not_open_is_told_to_nobody(ben_client, minato):
    with acting_for(minato.pk):
        draft = PositionFactory(state=State.DRAFT)

    answer = ben_client.get(reverse("desk:campaign_position", args=[draft.public_id]))

    assert answer.url == reverse("desk:position", args=[draft.public_id])


def test_positions_nobody_was_told_of_stand_beside_the_list(ben_client, minato, sales):
    with acting_for(minato.pk):
        reachable()

    page = ben_client.get(reverse("desk:campaigns"))

    assert [position.pk for position in page.context["openings"]] == [sales.pk]


def test_a_month_to_talk_again_that_fits_a_position_is_an_alert(ben_client, minato, sales):
    with acting_for(minato.pk):
        due, later = reachable(name="三浦 沙織"), reachable()
        today = timezone.localdate()
        for one, day in ((due, today), (later, today + timedelta(days=40))):
            Preference.objects.create(candidate=one, topics=["jobs"], talk_from=day, how="me")

    talks = ben_client.get(reverse("desk:campaigns")).context["talks"]

    assert [(one.candidate.pk, one.position.pk) for one in talks] == [(due.pk, sales.pk)]
