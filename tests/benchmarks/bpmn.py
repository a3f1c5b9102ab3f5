"""The graph of a journey as a BPMN file without a diagram: what bpmnlint looks at.

python -m tests.benchmarks.bpmn MAP FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from journeykit.journeys.load import load
from journeykit.journeys.model import END, Journey, Start, Step, WaitFor
from journeykit.journeys.model.text import Text
from journeykit.journeys.project import find

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
TAGS = {
    "send": "sendTask",
    "timer": "intermediateCatchEvent",
    "wait_for": "eventBasedGateway",
    "exclusive": "exclusiveGateway",
    "inclusive": "inclusiveGateway",
    "parallel": "parallelGateway",
    "task": "serviceTask",
    "user_task": "userTask",
    "call": "callActivity",
    "subprocess": "subProcess",
    "end": "endEvent",
}


def write(map_: Path, folder: Path) -> None:
    """Write a file for each journey of the map in a folder."""
    for project in find([str(map_)], cwd=map_).projects:
        plan = load(project.documents, project.path).plan
        for journey in plan.journeys.values() if plan else ():
            (folder / f"{journey.id}.bpmn").write_bytes(bpmn(journey))


def bpmn(journey: Journey) -> bytes:
    """Return the file of a journey's process."""
    definitions = Element("definitions", xmlns=MODEL, targetNamespace="journey", id="definitions")
    process = SubElement(definitions, "process", id="process", isExecutable="false")
    flows = list(chain(*(_start(process, each) for each in journey.start.values())))
    flows += chain(*(_step(process, each) for each in journey.steps.values()))
    SubElement(process, "endEvent", id=_id(END), name="End")
    nodes = {str(node.get("id")): node for node in process}
    for number, (source, target) in enumerate(flows):
        id = f"flow-{number}"
        flow = SubElement(process, "sequenceFlow", id=id, name="then", sourceRef=source)
        flow.set("targetRef", target)
        for node, kind in ((nodes[source], "outgoing"), (nodes[target], "incoming")):
            SubElement(node, kind).text = id
    text: bytes = tostring(definitions, encoding="utf-8", xml_declaration=True)
    return text


def _start(process: Element, start: Start) -> Iterator[tuple[str, str]]:
    """Write a start, and yield where it leads."""
    SubElement(process, "startEvent", id=f"start-{start.id}", name=_name(start.title, start.id))
    for flow in start.flows:
        yield f"start-{start.id}", _id(flow.to)


def _step(process: Element, step: Step) -> Iterator[tuple[str, str]]:
    """Write a step, and yield where it leads; what is waited for are events of their own."""
    node = SubElement(process, TAGS[step.kind], id=_id(step.id), name=_name(step.title, step.id))
    if step.kind == "timer":
        SubElement(node, "timerEventDefinition", id=f"timer-{step.id}")
    if not isinstance(step, WaitFor):
        yield from ((_id(step.id), _id(flow.to)) for flow in step.flows)
        return
    for number, catch in enumerate(step.catches):
        event = f"catch-{step.id}-{number}"
        node = SubElement(process, "intermediateCatchEvent", id=event, name="Came")
        SubElement(node, "timerEventDefinition", id=f"definition-{event}")
        yield _id(step.id), event
        yield from ((event, _id(flow.to)) for flow in step.flows_of(catch))


def _id(step: str) -> str:
    return f"step-{step}"


def _name(title: Text, id: str) -> str:
    return next((words for _, words in title.by_language), id)


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
