"""Every sample through check and run: the same verdict for each row, and what stands in the records afterwards.

A second import of the same file changes nothing, and what we write into a file comes back to the letter.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from career_relay.base.sheets import sheet, workbook
from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import runs
from career_relay.candidates.models import Application, Candidate, Evaluation, ImportRun, Note
from career_relay.imports.drafts import draft_rows
from career_relay.imports.mapping import suggest_for
from career_relay.imports.readers import open_table
from tests.base.test_sheets import CORPUS
from tests.imports.samples.make import FOLDER
from tests.imports.test_samples import ROWS

pytestmark = pytest.mark.django_db

# File → verdict of every row that is taken, by its line.
VERDICTS = {
    "hrmos.csv": {
        2: "created",
        3: "updated",
        4: "created",
        7: "created",
        10: "created",
        11: "created",
        12: "unchanged",
    },
    "herp.csv": {2: "created", 3: "created", 5: "created", 6: "created", 9: "created", 10: "updated"},
    "talentio.tsv": {2: "created", 4: "created"},
    "doda.xlsx": {4: "created", 5: "created"},
    "wantedly.csv": {2: "created", 3: "created", 4: "created", 6: "created"},
    "generic-en.csv": {3: "created", 4: "created", 7: "created"},
    "generic-ja.xlsx": {3: "created", 4: "created", 5: "created"},
    "greenhouse.json": {1: "created", 2: "updated", 3: "created", 4: "created"},
    "lever.json": {3: "created", 95: "updated", 136: "created", 196: "created"},
    "json-resume.json": {1: "created"},
}


def brought(company, name: str, content: bytes | None = None) -> tuple[ImportRun, ImportRun]:
    """The run of a file as it was checked, and as it was done."""
    data = (FOLDER / name).read_bytes() if content is None else content
    with acting_for(company.pk):
        run = runs.receive_file(ContentFile(data, name), name, company=company, started_by=None)
        with runs.opened(run) as table:
            mapping = runs.mapping_of(run, table)
        runs.begin(runs.choose_mapping(run, mapping), dry=True)
    runs.work(company.pk, run.pk)
    with acting_for(company.pk):
        checked = ImportRun.objects.get(pk=run.pk)
        runs.begin(checked, dry=False)
    runs.work(company.pk, run.pk)
    with acting_for(company.pk):
        return checked, ImportRun.objects.get(pk=run.pk)


@pytest.mark.parametrize("name", VERDICTS)
def test_check_and_run_agree_and_every_row_has_its_verdict(minato, name):
    checked, done = brought(minato, name)

    counted = list(VERDICTS[name].values())
    tallies = [(one.created, one.updated, one.unchanged, one.faulty) for one in (checked, done)]
    faulty = sum(not isinstance(what, dict) for _line, what in ROWS[name])
    assert done.state == "done"
    assert tallies == [(*map(counted.count, ("created", "updated", "unchanged")), faulty)] * 2
    with acting_for(minato.pk):
        assert dict(done.imported.values_list("line", "verdict")) == VERDICTS[name]
        assert list(done.faults.filter(is_warning=False).values_list("line", "column", "value", "code")) == [
            (line, *what) for line, what in ROWS[name] if not isinstance(what, dict)
        ]


@pytest.mark.parametrize("name", VERDICTS)
def test_the_same_file_twice_changes_nothing(minato, name):
    brought(minato, name)

    _checked, again = brought(minato, name)

    assert (again.created, again.updated, again.unchanged) == (0, 0, len(VERDICTS[name]))


def test_two_applications_of_one_person_in_greenhouse_are_one_record_with_its_scorecard(minato):
    brought(minato, "greenhouse.json")

    with acting_for(minato.pk):
        saori = Candidate.objects.get(external_id="7001")
        applications = list(saori.applications.order_by("applied_on").values_list("position_title", "stage", "source"))
        card = Evaluation.objects.get(application__external_id="1")
        notes = list(Note.objects.filter(candidate=saori).values_list("text", flat=True))
    assert applications == [("Sales", "rejected", "agency"), ("Marketing", "withdrawn", "media")]
    assert (card.reviewer_name, card.score) == ("Mori", Decimal("3.0"))
    assert [(one["criterion"], one["score"]) for one in card.criteria][:2] == [("Negotiation", 5), ("Background", 2)]
    assert "公務員" not in repr(card.__dict__)
    assert notes == ["Calm under pressure"]


def test_people_an_agency_introduced_are_protected_from_their_introduction(minato):
    brought(minato, "hrmos.csv")

    with acting_for(minato.pk):
        protected = dict(Candidate.objects.exclude(protected_until=None).values_list("external_id", "protected_by"))
        first = Candidate.objects.get(external_id="HR-1002")
    assert protected == {"HR-1002": "㈱ブリッジ人材", "HR-1008": "スタッフ中央株式会社"}
    assert first.protected_until >= date(2027, 3, 5)


def test_deleted_people_are_nowhere(minato):
    brought(minato, "lever.json")

    with acting_for(minato.pk):
        assert not Candidate.objects.filter(external_id="c-3").exists()
        assert not Candidate.objects.filter(external_id="c-4").exists()
        assert Application.objects.filter(external_id="o-4").count() == 0


# --- round trip ---------------------------------------------------------------------------------------------------


def read_back(content: bytes, name: str) -> list[str]:
    table = open_table(content, name)
    return [result.draft.note for result in draft_rows(table, suggest_for(table), today=date(2026, 11, 23))]


# What begins with a line break or a space loses that when it is tidied, in whatever file it comes.
KEPT = [text for text in CORPUS if text == text.strip()]


@pytest.mark.parametrize("write", [lambda rows: sheet(rows).encode(), workbook], ids=["csv", "xlsx"])
def test_notes_that_would_run_in_a_spreadsheet_come_back_to_the_letter(write):
    rows = [["氏名", "備考"], *([f"三浦 {number}", text] for number, text in enumerate(KEPT))]

    assert read_back(write(rows), "out.xlsx" if write is workbook else "out.csv") == KEPT


@pytest.mark.parametrize("text", ["'=1", "''=1", "'90年代の話", "'", "o'clock"])
def test_an_apostrophe_somebody_typed_stays(text):
    content = sheet([["氏名", "備考"], ["三浦", text]]).encode()

    assert read_back(content, "out.csv") == ["" if text == "'" else text]


def test_rows_to_correct_come_back_guarded_or_not(minato):
    """A faulty row in the file of rejected rows keeps its cells; mended, it goes in."""
    content = sheet([["氏名", "メール", "備考"], ["三浦", "x", "=1+1"]]).encode()
    _checked, done = brought(minato, "list.csv", content)

    with acting_for(minato.pk):
        rejects = runs.faulty_rows(done)
    mended = rejects.content.decode("utf-8-sig").replace(",x,", ",a@b.example,").encode()

    assert done.faulty == 1
    assert read_back(mended, "again.csv") == ["=1+1"]
