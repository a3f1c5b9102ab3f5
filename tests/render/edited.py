"""BPMN files as a modeller leaves them: elements renamed, moved, added and deleted by hand."""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from journeykit.journeys.load import load
from journeykit.journeys.place import Mapping
from journeykit.journeys.text import read
from journeykit.render.bpmn.document import bpmn
from journeykit.render.bpmn.elements import MODEL
from journeykit.render.bpmn.reading.document import Imported, read_bpmn

JOURNEY = """
journey: cart
title: {en: Cart, ru: Корзина}
about: Bring them back
start:
  filled: {event: cart.filled, next: pause}
steps:
  pause: {timer: 1h, next: paid}
  paid: {exclusive: {en: Paid?, ru: Оплачено?}, if: happened("order.placed"), then: end, else: mail}
  mail: {send: reminder, note: The first one, next: answer}
  answer:
    wait_for:
      - {event: message.clicked, message: reminder, to: thank, label: Clicked}
      - {timer: {after: 3d, since: start}, to: variant, label: Silent}
  thank: {task: {en: Thank, ru: Поблагодарить}, set: {thanked: true}, writes: [crm], next: done}
  variant:
    exclusive: Which one?
    next:
      - {to: ask, share: 30%, label: phone}
      - {to: done, label: none}
  ask: {user_task: Ask, by: sales, takes: 20m, next: done}
  done: {end: Done, result: done}
messages:
  reminder: {channel: email, class: service, topic: cart, title: Reminder}
"""


def tag(name: str) -> str:
    """Return the name of an element of BPMN as ElementTree writes it."""
    return f"{{{MODEL}}}{name}"


@cache
def _drawn(text: str, language: str) -> tuple[Mapping, str]:
    """Return the tree of a journey, and its BPMN; once for all, as layout takes its time."""
    trees, _ = read(text, "cart.yaml")
    assert isinstance(trees[0], Mapping)
    loaded = load(trees, "cart.yaml")
    assert loaded.findings == ()
    assert loaded.plan is not None
    (journey,) = loaded.plan.journeys.values()
    return trees[0], bpmn(journey, loaded.plan, trees[0], language=language)


class Edited:
    """The BPMN of a journey, open in a modeller."""

    def __init__(self, text: str = JOURNEY, *, language: str = "") -> None:
        """Write the journey as BPMN and open it."""
        self.tree, drawn = _drawn(text, language)
        self.root = fromstring(drawn)
        process = self.root.find(tag("process"))
        assert process is not None
        self.process = process

    def element(self, id: str) -> Element:
        """Return the element with an id."""
        return next(each for each in self.process.iter() if each.get("id") == id)

    def flow(self, source: str, target: str) -> Element:
        """Return the flow from one node to another."""
        return next(
            each
            for each in self.process.iter(tag("sequenceFlow"))
            if (each.get("sourceRef"), each.get("targetRef")) == (source, target)
        )

    def add(self, kind: str, id: str, name: str = "") -> Element:
        """Draw a node."""
        return SubElement(self.process, tag(kind), {"id": id, "name": name})

    def connect(self, source: str, target: str, name: str = "", asks: str = "") -> None:
        """Draw a flow."""
        id = f"Flow_{source}_{target}"
        ends = {"id": id, "sourceRef": source, "targetRef": target, "name": name}
        flow = SubElement(self.process, tag("sequenceFlow"), ends)
        if asks:
            SubElement(flow, tag("conditionExpression")).text = asks

    def delete(self, id: str) -> None:
        """Delete a node with its flows."""
        for each in [*self.process]:
            if id in (each.get("id"), each.get("sourceRef"), each.get("targetRef")):
                self.process.remove(each)

    def imported(self) -> Imported:
        """Save the file and import it."""
        return read_bpmn(tostring(self.root), "cart.bpmn")

    def back(self) -> Mapping:
        """Save the file, import it, and return its journey, of which nothing may be left."""
        found = self.imported()
        assert [str(each) for each in found.left] == []
        return found.journeys[0]
