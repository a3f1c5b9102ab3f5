"""A picture as PNG: the SVG in pixels, its letters from the bundled font."""

from __future__ import annotations

import math
import re

from journeykit.render.errors import DrawError
from journeykit.render.geometry import Point
from journeykit.render.ink import texts
from journeykit.render.measure import font_file, is_known
from journeykit.render.picture import Picture
from journeykit.render.shapes import FAMILY
from journeykit.render.svg import RULES, svg

SCALE = 2.0
MOST_PIXELS = 64_000_000  # 256 MB while they are drawn
LONGEST = 32_000  # many viewers stop at 32,767 pixels

_POINTS = re.compile(r'((?:width|height)="[\d.]+)pt(?=")')


def png(picture: Picture, *, scale: float | None = None) -> bytes:
    """Return the picture as PNG, `scale` pixels for each of its own.

    Without a scale there are two, or as many as a huge picture allows. Other fonts than the
    bundled one are looked for only where it lacks a letter.

    Raises:
        DrawError: the extra is missing, or the picture is too large at this scale.
    """
    is_complete = all(is_known(line) for words in texts(picture.inks) for line in words.lines)
    zoom = _fitting(picture.size, picture.title, scale)
    return png_of(svg(picture, alone=False), scale=zoom, is_complete=is_complete)


def png_of(document: str, *, scale: float = SCALE, is_complete: bool = False) -> bytes:
    """Return an SVG document as PNG; one that `is_complete` needs no fonts but the bundled one.

    Raises:
        DrawError: the extra is missing, or the document cannot be drawn.
    """
    try:
        import resvg_py
    except ImportError as error:
        message = "a .png needs resvg-py: `pip install 'journeykit[png]'`, or write an .svg"
        raise DrawError(message) from error
    try:
        return resvg_py.svg_to_bytes(
            svg_string=_POINTS.sub(r"\1", document, count=2),  # it takes sizes without a unit only
            zoom=scale,
            skip_system_fonts=is_complete,
            font_files=[str(font_file(bold=bold)) for bold in (False, True)],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
            style_sheet=RULES,
        )
    except ValueError as error:
        raise DrawError(f"this picture cannot be drawn as .png: {error}") from error


def _fitting(size: Point, title: str, scale: float | None) -> float:
    """Return the scale that is asked for, else the usual one, or the largest that fits."""
    wide, high = size
    most = min(LONGEST / max(size), math.sqrt(MOST_PIXELS / (wide * high)))
    if scale is None:
        return min(SCALE, most)
    if scale > most:
        raise DrawError(
            f"{title}: {wide} x {high} pixels are too many for a .png at scale {scale:g}: "
            f"{math.floor(100 * most) / 100:g} fits, or write an .svg or .pdf"
        )
    return scale
