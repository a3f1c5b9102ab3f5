"""The process of a journey: its elements and flows, with what only our language says inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from journeykit.journeys.model import Journey
from journeykit.journeys.model.step import Call
from journeykit.journeys.model.timer import Catch
from journeykit.journeys.place import Mapping as Tree
from journeykit.journeys.place import Word
from journeykit.journeys.write import one_line
from journeykit.render.bpmn.definitions import Definitions, Waited
from journeykit.render.bpmn.elements import CONDITIONS, element, expression
from journeykit.render.bpmn.lanes import lane_set
from journeykit.render.diagram import LINKS, Arrow, Diagram, Kind, Shape

TAGS: dict[Kind, str] = {
    Kind.START_MESSAGE: "bpmn:startEvent",
    Kind.START_TIMER: "bpmn:startEvent",
    Kind.START_CONDITIONAL: "bpmn:startEvent",
    Kind.START: "bpmn:startEvent",
    Kind.TIMER: "bpmn:intermediateCatchEvent",
    Kind.CATCH: "bpmn:intermediateCatchEvent",
    Kind.RACE: "bpmn:eventBasedGateway",
    Kind.EXCLUSIVE: "bpmn:exclusiveGateway",
    Kind.INCLUSIVE: "bpmn:inclusiveGateway",
    Kind.PARALLEL: "bpmn:parallelGateway",
    Kind.SEND: "bpmn:sendTask",
    Kind.SERVICE: "bpmn:serviceTask",
    Kind.USER: "bpmn:userTask",
    Kind.CALL: "bpmn:callActivity",
    Kind.SUBPROCESS: "bpmn:subProcess",
    Kind.END: "bpmn:endEvent",
    Kind.THROW: "bpmn:intermediateThrowEvent",
    Kind.LINK: "bpmn:intermediateCatchEvent",
}


@dataclass(frozen=True, slots=True)
class Process:
    """Writes the process; `ids` are those of all shapes, `tree` is the journey as written.

    `inside` are the diagrams of its collapsed subprocesses by the id of their shape; of such a
    diagram the `flows` have a prefix of their own.
    """

    journey: Journey
    diagram: Diagram
    tree: Tree
    ids: Mapping[str, str]
    definitions: Definitions
    inside: Mapping[str, Diagram]
    flows: str = "flow"

    def element(self, name: str) -> Element:
        """Return the process of that id."""
        about = self.diagram.about
        header = Tree({k: v for k, v in self.tree.items() if k not in ("start", "steps")})
        made = element(
            "bpmn:process",
            element("bpmn:documentation", text=about) if about else None,
            element(
                "bpmn:extensionElements",
                element("journey:journey", text=one_line(header), language=self.diagram.language),
            ),
            lane_set(name, self.diagram, self.ids),
            id=name,
            name=self.diagram.title,
            isExecutable="false",
        )
        made.extend(self._contents())
        return made

    def within(self, shape: Shape) -> Process:
        """Return what is inside a collapsed subprocess."""
        flows = f"{self.ids[shape.id]}_flow"
        return replace(self, diagram=self.inside[shape.id], flows=flows)

    def _contents(self) -> Iterator[Element]:
        """Yield elements in document order, then flows, stores, notes, as the schema asks."""
        shapes = self.diagram.shapes
        yield from map(self._node, shapes)
        yield from (self._flow(n, arrow) for n, arrow in enumerate(self.diagram.arrows))
        yield from (store for shape in shapes for store in self._stores(shape))
        yield from (beside for shape in shapes for beside in self._beside(shape))

    def flow_id(self, number: int) -> str:
        """Return the id of a flow, counted from 0."""
        return f"{self.flows}_{number + 1}"

    def _node(self, shape: Shape) -> Element:
        arrows = list(enumerate(self.diagram.arrows))
        default = [n for n, arrow in arrows if arrow.source == shape.id and arrow.default]
        called = self._item(shape)
        return element(
            TAGS[shape.kind],
            self._extension(shape),
            *(_way("incoming", self.flow_id(n)) for n, a in arrows if a.target == shape.id),
            *(_way("outgoing", self.flow_id(n)) for n, a in arrows if a.source == shape.id),
            *self._inside(shape),
            id=self.ids[shape.id],
            name=shape.text,
            default=self.flow_id(default[0]) if default else "",
            calledElement=str(called.call) if isinstance(called, Call) else "",
        )

    def _extension(self, shape: Shape) -> Element:
        """Return what the language says of a shape, or whose it is if only the picture has it.

        Beside it stands how the shape is called and what it waits for: where the element says
        something else one day, somebody changed it.
        """
        part = self._written(shape)
        waits = self._waits(shape)
        if part is None:
            inner = element(
                "journey:made", by=shape.step, shape=shape.id, name=shape.text, waits=waits
            )
        else:
            inner = element(
                f"journey:{part[0]}",
                text=one_line(part[1]),
                id=shape.step,
                name=shape.text,
                waits=waits,
                channel=" ".join(shape.channels),
                class_=shape.class_,
                promo=shape.promo,
            )
        return element("bpmn:extensionElements", inner)

    def _waits(self, shape: Shape) -> str:
        item = self._item(shape)
        return self.definitions.words(item, self.ids[shape.id]) if item else ""

    def _written(self, shape: Shape) -> tuple[str, Tree] | None:
        for kind, name in (("start", f"start.{shape.step}"), ("step", shape.step)):
            parts = self.tree.get(Word("steps" if kind == "step" else "start"))
            part = parts.get(Word(shape.step)) if isinstance(parts, Tree) else None
            if shape.id == name and isinstance(part, Tree):
                return kind, part
        return None

    def _item(self, shape: Shape) -> Waited | None:
        """Return the start, the step or the item of a wait that the shape draws."""
        if shape.id == f"start.{shape.step}":
            return self.journey.start[Word(shape.step)]
        if shape.id == shape.step:
            return self.journey.steps[Word(shape.step)]
        return self._caught(shape)

    def _caught(self, shape: Shape) -> Catch | None:
        number = shape.id.removeprefix(f"{shape.step}.")
        step = self.journey.steps.get(Word(shape.step))
        if shape.kind not in (Kind.TIMER, Kind.CATCH) or not number.isdigit() or step is None:
            return None
        catches: tuple[Catch, ...] = getattr(step, "catches", ())
        return catches[int(number) - 1]

    def _inside(self, shape: Shape) -> Iterator[Element]:
        if shape.id in self.inside:
            yield from self.within(shape)._contents()
            return
        if shape.kind in LINKS:
            yield element(
                "bpmn:linkEventDefinition", id=f"{self.ids[shape.id]}_link", name=shape.text
            )
            return
        item = self._item(shape)
        definition = self.definitions.of(item, self.ids[shape.id]) if item else None
        if definition is not None:
            yield definition

    def _flow(self, number: int, arrow: Arrow) -> Element:
        asked = arrow.condition
        named = element("journey:flow", name=arrow.text) if arrow.text else None
        return element(
            "bpmn:sequenceFlow",
            element("bpmn:extensionElements", named) if arrow.text else None,
            expression("bpmn:conditionExpression", asked, CONDITIONS) if asked else None,
            id=self.flow_id(number),
            name=arrow.text,
            sourceRef=self.ids[arrow.source],
            targetRef=self.ids[arrow.target],
        )

    def _stores(self, shape: Shape) -> Iterator[Element]:
        for name, store in self.stores(shape):
            yield element("bpmn:dataStoreReference", id=name, name=store)

    def stores(self, shape: Shape) -> Iterator[tuple[str, str]]:
        """Yield the id and the name of each store of a shape."""
        for number, store in enumerate(dict.fromkeys((*shape.reads, *shape.writes)), 1):
            yield f"{self.ids[shape.id]}_store_{number}", store

    def note(self, shape: Shape) -> str:
        """Return the id of a shape's note."""
        return f"{self.ids[shape.id]}_note"

    def _beside(self, shape: Shape) -> Iterator[Element]:
        """Yield the note of a shape, and the lines to it and to the stores."""
        owner = self.ids[shape.id]
        if shape.note:
            note = self.note(shape)
            yield element("bpmn:textAnnotation", element("bpmn:text", text=shape.note), id=note)
            yield _line(owner, note)
        for name, store in self.stores(shape):
            if store in shape.writes:
                both = store in shape.reads
                yield _line(owner, name, direction="Both" if both else "One")
            else:
                yield _line(name, owner, direction="One")


def _way(kind: str, flow: str) -> Element:
    return element(f"bpmn:{kind}", text=flow)


def _line(source: str, target: str, direction: str = "") -> Element:
    return element(
        "bpmn:association",
        id=line_id(source, target),
        sourceRef=source,
        targetRef=target,
        associationDirection=direction,
    )


def line_id(source: str, target: str) -> str:
    """Return the id of the dotted line between a shape and what stands beside it."""
    return f"{max(source, target, key=len)}_line"
