"""A journey of `STEPS` steps to measure with, sound or with one of `FLAWS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

EVENTS, TOPICS, MARKETS, NEWS = 40, 60, 25, 30
STEPS = 20

_SUBJECTS = ("order", "cart", "product", "return", "points", "ticket", "visit", "review")
_VERBS = ("opened", "placed", "paid", "changed", "closed")
_GROUPS = (*_SUBJECTS, "birthday")
_CLASSES = ("content", "service", "transactional")
_CHANNELS = (("email",), ("mobile_push", "email"))
_DELAYS = ("1d", "2d", "3d", "7d", "5d", "2d..4d", "$pause")
FLAWS = ("mechanic", "goal", "clock", "sale", "sms", "letter", "points", "join")
_LIMITS = ("1d", "2d", "3d", "7d", "14d", "$pause + 1d")


def name_of(number: int) -> str:
    """Return the id of a journey."""
    return f"{trigger(number).replace('.', '-')}-{number:04}"


def journey_text(number: int, *, seed: int = 1) -> str:
    """Return the file of one journey."""
    return _Writer(number, Random(f"{seed} {number}")).text()


def trigger(number: int) -> str:
    """Return the event that a journey follows."""
    subject, verb = divmod(number % EVENTS, len(_VERBS))
    return f"{_SUBJECTS[subject]}.{_VERBS[verb]}"


@dataclass
class _Writer:
    """Writes one journey block by block, each leading to the next one."""

    number: int
    random: Random
    channels: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    steps: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        """Draw what the whole journey is about, and its flaw if it has one."""
        draw = self.random.random()
        self.flaw = FLAWS[int(draw * 3 * len(FLAWS))] if draw < 1 / 3 else ""
        self.kind = self.random.randrange(10)
        subject = trigger(self.number).split(".")[0]
        self.group = "birthday" if self.kind == 1 else subject
        self.goal = self._other()
        self.scarce = {"sale": 1, "sms": 1, "clock": 0, "join": 0}
        if self.flaw in self.scarce:
            self.scarce[self.flaw] += 1

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
        yield from ("about: >-", f"  What follows {trigger(self.number)} in the market {market},")
        yield from ("  written as people write it.", f"stage: stage-{self.number % 8}")
        used = [name for name in ("email", "mobile_push", "sms") if name in self.channels]
        mechanic = ", ".join(["popup"] if self.flaw == "mechanic" or not used else used)
        yield from (f"mechanic: [{mechanic}]", f"priority: {self.random.randrange(20, 90)}")
        yield f'audience: known("email") and known("phone") and segment("market_{market}")'
        yield from (f"reentry: {self.random.choice(('never', '30d', '60d', '90d'))}",)
        yield f"exclusive_group: group-{self.group}"
        exits = [self._other()] if self.flaw == "goal" else [self.goal, self._other()]
        yield f"exit: [{', '.join(dict.fromkeys(exits))}]"
        yield from (f"goal: {self.goal}", "params: {pause: 4d, least: 100}")

    def _start(self, first: str) -> Iterator[str]:
        """Yield the start."""
        event = trigger(self.number)
        yield "start:"
        if self.kind == 0:
            days = self.random.randrange(10, 60)
            yield f"  quiet: {{without: {event}, for: {days}d, next: {first}}}"
        elif self.kind == 1:
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
        return trigger(self.random.randrange(EVENTS))

    def _add(self, noun: str, *lines: str) -> str:
        """Add a step of several lines; steps are kept the last one first."""
        name = self._id(noun)
        self.steps.append("\n".join((f"  {name}:", *(f"    {line}" for line in lines))))
        return name

    def _send(self, after: str) -> str:
        """Send a message of the map, of the journey, or written in place."""
        where = self.random.randrange(5)
        news = self._news() if where == 0 else ""
        if news:
            return self._add("letter", f"send: {news}", f"next: {after}")
        entries = self._message()
        if where < 3:
            name = f"{name_of(self.number)}-{len(self.messages)}"
            self.messages.append("\n".join((f"  {name}:", *(f"    {line}" for line in entries))))
            return self._add("letter", f"send: {name}", f"next: {after}")
        return self._add("letter", "send:", *(f"  {line}" for line in entries), f"next: {after}")

    def _news(self) -> str:
        """Return a message of the map that journeys of one group share, or "" if all are sent."""
        own = range(_GROUPS.index(self.group), NEWS, len(_GROUPS))
        names = [f"news-{number}" for number in (range(NEWS) if self.flaw == "letter" else own)]
        left = [name for name in names if name not in self.sent]
        if not left:
            return ""
        name = self.random.choice(left)
        self.channels.add("email")
        self.sent.add(name)
        return name

    def _message(self) -> tuple[str, ...]:
        class_ = "sale" if self._spare("sale") else self.random.choice(_CLASSES)
        topic = self.random.randrange(TOPICS)
        promo = ("promo: code",) if class_ == "sale" else ()
        title = self._title(f"Letter {next(self.ids)}")
        channels = ("sms",) if self._spare("sms") else self.random.choice(_CHANNELS)
        self.channels.update(channels)
        return (
            f"channel: [{', '.join(channels)}]" if len(channels) > 1 else f"channel: {channels[0]}",
            f"class: {class_}",
            *promo,
            f"topic: topic-{topic}",
            f"title: {title}",
        )

    def _spare(self, what: str) -> bool:
        """Tell whether to use up one of the few."""
        use = self.scarce[what] > 0 and (self.flaw == what or self.random.randrange(15) == 0)
        self.scarce[what] -= use
        return use

    def _timer(self, after: str) -> str:
        delay = self.random.choice(_DELAYS)
        if self._spare("clock"):
            delay = '{at: "thu 12:30"}'
        return self._add("pause", f"timer: {delay}", f"next: {after}")

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
        """Wait, then do two things at once, and go on when both are done."""
        join = self._add("join", 'parallel: ""', f"next: {after}")
        task = self._task(after if self._spare("join") else join)
        ways = self._letter(join), task
        return self._timer(self._add("part", 'parallel: ""', f"next: [{', '.join(ways)}]"))

    def _condition(self) -> str:
        """Return a question about what has happened and about the customer, each asked once."""
        days, market = self.random.randrange(2, 30), self.random.randrange(MARKETS)
        questions = (
            f'happened("{self._other()}", within="{days}d")',
            f'count("{self._other()}") >= {days} and segment("market_{market}")',
            f'not happened("message.sent", topic="topic-{days}", within="7d")',
            f"customer.points > {days}0" if days % 2 else "customer.points >= $least",
        )
        fitting = [
            each for each in questions if self.flaw == "points" or _about(each) not in self.asked
        ]
        chosen = self.random.choice(fitting or questions[:1])
        self.asked.add(_about(chosen))
        return chosen


def _about(question: str) -> str:
    """Return what a question is about: the attribute, or what it calls and about which event."""
    return question.split(">")[0].split(",")[0].strip()


_BLOCKS: tuple[tuple[int, Callable[[_Writer, str], str]], ...] = (
    (1, _Writer._wait),
    (1, _Writer._task),
    (2, _Writer._letter),
    (2, _Writer._letter),
    (4, _Writer._ask),
    (5, _Writer._choose),
    (6, _Writer._part),
)
"""The blocks of a journey, each with its number of steps."""
