import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from career_relay.embedded import CannotRun, locations
from tests.embedded.conftest import cluster_in

HOLD = """
import sys
from pathlib import Path
from tests.embedded.conftest import cluster_in
server = cluster_in(Path(sys.argv[1])).ensure()
print(server.data.joinpath("postmaster.pid").read_text().split()[0], flush=True)
sys.stdin.read()
server.release()
"""


def ask(cluster, question, role="owner"):
    with psycopg.connect(cluster.urls()[role], autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchall() if cursor.description else []


def postmaster(cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def kill_everything_of(cluster) -> None:
    """As a power cut does: the postmaster and all its backends at once."""
    group = os.getpgid(postmaster(cluster))
    os.killpg(group, signal.SIGKILL)
    while cluster.alive():
        time.sleep(0.05)


def another_process(folder: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_fresh_folder_becomes_a_server_with_two_roles_and_vectors(cluster):
    cluster.ensure()

    rights = ask(
        cluster,
        "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname LIKE 'cr\\_%' ORDER BY 1",
        role="app",
    )
    assert rights == [("cr_app", False, False, False), ("cr_owner", False, False, True)]
    assert ask(cluster, "SELECT '[1,2]'::vector <-> '[1,3]'") == [(1.0,)]


def test_a_database_the_owner_makes_has_vectors_too(cluster):
    cluster.ensure()

    ask(cluster, "CREATE DATABASE another")

    with psycopg.connect(cluster.conninfo("cr_owner", "another")) as connection:
        assert connection.execute("SELECT vector_dims('[1,2]'::vector)").fetchone() == (2,)


def test_nothing_committed_is_lost_when_everything_is_killed(cluster):
    cluster.ensure()
    ask(cluster, "CREATE TABLE note AS SELECT 'kept' AS word")

    kill_everything_of(cluster)
    cluster.ensure()

    assert ask(cluster, "SELECT word FROM note") == [("kept",)]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="without /proc a stranger's pid cannot be told apart")
def test_a_pid_that_went_to_another_program_does_not_stop_the_restart(cluster):
    cluster.ensure()
    kill_everything_of(cluster)
    lock = cluster.data / "postmaster.pid"
    lock.write_text(str(os.getpid()) + lock.read_text().removeprefix(lock.read_text().split()[0]))

    cluster.ensure()

    assert cluster.alive()


def test_processes_share_one_server_and_the_last_one_stops_it(cluster, folder):
    cluster.ensure()
    other = another_process(folder)
    assert int(other.stdout.readline()) == postmaster(cluster)

    cluster.release()
    alive_for_the_other = cluster.alive()
    other.communicate("")

    assert (alive_for_the_other, cluster.alive()) == (True, False)


def test_a_killed_process_does_not_keep_the_server(cluster, folder):
    cluster.ensure()
    other = another_process(folder)
    other.stdout.readline()

    other.kill()
    other.wait()
    other.stdin.close()
    other.stdout.close()
    cluster.release()

    assert not cluster.alive()


def test_a_long_path_in_japanese_works(folder):
    deep = folder / "人事部 共有" / ("深" * 40)

    server = cluster_in(deep).ensure()

    assert server.alive()
    assert len(os.fsencode(server.socket_dir)) < 100 < len(os.fsencode(server.folder))
    server.release()
    server.socket_dir.rmdir()


def test_data_of_another_postgresql_is_refused_with_a_sentence(cluster):
    cluster.ensure()
    cluster.release()
    (cluster.data / "PG_VERSION").write_text("15\n")

    with pytest.raises(CannotRun) as refusal:
        cluster.ensure()

    assert "PostgreSQL 15" in str(refusal.value)
    assert str(cluster.data) in str(refusal.value)


def test_a_full_disk_is_said_before_anything_is_written(cluster, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(total=10**9, free=10**6))

    with pytest.raises(CannotRun) as refusal:
        cluster.ensure()

    assert "300 MB" in str(refusal.value)
    assert not cluster.data.exists()


def test_data_is_not_thrown_away_while_another_process_uses_it(cluster, folder):
    cluster.ensure()
    other = another_process(folder)
    other.stdout.readline()

    with pytest.raises(CannotRun):
        cluster.destroy()

    assert cluster.alive()
    other.communicate("")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is replaced by another user")
def test_root_is_given_another_folder_where_the_servers_user_cannot_enter(folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)

    place = locations.cluster_folder(closed, kind="pg")

    assert place.parent == Path("/var/tmp")
    assert place == locations.cluster_folder(closed, kind="pg")
    assert closed.stat().st_mode & 0o777 == 0o700
