"""How a file is read and what is shown of it on the way: corrected, previewed, counted, followed up."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import runs
from career_relay.candidates.models import Candidate, RunState
from tests.desk.test_imports import ROWS, SAMPLE, the_run, upload, walk_to_check


@pytest.fixture(autouse=True)
def owners_without_totp(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


# --- how the file is read -----------------------------------------------------------------------------------------

SAMPLES = Path(__file__).parents[1] / "imports" / "samples"
TITLED = "採用管理表\r\n" + ROWS


def corrected(client, columns: str, **layout):
    """Say how the file is to be read in the form as it is shown, and look at the columns again."""
    shown = {one.html_name: one.initial for one in client.get(columns).context["layout"]}
    told = {name: "" if value is None else value for name, value in shown.items()}
    return client.post(columns.replace("/columns/", "/layout/"), {**told, **layout}, follow=True)


def test_the_system_is_named_with_the_headings_that_tell_it(ben_client, minato):
    page = ben_client.get(upload(ben_client, (SAMPLES / "herp.csv").read_bytes(), "herp.csv").url)

    assert page.context["recognised"].by[:3] == ("応募時刻", "名前", "応募経路")
    assert "HERP Hire" in page.content.decode()


def test_another_system_can_be_chosen(ben_client, minato):
    columns = upload(ben_client, ROWS.encode()).url

    page = corrected(ben_client, columns, preset="talentio")

    assert (the_run(minato).preset, page.context["preset"]) == ("talentio", "Talentio")


def test_a_wrong_encoding_looks_garbled_and_is_not_taken_in(ben_client, minato):
    columns = upload(ben_client, ROWS.encode("cp932")).url

    page = corrected(ben_client, columns, encoding="utf-8")
    refused = ben_client.post(columns, {})
    right = corrected(ben_client, columns, encoding="cp932")

    assert (page.context["is_garbled"], right.context["is_garbled"]) == (True, False)
    assert (refused.status_code, refused.context["error"] != "") == (422, True)
    assert right.context["preview"].first.name == "キム 美咲"


def test_a_wrong_separator_changes_the_preview_and_can_be_put_right(ben_client, minato):
    columns = upload(ben_client, ROWS.encode()).url

    wrong = corrected(ben_client, columns, delimiter="\t")
    right = corrected(ben_client, columns, delimiter=",")

    assert [len(page.context["lines"]) for page in (wrong, right)] == [1, 5]


def test_another_row_can_hold_the_headings(ben_client, minato):
    columns = upload(ben_client, TITLED.encode()).url

    wrong = corrected(ben_client, columns, header_line="1")
    right = corrected(ben_client, columns, header_line="2")

    assert [line.match.heading for line in wrong.context["lines"]] == ["採用管理表"]
    assert right.context["preview"].first.name == "キム 美咲"
    assert "1: 採用管理表" in right.content.decode()


def test_another_sheet_can_be_chosen(ben_client, minato):
    columns = upload(ben_client, (SAMPLES / "generic-ja.xlsx").read_bytes(), "list.xlsx").url
    first = ben_client.get(columns)

    page = corrected(ben_client, columns, sheet="集計")

    assert first.context["preview"].first.name == "木村 湧"
    assert [line.match.heading for line in page.context["lines"]] == ["職種", "件数"]


@pytest.mark.parametrize(
    "layout",
    [{"sheet": "無い"}, {"preset": "nobody"}, {"header_line": "40"}, {"encoding": "klingon", "header_line": "x"}, {}],
    ids=str,
)
def test_a_layout_that_cannot_be_leaves_the_file_as_it_was(ben_client, minato, layout):
    columns = upload(ben_client, (SAMPLES / "generic-ja.xlsx").read_bytes(), "list.xlsx").url
    before = the_run(minato).headers

    page = corrected(ben_client, columns, **layout)

    assert page.status_code == 200
    assert the_run(minato).headers == before


def test_the_layout_of_a_finished_file_stays(ben_client, minato):
    walk_to_check(ben_client, ROWS.encode())
    run = the_run(minato)
    ben_client.post(reverse("desk:import_run", args=[run.public_id]))
    runs.work(minato.pk, run.pk)

    answer = ben_client.post(reverse("desk:import_layout", args=[run.public_id]), {"delimiter": "\t"})

    assert answer.url == reverse("desk:import", args=[run.public_id])
    assert len(the_run(minato).headers) == 5


# --- what is shown ------------------------------------------------------------------------------------------------


def test_five_rows_are_shown_as_they_will_be_faults_and_all(ben_client, minato):
    page = ben_client.get(upload(ben_client, (SAMPLES / "hrmos.csv").read_bytes()).url)

    rows = page.context["preview"].rows
    text = page.content.decode()
    assert [bool(row.draft) for row in rows] == [True, True, True, False, False]
    assert "髙橋 直人" in text
    assert str(rows[3].faults[0].problem) in text


def test_what_is_never_taken_is_listed_with_its_reason(ben_client, minato):
    page = ben_client.get(upload(ben_client, (SAMPLES / "hrmos.csv").read_bytes()).url)

    listed = {heading for _reason, headings in page.context["left_out"] for heading in headings}
    assert listed == {"性別", "配偶者", "扶養家族", "一次面接の実施日"}


def test_faults_are_counted_by_kind(ben_client, minato):
    check = walk_to_check(ben_client, SAMPLE.read_bytes())

    kinds = {kind.code: (kind.rows, kind.first) for kind in check.context["kinds"]}
    assert kinds == {"IMPOSSIBLE_DATE": (7, 63), "MALFORMED_EMAIL": (7, 37), "NO_IDENTITY": (6, 20)}


def test_a_birth_date_is_written_down_nowhere(ben_client, minato):
    young = "氏名,メール,生年月日\r\nキム 空,a@b.example,2014/07/08\r\nキム 海,b@b.example,1990/07/08\r\nキム 陸,c@b.example,1990/02/31\r\n"

    walk_to_check(ben_client, young.encode())
    run = the_run(minato)
    ben_client.post(reverse("desk:import_run", args=[run.public_id]))
    runs.work(minato.pk, run.pk)

    with acting_for(minato.pk):
        [kept] = Candidate.objects.values()
        faults = list(run.faults.values())
    assert [fault["code"] for fault in faults] == ["OUT_OF_SCOPE_AGE", "IMPOSSIBLE_DATE"]
    assert [day for day in ("2014", "1990") if day in repr(faults) + repr({**kept, "id": 0, "search": ""})] == []
    assert kept["birth_key"]


def test_the_result_says_what_to_do_next(ben_client, minato):
    walk_to_check(ben_client, (SAMPLES / "hrmos.csv").read_bytes())
    run = the_run(minato)
    ben_client.post(reverse("desk:import_run", args=[run.public_id]))
    runs.work(minato.pk, run.pk)

    result = ben_client.get(reverse("desk:import", args=[run.public_id]))

    after = result.context["after"]
    assert (after.protected, after.unknown_source, after.waiting, after.may_be_written_to) == (2, 1, 1, 0)


def test_a_file_being_worked_on_is_found_from_the_list_and_from_home(ben_client, minato):
    walk_to_check(ben_client, ROWS.encode())
    run = the_run(minato)
    ben_client.post(reverse("desk:import_run", args=[run.public_id]))

    for name in ("imports", "home"):
        page = ben_client.get(reverse(f"desk:{name}"))
        assert page.context["going"] == [run]
        assert reverse("desk:import", args=[run.public_id]) in page.content.decode()


@pytest.mark.parametrize(("done", "since", "said"), [(3, 30, "minutes_left"), (9, 30, "seconds_left"), (0, 30, None)])
def test_the_time_left_is_told_in_minutes_then_seconds(ben_client, minato, done, since, said):
    walk_to_check(ben_client, ROWS.encode())
    run = the_run(minato)
    with acting_for(minato.pk):
        began = timezone.now() - timedelta(seconds=since)
        type(run).objects.update(state=RunState.RUNNING, rows=10, position=done, going_since=began, going_from=0)

    page = ben_client.get(reverse("desk:import_progress", args=[run.public_id]))

    told = {name for name in ("minutes_left", "seconds_left") if page.context[name] is not None}
    assert told == ({said} if said else set())
    assert page.context["percent"] == done * 10


def test_what_was_tidied_can_be_read_as_the_file_told_it(ben_client, minato):
    odd = "氏名,メール,電話番号,応募日\r\nキム 空,a@b.example,０９０００００１１１１,令和8年3月5日\r\n"
    walk_to_check(ben_client, odd.encode())
    run = the_run(minato)
    ben_client.post(reverse("desk:import_run", args=[run.public_id]))
    runs.work(minato.pk, run.pk)

    with acting_for(minato.pk):
        kept = Candidate.objects.get()
    page = ben_client.get(reverse("desk:candidate", args=[kept.public_id])).content.decode()
    assert kept.phone_key == "+819000001111"
    assert [text for text in ("０９０００００１１１１", "令和8年3月5日") if text not in page] == []
