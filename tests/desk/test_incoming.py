"""Answers at the desk: read, given to somebody, settled, opened again, answered."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Candidate
from career_relay.companies.roles import Role
from career_relay.notices import answers, incoming, queries, replies
from career_relay.notices.addresses import Use
from career_relay.notices.delivery import deliver_company
from career_relay.notices.inbox import state
from career_relay.notices.models import Incoming, Message, PersonalMail
from career_relay.notices.states import Channel, MessageState
from career_relay.settings.inbound import Imap, Inbound
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory
from tests.notices.conftest import by_ben, decided, released, sent, smtp_sink  # noqa: F401 — fixtures
from tests.notices.mails import arf, at, change, dsn, reply, row_of

pytestmark = pytest.mark.django_db
LIST = "/desk/replies/"


@pytest.fixture(autouse=True)
def inbound(settings):
    settings.INBOUND = Inbound(domain="in.relay.example")


@pytest.fixture
def answered(sent):  # noqa: F811
    """Kim was told and wrote back."""

    def make(text="面接のお時間をありがとうございました。", **headers):
        message = sent(name="キム 美咲")
        taken = incoming.take_in(
            reply(at(message), text, sender=headers.pop("sender", row_of(message).candidate.email), **headers),
            via="imap",
        )
        with acting_for(message.company_id):
            return Incoming.objects.select_related("message", "candidate").get(pk=taken.incoming_id)

    return make


def now(one):
    with acting_for(one.company_id):
        return Incoming.objects.select_related("answer", "owner", "message").get(pk=one.pk)


def page(client, address=LIST):
    return client.get(address).content.decode()


def do(client, name, one, **said):
    return client.post(reverse(f"desk:notice_reply_{name}", args=[one.public_id]), said)


def test_an_answer_waits_on_the_list_the_first_page_and_the_persons_page(answered, ben_client):
    one = answered()

    for address in (LIST, "/desk/", reverse("desk:candidate", args=[one.candidate.public_id])):
        shown = page(ben_client, address)
        assert "面接のお時間をありがとう" in shown
        assert "キム 美咲" in shown


def test_settling_can_be_undone(answered, ben_client, ben):
    one = answered()

    do(ben_client, "settle", one)
    assert (now(one).handled_at is not None, now(one).handled_by_id) == (True, ben.pk)
    shown = page(ben_client)
    assert reverse("desk:notice_reply_open", args=[one.public_id]) in shown
    assert "面接のお時間" not in shown

    do(ben_client, "open", one)
    assert (now(one).handled_at, now(one).handled_by_id) == (None, None)
    assert "面接のお時間" in page(ben_client)


def test_a_second_click_changes_nothing(answered, ben_client):
    one = answered()
    do(ben_client, "settle", one)
    first = now(one).handled_at

    do(ben_client, "settle", one)

    assert now(one).handled_at == first


def test_an_answer_is_given_to_a_colleague(answered, ada, ben_client):
    one = answered()

    do(ben_client, "give", one, user=ada.pk)
    assert now(one).owner_id == ada.pk

    assert "面接のお時間" not in page(ben_client, f"{LIST}?show=mine")


def test_an_answer_is_not_given_to_who_may_not_write(answered, minato, ben_client, cleo):
    one = answered()
    viewer = MembershipFactory(company=minato, role=Role.VIEWER, user=UserFactory(name="Vic")).user
    before = now(one).owner_id

    for user in (viewer.pk, cleo.pk, 0, "x", 10**12):
        do(ben_client, "give", one, user=user)

    assert now(one).owner_id == before


def test_who_may_not_write_to_people_does_not_read_their_answers(answered, minato, client):
    one = answered()
    viewer = MembershipFactory(company=minato, role=Role.VIEWER, user=UserFactory(name="Vic")).user
    client.force_login(viewer)

    assert client.get(LIST).status_code == 403
    assert do(client, "settle", one).status_code == 403
    assert now(one).handled_at is None


def test_another_company_finds_nothing(answered, client, cleo, settings):
    one = answered()
    settings.MFA_REQUIRED_FOR_OWNERS = False
    client.force_login(cleo)

    assert "面接のお時間" not in page(client)
    for name in ("settle", "open", "give", "answer", "back"):
        assert do(client, name, one, text="x").status_code == 404


def test_words_of_strangers_are_only_words(answered, ben_client):
    one = answered("<script>alert(1)</script><img src=x onerror=alert(2)>", subject="<b>hi</b>")

    for address in (LIST, reverse("desk:candidate", args=[one.candidate.public_id]), "/desk/"):
        shown = page(ben_client, address)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


@pytest.mark.parametrize("show", ["", "nonsense", "open", "mine", "settled", "\x00"])
def test_any_heap_can_be_asked_for(show, ben_client):
    assert ben_client.get(LIST, {"show": show, "page": "x"}).status_code in {200, 302, 400}


# --- writing back -------------------------------------------------------------------------------------------------


def test_writing_back_goes_to_the_person_in_the_same_thread(answered, smtp_sink, settings, ben_client, minato):  # noqa: F811
    one = answered(
        subject="Re: 選考結果のご連絡",
        mail_id="<their.long.id.0123456789abcdef0123456789abcdef0123456789@mail.example>",
    )
    settings.NOTICE_HOLD_SECONDS = 0

    shown = do(ben_client, "answer", one, text="こちらこそありがとうございました。\n\nBen")
    deliver_company(minato.pk)

    assert shown.status_code == 302
    mail = smtp_sink.mails[-1].message
    assert "こちらこそ" in mail.get_body(("plain",)).get_content()
    assert str(mail["Subject"]) == "Re: 選考結果のご連絡"
    assert str(mail["In-Reply-To"]) == str(mail["References"]) == one.mail_id
    assert one.candidate.email in str(mail["To"])
    row = now(one)
    assert row.answer.state == MessageState.ACCEPTED
    assert row.handled_at is not None
    assert str(mail["Reply-To"]) == at(row.answer)


def test_their_next_answer_belongs_to_the_same_person(answered, settings, ben_client, minato):
    one = answered()
    settings.NOTICE_HOLD_SECONDS = 0
    do(ben_client, "answer", one, text="お返事です")
    deliver_company(minato.pk)

    taken = incoming.take_in(reply(at(now(one).answer), "もう一度ありがとうございます"), via="imap")

    assert taken.is_new
    shown = page(ben_client, reverse("desk:candidate", args=[one.candidate.public_id]))
    assert shown.index("もう一度") < shown.index("お返事です")


def test_an_answer_of_ours_can_be_taken_back_with_its_words(answered, settings, ben_client, minato):
    one = answered()
    settings.NOTICE_HOLD_SECONDS = 600
    do(ben_client, "answer", one, text="まだ送らないでください")

    shown = do(ben_client, "back", one).content.decode()

    assert "まだ送らないでください" in shown
    assert now(one).answer is None
    assert deliver_company(minato.pk) == 0
    with acting_for(minato.pk):
        assert [m.state for m in Message.objects.filter(template_key="answer")] == [MessageState.CANCELLED]


def test_what_has_left_cannot_be_taken_back(answered, settings, ben_client, minato):
    one = answered()
    settings.NOTICE_HOLD_SECONDS = 0
    do(ben_client, "answer", one, text="送りました")
    deliver_company(minato.pk)

    do(ben_client, "back", one)

    assert now(one).answer.state == MessageState.ACCEPTED


def test_two_answers_do_not_leave_by_two_clicks(answered, settings, ben_client, minato):
    one = answered()
    settings.NOTICE_HOLD_SECONDS = 600

    first, second = (do(ben_client, "answer", one, text="一度だけ") for _click in range(2))

    assert (first.status_code, second.status_code) == (302, 422)
    assert "一度だけ" in second.content.decode()
    with acting_for(minato.pk):
        assert Message.objects.filter(template_key="answer").count() == 1


@pytest.mark.parametrize("text", ["", "  \n ", "あ" * 5001])
def test_words_that_cannot_leave_are_refused_and_kept(text, answered, ben_client):
    one = answered()

    shown = do(ben_client, "answer", one, text=text)

    assert shown.status_code == 422
    assert now(one).answer is None
    assert text.strip() in shown.content.decode()


def test_what_a_selection_may_not_speak_of_is_refused(answered, ben_client):
    one = answered()

    shown = do(ben_client, "answer", one, text="ご家族の職業と宗教を教えてください。")

    assert shown.status_code == 422
    assert now(one).answer is None


def test_a_protected_person_is_not_answered_past_the_agency(answered, ben_client, minato):
    one = answered()
    with acting_for(minato.pk):
        Candidate.objects.filter(pk=one.candidate_id).update(protected_until=timezone.localdate() + timedelta(days=30))

    assert do(ben_client, "answer", one, text="ありがとうございます").status_code == 422


def test_an_agency_is_answered_at_the_agency(answered, smtp_sink, settings, ben_client, minato):  # noqa: F811
    one = answered()
    settings.NOTICE_HOLD_SECONDS = 0
    change(one.message, channel=Channel.AGENCY, to_agency="desk@bridge.example")
    with acting_for(minato.pk):
        Candidate.objects.filter(pk=one.candidate_id).update(protected_until=timezone.localdate() + timedelta(days=30))

    do(ben_client, "answer", one, text="候補者さまへお伝えください。")
    deliver_company(minato.pk)

    assert [m.message["To"] for m in smtp_sink.to("desk@bridge.example")] != []
    assert smtp_sink.mails[-1].recipients == ["desk@bridge.example"]


def test_an_answer_of_an_agency_is_told_as_the_agencys(answered, ben_client):
    one = answered(sender="desk@bridge.example")
    change(one.message, channel=Channel.AGENCY, to_agency="desk@bridge.example")

    assert "紹介会社から" in page(ben_client)
    assert "紹介会社から返信がありました" in page(ben_client, reverse("desk:candidate", args=[one.candidate.public_id]))
    assert replies.is_from_agency(now(one))


def test_what_was_written_back_is_no_result(answered, settings, ben_client, minato):
    """Nobody is called because an answer of ours has no result page to open."""
    one = answered()
    settings.NOTICE_HOLD_SECONDS = 0
    do(ben_client, "answer", one, text="お返事です")
    deliver_company(minato.pk)
    with acting_for(minato.pk):
        answer = Message.objects.get(template_key=answers.ANSWER)
        Message.objects.filter(pk=answer.pk).update(sent_at=timezone.now() - timedelta(days=10))
        assert answer.pk not in {call.message.pk for call in queries.calls()}
        assert answer.pk not in {row.pk for row in queries.sent()}


# --- what came back -----------------------------------------------------------------------------------------------


def test_the_persons_page_tells_what_came_back(sent, ben_client):  # noqa: F811
    message = sent()
    address = reverse("desk:candidate", args=[row_of(message).candidate.public_id])
    incoming.take_in(reply(at(message), subject="自動返信", Auto_Submitted="auto-replied"), via="imap")
    incoming.take_in(arf("fbl@relay.example", ours=f"Reply-To: {at(message)}\nSubject: x"), via="imap")
    incoming.take_in(dsn(at(message, Use.BOUNCE), said="550 5.1.1 <b>unknown</b>"), via="imap")

    shown = page(ben_client, address)

    for words in ("自動返信", "迷惑メール", "宛先のアドレスがありません", "5.1.1"):
        assert words in shown
    assert "<b>unknown" not in shown
    assert "面接" not in page(ben_client)


def test_without_letters_the_panel_is_not_there(ben_client, minato):
    with acting_for(minato.pk):
        candidate = CandidateFactory()

    assert 'id="lt"' not in page(ben_client, reverse("desk:candidate", args=[candidate.public_id]))


# --- how it stands ------------------------------------------------------------------------------------------------


def test_the_page_says_when_answers_do_not_come_in(settings, ben_client):
    settings.INBOUND = Inbound()

    assert "返信はまだここには届きません" in page(ben_client)


def test_the_page_says_when_the_mailbox_is_away(settings, ben_client):
    settings.INBOUND = Inbound(domain="in.relay.example", imap=Imap("imap.example", 993, "u", "secret-of-the-mailbox"))
    state.failed("login")

    shown = page(ben_client)

    assert "ただいま返信を受信できません" in shown
    assert "secret-of-the-mailbox" not in shown


def test_the_mail_to_staff_names_nobody(answered, ben, smtp_sink, minato):  # noqa: F811
    from career_relay.notices import personal

    answered()
    mail = PersonalMail.objects.get(to_user=ben)
    PersonalMail.objects.update(send_after=timezone.now())

    personal.deliver(mail.pk)

    (told,) = smtp_sink.to("ben@minato.example")
    words = told.message.get_body(("plain",)).get_content() + str(told.message["Subject"])
    assert "/desk/replies/" in words
    assert "キム" not in words
    assert "面接のお時間" not in words


def test_when_it_was_settled_meanwhile_nobody_is_bothered(answered, ben, ben_client, smtp_sink):  # noqa: F811
    from career_relay.notices import personal

    one = answered()
    do(ben_client, "settle", one)
    mail = PersonalMail.objects.get(to_user=ben)
    PersonalMail.objects.update(send_after=timezone.now())

    personal.deliver(mail.pk)

    assert smtp_sink.to("ben@minato.example") == []


def test_when_the_sender_has_left_an_owner_is_told(sent, ben, ada, minato):  # noqa: F811
    message = sent()
    ben.memberships.all().delete()

    incoming.take_in(reply(at(message)), via="imap")

    assert PersonalMail.objects.get(kind="staff_reply").to_user_id == ada.pk
