"""Random plans of a few journeys in which everything in the language may meet everything else.

Flows lead forwards, and back only from a timer and three times at most; what a journey
emits or calls concerns later journeys alone, so that nothing goes round.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, TypeAlias

import yaml

Tree: TypeAlias = dict[str, Any]

EVENTS = ("site.visit", "order.placed", "item.viewed")
MADE = ("made.a", "made.b", "made.c")
MESSAGES = ("m1", "m2", "m3", "m4")
SPANS = ("1s", "1h", "1d", "2h..9h", "3d")
CONDITIONS = (
    'known("email")', 'happened("order.placed")', 'count("site.visit", within="3d") >= 2',
    'sent("m1")', 'segment("often")', 'times("s0") < 2', "customer.points > 2",
    'since("item.viewed") < "6h"', "on_site()", 'opened("m2", within="ever")',
)  # fmt: skip
KINDS = (
    "send", "send", "send", "timer", "timer", "wait_for", "exclusive", "chance", "share",
    "inclusive", "parallel", "task", "user_task", "subprocess", "call", "end",
)  # fmt: skip


def random_plan(seed: int, *, staff: bool = False) -> str:
    """Return the text of a plan that can be run; each seed gives another one."""
    draw = Random(seed)
    number = draw.randint(1, 3)
    documents = [_map(draw, staff=staff)]
    documents += [_journey(draw, index, number) for index in range(number)]
    return yaml.safe_dump_all([*documents, _population(draw)], sort_keys=False)


def _map(draw: Random, *, staff: bool) -> Tree:
    """Return a map with a policy."""
    caps = [_cap(draw) for _ in range(draw.randint(1, 2))]
    policy = {
        "caps": caps,
        "sale": {"at_most": draw.randint(0, 2), "of": draw.randint(2, 4)},
        "min_gap": draw.choice(("0s", "2h", "1d")),
        "duplicates": {"message": "2d", "topic": draw.choice(("0s", "1d"))},
        "on_exceed": draw.choice(("drop", "defer", "defer")),
        "defer_at_most": draw.choice(("1d", "9d")),
    }
    if draw.random() < 0.5:
        policy["quiet"] = {"from": "21:00", "to": "09:00"}
    found: Tree = {"map": "Random", "timezone": "Europe/Moscow", "policy": policy}
    found["messages"] = {name: _message(draw, name) for name in MESSAGES}
    if draw.random() < 0.5:
        found["calendar"] = [{"send": "m4", "every": "1d", "at": "11:00"}]
    if staff:
        found["staff"] = {"sales": draw.randint(1, 2)}
    return found


def _cap(draw: Random) -> Tree:
    """Return a cap with some of its keys."""
    keys: dict[str, list[Any]] = {
        "window": ["calendar"],
        "channels": [["email"], ["popup"], ["email", "sms"]],
        "classes": [["content"], ["sale", "service"]],
        "topics": [["t1"]],
        "reserve": [{"from": 60, "keep": 1}],
    }
    found = {key: draw.choice(values) for key, values in keys.items() if draw.random() < 0.3}
    return {"at_most": draw.randint(0, 3), "per": draw.choice(("1d", "1w")), **found}


def _message(draw: Random, name: str) -> Tree:
    """Return a message."""
    classes = ("transactional", "service", "content", "sale")
    channels = ("email", "email", "email", "popup", ["sms", "email"], "manager")
    found = {
        "channel": draw.choice(channels),
        "class": draw.choice(classes),
        "topic": f"t{int(name[1]) % 2}",
    }
    if draw.random() < 0.5:
        found["form"] = ["phone"]
    if draw.random() < 0.3:
        found["promo"] = draw.choice(("code", "discount", "bonus", "offer"))
    return found


def _journey(draw: Random, index: int, number: int) -> Tree:
    """Return one journey of several."""
    found: Tree = {"journey": f"j{index}", "priority": draw.choice((20, 50, 80))}
    choices = {
        "reentry": ("never", "session", "after_exit", "always", "2d"),
        "exit": (
            ["order.placed"],
            ["item.viewed"],
            ["unsubscribed"],
            [{"when": 'count("site.visit") > 4'}],
        ),
        "goal": ("order.placed",),
        "exclusive_group": ("g",),
        "per": ("order",),
        "audience": CONDITIONS[:1],
    }
    for key, values in choices.items():
        if draw.random() < 0.5:
            found[key] = draw.choice(values)
    events = [*EVENTS, *MADE[:index]]
    starts = [
        {"event": draw.choice(events)},
        {"without": draw.choice(EVENTS), "for": "3d"},
        {"every": "4d", "at": "10:00"},
        {"when": "customer.points > 3"},
        {"date": "contract", "before": "1d"},
    ]
    count = draw.randint(2, 7)
    names = [f"s{place}" for place in range(count)]
    found["start"] = {"s": {**draw.choice(starts), "next": "s0"}, "called": {"next": "s0"}}
    found["steps"] = {
        name: _step(draw, place, names, index, number) for place, name in enumerate(names)
    }
    return found


def _step(draw: Random, place: int, names: list[str], index: int, number: int) -> Tree:
    """Return a step that leads to later ones."""
    later = [*names[place + 1 :], "end"]
    kind = draw.choice(KINDS)
    if kind == "call" and index + 1 == number:
        kind = "timer"
    if kind in ("exclusive", "inclusive", "chance", "share", "parallel"):
        return _gateway(draw, kind, later)
    if kind == "timer":
        again = {"to": draw.choice(names[: place + 1]), "if": f'times("{names[place]}") < 3'}
        onward = {"to": draw.choice(later)}
        return {"timer": _timer(draw), "next": [again, onward] if draw.random() < 0.3 else [onward]}
    if kind == "end":
        return {"end": "", "result": "r"}
    found = _action(draw, kind, names, index, number)
    if kind == "wait_for":
        found["wait_for"] = [{**each, "to": draw.choice(later)} for each in found["wait_for"]]
        return found
    return {**found, "next": _some(draw, later, 2)}


def _gateway(draw: Random, kind: str, later: Sequence[str]) -> Tree:
    """Return a gateway with one to three flows."""
    targets = [draw.choice(later) for _ in range(draw.randint(1, 3))]
    if kind == "parallel":
        return {"parallel": "", "next": targets}
    flows = [{"to": target} for target in targets]
    last = draw.random() < 0.5 and kind in ("exclusive", "inclusive")
    for flow in flows if last else flows[:-1]:
        if kind in ("exclusive", "inclusive"):
            flow["if"] = draw.choice(CONDITIONS)
        else:
            flow[kind] = "30%"
    return {"inclusive" if kind == "inclusive" else "exclusive": "", "next": flows}


def _some(draw: Random, items: Sequence[str], most: int) -> list[str]:
    """Return one to `most` different items."""
    return draw.sample(items, min(len(items), draw.randint(1, most)))


def _timer(draw: Random) -> str | Tree:
    """Return a timer that takes time."""
    return draw.choice((*SPANS, {"at": "10:00"}, {"at": "mon 09:00"}, "customer.cycle"))


def _action(draw: Random, kind: str, names: list[str], index: int, number: int) -> Tree:
    """Return what a step does."""
    match kind:
        case "send":
            return {"send": draw.choice(MESSAGES)}
        case "wait_for":
            events = _some(draw, EVENTS, 2)
            since = {"since": "start"} if draw.random() < 0.5 else {}
            timer = {"timer": draw.choice(SPANS)}
            return {"wait_for": [*({"event": event, **since} for event in events), timer]}
        case "task":
            return {"task": "", "set": {"points": "customer.points + 1"}, "emit": MADE[index]}
        case "user_task":
            return {"user_task": "", "by": "sales", "takes": draw.choice(SPANS)}
        case "subprocess":
            sends = _some(draw, MESSAGES, 3)
            return {"subprocess": "", "takes": draw.choice(SPANS), "sends": sends}
        case _:
            called = draw.randint(index + 1, number - 1)
            return {"call": f"j{called}", "start": "called", "wait": draw.random() < 0.5}


def _population(draw: Random) -> Tree:
    """Return customers who are drawn."""
    days, shares = ("1d", "2d", "4d"), ("0%", "50%", "100%")
    return {
        "population": "random",
        "attributes": {
            "email": {"known": draw.choice(("70%", "100%"))},
            "phone": {"known": "30%", "denied": "20%"},
            "points": {"value": 0},
            "cycle": {"known": "80%", "value": "1d..3d"},
            "contract": {"known": "50%", "date": "2d..9d"},
        },
        "segments": {"often": {"share": "40%", "rates": {"site.visit": 2.0}}},
        "behaviour": {
            "site.visit": {"about_every": draw.choice(days), "spread": 1.0},
            "item.viewed": {"after": "site.visit", "chance": "60%", "delay": "10s..5m"},
            **{event: {"once": "1d..9d"} for event in MADE},
            "order.placed": {
                "after": "item.viewed",
                "chance": "60%",
                "delay": "1m..3h",
                "data": {"order": "new"},
            },
        },
        "responses": {
            name: {"open": draw.choice(shares), "click": "20%", "unsubscribe": "10%", "fill": "30%"}
            for name in ("email", "popup")
        },
        "fatigue": {"open": -0.5},
    }  # fmt: skip
