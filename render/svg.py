"""A geometry as SVG: selectable text, its font inside, marks as paths, one group a shape."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from journeykit.render.figures import band_word, figure, path, text
from journeykit.render.geometry import Geometry, Line, Point, Text, toward
from journeykit.render.legend import Legend
from journeykit.render.legend import legend as make_legend
from journeykit.render.shapes import FAMILY, LINE, PAPER
from journeykit.render.typeface import font_data

_CORNER = 7
_HEAD = 8


def svg(geometry: Geometry, *, legend: bool = False) -> str:
    """Return the picture as one SVG document, with a legend when asked for."""
    (wide, high), diagram = geometry.size, geometry.diagram
    key = make_legend(diagram, wide, high) if legend else Legend((), (), 0)
    high += key.height
    language = f" lang={quoteattr(diagram.language)}" if diagram.language else ""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" role="img"{language}>',
        f"<title>{escape(diagram.title)}</title>",
        *([f"<desc>{escape(diagram.about)}</desc>"] if diagram.about else []),
        f"<style>{_style(geometry, key.texts)}</style>",
        f'<rect width="{wide}" height="{high}" fill="{PAPER}"/>',
        *(text(words) for words in (geometry.title, geometry.about) if words),
        *(part for line in geometry.lines for part in _flow(line)),
        *(part for placed in geometry.shapes for part in figure(placed, diagram.language)),
        *(text(line.text) for line in geometry.lines if line.text),
        *key.parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _style(geometry: Geometry, more: tuple[Text, ...]) -> str:
    """Return the style sheet, with the letters that the picture uses."""
    language = geometry.diagram.language
    plain: list[str] = []
    bold = [band_word(placed.shape, language) for placed in geometry.shapes]
    for words in (*_texts(geometry), *more):
        (bold if words.font.bold else plain).extend(words.lines)
    faces = [
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};src:url({data})}}"
        for weight, data in (
            (400, font_data("".join(plain), bold=False)),
            (600, font_data("".join(bold), bold=True)),
        )
    ]
    families = f"'{FAMILY}',Inter,'Helvetica Neue',Arial,sans-serif"
    return (
        "".join(faces)
        + f"text{{font-family:{families};font-kerning:none;white-space:pre}}"
        + "path,rect,circle{stroke-linejoin:round;stroke-linecap:round}"
    )


def _texts(geometry: Geometry) -> Iterator[Text]:
    yield geometry.title
    if geometry.about:
        yield geometry.about
    for placed in geometry.shapes:
        if placed.text:
            yield placed.text
        for artifact in placed.artifacts:
            yield artifact.text
    for line in geometry.lines:
        if line.text:
            yield line.text


def _flow(line: Line) -> list[str]:
    """Return a flow: its line with round corners, its arrowhead, the slash of a default flow."""
    tip, before = line.points[-1], line.points[-2]
    parts = [
        path(_rounded(line.points), stroke=LINE, width=1.5),
        path(_head(before, tip), fill=LINE),
    ]
    if line.arrow.default:
        parts.append(path(_slash(line.points[0], line.points[1]), stroke=LINE, width=1.5))
    return parts


def _rounded(points: tuple[Point, ...]) -> str:
    data = [f"M{points[0][0]},{points[0][1]}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        room = min(_length(before, here), _length(here, after)) // 2
        radius = min(_CORNER, room)
        back, on = toward(here, before), toward(here, after)
        data.append(f"L{here[0] + back[0] * radius},{here[1] + back[1] * radius}")
        data.append(f"Q{here[0]},{here[1]} {here[0] + on[0] * radius},{here[1] + on[1] * radius}")
    back, tip = toward(points[-1], points[-2]), points[-1]
    data.append(f"L{tip[0] + back[0] * _HEAD // 2},{tip[1] + back[1] * _HEAD // 2}")
    return "".join(data)


def _length(one: Point, other: Point) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _head(before: Point, tip: Point) -> str:
    across, down = toward(before, tip)
    back = (tip[0] - across * _HEAD, tip[1] - down * _HEAD)
    return (
        f"M{tip[0]},{tip[1]}L{back[0] - 4 * down},{back[1] - 4 * across}"
        f"L{back[0] + 4 * down},{back[1] + 4 * across}Z"
    )


def _slash(begin: Point, after: Point) -> str:
    across, down = toward(begin, after)
    x, y = begin[0] + 8 * across, begin[1] + 8 * down
    return f"M{x - 3},{y + 5}L{x + 3},{y - 5}" if across else f"M{x - 5},{y + 3}L{x + 5},{y - 3}"
