"""`journey` itself: its help, its version, and what it says to nothing at all."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from journeykit.cli.app import app
from tests.command import journey


def test_help_names_every_command() -> None:
    printed = journey("--help").stdout
    names = [
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    ]
    assert names
    assert [name for name in names if f"\n  {name} " not in printed] == []


def test_version_is_the_installed_one() -> None:
    assert journey("--version").stdout == f"journey {version('journeykit')}\n"


@pytest.mark.parametrize("arguments", [(), ("lnit",), ("lint", "--no-such-option")])
def test_what_cannot_be_understood_exits_with_2(arguments: tuple[str, ...]) -> None:
    ran = journey(*arguments)
    assert ran.status == 2
    assert "Usage: journey" in ran.stdout + ran.stderr
