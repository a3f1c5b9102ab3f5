"""The JSON Schema that editors get."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

from journeykit.journeys.place import Mapping, Sequence, Tree, Word
from journeykit.journeys.preset import NAMES, PROFILES, preset
from journeykit.journeys.schema import schema
from journeykit.journeys.text import read

SAMPLES = Path(__file__).parents[2] / "samples"
VALIDATOR = jsonschema.Draft7Validator(schema())

JOURNEY = """
journey: a
start: {s: {event: order.placed, next: mail}}
steps:
  mail: {send: {channel: email, class: service}, next: end}
"""


def plain(tree: Tree) -> object:
    """Return a tree as an editor sees it: the scalars of YAML 1.2's core schema."""
    if isinstance(tree, Mapping):
        return {str(key): plain(value) for key, value in tree.items()}
    if isinstance(tree, Sequence):
        return [plain(item) for item in tree]
    if not isinstance(tree, Word) or not tree.plain:
        return str(tree)
    if tree in ("", "~", "null"):
        return None
    if tree in ("true", "false"):
        return tree == "true"
    if re.fullmatch(r"[-+]?\d+", tree):
        return int(tree)
    return float(tree) if re.fullmatch(r"[-+]?\d+\.\d+", tree) else str(tree)


def problems(text: str) -> list[str]:
    """Return what the schema finds wrong."""
    documents, _ = read(text, "x.yaml")
    return [error.message for each in documents for error in VALIDATOR.iter_errors(plain(each))]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.yaml")), ids=lambda path: path.name)
def test_every_sample_follows_the_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name == "findings.yaml":
        pytest.skip("lists findings, holds no document of the language")
    assert problems(text) == []


@pytest.mark.parametrize("name", [*NAMES, *PROFILES])
def test_the_presets_follow_the_schema(name: str) -> None:
    assert [each.message for each in VALIDATOR.iter_errors(plain(preset(name)))] == []


def test_a_sound_journey_has_no_problem() -> None:
    assert problems(JOURNEY) == []


def test_keys_of_ones_own_are_allowed() -> None:
    assert problems(JOURNEY + "x-owner: crm\n") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("class: service", "class: servis"),
        ("event: order.placed", "evnt: order.placed"),
        ("start:", "strat:"),
        ("channel: email, ", ""),
        ("mail: {send", "Mail Step: {send"),
        ("journey: a", "journey: a\npriority: 101"),
    ],
)
def test_a_mistake_is_a_problem(old: str, new: str) -> None:
    assert problems(JOURNEY.replace(old, new)) != []
