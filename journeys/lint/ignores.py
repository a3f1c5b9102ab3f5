"""Comments that ask for silence: `# journey: ignore[J205] reason`, and what each covers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import yaml

from journeykit.journeys.files import SourceFile
from journeykit.journeys.place import Mapping, Place, Tree, Word
from journeykit.journeys.place import Sequence as Items

_COMMENT = re.compile(
    r"(?<!\S)#[ \t]*journey:[ \t]*ignore\b(?:[ \t]*\[(?P<names>[^\]\r\n]*)\])?[^\r\n]*"
)
_NAME = re.compile(r"[^\s,]+")
_LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


@dataclass(frozen=True, slots=True)
class Ignore:
    """One comment: the rules that it names, and what it is about.

    `line` is the line that it speaks of, `covered` are the spans of what begins there. `whole`
    is what is to go with the comment: the blanks before it, or its line.
    """

    place: Place
    whole: Place
    names: tuple[Word, ...]
    line: int
    covered: tuple[Place, ...] = ()

    def covers(self, place: Place) -> bool:
        """Tell whether a finding at `place` is meant: its span, or a key or item around it."""
        if place.path != self.place.path:
            return False
        if place.line <= self.line <= place.end_line:
            return True
        at = (place.line, place.column)
        return any(
            (each.line, each.column) <= at < (each.end_line, each.end_column)
            for each in self.covered
        )


def ignores(file: SourceFile) -> tuple[Ignore, ...]:
    """Return the comments of a file that ask for silence, in order.

    One behind a key or an item is about all below it; one on a line of its own, about what
    begins on the next line; on a document's first line, about the document. What stands in
    quotes or in a block of text is no comment.
    """
    if not file.documents or not _COMMENT.search(file.text):
        return ()
    comments = list(_comments(file))
    begun = _begun(file.documents, {each.line for each in comments})
    return tuple(replace(each, covered=tuple(begun.get(each.line, ()))) for each in comments)


def _comments(file: SourceFile) -> Iterator[Ignore]:
    """Yield the comments, without what they cover."""
    lines, texts = file.lines, _texts(file.text)
    starts = [0, *accumulate(len(line) for line in file.text.splitlines(keepends=True))]
    for found in _COMMENT.finditer(file.text):
        before = bisect_right(texts, (found.start(), len(file.text))) - 1
        if before >= 0 and found.start() < texts[before][1]:
            continue
        number = bisect_right(starts, found.start())
        start = starts[number - 1]
        column, end = found.start() - start + 1, found.end() - start + 1
        kept = lines[number - 1][: column - 1].rstrip()
        yield Ignore(
            Place(file.path, number, column, number, end),
            Place(file.path, number, len(kept) + 1, number, end)
            if kept
            else Place(file.path, number, 1, number + 1, 1),
            _names(found, file.path, number, start),
            number if kept else _next(lines, number),
        )


def _names(found: re.Match[str], path: str, line: int, start: int) -> tuple[Word, ...]:
    """Return the names in the brackets of a comment."""
    if found["names"] is None:
        return ()
    offset = found.start("names") - start + 1
    return tuple(
        Word(
            name.group(),
            Place(path, line, offset + name.start(), line, offset + name.end()),
        )
        for name in _NAME.finditer(found["names"])
    )


def _texts(text: str) -> list[tuple[int, int]]:
    """Return where the texts of several lines or in quotes begin and end."""
    spans = []
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            begin, end = event.start_mark, event.end_mark
            if isinstance(event, yaml.ScalarEvent) and begin and end:
                spans.append((begin.index, end.index))
    except yaml.YAMLError:
        # The reader has reported it; what comes after it is not read.
        spans.append((spans[-1][1] if spans else 0, len(text)))
    return spans


def _next(lines: Sequence[str], number: int) -> int:
    """Return the number of the first line after `number` that holds more than a comment."""
    for at in range(number, len(lines)):
        if (line := lines[at].strip()) and not line.startswith("#") and line != "---":
            return at + 1
    return number


def _begun(documents: Sequence[Mapping], lines: set[int]) -> dict[int, list[Place]]:
    """Return the spans of the keys, items and documents that begin on these lines."""
    spans: dict[int, list[Place]] = {}
    waiting: list[tuple[Place, Tree]] = [(document.place, document) for document in documents]
    seen: set[int] = set()
    while waiting:
        begin, tree = waiting.pop()
        if begin.line in lines:
            spans.setdefault(begin.line, []).append(_span(begin, tree.place))
        if id(tree) in seen:
            continue
        seen.add(id(tree))
        if isinstance(tree, Mapping):
            waiting += [(key.place, value) for key, value in tree.items()]
        elif isinstance(tree, Items):
            waiting += [(item.place, item) for item in tree]
    return spans


def _span(begin: Place, value: Place) -> Place:
    """Return the span from a key to the end of its value, of an alias the key's alone."""
    end = max((begin.end_line, begin.end_column), (value.end_line, value.end_column))
    if (value.line, value.column) < (begin.line, begin.column):
        end = (begin.end_line, begin.end_column)
    return Place(begin.path, begin.line, begin.column, *end)
