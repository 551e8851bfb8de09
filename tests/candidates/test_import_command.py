import json
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from career_relay.base.tenancy import company as acting_for
from career_relay.candidates.models import Application, Candidate, DuplicateHint, ImportRun, Note
from career_relay.candidates.states import PROTECTING

SAMPLE = Path(__file__).parents[2] / "demo" / "files" / "ats_export.csv"


def imported(file: Path, *arguments: str) -> dict:
    out = StringIO()
    call_command("import_file", str(file), "--company", "minato", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def without_faults(report: dict) -> dict[str, int]:
    return {name: count for name, count in report.items() if name != "faulty"}


def test_the_sample_export_comes_in_whole(minato):
    report = imported(SAMPLE)

    assert without_faults(report) == {"rows": 300, "created": 269, "updated": 11, "unchanged": 0}
    assert len({one["line"] for one in report["faulty"]}) == 20
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 269
        assert Application.objects.count() == 280


def test_the_same_file_again_changes_nothing(minato):
    imported(SAMPLE)

    report = imported(SAMPLE)

    assert without_faults(report) == {"rows": 300, "created": 0, "updated": 0, "unchanged": 280}
    with acting_for(minato.pk):
        assert Candidate.objects.count() == 269
        assert Application.objects.count() == 280


def test_a_dry_run_says_the_same_and_keeps_nothing(minato):
    checked = imported(SAMPLE, "--dry-run")

    with acting_for(minato.pk):
        assert Candidate.objects.count() == 0
        assert ImportRun.objects.count() == 0
    assert checked == imported(SAMPLE)


def test_states_sources_and_protection_come_with_their_evidence(minato):
    imported(SAMPLE)

    with acting_for(minato.pk):
        states = Counter(Candidate.objects.values_list("state", flat=True))
        assert states == {"record": 167, "pool": 65, "contact": 37}
        assert not Candidate.objects.exclude(state="record").filter(state_evidence="").exists()
        protected = Application.objects.filter(source__in=PROTECTING)
        assert protected.count() == 46
        assert not protected.filter(protected_until=None).exists()
        assert not Candidate.objects.filter(applications__in=protected, protected_until=None).exists()


def test_the_same_address_with_another_name_is_somebody_else_and_a_hint(minato):
    imported(SAMPLE)

    with acting_for(minato.pk):
        hints = DuplicateHint.objects.select_related("first", "second")
        assert hints.count() == 2  # a third pair shares an address, and its birth dates differ
        assert all(hint.first.email_key == hint.second.email_key for hint in hints)
        assert all(hint.first.name_folded != hint.second.name_folded for hint in hints)


def test_notes_about_protected_matters_are_not_kept(minato):
    imported(SAMPLE)

    with acting_for(minato.pk):
        assert not Note.objects.filter(text__regex="家族|結婚|出身地").exists()


def test_an_unreadable_file_is_refused_with_a_sentence(minato, tmp_path):
    file = tmp_path / "résumé.csv"
    file.write_bytes(b"%PDF-1.7 ...")

    with pytest.raises(CommandError, match="PDF") as refusal:
        imported(file)

    assert refusal.value.returncode == 1


def test_an_unknown_preset_is_a_usage_error(minato):
    with pytest.raises(CommandError, match="nothing-known") as refusal:
        imported(SAMPLE, "--preset", "nothing-known")

    assert refusal.value.returncode == 2
