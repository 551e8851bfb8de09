import os
import signal
import subprocess
import sys
import time

from career_relay.embedded.children import Child, end_group

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def sleeper(*mark: str) -> subprocess.Popen:
    return subprocess.Popen([*SLEEP, *mark], start_new_session=True)


def test_a_child_that_keeps_dying_is_started_with_growing_pauses(tmp_path):
    child = Child("short", [sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ), tmp_path / "log")
    child.start()
    child.process.wait()

    first = child.look_after()
    pauses = [child._again_at - time.monotonic()]
    child.start()
    child.process.wait()
    child._again_at = 0.0
    second = child.look_after()
    pauses.append(child._again_at - time.monotonic())

    assert (first, second, child.failures) == (3, 3, 2)
    assert pauses[1] > pauses[0] > 0


def test_a_child_that_ignores_the_request_to_stop_is_ended_at_the_deadline():
    stubborn = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    )
    child = Child("stubborn", [sys.executable, "-c", stubborn], dict(os.environ))
    child.start()
    time.sleep(0.5)

    child.signal(signal.SIGTERM)
    child.stop(until=time.monotonic() + 0.5)

    assert child.process.returncode == -signal.SIGKILL


def test_only_processes_of_ours_are_cleared_away():
    ours, strangers = sleeper("career_relay"), sleeper("something else")

    end_group(ours.pid, mark="career_relay")
    end_group(strangers.pid, mark="career_relay")

    assert (ours.wait(5), strangers.poll()) == (-signal.SIGTERM, None)
    strangers.kill()
    strangers.wait()
