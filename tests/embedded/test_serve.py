"""The whole program as a person starts it, in a data folder of its own."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from career_relay.embedded.children import _command, _members
from career_relay.embedded.postgres import cluster as cluster_of_environment


class Program:
    """`career-relay` in one data folder, at one port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.server: subprocess.Popen | None = None

    def environment(self, **more) -> dict[str, str]:
        left_out = {"DATABASE_URL", "DATABASE_OWNER_URL", "SMTP_URL", "DJANGO_SETTINGS_MODULE", "CR_POOL"}
        kept = {name: value for name, value in os.environ.items() if name not in left_out}
        return kept | {"CAREER_RELAY_DATA": str(self.folder), "PORT": str(self.port), "LANG": "C"} | more

    def start(self) -> None:
        before = len(self.said())
        with (self.folder / "said").open("a") as said:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "career_relay", "serve"],
                env=self.environment(CAREER_RELAY_DEMO="1"),
                stderr=said,
            )
        self.wait_for(lambda: f"runs at http://127.0.0.1:{self.port}" in self.said()[before:], seconds=240)

    def said(self) -> str:
        with contextlib.suppress(FileNotFoundError):
            return (self.folder / "said").read_text()
        return ""

    def run(self, *arguments: str, **more) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "career_relay", *arguments],
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def status(self) -> int:
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(door):
            door.request("GET", "/healthz")
            return door.getresponse().status
        return 0

    def wait_until_healthy(self) -> None:
        self.wait_for(lambda: self.status() == 200)

    def wait_for(self, condition, seconds: float = 240) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            given_up = self.server.poll() is not None or time.monotonic() > deadline
            assert not given_up, self.said()
            time.sleep(0.1)

    def groups(self) -> list[int]:
        note = self.folder / "serve.json"
        while not (said := note.read_text()):  # it is written over in its place, so for a moment it is empty
            time.sleep(0.01)
        return json.loads(said)["groups"]

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.server.send_signal(number)
        return self.server.wait(40)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


def postmaster(folder: Path) -> int:
    return int((folder / "test" / "data" / "postmaster.pid").read_text().split()[0])


@pytest.fixture(scope="module")
def program():
    with tempfile.TemporaryDirectory(prefix="career-relay-serve-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        running = Program(folder)
        try:
            running.start()
            yield running
        finally:
            if running.server.poll() is None:
                running.stop()


def test_the_program_answers_and_says_where(program):
    assert program.status() == 200
    assert f"Career Relay runs at http://127.0.0.1:{program.port}" in program.said()


def test_a_second_one_on_the_same_folder_is_refused_with_the_address_of_the_first(program):
    second = program.run("serve", PORT=str(free_port()))

    assert second.returncode == 1
    assert f"http://127.0.0.1:{program.port}" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_taken_port_is_named_with_another_to_try(program, folder):
    second = Program(folder)

    answer = second.run("serve", PORT=str(program.port))

    assert answer.returncode == 1
    assert f"PORT={program.port + 1}" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_doctor_finds_nothing_wrong_and_prints_one_document(program):
    answer = program.run("doctor", "--json", CAREER_RELAY_DEMO="1")

    found = json.loads(answer.stdout)
    assert [check for check in found["checks"] if check["result"] == "fault"] == []
    assert {"postgresql", "vector", "roles", "walls", "tables", "smtp"} < {check["name"] for check in found["checks"]}
    assert (answer.returncode, found["ok"]) == (0, True)


def test_a_demonstration_is_not_thrown_away_while_it_runs(program):
    answer = program.run("demo", "--clean")

    assert answer.returncode == 1
    assert program.status() == 200


def test_what_dies_is_started_again(program):
    web, worker = program.groups()

    os.kill(web, signal.SIGKILL)
    os.kill(worker, signal.SIGKILL)
    program.wait_for(lambda: not {web, worker} & set(program.groups()))
    program.wait_until_healthy()

    assert {web, worker} & set(program.groups()) == set()
    assert len(program.groups()) == 2


def test_a_database_that_was_killed_is_back_without_a_page_failing_for_long(program):
    os.killpg(os.getpgid(postmaster(program.folder)), signal.SIGKILL)

    time.sleep(0.3)
    program.wait_until_healthy()

    assert [program.status() for _again in range(10)] == [200] * 10


@pytest.mark.nightly
def test_everything_killed_at_once_comes_back_by_starting_again(program):
    groups = program.groups()
    program.server.kill()
    program.server.wait()
    for group in [*groups, os.getpgid(postmaster(program.folder))]:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)

    program.start()

    assert program.status() == 200


@pytest.mark.nightly
def test_a_killed_supervisor_leaves_nothing_that_stops_the_next_one(program):
    program.server.kill()
    program.server.wait()

    program.start()

    assert program.status() == 200


def test_ctrl_c_stops_all_of_it_without_a_complaint(program, monkeypatch):
    monkeypatch.setenv("CAREER_RELAY_DATA", str(program.folder))
    groups = program.groups()

    code = program.stop()

    left = [_command(pid) for group in groups for pid in _members(group)]
    assert (code, left, program.status()) == (0, [], 0)
    assert not (program.folder / "mail" / "port").exists()
    assert not cluster_of_environment().alive()
