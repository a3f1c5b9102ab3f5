"""Pictures as the pages of a PDF: vectors, and text that can be selected and found."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path

from journeykit.render.errors import DrawError
from journeykit.render.geometry import Text
from journeykit.render.ink import NONE, Circle, Group, Ink, Path, Rectangle
from journeykit.render.measure import font_file
from journeykit.render.picture import Picture
from journeykit.render.shapes import FAMILY

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

POINT = 0.75  # of a pixel: 96 pixels are an inch, and 72 points
LONGEST = 14_400  # points; readers show no longer page
_FACES = {False: FAMILY.replace(" ", ""), True: f"{FAMILY.replace(' ', '')}-SemiBold"}
_ROUND = 1  # of line ends and of corners


def pdf(pictures: Sequence[Picture], *, title: str = "") -> bytes:
    """Return pictures as one document, each on a page of its size.

    Without a title it is called as the first picture is. It tells no time and is not packed, so
    that every machine writes the same bytes.

    Raises:
        DrawError: the extra is missing.
    """
    stream, first = BytesIO(), pictures[0]
    canvas = _canvas(stream, first.language)
    canvas.setTitle(title or first.title)
    canvas.setSubject("" if len(pictures) > 1 else first.about)
    canvas.setAuthor("")
    canvas.setCreator("journeykit")
    for number, picture in enumerate(pictures, 1):
        _page(canvas, picture)
        if len(pictures) > 1:
            canvas.bookmarkPage(str(number))
            canvas.addOutlineEntry(picture.title, str(number))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _canvas(stream: BytesIO, language: str) -> Canvas:
    """Return an empty document, its origin at the upper left, that knows the bundled fonts."""
    try:
        from reportlab.pdfbase.pdfmetrics import registerFont
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas
    except ImportError as error:
        message = "a .pdf needs reportlab: `pip install 'journeykit[pdf]'`, or write an .svg"
        raise DrawError(message) from error
    for bold, face in _FACES.items():
        registerFont(TTFont(face, str(font_file(bold=bold))))
    return Canvas(
        stream,
        bottomup=0,
        invariant=1,
        pageCompression=0,
        initialFontName=_FACES[False],  # type: ignore[arg-type]  # the stub says a number
        lang=language or None,
    )


def _page(canvas: Canvas, picture: Picture) -> None:
    wide, high = picture.size
    scale = min(POINT, LONGEST / max(wide, high))
    canvas.setPageSize((wide * scale, high * scale))
    canvas.scale(scale, scale)
    canvas.setLineCap(_ROUND)
    canvas.setLineJoin(_ROUND)
    for ink in picture.inks:
        _draw(canvas, ink)


def _draw(canvas: Canvas, ink: Ink) -> None:
    match ink:
        case Text():
            _text(canvas, ink)
        case Group():
            _group(canvas, ink)
        case Path():
            _path(canvas, ink)
        case Circle():
            _paint(canvas, ink)
            canvas.circle(*ink.centre, ink.radius, **_parts(ink))
        case Rectangle():
            _paint(canvas, ink)
            place = (ink.box.left, ink.box.top, *ink.box.size)
            canvas.roundRect(*place, ink.round, **_parts(ink))


def _text(canvas: Canvas, words: Text) -> None:
    canvas.setFillColor(words.font.colour)
    canvas.setFont(_FACES[words.font.bold], words.font.size)
    for number, line in enumerate(words.lines):
        y = words.baseline + number * words.font.line
        match words.anchor:
            case "start":
                canvas.drawString(words.box.left, y, line)
            case "end":
                canvas.drawRightString(words.box.right, y, line)
            case _:
                canvas.drawCentredString((words.box.left + words.box.right) / 2, y, line)


def _group(canvas: Canvas, group: Group) -> None:
    canvas.saveState()
    canvas.translate(*group.at)
    canvas.scale(group.scale, group.scale)
    for part in group.parts:
        _draw(canvas, part)
    if group.link and group.box:
        box = group.box
        canvas.linkURL(group.link, (box.left, box.top, box.right, box.bottom), relative=1)
    canvas.restoreState()


def _path(canvas: Canvas, path: Path) -> None:
    canvas.saveState()
    canvas.translate(*path.at)
    _paint(canvas, path)
    canvas.setStrokeAlpha(path.opacity)
    canvas.setDash([float(length) for length in path.dash.split()])
    outline = canvas.beginPath()
    parse_path(path.data, _Pen(outline))
    canvas.drawPath(outline, **_parts(path))
    canvas.restoreState()


def _paint(canvas: Canvas, ink: Path | Circle | Rectangle) -> None:
    if ink.fill != NONE:
        canvas.setFillColor(ink.fill)
    if ink.stroke != NONE:
        canvas.setStrokeColor(ink.stroke)
        canvas.setLineWidth(ink.width)


def _parts(ink: Path | Circle | Rectangle) -> dict[str, int]:
    return {"fill": int(ink.fill != NONE), "stroke": int(ink.stroke != NONE)}


class _Pen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Draws the outline of a path on a page; an arc comes as curves."""

    def __init__(self, outline: PDFPathObject) -> None:
        super().__init__(None)
        self.outline = outline

    def _moveTo(self, at: tuple[float, float]) -> None:
        self.outline.moveTo(*at)

    def _lineTo(self, at: tuple[float, float]) -> None:
        self.outline.lineTo(*at)

    def _curveToOne(self, *points: tuple[float, float]) -> None:
        self.outline.curveTo(*(part for point in points for part in point))

    def _closePath(self) -> None:
        self.outline.close()
