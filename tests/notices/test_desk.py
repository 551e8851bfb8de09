"""The recruiter's way through the screens, as a browser without scripts would go it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.states import Reached, Stage
from career_relay.companies.roles import Role
from career_relay.notices import actions
from career_relay.notices.models import Message
from career_relay.notices.states import MessageState
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory

INDEX = "/desk/notices/"


@pytest.fixture(autouse=True)
def in_english(client, settings):
    client.cookies["lang"] = "en"
    settings.MFA_REQUIRED_FOR_OWNERS = False  # cleo signs in with her password alone


@pytest.fixture
def drafted(minato, by_ben, decided):
    """Write a draft. Gives the message."""

    def make(**fields):
        with acting_for(minato.pk):
            return actions.draft_notice(decided(**fields), by=by_ben)

    return make


def row_of(message):
    with acting_for(message.company_id):
        return Message.objects.get(pk=message.pk)


def form_of(response, form_id):
    """Give the fields a browser would send for one form: inputs, textareas and selected options."""
    page = response.content.decode()
    form = re.search(rf'<form[^>]*id="{form_id}".*?</form>', page, re.DOTALL).group()
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        kind = re.search(r'type="([^"]*)"', tag)
        if name and (kind and kind.group(1) not in {"radio", "checkbox"} or "checked" in tag):
            fields[name.group(1)] = (value.group(1) if value else "on").replace("&#x27;", "'")
    for name, words in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        fields[name] = words.lstrip("\n")
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        fields[name] = re.search(r'value="([^"]*)" selected', options).group(1)
    return fields


def compose_page(client, message):
    return client.get(reverse("desk:notice_compose", args=[message.batch]), {"to": str(message.public_id)})


def save(client, message, **changed):
    fields = form_of(compose_page(client, message), "editor")
    return client.post(reverse("desk:notice_save", args=[message.public_id]), {**fields, "go": "stay", **changed})


@pytest.mark.parametrize("show", ["todo", "held", "uncertain", "stopped", "calls", "sent"])
def test_every_heap_shows_when_there_is_nothing(ben_client, show):
    assert ben_client.get(INDEX, {"show": show}).status_code == 200


def test_a_heap_that_does_not_exist_leads_to_the_first(ben_client):
    assert ben_client.get(INDEX, {"show": "nonsense"}).url == INDEX


def test_decided_applications_wait_for_a_notice(ben_client, minato, decided):
    with acting_for(minato.pk):
        decided(name="水野 玲")
        decided(name="結城 光", stage=Stage.INTERVIEWING)

    page = ben_client.get(INDEX).content.decode()

    assert ("水野 玲" in page, "結城 光" in page) == (True, False)


def test_looking_at_the_new_page_drafts_nothing(ben_client, minato, decided):
    with acting_for(minato.pk):
        application = decided()

    page = ben_client.get("/desk/notices/new/", {"application": str(application.public_id)})

    assert page.status_code == 200
    with acting_for(minato.pk):
        assert Message.objects.count() == 0


def test_drafts_are_written_together(ben_client, minato, decided):
    with acting_for(minato.pk):
        ids = [str(decided(name=name).public_id) for name in ("水野 玲", "結城 光")]

    answer = ben_client.post("/desk/notices/new/", {"application": ids})

    with acting_for(minato.pk):
        batches = {row.batch for row in Message.objects.all()}
        assert (Message.objects.count(), len(batches)) == (2, 1)
    assert answer.url == reverse("desk:notice_compose", args=[batches.pop()])


def test_candidates_may_be_named_instead(ben_client, minato, decided):
    with acting_for(minato.pk):
        candidate = decided().candidate

    ben_client.post("/desk/notices/new/", {"candidate": str(candidate.public_id)})

    with acting_for(minato.pk):
        assert Message.objects.get().candidate == candidate


def test_another_companys_application_is_not_found(client, cleo, minato, decided):
    with acting_for(minato.pk):
        application = decided(name="水野 玲")
    client.force_login(cleo)

    page = client.get("/desk/notices/new/", {"application": str(application.public_id)}).content.decode()

    assert "水野 玲" not in page


def test_the_composer_shows_the_exact_words(ben_client, drafted):
    message = drafted(name="三浦 沙織")

    page = compose_page(ben_client, message).content.decode()

    assert "三浦 沙織 様" in page
    assert "内部のメモ" not in page
    assert "https://relay.example/r/" in page


def test_the_preview_changes_nothing(ben_client, drafted):
    message = drafted()
    fields = form_of(compose_page(ben_client, message), "editor")
    point = "お客様との関係を立て直されたお話が印象に残りました。"

    page = ben_client.post(
        reverse("desk:notice_preview", args=[message.public_id]), {**fields, "personal_point": point}
    )

    assert point in page.content.decode()
    assert row_of(message).personal_point == ""


def test_the_preview_says_what_is_odd(ben_client, drafted):
    message = drafted()
    fields = form_of(compose_page(ben_client, message), "editor")

    page = ben_client.post(
        reverse("desk:notice_preview", args=[message.public_id]), {**fields, "personal_point": "N/A"}
    )

    assert "says nothing to the person" in page.content.decode()


def test_saving_without_a_change_keeps_the_templates_words(ben_client, drafted):
    message = drafted()

    save(ben_client, message)

    row = row_of(message)
    assert (row.own_words, row.body_text) == (False, message.body_text)


def test_a_personal_point_becomes_part_of_the_text(ben_client, drafted):
    message = drafted()
    point = "お客様との関係を立て直されたお話が印象に残りました。"

    save(ben_client, message, personal_point=point)

    assert point in row_of(message).body_text


def test_own_words_stay_until_the_template_is_asked_for(ben_client, drafted):
    message = drafted()
    save(ben_client, message, body="三浦様\n\nご連絡が遅くなりました。\n\n{{ result_link }}")
    assert row_of(message).own_words is True
    save(ben_client, message, personal_point="一つだけ、お伝えしたいことがあります。")
    assert row_of(message).body_text.startswith("三浦様")

    save(ben_client, message, go="restore")

    assert (row_of(message).own_words, "一つだけ" in row_of(message).body_text) == (False, True)


def test_ticking_leads_to_the_next_person(ben_client, minato, by_ben, decided):
    with acting_for(minato.pk):
        first = actions.draft_notice(decided(name="水野 玲"), by=by_ben)
        second = actions.draft_notice(decided(name="結城 光"), by=by_ben, batch=first.batch)

    answer = save(ben_client, first, go="check")

    assert row_of(first).is_checked is True
    assert answer.url.endswith(f"?to={second.public_id}")


def test_a_change_unticks(ben_client, drafted):
    message = drafted()
    save(ben_client, message, go="check")

    save(ben_client, message, personal_point="順を追ってお話しくださり、状況がよく分かりました。")

    assert row_of(message).is_checked is False


def test_unticked_notices_are_not_released(ben_client, drafted):
    message = drafted()

    answer = ben_client.post(reverse("desk:notice_release", args=[message.batch]), {"when": "now"}, follow=True)

    assert "tick it first" in answer.content.decode()
    assert row_of(message).state == MessageState.DRAFT


def test_release_hold_and_take_back(ben_client, drafted):
    message = drafted()
    save(ben_client, message, go="check")
    ben_client.post(reverse("desk:notice_release", args=[message.batch]), {"when": "now"})
    page = ben_client.get(reverse("desk:notice_batch", args=[message.batch])).content.decode()
    assert 'role="timer"' in page
    assert row_of(message).state == MessageState.HELD

    ben_client.post(reverse("desk:notice_undo", args=[message.batch]))

    assert row_of(message).state == MessageState.DRAFT


def test_a_chosen_time_is_kept(ben_client, drafted):
    message = drafted()
    save(ben_client, message, go="check")
    day = (timezone.localdate() + timedelta(days=2)).isoformat()

    ben_client.post(
        reverse("desk:notice_release", args=[message.batch]), {"when": "later", "day": day, "hour": "17:00"}
    )

    assert timezone.localtime(row_of(message).send_after).strftime("%Y-%m-%d %H:%M") == f"{day} 17:00"


def test_ticking_all_leaves_those_with_a_remark(ben_client, minato, by_ben, decided):
    with acting_for(minato.pk):
        good = actions.draft_notice(decided(name="水野 玲", reached=Reached.DOCUMENT), by=by_ben)
        odd = actions.draft_notice(decided(name="結城 光"), by=by_ben, batch=good.batch)  # an interview, no point

    ben_client.post(reverse("desk:notice_check_all", args=[good.batch]))

    assert (row_of(good).is_checked, row_of(odd).is_checked) == (True, False)


def test_a_protected_person_is_written_to_through_the_agency(ben_client, minato, drafted):
    with acting_for(minato.pk):
        soon = timezone.localdate() + timedelta(days=30)
        kim = CandidateFactory(protected_until=soon, protected_by="株式会社つなぎ手")
    message = drafted(candidate=kim)
    assert message.channel == "agency"

    answer = save(ben_client, message, channel="mail")

    assert row_of(message).channel == "agency"
    assert "agency" in ben_client.get(answer.url).content.decode()


def test_an_uncertain_notice_is_shown_and_settled(ben_client, minato, drafted):
    message = drafted(name="三浦 沙織")
    with acting_for(minato.pk):
        Message.objects.update(state=MessageState.UNKNOWN, claimed_at=timezone.now())
    page = ben_client.get(INDEX, {"show": "uncertain"}).content.decode()
    assert ("1 uncertain" in page, "三浦 沙織" in page) == (True, True)

    ben_client.post(reverse("desk:notice_settle", args=[message.public_id]), {"arrived": "yes"})

    assert row_of(message).state == MessageState.ACCEPTED


def test_the_mail_server_is_asked_where_it_can_be(ben_client, minato, drafted, smtp_sink):
    message = drafted()
    with acting_for(minato.pk):
        Message.objects.update(state=MessageState.UNKNOWN, claimed_at=timezone.now() - timedelta(hours=1))
    assert "Ask the mail server" in ben_client.get(INDEX, {"show": "uncertain"}).content.decode()

    ben_client.post(reverse("desk:notice_look", args=[message.public_id]))

    assert row_of(message).state == MessageState.QUEUED
    with acting_for(minato.pk):
        event = AuditEvent.objects.get(event="notices.not_arrived")
        assert event.actor_kind == "user"


def test_a_skipped_notice_can_be_corrected(ben_client, minato, drafted):
    message = drafted()
    with acting_for(minato.pk):
        Message.objects.update(state=MessageState.SKIPPED, skip_reason="no_address")

    ben_client.post(reverse("desk:notice_reopen", args=[message.public_id]))

    assert (row_of(message).state, row_of(message).skip_reason) == (MessageState.DRAFT, "")


def test_a_call_is_recorded(ben_client, drafted):
    message = drafted(name="三浦 沙織")
    save(ben_client, message, channel="phone")
    page = ben_client.get(INDEX, {"show": "calls"}).content.decode()
    assert "三浦 沙織様でいらっしゃいますか" in page

    ben_client.post(reverse("desk:notice_told", args=[message.public_id]), {"channel": "phone", "outcome": "no_answer"})
    assert (row_of(message).state, row_of(message).outcome) == (MessageState.DRAFT, "no_answer")
    ben_client.post(reverse("desk:notice_told", args=[message.public_id]), {"channel": "phone", "outcome": "told"})

    assert (row_of(message).state, row_of(message).channel) == (MessageState.TOLD, "phone")


def test_a_letter_shows_the_door_and_no_secret_link(ben_client, drafted):
    message = drafted()

    page = ben_client.get(reverse("desk:notice_letter", args=[message.public_id])).content.decode()

    assert ("/go/minato" in page, "/r/" in page) == (True, False)


def test_leaving_somebody_out_lets_the_application_wait_again(ben_client, drafted):
    message = drafted(name="三浦 沙織")

    ben_client.post(reverse("desk:notice_drop", args=[message.public_id]), {"next": "https://else.example/"})

    assert row_of(message).state == MessageState.CANCELLED
    assert "三浦 沙織" in ben_client.get(INDEX).content.decode()


@pytest.mark.parametrize(
    "name",
    ["notice_save", "notice_preview", "notice_drop", "notice_reopen", "notice_look", "notice_settle", "notice_told"],
)
def test_only_a_post_acts(ben_client, drafted, name):
    assert ben_client.get(reverse(f"desk:{name}", args=[drafted().public_id])).status_code == 405


def test_another_companys_notice_does_not_exist(client, cleo, drafted):
    message = drafted()
    client.force_login(cleo)

    assert client.post(reverse("desk:notice_save", args=[message.public_id])).status_code == 404
    assert client.get(reverse("desk:notice_letter", args=[message.public_id])).status_code == 404


def test_a_viewer_may_not_write(client, minato, drafted):
    viewer = MembershipFactory(company=minato, role=Role.VIEWER, user=UserFactory()).user
    message = drafted()
    client.force_login(viewer)

    assert compose_page(client, message).status_code == 403
    assert client.post(reverse("desk:notice_release", args=[message.batch]), {"when": "now"}).status_code == 403
