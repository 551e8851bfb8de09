"""`career-relay rank` and `career-relay eval` over a tiny folder."""

import json

import pytest

from career_relay.cli import main
from career_relay.matching.files.scorers import load_weights

DOCUMENTS = ["看護師", "准看護師", "経理担当", "会計スタッフ", "大工", "配管工", "Web デザイナー", "Nurse"]
QUERIES = {"q1": "病院の看護師", "q2": "経理", "q3": "web designer"}
JUDGED = {"q1": [0, 1], "q2": [2, 3], "q3": [6]}


def lines(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "titles" / "tiny"
    place.mkdir(parents=True)
    lines(place / "documents.jsonl", [{"id": f"d{n}", "title": title} for n, title in enumerate(DOCUMENTS)])
    lines(place / "queries.jsonl", [{"id": key, "title": title} for key, title in QUERIES.items()])
    judged = [f"{query} 0 d{number} 1\n" for query, numbers in JUDGED.items() for number in numbers]
    (place / "qrels.txt").write_text("".join(judged), encoding="utf-8")
    return tmp_path


def rank(folder, *more):
    place = folder / "titles" / "tiny"
    return main(["rank", f"--queries={place / 'queries.jsonl'}", f"--documents={place / 'documents.jsonl'}", *more])


def said(capsys):
    return capsys.readouterr().err.strip().splitlines()[-1]


def test_a_run_is_written_as_judging_tools_read_it(folder, capsys):
    assert rank(folder, "--scorer=words", "--top=3") == 0

    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows] == [query for query in QUERIES for _ in range(3)]
    assert {(row[1], row[5], len(row)) for row in rows} == {("Q0", "words", 6)}
    assert [row[3] for row in rows[:3]] == ["1", "2", "3"]
    assert [float(row[4]) for row in rows[:3]] == sorted((float(row[4]) for row in rows[:3]), reverse=True)
    assert rows[3][2] == "d2"


def test_the_same_title_in_another_spelling_scores_the_same(folder, capsys):
    place = folder / "titles" / "tiny"
    lines(
        place / "queries.jsonl",
        [{"id": "nfc", "title": "デザイナー"}, {"id": "nfd", "title": "テ\u3099サ\u3099イナー"}],
    )

    rank(folder, "--scorer=letters")

    rows = [line.split()[2:5] for line in capsys.readouterr().out.splitlines()]
    assert rows[:8] == rows[8:]


def test_the_sets_of_a_folder_are_judged_with_intervals(folder, capsys):
    occupations = [
        {
            "title": "豆腐職人",
            "aliases": ["豆腐製造工", "豆腐職人"],
            "summary": "豆腐を作る。",
            "duties": "大豆を煮る。",
        },
        {"title": "配管工", "aliases": ["水道工"], "summary": "水道の管を通す。", "duties": "管を切り、つなぐ。"},
    ]
    rows = [{"id": n, "tasks": [{"description_ja": "道具を洗う。"}], **row} for n, row in enumerate(occupations)]
    (folder / "occupations").mkdir()
    lines(folder / "occupations" / "jobtag_v9.jsonl", rows)

    assert main(["eval", f"--data={folder}", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    titles, names = told["sets"]
    assert told["weights"] == load_weights().version
    assert (titles["name"], titles["queries"], titles["documents"]) == ("titles/tiny", 3, 8)
    assert (names["queries"], names["documents"]) == (2, 2)
    assert titles["scorers"]["engine"]["R@50"] == 1.0
    assert titles["scorers"]["words"]["nDCG@10"] < 1.0
    assert "learned_openings" not in titles["scorers"]
    for one in told["sets"]:
        best = one["differences"]["best_single"]
        figures = one["scorers"]
        assert best["mean"] == pytest.approx(figures["engine"]["nDCG@10"] - figures[best["to"]]["nDCG@10"], abs=2e-4)
        assert best["low"] <= best["mean"] <= best["high"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"id": "d9", "title": ', "this is no JSON"),
        ("[1]", "a JSON object is expected"),
        ('{"title": "大工"}', "“id” must be a text without blanks, or a whole number"),
        ('{"id": "two words", "title": "大工"}', "“id” must be a text without blanks, or a whole number"),
        ('{"id": "d9"}', "there is neither title nor text nor skills"),
        ('{"id": "d9", "title": 3}', "“title” must be a text"),
        ('{"id": "d9", "skills": "Go"}', "“skills” must be a list of texts"),
        ('{"id": "d0", "title": "大工"}', "the id “d0” stands there twice"),
    ],
)
def test_a_broken_line_is_told_with_file_and_number(folder, capsys, line, problem):
    file = folder / "titles" / "tiny" / "documents.jsonl"
    with file.open("a", encoding="utf-8") as open_file:
        open_file.write(f"\n{line}\n")

    assert rank(folder, "--scorer=words") == 1

    assert said(capsys) == f"{file}, line {len(DOCUMENTS) + 2}: {problem}."


def test_what_is_missing_or_unknown_is_told_in_a_sentence(folder, capsys, tmp_path):
    assert rank(folder, "--scorer=magic") == 1
    assert said(capsys).startswith("There is no scorer “magic”. There are: engine, words, letters, e5,")

    assert main(["eval", f"--data={tmp_path / 'nowhere'}"]) == 1
    assert said(capsys) == f"There is no folder {tmp_path / 'nowhere'}."

    (tmp_path / "empty").mkdir()
    assert main(["eval", f"--data={tmp_path / 'empty'}"]) == 1
    assert said(capsys).startswith(f"{tmp_path / 'empty'} holds no judged set")

    (folder / "titles" / "tiny" / "qrels.txt").write_text("q1 0 d1\n", encoding="utf-8")
    assert main(["eval", f"--data={folder}"]) == 1
    assert said(capsys).endswith("qrels.txt, line 1: expected are query, 0, document and a whole number.")


def test_without_a_model_words_and_letters_carry_the_ranking(folder, capsys, monkeypatch):
    monkeypatch.setattr("career_relay.matching.files.vectors.Models.has_e5", False)
    monkeypatch.setattr("career_relay.matching.files.vectors.Models.has_use", False)

    assert rank(folder, "--scorer=e5") == 1
    assert said(capsys) == "The model of the scorer “e5” is not installed."
    assert rank(folder, "--top=1") == 0
    assert len(capsys.readouterr().out.splitlines()) == len(QUERIES)


def test_no_weight_is_below_nought():
    kinds = load_weights().kinds

    assert set(kinds) == {"titles", "titles_to_texts", "texts"}
    assert all(weight >= 0 for weights in kinds.values() for weight in weights.values())
