"""A picture without the font inside, for pages that show a hundred of them."""

from __future__ import annotations

import re
from html import unescape

from journeykit.render.measure import width
from journeykit.render.shapes import Font

_FACE = re.compile(r"@font-face\{[^}]*\}")
_TEXT = re.compile(r"<text( [^>]*)>(.*?)</text>")
_LINE = re.compile(r"<tspan( [^>]*)>(.*?)</tspan>")
_SIZE = re.compile(r'font-size="(\d+)"')


def light(picture: str) -> str:
    """Return an SVG of ours that asks for the reader's font, each line as long as in ours.

    Two thirds of a small picture are its font. Any sans-serif font is much like it; `textLength`
    sets what remains right.
    """
    return _TEXT.sub(_text, _FACE.sub("", picture))


def _text(found: re.Match[str]) -> str:
    attributes, lines = found[1], found[2]
    size = _SIZE.search(attributes)
    assert size is not None
    font = Font(int(size[1]), 0, "font-weight" in attributes, "")

    def line(span: re.Match[str]) -> str:
        length = round(width(unescape(span[2]), font))
        return f'<tspan{span[1]} textLength="{length}">{span[2]}</tspan>'

    return f"<text{attributes}>{_LINE.sub(line, lines)}</text>"
