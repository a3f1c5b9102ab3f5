"""Maps of many journeys to measure with: the same bytes for the same numbers.

python -m tests.benchmarks.big_map FOLDER 1000
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

EVENTS, TOPICS, MARKETS, NEWS = 40, 60, 25, 30
STEPS = 20

_SUBJECTS = ("order", "cart", "product", "return", "points", "ticket", "visit", "review")
_VERBS = ("opened", "placed", "paid", "changed", "closed")
_CLASSES = (*("content", "service", "transactional") * 3, "sale")
_CHANNELS = (*("email", "[mobile_push, email]") * 5, "sms")
_DELAYS = ("1d", "2d", "3d", "7d", "1d12h", "2d..4d", "$pause", '{at: "thu 12:30"}')
_LIMITS = ("1d", "2d", "3d", "7d", "14d", "$pause + 1d")


def write(folder: Path, journeys: int, *, seed: int = 1) -> None:
    """Write a map of so many journeys, a file each, of `STEPS` steps each.

    A journey is the same whatever their number: a larger map is a smaller one and more. Events,
    topics, segments and the map's own messages are shared among the journeys.
    """
    (folder / "journeys").mkdir(parents=True)
    (folder / "journey.yaml").write_text("\n".join((*_map(), "")), encoding="utf-8")
    (folder / "population.yaml").write_text("\n".join((*_population(), "")), encoding="utf-8")
    for number in range(journeys):
        text = journey_text(number, seed=seed)
        (folder / "journeys" / f"{name_of(number)}.yaml").write_text(text, encoding="utf-8")


def name_of(number: int) -> str:
    """Return the id of a journey."""
    return f"{_event(number).replace('.', '-')}-{number:04}"


def journey_text(number: int, *, seed: int = 1) -> str:
    """Return the file of one journey."""
    return _Writer(number, Random(f"{seed} {number}")).text()


def _event(number: int) -> str:
    subject, verb = divmod(number % EVENTS, len(_VERBS))
    return f"{_SUBJECTS[subject]}.{_VERBS[verb]}"


def _map() -> Iterator[str]:
    """Yield the lines of the map."""
    yield from ("map: Large shop", "timezone: Europe/Moscow", "journeys: [journeys/*.yaml]")
    yield from ("population: population.yaml", "stages:")
    yield from (
        f"  stage-{number}: {{en: Stage {number}, ru: Этап {number}}}" for number in range(8)
    )
    yield "events:"
    for number in range(EVENTS):
        title, data = f"{{en: Event {number}, ru: Событие {number}}}", "{value: number, kind: text}"
        yield f"  {_event(number)}: {{title: {title}, data: {data}}}"
    yield from ("  site.visit: {}", "  session.ended: {}", "messages:")
    for number in range(NEWS):
        yield f"  news-{number}:"
        yield from ("    channel: email", "    class: content", f"    topic: topic-{number}")
        yield f"    title: {{en: News {number}, ru: Новости {number}}}"
    yield from ("policy:", "  sale: {at_most: 1, of: 4}", "  caps:")
    yield "    - {at_most: 2, per: 1d, channels: [email, sms, mobile_push]}"
    yield "    - {at_most: 6, per: 7d, channels: [email, sms, mobile_push]}"
    yield "    - {at_most: 1, per: 7d, channels: [sms]}"
    yield from ("  min_gap: 4h", "  exempt: [transactional]", "  on_exceed: defer")
    yield '  quiet: {from: "21:00", to: "09:00", channels: [sms, mobile_push]}'
    yield "attribution: {model: last_click, window: 7d}"


def _population() -> Iterator[str]:
    """Yield the lines of the population."""
    yield from ("population: Visitors", "customers: 1000", "attributes:")
    yield from (
        "  email: {known: 60%}",
        "  phone: {known: 30%}",
        "  birthday: {date: uniform, yearly: true}",
    )
    yield from (
        "  mobile_push: {known: 20%, denied: 10%}",
        "  points: {value: 0..500}",
        "segments:",
    )
    yield from (f"  market_{number}: {{share: 4%}}" for number in range(MARKETS))
    yield from ("behaviour:", "  site.visit: {about_every: 12d, spread: 1.0}")
    yield "  session.ended: {after: site.visit, delay: 15m..40m}"
    for number in range(EVENTS):
        data = "data: {value: {lognormal: [2500, 0.8]}, kind: {new: 60%, used: 40%}}"
        yield f"  {_event(number)}: {{after: site.visit, chance: 5%, delay: 1m..10m, {data}}}"
    yield from (
        "responses:",
        "  email: {open: 27%, click: 5.31%, open_after: {lognormal: [5.9h, 2.27]}}",
    )


@dataclass
class _Writer:
    """Writes one journey block by block, each leading to the next one."""

    number: int
    random: Random
    steps: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=count)

    def text(self) -> str:
        """Return the whole file."""
        last = "done"
        self.steps.append(f"  {last}: {{end: {self._title('Nothing more')}, result: through}}")
        left = STEPS - 1
        while left:
            fitting = [(size, block) for size, block in _BLOCKS if size <= left]
            size, block = self.random.choice(fitting)
            last = block(self, last)
            left -= size
        return "\n".join(
            (*self._head(), *self._start(last), "steps:", *self.steps[::-1], *self._tail(), "")
        )

    def _head(self) -> Iterator[str]:
        """Yield who the journey is for and what ends it."""
        market = self.random.randrange(MARKETS)
        yield from (f"journey: {name_of(self.number)}", f"title: {self._title('Journey')}")
        yield from ("about: >-", f"  What follows {_event(self.number)} in the market {market},")
        yield from ("  written as people write it.", f"stage: stage-{self.number % 8}")
        yield from ("mechanic: [email]", f"priority: {self.random.randrange(20, 90)}")
        yield f'audience: known("email") and known("phone") and segment("market_{market}")'
        yield from (f"reentry: {self.random.choice(('never', '30d', '60d', 'after_exit'))}",)
        yield from (f"exclusive_group: group-{_event(self.number).split('.')[0]}",)
        yield from (
            f"exit: [{self._other()}]",
            f"goal: {self._other()}",
            "params: {pause: 36h, least: 100}",
        )

    def _start(self, first: str) -> Iterator[str]:
        """Yield the start."""
        kind = self.random.randrange(10)
        event = _event(self.number)
        yield "start:"
        if kind == 0:
            days = self.random.randrange(10, 60)
            yield f"  quiet: {{without: {event}, for: {days}d, next: {first}}}"
        elif kind == 1:
            yield f'  day: {{date: birthday, before: 7d, at: "10:00", next: {first}}}'
        else:
            yield from ("  begin:", f"    event: {event}", f"    title: {self._title('Begin')}")
            yield from (
                f"    if: start.value >= {self.random.randrange(1, 40)}00",
                f"    next: {first}",
            )

    def _tail(self) -> Iterator[str]:
        """Yield the messages."""
        if self.messages:
            yield from ("messages:", *self.messages)

    def _title(self, words: str) -> str:
        return f"{{en: {words} {self.number}, ru: Шаг {self.number}}}"

    def _id(self, noun: str) -> str:
        return f"{noun}-{next(self.ids)}"

    def _other(self) -> str:
        return _event(self.random.randrange(EVENTS))

    def _add(self, noun: str, *lines: str) -> str:
        """Add a step of several lines; steps are kept the last one first."""
        name = self._id(noun)
        self.steps.append("\n".join((f"  {name}:", *(f"    {line}" for line in lines))))
        return name

    def _send(self, after: str) -> str:
        """Send a message of the map, of the journey, or written in place."""
        where = self.random.randrange(5)
        if where == 0:
            return self._add(
                "letter", f"send: news-{self.random.randrange(NEWS)}", f"next: {after}"
            )
        entries = self._message()
        if where < 3:
            name = f"{name_of(self.number)}-{len(self.messages)}"
            self.messages.append("\n".join((f"  {name}:", *(f"    {line}" for line in entries))))
            return self._add("letter", f"send: {name}", f"next: {after}")
        return self._add("letter", "send:", *(f"  {line}" for line in entries), f"next: {after}")

    def _message(self) -> tuple[str, ...]:
        class_ = self.random.choice(_CLASSES)
        topic = self.random.randrange(TOPICS)
        promo = ("promo: code",) if class_ == "sale" else ()
        title = self._title(f"Letter {next(self.ids)}")
        channel = self.random.choice(_CHANNELS)
        return (
            f"channel: {channel}",
            f"class: {class_}",
            *promo,
            f"topic: topic-{topic}",
            f"title: {title}",
        )

    def _timer(self, after: str) -> str:
        return self._add("pause", f"timer: {self.random.choice(_DELAYS)}", f"next: {after}")

    def _letter(self, after: str) -> str:
        """Wait, then write."""
        return self._timer(self._send(after))

    def _wait(self, after: str) -> str:
        """Wait for what was wanted, for a while."""
        caught = f"- {{event: {self._other()}, to: done, label: {self._title('Got it')}}}"
        limit = f"- {{timer: {self.random.choice(_LIMITS)}, to: {after}}}"
        return self._add(
            "wait", "wait_for:", f"  {caught}", f"  {limit}", f"title: {self._title('Done')}"
        )

    def _task(self, after: str) -> str:
        what = f"task: {self._title('Note it')}"
        return self._add(
            "task", what, "set: {points: customer.points + 10}", "writes: [crm]", f"next: {after}"
        )

    def _ask(self, after: str) -> str:
        """Wait, then send one of two letters."""
        then, else_ = self._send(after), self._send(after)
        question = f"exclusive: {self._title('Which one')}"
        asked = self._add(
            "ask", question, f"if: {self._condition()}", f"then: {then}", f"else: {else_}"
        )
        return self._timer(asked)

    def _choose(self, after: str) -> str:
        """Wait, then lead one of three ways, one of them silent."""
        ways = [self._send(after), self._letter(after)]
        flows = [f"  - {{to: {way}, if: '{self._condition()}', label: Way}}" for way in ways]
        silent = f"  - {{to: {after}, label: {self._title('No')}}}"
        question = f"exclusive: {self._title('Who')}"
        return self._timer(self._add("choose", question, "next:", *flows, silent))

    def _part(self, after: str) -> str:
        """Do two things at once, and go on when both are done."""
        join = self._add("join", 'parallel: ""', f"next: {after}")
        ways = self._letter(join), self._task(join)
        return self._add("part", 'parallel: ""', f"next: [{', '.join(ways)}]")

    def _condition(self) -> str:
        """Return a question about what has happened and about the customer."""
        days, market = self.random.randrange(2, 30), self.random.randrange(MARKETS)
        return self.random.choice(
            (
                f'happened("{self._other()}", within="{days}d")',
                f'count("{self._other()}") >= {days} and segment("market_{market}")',
                "customer.points >= $least",
                f'not happened("message.sent", topic="topic-{days}", within="7d")',
                f"customer.points > {days}0 or customer.points == 1",
            )
        )


_BLOCKS: tuple[tuple[int, Callable[[_Writer, str], str]], ...] = (
    (1, _Writer._wait),
    (1, _Writer._task),
    (2, _Writer._letter),
    (2, _Writer._letter),
    (4, _Writer._ask),
    (5, _Writer._choose),
    (5, _Writer._part),
)
"""The blocks of a journey, each with its number of steps."""


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
