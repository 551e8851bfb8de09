"""The import wizard through HTTP, as a recruiter walks it."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates import runs
from career_relay.candidates.models import Candidate, ImportRun, RunState
from career_relay.imports import refusals

SAMPLE = Path(__file__).parents[2] / "demo" / "files" / "ats_export.csv"
ROWS = (
    "氏名,メールアドレス,応募職種,応募日,選考ステータス\r\nキム 美咲,kim@mail.example,法人営業,2026/10/01,一次面接\r\n"
)


@pytest.fixture(autouse=True)
def owners_without_totp(settings):
    settings.MFA_REQUIRED_FOR_OWNERS = False


def upload(client, content: bytes, name: str = "export.csv"):
    return client.post(reverse("desk:imports"), {"file": SimpleUploadedFile(name, content), "preset": ""})


def the_run(company) -> ImportRun:
    with acting_for(company.pk):
        return ImportRun.objects.get()


def columns_as_shown(response) -> dict[str, str]:
    return {line.name: line.match.target for line in response.context["lines"] if not line.never}


def walk_to_check(client, content: bytes):
    columns = upload(client, content).url
    return client.post(columns, columns_as_shown(client.get(columns)), follow=True)


def test_a_recruiter_brings_the_sample_in(ben_client, minato):
    check = walk_to_check(ben_client, SAMPLE.read_bytes())
    run = the_run(minato)
    assert check.status_code == 200
    assert (run.state, run.created, run.updated, run.faulty) == (RunState.CHECKED, 269, 11, 20)
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 0

    started = ben_client.post(reverse("desk:import_run", args=[run.public_id]))
    runs.work(minato.pk, run.pk)

    result = ben_client.get(started.url)
    run = the_run(minato)
    assert (run.state, run.created, run.updated, run.faulty) == (RunState.DONE, 269, 11, 20)
    assert result.context["good"] == 280
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 269


def test_every_fault_is_named_with_line_column_value_and_remedy(ben_client, minato):
    check = walk_to_check(ben_client, SAMPLE.read_bytes())

    page = check.content.decode()
    faults = list(check.context["page"])
    assert len({fault.line for fault in faults}) == 20
    for fault in faults:
        assert f"{fault.line}" in page
        assert fault.problem


def test_faulty_rows_come_back_in_the_format_of_the_file(ben_client, minato):
    walk_to_check(ben_client, SAMPLE.read_bytes())

    answer = ben_client.get(reverse("desk:import_faulty", args=[the_run(minato).public_id]))

    text = answer.content.decode("cp932")
    assert answer["Content-Type"].startswith("text/csv")
    assert len(text.split("\r\n")) == 20 + 2  # headings, and the end of the last row
    assert "取り込めない理由" in text or "Reason not imported" in text


def test_only_an_owner_can_attest_who_may_be_written_to(ada_client, ben, client, minato):
    columns = upload(ada_client, SAMPLE.read_bytes()).url
    chosen = columns_as_shown(ada_client.get(columns))
    ada_client.post(columns, {**chosen, "attested": "yes"})
    run = the_run(minato)
    assert runs.may_contact(run)

    client.force_login(ben)
    client.post(columns, {**chosen, "attested": "yes"})

    assert not runs.may_contact(the_run(minato))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.csv", {"ja": "空", "en": "empty"}),
        (b"\r\n\r\n", "nothing.csv", {"ja": "列", "en": "column"}),
        (b"%PDF-1.7\n1 0 obj", "list.csv", {"ja": "PDF", "en": "PDF"}),
        (b"PK\x03\x04 not really", "list.xlsx", {"ja": "Excel", "en": "Excel"}),
        ("氏名,メール\r\nキム,".encode() + b"\xff\xfe\x80\x81", "odd.csv", {"ja": "Shift_JIS", "en": "Shift_JIS"}),
        ("氏名,メール\r\n".encode(), "heads.csv", {"ja": "行", "en": "rows"}),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_file_that_cannot_be_read_is_answered_with_help(ben_client, minato, content, name, said, language):
    ben_client.cookies["lang"] = language

    answer = upload(ben_client, content, name)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert said[language] in str(answer.context["form"].errors["file"])
    assert 'type="file"' in page
    with acting_for(minato.pk):
        assert ImportRun.objects.count() == 0


def test_a_file_beyond_the_limit_is_refused(ben_client, minato, settings):
    settings.IMPORT_MAX_BYTES = 1_000_000

    answer = upload(ben_client, ROWS.encode() + b"x" * 1_000_000)

    assert "MB" in str(answer.context["form"].errors["file"])


def test_looking_changes_nothing(ben_client, minato):
    walk_to_check(ben_client, SAMPLE.read_bytes())
    before = the_run(minato).__dict__ | {"_state": None}

    public_id = the_run(minato).public_id
    ben_client.get(reverse("desk:imports"))
    for name in ("import", "import_columns", "import_progress", "import_faulty", "import_undo"):
        ben_client.get(reverse(f"desk:{name}", args=[public_id]))
    for name in ("import_run", "import_meaning"):
        assert ben_client.get(reverse(f"desk:{name}", args=[public_id])).status_code == 405

    assert the_run(minato).__dict__ | {"_state": None} == before


def test_another_companys_import_is_not_found(ben_client, client, cleo, minato):
    upload(ben_client, ROWS.encode())
    public_id = the_run(minato).public_id

    client.force_login(cleo)

    for name in ("import", "import_columns", "import_progress", "import_faulty", "import_undo"):
        assert client.get(reverse(f"desk:{name}", args=[public_id])).status_code == 404
    assert client.post(reverse("desk:import_run", args=[public_id])).status_code == 404


def test_the_progress_page_moves_without_a_script_too(ben_client, minato):
    walk_to_check(ben_client, ROWS.encode())
    run = the_run(minato)
    ben_client.post(reverse("desk:import_run", args=[run.public_id]))

    page = ben_client.get(reverse("desk:import", args=[run.public_id])).content.decode()
    part = ben_client.get(reverse("desk:import_progress", args=[run.public_id]))
    runs.work(minato.pk, run.pk)
    after = ben_client.get(reverse("desk:import_progress", args=[run.public_id]))

    assert '<meta http-equiv="refresh"' in page
    assert "progress-panel" in part.content.decode()
    assert after["HX-Refresh"] == "true"


def test_a_word_nobody_knows_can_be_explained(ben_client, minato):
    odd = ROWS.replace("一次面接", "ほげふが")
    check = walk_to_check(ben_client, odd.encode())
    [word] = check.context["unknown"]

    told = {"kind": word.kind, "value": word.value, "meaning": "interview_2"}
    again = ben_client.post(reverse("desk:import_meaning", args=[the_run(minato).public_id]), told, follow=True)

    assert again.context["unknown"] == []


def test_undo_asks_for_the_password_and_takes_everything_back(ben, client, minato):
    ben.set_password("a long enough password")
    ben.save()
    client.force_login(ben)
    walk_to_check(client, ROWS.encode())
    run = the_run(minato)
    client.post(reverse("desk:import_run", args=[run.public_id]))
    runs.work(minato.pk, run.pk)

    undo = reverse("desk:import_undo", args=[run.public_id])
    asked = client.post(undo)
    assert "reauthenticate" in asked.url
    assert the_run(minato).state == RunState.DONE
    page = client.post(asked.url, {"password": "a long enough password"}, follow=True)
    assert page.redirect_chain[-1][0] == undo
    client.post(undo)

    assert the_run(minato).state == RunState.UNDONE
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 0


# --- every door, bad input ----------------------------------------------------------------------------------------


def bomb() -> bytes:
    """A workbook that declares little and unpacks to much."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 700_000_000)
    return content.getvalue()


BAD = [
    ("pdf in disguise", b"%PDF-1.7\n1 0 obj", "list.csv", "PDF"),
    ("picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "list.csv", "IMAGE"),
    ("noise", bytes(range(256)) * 20, "list.csv", "BINARY"),
    ("duplicate headings", "氏名,備考,備考\na,b,c\n".encode(), "list.csv", "DUPLICATE_HEADING"),
    ("too many columns", (",".join(f"列{n}" for n in range(501)) + "\n" + "," * 500 + "x\n").encode(), "list.csv", "TOO_MANY_COLUMNS"),
    ("giant cell", b"a,b\nx," + b"y" * 1_000_001 + b"\n", "list.csv", "GIANT_CELL"),
    ("open quote", '氏名,備考\n三浦,"よい\n平野,b\n'.encode(), "list.csv", "OPEN_QUOTE"),
    ("truncated json", b'[{"name": "A"', "list.json", "JSON"),
    ("json of another shape", b"[1, 2, 3]", "list.json", "JSON_SHAPE"),
    ("deep json", b"[" * 100_000, "list.json", "JSON_SHAPE"),
    ("password", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "list.xlsx", "PASSWORD"),
    ("broken workbook", b"PK\x03\x04 not really", "list.xlsx", "BROKEN_SHEET"),
    ("web page", b"<!DOCTYPE html><html><body>Sign in</body></html>", "list.csv", "HTML"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "name", "code"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_a_file_that_is_no_list_is_refused_in_words(ben_client, minato, content, name, code):
    ben_client.cookies["lang"] = "ja"

    answer = upload(ben_client, content, name)

    [said] = answer.context["form"].errors["file"]
    with translation.override("ja"):
        start = str(refusals.SENTENCES[code]).split("{")[0]
    assert answer.status_code == 422
    assert said.startswith(start)
    with acting_for(minato.pk):
        assert ImportRun.objects.count() == 0


def test_a_workbook_that_unpacks_to_hundreds_of_megabytes_is_refused(ben_client, minato):
    answer = upload(ben_client, bomb(), "bomb.xlsx")

    assert "600" in str(answer.context["form"].errors["file"])


def test_three_hundred_columns_are_no_trouble(ben_client, minato):
    heads = ",".join(["氏名", *(f"列{n}" for n in range(299))])
    content = f"{heads}\n三浦{',x' * 299}\n".encode()

    page = ben_client.get(upload(ben_client, content).url)

    assert (page.status_code, len(page.context["lines"])) == (200, 300)


def test_a_formula_in_a_file_stays_the_text_it_is(ben_client, minato):
    rows = (
        "氏名,メール,備考,タグ\r\nキム 空,a@b.example,=cmd|' /C calc'!A0,@SUM(1+1)\r\nキム 海,b@b.example,'=2+3,'-1\r\n"
    )
    walk_to_check(ben_client, rows.encode())
    run = the_run(minato)
    ben_client.post(reverse("desk:import_run", args=[run.public_id]))
    runs.work(minato.pk, run.pk)

    with acting_for(minato.pk):
        notes = [note.text for one in Candidate.objects.order_by("id") for note in one.notes.all()]
        tags = [one.tags for one in Candidate.objects.order_by("id")]
    assert notes == ["=cmd|' /C calc'!A0", "=2+3"]
    assert tags == [["@SUM(1+1)"], ["-1"]]
