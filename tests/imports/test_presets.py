"""Every preset file in the folder, with the vectors it brings; a new file needs no new test."""

from pathlib import Path

import pytest
import yaml

from career_relay.imports import presets
from career_relay.imports.preset_check import problems
from career_relay.imports.presets import FOLDER, all_presets, recognise

FILES = sorted(FOLDER.glob("*.yaml"))
NAMED_IN_A1 = {"hrmos", "herp", "talentio", "doda", "wantedly", "greenhouse", "lever", "json-resume"}
SMALL = {
    "name": "small",
    "title": {"ja": "小", "en": "small"},
    "signature": ["氏名", "メール", "応募日"],
    "columns": {"name": ["氏名"]},
    "vectors": {
        "columns": [{"heading": "氏名", "to": "name"}],
        "detect": [["氏名", "メール", "応募日"]],
        "rows": [{"given": {"氏名": "三浦"}, "becomes": {"name": "三浦"}}],
    },
}


def written(tmp_path: Path, **changes) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(yaml.safe_dump({**SMALL, **changes}, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_preset_does_what_its_vectors_say(path):
    assert problems(path) == []


def test_every_system_we_name_has_a_preset_and_the_generic_ones_stand_first():
    names = list(all_presets())

    assert names[:2] == ["generic-ja", "generic-en"] or names[:2] == ["generic-en", "generic-ja"]
    assert set(names) >= NAMED_IN_A1


def test_no_heading_is_both_taken_and_never_taken():
    every = all_presets().values()

    assert [(one.name, heading) for one in every for heading in one.columns.keys() & one.never.keys()] == []
    assert [(one.name, heading) for one in every for heading in one.columns.keys() & one.skip] == []


def test_a_preset_says_by_which_headings_it_was_recognised():
    found = recognise(["応募時刻", "名前", "趣味", "応募経路", "選考ステップ"])

    assert (found.name, found.by) == ("herp", ("応募時刻", "名前", "応募経路", "選考ステップ"))
    assert recognise(["名前", "応募経路", "趣味"]) is None


def test_a_numbered_heading_is_known_up_to_twenty():
    doda = all_presets()["doda"]

    assert doda.columns[presets.fold_heading("候補者職歴.職歴20_会社名")] == "work_history"
    assert presets.fold_heading("候補者職歴.職歴21_会社名") not in doda.columns


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"colums": {}}, "“colums” means nothing in a preset."),
        ({"name": "other"}, "“name” should be “small”"),
        ({"title": {"ja": "小"}}, "“title” needs both “ja” and “en”."),
        ({"columns": {"shoe_size": ["靴"]}}, "columns: there is no field “shoe_size”."),
        ({"never": {"bad": ["靴"]}}, "never: there is no reason “bad”."),
        ({"values": {"stage": {"一次": "first"}}}, "values.stage: “first” is not one of"),
        ({"values": {"colour": {"青": "blue"}}}, "values.colour: values are read for stage, outcome"),
        ({"patterns": {"source": [["x", "friend"]]}}, "patterns.source: “friend” is not one of"),
        ({"defaults": {"source": "media"}}, "defaults: “source” cannot have one."),
        ({"signature": []}, "Give a “signature” and a vector under “detect”"),
        ({"vectors": {"columns": []}}, "“vectors” needs at least one of “columns” and one of “rows”."),
        ({"vectors": {**SMALL["vectors"], "row": []}}, "“vectors” has no part called “row”."),
    ],
)
def test_a_mistake_in_a_preset_is_named_in_words(tmp_path, changes, said):
    found = problems(written(tmp_path, **changes))

    assert [one for one in found if said in one] != []


def test_a_file_that_is_no_preset_is_named(tmp_path):
    path = tmp_path / "small.yaml"

    path.write_text("- a\n- b", encoding="utf-8")
    assert problems(path) == ["small.yaml should begin with “name:”."]
    path.write_text("a: [", encoding="utf-8")
    assert problems(path)[0].startswith("small.yaml is not YAML")


@pytest.mark.parametrize(
    ("vector", "said"),
    [
        ({"given": {"氏名": "三浦"}, "becomes": {"name": "平野"}}, "“name” is “三浦”, not “平野”."),
        ({"given": {"氏名": "三浦"}, "fault": {"column": "氏名", "code": "NO_IDENTITY"}}, "faults are []"),
        ({"given": {"氏名": "三浦"}, "remarks": ["NO_EVIDENCE"]}, "remarks are [], not ['NO_EVIDENCE']."),
    ],
)
def test_a_vector_that_does_not_hold_says_what_came_instead(tmp_path, monkeypatch, vector, said):
    path = written(tmp_path, vectors={**SMALL["vectors"], "rows": [vector]})
    monkeypatch.setattr(presets, "FOLDER", tmp_path)
    base = {name: preset for name, preset in all_presets().items() if name in presets.BASE}
    monkeypatch.setattr(
        presets, "all_presets", lambda: {**base, "small": presets._built(yaml.safe_load(path.read_text()))}
    )

    found = problems(path)

    assert [one for one in found if said in one] != []
