"""The search that folds, and tries few orders, finds what trying every order finds."""

from __future__ import annotations

from random import Random
from typing import Any

import networkx as nx
import pytest
import yaml

from journeykit.journeys.lint.soundness.search import Soundness, search
from tests.lint.token_game import Verdict, game, verdict
from tests.timetables import plan_of_text

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
