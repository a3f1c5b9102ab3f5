"""XML elements with BPMN's usual prefixes, and the namespaces that they stand for."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from journeykit.render.geometry import Box

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
JOURNEY = "urn:journeykit:journey"
NAMESPACES = {
    "bpmn": MODEL,
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "journey": JOURNEY,
}
CONDITIONS = f"{JOURNEY}:condition"
"""The language of conditions, named as BPMN asks for expression languages: by a URI."""


def element(tag: str, /, *children: Element | None, text: str = "", **attributes: str) -> Element:
    """Return an element; an attribute without a value and a child that is None are left out.

    `type_` is `type`, `xsi_type` is `xsi:type`: what Python's names cannot be.
    """
    named = {_NAMES.get(name, name): value for name, value in attributes.items() if value}
    made = Element(tag, named)
    made.text = _clean(text) or None
    for name, value in named.items():
        made.set(name, _clean(value))
    made.extend(child for child in children if child is not None)
    return made


def expression(tag: str, body: str, language: str = "") -> Element:
    """Return a formal expression, as conditions and timers have."""
    return element(tag, text=body, xsi_type="bpmn:tFormalExpression", language=language)


def bounds(box: Box) -> Element:
    """Return where a shape or a label stands."""
    (wide, high), left, top = box.size, box.left, box.top
    return element("dc:Bounds", x=str(left), y=str(top), width=str(wide), height=str(high))


_NAMES = {"xsi_type": "xsi:type", "type_": "type", "class_": "class"}


def _clean(text: str) -> str:
    """Return a text without the letters that XML 1.0 cannot hold, in any spelling."""
    return "".join(letter for letter in text if letter in "\t\n" or letter >= " ").translate(_NO)


_NO = dict.fromkeys((0xFFFE, 0xFFFF), None)
