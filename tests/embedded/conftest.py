"""Clusters of their own, in folders every user may enter (pytest's own are closed to the server's user)."""

import shutil
import tempfile
from pathlib import Path

import pytest

from career_relay.embedded import locations
from career_relay.embedded.postgres import TEST_TUNING, TUNING, Cluster


@pytest.fixture
def folder():
    place = Path(tempfile.mkdtemp(prefix="career-relay-test-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def data(folder, monkeypatch):
    """A data folder of its own for everything that asks `locations`."""
    monkeypatch.setenv("CAREER_RELAY_DATA", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    return folder


def cluster_in(folder: Path) -> Cluster:
    return Cluster(
        locations.cluster_folder(folder, kind="pg"),
        locations.socket_dir(folder, kind="pg"),
        TUNING | TEST_TUNING | {"shared_buffers": "16MB", "max_connections": "10", "synchronous_commit": "on"},
    )


@pytest.fixture
def cluster(folder):
    server = cluster_in(folder)
    yield server
    server.release()
