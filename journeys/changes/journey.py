"""What changed in one journey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

from journeykit.journeys.changes.change import Change, Sort
from journeykit.journeys.changes.compare import Difference, differences, merged
from journeykit.journeys.changes.renames import renamed_steps, with_names
from journeykit.journeys.changes.wording import whole
from journeykit.journeys.model import Journey
from journeykit.journeys.model.element import Element
from journeykit.journeys.place import Word

NAMED = {"start": "start", "steps": "step", "messages": "message"}
"""The parts of a journey that have names, by the fields that they stand in."""


def changes_in(old: Journey, new: Journey) -> tuple[tuple[Change, ...], dict[str, str]]:
    """Return what changed in a journey, and the new ids of its renamed steps by the old ones."""
    names = renamed_steps(old, new)
    called = called_anew(old, names)
    found = [
        *own_changes("journey", called, new, NAMED),
        *entries("start", called.start, new.start),
        *(Change(Sort.RENAMED, "step", name, "", was, name) for was, name in names.items()),
        *entries("step", called.steps, new.steps),
        *entries("message", called.messages, new.messages),
    ]
    return tuple(found), names


def called_anew(journey: Journey, names: Mapping[str, str]) -> Journey:
    """Return a journey with other ids of its steps, wherever they stand."""
    if not names:
        return journey
    ids = {step: Word(names.get(step, step), step.place) for step in journey.steps}
    steps = with_names(journey.steps, names)
    return replace(
        journey,
        start=with_names(journey.start, names),
        steps={ids[name]: replace(step, id=ids[name]) for name, step in steps.items()},
    )


def own_changes(
    part: str, old: Element, new: Element, named: Mapping[str, str], name: str = ""
) -> Iterator[Change]:
    """Yield what changed in a part of a plan but for those fields whose entries have names."""
    bare = {each.name: getattr(new, each.name) for each in fields(new) if each.name in named}
    for found in differences(replace(old, **bare), new):
        yield _change(part, name, found)


def entries(
    part: str, old: Mapping[Word, Element], new: Mapping[Word, Element]
) -> Iterator[Change]:
    """Yield what changed in parts that have names."""
    for name in map(Word, merged(old, new)):
        if name not in old:
            yield Change(Sort.ADDED, part, str(name), new=whole(new[name]))
        elif name not in new:
            yield Change(Sort.REMOVED, part, str(name), old=whole(old[name]))
        elif type(old[name]) is not type(new[name]):
            yield Change(Sort.CHANGED, part, name, old=whole(old[name]), new=whole(new[name]))
        else:
            for found in differences(old[name], new[name]):
                yield _change(part, name, found)


def _change(part: str, name: str, found: Difference) -> Change:
    return Change(found.sort, part, name, found.key, found.old, found.new)
