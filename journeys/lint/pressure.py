"""What one journey sends to one customer, as the contact policy sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeykit.journeys.finding import Related
from journeykit.journeys.lint.runs import Run
from journeykit.journeys.lint.sending import Sending
from journeykit.journeys.lint.waits import DAY
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import Step, WaitFor
from journeykit.journeys.place import Place
from journeykit.journeys.policy import Limits, Sent, broken, is_sale

MORNING = 10 * 3600


def moment(run: Run, time: int) -> str:
    """Write seconds since the entry as `day 2 10:00`; an entry at any time is at ten o'clock."""
    begin = MORNING if run.pins.second is None else run.pins.second
    day, second = divmod(begin + time, DAY)
    minute, rest = divmod(second, 60)
    return f"day {day} {minute // 60:02}:{minute % 60:02}" + (f":{rest:02}" if rest else "")


def story(journey: Journey, run: Run, sendings: Sequence[Sending]) -> tuple[Related, ...]:
    """Return the run up to the last of `sendings`: the entry, what was chosen, what was sent."""
    told = [(0, run.start.id.place, "enters")]
    for number, visit in enumerate(run.visits):
        if len(journey.steps[visit.step].flows) > 1:
            told += _chosen(journey, run, number)
    for sending in sendings:
        place = journey.steps[sending.step].id.place
        told.append((sending.sent.time, place, f"sends `{sending.sent.message}`"))
    last = max(sending.sent.time for sending in sendings)
    ordered = sorted((line for line in told if line[0] <= last), key=lambda line: line[0])
    return tuple(
        Related(place, f"{moment(run, time)} {what}", on_path=True) for time, place, what in ordered
    )


def _chosen(journey: Journey, run: Run, number: int) -> Iterator[tuple[int, Place, str]]:
    """Yield the choice that was made at a step: when, where and what."""
    visit = run.visits[number]
    step = journey.steps[visit.step]
    ways = tuple(dict.fromkeys(flow.to for flow in step.flows))
    if len(ways) < 2 or not _asks(step):
        return
    after = [later for later in run.visits[number + 1 :] if later.step in ways]
    if after:
        taken = dict.fromkeys(each.step for each in after if each.time == after[0].time)
        names = " and ".join(f"`{name}`" for name in taken)
        yield after[0].time, step.id.place, f"goes on to {names}"


def _asks(step: Step) -> bool:
    """Tell whether something decides about the way on."""
    return isinstance(step, WaitFor) or any(not flow.is_default for flow in step.flows)


def first_broken(limits: Limits, sendings: Sequence[Sending]) -> int | None:
    """Return the place of the first send that breaks one of the limits, None if none does."""
    before: list[Sent] = []
    for place, sending in enumerate(sendings):
        if any(broken(limits, before, sending.sent)):
            return place
        before.append(sending.sent)
    return None


def sale_sends(sendings: Sequence[Sending]) -> int:
    """Return how many of the sends are sales."""
    return sum(is_sale(sending.sent) for sending in sendings)
