"""Learned mappings and forms through HTTP."""

import pytest
from django.urls import reverse

from career_relay.base.tenancy import company as acting_for
from career_relay.imports.models import FormText, SavedMapping
from tests.desk.test_imports import ROWS, the_run, upload, walk_to_check

FORM = {
    "form": "応募フォーム", "version": "v3", "since": "2026-01-01", "until": "", "allows": "pool",
    "text": "応募の記録を、今後の採用のご案内のために残します。",
}  # fmt: skip


@pytest.fixture(autouse=True)
def owners_without_totp(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def learned(company) -> SavedMapping:
    with acting_for(company.pk):
        return SavedMapping.objects.get()


def test_a_confirmed_mapping_is_found_again_by_the_next_file(ben_client, minato):
    walk_to_check(ben_client, ROWS.encode())

    page = ben_client.get(upload(ben_client, ROWS.encode(), "again.csv").url)

    saved = learned(minato)
    assert (saved.name, page.context["learned"].saved, page.context["learned"].is_same) == ("export", saved, True)
    assert saved.name in page.content.decode()
    assert {line.match.how for line in page.context["lines"]} == {"saved"}


def test_a_nearly_equal_file_says_what_is_new(ben_client, minato):
    walk_to_check(ben_client, ROWS.encode())
    wider = ROWS.replace("選考ステータス", "選考ステータス,勤務地").replace("一次面接", "一次面接,大阪")

    page = ben_client.get(upload(ben_client, wider.encode()).url)

    assert page.context["learned"].new == ("勤務地",)
    assert "勤務地" in page.content.decode()


def test_what_a_word_means_is_learned_too(ben_client, minato):
    odd = ROWS.replace("一次面接", "ほげふが").encode()
    walk_to_check(ben_client, odd)
    told = {"kind": "stage", "value": "ほげふが", "meaning": "interview_2"}
    ben_client.post(reverse("desk:import_meaning", args=[the_run(minato).public_id]), told)

    again = ben_client.get(upload(ben_client, odd).url)

    assert learned(minato).mapping["values"] == {"stage": {"ほげふが": "interview_2"}}
    assert again.context["preview"].first.application.reached == "second"


def test_mappings_are_listed_renamed_and_forgotten(ben_client, minato):
    walk_to_check(ben_client, ROWS.encode())
    public_id = learned(minato).public_id

    ben_client.post(reverse("desk:import_mapping_rename", args=[public_id]), {"name": "中途の書き出し"})
    listed = ben_client.get(reverse("desk:import_mappings")).content.decode()
    ben_client.post(reverse("desk:import_mapping_forget", args=[public_id]))

    assert "中途の書き出し" in listed
    with acting_for(minato.pk):
        assert SavedMapping.objects.count() == 0
    assert ben_client.get(upload(ben_client, ROWS.encode()).url).context["learned"] is None


@pytest.mark.parametrize("name", ["", "　", None])
def test_a_mapping_keeps_its_name_when_none_is_given(ben_client, minato, name):
    walk_to_check(ben_client, ROWS.encode())

    answer = ben_client.post(
        reverse("desk:import_mapping_rename", args=[learned(minato).public_id]), {} if name is None else {"name": name}
    )

    assert (answer.status_code, learned(minato).name) == (422, "export")
    assert 'role="alert"' in answer.content.decode()


def test_another_companys_mapping_is_not_there(ben_client, client, cleo, minato):
    walk_to_check(ben_client, ROWS.encode())
    public_id = learned(minato).public_id
    client.force_login(cleo)

    assert client.post(reverse("desk:import_mapping_forget", args=[public_id])).status_code == 404
    assert client.post(reverse("desk:import_mapping_rename", args=[public_id]), {"name": "x"}).status_code == 404
    assert learned(minato).name not in client.get(reverse("desk:import_mappings")).content.decode()


def test_looking_at_lessons_changes_nothing(ben_client, minato):
    walk_to_check(ben_client, ROWS.encode())
    public_id = learned(minato).public_id

    assert ben_client.get(reverse("desk:import_mapping_forget", args=[public_id])).status_code == 405
    assert ben_client.get(reverse("desk:import_mapping_rename", args=[public_id])).status_code == 405


# --- forms --------------------------------------------------------------------------------------------------------


def form_of(company) -> FormText:
    with acting_for(company.pk):
        return FormText.objects.get()


def test_an_owner_writes_down_a_form_and_nobody_else_does(ada_client, client, ada, ben, minato):
    ada_client.post(reverse("desk:import_forms"), FORM)
    kept = form_of(minato)

    client.force_login(ben)
    client.post(reverse("desk:import_forms"), {**FORM, "version": "v4"})

    assert (str(kept), kept.attested_by, len(kept.text_hash)) == ("応募フォーム v3", ada, 64)
    assert form_of(minato) == kept
    assert FORM["text"] in client.get(reverse("desk:import_forms")).content.decode()


@pytest.mark.parametrize(
    "changes",
    [{"form": ""}, {"version": ""}, {"text": ""}, {"since": "きょう"}, {"until": "2025-01-01"}, {"allows": "share"}, {"text": "あ" * 20_001}],
)  # fmt: skip
def test_a_form_that_cannot_be_evidence_is_answered_with_what_was_typed(ada_client, minato, changes):
    answer = ada_client.post(reverse("desk:import_forms"), {**FORM, "form": "応募フォーム", **changes})

    assert answer.status_code == 422
    assert answer.context["form"].errors
    with acting_for(minato.pk):
        assert FormText.objects.count() == 0


def test_a_form_an_owner_chooses_makes_people_of_its_time_pool(ada_client, minato):
    ada_client.post(reverse("desk:import_forms"), FORM)

    columns = upload(ada_client, ROWS.encode()).url
    check = ada_client.post(columns, {"attested": "yes", "evidence": str(form_of(minato).public_id)}, follow=True)

    first = check.context["preview"].first
    assert (first.state, first.state_form, str(first.state_on)) == ("pool", "応募フォーム v3", "2026-10-01")
    assert form_of(minato).text_hash[:12] in first.state_evidence


@pytest.mark.parametrize("changes", [{"until": "2026-09-30"}, {"since": "2026-10-02"}])
def test_a_form_of_another_time_is_no_evidence(ada_client, minato, changes):
    ada_client.post(reverse("desk:import_forms"), {**FORM, **changes})

    columns = upload(ada_client, ROWS.encode()).url
    check = ada_client.post(columns, {"attested": "yes", "evidence": str(form_of(minato).public_id)}, follow=True)

    assert check.context["preview"].first.state == "record"


@pytest.mark.parametrize("told", [{"attested": "yes"}, {"evidence": "known"}, {"attested": "yes", "evidence": "x"}])
def test_without_both_the_form_and_the_word_of_an_owner_nobody_is_more_than_a_record(ada_client, minato, told):
    ada_client.post(reverse("desk:import_forms"), FORM)
    known = {"known": str(form_of(minato).public_id)}

    columns = upload(ada_client, ROWS.encode()).url
    check = ada_client.post(columns, {key: known.get(value, value) for key, value in told.items()}, follow=True)

    assert check.context["preview"].first.state == "record"


def test_a_recruiter_cannot_use_the_word_of_an_owner(ada_client, client, ben, minato):
    ada_client.post(reverse("desk:import_forms"), FORM)
    client.force_login(ben)

    columns = upload(client, ROWS.encode()).url
    check = client.post(columns, {"attested": "yes", "evidence": str(form_of(minato).public_id)}, follow=True)

    assert check.context["preview"].first.state == "record"
