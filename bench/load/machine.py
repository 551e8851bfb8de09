"""What an act costs, however busy the machine is: processor time, ours and the database server's, and our memory."""

import contextlib
import os
import time
from pathlib import Path

from career_relay.embedded.postgres import cluster

TICK = os.sysconf("SC_CLK_TCK")


def processor_seconds() -> float:
    """Give the processor time used so far by us and by all processes of the embedded server."""
    return time.process_time() + _server()


def _server() -> float:
    """Sum over the server and its children, also those that have ended. Nothing where it cannot be seen."""
    try:
        server = int((cluster().data / "postmaster.pid").read_text().split()[0])
    except OSError:
        return 0.0
    ticks = 0
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = place.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if place.parent.name == str(server):
            ticks += sum(int(one) for one in said[11:15])
        elif said[1] == str(server):
            ticks += sum(int(one) for one in said[11:13])
    return ticks / TICK


def forget_peak() -> None:
    """Let `peak_mb` begin anew. Where that is not allowed, it tells the peak of the whole process."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak_mb() -> int:
    """Give the most memory this process held, in megabytes; nothing where it cannot be seen."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)
