"""The style of the page: its own sheet, the colours and the fonts of the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from journeykit.render.dark import DARK
from journeykit.render.picture import Picture
from journeykit.render.shapes import CLASSES, FAMILY
from journeykit.render.svg import dark
from journeykit.render.typeface import font_data

_SHEETS = ("page.css", "canvas.css", "panel.css", "print.css")


def style(pictures: Sequence[Picture], letters: str) -> str:
    """Return the whole style sheet of a page with these pictures and letters."""
    here = Path(__file__).parent
    night = f"[data-theme=dark] .canvas{{{dark(pictures)}}}"
    return "\n".join(
        [
            *_fonts(letters),
            *_classes(),
            *((here / name).read_text(encoding="utf-8") for name in _SHEETS),
            f"@media screen{{{night}}}",
        ]
    )


def _fonts(letters: str) -> list[str]:
    """Return both weights of the font, cut to the letters of the page; all pictures share them."""
    return [
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url({font_data(letters, bold=bold)})}}"
        for weight, bold in ((400, False), (600, True))
    ]


def _classes() -> list[str]:
    """Return the colours of the classes of messages, by day and by night."""
    rules = []
    for name, paint in CLASSES.items():
        day, night = paint, (DARK.get(paint.band, paint.band), DARK.get(paint.text, paint.text))
        rules.append(f".{name}{{--band:{day.band};--band-text:{day.text}}}")
        rules.append(f"[data-theme=dark] .{name}{{--band:{night[0]};--band-text:{night[1]}}}")
    return rules
