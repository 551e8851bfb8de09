"""Settings → Mail: the whole way by the browser, who may go it, and what never stands on a page."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation

from career_relay.base.models import AuditEvent
from career_relay.base.sealed import seal
from career_relay.base.tenancy import company as acting_for
from career_relay.desk.views.senders import JOURNEY
from career_relay.notices import sender_tries, senders
from career_relay.notices.models import DomainCheck, SenderAccount
from career_relay.notices.sender_states import MEND, NEXT, Problem, SenderKind, SenderState
from tests.house.conftest import just_proven
from tests.standins.world import ADDRESS, PASSWORD

pytestmark = pytest.mark.django_db
S = SenderState


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def sure(client, user):
    """Somebody who typed their password a moment ago."""
    client.force_login(user)
    session = client.session
    session.update(just_proven(user))
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


@pytest.fixture
def ada_sure(client, ada):
    return sure(client, ada)


def details(server, **more):
    return {"address": ADDRESS, "user": "", "host": "localhost", "port": server.port, "security": "starttls",
            "selectors": "s1", "password": PASSWORD, **more}  # fmt: skip


def account_of(minato, kind=SenderKind.SMTP):
    with acting_for(minato.pk):
        return SenderAccount.objects.select_related("company").get(kind=kind)


def made(minato, **facts):
    with acting_for(minato.pk):
        known = {"kind": SenderKind.SMTP, "state": S.READY, "address": ADDRESS, "host": "mail.minato.example",
                 "password": PASSWORD}  # fmt: skip
        return SenderAccount.objects.create(**{**known, **facts})


def page(client):
    with translation.override("en"):
        return client.get(reverse("desk:senders"), headers={"accept-language": "en"}).content.decode()


def test_the_whole_way_of_an_own_server(own_smtp, ada_sure, minato):
    server = own_smtp()

    assert ada_sure.post(reverse("desk:sender_smtp"), details(server)).status_code == 302
    assert account_of(minato).state == S.TRYING
    assert "hx-trigger" in page(ada_sure)

    sender_tries.try_out(minato.pk, account_of(minato).pk)
    assert "six digits" in page(ada_sure)

    (code,) = re.findall(
        r"^([0-9]{6})\s*$", server.to(ADDRESS)[0].mail.get_body(("plain",)).get_content(), re.MULTILINE
    )
    assert ada_sure.post(reverse("desk:sender_prove", args=["smtp"]), {"code": code}).status_code == 302
    assert ada_sure.post(reverse("desk:sender_choose"), {"kind": "smtp"}).status_code == 302

    account = account_of(minato)
    assert (account.state, account.is_chosen, account.proven_as) == (S.READY, True, ADDRESS)


@pytest.mark.parametrize("kind", ["microsoft", "google"])
def test_the_whole_way_of_a_service(kind, mail_service, ada_sure, minato):
    there = mail_service(kind)

    asked = ada_sure.post(reverse("desk:sender_connect", args=[kind]), {"address": ADDRESS})
    told = there.visit(asked.context["url"])
    arrived = ada_sure.get(reverse("desk:sender_back"), told)
    finished = ada_sure.post(reverse("desk:sender_back"), told)
    sender_tries.try_out(minato.pk, account_of(minato, kind).pk)

    assert (asked.status_code, arrived.status_code, finished.status_code) == (200, 200, 302)
    assert account_of(minato, kind).state == S.UNPROVEN
    assert [one.user for one in there.mail.taken] == [ADDRESS]


def test_looking_at_the_way_back_takes_nothing_in(mail_service, ada_sure, minato):
    there = mail_service("google")
    asked = ada_sure.post(reverse("desk:sender_connect", args=["google"]), {"address": ADDRESS})
    told = there.visit(asked.context["url"])

    ada_sure.get(reverse("desk:sender_back"), told)

    with acting_for(minato.pk):
        assert SenderAccount.objects.count() == 0
    assert [place for place, _asked in there.oauth.seen] == ["authorize"]


def test_the_question_names_state_challenge_scope_and_our_address(mail_service, ada_sure):
    there = mail_service("microsoft")

    asked = ada_sure.post(reverse("desk:sender_connect", args=["microsoft"]), {"address": ADDRESS})

    told = {name: value[0] for name, value in parse_qs(urlsplit(asked.context["url"]).query).items()}
    assert told["redirect_uri"] == "https://relay.example/desk/settings/mail/back/"
    assert told["scope"] == "https://outlook.office.com/SMTP.Send offline_access"
    assert (told["code_challenge_method"], len(told["code_challenge"]), told["response_type"]) == ("S256", 43, "code")
    assert there.oauth.client_secret not in asked.content.decode()
    assert "code_verifier" not in asked.context["url"]


def journey(client, minato, **more):
    session = client.session
    session[JOURNEY] = {"kind": "google", "address": ADDRESS, "state": "a" * 30, "verifier": seal("v" * 64),
                        "company": minato.pk, "at": int(timezone.now().timestamp()), **more}  # fmt: skip
    session.save()


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ({"state": "b" * 30, "code": "c"}, {}),
        ({"code": "c"}, {}),
        ({"state": "", "code": "c"}, {}),
        ({"state": "a" * 30}, {}),
        ({"state": "a" * 30, "code": "c" * 5000}, {}),
        ({"state": "a" * 30, "error": "access_denied"}, {}),
        ({"state": "a" * 30, "code": "c"}, {"at": 0}),
        ({"state": "a" * 30, "code": "c"}, {"company": 0}),
        ({"state": "あ" * 30, "code": "c"}, {}),
    ],
)
def test_an_answer_that_is_not_ours_is_refused(ada_sure, minato, told, more):
    journey(ada_sure, minato, **more)

    answers = [ask(reverse("desk:sender_back"), told).status_code for ask in (ada_sure.get, ada_sure.post)]

    assert answers == [422, 422]
    with acting_for(minato.pk):
        assert SenderAccount.objects.count() == 0


def test_an_answer_counts_once(ada_sure, minato):
    journey(ada_sure, minato)
    told = {"state": "a" * 30, "code": "c"}

    first, second = (ada_sure.post(reverse("desk:sender_back"), told).status_code for _time in range(2))

    assert (first, second) == (302, 422)


def test_a_service_nobody_registered_with_says_so(ada_sure):
    assert "has not registered an app at Google Workspace" in page(ada_sure)
    answer = ada_sure.post(reverse("desk:sender_connect", args=["google"]), {"address": ADDRESS})
    assert (answer.status_code, "url" in answer.context) == (422, False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", "https://mail.example"), ("host", "mail example"), ("host", "a:25"), ("host", ""), ("host", "a" * 300),
        ("port", "25565"), ("port", "0"), ("port", "-1"), ("port", "x"), ("security", "none"), ("security", ""),
        ("address", "nobody"), ("address", "名前@minato.example"), ("address", "a@b.example\r\nBcc: x@y.example"),
        ("password", "パスワード"), ("user", "利用者"), ("selectors", "a b c d e f"),
        ("selectors", "s1/../x"), ("password", ""),
    ],
)  # fmt: skip
def test_bad_details_are_refused_with_a_sentence_and_kept_on_the_form(ada_sure, minato, field, value):
    told = {"address": ADDRESS, "user": "u-typed", "host": "mail.minato.example", "port": 587, "security": "starttls",
            "selectors": "s1", "password": PASSWORD, field: value}  # fmt: skip

    answer = ada_sure.post(reverse("desk:sender_smtp"), told)

    assert answer.status_code == 422
    assert PASSWORD not in answer.content.decode()
    assert field == "user" or "u-typed" in answer.content.decode()
    with acting_for(minato.pk):
        assert SenderAccount.objects.count() == 0


def test_a_password_that_is_stored_need_not_be_typed_again_until_the_server_changes(ada_sure, minato):
    made(minato, user="", port=587, selectors="s1")
    told = {"address": ADDRESS, "user": "", "host": "mail.minato.example", "port": 587, "security": "starttls",
            "selectors": "s2", "password": ""}  # fmt: skip

    kept = ada_sure.post(reverse("desk:sender_smtp"), told)
    moved = ada_sure.post(reverse("desk:sender_smtp"), {**told, "host": "thief.example"})

    assert (kept.status_code, moved.status_code) == (302, 422)
    account = account_of(minato)
    assert (account.password, account.selectors, account.host) == (PASSWORD, "s2", "mail.minato.example")


SECRETS = {"password": "cnry-password", "access_token": "cnry-access", "refresh_token": "cnry-refresh",
           "grant_code": "cnry-code", "grant_verifier": "cnry-verifier"}  # fmt: skip


def test_secrets_stand_on_no_page_in_no_log_and_are_sealed_in_the_table(ada_sure, minato, caplog):
    caplog.set_level("DEBUG")
    for kind in SenderKind:
        made(minato, kind=kind, state=S.BROKEN, problem=Problem.PASSWORD, **SECRETS)

    seen = page(ada_sure)
    for name in ("senders_now", "sender_smtp", "home", "settings"):
        seen += ada_sure.get(reverse(f"desk:{name}")).content.decode()
    for kind in ("microsoft", "google"):
        seen += ada_sure.get(reverse("desk:sender_connect", args=[kind])).content.decode()
    ada_sure.post(reverse("desk:sender_try", args=["smtp"]))
    with acting_for(minato.pk):
        seen += repr(list(AuditEvent.objects.values_list("data", flat=True)))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT (s)::text FROM notices_senderaccount s UNION ALL SELECT (j.args)::text FROM procrastinate_jobs j"
            )
            stored = "".join(text for (text,) in cursor.fetchall())

    assert [word for word in SECRETS.values() if word in seen + stored + caplog.text] == []
    assert account_of(minato).password == "cnry-password"


POSTS = [("sender_choose", []), ("sender_smtp", []), *((f"sender_{name}", ["smtp"]) for name in ("prove", "try", "test", "forget")),
         ("sender_connect", ["google"]), ("sender_back", [])]  # fmt: skip


@pytest.mark.parametrize(("name", "args"), POSTS)
def test_only_who_manages_the_company_may_change_anything(ben_client, minato, name, args):
    made(minato)

    assert ben_client.post(reverse(f"desk:{name}", args=args)).status_code == 403


def test_a_recruiter_may_look_and_have_the_dns_asked(ben_client, minato):
    made(minato, state=S.BROKEN, problem=Problem.REVOKED)

    seen = page(ben_client)
    asked = ben_client.post(reverse("desk:sender_check"))

    assert ("Connect the account again." in seen, "<button" in seen, asked.status_code) == (True, True, 302)
    assert reverse("desk:sender_smtp") not in seen
    with acting_for(minato.pk):
        assert DomainCheck.objects.get().looked_at is not None


@pytest.mark.parametrize("name", ["sender_choose", "sender_forget"])
def test_danger_asks_who_is_there_once_more(ada_client, minato, name):
    made(minato)
    args = [] if name == "sender_choose" else ["smtp"]

    answer = ada_client.post(reverse(f"desk:{name}", args=args), {"kind": "smtp"})

    assert (answer.status_code, "reauthenticate" in answer["Location"]) == (302, True)
    assert account_of(minato).is_chosen is False


@pytest.mark.parametrize("name", ["prove", "try", "test", "forget"])
def test_another_companys_sender_is_not_there(client, cleo, minato, name):
    made(minato)

    assert sure(client, cleo).post(reverse(f"desk:sender_{name}", args=["smtp"])).status_code == 404
    assert "minato" not in page(client)


@pytest.mark.parametrize("kind", ["smtp", "x", "installation", "microsoft%00"])
def test_an_unknown_kind_is_not_there(ada_sure, kind):
    assert ada_sure.get(f"/desk/settings/mail/{kind}/connect/").status_code == 404


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "1234567", "１２３４５６７", "000000\n000000"])
def test_what_is_no_code_is_said(ada_sure, minato, code):
    made(minato, state=S.UNPROVEN, proof_sent_at=timezone.now())

    assert ada_sure.post(reverse("desk:sender_prove", args=["smtp"]), {"code": code}).status_code == 422
    assert account_of(minato).proof_tries == 0


def test_a_wrong_code_is_counted_and_the_right_one_is_refused_after_five(ada_sure, minato):
    from uuid import uuid4

    account = made(minato, state=S.UNPROVEN, proof=uuid4(), proof_sent_at=timezone.now())
    right = senders.code_of(account)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    there = reverse("desk:sender_prove", args=["smtp"])

    tries = [ada_sure.post(there, {"code": wrong}).status_code for _time in range(5)]
    last = ada_sure.post(there, {"code": right}).status_code

    assert (tries, last) == ([422] * 5, 422)
    assert account_of(minato).state == S.UNPROVEN


def test_a_code_of_an_hour_ago_is_refused(ada_sure, minato, time_machine):
    from uuid import uuid4

    account = made(minato, state=S.UNPROVEN, proof=uuid4(), proof_sent_at=timezone.now() - senders.CODE_LIVES * 2)

    answer = ada_sure.post(reverse("desk:sender_prove", args=["smtp"]), {"code": senders.code_of(account)})

    assert (answer.status_code, account_of(minato).state) == (422, S.UNPROVEN)


def test_the_chosen_sender_cannot_be_removed_and_another_can(ada_sure, minato):
    made(minato, is_chosen=True)
    made(minato, kind=SenderKind.GOOGLE)

    for kind in ("smtp", "google"):
        ada_sure.post(reverse("desk:sender_forget", args=[kind]))

    assert (account_of(minato).state, account_of(minato, "google").state) == (S.READY, S.LEAVING)


@pytest.mark.parametrize("state", [S.BEGUN, S.TRYING, S.UNPROVEN, S.BROKEN])
def test_what_is_not_ready_is_not_chosen(ada_sure, minato, state):
    made(minato, state=state)

    ada_sure.post(reverse("desk:sender_choose"), {"kind": "smtp"})

    assert account_of(minato).is_chosen is False


def test_back_to_the_installation_is_one_press(ada_sure, minato):
    made(minato, is_chosen=True)

    ada_sure.post(reverse("desk:sender_choose"), {"kind": "installation"})

    assert account_of(minato).is_chosen is False


def test_a_broken_sender_is_the_first_thing_on_the_home_page(ada_sure, minato):
    made(minato, state=S.BROKEN, problem=Problem.REVOKED, is_chosen=True)

    seen = ada_sure.get(reverse("desk:home"), headers={"accept-language": "en"}).content.decode()

    assert ("your sender does not work" in seen, reverse("desk:senders") in seen) == (True, True)


def test_a_sender_that_works_is_not_on_the_home_page(ada_sure, minato):
    made(minato, is_chosen=True)

    assert (
        "your sender does not work"
        not in ada_sure.get(reverse("desk:home"), headers={"accept-language": "en"}).content.decode()
    )


@pytest.mark.parametrize("problem", list(Problem))
def test_every_problem_says_what_and_how_to_mend_it(ada_sure, minato, problem):
    made(
        minato, state=S.BROKEN, problem=problem, problem_said="535 <b>no</b>", problem_at=timezone.now(), is_chosen=True
    )

    seen = page(ada_sure)

    with translation.override("en"):
        assert str(problem.label) in seen
        assert str(MEND[problem].words) in seen
    assert "<b>no</b>" not in seen


def test_what_the_dns_said_is_shown_with_what_to_paste(ada_sure, minato):
    rows = [
        {"record": "dmarc", "level": "bad", "code": "dmarc_missing", "name": "_dmarc.minato.example", "found": "",
         "paste": "v=DMARC1; p=none", "facts": {}},
        {"record": "spf", "level": "unknown", "code": "spf_unasked", "name": "", "found": "", "paste": "", "facts": {},
         "before": {"record": "spf", "level": "ok", "code": "spf_ok", "name": "", "found": "", "paste": "", "facts": {"n": 3}}},
    ]  # fmt: skip
    with acting_for(minato.pk):
        DomainCheck.objects.create(domain="minato.example", findings=rows, checked_at=timezone.now())

    seen = page(ada_sure)

    assert 'data-copy="v=DMARC1; p=none"' in seen
    assert 'data-copy="_dmarc"' in seen
    assert "3 times of 10" in seen
    assert "could not be asked" in seen


def test_every_state_but_the_last_leads_on():
    assert set(NEXT) | {S.LEAVING} == set(S)
