"""A step as a run passes it: what is the same each time that it is reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.lint.memory import Memory
from journeykit.journeys.lint.sending import sent_by, sent_over
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import Exclusive, Step, WaitFor
from journeykit.journeys.place import Word

Head: TypeAlias = tuple[Word, tuple[str, int]]
"""The step that a flow leads to, and the flow itself: where it comes from and its number."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Flows to choose from; `choices` are all that can be chosen, if nothing has to be asked."""

    flows: tuple[Flow, ...]
    heads: tuple[Head, ...]
    choices: tuple[tuple[Head, ...], ...] | None

    def heads_of(self, flows: tuple[Flow, ...]) -> tuple[Head, ...]:
        """Return where some of the flows lead."""
        return tuple(self.heads[self.flows.index(flow)] for flow in flows)


@dataclass(frozen=True, slots=True)
class Stop:
    """A step with a branch for each event or timer that it waits for, else one.

    `sends` are its messages, each so many seconds after the arrival, at the fastest and at the
    slowest; `asked` the names of them and of the step that something asks for.
    """

    step: Step
    branches: tuple[Branch, ...]
    sends: tuple[tuple[tuple[int, Word], ...], tuple[tuple[int, Word], ...]]
    asked: frozenset[str]


def stop_at(step: Step, journey: Journey, memory: Memory) -> Stop:
    """Look up what is the same each time that a step is reached."""
    ids = sent_by(step)
    return Stop(
        step,
        _branches(step, memory),
        (sent_over(step, journey, slow=False), sent_over(step, journey, slow=True)),
        frozenset((str(step.id), *map(str, ids))) & memory.asked if ids else frozenset(),
    )


def _branches(step: Step, memory: Memory) -> tuple[Branch, ...]:
    groups = [step.flows_of(each) for each in step.catches] if isinstance(step, WaitFor) else []
    flows = step.flows
    return tuple(_branch(step, group, flows, memory) for group in groups or [flows])


def _branch(step: Step, group: tuple[Flow, ...], flows: tuple[Flow, ...], memory: Memory) -> Branch:
    heads = tuple((flow.to, (step.id, flows.index(flow))) for flow in group)
    return Branch(group, heads, _choices(step, group, heads, memory))


def _choices(
    step: Step, flows: tuple[Flow, ...], heads: tuple[Head, ...], memory: Memory
) -> tuple[tuple[Head, ...], ...] | None:
    """Return what can be chosen, None where it depends on the way so far."""
    if all(flow.is_default for flow in flows):
        return (heads,)
    if any(flow.share is not None for flow in flows):
        return None
    if any(flow.chance is not None for flow in flows):
        return tuple((head,) for flow, head in zip(flows, heads, strict=True) if flow.chance != 0)
    asked = [flow.condition.expression for flow in flows if flow.condition is not None]
    if not isinstance(step, Exclusive) or not all(map(memory.asks_nothing, asked)):
        return None
    last_default = sorted(zip(flows, heads, strict=True), key=lambda pair: pair[0].is_default)
    return tuple((head,) for _, head in last_default)
