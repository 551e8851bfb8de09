"""The pages about the network: at the desk, at the console and from outside, with what people type wrong."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import company as acting_for
from career_relay.base.tenancy import operator
from career_relay.companies.models import Brand, Circle, Company, Cut, Entry, Filing, Joining, Membership, Standing
from career_relay.companies.roles import Role
from career_relay.console.network import named_places, network_health
from tests.companies.test_joining import FACTS
from tests.factories.companies import CircleFactory, CompanyFactory, JoiningFactory, LicenceFactory, UserFactory

PASSWORD = "tide and harbour 26"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def proven_again(client, user):
    """Somebody who has just given their password once more."""
    user.set_password(PASSWORD)
    user.save()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.fixture
def dee_client(client, db):
    """Staff of the operator."""
    return proven_again(client, UserFactory(name="Dee", email="dee@chamber.example", is_operator=True))


def post(client, name: str, told: dict | None = None, args: list | None = None) -> int:
    return client.post(reverse(name, args=args or []), told or {}).status_code


def joining_of(company: Company) -> Joining:
    with operator():
        return Joining.objects.get(company=company)


# --- the desk -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", ["network", "network_terms", "brand"])
def test_the_pages_open(ada_client, minato, harbour, mode3, name, language):
    ada_client.cookies["lang"] = language

    assert ada_client.get(reverse(f"desk:{name}")).status_code == 200


def test_a_company_asks_and_what_was_typed_wrong_stays_on_the_page(ada_client, minato):
    Company.objects.update(verified_at=None)
    told = {**FACTS, "corporate_number": "1234567890123", "representative": "湊 二郎", "agrees": "on"}

    wrong = ada_client.post(reverse("desk:network_join"), told)
    right = post(ada_client, "desk:network_join", {**told, "corporate_number": FACTS["corporate_number"]})

    assert (wrong.status_code, "湊 二郎" in wrong.content.decode(), right) == (422, True, 302)
    minato.refresh_from_db()
    assert (minato.representative, joining_of(minato).standing) == ("湊 二郎", Standing.ASKED)


def test_without_the_terms_nothing_is_asked_or_changed(ada_client, minato):
    Company.objects.update(verified_at=None)

    assert post(ada_client, "desk:network_join", {**FACTS, "representative": "湊 二郎"}) == 422
    minato.refresh_from_db()
    assert minato.representative == "湊 一郎"


def test_a_company_that_takes_part_changes_no_fact_by_asking_again(ada_client, minato):
    assert post(ada_client, "desk:network_join", {**FACTS, "agrees": "on"}) == 422
    minato.refresh_from_db()
    assert minato.name == "株式会社ミナトソフト"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("network_mail", {"mailbox": "ada"}),
        ("network_mail", {}),
        ("network_code", {"code": "<b>1"}),
        ("network_code", {}),
        ("network_confirm", {}),
        ("network_circle", {"act": "dance"}),
        ("network_circle", {"act": "enter", "charter": "１", "agrees": "on"}),
        ("network_circle", {"act": "enter", "charter": "9" * 40, "agrees": "on"}),
        ("network_circle", {"act": "enter", "charter": "1"}),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(ada_client, minato, name, told):
    circle = CircleFactory(entry=Entry.OPEN)
    args = [circle.public_id] if name == "network_circle" else []

    answer = ada_client.post(reverse(f"desk:{name}", args=args), told)

    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (422, True)
    assert circle.members.count() == 0


def test_circles_are_entered_and_left_from_the_page(ada_client, minato):
    circle = CircleFactory(entry=Entry.OPEN)
    told = {"charter": circle.charter_version, "agrees": "on"}

    codes = [
        post(ada_client, "desk:network_circle", {**told, "act": act}, [circle.public_id]) for act in ("enter", "leave")
    ]

    assert (codes, circle.members.count()) == ([302, 302], 0)
    with acting_for(minato.pk):
        events = list(AuditEvent.objects.order_by("id").values_list("event", flat=True))
    assert events == ["companies.circle_joined", "companies.circle_left"]


def test_a_circle_one_is_not_invited_to_is_not_there(ada_client, minato):
    circle = CircleFactory(entry=Entry.INVITATION)

    assert post(ada_client, "desk:network_circle", {"act": "enter"}, [circle.public_id]) == 404


def test_a_company_is_kept_off_and_let_near_again(ada_client, minato, komorebi):
    first = post(ada_client, "desk:network_cut", {"company": "komorebi"})
    during = Cut.objects.count()
    post(ada_client, "desk:network_cut", {"company": "komorebi", "act": "end"})

    assert (first, during, Cut.objects.count()) == (302, 1, 0)
    assert post(ada_client, "desk:network_cut", {"company": "minato"}) == 422
    assert post(ada_client, "desk:network_cut", {"company": "nobody"}) == 404


@pytest.mark.parametrize(
    ("role", "gate", "manage"),
    [(Role.OWNER, 302, 302), (Role.GATEKEEPER, 302, 403), (Role.RECRUITER, 403, 403), (Role.VIEWER, 403, 403)],
)
def test_the_gatekeeper_decides_with_whom_and_the_owner_whether(ben_client, ben, minato, komorebi, role, gate, manage):
    Membership.objects.filter(user=ben).update(role=role)
    with operator():
        JoiningFactory(company=minato, standing=Standing.ADMITTED, confirm_by=timezone.localdate())

    assert post(ben_client, "desk:network_cut", {"company": "komorebi"}) == gate
    assert post(ben_client, "desk:network_confirm", {"agrees": "on"}) == manage


def test_leaving_asks_for_the_password_once_more(client, ada, minato):
    client.force_login(ada)
    first = client.post(reverse("desk:network_leave"))
    minato.refresh_from_db()
    still = minato.is_live

    proven_again(client, ada)
    looked = client.get(reverse("desk:network_leave")).status_code
    post(client, "desk:network_leave")

    minato.refresh_from_db()
    assert (first.status_code, still, looked, minato.is_live) == (302, True, 200, False)


def test_a_brand_is_shown_on_the_door_and_its_logo_is_a_picture(ada_client, client, minato):
    out = BytesIO()
    Image.new("RGB", (40, 20), "#1f6f5c").save(out, "PNG")
    logo = SimpleUploadedFile("logo.png", out.getvalue(), content_type="text/html")

    wrong = post(ada_client, "desk:brand", {"colour": "#ffff00"})
    right = post(ada_client, "desk:brand", {"colour": "#1f6f5c", "logo": logo})

    mark = Brand.objects.get().logo_mark
    path = reverse("portal:brand_logo", args=["minato", mark])
    door, picture = client.get(reverse("portal:door", args=["minato"])), client.get(path)
    said = door.content.decode()
    assert (wrong, right, path in said) == (422, 302, True)
    assert '<body class="letter letter--brand" style="--co: #1f6f5c"' in said  # the buttons take it from there
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert client.get(reverse("portal:brand_logo", args=["minato", "0" * 16])).status_code == 404


# --- from outside -------------------------------------------------------------------------------------------------

OUTSIDE = {**FACTS, "person": "紬 花", "email": "hana@tsumugi.example", "agrees": "on"}


def test_a_company_asks_from_outside_and_gets_one_mail(client, operator_company, mailoutbox):
    sent = [client.post(reverse("portal:ask_to_join"), OUTSIDE) for _twice in range(2)]

    assert [answer.url for answer in sent] == [reverse("portal:join_sent")] * 2
    assert [mail.to for mail in mailoutbox] == [["hana@tsumugi.example"]]


def test_the_mails_about_a_sign_in_are_words_of_ours(client, operator_company, mailoutbox):
    client.post(reverse("portal:ask_to_join"), OUTSIDE)
    client.post(reverse("account_reset_password"), {"email": "nobody@tsumugi.example"})

    first, unknown = mailoutbox
    assert first.subject == "ログイン用パスワードの設定をお願いします | キャリアリレー"
    assert first.body.startswith("紬 花 様\n\n採用担当の画面にログインできるようになりました。")
    assert re.search(r"https?://testserver/account/password/reset/key/\S+", first.body)
    assert unknown.subject.startswith("このアドレスのログインはありません")
    assert "nobody@tsumugi.example" in unknown.body


@pytest.mark.parametrize(
    "wrong",
    [
        {"corporate_number": "1" * 13},
        {"email": "hana@elsewhere.example"},
        {"email": "no address"},
        {"agrees": ""},
        {"domain": "gmail.com"},
        {"name": "あ" * 500},
    ],
)
def test_what_is_wrong_outside_is_said_and_nothing_is_lost(client, operator_company, mailoutbox, wrong):
    answer = client.post(reverse("portal:ask_to_join"), {**OUTSIDE, **wrong})

    assert (answer.status_code, "紬 花" in answer.content.decode()) == (422, True)
    assert (list(Company.objects.all()), mailoutbox) == ([operator_company], [])


def test_where_nobody_runs_a_network_nobody_asks_to_join_it(client, db):
    assert client.get(reverse("portal:ask_to_join")).status_code == 404


# --- the console --------------------------------------------------------------------------------------------------


@pytest.fixture
def waiting(db) -> Company:
    company = CompanyFactory(slug="tsumugi", verified_at=None)
    with operator():
        JoiningFactory(company=company, screened_on=None)
    return company


def test_the_queue_shows_who_waits_and_what_is_open(dee_client, waiting):
    page = dee_client.get(reverse("console:admissions"))

    assert [one.company for one, _checks in page.context["waiting"]] == [waiting]
    assert reverse("console:company", args=[waiting.public_id]) in page.content.decode()


def test_the_operator_screens_sends_back_and_declines(dee_client, waiting):
    def act(name, told):
        return post(dee_client, f"console:company_{name}", told, [waiting.public_id])

    today = timezone.localdate()
    codes = [
        act("screening", {"on": (today + timedelta(days=1)).isoformat(), "how": "検索"}),
        act("screening", {"on": "yesterday", "how": ""}),
        act("screening", {"on": today.isoformat(), "how": "検索"}),
        act("send_back", {"word": " "}),
        act("send_back", {"word": "ご確認ください。"}),
        act("decline", {"word": "もう一度"}),
    ]

    kept = joining_of(waiting)
    assert codes == [422, 422, 302, 422, 302, 422]
    assert (kept.screened_on, kept.standing, kept.word) == (today, Standing.SENT_BACK, "ご確認ください。")


def test_the_operator_cuts_two_companies_off(dee_client, minato, komorebi):
    args, told = [minato.public_id], {"other": komorebi.public_id}

    codes = [
        post(dee_client, "console:company_cut", told, args),
        post(dee_client, "console:company_cut", {"other": "nobody"}, args),
        post(dee_client, "console:company_cut", {"other": minato.public_id}, args),
    ]
    during = Cut.objects.filter(by_operator=True).count()
    codes.append(post(dee_client, "console:company_uncut", told, args))

    assert (codes, during, Cut.objects.count()) == ([302, 422, 422, 302], 1, 0)


def test_a_circle_gets_a_new_charter_and_its_callers_an_answer(dee_client, minato, komorebi):
    circle = CircleFactory(entry=Entry.APPROVAL)
    args = [circle.public_id]
    told = {"name": "港の輪", "slug": circle.slug, "entry": "open", "charter": "新しい約束"}

    codes = [
        post(dee_client, "console:circle", told, args),
        post(dee_client, "console:circle", {**told, "entry": "sideways"}, args),
        post(dee_client, "console:circle_invite", {"company": "minato"}, args),
        post(dee_client, "console:circle_drop", {"company": "minato"}, args),
        post(dee_client, "console:circle_approve", {"company": "komorebi"}, args),
    ]

    circle.refresh_from_db()
    assert codes == [302, 422, 302, 302, 302]
    assert (circle.charter_version, circle.entry, circle.members.count()) == (2, "open", 0)
    assert dee_client.get(reverse("console:circle", args=args)).status_code == 200


def test_a_report_is_written_down_with_its_proof(dee_client, operator_company):
    LicenceFactory(holder=operator_company, kind="information", accepted_on=timezone.localdate() - timedelta(days=800))
    told = {"key": "information-report", "due_on": f"{timezone.localdate().year}-08-31"}

    codes = [
        post(dee_client, "console:date_filed", told),
        post(dee_client, "console:date_filed", {**told, "filed_on": "2026-01-01", "evidence": " "}),
        post(dee_client, "console:date_filed", {**told, "due_on": "x", "filed_on": "2026-01-01", "evidence": "受付 1"}),
        post(dee_client, "console:date_filed", {**told, "filed_on": "2026-01-01", "evidence": "受付 1"}),
    ]

    assert (codes, Filing.objects.count()) == ([422, 422, 422, 302], 1)


def test_health_tells_totals_of_five_and_more_only(dee_client, minato, mode3):
    from tests.factories.positions import PositionFactory

    with acting_for(minato.pk):
        for _n in range(5):
            PositionFactory(prefecture="大阪府", role_family="sales")
        PositionFactory(prefecture="沖縄県", role_family="design")

    health = dee_client.get(reverse("console:health")).context["health"]

    assert [(one.label, one.people, one.openings) for one in health.by_region] == [("大阪府", None, 5)]
    assert [(one.people, one.openings) for one in health.by_role] == [(None, 5)]
    assert (health.in_time, health.late, health.share_in_time) == (None, None, None)


def test_supply_and_demand_of_a_place_stand_in_one_line():
    assert named_places({"13": 16, "47": None}) == {"東京都": 16, "沖縄県": None}
    assert named_places({"01": 5, "27": 7}) == {"北海道": 5, "大阪府": 7}


def test_only_the_operator_may_ask_the_database(minato):
    from django.db import DatabaseError, transaction

    with acting_for(minato.pk), pytest.raises(DatabaseError, match="only the operator"), transaction.atomic():
        network_health(timezone.now())


def test_the_circle_page_of_the_console_is_not_there_for_others(ada_client, minato):
    circle = Circle.objects.create(slug="c", name="輪")

    assert ada_client.get(reverse("console:circle", args=[circle.public_id])).status_code == 404
