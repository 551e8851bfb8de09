"""What the documents say is still true."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("demo/**/*.md")]
    if path.name != "LICENSE.md"
)


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


def test_every_file_of_the_flow_exists():
    named = re.findall(r"`([a-z_]+/[a-z_/]*\.[a-z]+|[a-z_]+/[a-z_]+/)`", (ROOT / "docs/flow.md").read_text())
    missing = [name for name in named if not (ROOT / "career_relay" / name).exists() and not (ROOT / name).exists()]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_documents_leads_somewhere(document):
    broken = [link for link in LINK.findall(document.read_text()) if not (document.parent / link.strip()).exists()]

    assert broken == []


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_the_readme_names_its_two_commands(readme):
    text = (ROOT / readme).read_text()

    assert ("make demo" in text, "make test" in text) == (True, True)


def test_an_adr_fits_on_one_screen():
    long = [path.name for path in (ROOT / "docs/adr").glob("*.md") if len(path.read_text().splitlines()) > 40]

    assert long == []


def test_locks_carry_hashes_and_no_address():
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / lock).read_text()
        assert ("--hash=sha256:" in text, "://" in text) == (True, False)


def test_no_tracked_text_names_a_place_on_somebodys_machine():
    home = re.compile(r"(?:^|[^\w.])/(?:root|home/[a-z]+|Users/[A-Za-z]+)/")
    found = [
        name
        for name in tracked()
        if Path(name).suffix in {".py", ".md", ".html", ".toml", ".yaml", ".yml", ".txt", ".sql", ".css", ".js", ""}
        and (ROOT / name).is_file()
        and home.search((ROOT / name).read_text(errors="replace"))
        and not name.startswith("tests/house/")
    ]

    assert found == []
