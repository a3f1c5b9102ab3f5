"""The bundled font cut down to the letters of one picture, to be carried inside it."""

from __future__ import annotations

import base64
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from journeykit.render.measure import font_file


def font_data(letters: str, *, bold: bool) -> str:
    """Return a data URI of a TrueType font with just these letters.

    It is not compressed: two builds of zlib pack the same bytes differently.
    """
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [1, 2, 13]
    options.drop_tables += ["FFTM", "meta"]
    font = TTFont(font_file(bold=bold), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(dict.fromkeys(letters))))
    subsetter.subset(font)
    stream = BytesIO()
    font.save(stream)
    return "data:font/ttf;base64," + base64.b64encode(stream.getvalue()).decode("ascii")
