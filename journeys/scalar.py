"""A scalar of YAML as a word, and where its letters stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.place import Mark, Place, Word

_PIECES = {
    "'": re.compile(r"''|[^\s']+"),
    '"': re.compile(r"\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\[\s\S]|[^\s\\]+"),
}
_PLAIN = re.compile(r"\S+")
_ITSELF = '"\\/'
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def word(text: str, raw: str, style: str, path: str, line: int, column: int) -> Word:
    """Return the word of a scalar that does not stand in the file letter by letter.

    `raw` is how it is written, quotes included, from `line` and `column` on (from 1); `style`
    is the sign that opens it, empty for a plain one.

    Raises:
        Mistake: an escape makes a control character.
    """
    raw = raw.rstrip()
    lines = raw.splitlines() or [""]
    end_column = len(lines[-1]) + (column if len(lines) == 1 else 1)
    place = Place(path, line, column, line + len(lines) - 1, end_column)
    wrong = _CONTROL.search(text)
    if wrong:
        message = f"an escape makes the character U+{ord(wrong.group()):04X}"
        raise Mistake(Finding(place, message, help="leave it out", code="J001"))
    return Word(text, place, plain=not style, marks=marks(raw, text, style, line, column))


def marks(raw: str, text: str, style: str, line: int, column: int) -> tuple[Mark, ...]:
    """Align the `text` of a scalar with the `raw` characters that it was written as.

    Only blanks and escapes differ between the two, so each run of other characters is found
    again, in order. `style` is the sign that opens the scalar, empty for a plain one; `line`
    and `column` are those of the first raw character. A mark is made where the distance
    between a character and its column changes.
    """
    found: list[Mark] = []
    index = 0
    for piece, at_line, at_column in _pieces(raw, style, line, column):
        index = text.find(piece, index)
        if index < 0:
            break
        last = found[-1] if found else None
        if not last or (last.line, last.column - last.index) != (at_line, at_column - index):
            found.append(Mark(index, at_line, at_column))
        index += len(piece)
    return tuple(found)


def _pieces(raw: str, style: str, line: int, column: int) -> Iterator[tuple[str, int, int]]:
    """Yield the runs of characters of a scalar, unescaped, each with its line and column."""
    pattern = _PIECES.get(style, _PLAIN)
    lines = raw.splitlines()
    last = len(lines) - 1
    for number, content in enumerate(lines):
        first = column if number == 0 else 1
        if number == 0 and style in ("|", ">"):
            continue
        begin = 1 if number == 0 and style in _PIECES else 0
        end = len(content) - (1 if number == last and style in _PIECES else 0)
        for match in pattern.finditer(content, begin, end):
            piece = _unescaped(match.group(), style)
            if piece:
                yield piece, line + number, first + match.start()


def _unescaped(piece: str, style: str) -> str:
    """Return what a piece stands for; nothing for an escape that makes a blank."""
    if style == "'" and piece == "''":
        return "'"
    if style != '"' or not piece.startswith("\\"):
        return piece
    if len(piece) > 2:
        return chr(int(piece[2:], 16)).strip()
    return piece[1] if piece[1:] in _ITSELF else ""
