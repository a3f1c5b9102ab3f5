"""Which lane each shape of a journey lies in: by channel, class, who does it, or stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from journeykit.journeys.model import Call, Journey, Plan
from journeykit.journeys.place import Word
from journeykit.render.diagram import By, Diagram, Kind, Lane, Shape
from journeykit.render.shapes import CLASSES
from journeykit.render.words import channel_words, word


def laned(diagram: Diagram, by: By | None, journey: Journey, plan: Plan) -> Diagram:
    """Return the diagram with lanes in the order of the map, so that all its journeys look alike.

    The first lane is the journey's own: starts, waits, questions, and all that has no such lane.
    An end lies in the lane of what leads to it. Where nothing has a lane, or none are asked for,
    there are none.
    """
    if by is None:
        return diagram
    names = _Names(journey, plan, diagram.language)
    lane_of = {shape.id: names.of(by, shape) for shape in diagram.shapes}
    lanes = sorted(dict.fromkeys(name for name in lane_of.values() if name), key=names.order(by))
    if not lanes:
        return diagram
    lane_of |= _ends(diagram, lane_of)
    shapes = tuple(replace(shape, lane=lane_of[shape.id]) for shape in diagram.shapes)
    titles = (Lane(name, names.title(by, name)) for name in lanes)
    return replace(diagram, shapes=shapes, lanes=(Lane("", names.own(by)), *titles))


def _ends(diagram: Diagram, lane_of: Mapping[str, str]) -> dict[str, str]:
    """Return the lane of each end that all ways come to from one lane."""
    found = {}
    for shape in diagram.shapes:
        lanes = dict.fromkeys(lane_of[a.source] for a in diagram.arrows if a.target == shape.id)
        if shape.kind == Kind.END and len(lanes) == 1:
            found[shape.id] = next(iter(lanes))
    return found


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
