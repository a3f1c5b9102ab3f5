"""What all tests share: the switch that rewrites expected outputs, and a quiet environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests import node

# The same examples on every run, and no judgement by the clock.
settings.register_profile("journeykit", derandomize=True, deadline=None, database=None)
settings.load_profile("journeykit")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update`, which rewrites expected outputs instead of comparing them."""
    parser.addoption("--update", action="store_true", help="Rewrite expected outputs.")
    parser.addoption("--deep", action="store_true", help="Run the slow and thorough tests too.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the deep tests unless they are asked for."""
    if config.getoption("--deep"):
        return
    for item in items:
        if item.get_closest_marker("deep"):
            item.add_marker(pytest.mark.skip(reason="deep: runs with `make deep`"))


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Return whether expected outputs are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of packages from npm, which all workers share."""
    return node.installed(tmp_path_factory.getbasetemp().parent / "journey-node")


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test see one terminal: 80 columns, no colour, none of the user's settings."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    for name in ("FORCE_COLOR", "GITHUB_ACTIONS", "JOURNEY_OUTPUT_FORMAT"):
        monkeypatch.delenv(name, raising=False)
