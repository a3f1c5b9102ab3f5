"""What all runs of one journey share, looked up once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from journeykit.journeys.lint.facts import Seen
from journeykit.journeys.lint.memory import Memory, memory_of
from journeykit.journeys.lint.sending import Senders, senders_of, sent_by
from journeykit.journeys.lint.situation import Situation
from journeykit.journeys.lint.stops import Stop, stop_at
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Inclusive, Parallel, Step

MOST_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Ground:
    """A journey and what its moves ask for again and again.

    `stops` are its steps as a run passes them; `joins` holds, for each gateway that waits for
    several flows, their number; `after` the steps behind each step; `exits` the events that always
    end the journey; `own` the messages that nobody else sends, and the steps that send them;
    `merges` the steps with several ways in; `memory` what to remember of a run. A step is run
    through at most `rounds` times. `silence` is the event whose silence started the run.
    """

    journey: Journey
    stops: dict[str, Stop]
    joins: dict[str, int]
    after: dict[str, frozenset[str]]
    exits: frozenset[str]
    own: frozenset[str]
    merges: frozenset[str]
    memory: Memory
    rounds: int
    silence: str = ""

    def seen(self, situation: Situation) -> Seen:
        """Return what is certain in a situation."""
        return Seen(situation.arrivals, situation.sent, self.own, self.exits)


def ground(plan: Plan, journey: Journey, senders: Senders | None = None) -> Ground:
    """Look up what the runs of a journey share; `senders` are those of the plan."""
    into = Counter(str(flow.to) for step in _nodes(journey) for flow in step.flows)
    memory = memory_of(plan, journey)
    return Ground(
        journey,
        {str(id): stop_at(step, journey, memory) for id, step in journey.steps.items()},
        _joins(journey, into),
        _after(journey),
        exits_of(journey),
        _own(journey, senders_of(plan) if senders is None else senders),
        frozenset(id for id, number in into.items() if number > 1),
        memory,
        _rounds(plan),
    )


def exits_of(journey: Journey) -> frozenset[str]:
    """Return the events that always end the journey: with `per` others' events may come too."""
    if journey.per:
        return frozenset()
    return frozenset(each.event for each in journey.exit if each.event and not each.condition)


def _joins(journey: Journey, into: Counter[str]) -> dict[str, int]:
    return {
        str(id): into[id]
        for id, step in journey.steps.items()
        if isinstance(step, Parallel | Inclusive) and into[id] > 1
    }


def _after(journey: Journey) -> dict[str, frozenset[str]]:
    """Return the steps behind each step, where an inclusive join has to know them."""
    if not any(isinstance(step, Inclusive) for step in journey.steps.values()):
        return {}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(
        (str(id), str(flow.to)) for id, step in journey.steps.items() for flow in step.flows
    )
    return {step: frozenset(nx.descendants(graph, step)) for step in graph}


def _own(journey: Journey, senders: Senders) -> frozenset[str]:
    """Return the messages that this journey alone sends, and the steps that send only such."""
    own: set[str] = set()
    for id, step in journey.steps.items():
        alone = [message for message in sent_by(step) if senders[message] == {journey.id}]
        own.update(map(str, alone))
        if alone and len(alone) == len(sent_by(step)):
            own.add(str(id))
    return frozenset(own)


def _rounds(plan: Plan) -> int:
    """Return how many rounds of a loop can matter: one more than a rule of the policy counts."""
    policy = plan.map.policy
    counted = [cap.at_most for cap in policy.caps] + ([policy.sale.of] if policy.sale else [])
    return min(MOST_ROUNDS, 1 + max(counted, default=1))


def _nodes(journey: Journey) -> Iterator[Step | Start]:
    yield from journey.start.values()
    yield from journey.steps.values()
