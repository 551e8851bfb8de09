"""What an operator reads is what the program reads."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READS = re.compile(r"""(?:environ(?:\.get|\.setdefault)?[\[(]|getenv\(|flag\(|words\()\s*["']([A-Z][A-Z0-9_]+)["']""")
OF_OTHERS = {"DJANGO_SETTINGS_MODULE", "PATH", "PYTHONPATH", "XDG_DATA_HOME", "DJANGO_ALLOW_ASYNC_UNSAFE"}
DOCUMENTS = sorted((ROOT / "docs" / "operate").glob("*.md"))


def variables_read() -> set[str]:
    code = [*(ROOT / "career_relay" / "settings").glob("*.py"), *(ROOT / "career_relay" / "embedded").glob("*.py")]
    found = {name for file in [*code, ROOT / "career_relay" / "cli.py"] for name in READS.findall(file.read_text())}
    return {name for name in found - OF_OTHERS if not name.startswith("CR_")}


def test_every_setting_is_described_and_every_described_setting_is_read():
    described = {
        name
        for row in re.findall(r"^\| (`[^|]+`) \|", (ROOT / "docs/operate/settings.md").read_text(), re.MULTILINE)
        for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", row)
    }

    assert described == variables_read()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_every_command_in_the_documents_exists(document):
    from career_relay.cli import _parser

    commands = next(action for action in _parser()._actions if action.choices).choices
    named = set(re.findall(r"career-relay ([a-z]+)(?= |`|$|\n)", document.read_text()))

    assert named - set(commands) == set()


def test_every_target_in_the_documents_exists():
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    texts = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCUMENTS]
    named = {
        target for file in texts for target in re.findall(r"(?:`|^)make ([a-z0-9-]+)", file.read_text(), re.MULTILINE)
    }

    assert named - targets == set()


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_file_has_hashes_and_names_no_address(lock):
    text = (ROOT / lock).read_text()

    packages = re.findall(r"^[A-Za-z0-9._-]+(?:\[[^\]]+\])?==", text, re.MULTILINE)
    assert "://" not in text
    assert len(packages) > 20
    assert len(re.findall(r"--hash=sha256:", text)) >= len(packages)
