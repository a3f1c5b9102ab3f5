"""A mapping or sequence of YAML that is being read, and what it becomes at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.place import Mapping, Place, Sequence, Tree, Word
from journeykit.journeys.torn import mend_entries, mend_items


@dataclass(slots=True)
class Collection:
    """What stands between two brackets or braces, or under one indentation.

    `items` of a mapping are key, value, key, value, ... It begins where `begin` does, and ends
    where `end` does: the last item so far. `size` counts the values in it as if every alias were
    written out, itself included; `height` is the depth of nesting. `torn` tells that an item
    opens more parentheses than it closes, `odd_key` that a key is a collection.
    """

    mapping: bool
    flow: bool
    anchor: str | None
    begin: Place
    end: Place
    items: list[Tree] = field(default_factory=list)
    size: int = 1
    height: int = 1
    torn: bool = False
    odd_key: bool = False

    def closed(self, lines: list[str], report: Callable[[Finding], None]) -> Mapping | Sequence:
        """Return the value; `report` takes what is wrong with its keys.

        `lines` of the file are needed only for a torn collection.
        """
        if self.torn:
            mend = mend_entries if self.mapping else mend_items
            self.items = mend(self.items, lines, report)
        place = Place(*self.begin[:3], *self.end[3:])
        if not self.mapping:
            return Sequence(self.items, place)
        return Mapping(self._entries(report), place)

    def _entries(self, report: Callable[[Finding], None]) -> dict[Word, Tree]:
        """Return the keys with their values, the first one of each key."""
        pairs = zip(self.items[::2], self.items[1::2], strict=True)
        if not self.odd_key:
            entries: dict[Word, Tree] = dict(pairs)  # type: ignore[arg-type]  # keys are words
            if 2 * len(entries) == len(self.items) and "<<" not in entries:
                return entries
        return self._checked_entries(report)

    def _checked_entries(self, report: Callable[[Finding], None]) -> dict[Word, Tree]:
        """Report the keys that are wrong, return the others."""
        entries: dict[Word, Tree] = {}
        firsts: dict[Word, Word] = {}
        for key, value in zip(self.items[::2], self.items[1::2], strict=True):
            if not isinstance(key, Word) or key == "<<":
                report(_no_key(key))
            elif key in firsts:
                report(_repeated(key, firsts[key]))
            else:
                firsts[key] = key
                entries[key] = value
        return entries


def _no_key(key: Tree) -> Finding:
    """Return the finding about a key that no mapping takes."""
    if isinstance(key, Word):
        message, help = "merge keys `<<` are not read", "write the keys out"
    else:
        message = "a key is a text, not a list or a mapping"
        help = "put a text that begins with a brace or bracket in quotes"
    return Finding(key.place, message, help=help, code="J001")


def _repeated(key: Word, first: Word) -> Finding:
    """Return the finding about a key that is given twice."""
    return Finding(
        key.place,
        f"the key `{key}` is given twice",
        help="remove one of them, or give it another name",
        code="J001",
        related=(Related(first.place, "first given here"),),
    )
