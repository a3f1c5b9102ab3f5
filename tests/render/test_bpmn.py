"""BPMN files: valid against the schema, clean under bpmnlint, opened by bpmn-js without a word."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree  # type: ignore[import-untyped]  # it has no types

from journeykit.journeys.place import Word
from journeykit.render.bpmn.document import bpmn
from journeykit.render.bpmn.elements import MODEL, NAMESPACES
from journeykit.render.diagram import By
from tests import node
from tests.samples.maps import MAPS, documents_of, journey_ids, plan_of

HERE = Path(__file__).parent


@cache
def written(name: str) -> dict[str, str]:
    """Return the BPMN of each journey of a sample map, of the shop in Russian."""
    plan = plan_of(name)
    trees = {str(tree.get(Word("journey"))): tree for tree in documents_of(name)}
    language = "ru" if name == "shop" else ""
    return {
        f"{name}/{id}": bpmn(plan.journeys[Word(id)], plan, trees[id], language=language)
        for id in journey_ids(name)
    }


@cache
def laid_out() -> dict[str, str]:
    """Return the BPMN of some journeys in rows and in lanes."""
    asked: list[tuple[str, str, int | None, By | None]] = [
        ("ecommerce", "order-tracking", 1600, None),
        ("b2b", "b2b-leads", 1200, None),
        ("b2b", "b2b-leads", None, "role"),
        ("ecommerce", "order-tracking", None, "class"),
        ("shop", "welcome", None, "channel"),
    ]
    found = {}
    for map_, id, wrap, lanes in asked:
        plan = plan_of(map_)
        tree = next(t for t in documents_of(map_) if str(t.get(Word("journey"))) == id)
        text = bpmn(plan.journeys[Word(id)], plan, tree, wrap=wrap, lanes=lanes)
        found[f"{map_}/{id} {wrap} {lanes}"] = text
    return found


def everything() -> dict[str, str]:
    return {name: text for map_ in MAPS for name, text in written(map_).items()} | laid_out()


@cache
def schema() -> etree.XMLSchema:
    """Return BPMN 2.0's schema, which SpiffWorkflow carries; nothing of it is imported."""
    spec = find_spec("SpiffWorkflow")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "bpmn" / "parser" / "schema" / "BPMN20.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


@pytest.mark.parametrize("name", MAPS)
def test_every_sample_is_valid_bpmn(name: str) -> None:
    wrong = {}
    for file, text in written(name).items():
        if not schema().validate(etree.fromstring(text.encode())):
            wrong[file] = str(schema().error_log)
    assert wrong == {}


def test_rows_and_lanes_are_valid_bpmn() -> None:
    for text in laid_out().values():
        assert schema().validate(etree.fromstring(text.encode())), schema().error_log


def test_rows_are_joined_by_link_events_of_one_name() -> None:
    tree = ElementTree.fromstring(laid_out()["ecommerce/order-tracking 1600 None"])
    ends: dict[str, list[str]] = {"Throw": [], "Catch": []}
    for kind, names in ends.items():
        for event in tree.iter(f"{{{MODEL}}}intermediate{kind}Event"):
            names += [str(e.get("name")) for e in event.iter(f"{{{MODEL}}}linkEventDefinition")]
    assert sorted(ends["Catch"]) == sorted(set(ends["Throw"]))
    assert len(ends["Catch"]) > 2


def test_each_node_lies_in_the_one_lane_that_it_is_drawn_in() -> None:
    tree = ElementTree.fromstring(laid_out()["b2b/b2b-leads None role"])
    boxes = {
        str(shape.get("bpmnElement")): [int(str(v)) for v in shape[0].attrib.values()]
        for shape in tree.iter("{http://www.omg.org/spec/BPMN/20100524/DI}BPMNShape")
    }
    lanes = {
        str(node.text): str(lane.get("id"))
        for lane in tree.iter(f"{{{MODEL}}}lane")
        for node in lane
    }
    nodes = {str(each.get("id")) for each in tree.iter() if each.findall(f"{{{MODEL}}}incoming")}
    assert nodes <= set(lanes)
    for name, lane in lanes.items():
        (_, top, _, high), (_, first, _, whole) = boxes[name], boxes[lane]
        assert first < top
        assert top + high < first + whole


@pytest.mark.parametrize("name", MAPS)
def test_everything_that_a_process_has_is_drawn(name: str) -> None:
    for text in written(name).values():
        tree = ElementTree.fromstring(text)
        process = tree.find("bpmn:process", NAMESPACES)
        assert process is not None
        drawn = {str(e.get("bpmnElement")) for e in tree.iter() if e.get("bpmnElement")}
        there = {
            str(each.get("id"))
            for each in process.iter()
            if each.get("id") and not each.tag.endswith(("Definition", "step", "start"))
        }
        assert there == drawn


@pytest.mark.parametrize("name", MAPS)
def test_ids_are_ascii_and_unique(name: str) -> None:
    for text in written(name).values():
        tree = ElementTree.fromstring(text)
        own = [e.get("id", "") for e in tree.iter() if e.get("id") and "urn:journey" not in e.tag]
        assert len(own) == len(set(own))
        assert all(id.isascii() and (id[0].isalpha() or id[0] == "_") for id in own)


@pytest.mark.node
def test_bpmnlint_has_nothing_to_say_but_of_inclusive_gateways(
    node_modules: Path, tmp_path: Path
) -> None:
    rules = {"extends": "bpmnlint:recommended", "rules": {"no-inclusive-gateway": "off"}}
    (tmp_path / ".bpmnlintrc").write_text(json.dumps(rules), encoding="utf-8")
    files = [tmp_path / f"{number}.bpmn" for number, _ in enumerate(everything())]
    for file, text in zip(files, everything().values(), strict=True):
        file.write_text(text, encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(node_modules)
    command = ["node", "node_modules/bpmnlint/bin/bpmnlint.js", "--max-warnings=0"]
    ran = subprocess.run(
        [*command, *map(str, files)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout.strip()) == (0, "")


@pytest.mark.node
@pytest.mark.chromium
def test_bpmn_js_opens_every_sample_without_a_warning(node_modules: Path) -> None:
    files = everything()
    flags = " ".join(node.FLAGS)
    told = node.run(
        HERE / "bpmn_js.mjs", node_modules, node.browser(), flags, given=json.dumps(files)
    )
    found = json.loads(told)
    assert list(found) == list(files)
    assert {name: each for name, each in found.items() if each["count"] < 2} == {}
    complaints = {
        name: each
        for name, each in found.items()
        if each["warnings"] or each["missing"] or each["unseen"]
    }
    assert complaints == {}
