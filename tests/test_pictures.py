"""The pictures of README and docs are what the tool draws today; `make pictures` redraws them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import journey
from tests.test_docs import FILE

ROOT = Path(__file__).parent.parent
JOURNEYS = "samples/shop/journeys"
PICTURES = {
    "birthday.svg": (f"{JOURNEYS}/birthday.yaml", "--legend"),
    "calendar.svg": ("samples/shop", "--calendar"),
    "cart-reminder.svg": (f"{JOURNEYS}/cart-reminder.yaml",),
    "lanes.svg": (f"{JOURNEYS}/cart-reminder.yaml", "--lanes", "channel"),
    "rows.svg": (f"{JOURNEYS}/order-lifecycle.yaml", "--wrap", "1400"),
}
RUN = ("samples/shop", "--customers", "300", "--format", "json")
OVER = {
    "cart-diff.svg": ("diff", "before.yaml", "after.yaml"),
    "cart-findings.svg": ("draw", "cart.yaml", "--lint"),
    "browse-forecast.svg": (
        "draw", "samples/shop", "--journey", "browse-reminder", "--forecast", "run.json",
    ),
}  # fmt: skip


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


@pytest.mark.parametrize("name", OVER)
def test_what_is_drawn_over_a_picture_is_what_the_tool_draws(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("samples").symlink_to(ROOT / "samples")
    for page in ("diff", "pictures"):
        for file, text in FILE.findall((ROOT / f"docs/{page}.md").read_text(encoding="utf-8")):
            Path(file).write_text(text, encoding="utf-8")
    if "run.json" in OVER[name]:
        Path("run.json").write_text(journey("simulate", *RUN).stdout, encoding="utf-8")
    shown = ROOT / "docs/pictures" / name
    drawn = shown if update else tmp_path / name
    ran = journey(*OVER[name], "-o", str(drawn))
    assert ran.status == 0, ran.stderr
    assert drawn.read_bytes() == shown.read_bytes()


def test_every_picture_has_its_command() -> None:
    assert {path.name for path in (ROOT / "docs/pictures").glob("*.svg")} == {*PICTURES, *OVER}
