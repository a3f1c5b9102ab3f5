"""Calls in braces or brackets that a comma tore into several keys or items.

`{if: happened("a", within="3d")}` is YAML, and holds the keys `if` and `within="3d")`. The
halves are known by their parentheses: one opens more than it closes, a later one closes it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from journeykit.journeys.finding import Finding
from journeykit.journeys.place import Place, Tree, Word

MOST_PIECES = 20


def surplus(text: str) -> int:
    """Return how many parentheses `text` opens and does not close."""
    return text.count("(") - text.count(")")


def mend_items(
    items: list[Tree], lines: list[str], report: Callable[[Finding], None]
) -> list[Tree]:
    """Join the torn calls among the items of a list in brackets."""
    mended: list[Tree] = []
    index = 0
    while index < len(items):
        item = items[index]
        index += 1
        pieces = _pieces(item, items[index : index + MOST_PIECES]) if _is_torn(item) else []
        if isinstance(item, Word) and pieces:
            report(_finding(item, pieces, lines))
            item = _joined(item, pieces)
        mended.append(item)
        index += len(pieces)
    return mended


def mend_entries(
    items: list[Tree], lines: list[str], report: Callable[[Finding], None]
) -> list[Tree]:
    """Join the torn calls among the values of a mapping in braces: key, value, key, ..."""
    mended: list[Tree] = []
    index = 0
    while index < len(items):
        key, value = items[index : index + 2]
        index += 2
        if not _is_torn(value):
            mended += [key, value]
            continue
        near = items[index : index + 2 * MOST_PIECES]
        following = zip(near[::2], near[1::2], strict=True)
        alone = takewhile(lambda entry: _is_empty(entry[1]), following)
        pieces = _pieces(value, [name for name, _ in alone])
        if isinstance(value, Word) and pieces:
            report(_finding(value, pieces, lines))
            value = _joined(value, pieces)
        mended += [key, value]
        index += 2 * len(pieces)
    return mended


def _is_torn(tree: Tree) -> bool:
    """Tell whether a value leaves a call open."""
    return isinstance(tree, Word) and tree.plain and surplus(tree) > 0


def _is_empty(tree: Tree) -> bool:
    """Tell whether a value was left out."""
    return isinstance(tree, Word) and tree.plain and not tree


def _pieces(first: Tree, following: list[Tree]) -> list[Word]:
    """Return those of the `following` that complete the call that `first` leaves open."""
    depth = surplus(first) if isinstance(first, Word) else 0
    pieces: list[Word] = []
    for piece in following:
        if not isinstance(piece, Word):
            return []
        pieces.append(piece)
        depth += surplus(piece)
        if depth <= 0:
            return pieces
    return []


def _joined(first: Word, pieces: list[Word]) -> Word:
    """Return the whole call, as it was meant."""
    return Word(", ".join((first, *pieces)), _span(first, pieces))


def _span(first: Word, pieces: list[Word]) -> Place:
    """Return the place of the whole call."""
    begin, last = first.place, pieces[-1].place
    return Place(begin.path, begin.line, begin.column, last.end_line, last.end_column)


def _finding(first: Word, pieces: list[Word], lines: list[str]) -> Finding:
    """Return the finding about a torn call."""
    place = _span(first, pieces)
    apart = " and ".join(f"`{piece}`" for piece in (first, *pieces))
    message = f"a comma tears the call apart: {apart} are read as separate values"
    return Finding(place, message, help=_help(place, lines), code="J001")


def _help(place: Place, lines: list[str]) -> str:
    """Return the line with the call in quotes, where it stands on one line."""
    if place.line != place.end_line:
        return "put the whole call in quotes"
    line = lines[place.line - 1]
    begin, end = place.column - 1, place.end_column - 1
    call = line[begin:end].replace("'", "''")
    quoted = f"{line[:begin]}'{call}'{line[end:]}"
    return f"put it in quotes: {quoted.strip()}"
