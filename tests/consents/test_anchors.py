"""The daily anchor: what a chain of one person cannot tell."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from career_relay.base.tenancy import person
from career_relay.consents import anchors, ledger
from career_relay.consents.models import ConsentEntry
from career_relay.consents.states import Act, Purpose
from career_relay.consents.tasks import look_through_ledger
from tests.factories.people import prove

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 4)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    return tmp_path


def write(kim: int, day: date, *, hour: int = 12, **scope) -> ConsentEntry:
    at = timezone.make_aware(datetime.combine(day, time(hour)))
    with person(kim):
        return ledger.append(kim, purpose=Purpose.TEASER, act=Act.GIVEN, at=at, **scope)


def rows() -> list[list[str]]:
    return [line.split(" ") for line in anchors.place().read_text().splitlines()]


def test_a_day_is_one_line_for_all_and_one_for_each_company_named(kim, harbour, minato):
    write(kim, MONDAY, circle=harbour)
    last = write(kim, MONDAY, recipient=minato)

    assert anchors.anchor(MONDAY) == 2

    assert [row[:4] for row in rows()] == [
        ["2026-11-02", "all", str(last.pk), "2"],
        ["2026-11-02", f"company-{minato.pk}", str(last.pk), "1"],
    ]
    assert anchors.compare() == []
    assert anchors.newest() == MONDAY


def test_a_day_without_news_has_its_line_all_the_same(kim, harbour):
    write(kim, MONDAY, circle=harbour)

    anchors.anchor(MONDAY)
    anchors.anchor(TUESDAY)

    assert [(row[0], row[3]) for row in rows()] == [("2026-11-02", "1"), ("2026-11-03", "0")]
    assert rows()[0][4] != rows()[1][4]
    assert anchors.compare() == []


def test_a_day_is_anchored_once(kim, harbour):
    write(kim, MONDAY, circle=harbour)
    anchors.anchor(TUESDAY)

    assert [anchors.anchor(day) for day in (MONDAY, TUESDAY)] == [0, 0]
    assert len(rows()) == 1


def test_lines_after_midnight_belong_to_the_next_day(kim, harbour):
    first = write(kim, MONDAY, hour=23, circle=harbour)
    second = write(kim, TUESDAY, hour=0, circle=harbour)

    anchors.anchor(MONDAY)
    anchors.anchor(TUESDAY)

    assert [row[2] for row in rows()] == [str(first.pk), str(second.pk)]


def test_an_empty_ledger_has_an_anchor_too(db):
    assert (anchors.anchor(MONDAY), anchors.compare()) == (1, [])


def test_a_chain_written_anew_from_its_first_line_is_found(kim, harbour, minato, monkeypatch):
    """What nobody sees in the chain itself: every hash fits, but they are other hashes."""
    entry = write(kim, MONDAY, recipient=minato)
    anchors.anchor(MONDAY)
    forged = [anchors.Mark(entry.pk, minato.pk, "f" * 64)]

    monkeypatch.setattr(anchors, "_marks", lambda _after, _before: iter(forged))

    assert [(one.row, one.scope) for one in anchors.compare()] == [(1, "all"), (2, f"company-{minato.pk}")]


def test_a_line_that_is_gone_is_found_on_its_day_and_no_other(kim, harbour, monkeypatch):
    lines = [write(kim, day, circle=harbour) for day in (MONDAY, TUESDAY, WEDNESDAY)]
    marks = [anchors.Mark(one.pk, None, one.hash) for one in lines]
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        anchors.anchor(day)

    monkeypatch.setattr(anchors, "_marks", lambda _after, _before: iter([marks[0], marks[2]]))

    assert [one.day for one in anchors.compare()] == ["2026-11-03"]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("not an anchor", 2),
        ("2026-11-03 all x 0 " + "0" * 64, 2),
        ("2026-02-30 all 1 0 " + "0" * 64, 2),
        ("2026-11-03 all 1 0 " + "0" * 64, 2),
        ("\x00\xff 行", 2),
    ],
)
def test_a_file_that_was_meddled_with_is_told(kim, harbour, line, row):
    write(kim, MONDAY, circle=harbour)
    anchors.anchor(MONDAY)
    with anchors.place().open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")

    assert [one.row for one in anchors.compare()] == [row]


def test_a_day_taken_out_of_the_file_breaks_the_next(kim, harbour):
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        write(kim, day, circle=harbour)
        anchors.anchor(day)
    first, _second, third = anchors.place().read_text().splitlines()

    anchors.place().write_text(f"{first}\n{third}\n")

    assert [one.day for one in anchors.compare()] == ["2026-11-04"]


def test_forgetting_a_person_leaves_the_anchors_true(kim, harbour):
    write(kim, MONDAY, circle=harbour)
    with person(kim):
        ledger.append(kim, purpose=Purpose.TEASER, act=Act.WITHDRAWN, circle=harbour)
    anchors.anchor(timezone.localdate())

    with person(kim):
        ledger.pseudonymise(kim)

    assert anchors.compare() == []


def test_the_anchor_learns_of_nobody(kim, harbour):
    write(kim, MONDAY, circle=harbour)
    write(prove("lee@mail.example"), MONDAY, circle=harbour)
    anchors.anchor(MONDAY)

    said = anchors.place().read_text()

    assert ledger.pseudonym_of(kim) not in said
    assert "mail.example" not in said


def test_the_night_anchors_the_day_that_ended(kim, harbour):
    night = timezone.make_aware(datetime.combine(TUESDAY, time(1, 40)))
    write(kim, MONDAY, circle=harbour)

    for _ in range(2):
        look_through_ledger(timestamp=int((night + timedelta(seconds=1)).timestamp()))

    assert [row[0] for row in rows()] == ["2026-11-02"]
