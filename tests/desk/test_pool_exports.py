"""The list as a file: at once up to a hundred, above that only after another person's word."""

import pytest
from django.urls import reverse

from career_relay.base.audit import log_of
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import exports
from career_relay.candidates.models import Candidate, Export
from career_relay.companies.roles import Role
from tests.factories.candidates import CandidateFactory
from tests.factories.companies import MembershipFactory, UserFactory

PASSWORD = "a long enough password"  # noqa: S105
FILE = "desk:pool_file"
TOLD = {"columns": ["name", "email"], "format": "csv", "reason": "春の採用の準備"}


@pytest.fixture(autouse=True)
def owners_without_totp(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def sure(client, user):
    """Signed in, and the password given again a moment ago."""
    user.set_password(PASSWORD)
    user.save()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.fixture
def ben_sure(client, ben):
    return sure(client, ben)


@pytest.fixture
def crowd(minato) -> list[Candidate]:
    """A hundred and one people."""
    with acting_for(minato.pk):
        return [CandidateFactory(name=f"キム {n:03}", tags=["百"] if n < 100 else []) for n in range(101)]


def test_a_hundred_people_leave_at_once(ben_sure, crowd, minato):
    answer = ben_sure.post(f"{reverse(FILE)}?tag=nobody", {**TOLD, "step": "file"})
    assert answer.status_code == 200
    with acting_for(minato.pk):
        crowd[100].delete()

    answer = ben_sure.post(reverse(FILE), {**TOLD, "step": "file"})

    assert answer.status_code == 200
    assert answer.content.decode().count("\r\n") == 102
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].endswith('.csv"')
    assert "@" not in answer["Content-Disposition"]


def test_a_hundred_and_one_are_refused_without_approval(ben_sure, crowd, minato, ada):
    answer = ben_sure.post(reverse(FILE), {**TOLD, "step": "file"})

    assert answer.status_code == 403
    assert TOLD["reason"] in answer.content.decode()
    with acting_for(minato.pk):
        assert log_of(minato).count() == Export.objects.count() == 0


def test_the_whole_way_of_a_long_list(ben_sure, client, crowd, minato, ben, ada):
    asked = ben_sure.post(reverse(FILE) + "?sort=name", {**TOLD, "step": "ask"})
    assert asked.url == reverse("desk:exports")
    with acting_for(minato.pk):
        export = Export.objects.get()
    fetch, allow = (reverse(f"desk:export_{name}", args=[export.public_id]) for name in ("fetch", "allow"))
    assert client.post(fetch).status_code == 403  # not allowed yet
    assert client.post(allow).status_code == 403  # ben may not allow anything

    sure(client, ada)
    waiting = client.get(reverse("desk:exports")).context["waiting"]
    assert [(row["it"].rows, row["it"].reason) for row in waiting] == [(101, TOLD["reason"])]
    assert "reauthenticate" not in client.post(allow).url
    assert client.post(fetch).status_code == 403  # the file is ben's
    with acting_for(minato.pk):
        exports.write_file(export.pk)
    sure(client, ben)
    file = client.post(fetch)

    assert file.status_code == 200
    assert file.content.decode().count("キム") == 101
    assert client.get(fetch).status_code == 405


def test_an_owner_cannot_allow_their_own(client, crowd, minato, ada):
    MembershipFactory(company=minato, role=Role.OWNER, user=UserFactory(name="Dan"))
    sure(client, ada)
    client.post(reverse(FILE), {**TOLD, "step": "ask"})
    with acting_for(minato.pk):
        export = Export.objects.get()

    answer = client.post(reverse("desk:export_allow", args=[export.public_id]))

    assert answer.status_code == 403
    with acting_for(minato.pk):
        export.refresh_from_db()
    assert export.state == Export.State.WAITING


def test_an_only_owner_is_told_what_to_do(client, crowd, ada):
    sure(client, ada)

    page = client.get(reverse(FILE))
    answer = client.post(reverse(FILE), {**TOLD, "step": "ask"})

    assert page.context["approvers"] == []
    assert reverse("desk:settings") in page.content.decode()
    assert answer.status_code == 422


def test_a_no_is_read_with_its_reason(ben_sure, client, crowd, minato, ben, ada):
    ben_sure.post(reverse(FILE), {**TOLD, "step": "ask"})
    with acting_for(minato.pk):
        export = Export.objects.get()
    refuse = reverse("desk:export_refuse", args=[export.public_id])
    sure(client, ada)

    assert client.post(refuse, {"why": ""}).status_code == 422
    client.post(refuse, {"why": "目的が広すぎます"})
    client.force_login(ben)

    assert "目的が広すぎます" in client.get(reverse("desk:exports")).content.decode()


@pytest.mark.parametrize(
    "told",
    [
        {"reason": ""},
        {"columns": []},
        {"columns": ["password"]},
        {"format": "exe"},
        {"reason": "あ" * 301},
        {"reason": "家族構成の確認"},
    ],
)
def test_what_does_not_hold_comes_back_with_what_was_written(ben_sure, minato, told):
    with acting_for(minato.pk):
        CandidateFactory()

    answer = ben_sure.post(reverse(FILE), {**TOLD, "step": "file", **told})

    assert answer.status_code == 422
    with acting_for(minato.pk):
        assert log_of(minato).count() == 0


def test_the_columns_of_the_screen_are_ticked_first(ben_sure, minato):
    ben_sure.post(reverse("desk:pool_look"), {"columns": ["place", "skills", "contact"]})

    page = ben_sure.get(reverse(FILE))

    assert page.context["form"].initial["columns"] == ["name", "kana", "place", "result", "skills"]


def test_a_workbook_is_one(ben_sure, minato):
    with acting_for(minato.pk):
        CandidateFactory()

    answer = ben_sure.post(reverse(FILE), {**TOLD, "format": "xlsx", "step": "file"})

    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"].endswith('.xlsx"')


def test_the_password_is_asked_before_asking_allowing_and_fetching(client, ben, ada, crowd, minato):
    with acting_for(minato.pk):
        export = exports.ask_for_export(
            [crowd[0].pk], ["name"], reason="準備", form="csv", query="", user=ben, company=minato
        )
    client.force_login(ben)
    assert "reauthenticate" in client.post(reverse(FILE), {**TOLD, "step": "ask"}).url
    assert "reauthenticate" in client.post(reverse("desk:export_fetch", args=[export.public_id])).url
    client.force_login(ada)
    assert "reauthenticate" in client.post(reverse("desk:export_allow", args=[export.public_id])).url


def test_another_companys_exports_are_not_found(client, minato, cleo):
    with acting_for(minato.pk):
        export = Export.objects.create(reason="x", rows=1)
    sure(client, cleo)

    for name in ("allow", "refuse", "fetch"):
        assert client.post(reverse(f"desk:export_{name}", args=[export.public_id])).status_code == 404


def test_home_tells_an_owner_that_somebody_waits(ben_sure, client, crowd, ada):
    ben_sure.post(reverse(FILE), {**TOLD, "step": "ask"})
    client.force_login(ada)

    sections = {one.key: one for one in client.get(reverse("desk:home")).context["sections"]}

    assert sections["exports"].count == 1
