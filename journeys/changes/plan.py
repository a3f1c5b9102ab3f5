"""What changed from one plan to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeykit.journeys.changes.change import Change, Changes, JourneyChanges, Sort
from journeykit.journeys.changes.compare import merged
from journeykit.journeys.changes.journey import changes_in, entries, own_changes
from journeykit.journeys.changes.wording import whole
from journeykit.journeys.lint.sending import sent_by
from journeykit.journeys.lint.worst import Worst, worst
from journeykit.journeys.model import Journey, Plan, Send

_NAMED = {"messages": "message", "events": "event", "channels": "channel"}


def changes(
    old: Plan, new: Plan, *, before: Sequence[str], after: Sequence[str], shared: bool
) -> Changes:
    """Return what changed from the journeys `before` of one plan to those `after` of another.

    Where there is one on each side, it is the same journey, whatever it is called. `shared` is what
    the journeys share: the map and its customers.
    """
    of_map = tuple(_map_changes(old, new)) if shared else ()
    messages = [each.name for each in of_map if each.part == "message"]
    found = (
        _changed(old, new, was, name, messages) for was, name in _pairs(old, new, before, after)
    )
    return Changes(of_map, tuple(each for each in found if each is not None))


def _map_changes(old: Plan, new: Plan) -> Iterator[Change]:
    """Yield what changed in the map and its customers."""
    yield from own_changes("map", old.map, new.map, _NAMED)
    for field, part in _NAMED.items():
        yield from entries(part, getattr(old.map, field), getattr(new.map, field))
    yield from own_changes("population", old.population, new.population, {})


def _pairs(
    old: Plan, new: Plan, before: Sequence[str], after: Sequence[str]
) -> list[tuple[str, str]]:
    """Return which journey was which, in the new order; "" for none."""
    if len(before) == len(after) == 1:
        return [(before[0], after[0])]
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    names = _same([old.journeys[name] for name in gone], [new.journeys[name] for name in come])
    was = {name: earlier for earlier, name in names.items()}
    in_order = merged(dict.fromkeys(before), dict.fromkeys(after))
    return [
        (was.get(name, name if name in before else ""), name if name in after else "")
        for name in in_order
        if name not in names
    ]


def _same(gone: Iterable[Journey], come: Iterable[Journey]) -> dict[str, str]:
    """Return journeys of the same content, as many alike on both sides: new ids by the old ones."""
    left: dict[str, list[str]] = {}
    for journey in come:
        left.setdefault(whole(journey), []).append(str(journey.id))
    return {
        str(journey.id): left[content].pop(0)
        for journey in gone
        if left.get(content := whole(journey))
    }


def _changed(
    old: Plan, new: Plan, was: str, name: str, messages: Sequence[str]
) -> JourneyChanges | None:
    """Return what changed in a journey, None for nothing."""
    if not was or not name:
        return _one_sided(old, new, was, name)
    one, other = old.journeys[was], new.journeys[name]
    found, names = changes_in(one, other)
    sent = _sent(other)
    touched = tuple(each for each in messages if each in sent)
    if not found and not touched and was == name:
        return None
    sort = Sort.CHANGED if was == name else Sort.RENAMED
    figures = _worst(old, one), _worst(new, other)
    return JourneyChanges(sort, name, was, found, touched, names, *figures)


def _one_sided(old: Plan, new: Plan, was: str, name: str) -> JourneyChanges:
    if was:
        before = _worst(old, old.journeys[was])
        return JourneyChanges(Sort.REMOVED, was, was, before=before)
    return JourneyChanges(Sort.ADDED, name, "", after=_worst(new, new.journeys[name]))


def _worst(plan: Plan, journey: Journey) -> Worst | None:
    """Return the worst of a journey, None where it sends what is not defined in reach."""
    return worst(plan, journey) if all(each in plan.messages for each in _sent(journey)) else None


def _sent(journey: Journey) -> list[str]:
    """Return the ids of the messages that a journey can send."""
    found = [message for step in journey.steps.values() for message in sent_by(step)]
    for step in journey.steps.values():
        if isinstance(step, Send):
            found += [each.send for each in step.by_segment.values()]
    return list(map(str, found))
