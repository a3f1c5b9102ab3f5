"""Which steps lead to which: plain dictionaries, for what is asked of every journey."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from journeykit.journeys.model.journey import Journey


def onward(journey: Journey) -> dict[str, tuple[str, ...]]:
    """Return the steps that each step leads to, in written order; those that exist."""
    steps = journey.steps
    return {
        str(id): tuple(str(flow.to) for flow in step.flows if flow.to in steps)
        for id, step in steps.items()
    }


def entered(journey: Journey) -> tuple[str, ...]:
    """Return the steps that the starts lead to; those that exist."""
    flows = (flow for start in journey.start.values() for flow in start.flows)
    return tuple(str(flow.to) for flow in flows if flow.to in journey.steps)


def last_first(onward: Mapping[str, Collection[str]]) -> list[str] | None:
    """Return the steps, each after all that it leads to; None where they lead in a circle."""
    before: dict[str, list[str]] = {id: [] for id in onward}
    missing = {id: len(targets) for id, targets in onward.items()}
    for id, targets in onward.items():
        for target in targets:
            before[target].append(id)
    done = [id for id, number in missing.items() if number == 0]
    for id in done:
        for earlier in before[id]:
            missing[earlier] -= 1
            if missing[earlier] == 0:
                done.append(earlier)
    return done if len(done) == len(onward) else None


def has_loops(journey: Journey) -> bool:
    """Tell whether a customer can come to a step again."""
    return last_first(onward(journey)) is None


def behind(onward: Mapping[str, Collection[str]], heads: Collection[str]) -> set[str]:
    """Return the steps that are reached from some, these among them."""
    found = set(heads)
    waiting = list(heads)
    while waiting:
        new = [each for each in onward[waiting.pop()] if each not in found]
        found.update(new)
        waiting += new
    return found
