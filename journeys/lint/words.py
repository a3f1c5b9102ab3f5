"""The words of a map that people see: titles, questions, labels, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Step, WaitFor
from journeykit.journeys.model.text import NO_TEXT, Text


@dataclass(frozen=True, slots=True)
class Owner:
    """What words belong to: its kind and name, and the journey where it is in one."""

    kind: str
    name: str
    journey: str = ""

    @property
    def step(self) -> str:
        """The step that the owner is, or nothing."""
        return self.name if self.kind == "step" else ""

    def __str__(self) -> str:
        """Return `step `wait``, say."""
        return f"{self.kind} `{self.name}`" if self.name else self.kind


Words: TypeAlias = tuple[Text, str, Owner]
"""A text, what it is (`the title`, `a label`), and of what."""


def words_of(plan: Plan) -> Iterator[Words]:
    """Yield the words of a map: those of its own, then of its messages, then of its journeys."""
    yield from _of_map(plan)
    for message in plan.messages.values():
        yield message.title, "the title", Owner("message", message.id)
    for journey in plan.journeys.values():
        yield journey.title, "the title", Owner("journey", journey.id, journey.id)
        for start in journey.start.values():
            yield from _of_item(start, Owner("start", start.id, journey.id))
        for step in journey.steps.values():
            yield from _of_item(step, Owner("step", step.id, journey.id))


def _of_map(plan: Plan) -> Iterator[Words]:
    yield plan.map.name, "the title", Owner("the map", "")
    for name, title in plan.map.stages.items():
        yield title, "the title", Owner("stage", name)
    for event, declared in plan.map.events.items():
        yield declared.title, "the title", Owner("event", event)
    for name, channel in plan.map.channels.items():
        yield channel.title, "the title", Owner("channel", name)


def _of_item(item: Start | Step, owner: Owner) -> Iterator[Words]:
    """Yield the words of a start or step: its title, its own text, its note, its labels."""
    own = _own(item)
    if item.title is not NO_TEXT:
        yield item.title, "the title", owner
    if own is not NO_TEXT:
        yield own, "the text", owner
    if item.note is not NO_TEXT:
        yield item.note, "the note", owner
    for each in item.catches if isinstance(item, WaitFor) else item.next:
        if each.label is not NO_TEXT:
            yield each.label, "a label", owner


def _own(item: Start | Step) -> Text:
    """Return the text that stands after the key which says what a step is."""
    text = getattr(item, getattr(item, "kind", ""), None)
    return text if isinstance(text, Text) else NO_TEXT
