"""The search that folds, and tries few orders, finds what trying every order finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import networkx as nx
import pytest
import yaml

from journeykit.journeys.lint.soundness.search import Soundness, search
from journeykit.simulate.life import Instance
from journeykit.simulate.program import compile_plan
from journeykit.simulate.reference.live import live
from tests.lint.token_game import Verdict, game, verdict
from tests.timetables import plan_of_text

DAY = 86400
CUSTOMERS = 25
FEW, MANY = range(80), range(80, 6000)
DAY = 86400
CUSTOMERS = 60


def _steps(seed: int) -> dict[str, Any]:
    """Return steps that lead forwards at random, so mostly not sound, the choices free."""
    draw = Random(seed)
    names = [f"s{number}" for number in range(draw.randint(3, 9))]
    steps: dict[str, Any] = {}
    for number, name in enumerate(names):
        later = [*names[number + 1 :], *(["end"] if draw.random() < 0.5 else [])] or ["end"]
        kinds = ("task", "timer", "exclusive", "parallel", "parallel", "inclusive")
        kind = draw.choice(kinds)
        most = 1 if kind in ("task", "timer") else 3
        targets = draw.sample(later, min(len(later), draw.randint(1, most)))
        steps[name] = {kind: "1d" if kind == "timer" else "", "next": _flows(kind, name, targets)}
    return {
        name: steps[name] for name in ("s0", *nx.descendants(_graph(steps), "s0")) if name in steps
    }


def _graph(steps: dict[str, Any]) -> nx.DiGraph[str]:
    return game("s0", steps).graph


def _flows(kind: str, name: str, targets: list[str]) -> list[Any]:
    if kind not in ("exclusive", "inclusive"):
        return list(targets)
    flows: list[Any] = [{"to": to} for to in targets]
    for number, flow in enumerate(flows[:-1]):
        if kind == "exclusive":
            flow["chance"] = "40%" if number == 0 else "30%"
        else:
            flow["if"] = f"customer.{name}_{number} > 0"
    return flows


def _text(steps: dict[str, Any]) -> str:
    journey = {
        "journey": "random",
        "reentry": "always",
        "start": {"begun": {"event": "begun", "next": "s0"}},
        "steps": steps,
    }
    asked = [f"{name}_{n}" for name in steps for n in range(3)]
    population = {
        "population": "random",
        "attributes": {name: {"value": "0..1"} for name in asked},
        "behaviour": {"begun": {"about_every": "2d"}},
    }
    return yaml.safe_dump_all([journey, population], sort_keys=False)


def _differs(seed: int) -> str:
    steps = _steps(seed)
    plan = plan_of_text(_text(steps))
    found = search(plan, plan.journeys["random"])
    naive = verdict("s0", steps)
    return "" if found.complete and _agrees(found, naive, steps) else f"{seed}: {found} {naive}"


def _agrees(found: Soundness, naive: Verdict, steps: dict[str, Any]) -> bool:
    """Tell whether the first troubles are the same; what follows from them is not compared."""
    met = {trouble.step for trouble in found.multiplied}
    stuck = {trouble.step for trouble in found.deadlocks}
    if not naive.met:
        return not met and stuck == naive.stuck
    return met <= naive.met and _first(naive.met, steps) <= met and stuck <= naive.stuck


def _first(troubled: frozenset[str], steps: dict[str, Any]) -> set[str]:
    graph = _graph(steps)
    return {
        step
        for step in troubled
        if not any(nx.has_path(graph, other, step) for other in troubled if other != step)
    }


def test_the_search_finds_what_trying_every_order_finds() -> None:
    assert [told for seed in FEW if (told := _differs(seed))] == []


@pytest.mark.deep
def test_the_search_finds_what_trying_every_order_finds_of_many() -> None:
    assert [told for seed in MANY if (told := _differs(seed))] == []


@pytest.mark.parametrize("seed", range(8))
def test_the_simulator_does_what_the_search_found(seed: int) -> None:
    _compare(seed)


@pytest.mark.deep
def test_the_simulator_does_what_the_search_found_in_many() -> None:
    for seed in range(8, 300):
        _compare(seed)


def _compare(seed: int) -> None:
    """Let customers walk: what happens to them was found, what was found happens to one of them."""
    steps = _steps(seed)
    plan = plan_of_text(_text(steps))
    found = search(plan, plan.journeys["random"])
    met = {trouble.step for trouble in found.multiplied}
    stuck = {trouble.step for trouble in found.deadlocks}
    lived = list(_lived(_text(steps)))
    twice = {step for each in lived for step, times in each.reached if times > 1}
    held = {step for each in lived if each.how == "stuck" for step in each.left}
    assert met <= twice
    assert met or not {step for step in twice if game("s0", steps).is_merge(step)}
    assert stuck <= held
    assert met or stuck or not held


def _lived(text: str) -> Iterator[Instance]:
    """Yield the entries of customers who are drawn."""
    program = compile_plan(plan_of_text(text), start=date(2026, 1, 5), horizon=60 * DAY, warm_up=0)
    for customer in range(CUSTOMERS):
        yield from live(program, customer, 1).instances
