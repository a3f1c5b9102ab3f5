"""What one customer lived through: the facts that logs, timetables and forecasts are made of.

Times are whole seconds from local midnight of the first counted day. What happened in the
warm-up, before second 0, is left out, except for the entry of an instance that reached into it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the log: a message sent or dropped; the fields are the log's columns.

    `instance` counts the customer's entries into the journey from 1. `status` is `sent` or
    `dropped`; `reason` is empty, or why it was dropped, or the first rule of the policy that a
    sent message breaks.
    """

    customer: int
    time: int
    journey: str
    instance: int
    step: str
    message: str
    channel: str
    class_: str
    promo: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Instance:
    """One entry of the customer into a journey, and how it went.

    `entered` may be negative (in the warm-up). `ended` is None while `how` is `running`, else
    `how` is `ended` (every path came to its end), `exit`, `group` (a journey of its exclusive
    group with higher priority took over), `parent` (its caller was removed) or `stuck` (only
    joins waited, for ever). `result` is that of the last end reached, "" when it has none;
    `ends` are all ends reached (step ids, `end` for the unnamed one) in order of time.
    `converted` is the time of the goal, None without it. `reached` are the steps that were
    reached, with how often, in order of the journey; `left` those where its paths stood when it
    was cut short, or stand while it runs. `arms` are the arms of A/B/n splits that were taken: the
    step (`start.<id>` for a start's) and where the arm leads. `flows` are the flows that were
    taken, with how often: from `start.<id>`, a step, or `<step>.<n>` for the n-th of several things
    that it waits for, to a step or `end`.
    """

    journey: str
    number: int
    start: str
    entered: int
    ended: int | None
    result: str
    how: str
    converted: int | None
    ends: tuple[str, ...] = ()
    reached: tuple[tuple[str, int], ...] = ()
    left: tuple[str, ...] = ()
    arms: tuple[tuple[str, str], ...] = ()
    flows: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A start that was not entered; `why` is `if`, `audience`, `reentry`, `exclusive_group`."""

    time: int
    journey: str
    start: str
    why: str


@dataclass(frozen=True, slots=True)
class Response:
    """What a message made the customer do: `event` is `message.opened`, `unsubscribed` ...

    `journey`, "" for the calendar, sent it at second `sent`; of a written customer's answer it is
    the latest message of that name, and `sent` is None where there was none.
    """

    time: int
    event: str
    message: str
    channel: str
    journey: str = ""
    sent: int | None = None


@dataclass(frozen=True, slots=True)
class Purchase:
    """An `order.placed`: its `value` in the map's currency, 0 where the event has none."""

    time: int
    value: float


@dataclass(frozen=True, slots=True)
class Held:
    """A message that broke a rule of the policy: what was done, and which sends took the room.

    `rule` is the first that it broke, as in the log, `cap` its place in the policy if it is a cap.
    `status` is `sent` where the policy only watches. `by` are the journey ("" for the calendar) and
    message of the earlier sends that the rule looks at, the latest first.
    """

    time: int
    journey: str
    message: str
    channel: str
    rule: str
    cap: int
    status: str
    by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """In which of the population's segments the customer is, in their order, at the end of `time`.

    One is taken at second 0 and every thirty days after it.
    """

    time: int
    segments: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Stuck:
    """A path that came to a step with no way on (T17, T19, T20)."""

    time: int
    journey: str
    instance: int
    step: str


@dataclass(frozen=True, slots=True)
class Work:
    """A task that a person of a role did for the customer, or that waits for one.

    `time` is when the person was asked for, `begun` when they began, None who never did. `ended`
    is when the task was `done` or the customer left, None while neither is so.
    """

    time: int
    journey: str
    instance: int
    step: str
    role: str
    begun: int | None
    ended: int | None
    done: bool


@dataclass(frozen=True, slots=True)
class Life:
    """All that one customer lived through, each part in order of time.

    `before` are the rows of the warm-up: no log holds them and nobody counts them, but the
    policy's rules look back at them. `purchases`, `clicks` and `firsts`, the first time of each
    event, reach back to the beginning of the life.
    """

    customer: int
    rows: tuple[Row, ...] = ()
    instances: tuple[Instance, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    responses: tuple[Response, ...] = ()
    stuck: tuple[Stuck, ...] = ()
    before: tuple[Row, ...] = ()
    work: tuple[Work, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    held: tuple[Held, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    firsts: tuple[tuple[str, int], ...] = ()
    clicks: tuple[Response, ...] = ()
