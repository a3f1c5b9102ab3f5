"""The pictures of README and docs are what the tool draws today; `make pictures` redraws them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import journey

ROOT = Path(__file__).parent.parent
JOURNEYS = "samples/shop/journeys"
PICTURES = {
    "birthday.svg": (f"{JOURNEYS}/birthday.yaml", "--legend"),
    "calendar.svg": ("samples/shop", "--calendar"),
    "cart-reminder.svg": (f"{JOURNEYS}/cart-reminder.yaml",),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_what_the_tool_draws(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update: bool
) -> None:
    monkeypatch.chdir(ROOT)
    shown = ROOT / "docs/pictures" / name
    drawn = shown if update else tmp_path / name
    drawn.parent.mkdir(parents=True, exist_ok=True)
    ran = journey("draw", *PICTURES[name], "-o", str(drawn))
    assert ran.status == 0, ran.stderr
    assert drawn.read_bytes() == shown.read_bytes()


def test_every_picture_has_its_command() -> None:
    assert {path.name for path in (ROOT / "docs/pictures").glob("*.svg")} == set(PICTURES)
