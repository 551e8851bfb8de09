"""A mail server that can be ill-mannered, for every test that kills or holds what sends."""

import pytest

from bench.load.door import Door


@pytest.fixture
def door(tmp_path):
    opened = Door(tmp_path / "mail")
    opened.start()
    yield opened
    opened.stop()
