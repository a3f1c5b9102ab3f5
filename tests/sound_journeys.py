"""Random journeys that are sound by their making: blocks that are entered and left in one place.

A journey is a sequence of blocks: actions, waits, choices, races of events, loops with a limit,
branches at once that are joined as they were split. Ends in the middle stand in choices alone,
outside of branches at once. `planted` puts one defect of a kind into such a journey.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeAlias

import yaml

Tree: TypeAlias = dict[str, Any]

MESSAGES = {
    name: {"channel": channel, "class": class_, "title": name.title()}
    for name, channel, class_ in (
        ("letter", "email", "service"),
        ("news", "email", "content"),
        ("offer", "sms", "sale"),
    )
}
EVENTS = ("site.visit", "order.placed", "cart.item_added", "message.clicked")
ASKED = (
    "happened({0})", "count({0}, within='30d') >= 3", "since({0}) < '7d'",
    "customer.{1} > 10", "customer.{1} == 'moscow'", "known('{1}')", "segment('{1}')",
)  # fmt: skip
SPANS = ("10m", "2h", "1d", "3d..5d", "1w")


@dataclass(slots=True)
class Made:
    """A journey under way: its steps by id, and its blocks for those who plant defects.

    `parallel` and `inclusive` are pairs of split and join. `plain` are steps with one flow outside
    of branches at once.
    """

    draw: Random
    left: int
    steps: Tree = field(default_factory=dict)
    parallel: list[tuple[str, str]] = field(default_factory=list)
    inclusive: list[tuple[str, str]] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    names: int = 0

    def conditions(self, number: int) -> list[str]:
        """Return conditions, each about something that no other one is about."""
        found = []
        for asked in self.draw.sample(ASKED, number):
            self.names += 1
            found.append(asked.format(f"'made.e{self.names}'", f"a{self.names}"))
        return found

    def name(self, kind: str) -> str:
        """Return an id that is not taken, and count the step."""
        self.names += 1
        self.left -= 1
        return f"{kind}-{self.names}"


def sound_journey(seed: int, *, least: int = 5, most: int = 60) -> str:
    """Return the text of a sound journey of so many steps; each seed gives another one."""
    return text_of(*made(seed, least=least, most=most))


def made(seed: int, *, least: int = 5, most: int = 60) -> tuple[Made, str]:
    """Return a sound journey that can still be changed, and its first step."""
    draw = Random(seed)
    wanted = draw.randint(least, most)
    while True:
        made = Made(draw, wanted)
        last = made.name("send")
        _put(made, last, {"send": "letter", "next": "end"}, together=False)
        first = last
        while made.left > 0:
            first = _block(made, first, depth=0, together=False)
        made.steps = {id: made.steps[id] for id in _in_order(made.steps, first)}
        if least <= len(made.steps) <= most:
            return made, first


def text_of(made: Made, first: str) -> str:
    """Return the text of a journey, and of the one that it calls."""
    journey: Tree = {"journey": "random", "title": "Random", "reentry": "never"}
    journey["goal"] = "order.placed"
    journey["start"] = {"begun": {"event": "registered", "next": first}}
    journey["steps"] = made.steps
    journey["messages"] = MESSAGES
    called: Tree = {"journey": "called", "reentry": "always"}
    called |= {"start": {"called": {"next": "done"}}, "steps": {"done": {"end": "Done"}}}
    return yaml.safe_dump_all([journey, called], sort_keys=False)


def planted(seed: int, kind: str) -> tuple[str, str, str] | None:
    """Return the text of a sound journey with one defect of a kind, its code and its step.

    None where the journey has no place for it.
    """
    journey, first = made(seed)
    code, plant = DEFECTS[kind]
    step = plant(journey)
    return None if step is None else (text_of(journey, first), code, step)


def _in_order(steps: Tree, first: str) -> list[str]:
    """Return the steps in the order in which they are reached, as one would write them."""
    found: dict[str, None] = {}
    waiting = [first]
    while waiting:
        id = waiting.pop()
        if id != "end" and id not in found:
            found[id] = None
            waiting.extend(reversed(_targets(steps[id])))
    return list(found)


def _targets(step: Tree) -> list[str]:
    onward = step.get("next", [])
    flows = [*([onward] if isinstance(onward, str) else onward), *_items(step)]
    return [flow if isinstance(flow, str) else flow["to"] for flow in flows] + [
        step[key] for key in ("then", "else") if key in step
    ]


def _items(step: Tree) -> list[Tree]:
    waits = step.get("wait_for", [])
    return [each for each in waits if "to" in each] if isinstance(waits, list) else []


def _block(made: Made, after: str, *, depth: int, together: bool) -> str:
    """Put a block before `after`; return its first step."""
    blocks: list[Callable[..., str]] = [_action, _action, _wait]
    if depth < 3 and made.left > 4:
        blocks += [_choice, _choice, _race, _loop, _parallel, _inclusive]
    return made.draw.choice(blocks)(made, after, depth=depth, together=together)


def _sequence(made: Made, after: str, *, depth: int, together: bool) -> str:
    """Put one to three blocks before `after`."""
    first = after
    for _ in range(made.draw.randint(1, 3)):
        first = _block(made, first, depth=depth, together=together)
    return first


def _action(made: Made, after: str, *, depth: int, together: bool) -> str:
    kind = made.draw.choice(("send", "send", "task", "user_task", "call", "subprocess"))
    name = made.name(kind.replace("_", "-"))
    what: Tree = {kind: "Do it"}
    if kind == "send":
        what = {kind: made.draw.choice(list(MESSAGES))}
    elif kind == "call":
        what = {kind: "called"}
    elif kind == "subprocess":
        what |= {"takes": made.draw.choice(SPANS)}
    return _put(made, name, {**what, "next": after}, together=together)


def _wait(made: Made, after: str, *, depth: int, together: bool) -> str:
    timers = (*SPANS, {"at": "10:00"}, {"after": "30d", "since": "start"})
    name = made.name("wait")
    return _put(made, name, {"timer": made.draw.choice(timers), "next": after}, together=together)


def _put(made: Made, name: str, step: Tree, *, together: bool) -> str:
    made.steps[name] = step
    if not together:
        made.plain.append(name)
    return name


def _merged(made: Made, after: str) -> str:
    """Return where several ways come together: a gateway before a join, else maybe the step."""
    joins = [join for _, join in (*made.parallel, *made.inclusive)]
    gateway = made.steps.get(after, {}).keys() & {"parallel", "inclusive"}
    if after not in joins and not gateway and made.draw.random() < 0.5:
        return after
    name = made.name("merge")
    made.steps[name] = {"exclusive": "", "next": after}
    return name


def _choice(made: Made, after: str, *, depth: int, together: bool) -> str:
    name = made.name("choice")
    after = _merged(made, after)
    number = made.draw.randint(2, 3)
    ways = [_sequence(made, after, depth=depth + 1, together=together) for _ in range(number)]
    ends = made.draw.random()
    if ends < 0.3:
        ways.append(after)
    elif ends < 0.5 and not together:
        ways.append(_end(made))
    made.steps[name] = {"exclusive": "Which?", "next": _asked(made, ways)}
    return name


def _asked(made: Made, ways: list[str]) -> list[Tree]:
    """Return flows to `ways`, by condition, by share or by chance, the last one by default."""
    flows: list[Tree] = [{"to": way} for way in ways]
    kind = made.draw.choice(("if", "if", "if", "share", "chance"))
    conditions = made.conditions(len(flows))
    for flow, condition in zip(flows[:-1], conditions, strict=False):
        flow[kind] = condition if kind == "if" else "20%"
    return flows


def _end(made: Made) -> str:
    if made.draw.random() < 0.3:
        return "end"
    name = made.name("end")
    made.steps[name] = {"end": "Over", "result": "over"}
    return name


def _race(made: Made, after: str, *, depth: int, together: bool) -> str:
    name = made.name("race")
    after = _merged(made, after)
    events = made.draw.sample(EVENTS, made.draw.randint(1, 2))
    items: list[Tree] = [{"event": event} for event in events]
    items.append({"timer": made.draw.choice(SPANS)})
    for item in items[:-1]:
        item["to"] = _sequence(made, after, depth=depth + 1, together=together)
    items[-1]["to"] = after
    made.steps[name] = {"wait_for": items}
    return name


def _loop(made: Made, after: str, *, depth: int, together: bool) -> str:
    """Put a loop before `after`: something, a wait, and at most so many rounds."""
    question, first, pause = made.name("again"), made.name("round"), made.name("pause")
    rounds = made.draw.randint(2, 4)
    made.steps[pause] = {"timer": made.draw.choice(SPANS), "next": question}
    inside = _sequence(made, pause, depth=depth + 1, together=together)
    made.steps[first] = {"task": "Count", "next": inside}
    made.steps[question] = {
        "exclusive": "Again?",
        "if": f'times("{first}") >= {rounds}',
        "then": after,
        "else": first,
    }
    return first


def _parallel(made: Made, after: str, *, depth: int, together: bool) -> str:
    split, join = made.name("split"), made.name("join")
    made.parallel.append((split, join))
    made.steps[join] = {"parallel": "", "next": after}
    ways = [
        _sequence(made, join, depth=depth + 1, together=True)
        for _ in range(made.draw.randint(2, 4))
    ]
    made.steps[split] = {"parallel": "", "next": ways}
    return split


def _inclusive(made: Made, after: str, *, depth: int, together: bool) -> str:
    split, join = made.name("some"), made.name("all")
    made.inclusive.append((split, join))
    made.steps[join] = {"inclusive": "", "next": after}
    number = made.draw.randint(2, 4)
    ways = [_sequence(made, join, depth=depth + 1, together=True) for _ in range(number)]
    flows: list[Tree] = [{"to": way} for way in ways]
    for flow, condition in zip(flows[:-1], made.conditions(number - 1), strict=True):
        flow["if"] = condition
    made.steps[split] = {"inclusive": "Which?", "next": flows}
    return split


def _insert(made: Made, name: str, gateway: Callable[[str], Tree]) -> None:
    """Put a step, made of the one that follows, behind a step with one flow."""
    before = made.draw.choice([step for step in made.plain if step in made.steps])
    made.steps[name] = gateway(made.steps[before]["next"])
    made.steps[before]["next"] = name


def _aside(to: str) -> Callable[[str], Tree]:
    """Return what makes a choice that may lead to a step."""
    return lambda after: {"exclusive": "", "next": [{"to": to, "chance": "50%"}, {"to": after}]}


def _dead_end(made: Made) -> str:
    made.steps["planted"] = {"task": "Leads nowhere"}
    _insert(made, "aside", _aside("planted"))
    return "planted"


def _unreachable(made: Made) -> str:
    made.steps["planted"] = {"send": "letter", "next": "end"}
    return "planted"


def _timeless(made: Made) -> str:
    def question(after: str) -> Tree:
        return {"exclusive": "", "if": 'times("planted") > 2', "then": after, "else": "planted"}

    _insert(made, "asked", question)
    _before(made, "asked", {"task": "Takes no time", "next": "asked"})
    return "planted"


def _endless(made: Made) -> str:
    def pause(after: str) -> Tree:
        replied = {"to": after, "if": 'happened("message.clicked")'}
        return {"timer": "1d", "next": [replied, {"to": "planted"}]}

    _insert(made, "asked", pause)
    _before(made, "asked", {"send": "letter", "next": "asked"})
    return "planted"


def _before(made: Made, after: str, step: Tree) -> None:
    """Put the step `planted` before another one."""
    before = next(each for each in made.plain if made.steps.get(each, {}).get("next") == after)
    made.steps[before]["next"] = "planted"
    made.steps["planted"] = step
    made.steps = {id: made.steps[id] for id in ("planted", *made.steps)}


def _blocks(made: Made, blocks: list[tuple[str, str]]) -> tuple[str, str] | None:
    left = [block for block in blocks if block[0] in made.steps]
    return made.draw.choice(left) if left else None


def _exclusive_split(made: Made) -> str | None:
    """Make a split of branches at once a choice of one of them."""
    block = _blocks(made, made.parallel)
    if block is None:
        return None
    ways: list[Tree] = [{"to": way} for way in made.steps[block[0]]["next"]]
    for flow in ways[:-1]:
        flow["chance"] = "20%"
    made.steps[block[0]] = {"exclusive": "", "next": ways}
    return block[1]


def _way_out(made: Made) -> str | None:
    """Lead a way out of one of several branches at once."""
    block = _blocks(made, made.parallel)
    if block is None:
        return None
    ways = made.steps[block[0]]["next"]
    number = made.draw.randrange(len(ways))
    made.steps["out"] = _aside("end")(ways[number])
    ways[number] = "out"
    return block[1]


def _plain_merge(made: Made) -> str | None:
    """Make a join of branches at once a plain merge."""
    block = _blocks(made, made.parallel)
    if block is None:
        return None
    made.steps[block[1]] = {"exclusive": "", "next": made.steps[block[1]]["next"]}
    return block[1]


def _superfluous(made: Made) -> str:
    _insert(made, "planted", lambda after: {"exclusive": "Which?", "next": after})
    return "planted"


def _both(made: Made) -> str | None:
    """Let a join split at once."""
    block = _blocks(made, made.parallel)
    if block is None:
        return None
    after = made.steps[block[1]]["next"]
    made.steps[block[1]]["next"] = ["one", "two"]
    made.steps["one"] = {"task": "One", "next": "joined"}
    made.steps["two"] = {"timer": "1d", "next": "joined"}
    made.steps["joined"] = {"parallel": "", "next": after}
    return block[1]


DEFECTS: dict[str, tuple[str, Callable[[Made], str | None]]] = {
    "dead end": ("J101", _dead_end),
    "unreachable step": ("J102", _unreachable),
    "loop without wait": ("J107", _timeless),
    "endless loop": ("J108", _endless),
    "exclusive split before a parallel join": ("J109", _exclusive_split),
    "way out of a parallel branch": ("J109", _way_out),
    "plain merge of parallel branches": ("J110", _plain_merge),
    "superfluous gateway": ("J111", _superfluous),
    "join and split": ("J116", _both),
}
