"""Timers that are over (J117), against every way through small journeys, as fast and as slow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, TypeAlias

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.journeys.lint.rules.past_timer import past_timer
from journeykit.journeys.lint.worlds import WorldsOf
from journeykit.journeys.load import load
from journeykit.journeys.project import of_text

Tree: TypeAlias = dict[str, Any]

STEPS = ("s0", "s1", "s2", "s3", "s4", "s5")
DAYS = {"1d": (1, 1), "2d": (2, 2), "1d..3d": (1, 3), "4d": (4, 4)}


@st.composite
def _journeys(draw: st.DrawFn) -> Tree:
    """Draw a journey of waits and choices that leads forwards."""
    steps: dict[str, Tree] = {}
    for place, name in enumerate(STEPS):
        onward = st.sampled_from([*STEPS[place + 1 :], "end"])
        days = draw(st.sampled_from(list(DAYS)))
        kind = draw(st.sampled_from(["wait", "since", "since", "choice"]))
        if kind == "choice":
            flows = [{"to": draw(onward), "chance": "50%"}, {"to": draw(onward), "chance": "50%"}]
            steps[name] = {"exclusive": "", "next": flows}
        elif kind == "wait":
            steps[name] = {"timer": days, "next": draw(onward)}
        else:
            anchor = draw(st.sampled_from(["start", "start", *STEPS[:place]]))
            steps[name] = {"timer": {"after": days, "since": anchor}, "next": draw(onward)}
    start = {"event": "site.visit", "next": "s0"}
    return {"journey": "j", "start": {"s": start}, "steps": steps}


def _ways(journey: Tree) -> Iterator[list[str]]:
    """Yield the ways through a journey."""
    waiting = [["s0"]]
    while waiting:
        way = waiting.pop()
        if way[-1] == "end":
            yield way[:-1]
            continue
        onward = journey["steps"][way[-1]]["next"]
        targets = [onward] if isinstance(onward, str) else [flow["to"] for flow in onward]
        waiting.extend([*way, to] for to in dict.fromkeys(targets))


def _waits(journey: Tree) -> dict[str, bool]:
    """Return the steps that are reached and count from something, and whether one ever waits."""
    found: dict[str, bool] = {}
    for way in _ways(journey):
        timers = [name for name in way if "timer" in journey["steps"][name]]
        for ends in product((0, 1), repeat=len(timers)):
            times: dict[str, int] = {"start": 0}
            now = 0
            for name in way:
                times[name] = now
                if name in timers:
                    now = _after(journey, name, times, found, ends[timers.index(name)])
    return found


def _after(
    journey: Tree, name: str, times: dict[str, int], found: dict[str, bool], end: int
) -> int:
    """Return when a timer is over, and note whether it waits."""
    timer, now = journey["steps"][name]["timer"], times[name]
    if isinstance(timer, str):
        return now + DAYS[timer][end]
    if timer["since"] not in times:
        found[name] = True
        return now
    then = times[timer["since"]] + DAYS[timer["after"]][end]
    found[name] = found.get(name, False) or then > now
    return max(now, then)


def _reported(journey: Tree) -> list[str]:
    project = of_text(yaml.safe_dump(journey, sort_keys=False).encode(), "journey.yaml")
    plan = load(project.documents, project.path).plan
    assert plan is not None
    found = past_timer.check(journey=plan.journeys["j"], plan=plan, worlds=WorldsOf(plan))
    return [str(each.step) for each in found]


@settings(max_examples=60)
@given(_journeys())
def test_a_timer_that_is_reported_never_waits(journey: Tree) -> None:
    waits = _waits(journey)
    assert [step for step in _reported(journey) if waits[step]] == []


@settings(max_examples=60)
@given(_journeys())
def test_no_timer_since_the_start_that_never_waits_is_missed(journey: Tree) -> None:
    steps = journey["steps"].values()
    for step in steps:
        if isinstance(step.get("timer"), dict):
            step["timer"]["since"] = "start"
    over = [name for name, waits in _waits(journey).items() if not waits]
    assert sorted(_reported(journey)) == sorted(over)
