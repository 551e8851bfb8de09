"""The words of the demonstration, read from its data folder."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "data"
SEED = 20261123
PASSWORD = "baton-demo-2026"  # noqa: S105 — printed for everybody who starts the demonstration


@lru_cache
def content(name: str) -> Any:
    """Give one of network, names, roles, positions."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def families() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = content("roles")
    return found
