"""A change in words, for tables and comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from journeykit.journeys.changes.change import Change, Changes, JourneyChanges, Sort
from journeykit.journeys.lint.worst import Worst

MARKS = {Sort.ADDED: "+", Sort.REMOVED: "-", Sort.CHANGED: "~", Sort.RENAMED: ">"}
_FLOW = "flow."


@dataclass(frozen=True, slots=True)
class Row:
    """A line about a change: its mark, what changed, and both values."""

    mark: str
    what: str
    old: str
    new: str


def summary(found: Changes) -> str:
    """Say how many journeys changed how, and whether what they share did."""
    if not found:
        return "Nothing changed."
    sorts = Counter(each.sort for each in found.journeys)
    told = [f"{number} {sort}" for sort in Sort if (number := sorts[sort])]
    parts = [f"Journeys: {', '.join(told)}"] if told else []
    if found.map:
        parts.append(f"{'map' if parts else 'Map'}: {len(found.map)} changed")
    return f"{'; '.join(parts)}."


def heading(found: JourneyChanges) -> str:
    """Return a journey's id, and what happened to it as a whole."""
    if found.sort == Sort.RENAMED:
        return f"{found.was} is now {found.id}"
    return found.id if found.sort == Sort.CHANGED else f"{found.id} {found.sort}"


def rows(changes: tuple[Change, ...]) -> Iterator[Row]:
    """Yield a line for each change."""
    for each in changes:
        yield Row(MARKS[each.sort], what(each), each.old, each.new)


def what(change: Change) -> str:
    """Say what changed: `step ask: flow to thanks: if`, `policy.min_gap`."""
    part = "" if change.part in ("journey", "map") else f"{change.part} {change.name}".strip()
    return ": ".join(each for each in (part, _key(change.key)) if each)


def _key(key: str) -> str:
    """Say which flow is meant where it is one."""
    if not key.startswith(_FLOW):
        return key
    target, _, inside = key.removeprefix(_FLOW).partition(".")
    return f"flow to {target}" + (f": {inside}" if inside else "")


def worst_rows(found: JourneyChanges) -> Iterator[Row]:
    """Yield the worst that one pass through a journey can do, before and after."""
    for name in found.messages:
        yield Row("", f"sends message {name}, see above", "", "")
    if found.before is not None or found.after is not None:
        yield Row("", "messages in the worst week", *_told(found, _week))
        for name, figure in (("shown on the site", _site), ("sales at worst", _sales)):
            figures = _told(found, figure)
            if not set(figures) <= {"", "0"}:
                yield Row("", name, *figures)


def _told(found: JourneyChanges, figure: Callable[[Worst], str]) -> tuple[str, str]:
    old, new = ("" if each is None else figure(each) for each in (found.before, found.after))
    return old, new


def _week(worst: Worst) -> str:
    return _count(len(worst.messages), worst)


def _site(worst: Worst) -> str:
    return _count(len(worst.on_site), worst)


def _sales(worst: Worst) -> str:
    return f"{worst.sales} of {len(worst.latest)} messages" if worst.latest else "0"


def _count(number: int, worst: Worst) -> str:
    return str(number) if worst.complete else f"{number} or more"
