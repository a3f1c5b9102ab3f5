"""A change of a plan, and all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from journeykit.journeys.lint.worst import Worst


class Sort(StrEnum):
    """What happened to a part of a plan."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: of a `step`, `start`, `message`, ... called `name`, or of its `key`.

    `part` is `journey` or `map` (then without a name) where no smaller part has a name. `key` leads
    to what differs, its keys and places (from 1) joined by dots; "" is the whole part, and `flow`
    with a target a way on. `old` and `new` are values as one writes them, "" where there is none.
    Of a renamed part they are its ids.
    """

    sort: Sort
    part: str
    name: str = ""
    key: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class JourneyChanges:
    """What changed in a journey; it is called `id`, and was called `was`, "" where it is new.

    `messages` are the changed messages of the map that it sends. `names` are the new ids of renamed
    steps by the old ones. `before` and `after` are the worst that one pass can do, None where the
    journey is missing, or sends messages that nobody defines.
    """

    sort: Sort
    id: str
    was: str
    changes: tuple[Change, ...] = ()
    messages: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    before: Worst | None = None
    after: Worst | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a map (its customers too) and in its journeys, in their order."""

    map: tuple[Change, ...]
    journeys: tuple[JourneyChanges, ...]

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.map or self.journeys)
