"""What differs between two values of the model, however they are laid out in their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from journeykit.journeys.changes.change import Sort
from journeykit.journeys.changes.wording import in_short, keys, said
from journeykit.journeys.conditions import Condition
from journeykit.journeys.model import Exclusive, Flow, Text
from journeykit.journeys.model.element import Element

Pairs = list[tuple[int | None, int | None]]
FLOW = "flow"
_FLOWS = ("next", "then", "else", "if")
"""The keys that an exclusive gateway may write its flows with."""


class Difference(NamedTuple):
    """What differs: its keys joined by dots, and both values as they are written."""

    sort: Sort
    key: str
    old: str
    new: str


def differences(old: object, new: object, key: str = "") -> Iterator[Difference]:
    """Yield what differs between two values, as deep inside as both are alike.

    Entries of mappings are compared by name, whatever their order, items of lists in theirs.
    """
    if isinstance(old, Text) and isinstance(new, Text):
        yield from _texts(old, new, key)
    elif isinstance(old, Element) and isinstance(new, Element) and type(old) is type(new):
        one, other = in_short(old), in_short(new)
        if one is None or other is None:
            yield from _parts(old, new, key)
        else:
            yield from differences(one, other, key)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _entries(old, new, key)
    elif isinstance(old, tuple) and isinstance(new, tuple) and _has_parts((*old, *new)):
        yield from _items(old, new, key)
    elif not _equal(old, new):
        yield _one(key, said(old), said(new))


def _parts(old: Element, new: Element, key: str) -> Iterator[Difference]:
    """Yield what differs in the fields; of an exclusive gateway its flows, however written."""
    for name, written, share in keys(old):
        if isinstance(old, Exclusive) and written in _FLOWS:
            if written == "next":
                yield from _flows(old.flows, getattr(new, "flows", ()), key)
            continue
        one, other, path = getattr(old, name), getattr(new, name), _path(key, written)
        if written == "next":
            yield from _flows(one, other, key)
        elif isinstance(one, float) or isinstance(other, float):
            if one != other:
                yield _one(path, said(one, share=share), said(other, share=share))
        else:
            yield from differences(one, other, path)


def _texts(old: Text, new: Text, key: str) -> Iterator[Difference]:
    """Yield a difference for each language."""
    before, after = dict(old.by_language), dict(new.by_language)
    for language in dict.fromkeys([*after, *before]):
        one, other = before.get(language), after.get(language)
        if one != other:
            yield _one(f"{key}.{language}" if language else key, said(one), said(other))


def _entries(
    old: Mapping[Any, object], new: Mapping[Any, object], key: str
) -> Iterator[Difference]:
    for name in merged(old, new):
        path = _path(key, name)
        if name not in old:
            yield Difference(Sort.ADDED, path, "", said(new[name]))
        elif name not in new:
            yield Difference(Sort.REMOVED, path, said(old[name]), "")
        else:
            yield from differences(old[name], new[name], path)


def _items(old: Sequence[object], new: Sequence[object], key: str) -> Iterator[Difference]:
    """Yield what differs in the items of a list; what stands at one place is one item."""
    for before, after in _paired([said(each) for each in old], [said(each) for each in new]):
        if before is None and after is not None:
            yield Difference(Sort.ADDED, _path(key, str(after + 1)), "", said(new[after]))
        elif after is None and before is not None:
            yield Difference(Sort.REMOVED, _path(key, str(before + 1)), said(old[before]), "")
        elif before is not None and after is not None:
            yield from differences(old[before], new[after], _path(key, str(after + 1)))


def _paired(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Return which item of a list has become which of another; None for none."""
    pairs: Pairs = []
    for _, begin, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        both = min(end - begin, last - first)
        pairs += [(begin + n, first + n) for n in range(both)]
        pairs += [(n, None) for n in range(begin + both, end)]
        pairs += [(None, n) for n in range(first + both, last)]
    return pairs


def _flows(old: Sequence[Flow], new: Sequence[Flow], key: str) -> Iterator[Difference]:
    """Yield what differs in the ways on: each is known by where it leads, then by its place."""
    if len(old) == len(new) == 1:
        yield from _flow(old[0], new[0], _path(key, "next"))
        return
    pairs = _by_target(old, new)
    for before, after in pairs:
        if before is None and after is not None:
            yield Difference(
                Sort.ADDED, _path(key, f"{FLOW}.{new[after].to}"), "", _way(new[after])
            )
        elif after is None and before is not None:
            path = _path(key, f"{FLOW}.{old[before].to}")
            yield Difference(Sort.REMOVED, path, _way(old[before]), "")
        elif before is not None and after is not None:
            yield from _flow(old[before], new[after], _path(key, f"{FLOW}.{new[after].to}"))
    kept = [(before, after) for before, after in pairs if before is not None and after is not None]
    if kept != sorted(kept):
        targets = (
            ", ".join(str(flows[pair[side]].to) for pair in sorted(kept, key=lambda p: p[side]))
            for side, flows in enumerate((old, new))
        )
        yield _one(_path(key, "order"), *targets)


def _by_target(old: Sequence[Flow], new: Sequence[Flow]) -> Pairs:
    """Pair flows to the same step, then what is left one by one, in the order of the new ones."""
    left = list(range(len(old)))
    pairs: dict[int, int] = {}
    for same in (_equal_flows, lambda one, other: one.to == other.to):
        for after, flow in enumerate(new):
            found = next((n for n in left if after not in pairs and same(old[n], flow)), None)
            if found is not None:
                pairs[after] = found
                left.remove(found)
    others = [after for after in range(len(new)) if after not in pairs]
    if len(others) == len(left):
        pairs.update(zip(others, left, strict=True))
        left = []
    return [*((pairs.get(n), n) for n in range(len(new))), *((n, None) for n in left)]


def _equal_flows(one: Flow, other: Flow) -> bool:
    return not any(_flow(one, other, ""))


def _flow(old: Flow, new: Flow, key: str) -> Iterator[Difference]:
    """Yield what differs between two ways on."""
    if old.to != new.to:
        yield _one(key, str(old.to), str(new.to))
    for name, written, share in keys(old):
        one, other = getattr(old, name), getattr(new, name)
        if isinstance(one, Text):
            yield from _texts(one, other, _path(key, written))
        elif written != "to" and not _equal(one, other):
            yield _one(_path(key, written), said(one, share=share), said(other, share=share))


def _way(flow: Flow) -> str:
    """Return what decides for a way on."""
    parts = ((key, said(getattr(flow, name), share=share)) for name, key, share in keys(flow))
    return ", ".join(f"{key}: {text}" for key, text in parts if text and key != "to")


def _one(key: str, old: str, new: str) -> Difference:
    sort = Sort.CHANGED if old and new else Sort.ADDED if new else Sort.REMOVED
    return Difference(sort, key, old, new)


def _path(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _has_parts(values: tuple[object, ...]) -> bool:
    """Tell whether a list is one of parts; a list of words is one value."""
    return any(isinstance(each, Element | tuple) for each in values)


def _equal(old: object, new: object) -> bool:
    if isinstance(old, Condition) and isinstance(new, Condition):
        return old.expression == new.expression
    return old == new


def merged(old: Mapping[Any, object], new: Mapping[Any, object]) -> list[str]:
    """Return all names in the new order, each that is gone after the one that stood before it."""
    names = [str(name) for name in new]
    before = ""
    for name in map(str, old):
        if name not in new:
            names.insert(names.index(before) + 1 if before else 0, name)
        before = name
    return names
