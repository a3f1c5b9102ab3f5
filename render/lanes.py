"""Which lane each shape of a journey lies in: by channel, class, who does it, or stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from journeykit.journeys.model import Call, Journey, Plan
from journeykit.journeys.place import Word
from journeykit.render.crowds import parted
from journeykit.render.diagram import By, Diagram, Kind, Lane, Shape
from journeykit.render.shapes import CLASSES
from journeykit.render.words import channel_words, word


def laned(diagram: Diagram, by: By | None, journey: Journey, plan: Plan) -> Diagram:
    """Return the diagram with lanes in the order of the map, so that all its journeys look alike.

    The first lane is the journey's own: starts, waits, questions, and all that has no such lane.
    An end lies in the lane of what leads to it, in each if there are several. Where nothing has a
    lane, or none are asked for, there are none.
    """
    if by is None:
        return diagram
    names = _Names(journey, plan, diagram.language)
    lane_of = {shape.id: names.of(by, shape) for shape in diagram.shapes}
    lanes = sorted(dict.fromkeys(name for name in lane_of.values() if name), key=names.order(by))
    if not lanes:
        return diagram
    apart = parted(diagram, _shared_ends(diagram, lane_of))
    kinds = {shape.id: shape.kind for shape in apart.shapes}
    lane_of |= {a.target: lane_of[a.source] for a in apart.arrows if kinds[a.target] == Kind.END}
    shapes = tuple(replace(shape, lane=lane_of[shape.id]) for shape in apart.shapes)
    titles = (Lane(name, names.title(by, name)) for name in lanes)
    return replace(apart, shapes=shapes, lanes=(Lane("", names.own(by)), *titles))


def _shared_ends(diagram: Diagram, lane_of: Mapping[str, str]) -> list[str]:
    """Return the ends that ways from several lanes lead to."""
    ends = [shape.id for shape in diagram.shapes if shape.kind == Kind.END]
    before = {
        end: {lane_of[arrow.source] for arrow in diagram.arrows if arrow.target == end}
        for end in ends
    }
    return [end for end in ends if len(before[end]) > 1]


@dataclass(frozen=True, slots=True)
class _Names:
    """What the lanes of one journey are called, in one language; "" is its own lane."""

    journey: Journey
    plan: Plan
    language: str

    def of(self, by: By, shape: Shape) -> str:
        """Return the name of a shape's lane as it is written."""
        match by:
            case "channel":
                return ", ".join(shape.channels)
            case "class":
                return shape.class_
            case "role":
                return shape.role
            case "stage":
                return self._stage(shape)

    def order(self, by: By) -> Callable[[str], tuple[int, ...]]:
        """Return how lanes are sorted: as the map lists what they are called after."""
        known: dict[By, Iterable[str]] = {
            "channel": self.plan.map.channels,
            "class": CLASSES,
            "stage": self.plan.map.stages,
        }
        place = {str(name): number for number, name in enumerate(known.get(by, ()))}
        return lambda lane: tuple(place.get(name, len(place)) for name in lane.split(", "))

    def _stage(self, shape: Shape) -> str:
        """Return the stage of the journey that a shape calls, if it is another one."""
        step = self.journey.steps.get(Word(shape.step))
        called = self.plan.journeys.get(str(step.call)) if isinstance(step, Call) else None
        if called is None or shape.id != shape.step or called.stage == self.journey.stage:
            return ""
        return str(called.stage or "")

    def title(self, by: By, name: str) -> str:
        """Return a lane's name in words."""
        match by:
            case "channel":
                return ", ".join(map(self._channel, name.split(", ")))
            case "class":
                return _capital(word(name, self.language)) if name in CLASSES else name
            case "role":
                return _capital(name)
            case "stage":
                stage = self.plan.map.stages.get(Word(name))
                return stage.in_language(self.language) if stage else name

    def own(self, by: By) -> str:
        """Return the name of the journey's own lane."""
        if by == "stage" and self.journey.stage:
            return self.title(by, str(self.journey.stage))
        return word("system" if by == "role" else "journey", self.language)

    def _channel(self, name: str) -> str:
        channel = self.plan.map.channels.get(Word(name))
        title = channel.title.in_language(self.language) if channel else ""
        return title or channel_words(name, self.language)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
