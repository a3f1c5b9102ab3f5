"""The colours of pictures: each has its twin on dark paper, and text can be read on both."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from journeykit.render import shapes
from journeykit.render.dark import DARK
from journeykit.render.shapes import ABOUT, BRANCH, CLASSES, INK, NOTE, PAINTS, PAPER, ROLE

RENDER = Path(shapes.__file__).parent
GRAPHVIZ_S = ("overview.py",)
READABLE, VISIBLE = 4.5, 3.0  # the least contrast of text and of signs: WCAG 2.1, 1.4.3 and 1.4.11

MESSAGES = (*CLASSES.values(), ROLE)
TEXTS = [
    *((font.colour, PAPER) for font in (ABOUT, BRANCH, NOTE)),
    *((INK, look.tint) for look in MESSAGES),
    *((look.text, look.band) for look in MESSAGES),
]
SIGNS = [
    *((paint.stroke, paint.fill) for paint in PAINTS.values()),
    *((look.outline, ground) for look in MESSAGES for ground in (look.tint, PAPER)),
]


def light(colour: str) -> float:
    """Return how light a colour is, from 0 to 1: the relative luminance of WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("shown", [str, DARK.__getitem__], ids=["light", "dark"])
def test_text_and_signs_stand_out(shown: Callable[[str], str]) -> None:
    dim = [pair for pair in TEXTS if contrast(*map(shown, pair)) < READABLE]
    assert dim == []
    dim = [pair for pair in SIGNS if contrast(*map(shown, pair)) < VISIBLE]
    assert dim == []


def test_each_colour_has_its_twin() -> None:
    used = {
        colour
        for path in RENDER.glob("*.py")
        if path.name not in GRAPHVIZ_S
        for colour in re.findall(r"#[0-9a-f]{6}", path.read_text(encoding="utf-8"))
    }
    assert used - {*DARK, *DARK.values()} == set()


def test_only_a_sale_has_a_dark_band_in_grey_print() -> None:
    bands = {name: light(look.band) for name, look in CLASSES.items()}
    sale = bands.pop("sale")
    assert sale < 0.2
    assert min(bands.values()) > 0.7
