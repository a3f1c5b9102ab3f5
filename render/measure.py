"""How wide text is in the bundled font, and where it breaks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from journeykit.render.shapes import Font

FONTS = Path(__file__).parent / "fonts"
_MISSING = 1.0  # em; wide enough for the full-width letters that another font will draw


def font_file(*, bold: bool) -> Path:
    """Return the font file of the weight."""
    return FONTS / ("journey-sans-semibold.ttf" if bold else "journey-sans-regular.ttf")


def bundled(*, bold: bool) -> TTFont:
    """Return the font of the weight; its glyphs have numbers, as to name them takes a while."""
    font = TTFont(font_file(bold=bold), recalcTimestamp=False)
    font.setGlyphOrder([f"glyph{number}" for number in range(font["maxp"].numGlyphs)])
    return font


@cache
def _advances(bold: bool) -> dict[int, float]:
    font = bundled(bold=bold)
    units = font["head"].unitsPerEm
    widths = font["hmtx"].metrics
    return {code: widths[glyph][0] / units for code, glyph in font.getBestCmap().items()}


def width(text: str, font: Font) -> float:
    """Return the width of one line in pixels."""
    advances = _advances(font.bold)
    return font.size * sum(advances.get(ord(letter), _MISSING) for letter in text)


def is_known(text: str) -> bool:
    """Tell whether the bundled font has every letter of a text."""
    return all(ord(letter) in _advances(False) for letter in text)


def wrap(text: str, font: Font, limit: float) -> tuple[str, ...]:
    """Break `text` into lines of at most `limit` pixels, inside a word only where it must.

    The lines are balanced: of all widths that need no more lines, about the narrowest is taken.
    """
    pieces = [piece for word in text.split() for piece in _pieces(word, font, limit)]
    lines = _fill(pieces, font, limit)
    if len(lines) < 2:
        return lines
    low = max((width(piece, font) for piece, _ in pieces), default=0.0)
    high = limit
    for _ in range(6):
        middle = (low + high) / 2
        if len(_fill(pieces, font, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return _fill(pieces, font, high)


def _fill(pieces: list[tuple[str, str]], font: Font, limit: float) -> tuple[str, ...]:
    """Put as many pieces into each line as fit; a piece is its text and what stands before it."""
    lines: list[str] = []
    for piece, before in pieces:
        longer = lines[-1] + before + piece if lines else piece
        if lines and width(longer, font) <= limit:
            lines[-1] = longer
        elif lines and not before:
            lines[-1] += "" if lines[-1][-1] in _BREAKS else "-"
            lines.append(piece)
        else:
            lines.append(piece)
    return tuple(lines)


_BREAKS = "-_./,:;=()"


def _pieces(word: str, font: Font, limit: float) -> list[tuple[str, str]]:
    """Cut a word that is wider than `limit`: after punctuation if that helps, else anywhere."""
    if width(word, font) <= limit:
        return [(word, " ")]
    pieces = [""]
    room = limit - width("-", font)
    for letter in word:
        fits = width(pieces[-1] + letter, font) <= room
        parted = pieces[-1][-1:] in _BREAKS and width(pieces[-1], font) > limit / 3
        if pieces[-1] and (not fits or (parted and letter not in _BREAKS)):
            pieces.append("")
        pieces[-1] += letter
    return [(piece, "" if number else " ") for number, piece in enumerate(pieces)]
