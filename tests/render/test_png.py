"""The PNG: the picture in pixels, with no font but the bundled one, and never too large."""

from __future__ import annotations

import sys
from io import BytesIO

import pytest
from PIL import Image

from journeykit.render.errors import DrawError
from journeykit.render.geometry import Box, Text
from journeykit.render.ink import Rectangle
from journeykit.render.layout import layout
from journeykit.render.measure import width
from journeykit.render.picture import Picture, picture
from journeykit.render.png import LONGEST, MOST_PIXELS, png, png_of
from journeykit.render.shapes import PAPER, TITLE
from tests.render.given import diagram_of

CART = picture(layout(diagram_of("a send Напоминание\nb end\na -> b", title="Корзина")))


def image(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("L")


def blank(wide: int, high: int) -> Picture:
    return Picture((wide, high), "Wide", "", "", (Rectangle(Box(0, 0, wide, high), 0, PAPER),))


@pytest.mark.parametrize(("scale", "factor"), [(None, 2), (1, 1), (0.5, 0.5), (3, 3)])
def test_the_scale_says_how_many_pixels_there_are(scale: float | None, factor: float) -> None:
    drawn = image(png(CART, scale=scale)).size
    assert drawn == tuple(round(side * factor) for side in CART.size)


def test_letters_are_drawn_where_they_were_measured() -> None:
    words = Text(("Корзина",), Box(10, 10, 110, 38), TITLE, "start")
    drawn = image(png(Picture((300, 48), "T", "", "", (*blank(300, 48).inks, words)), scale=1))
    ink = drawn.point(lambda pixel: 255 if pixel < 128 else 0).getbbox()
    assert ink is not None
    left, top, right, bottom = ink
    assert 10 <= left <= 13
    assert 12 <= top < bottom <= 36
    assert abs(right - 10 - width("Корзина", TITLE)) < 3


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert png(CART) == png(CART)


def test_a_huge_picture_gets_as_many_pixels_as_a_viewer_shows() -> None:
    assert image(png(blank(30_000, 10))).size[0] == LONGEST
    wide, high = image(png(blank(9_000, 2_000))).size
    assert 0.99 * MOST_PIXELS < wide * high < 1.01 * MOST_PIXELS


def test_a_scale_that_is_too_large_is_refused_with_the_one_that_fits() -> None:
    with pytest.raises(DrawError, match=r"20000 x 10 pixels .* at scale 2: 1\.6 fits, or write"):
        png(blank(20_000, 10), scale=2)
    assert image(png(blank(20_000, 10), scale=1.6)).size == (32_000, 16)


def test_sizes_in_points_are_taken_as_pixels() -> None:
    document = '<svg xmlns="http://www.w3.org/2000/svg" width="30pt" height="20pt"/>'
    assert image(png_of(document, scale=1)).size == (30, 20)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(DrawError, match=r"pip install 'journeykit\[png\]'"):
        png(CART)
