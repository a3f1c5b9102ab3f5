"""What one journey sends to one customer, as the contact policy sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from journeykit.journeys.finding import Related
from journeykit.journeys.lint.ground import sent_by
from journeykit.journeys.lint.runs import Run
from journeykit.journeys.lint.waits import DAY
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import Step, WaitFor
from journeykit.journeys.place import Place, Word
from journeykit.journeys.policy import Limits, Sent, broken, is_sale

MORNING = 10 * 3600


@dataclass(frozen=True, slots=True)
class Sending:
    """A message that a step sends, as the policy sees it, and where the step is written."""

    sent: Sent
    step: Word
    entry: int = 0


def timetable(plan: Plan, journey: Journey, run: Run) -> tuple[Sending, ...]:
    """Return what a run sends, in order of time; each message by its first channel."""
    return tuple(
        Sending(sent_of(plan, journey, time, message), step)
        for time, step, message in run.sends
        if message in plan.messages
    )


def repeated(sendings: Sequence[Sending], spacing: int, times: int) -> tuple[Sending, ...]:
    """Return the timetable of several entries, each `spacing` seconds after the one before."""
    again = [
        replace(
            sending,
            sent=replace(sending.sent, time=sending.sent.time + number * spacing),
            entry=number,
        )
        for number in range(times)
        for sending in sendings
    ]
    return tuple(sorted(again, key=lambda sending: sending.sent.time))


def moment(run: Run, time: int) -> str:
    """Write seconds since the entry as `day 2 10:00`; an entry at any time is at ten o'clock."""
    begin = MORNING if run.pins.second is None else run.pins.second
    day, second = divmod(begin + time, DAY)
    minute, rest = divmod(second, 60)
    return f"day {day} {minute // 60:02}:{minute % 60:02}" + (f":{rest:02}" if rest else "")


def story(journey: Journey, run: Run, sendings: Sequence[Sending]) -> tuple[Related, ...]:
    """Return the run up to the last of `sendings`: the entry, what was chosen, what was sent."""
    told = [(0, run.start.id.place, "enters")]
    for number in range(len(run.visits)):
        told += _chosen(journey, run, number)
    for sending in sendings:
        place = journey.steps[sending.step].id.place
        told.append((sending.sent.time, place, f"sends `{sending.sent.message}`"))
    last = max(sending.sent.time for sending in sendings)
    ordered = sorted((line for line in told if line[0] <= last), key=lambda line: line[0])
    return tuple(Related(place, f"{moment(run, time)} {what}") for time, place, what in ordered)


def _chosen(journey: Journey, run: Run, number: int) -> Iterator[tuple[int, Place, str]]:
    """Yield the choice that was made at a step: when, where and what."""
    visit = run.visits[number]
    step = journey.steps[visit.step]
    ways = tuple(dict.fromkeys(flow.to for flow in step.flows))
    taken = next((later for later in run.visits[number + 1 :] if later.step in ways), None)
    if len(ways) > 1 and taken is not None and _asks(step):
        yield taken.time, step.id.place, f"goes on to `{taken.step}`"


def _asks(step: Step) -> bool:
    """Tell whether something decides about the way on."""
    return isinstance(step, WaitFor) or any(not flow.is_default for flow in step.flows)


def sent_of(plan: Plan, journey: Journey, time: int, id: Word) -> Sent:
    """Return a send of a message at `time`, by its first channel."""
    message = plan.messages[id]
    return Sent(
        time=time,
        journey=journey.id,
        message=id,
        channel=message.channel[0],
        class_=message.class_,
        promo=message.promo,
        topic=message.topic or "",
        priority=journey.priority,
    )


def first_broken(limits: Limits, sendings: Sequence[Sending], reason: str) -> int | None:
    """Return the place of the first send that breaks a rule of the policy, None if none does."""
    before = [sending.sent for sending in sendings]
    for place, sending in enumerate(sendings):
        if any(rule.reason == reason for rule in broken(limits, before[:place], sending.sent)):
            return place
    return None


def sale_sends(sendings: Sequence[Sending]) -> int:
    """Return how many of the sends are sales."""
    return sum(is_sale(sending.sent) for sending in sendings)


def sent_ids(journey: Journey) -> Iterator[Word]:
    """Yield the id of the message of each send of a journey, as often as steps send it."""
    for step in journey.steps.values():
        yield from sent_by(step)
