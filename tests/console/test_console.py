"""The console through HTTP: who may enter, what it shows, and the second look before danger."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.models import AuditEvent
from career_relay.base.tenancy import NobodyActive, operator
from career_relay.candidates.models import Candidate
from career_relay.companies.licences import Kind, Mode
from career_relay.companies.models import Company, Licence
from career_relay.companies.queries import current_mode
from career_relay.console.urls import urlpatterns
from tests.factories.companies import CompanyFactory, JoiningFactory, MembershipFactory, UserFactory

PASSWORD = "tide and harbour 26"
PAGES = ["home", "admissions", "health", "dates", "companies", "circles", "licences", "provisions"]


@pytest.fixture
def otto(db):
    """Staff of the operator."""
    user = UserFactory(name="Otto", email="otto@chamber.example", is_operator=True)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def otto_client(client, otto):
    """Otto, who has just given his password once more."""
    client.force_login(otto)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def form(holder: Company, **facts) -> dict:
    today = timezone.localdate()
    return {
        "holder": holder.pk,
        "kind": Kind.FREE_CHAMBER.value,
        "number": "13-特-012345",
        "responsible": "高木 直",
        "accepted_on": today.isoformat(),
        "expires_on": (today + timedelta(days=60)).isoformat(),
        "evidence": "届出受理通知書",
        **facts,
    }


def events() -> list[str]:
    with operator():
        return list(AuditEvent.objects.order_by("id").values_list("event", flat=True))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens(otto_client, mode3, minato, harbour, name, language):
    otto_client.cookies["lang"] = language

    assert otto_client.get(reverse(f"console:{name}")).status_code == 200


def test_pages_of_single_rows_open(otto_client, mode3, minato):
    paths = [
        reverse("console:company", args=[minato.public_id]),
        reverse("console:licence_add"),
        reverse("console:licence_end", args=[mode3.public_id]),
    ]

    assert [otto_client.get(path).status_code for path in paths] == [200, 200, 200]


def args_of(pattern, company) -> list:
    """What the address needs: an id, or the kind of a book."""
    route = str(pattern.pattern)
    return [company.public_id] if "<uuid" in route else ["jobs"] if "<slug:kind>" in route else []


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_staff_of_a_company_find_no_console(ben_client, minato, pattern):
    args = args_of(pattern, minato)

    path = reverse(f"console:{pattern.name}", args=args)

    assert [ben_client.get(path).status_code, ben_client.post(path).status_code] == [404, 404]


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_looking_changes_nothing(otto_client, minato, mode3, pattern):
    args = args_of(pattern, minato)
    before = events()

    otto_client.get(reverse(f"console:{pattern.name}", args=args))

    assert (events(), current_mode()) == (before, Mode.FREE_PLACEMENT)


def test_the_overview_says_that_a_demonstration_is_one(otto_client, mode3):
    mode3.is_demonstration = False
    mode3.save()
    real = otto_client.get("/console/").content
    mode3.is_demonstration = True
    mode3.save()

    assert real.count(b"notice is-warn") + 1 == otto_client.get("/console/").content.count(b"notice is-warn")


def test_the_table_of_features_is_the_one_in_code(otto_client, mode3):
    table = otto_client.get("/console/").context["table"]

    ask = next(row for row in table.rows if row.feature == "ask")
    assert [allowed for allowed, _current in ask.cells] == [False, False, False, True, True]
    assert [current for _allowed, current in ask.cells] == [False, False, False, True, False]


def test_a_company_is_admitted_by_one_post(otto_client):
    newcomer = CompanyFactory(domain="new.example", verified_at=None)
    MembershipFactory(company=newcomer, user=UserFactory(email="dan@new.example"))
    with operator():
        JoiningFactory(company=newcomer)

    otto_client.post(reverse("console:company_admit", args=[newcomer.public_id]))

    newcomer.refresh_from_db()
    assert (newcomer.is_live, events()) == (True, ["companies.admitted"])


def test_a_company_that_is_not_ready_is_told_why(otto_client):
    newcomer = CompanyFactory(domain="", verified_at=None)

    page = otto_client.post(reverse("console:company_admit", args=[newcomer.public_id]), follow=True)

    newcomer.refresh_from_db()
    assert (newcomer.is_live, [message.level_tag for message in page.context["messages"]]) == (False, ["error"])


def test_suspending_needs_a_reason(otto_client, minato):
    path = reverse("console:company_suspend", args=[minato.public_id])

    otto_client.post(path, {"reason": "mood"})
    otto_client.post(path, {"reason": "complaint"})

    assert events() == ["companies.suspended"]


def test_a_licence_with_evidence_changes_the_mode(otto_client, operator_company):
    answer = otto_client.post("/console/licences/add", form(operator_company))

    assert (answer.status_code, current_mode(), events()) == (302, Mode.FREE_PLACEMENT, ["companies.licence_added"])


def test_a_licence_without_evidence_is_refused_and_written_down(otto_client, operator_company):
    facts = form(operator_company, kind=Kind.PAID_PERMIT.value, number="13-ユ-012345", evidence="")

    answer = otto_client.post("/console/licences/add", facts)

    assert (answer.status_code, Licence.objects.count()) == (422, 0)
    with operator():
        (event,) = AuditEvent.objects.all()
    assert (event.event, event.data) == (
        "companies.licence_refused",
        {"kind": "paid_permit", "code": "LICENCE_EVIDENCE_REQUIRED"},
    )


def test_the_preview_says_what_would_follow_and_keeps_nothing(otto_client, operator_company, minato):
    modes = [
        otto_client.get("/console/licences/preview", form(holder)).context["then"]
        for holder in (operator_company, minato)
    ]

    assert (modes, Licence.objects.count()) == ([Mode.FREE_PLACEMENT, Mode.OWN_POOL], 0)


def test_ending_the_only_licence_leads_to_mode_0(otto_client, mode3):
    otto_client.post(reverse("console:licence_end", args=[mode3.public_id]))

    assert (current_mode(), events()) == (Mode.OWN_POOL, ["companies.licence_ended"])


def test_danger_asks_for_the_password_again_and_then_goes_on(client, otto, mode3, minato):
    client.force_login(otto)
    path = reverse("console:licence_end", args=[mode3.public_id])

    asked = client.post(path)
    held_back = current_mode()
    client.post(asked["Location"], {"password": PASSWORD})

    assert (asked.status_code, asked["Location"].split("?")[0]) == (302, reverse("account_reauthenticate"))
    assert (held_back, current_mode(), events()) == (Mode.FREE_PLACEMENT, Mode.OWN_POOL, ["companies.licence_ended"])


@pytest.mark.parametrize("name", ["company_suspend", "licence_add", "licence_end"])
def test_each_dangerous_act_asks_again(client, otto, mode3, minato, name):
    client.force_login(otto)
    args = {"company_suspend": [minato.public_id], "licence_end": [mode3.public_id]}.get(name, [])

    answer = client.post(reverse(f"console:{name}", args=args), {"reason": "terms"})

    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert events() == []


def test_two_circles_never_have_one_name(otto_client):
    made = [
        otto_client.post("/console/circles/", {"name": "山の輪", "slug": slug, "entry": "open"}).status_code
        for slug in ("mountain", "another")
    ]

    assert made == [302, 422]


def test_a_circle_is_made_joined_and_left(otto_client, minato):
    otto_client.post(
        "/console/circles/", {"name": "山の輪", "slug": "mountain", "entry": "open", "charter": "互いに返事をします。"}
    )
    circle = minato.circles.model.objects.get(slug="mountain")

    otto_client.post(reverse("console:circle_join", args=[circle.public_id]), {"company": "minato"})
    inside = list(circle.companies.all())
    otto_client.post(reverse("console:circle_leave", args=[circle.public_id]), {"company": "minato"})

    assert (inside, circle.companies.count()) == ([minato], 0)
    assert events() == ["companies.circle_made", "companies.circle_joined", "companies.circle_left"]


def test_taking_the_book_out_is_written_down(otto_client, operator_company):
    file = otto_client.post("/console/provisions/file")

    (heads,) = csv.reader(StringIO(file.content.decode("utf-8-sig")))
    assert (len(heads), events()) == (15, ["companies.book_exported"])


def test_the_console_shows_no_candidate(otto_client, mode3, minato):
    with operator(), pytest.raises(NobodyActive):
        Candidate.objects.count()
