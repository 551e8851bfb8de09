"""The list of who waits, a later day, a drafted answer, calls, letters and the rules, on their pages."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Application
from career_relay.candidates.states import Reason, Stage
from career_relay.companies.models import Company
from career_relay.notices import actions, queries
from career_relay.notices.models import CallTry, Closing, Delay, GuardRules, Message, PersonalMail
from career_relay.notices.states import MessageState
from tests.factories.candidates import ApplicationFactory, CandidateFactory

TODAY = date(2026, 11, 10)  # a Tuesday
WAITING = "/desk/waiting/"


@pytest.fixture(autouse=True)
def tuesday_morning(time_machine, settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False
    time_machine.move_to(datetime(2026, 11, 10, 1, 0, tzinfo=UTC), tick=False)


def waits(company: Company, promised_on: date, name: str = "キム 美咲", **fields) -> Application:
    with acting_for(company.pk):
        owner = fields.pop("owner", None)
        return ApplicationFactory(
            candidate=CandidateFactory(name=name, owner=owner),
            **{"stage": Stage.SCREENING, "promised_on": promised_on, **fields},
        )


def says(response, *words: str) -> None:
    page = response.content.decode()
    for one in words:
        assert one in page


def post(client, name: str, public_id, **told):
    return client.post(reverse(f"desk:{name}", args=[public_id]), told)


# --- the list -------------------------------------------------------------------------------------------------------


def test_the_longest_overdue_stands_first_with_how_long(ben_client, minato):
    waits(minato, date(2026, 11, 12), "海野 葵")
    waits(minato, date(2026, 11, 4), "山口 健")
    waits(minato, TODAY, "野口 健一")

    page = ben_client.get(WAITING).content.decode()

    assert page.index("山口 健") < page.index("野口 健一") < page.index("海野 葵")
    assert "4営業日" in page


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("?show=late", {"山口 健"}),
        ("?show=soon", {"海野 葵"}),
        ("?whose=mine", {"山口 健"}),
        ("?show=%00&page=x", None),
    ],
)
def test_the_list_is_narrowed_down(ben_client, minato, ada, ben, asked, there):
    waits(minato, date(2026, 11, 12), "海野 葵", owner=ada)
    waits(minato, date(2026, 11, 4), "山口 健", owner=ben)

    page = ben_client.get(f"{WAITING}{asked}").content.decode()

    assert there is None or {name for name in ("海野 葵", "山口 健") if name in page} == there


def test_somebody_elses_people_are_not_there(ben_client, komorebi):
    waits(komorebi, TODAY, "よその 人")

    assert "よその 人" not in ben_client.get(WAITING).content.decode()


def test_the_list_asks_few_questions_however_long_it_is(ben_client, minato, django_assert_max_num_queries):
    for number in range(30):
        waits(minato, date(2026, 11, 4), f"候補 {number}")

    with django_assert_max_num_queries(40):
        ben_client.get(WAITING)


def test_who_is_decided_and_not_told_is_written_to_from_here(ben_client, minato):
    it = waits(minato, TODAY, stage=Stage.REJECTED, reason=Reason.SKILLS, decided_at=datetime.now(UTC))

    says(ben_client.get(WAITING), f"{reverse('desk:notice_new')}?application={it.public_id}")


# --- a later day ----------------------------------------------------------------------------------------------------


def test_a_later_day_is_named_and_taken_back(ben_client, minato):
    it = waits(minato, TODAY)

    post(ben_client, "longer", it.public_id, day="2026-11-16", reason="")
    with acting_for(minato.pk):
        delay = Delay.objects.get()
    says(ben_client.get(WAITING), reverse("desk:longer_undo", args=[delay.public_id]))
    post(ben_client, "longer_undo", delay.public_id)

    with acting_for(minato.pk):
        assert Application.objects.get().promised_on == TODAY
    assert PersonalMail.objects.get().state == MessageState.CANCELLED


@pytest.mark.parametrize(
    "told",
    [{}, {"day": "soon"}, {"day": "2026-11-09"}, {"day": "0001-01-01"}, {"day": "2026-11-16", "reason": "あ" * 300}],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(ben_client, minato, told):
    it = waits(minato, TODAY)

    answer = post(ben_client, "longer", it.public_id, **told)

    assert answer.status_code == 422
    says(answer, 'role="alert"', f'value="{told.get("day", "")}"')
    assert not PersonalMail.objects.exists()


def test_the_second_time_asks_for_a_reason(ben_client, minato):
    it = waits(minato, TODAY)
    post(ben_client, "longer", it.public_id, day="2026-11-16")

    answer = post(ben_client, "longer", it.public_id, day="2026-11-18")

    assert answer.status_code == 422
    assert post(ben_client, "longer", it.public_id, day="2026-11-18", reason="役員の日程").status_code == 302


def test_a_later_day_on_the_record_is_told_as_well_and_an_earlier_one_is_not(ben_client, minato):
    it = waits(minato, date(2026, 11, 20))
    address = reverse("desk:candidate_promise", args=[it.public_id])

    ben_client.post(address, {"promise-day": "2026-11-18"})
    before = PersonalMail.objects.count()
    ben_client.post(address, {"promise-day": "2026-11-25"})

    assert (before, PersonalMail.objects.count()) == (0, 1)


def test_a_viewer_reads_the_list_and_moves_nothing(client, minato, ben):
    from career_relay.companies.models import Membership

    Membership.objects.filter(user=ben).update(role="viewer")
    client.force_login(ben)
    it = waits(minato, TODAY)

    assert client.get(WAITING).status_code == 200
    assert post(client, "longer", it.public_id, day="2026-11-16").status_code == 403


# --- a drafted answer -----------------------------------------------------------------------------------------------


@pytest.fixture
def closing(minato) -> Closing:
    it = waits(minato, date(2026, 10, 1))
    with acting_for(minato.pk):
        return Closing.objects.create(
            application=it, promised_on=it.promised_on, subject="ご応募について",
            body_text="お待たせしました。\n\n{{ result_link }}\n", drafted_on=TODAY,
        )  # fmt: skip


def test_a_drafted_answer_is_read_changed_and_released(ben_client, minato, closing):
    says(ben_client.get(WAITING), reverse("desk:closing", args=[closing.public_id]))
    says(ben_client.get(reverse("desk:closing", args=[closing.public_id])), "お待たせしました")

    answer = post(
        ben_client,
        "closing",
        closing.public_id,
        subject="お返事",
        body_text="大変お待たせしました。\n\n{{ result_link }}",
    )

    with acting_for(minato.pk):
        message = Message.objects.get()
    assert answer["Location"] == reverse("desk:notice_batch", args=[message.batch])
    assert (message.state, message.subject) == (MessageState.HELD, "お返事")


@pytest.mark.parametrize("told", [{"subject": "", "body_text": "本文"}, {"subject": "件名", "body_text": " "}])
def test_an_empty_answer_is_not_sent(ben_client, minato, closing, told):
    answer = post(ben_client, "closing", closing.public_id, **told)

    assert answer.status_code == 422
    with acting_for(minato.pk):
        assert Application.objects.get().stage == Stage.SCREENING


def test_a_drafted_answer_is_put_away(ben_client, minato, closing):
    post(ben_client, "closing_drop", closing.public_id)

    answer = ben_client.get(reverse("desk:closing", args=[closing.public_id]))

    assert answer["Location"] == WAITING
    with acting_for(minato.pk):
        assert Closing.objects.get().state == "dropped"


# --- calls and letters ----------------------------------------------------------------------------------------------


@pytest.fixture
def unreached(minato, ben):
    """A notice whose mail came back."""
    with acting_for(minato.pk):
        it = ApplicationFactory(
            candidate=CandidateFactory(
                phone="090-0000-0001", details={"postal_code": "105-0022", "address": "東京都港区海岸1-0-0"}
            ),
            stage=Stage.REJECTED,
            reason=Reason.SKILLS,
            decided_at=datetime.now(UTC),
        )
        return Message.objects.create(
            candidate=it.candidate, application=it, state=MessageState.FAILED, for_stage=Stage.REJECTED,
            for_decided_at=it.decided_at, subject="選考結果のご連絡", body_text="キム 美咲 様\n\n結果です。\n\n{{ result_link }}\n\n採用担当",
            template_key="document",
        )  # fmt: skip


def call(client, message, outcome: str):
    return post(
        client, "notice_told", message.public_id, channel="phone", outcome=outcome, next="/desk/notices/?show=calls"
    )


def test_calls_are_kept_with_the_next_day_and_after_three_a_letter_is_proposed(
    ben_client, ben, minato, unreached, time_machine
):
    call(ben_client, unreached, "no_answer")
    with acting_for(minato.pk):
        today, tomorrow = queries.calls(TODAY), queries.calls(date(2026, 11, 11))
    for day, outcome in ((11, "voicemail"), (13, "no_answer")):
        time_machine.move_to(datetime(2026, 11, day, 1, 0, tzinfo=UTC), tick=False)
        ben_client.force_login(ben)  # a session ends overnight
        call(ben_client, unreached, outcome)
    time_machine.move_to(datetime(2026, 11, 16, 1, 0, tzinfo=UTC), tick=False)
    ben_client.force_login(ben)

    with acting_for(minato.pk):
        (now,) = queries.calls()
        days = list(CallTry.objects.order_by("pk").values_list("outcome", "next_on", "by__name"))
    assert (today, len(tomorrow), now.wants_letter) == ([], 1, True)
    assert days == [
        ("no_answer", date(2026, 11, 11), "Ben"),
        ("voicemail", date(2026, 11, 13), "Ben"),
        ("no_answer", date(2026, 11, 16), "Ben"),
    ]
    says(ben_client.get("/desk/notices/?show=calls"), reverse("desk:notice_letter", args=[unreached.public_id]))


def test_whoever_is_to_be_called_later_is_listed_with_the_day(ben_client, unreached):
    call(ben_client, unreached, "voicemail")

    says(ben_client.get("/desk/notices/?show=calls"), "2026/11/12")


def test_a_call_that_reached_somebody_ends_it_and_everybody_has_been_told(ben_client, minato, unreached):
    with acting_for(minato.pk):
        before = queries.everybody()

    call(ben_client, unreached, "told")

    with acting_for(minato.pk):
        assert queries.all_calls(TODAY) == []
        assert ((before.told, before.all), queries.everybody().left) == ((0, 1), 0)


def test_the_letter_names_what_goes_back(ben_client, unreached):
    address = reverse("desk:notice_letter", args=[unreached.public_id])

    plain = ben_client.get(address)
    enclosed = ben_client.get(address, {"returns": "履歴書 1通\r\n<b>職務経歴書</b>"})

    says(plain, "〒105-0022", "東京都港区海岸1-0-0", "結果です。")
    says(enclosed, "履歴書 1通", "&lt;b&gt;職務経歴書&lt;/b&gt;", "letter.pdf?returns=")


def test_posting_it_tells_the_person(ben_client, minato, unreached):
    post(ben_client, "notice_told", unreached.public_id, channel="letter", outcome="posted")

    with acting_for(minato.pk):
        assert Message.objects.get().state == MessageState.TOLD


def test_the_letter_is_a_real_pdf_of_one_a4_page(ben_client, unreached):
    from io import BytesIO

    from pypdf import PdfReader

    answer = ben_client.get(
        reverse("desk:notice_letter_pdf", args=[unreached.public_id]), {"returns": "履歴書 1通\n職務経歴書"}
    )

    pdf = PdfReader(BytesIO(answer.content))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    assert len(pdf.pages) == 1
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert pdf.metadata.title == "選考結果のご連絡"


@pytest.mark.parametrize("returns", ["あ" * 900, "\x00", "<para>", "<b", "&"])
def test_whatever_is_typed_the_letter_does_not_break(ben_client, unreached, returns):
    answer = ben_client.get(reverse("desk:notice_letter_pdf", args=[unreached.public_id]), {"returns": returns})

    assert answer.status_code in {200, 302, 400}


def test_no_letter_goes_past_an_agency(ben_client, minato, unreached):
    with acting_for(minato.pk):
        type(unreached.candidate).objects.update(protected_until=date(2027, 5, 1), protected_by="ブリッジ人材")

    answer = ben_client.get(reverse("desk:notice_letter_pdf", args=[unreached.public_id]))

    assert answer["Location"] == reverse("desk:notices")


# --- the rules and the promise page ---------------------------------------------------------------------------------

RULES = {"escalate_days": "4", "closing": "draft", "closing_days": "12"}
PLACE = "/desk/settings/promises/"


def test_an_owner_changes_the_rules(ada_client, minato):
    says(ada_client.get(PLACE), 'value="3"', 'value="off"')

    ada_client.post(PLACE, RULES)

    with acting_for(minato.pk):
        rules = GuardRules.objects.get()
    assert (rules.escalate_days, rules.closing, rules.closing_days) == (4, "draft", 12)


@pytest.mark.parametrize(
    "wrong", [{"escalate_days": "0"}, {"closing": "always"}, {"closing_days": ""}, {"closing_days": "9999999999"}]
)
def test_rules_that_make_no_sense_are_said(ada_client, minato, wrong):
    assert ada_client.post(PLACE, {**RULES, **wrong}).status_code == 422

    with acting_for(minato.pk):
        assert not GuardRules.objects.exists()


def test_a_recruiter_reads_them_and_changes_nothing(ben_client, minato):
    ben_client.post(PLACE, RULES)
    shown = ben_client.post(f"{PLACE}show/", {"on": "yes"})

    assert ben_client.get(PLACE).status_code == 200
    assert shown.status_code == 403
    with acting_for(minato.pk):
        assert not GuardRules.objects.exists()


def test_an_owner_shows_the_promise_page_and_takes_it_off(ada_client, minato):
    ada_client.post(f"{PLACE}show/", {"on": "yes"})
    shown = ada_client.get("/promises/minato/").status_code
    ada_client.post(f"{PLACE}show/", {"on": "no"})

    assert (shown, ada_client.get("/promises/minato/").status_code) == (200, 404)


# --- home -----------------------------------------------------------------------------------------------------------


def test_home_shows_who_waits_drafted_answers_and_calls(ben_client, minato, closing, unreached):
    waits(minato, TODAY, "山口 健")

    page = ben_client.get("/desk/").content.decode()

    for part in ("山口 健", f'href="{WAITING}"', f"show=calls#call-{unreached.public_id}"):
        assert part in page


def test_the_old_are_on_home_too(ben_client, minato):
    waits(minato, date(2026, 7, 1), "古川 遥", last_activity_on=date(2026, 6, 1))

    says(ben_client.get("/desk/"), "古川 遥")


def test_drafting_again_after_a_try_keeps_its_history(ben_client, minato, unreached, ben):
    from career_relay.base.actors import user_actor

    call(ben_client, unreached, "no_answer")

    with acting_for(minato.pk):
        actions.reopen(unreached, by=user_actor(ben.pk))
        assert CallTry.objects.count() == 1


def test_a_result_nobody_told_for_months_is_on_home(ben_client, minato):
    it = waits(
        minato,
        date(2026, 7, 1),
        stage=Stage.REJECTED,
        reason=Reason.SKILLS,
        decided_at=datetime(2026, 7, 1, tzinfo=UTC),
        created_at=datetime(2026, 6, 1, tzinfo=UTC),
    )

    says(ben_client.get("/desk/"), f"{reverse('desk:notice_new')}?application={it.public_id}")
