"""How many customers take each flow of a picture: figures of a run, laid on its arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeykit.render.diagram import STARTS, Arrow, Diagram, Kind, Shape

END = "end"


@dataclass(frozen=True, slots=True)
class Stay:
    """Of the entries of a journey: how many `reached` a step, and how many of them `left` there.

    `converted` is the share of those who reached it that converted in the end, None if unknown.
    """

    reached: int
    left: int = 0
    converted: float | None = None


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a run says of one journey; numbers are entries, for the whole population.

    `flows` lead from `start.START`, a step, or `STEP.N`, the n-th thing that a step waits for, to a
    step or `end`. `days` is how long was simulated, `conversion` the share that reached the goal,
    None where there is none.
    """

    entered: int
    flows: Mapping[tuple[str, str], int]
    steps: Mapping[str, Stay]
    population: int
    days: int
    conversion: float | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of a run at the shapes and arrows of a diagram.

    A picture has more shapes than a journey has steps: gateways where several flows leave or meet,
    links, an end for each flow to the end. So what an arrow carries is the sum of all flows that go
    through it.
    """

    traffic: Traffic
    shapes: Mapping[str, Shape]
    into: Mapping[str, tuple[Arrow, ...]]
    out: Mapping[str, tuple[Arrow, ...]]

    def of_arrow(self, arrow: Arrow) -> int:
        """Return how many entries take an arrow."""
        if self._is_caught(self.shapes[arrow.target]):
            return self._leaving(arrow.target)
        sources = dict.fromkeys(self._sources(arrow.source, {}))
        targets = dict.fromkeys(self._targets(arrow.target, {}))
        flows = self.traffic.flows
        found = sum(flows.get((one, other), 0) for one in sources for other in targets)
        return min(found, sum(self._most(source) for source in sources))

    def of_shape(self, shape: Shape) -> int | None:
        """Return how many entries come to a shape, None where it is no start, step or end."""
        if shape.kind == Kind.END:
            return sum(map(self.of_arrow, self.into.get(shape.id, ())))
        if shape.kind in STARTS or self._is_caught(shape):
            return self._leaving(shape.id)
        stay = self.traffic.steps.get(shape.id)
        return stay.reached if stay else None

    def _leaving(self, source: str) -> int:
        return sum(number for (one, _), number in self.traffic.flows.items() if one == source)

    def _most(self, source: str) -> int:
        """Return how many entries can have left a place."""
        stay = self.traffic.steps.get(source)
        return stay.reached if stay else self._leaving(source)

    def _sources(self, name: str, seen: dict[str, None]) -> Iterator[str]:
        """Yield the places that flows come from which go through a shape."""
        shape = self.shapes[name]
        if not self._is_between(shape):
            yield name
        elif name not in seen:
            seen[name] = None
            before = [arrow.source for arrow in self.into.get(name, ())]
            for each in self._linked(Kind.THROW, shape) if shape.kind == Kind.LINK else before:
                yield from self._sources(each, seen)

    def _targets(self, name: str, seen: dict[str, None]) -> Iterator[str]:
        """Yield the places that flows lead to which go through a shape."""
        shape = self.shapes[name]
        if shape.kind == Kind.END:
            owner = self.shapes.get(shape.step)
            yield shape.step if owner and owner.kind == Kind.END else END
        elif not self._is_between(shape):
            yield name
        elif name not in seen:
            seen[name] = None
            after = [arrow.target for arrow in self.out.get(name, ())]
            for each in self._linked(Kind.LINK, shape) if shape.kind == Kind.THROW else after:
                yield from self._targets(each, seen)

    def _linked(self, kind: Kind, link: Shape) -> list[str]:
        """Return the other sides of a link: the circles with the same letter."""
        return [
            each.id for each in self.shapes.values() if (each.kind, each.text) == (kind, link.text)
        ]

    def _is_between(self, shape: Shape) -> bool:
        """Tell whether a shape is no start, step, caught event or end, but on the way of flows."""
        own = shape.id == shape.step or shape.kind in (*STARTS, Kind.END)
        return not own and not self._is_caught(shape)

    def _is_caught(self, shape: Shape) -> bool:
        """Tell whether a shape is one of several things that a step waits for."""
        owner = self.shapes.get(shape.step)
        waits = owner is not None and owner.kind == Kind.RACE
        return waits and shape.id != shape.step and shape.kind in (Kind.TIMER, Kind.CATCH)


def counts(traffic: Traffic, diagram: Diagram) -> Counts:
    """Lay the figures of a run on a diagram."""
    into: dict[str, tuple[Arrow, ...]] = {}
    out: dict[str, tuple[Arrow, ...]] = {}
    for arrow in diagram.arrows:
        into[arrow.target] = (*into.get(arrow.target, ()), arrow)
        out[arrow.source] = (*out.get(arrow.source, ()), arrow)
    return Counts(traffic, {shape.id: shape for shape in diagram.shapes}, into, out)
