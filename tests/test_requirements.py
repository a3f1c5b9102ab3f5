"""The page of requirements answers each of them, with links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "requirements.md"
TEXT = PAGE.read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| (R\d+) \| (.+) \|$", TEXT, re.MULTILINE))
NUMBER = 48


def test_every_requirement_has_its_row_in_order() -> None:
    assert list(ROWS) == [f"R{number}" for number in range(1, NUMBER + 1)]


@pytest.mark.parametrize("id", ROWS)
def test_a_requirement_is_served_with_a_link_or_said_not_to_be(id: str) -> None:
    asked, _, served = ROWS[id].partition(" | ")
    assert asked
    assert "](" in served or "**Not yet" in served
