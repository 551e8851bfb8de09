"""Every file made to hurt ends in a clear sentence, soon, and the program goes on as if nothing had been (T-FILE)."""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import override

from career_relay.base.actors import SYSTEM
from career_relay.base.errors import Refused
from career_relay.base.jail import Jailbird, run_jailed
from career_relay.base.tenancy import company
from career_relay.candidates import documents
from career_relay.candidates.models import Document, DocumentState
from career_relay.candidates.resumes import kinds
from career_relay.candidates.resumes.refusals import UNREADABLE
from career_relay.candidates.resumes.work import read_through
from tests.candidates.papers import made
from tests.factories.candidates import CandidateFactory
from tests.fault.bombs import BOMBS, Bomb
from tests.fault.table_bombs import TABLES

LONGEST = 17.0  # seconds by the clock: fifteen for the child, the rest to start and end it
ROOT = Path(__file__).parents[2]


def each(bombs: list[Bomb]) -> list[object]:
    return [pytest.param(one, id=str(one), marks=[pytest.mark.nightly] if one.is_slow else []) for one in bombs]


def test_the_corpus_holds_what_it_should():
    assert len(BOMBS) + len(TABLES) >= 25
    assert len({one.title for one in (*BOMBS, *TABLES)}) == len(BOMBS) + len(TABLES)


@pytest.mark.parametrize("bomb", each(BOMBS))
def test_a_bomb_among_the_files_of_a_person_ends_in_a_sentence(at_minato, tmp_path, monkeypatch, bomb):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    path = tmp_path / "bomb"
    bomb.make(path)
    candidate, before = CandidateFactory(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children_before, started = set(_children()), time.monotonic()  # an earlier test's browser may still be one

    with path.open("rb") as file:
        code, said = _receive(candidate, file, bomb.name)

    took = time.monotonic() - started
    assert code in bomb.codes
    assert said or code == ""
    assert took < LONGEST
    assert list(folder.iterdir()) == []
    assert set(_children()) <= children_before
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KB: the hurt was the child's
    assert not Path("/tmp/left-behind").exists()
    kept = Document.objects.filter(candidate=candidate)
    assert [one.problem for one in kept] == ([code] if code == "" or code in UNREADABLE else [])


def _receive(candidate, file, name: str) -> tuple[str, str]:
    """How it ended: the code and the sentence of a refusal, or the problem of what was kept."""
    with override("en"):
        try:
            document = documents.receive_document(candidate, file, name, by=SYSTEM)
        except Refused as refusal:
            return refusal.code, str(refusal)
        return document.problem, str(UNREADABLE.get(document.problem, ""))


def _children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def test_after_all_of_them_the_next_file_is_read():
    found = documents.examine("職務経歴書\n営業を五年担当しました。ありがとうございました。".encode(), "次.txt")

    assert found.unreadable == ""


@pytest.mark.parametrize(
    "title",
    ["docx, a million paragraphs behind noise", "docx, billion laughs", "pdf, a page tree that holds itself", "JSON, 100,000 levels"],
)  # fmt: skip
@pytest.mark.django_db(transaction=True)
def test_a_bomb_that_was_kept_once_does_not_hurt_the_worker_either(minato, tmp_path, title):
    """Stored before the doors were as narrow as today: the queue reads it, says that it could not, and goes on."""
    bomb = next(one for one in BOMBS if one.title == title)
    path = tmp_path / "bomb"
    bomb.make(path)
    with company(minato.pk):
        candidate = CandidateFactory()
        kept = Document.objects.create(
            candidate=candidate,
            file_name=bomb.name,
            stored=default_storage.save("documents/bomb", ContentFile(path.read_bytes())),
            size=path.stat().st_size,
            sha256="0" * 64,
            media=next(one.mime for one in kinds.ALL if one.ending == f".{bomb.name.rpartition('.')[2]}"),
        )
        after = documents.receive_document(candidate, made.SHOKUREKI.encode(), "次.txt", by=SYSTEM)

    read_through(minato.pk, kept.pk)
    read_through(minato.pk, after.pk)

    with company(minato.pk):
        kept.refresh_from_db()
        after.refresh_from_db()
        assert (kept.state, kept.problem, kept.extracted) == (DocumentState.UNREADABLE, "LATER", {})
        assert after.state == DocumentState.READ


@pytest.mark.nightly
@pytest.mark.parametrize("media", ["pdf", "docx", "json", "text"])
def test_a_hundred_mangled_files_each_end_in_an_answer(media):
    """Bytes turned, cut out and doubled, always the same ones: what breaks once can be looked at again."""
    whole = {
        "pdf": made.pdf(made.RIREKISHO),
        "docx": made.docx(*made.SHOKUREKI.splitlines(), rows=made.RIREKISHO),
        "json": json.dumps({"basics": {"summary": made.SHOKUREKI}, "work": [{"name": "株式会社ミナト"}]}).encode(),
        "text": made.SHOKUREKI.encode("cp932"),
    }[media]
    dice = random.Random(media)

    ends = Counter(_end(_mangled(whole, dice), media) for _file in range(100))

    assert ends["CRASH"] == ends["TIMEOUT"] == 0
    assert sum(ends.values()) == 100
    assert _children() == []


def _mangled(whole: bytes, dice: random.Random) -> bytes:
    data = bytearray(whole)
    for _time in range(dice.randint(1, 12)):
        place = dice.randrange(len(data))
        match dice.randrange(4):
            case 0:
                data[place] = dice.randrange(256)
            case 1:
                del data[place : place + dice.randrange(40)]
            case 2:
                data[place:place] = data[place : place + dice.randrange(200)]
            case _:
                data[place:place] = bytes(dice.choices(range(256), k=4))
    return bytes(data)


def _end(data: bytes, media: str) -> str:
    try:
        return str(run_jailed(documents.READ, data, media=media).get("stopped", "read"))
    except Jailbird as ended:
        return ended.code


# The import reads in the process of the page or the worker: a bomb there is tried in a process of its own, with no
# more memory than a small worker has, so that a reader that swallows it all fails this test and not the machine.
OPEN = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1_500 * 2**20, 1_500 * 2**20))
from django.conf import settings
settings.configure(USE_I18N=False)
from career_relay.imports.readers import open_table
from career_relay.imports.refusals import Unreadable
started, said = time.monotonic(), {"code": "", "sentence": ""}
try:
    with open(sys.argv[1], "rb") as file:
        table = open_table(file, sys.argv[2], max_bytes=100 * 2**20)
        said["code"] = "READ" if sum(1 for row in table.rows()) else "READ"
except Unreadable as refusal:
    said = {"code": refusal.code, "sentence": str(refusal)}
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({**said, "seconds": time.monotonic() - started, "mb": usage.ru_maxrss // 1024}))
"""


@pytest.mark.parametrize("bomb", each(TABLES))
def test_a_bomb_among_the_imports_ends_in_a_sentence(tmp_path, bomb):
    path = tmp_path / "bomb"
    bomb.make(path)

    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(path), bomb.name], capture_output=True, timeout=60, check=False, cwd=ROOT
    )

    assert done.returncode == 0, done.stderr.decode()[-2_000:]
    answer = json.loads(done.stdout)
    assert answer["code"] in bomb.codes
    assert answer["sentence"]
    assert answer["seconds"] < LONGEST
