"""The words of a map that people see: titles, questions, labels, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import (
    End,
    Exclusive,
    Inclusive,
    Parallel,
    Step,
    Subprocess,
    Task,
    UserTask,
    WaitFor,
)
from journeykit.journeys.model.text import Text


@dataclass(frozen=True, slots=True)
class Words:
    """A text that is shown, what it is, and the journey and step that it belongs to."""

    text: Text
    what: str
    journey: str = ""
    step: str = ""


def words_of(plan: Plan) -> Iterator[Words]:
    """Yield the words of a map: those of its own, then of its messages, then of its journeys."""
    yield from _of_map(plan)
    for message in plan.messages.values():
        yield Words(message.title, f"the title of message `{message.id}`")
    for journey in plan.journeys.values():
        yield Words(journey.title, f"the title of journey `{journey.id}`", journey.id)
        for start in journey.start.values():
            yield from _of_item(journey, start, f"start `{start.id}`")
        for step in journey.steps.values():
            yield from _of_item(journey, step, f"step `{step.id}`")


def _of_map(plan: Plan) -> Iterator[Words]:
    yield Words(plan.map.name, "the title of the map")
    for name, title in plan.map.stages.items():
        yield Words(title, f"the title of stage `{name}`")
    for event, declared in plan.map.events.items():
        yield Words(declared.title, f"the title of event `{event}`")
    for name, channel in plan.map.channels.items():
        yield Words(channel.title, f"the title of channel `{name}`")


def _of_item(journey: Journey, item: Start | Step, name: str) -> Iterator[Words]:
    """Yield the words of a start or step: its title, its own text, its note, its labels."""
    step = item.id if item.id in journey.steps else ""
    for text, what in ((item.title, "title"), (_own(item), "text"), (item.note, "note")):
        yield Words(text, f"the {what} of {name}", journey.id, step)
    labels = (
        [catch.label for catch in item.catches]
        if isinstance(item, WaitFor)
        else [flow.label for flow in item.flows]
    )
    for label in labels:
        yield Words(label, f"a label of {name}", journey.id, step)


def _own(item: Start | Step) -> Text:
    """Return the text that stands after the key which says what a step is."""
    match item:
        case Exclusive(exclusive=text) | Inclusive(inclusive=text) | Parallel(parallel=text):
            return text
        case Task(task=text) | UserTask(user_task=text) | Subprocess(subprocess=text):
            return text
        case End(end=text):
            return text
        case _:
            return Text()
