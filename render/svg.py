"""A picture as SVG: selectable text, its font inside, marks as paths, one group a shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape  # as XML needs it, and in a tenth of the time that `xml.sax` takes to come

from journeykit.render.dark import DARK
from journeykit.render.geometry import Text
from journeykit.render.ink import NONE, Circle, Group, Ink, Path, Rectangle, paints, texts
from journeykit.render.picture import Picture
from journeykit.render.shapes import FAMILY, Font
from journeykit.render.typeface import font_data

RULES = (
    f"text{{font-family:'{FAMILY}',Inter,'Helvetica Neue',Arial,sans-serif;"
    "font-kerning:none;white-space:pre}"
    "path,rect,circle{stroke-linejoin:round;stroke-linecap:round}"
)
"""What every picture is drawn by, whatever its letters are."""

_DARK_SCREEN = "@media screen and (prefers-color-scheme:dark)"


def svg(picture: Picture, *, alone: bool = True) -> str:
    """Return the picture as one SVG document.

    One that is not `alone` carries no style: the page around it has the `style` of its pictures.
    """
    wide, high = picture.size
    language = f' lang="{escape(picture.language)}"' if picture.language else ""
    # What is inside an image cannot be reached, and links should be.
    role = "" if any(ink.link for ink in _groups(picture)) else ' role="img"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}"{role}{language}>',
        f"<title>{_words(picture.title)}</title>",
        *([f"<desc>{_words(picture.about)}</desc>"] if picture.about else []),
        *(
            [f"<style>{style([picture])}{_DARK_SCREEN}{{{dark([picture])}}}</style>"]
            if alone
            else []
        ),
        *(line for ink in picture.inks for line in elements(ink)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def style(pictures: Sequence[Picture]) -> str:
    """Return the style sheet of pictures, with the letters that they use."""
    plain: list[str] = []
    bold: list[str] = []
    for words in (each for picture in pictures for each in texts(picture.inks)):
        (bold if words.font.bold else plain).extend(words.lines)
    faces = [
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};src:url({data})}}"
        for weight, data in (
            (400, font_data("".join(plain), bold=False)),
            (600, font_data("".join(bold), bold=True)),
        )
    ]
    return "".join(faces) + RULES


def dark(pictures: Sequence[Picture]) -> str:
    """Return the rules that put pictures on dark paper, for the colours that they use."""
    used = dict.fromkeys(paint for picture in pictures for paint in paints(picture.inks))
    return "".join(
        f'[{name}="{colour}"]{{{name}:{DARK[colour]}}}' for name, colour in used if colour in DARK
    )


def elements(ink: Ink) -> Iterator[str]:
    """Yield the lines of ink as elements of SVG."""
    match ink:
        case Text():
            yield _text(ink)
        case Path():
            yield _path(ink)
        case Circle():
            x, y = ink.centre
            yield f'<circle cx="{x}" cy="{y}" r="{ink.radius}"{_paint(ink)}/>'
        case Rectangle():
            yield _rectangle(ink)
        case Group():
            if ink.link:
                yield f'<a href="{escape(ink.link)}" target="_top">'
            yield f"<g{_group(ink)}>"
            if ink.tip:
                yield f"<title>{_words(ink.tip)}</title>"
            for part in ink.parts:
                yield from elements(part)
            yield "</g>" + ("</a>" if ink.link else "")


def _groups(picture: Picture) -> Iterator[Group]:
    return (ink for ink in picture.inks if isinstance(ink, Group))


def _group(group: Group) -> str:
    kind = f' class="{group.kind}"' if group.kind else ""
    kind += f' data-step="{escape(group.step)}"' if group.step else ""
    x, y = group.at
    moves = [f"translate({x},{y})"] if (x, y) != (0, 0) else []
    moves += [f"scale({group.scale:g})"] if group.scale != 1 else []
    return kind + (f' transform="{" ".join(moves)}"' if moves else "")


def _text(words: Text) -> str:
    """Return a text element with a line each for the lines."""
    x = {
        "start": words.box.left,
        "middle": (words.box.left + words.box.right) / 2,
        "end": words.box.right,
    }[words.anchor]
    font = words.font
    spans = "".join(
        f'<tspan x="{x:g}" y="{words.baseline + number * font.line}">{_words(line)}</tspan>'
        for number, line in enumerate(words.lines)
    )
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    return f"<text{anchor}{_font(font)}>{spans}</text>"


def _font(font: Font) -> str:
    """Return the attributes of a font."""
    weight = ' font-weight="600"' if font.bold else ""
    return f' font-size="{font.size}"{weight} fill="{font.colour}"'


def _path(path: Path) -> str:
    move = f' transform="translate({path.at[0]},{path.at[1]})"' if path.at != (0, 0) else ""
    dash = f' stroke-dasharray="{path.dash}"' if path.dash else ""
    faint = f' stroke-opacity="{path.opacity:g}"' if path.opacity != 1 else ""
    return f'<path d="{path.data}"{move}{_paint(path)}{dash}{faint}/>'


def _rectangle(rectangle: Rectangle) -> str:
    box, (wide, high) = rectangle.box, rectangle.box.size
    place = f' x="{box.left}" y="{box.top}"' if (box.left, box.top) != (0, 0) else ""
    corner = f' rx="{rectangle.round}"' if rectangle.round else ""
    return f'<rect{place} width="{wide}" height="{high}"{corner}{_paint(rectangle)}/>'


def _paint(ink: Path | Circle | Rectangle) -> str:
    """Return the attributes of fill and stroke."""
    fill = f' fill="{ink.fill}"'
    if ink.stroke == NONE:
        return fill
    width = f' stroke-width="{ink.width:g}"' if ink.width != 1 else ""
    return f'{fill} stroke="{ink.stroke}"{width}'


def _words(text: str) -> str:
    return escape(text, quote=False)
