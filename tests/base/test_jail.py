"""A file is read in a child process that can do nothing else, and however that ends, we go on."""

import gc
import io
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from career_relay.base import jail, jailed
from career_relay.base.errors import Refused
from career_relay.base.jail import Jailbird, run_jailed


@pytest.fixture
def inmate(tmp_path, monkeypatch):
    """Work of our own making: a module the child can load, called career_relay.inmate."""

    def make(body: str) -> str:
        source = f"import os, sys, time, signal, json, socket\ndef work(file, **facts):\n    {body}\n"
        starter = tmp_path / "inside.py"
        root = Path(jailed.__file__).resolve().parents[2]
        starter.write_text(
            f"import sys, types\nsys.path.insert(0, {str(root)!r})\n"
            "from career_relay.base import jailed\n"
            "made = types.ModuleType('career_relay.inmate')\n"
            f"exec({source!r}, made.__dict__)\n"
            "sys.modules['career_relay.inmate'] = made\n"
            "import os\nos._exit(jailed.main(*sys.argv[1:3]))\n"
        )
        monkeypatch.setattr(jail, "_INSIDE", starter)
        return "career_relay.inmate:work"

    return make


def test_the_work_reads_the_file_and_its_answer_comes_back(inmate):
    work = inmate("return {'read': file.read().decode(), 'facts': facts}")

    answer = run_jailed(work, "経歴".encode(), media="text")

    assert answer == {"read": "経歴", "facts": {"media": "text"}}


def test_an_open_file_is_read_from_where_it_stands(inmate):
    work = inmate("return {'size': len(file.read())}")

    assert run_jailed(work, io.BytesIO(b"x" * 300_000)) == {"size": 300_000}


def test_inside_nothing_can_be_opened_started_or_removed():
    held, possible = jail.layers()

    assert possible == dict.fromkeys(possible, False)
    assert {"time", "memory", "files", "processes", "privileges"} <= set(held)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_root_becomes_a_user_that_owns_nothing(inmate):
    work = inmate("return {'ids': [os.getuid(), os.geteuid(), os.getgid(), os.getgroups()]}")

    assert run_jailed(work, b"") == {"ids": [jailed.OUTCAST, jailed.OUTCAST, jailed.OUTCAST, []]}


def test_the_environment_is_empty_and_the_folder_too(inmate, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "told to nobody")
    work = inmate("return {'names': sorted(set(os.environ) - {'LC_CTYPE'}), 'home': os.getcwd()}")

    answer = run_jailed(work, b"")

    assert answer["names"] == []
    assert not Path(answer["home"]).exists()  # it was made for this one, and went with it


def test_no_descriptor_of_ours_comes_along(inmate):
    ours = socket.socket()
    os.set_inheritable(ours.fileno(), True)
    work = inmate("return {'open': [n for n in range(3, 60) if _is_open(n)]}")
    starter = jail._INSIDE
    starter.write_text(
        starter.read_text().replace(
            "import os, sys, time",
            "def _is_open(n):\\n    try:\\n        os.fstat(n)\\n        return True\\n    except OSError:\\n        return False\\nimport os, sys, time",
        )
    )

    with ours:
        assert run_jailed(work, b"") == {"open": []}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV) if False else os.abort()", "CRASH"),
        ("os._exit(3)", "CRASH"),
        ("os.write(1, b'not an answer') and os._exit(0)", "CRASH"),
        ("os.write(1, b'[' * 100_000) and os._exit(0)", "CRASH"),
        ("os.write(1, b'[1]') and os._exit(0)", "CRASH"),
        ("""os.write(1, b'{"result": 7}') and os._exit(0)""", "CRASH"),
        ("""os.write(1, b'{"failed": "EVERYTHING"}') and os._exit(0)""", "CRASH"),
        ("os._exit(0)", "CRASH"),
        ("return {'text': 'x' * 2_000_000}", "TOO_LARGE"),
        ("return {'text': bytearray(2**30)}", "MEMORY"),
        ("raise ValueError(file.read())", "UNREADABLE"),
        ("return {'set': {1}}", "CRASH"),
    ],
)
def test_every_way_to_die_is_a_sentence(inmate, body, code):
    work = inmate(body)

    with pytest.raises(Jailbird) as refused:
        run_jailed(work, "誰にも言わない".encode())

    assert refused.value.code == code
    assert isinstance(refused.value, Refused)
    assert str(refused.value) == str(jail.SENTENCES[code])
    assert "誰にも言わない" not in str(refused.value)


def test_work_that_never_ends_is_stopped_by_the_clock(inmate, monkeypatch):
    monkeypatch.setattr(jail, "WALL_SECONDS", 0.5)
    work = inmate("time.sleep(60)")
    before = time.monotonic()

    with pytest.raises(Jailbird) as refused:
        run_jailed(work, b"")

    assert refused.value.code == "TIMEOUT"
    assert time.monotonic() - before < 3


@pytest.mark.nightly
def test_work_that_only_burns_time_is_stopped_by_the_processor_limit(inmate, monkeypatch):
    monkeypatch.setattr(jail, "WALL_SECONDS", 60.0)
    work = inmate("while True: pass")

    with pytest.raises(Jailbird) as refused:
        run_jailed(work, b"")

    assert refused.value.code == "TIMEOUT"


def test_an_answer_drop_by_drop_does_not_stretch_the_time(inmate, monkeypatch):
    monkeypatch.setattr(jail, "WALL_SECONDS", 0.6)
    work = inmate("[(os.write(1, b' '), time.sleep(0.05)) for n in range(1000)]")
    before = time.monotonic()

    with pytest.raises(Jailbird):
        run_jailed(work, b"")

    assert time.monotonic() - before < 3


def test_nothing_is_left_after_a_death(inmate, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    work = inmate("os.abort()")
    gc.collect()
    open_before, children_before = len(list(Path("/proc/self/fd").iterdir())), set(_children())

    for _time in range(3):
        with pytest.raises(Jailbird):
            run_jailed(work, b"some bytes")

    assert [one.name for one in tmp_path.iterdir()] == ["inside.py"]
    assert len(list(Path("/proc/self/fd").iterdir())) <= open_before
    assert set(_children()) <= children_before


def _children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def test_when_both_places_are_taken_the_third_is_asked_to_come_back(inmate, monkeypatch):
    monkeypatch.setattr(jail, "WAIT_SECONDS", 0.01)
    work = inmate("return {}")

    with jail._places, jail._places, pytest.raises(Jailbird) as refused:
        run_jailed(work, b"")

    assert refused.value.code == "BUSY"
    assert run_jailed(work, b"") == {}


def test_only_code_of_this_program_is_loaded():
    with pytest.raises(Jailbird) as refused:
        run_jailed("subprocess:run", b"")

    assert refused.value.code == "CRASH"


def test_a_child_whose_parent_is_killed_ends_too(tmp_path):
    """A worker that is killed leaves no reader behind."""
    script = tmp_path / "parent.py"
    script.write_text(
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-I', '-c', "
        "'import sys, time; sys.path.insert(0, sys.argv[1]); from career_relay.base import jailed; "
        "jailed.die_with_parent(); jailed.lock_up(); print(1, flush=True); time.sleep(60)', sys.argv[1]], "
        "stdout=subprocess.PIPE)\n"
        "child.stdout.read(1)\nprint(child.pid, flush=True)\ntime.sleep(60)\n"
    )
    root = str(Path(jailed.__file__).resolve().parents[2])
    parent = subprocess.Popen([sys.executable, str(script), root], stdout=subprocess.PIPE)
    child = int(parent.stdout.readline())

    parent.kill()
    parent.wait()
    parent.stdout.close()

    assert _ends_within(child, 5)


def _ends_within(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_each_layer_that_does_not_hold_is_left_out_and_said(inmate, monkeypatch):
    """On a machine that permits less, the others still stand: without the filter, nothing can be opened either."""
    work = inmate("return jailed_probe(file)")
    starter = jail._INSIDE
    starter.write_text(
        starter.read_text()
        .replace(
            "made = types", "jailed._LOCKS = tuple(one for one in jailed._LOCKS if one[0] != 'calls')\nmade = types"
        )
        .replace(
            "sys.modules['career_relay.inmate'] = made",
            "made.jailed_probe = jailed.probe\nsys.modules['career_relay.inmate'] = made",
        )
    )

    answer = run_jailed(work, b"")

    assert (answer["opened a socket"], answer["read a file"], answer["wrote a file"]) == (False, False, False)
    assert answer["started a process"] is False


def test_the_filter_program_knows_both_processors():
    for column, architecture in jailed._PROCESSORS.values():
        rules = list(jailed._rules(column, architecture))

        numbers = [pair[column] for pair in jailed.FORBIDDEN_CALLS.values() if pair[column] is not None]
        assert len(rules) == len(numbers) + 6
        assert len(set(numbers)) == len(numbers)
        assert len(rules) < 255  # a jump reaches no further
