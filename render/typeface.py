"""The bundled font cut down to the letters of one picture, to be carried inside it."""

from __future__ import annotations

import base64
from io import BytesIO

from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTWriter

from journeykit.render.measure import bundled

_TABLES = ("glyf", "loca", "hmtx", "hhea", "maxp", "head", "OS/2", "cmap", "name", "post")
"""All that the font has; the first ones tell the next ones how long they are."""


def font_data(letters: str, *, bold: bool) -> str:
    """Return a data URI of a TrueType font with just these letters.

    It is not compressed: two builds of zlib pack the same bytes differently. The bundled font has
    outlines and nothing else, so they are picked here: the subsetter of fontTools knows all that
    fonts can have, and takes longer to import than a picture to be drawn.
    """
    font = bundled(bold=bold)
    known = font.getBestCmap()
    _keep(font, {code: known[code] for code in sorted(set(map(ord, letters))) if code in known})
    stream = BytesIO()
    writer = SFNTWriter(stream, len(_TABLES), font.sfntVersion)
    for table in _TABLES:
        writer[table] = font.getTableData(table)
    writer.close()
    return "data:font/ttf;base64," + base64.b64encode(stream.getvalue()).decode("ascii")


def _keep(font: TTFont, chosen: dict[int, str]) -> None:
    """Leave only the glyphs of the chosen letters, and those that they are made of."""
    outlines, widths = font["glyf"], font["hmtx"]
    names = [font.getGlyphOrder()[0], *chosen.values()]
    for name in names:  # grows while it is read
        names += outlines[name].getComponentNames(outlines)
    order = list(dict.fromkeys(names))
    font.setGlyphOrder(order)
    outlines.glyphOrder = order
    outlines.glyphs = {name: outlines.glyphs[name] for name in order}
    widths.metrics = {name: widths.metrics[name] for name in order}
    for table in font["cmap"].tables:
        table.cmap = {code: name for code, name in chosen.items() if code in table.cmap}
