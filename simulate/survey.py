"""What a forecast asks of every customer: the numbers to count, and how they are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from journeykit.journeys.expect import MESSAGES, SALE_WINDOW, Expectation
from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.graph import start_node
from journeykit.journeys.limits import limits_of
from journeykit.journeys.model.message import CLASSES, Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import UserTask
from journeykit.journeys.place import Word
from journeykit.journeys.policy import Limits, LocalTime, Sent, counts, plain_days
from journeykit.journeys.spelling import suggestion
from journeykit.simulate.clock import WEEK
from journeykit.simulate.life import Row

CALENDAR = "(calendar)"
"""What stands for the calendar among the journeys; no journey can be called so."""

REACHES = ("messages", "on-site", "staff")
"""What a message counts for: what goes to the customer, what is shown on the site, to staff."""


@dataclass(frozen=True, slots=True, order=True)
class Measure:
    """A number that every customer has.

    `kind` is one of `REACHES`; `channel`, `class` or `journey` with a `name`, the last two of
    what goes to the customer only; `journey on-site`, `journey staff`; or `breaks` of a rule.
    With a `window` it is the most within so many seconds, else that of the whole period.
    """

    kind: str
    name: str = ""
    window: int | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """The plan as the counting sees it.

    `used` are the channels that a message of the plan may take, `senders` the journeys and, where
    there is one, the calendar; `calendar` the priority of each message that it sends. `windows`
    are the measures that have a window. `people` are the staff of each role that a task asks for,
    0 where nothing limits them; `horizon` is the end of the counted time, in seconds, `steps`
    are the ids of each journey's steps in their order, `splits` the A/B/n splits: journey, step and
    arms. `offers` are the messages that the sale rule takes for sales, `window` is that of the
    attribution in seconds.
    """

    limits: Limits
    local: LocalTime
    journeys: tuple[str, ...]
    on_site: tuple[str, ...]
    staff: tuple[str, ...]
    channels: tuple[str, ...]
    used: tuple[str, ...]
    topics: Mapping[str, str]
    priorities: Mapping[str, int]
    goals: Mapping[str, str]
    senders: tuple[str, ...]
    calendar: Mapping[str, int]
    people: Mapping[str, int]
    horizon: int
    steps: Mapping[str, tuple[str, ...]]
    splits: tuple[tuple[str, str, tuple[str, ...]], ...]
    segments: tuple[str, ...]
    offers: frozenset[str]
    window: int
    expectations: tuple[Expectation, ...] = ()
    windows: tuple[Measure, ...] = ()

    def sent(self, row: Row) -> Sent:
        """Return a row of the log as the policy sees it."""
        return Sent(
            row.time,
            row.journey,
            row.message,
            row.channel,
            row.class_,
            row.promo,
            self.topics.get(row.message, ""),
            self.priorities[row.journey] if row.journey else self.calendar[row.message],
            "" if row.journey else row.message,
        )

    def sees(self, row: Row) -> bool:
        """Tell whether a row of the log is a message that the policy sees."""
        return row.status == "sent" and counts(self.limits, self.sent(row))

    def reach(self, channel: str) -> str:
        """Return the measure that a channel's messages count for: none counts for two."""
        if channel in self.staff:
            return "staff"
        return "on-site" if channel in self.on_site else "messages"

    def subject(self, expectation: Expectation) -> Measure:
        """Return the number that a line of `expect` is about.

        Raises:
            Mistake: there is no such channel, class or journey (J006).
        """
        name = expectation.subject
        if name == SALE_WINDOW:
            return Measure("breaks", "sale")
        if name == MESSAGES:
            return Measure(MESSAGES, "", expectation.window)
        for kind, names in self._subjects():
            if name in names:
                return Measure(kind, str(name), expectation.window)
        known = [MESSAGES, SALE_WINDOW] + [each for _, names in self._subjects() for each in names]
        message = f"unknown channel, class or journey `{name}`"
        raise Mistake(Finding(name.place, message, suggestion(name, known), code="J006"))

    def counted(self) -> tuple[tuple[str, str], ...]:
        """Return the kind and name of each number that is told apart."""
        reaches = [(reach, "") for reach in REACHES]
        named = [(kind, name) for kind, names in self._subjects() for name in names]
        apart = [(f"journey {reach}", name) for reach in REACHES[1:] for name in self.senders]
        return (*reaches, *named, *apart)

    def _subjects(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return ("channel", self.channels), ("class", CLASSES), ("journey", self.senders)


def survey(plan: Plan, local: LocalTime = plain_days, *, horizon: int = 0) -> Survey:
    """Return what to ask of the customers of a plan, until `horizon` (for the staff's time).

    Raises:
        Mistake: a line of `expect` names what does not exist (J006).
    """
    channels = plan.map.channels
    taken = {str(name) for message in plan.messages.values() for name in message.channel}
    asked = Survey(
        limits=limits_of(plan.map),
        local=local,
        journeys=tuple(map(str, plan.journeys)),
        on_site=tuple(str(name) for name, each in channels.items() if each.on_site),
        staff=tuple(str(name) for name, each in channels.items() if each.to),
        channels=tuple(map(str, channels)),
        used=tuple(str(name) for name in channels if name in taken),
        topics={str(name): str(each.topic or "") for name, each in plan.messages.items()},
        priorities={str(name): each.priority for name, each in plan.journeys.items()},
        goals={
            str(name): str(each.goal.event) for name, each in plan.journeys.items() if each.goal
        },
        senders=tuple(map(str, plan.journeys)) + ((CALENDAR,) if plan.map.calendar else ()),
        calendar={str(line.send): line.priority for line in reversed(plan.map.calendar)},
        people={str(role): plan.map.staff.get(role, 0) for role in _roles(plan)},
        horizon=horizon,
        steps={str(name): tuple(map(str, each.steps)) for name, each in plan.journeys.items()},
        splits=tuple(_splits(plan)),
        segments=_segments(plan),
        offers=frozenset(str(name) for name, each in plan.messages.items() if _is_offer(each)),
        window=plan.map.attribution.window.low,
        expectations=plan.map.expect,
    )
    return replace(asked, windows=_windows(asked))


def _splits(plan: Plan) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each A/B/n split: its journey, its step (`start.<id>` for a start's), its arms."""
    for journey in plan.journeys.values():
        starts = [(start_node(start), start.flows) for start in journey.start.values()]
        steps = [(str(step.id), step.flows) for step in journey.steps.values()]
        for at, flows in starts + steps:
            if any(flow.share is not None for flow in flows):
                yield str(journey.id), at, tuple(str(flow.to) for flow in flows)


def _segments(plan: Plan) -> tuple[str, ...]:
    """Return the segments in the order of a snapshot; written-out customers have no drawn ones."""
    written_out = bool(plan.population.written_out)
    found = plan.population.segments.items()
    names = [str(key) for key, each in found if not (written_out and each.share)]
    return tuple(sorted(names, key=str.encode))


def _is_offer(message: Message) -> bool:
    """Tell whether the sale rule takes a message for a sale."""
    return message.class_ == "sale" or (
        message.promo != "none" and message.class_ != "transactional"
    )


def _roles(plan: Plan) -> dict[Word, None]:
    """Return the roles that tasks ask for, those of the map first."""
    asked = {
        step.by: None
        for journey in plan.journeys.values()
        for step in journey.steps.values()
        if isinstance(step, UserTask) and step.by
    }
    return {role: None for role in plan.map.staff if role in asked} | asked


def _windows(asked: Survey) -> tuple[Measure, ...]:
    """Return the measures of a week, and those that `expect` asks for."""
    weeks = [Measure(kind, name, WEEK) for kind, name in asked.counted()]
    wanted = [asked.subject(line) for line in asked.expectations]
    return tuple(dict.fromkeys([*weeks, *(each for each in wanted if each.window)]))
