"""YAML text to words, mappings and sequences that know their place."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast

import yaml
from yaml.error import Mark

from journeykit.journeys.collection import Collection
from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.not_yaml import not_yaml
from journeykit.journeys.place import Place, Tree, Word, word_at
from journeykit.journeys.scalar import word
from journeykit.journeys.source import moved, source
from journeykit.journeys.torn import surplus

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_DEPTH = 100
MOST_VALUES = 500_000
MOST_COPIES = 100_000
MOST_FINDINGS = 100

_LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
_PROPERTIES = re.compile(r"(?:[&!]\S*|#.*|\s+)*")
_TAG_DIRECTIVE = re.compile(r"^%TAG\b.*", re.MULTILINE)


def read(text: bytes | str, path: str) -> tuple[list[Tree], list[Finding]]:
    """Return the documents of a YAML stream and what is wrong with them (J001).

    Every scalar stays the text that was written. Documents before one that is not YAML are
    kept; of a key given twice the first value is. A value that an alias repeats is the same
    object in both places, with the place of its anchor. Empty documents are left out. It ends
    in bounded time and memory on any input and raises nothing.
    """
    try:
        content = source(text, path)
    except Mistake as mistake:
        return [], [mistake.finding]
    reader = _Reader(content, path)
    reader.read()
    return reader.documents, sorted(reader.findings, key=lambda finding: finding.place)


class _Event(Protocol):
    """What an event of the parser has; which of it is set depends on the kind of event."""

    start_mark: Mark
    end_mark: Mark
    anchor: str
    tag: str | None
    value: str
    style: str | None
    flow_style: bool | None


class _Reader:
    """Builds documents from the events of the parser, without recursion.

    `open` holds the collections around the event at hand, outermost first; `anchors` the
    finished values that an alias may repeat, each with its size and height, or None while
    the value is being read.
    """

    def __init__(self, content: str, path: str) -> None:
        """Read from `content`; places show `path`."""
        self.content = content
        self.path = path
        self.documents: list[Tree] = []
        self.findings: list[Finding] = []
        self.open: list[Collection] = []
        self.anchors: dict[str, tuple[Tree, int, int] | None] = {}
        self.root: Tree | None = None
        self.values = 0
        self.copies = 0

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines of the text."""
        return self.content.splitlines()

    @cached_property
    def last(self) -> tuple[int, int]:
        """Return the line and column after the last character that is not blank."""
        return moved(1, 1, self.content.rstrip())

    def read(self) -> None:
        """Read all documents, up to an error after which nothing can be read."""
        try:
            self._refuse_tag_directives()
            self._take_all()
        except Mistake as mistake:
            self.findings.append(mistake.finding)
        except yaml.MarkedYAMLError as error:
            self.findings.append(not_yaml(error, self.content, self.path))
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            place = Place(self.path, 1, 1, 1, 1)
            self.findings.append(Finding(place, f"not YAML: {error}", code="J001"))

    def _take_all(self) -> None:
        """Take the events into the tree."""
        takers = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentEndEvent: self._end_document,
        }
        loader = _LOADER(self.content)
        next_event = cast("Callable[[], _Event | None]", loader.get_event)
        try:
            while (event := next_event()) is not None:
                take = takers.get(type(event))
                if take is not None:
                    take(event)
                if self.values > MOST_VALUES:
                    message = f"the file holds more than {MOST_VALUES:,} values"
                    help = "keep one journey in a file"
                    raise Mistake(self._finding(event, message, help=help))
        finally:
            loader.dispose()

    def _scalar(self, event: _Event) -> None:
        """Take a key, a value or an item."""
        self.values += 1
        found = self._marked_word(event) if event.anchor or event.tag else self._word(event)
        if not self.open:
            self.root = found
            return
        around = self.open[-1]
        around.items.append(found)
        around.size += 1
        around.end = found.place
        if around.flow and found.plain and "(" in found and surplus(found) > 0:
            around.torn = True

    def _word(self, event: _Event) -> Word:
        """Return the word of a scalar."""
        begin, end, text = event.start_mark, event.end_mark, event.value
        line, column, plain = begin.line + 1, begin.column + 1, not event.style
        width = len(text) if plain else len(text) + 2
        if not width or end.line >= line or end.column + 1 - column != width:
            return self._word_from(event, line, column, begin.index)
        return word_at(text, (self.path, line, column, line, column + width), plain)

    def _marked_word(self, event: _Event) -> Word:
        """Return the word of a scalar with an anchor or a tag."""
        begin = event.start_mark
        found = self._word_from(event, *self._after_properties(begin, event.end_mark))
        if event.tag:
            self._refuse_tag(event)
        if event.anchor:
            self.anchors[event.anchor] = (found, 1, 0)
        return found

    def _word_from(self, event: _Event, line: int, column: int, index: int) -> Word:
        """Return the word of a scalar that may be empty, or not stand there letter by letter."""
        style = event.style or ""
        if event.value or style:
            raw = self.content[index : event.end_mark.index]
            return word(event.value, raw, style, self.path, line, column)
        line, column = min((line, column), self.last)
        return Word("", Place(self.path, line, column, line, column))

    def _mapping(self, event: _Event) -> None:
        self._begin(event, mapping=True)

    def _sequence(self, event: _Event) -> None:
        self._begin(event, mapping=False)

    def _begin(self, event: _Event, *, mapping: bool) -> None:
        """Open a mapping or a sequence."""
        self.values += 1
        if len(self.open) >= MOST_DEPTH:
            raise Mistake(self._finding(event, f"nested more than {MOST_DEPTH} deep"))
        begin = event.start_mark
        line, column = begin.line + 1, begin.column + 1
        if event.anchor or event.tag:
            line, column, _ = self._after_properties(begin, None)
        if event.tag:
            self._refuse_tag(event)
        if event.anchor:
            self.anchors[event.anchor] = None
        place = Place(self.path, line, column, line, column)
        self.open.append(Collection(mapping, bool(event.flow_style), event.anchor, place, place))

    def _end(self, event: _Event) -> None:
        """Close the innermost mapping or sequence and give it to the one around it."""
        done = self.open.pop()
        if done.flow:
            done.end = self._place(event)
        value = done.closed(self.lines if done.torn else [], self._report)
        if done.anchor:
            self.anchors[done.anchor] = (value, done.size, done.height)
        self._add(value, done.size, done.height, value.place)

    def _alias(self, event: _Event) -> None:
        """Repeat the value of an anchor, unless that would grow too large or too deep."""
        known = self.anchors.get(event.anchor)
        if known is None:
            inside = event.anchor in self.anchors
            reason = "repeats itself" if inside else "has no anchor before it"
            help = "put a text that begins with `*` in quotes"
            raise Mistake(self._finding(event, f"the alias `*{event.anchor}` {reason}", help=help))
        value, size, height = known
        self.copies += size
        if self.copies > MOST_COPIES:
            message = f"the aliases repeat more than {MOST_COPIES:,} values"
            raise Mistake(self._finding(event, message, help="write less of it with aliases"))
        if len(self.open) + height > MOST_DEPTH:
            raise Mistake(self._finding(event, f"nested more than {MOST_DEPTH} deep"))
        self._add(value, size, height, self._place(event))

    def _add(self, value: Tree, size: int, height: int, end: Place) -> None:
        """Give a finished value to the collection around it, or make it the document."""
        if not self.open:
            self.root = value
            return
        around = self.open[-1]
        if around.mapping and len(around.items) % 2 == 0 and not isinstance(value, Word):
            around.odd_key = True
        around.items.append(value)
        around.size += size
        around.height = max(around.height, height + 1)
        around.end = end

    def _end_document(self, _: _Event) -> None:
        """Keep the document, unless it is empty."""
        if self.root is not None and self.root != "":
            self.documents.append(self.root)
        self.root = None
        self.anchors = {}

    def _after_properties(self, begin: Mark, end: Mark | None) -> tuple[int, int, int]:
        """Return line, column and index of a value behind its anchor and tag."""
        stop = len(self.content) if end is None else end.index
        match = _PROPERTIES.match(self.content, begin.index, stop)
        passed = match.group() if match else ""
        return *moved(begin.line + 1, begin.column + 1, passed), begin.index + len(passed)

    def _refuse_tag(self, event: _Event) -> None:
        """Report a tag; the value is read as if it had none."""
        help = "remove it, or put a text that begins with `!` in quotes"
        tag = (event.tag or "").replace("tag:yaml.org,2002:", "!!")
        self._report(self._finding(event, f"tags are not read: `{tag}`", help=help))

    def _refuse_tag_directives(self) -> None:
        """Stop at a `%TAG` line: the parser takes quadratic time on many of them."""
        found = _TAG_DIRECTIVE.search(self.content)
        if found:
            line, column = moved(1, 1, self.content[: found.start()])
            place = Place(self.path, line, column, line, column + len(found.group()))
            message = "tags are not read: `%TAG`"
            raise Mistake(Finding(place, message, help="remove the line", code="J001"))

    def _report(self, finding: Finding) -> None:
        """Keep a finding, and stop where there are too many to be of use."""
        self.findings.append(finding)
        if len(self.findings) >= MOST_FINDINGS:
            message = f"more than {MOST_FINDINGS} mistakes: the rest of the file is not read"
            raise Mistake(Finding(finding.place, message, code="J001"))

    def _finding(self, event: _Event, message: str, *, help: str = "") -> Finding:
        """Return a finding about the place of an event."""
        return Finding(self._place(event), message, help=help, code="J001")

    def _place(self, event: _Event) -> Place:
        """Return the place of an event."""
        begin, end = event.start_mark, event.end_mark
        return Place(self.path, begin.line + 1, begin.column + 1, end.line + 1, end.column + 1)
