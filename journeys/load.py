"""From the documents of one map to its plan: defaults put in, names checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from journeykit.journeys.agreement import disagreements
from journeykit.journeys.files import kind_of
from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.model import Journey, Map, Message, Plan, Population, Send
from journeykit.journeys.names import Broken, unknown_names
from journeykit.journeys.place import Mapping, Tree, Word
from journeykit.journeys.profile import counting_as
from journeykit.journeys.read import Reading, read
from journeykit.journeys.stand_ins import spelt_out
from journeykit.journeys.whole import whole_map, whole_population

Part = TypeVar("Part", Journey, Map, Population)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan and the findings of its reading (J002-J007).

    Journeys that are broken are left out of the plan; with a broken map or population there is
    no plan, as nothing could be judged by it.
    """

    plan: Plan | None
    findings: tuple[Finding, ...]


def load(documents: Iterable[Tree], path: str, *, profile: str = "") -> Loaded:
    """Make the plan of the documents that belong to one map.

    A document begins with `journey`, `map` or `population`; others are passed over. `path` is
    how the map is called in messages. Of several maps or populations the last one holds. A policy
    `profile` takes the place of what the map says of the same.
    """
    trees = [tree for tree in documents if isinstance(tree, Mapping)]
    own = _last(trees, "population")
    trees = [*counting_as(trees, profile)] if profile else trees
    map_ = _part(whole_map(_last(trees, "map")), Map)
    population = _part(whole_population(own), Population)
    journeys = [_part(tree, Journey) for tree in trees if kind_of(tree) == "journey"]
    findings = [*map_.findings, *population.findings]
    findings += [finding for each in journeys for finding in each.findings]
    if map_.part is None or population.part is None:
        return Loaded(None, tuple(findings))
    read_journeys = [each.part for each in journeys if each.part is not None]
    messages, clashes = _messages(map_.part, read_journeys)
    by_id, repeated = _by_id([spelt_out(journey, messages) for journey in read_journeys])
    plan = Plan(path, map_.part, population.part, by_id, messages)
    broken = _broken([each.tree for each in journeys if each.part is None])
    unknown = unknown_names(plan, own_population=own is not None, broken=broken)
    return Loaded(plan, (*findings, *clashes, *repeated, *unknown))


def _last(trees: Sequence[Mapping], key: str) -> Mapping | None:
    """Return the last document of a kind."""
    return next((tree for tree in reversed(trees) if kind_of(tree) == key), None)


def _part(tree: Mapping, kind: type[Part]) -> Reading[Part]:
    """Read a document, its values checked against each other."""
    reading: Reading[Part] = read(tree, kind)
    return replace(reading, findings=(*reading.findings, *disagreements(reading.part)))


def _by_id(journeys: Sequence[Journey]) -> tuple[dict[str, Journey], list[Finding]]:
    """Return the journeys by id, the first of each, and a finding for each repeated one."""
    by_id: dict[str, Journey] = {}
    findings = []
    for journey in journeys:
        first = by_id.setdefault(str(journey.id), journey)
        if first is not journey:
            findings.append(_repeated("journey", journey.id, first.id, str(journey.id)))
    return by_id, findings


def _messages(map_: Map, journeys: Sequence[Journey]) -> tuple[dict[str, Message], list[Finding]]:
    """Return the messages of all by id; equal definitions of one id are one message."""
    by_id = {str(name): message for name, message in map_.messages.items()}
    findings = []
    for journey in journeys:
        for message in _messages_of(journey):
            first = by_id.setdefault(str(message.id), message)
            if first != message:
                findings.append(_repeated("message", message.id, first.id, str(journey.id)))
    return by_id, findings


def _messages_of(journey: Journey) -> Iterator[Message]:
    """Yield the messages that a journey defines, those written in place included."""
    yield from journey.messages.values()
    for step in journey.steps.values():
        if isinstance(step, Send) and isinstance(step.send, Message):
            yield step.send


def _repeated(kind: str, word: Word, first: Word, journey: str) -> Finding:
    """Return the finding of a second, different definition."""
    return Finding(
        word.place,
        f"{kind} `{word}` is defined twice",
        f"give one of them another id{', or write both alike' if kind == 'message' else ''}",
        code="J005",
        related=(Related(first.place, "first defined here"),),
        journey=journey,
    )


def _broken(trees: Sequence[Mapping]) -> Broken:
    """Return the names that broken journeys define."""
    messages: list[str] = []
    for tree in trees:
        defined = tree.get(Word("messages"))
        messages += [str(name) for name in defined] if isinstance(defined, Mapping) else []
    return Broken(tuple(str(tree[Word("journey")]) for tree in trees), tuple(messages))
