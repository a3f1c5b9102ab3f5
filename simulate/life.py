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
    `converted` is the time of the goal, None without it.
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


@dataclass(frozen=True, slots=True)
class Refusal:
    """A start that was not entered; `why` is `if`, `audience`, `reentry`, `exclusive_group`."""

    time: int
    journey: str
    start: str
    why: str


@dataclass(frozen=True, slots=True)
class Response:
    """What a message made the customer do: `event` is `message.opened`, `unsubscribed` ..."""

    time: int
    event: str
    message: str
    channel: str


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
    policy's rules look back at them.
    """

    customer: int
    rows: tuple[Row, ...] = ()
    instances: tuple[Instance, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    responses: tuple[Response, ...] = ()
    stuck: tuple[Stuck, ...] = ()
    before: tuple[Row, ...] = ()
    work: tuple[Work, ...] = ()
