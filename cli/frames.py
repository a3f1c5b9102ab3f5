"""Code frames: a finding shown in the lines of its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from journeykit.cli.cells import cells, cut, shown
from journeykit.journeys.lint.run import Found
from journeykit.journeys.place import Place

AROUND = 2
WIDEST = 96
_DOTS = "..."


@dataclass(frozen=True, slots=True)
class Mark:
    """What to underline with `sign`, and what to say of it."""

    place: Place
    sign: str
    label: str = ""


def frame(found: Found, sources: Mapping[str, Sequence[str]]) -> str:
    """Return a finding as a code frame.

    `sources` holds the lines of each file by its path; a file that is not there is only named.
    """
    marks = _marks(found)
    margin = " " * len(str(max(_last(mark, sources) for mark in marks)))
    lines = [f"{found.severity}[{found.rule.code}]: {shown(marked(found))}"]
    arrow = "-->"
    for path, in_file in groupby(marks, key=lambda mark: mark.place.path):
        lines += _file(list(in_file), sources.get(path, ()), margin, arrow)
        arrow = ":::"
    return "\n".join([*lines, *_notes(found, margin)])


def marked(found: Found) -> str:
    """Return the message of a finding, behind a sign if `--fix` can mend it."""
    sign = "[*] " if found.finding.fix is not None else ""
    return sign + found.finding.message


def _marks(found: Found) -> list[Mark]:
    """Return the marks: the main one's file first, and one mark a place."""
    place = found.finding.place
    labels: dict[Place, list[str]] = {place: []}
    for related in found.finding.related:
        labels.setdefault(related.place, []).append(related.label)
    marks = [
        Mark(where, "^" if where == place else "-", ", ".join(texts))
        for where, texts in labels.items()
    ]
    paths = list(dict.fromkeys(mark.place.path for mark in marks))
    return sorted(marks, key=lambda mark: paths.index(mark.place.path))


def _last(mark: Mark, sources: Mapping[str, Sequence[str]]) -> int:
    """Return the last line number that a mark brings into the frame."""
    lines = _numbers([mark], len(sources.get(mark.place.path, ())))
    return max(lines, default=mark.place.line)


def _notes(found: Found, margin: str) -> Iterator[str]:
    if found.finding.help:
        yield f"{margin} = help: {shown(found.finding.help)}"
    yield f"{margin} = note: `journey rule {found.rule.code}` explains {found.rule.name}"


def _file(marks: Sequence[Mark], source: Sequence[str], margin: str, arrow: str) -> Iterator[str]:
    """Yield the head and the lines of one file, the marks below their lines."""
    yield f"{margin}{arrow} {marks[0].place}"
    if not source:
        for mark in marks:
            if mark.label:
                yield f"{margin} = {mark.place.line}:{mark.place.column}: {shown(mark.label)}"
        return
    yield f"{margin} |"
    before = 0
    for number in _numbers(marks, len(source)):
        if before and number > before + 1:
            yield _DOTS
        before = number
        here = [mark for mark in marks if mark.place.line == number]
        left = _left(source[number - 1], here)
        yield _numbered(number, _crop(source[number - 1], left), margin)
        for row in _rows(here):
            yield f"{margin} | {_underlined(row, source[number - 1], left)}".rstrip()
    yield f"{margin} |"


def _numbers(marks: Sequence[Mark], last: int) -> list[int]:
    """Return the lines to show: two around the main mark, of the others their own."""
    wanted: set[int] = set()
    for mark in marks:
        around = AROUND if mark.sign == "^" else 0
        wanted.update(range(mark.place.line - around, mark.place.line + around + 1))
    return sorted(number for number in wanted if 1 <= number <= last)


def _numbered(number: int, text: str, margin: str) -> str:
    return f"{number:>{len(margin)}} | {text}".rstrip()


def _left(line: str, marks: Sequence[Mark]) -> int:
    """Return how many signs of a long line to leave out at its left, to show the first mark."""
    if not marks or cells(line) <= WIDEST:
        return 0
    first = min(mark.place.column for mark in marks) - 1
    fits = cells(line[: first + 1]) + WIDEST // 3 <= WIDEST
    return 0 if fits else max(0, first - WIDEST // 3)


def _crop(line: str, left: int) -> str:
    """Return the line without `left` signs at its left, cut at its right, dots where cut."""
    text = (_DOTS if left else "") + shown(line[left:])
    return text if cells(text) <= WIDEST else cut(text, WIDEST - len(_DOTS)) + _DOTS


def _rows(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Return the marks of one line by row: one a row, but those without a label together."""
    ordered = sorted(marks, key=lambda mark: mark.place)
    plain = [mark for mark in ordered if not mark.label]
    return [*([plain] if plain else []), *([mark] for mark in ordered if mark.label)]


def _underlined(row: Sequence[Mark], line: str, left: int) -> str:
    """Return the signs below each marked text of a row, and the label."""
    text = ""
    for mark in row:
        indent, signs = _signs(mark, line, left)
        text += " " * (indent - len(text)) + signs
    return f"{text} {shown(row[-1].label)}"


def _signs(mark: Mark, line: str, left: int) -> tuple[int, str]:
    """Return the signs below the marked text and where they begin; of several lines the first."""
    start = mark.place.column - 1
    same_line = mark.place.end_line == mark.place.line
    end = mark.place.end_column - 1 if same_line else len(line)
    indent = cells(line[left:start]) + (len(_DOTS) if left else 0)
    room = max(1, WIDEST - indent)
    return indent, mark.sign * min(room, max(1, cells(line[start:end])))
