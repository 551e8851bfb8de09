import json

import pytest

from career_relay import cli
from career_relay.embedded import demonstration, locations


def test_a_wrong_word_is_a_usage_error():
    with pytest.raises(SystemExit) as end:
        cli.main(["serve", "--sideways"])

    assert end.value.code == 2


def test_a_file_that_is_not_there_is_a_sentence(data, capsys):
    code = cli.main(["import", str(data / "nobody.csv"), "--company", "minato"])

    said = capsys.readouterr()
    assert code == 1
    assert "nobody.csv" in said.err
    assert said.out == ""


@pytest.mark.parametrize("port", ["zero", "0", "70000", "-1"])
def test_a_port_that_is_none_is_a_sentence(data, monkeypatch, capsys, port):
    monkeypatch.setenv("PORT", port)

    code = cli.main(["serve"])

    assert code == 1
    assert port in capsys.readouterr().err


def test_a_measurement_that_does_not_exist_names_those_that_do(capsys):
    code = cli.main(["bench", "the-moon"])

    assert code == 1
    assert "the-moon" in capsys.readouterr().err


def test_a_network_that_is_filled_is_not_filled_again(data, capsys):
    locations.demo_mark().write_text(json.dumps({"state": "filled", "companies": ["minato", "komorebi"]}))

    code = cli.main(["demo", "--fill-only", "--json"])

    assert code == 0
    assert json.loads(capsys.readouterr().out) == {"companies": ["minato", "komorebi"]}


def test_the_story_refuses_a_folder_with_something_in_it(data, capsys):
    (data / "letter").write_text("")

    assert cli.main(["demo", "--story"]) == 1
    assert str(data) in capsys.readouterr().err


def test_the_table_of_links_is_even_with_japanese_in_it():
    mark = {
        "links": [{"what": "採用担当", "path": "/desk/"}, {"what": "Operator", "path": "/console/"}],
        "sign_ins": [{"who": "Ada", "email": "ada@minato.example", "password": "kari-no-kagi"}],
    }

    table = demonstration._table("http://127.0.0.1:8000", mark)

    assert "  採用担当   http://127.0.0.1:8000/desk/" in table
    assert "  Operator   http://127.0.0.1:8000/console/" in table
    assert "ada@minato.example  kari-no-kagi" in table
