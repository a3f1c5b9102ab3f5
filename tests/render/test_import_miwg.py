"""The reference models of the BPMN Model Interchange Working Group, imported.

They lie beside the repository, as they are not ours to ship: CC BY 3.0, from
`bpmn-miwg/bpmn-miwg-test-suite`, folder `Reference`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from journeykit.journeys.load import load
from journeykit.journeys.place import Mapping, Sequence, Tree, Word
from journeykit.journeys.text import read
from journeykit.render.bpmn.elements import MODEL
from journeykit.render.bpmn.reading.document import Imported, read_bpmn
from journeykit.render.bpmn.reading.fates import PARTS
from journeykit.render.bpmn.reading.sheet import sheet

FOLDER = Path(__file__).parents[3] / "shared" / "miwg"
NAMES = (
    "A.1.0", "A.2.0", "A.2.1", "A.3.0", "A.4.0", "A.4.1", "B.1.0", "B.2.0",
    "C.1.0", "C.1.1", "C.2.0", "C.3.0", "C.4.0", "C.5.0",
)  # fmt: skip
STEPS = {
    "task", "userTask", "manualTask", "sendTask", "serviceTask", "scriptTask", "receiveTask",
    "businessRuleTask", "callActivity", "subProcess", "startEvent", "endEvent",
    "intermediateCatchEvent", "intermediateThrowEvent", "exclusiveGateway", "inclusiveGateway",
    "parallelGateway", "eventBasedGateway",
}  # fmt: skip

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the reference models of BPMN-MIWG are not beside the repository"
)


def content(name: str) -> bytes:
    return (FOLDER / f"{name}.bpmn").read_bytes()


def imported(name: str) -> Imported:
    return read_bpmn(content(name), f"{name}.bpmn")


@pytest.mark.parametrize("name", NAMES)
def test_every_element_stands_in_a_journey_or_is_listed(name: str) -> None:
    root = ElementTree.fromstring(content(name))
    prefix = f"{{{MODEL}}}"
    of_tools = {
        each for extensions in root.iter(f"{prefix}extensionElements") for each in extensions.iter()
    }
    there = Counter(
        each.tag.removeprefix(prefix)
        for each in root.iter()
        if each is not root and each.tag.startswith(prefix) and each not in of_tools
    )
    found = imported(name)
    told = {item.number: item.tag for item in found.kept}
    told |= {each.item.number: each.item.tag for each in found.left if each.item.space == MODEL}
    wanted = {kind: count for kind, count in there.items() if kind not in PARTS}
    counted = Counter(told.values())
    assert {kind: counted[kind] for kind in wanted} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_every_step_that_stands_in_a_journey_keeps_its_name(name: str) -> None:
    found = imported(name)
    said = [text for journey in found.journeys for text in _texts(journey)]
    steps = [item for item in found.kept if item.tag in STEPS]
    no_links = [item for item in steps if item.first("linkEventDefinition") is None]
    named = [" ".join(item.name.split()) for item in no_links]
    assert [each for each in named if each and each not in said] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_flow_label_stands_in_a_journey(name: str) -> None:
    found = imported(name)
    said = [text for journey in found.journeys for text in _texts(journey)]
    labels = [item.name for item in found.kept if item.tag == "sequenceFlow" and item.name.strip()]
    assert [each for each in labels if " ".join(each.split()) not in said] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_was_imported_loads_without_a_finding(name: str) -> None:
    found = imported(name)
    trees, wrong = read(sheet(found, f"{name}.bpmn"), f"{name}.yaml")
    loaded = load(trees, f"{name}.yaml")
    assert [str(each.message) for each in (*wrong, *loaded.findings)] == []
    assert trees == [*found.journeys]
    assert loaded.plan is not None
    assert len(loaded.plan.journeys) == len(found.journeys)


def test_pools_and_what_they_call_are_journeys_of_their_own() -> None:
    found = imported("B.2.0").journeys
    assert [each[Word("journey")] for each in found] == [
        "process", "participant", "expanded-sub-process-1", "pool", "expanded-sub-process-2",
        "expanded-sub-process-3", "process-2",
    ]  # fmt: skip


def _texts(tree: Tree) -> list[str]:
    if isinstance(tree, Mapping):
        return [text for value in tree.values() for text in _texts(value)]
    if isinstance(tree, Sequence):
        return [text for value in tree for text in _texts(value)]
    return [str(tree)]
