"""From the tree of one document to its part of the model, with a finding for each mistake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Generic, TypeVar, cast

from pydantic_core import ErrorDetails, SchemaValidator, ValidationError

from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.model import Journey, Map, Population
from journeykit.journeys.model.element import place_of
from journeykit.journeys.model.journey import name_inline
from journeykit.journeys.model.validator import validator
from journeykit.journeys.place import Mapping, Place, Sequence, Tree, Word
from journeykit.journeys.where import step_finder

Part = TypeVar("Part", Journey, Map, Population)

_EXPECTED = {
    "dict_type": "expected a mapping from names to entries",
    "tuple_type": "expected a list",
    "list_type": "expected a list",
}


@dataclass(slots=True)
class _Report:
    """Collects the findings that do not stop the reading."""

    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class Reading(Generic[Part]):
    """One document read: its part of the model, or None where it is broken, and findings."""

    tree: Mapping
    part: Part | None
    findings: tuple[Finding, ...]


PARTS: dict[str, type[Journey] | type[Map] | type[Population]] = {
    "journey": Journey,
    "map": Map,
    "population": Population,
}


@cache
def _validator(kind: str) -> SchemaValidator:
    """Return what validates documents of a kind, built once."""
    return validator(PARTS[kind])


def read(tree: Mapping, part: type[Part]) -> Reading[Part]:
    """Read the tree of one document; several mistakes are several findings."""
    report = _Report([])
    whole = name_inline(tree) if part is Journey else tree
    try:
        validated = _validator(part.__name__.lower()).validate_python(whole, context=report)
    except ValidationError as error:
        validated = None
        report.findings += [_finding(each, tree) for each in error.errors(include_url=False)]
    return Reading(tree, cast("Part | None", validated), tuple(_owned(report.findings, tree)))


def _finding(error: ErrorDetails, tree: Mapping) -> Finding:
    """Return the finding of one of pydantic's errors; most carry ours."""
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, Mistake):
        return cause.finding
    if error["type"] == "missing":
        key = str(error["loc"][-1])
        place, name = _owner(error["loc"], tree)
        about = f" in `{name}`" if name else ""
        return Finding(place, f"`{key}` is missing{about}", f"add `{key}: ...`", code="J004")
    message = _EXPECTED.get(error["type"], error["msg"].lower())
    return Finding(_place(error["loc"], tree), message, code="J003")


def _steps_into(loc: tuple[int | str, ...], tree: Tree) -> list[tuple[Word | None, Tree]]:
    """Return the keys and trees that an error's location leads through, from the outside in."""
    way: list[tuple[Word | None, Tree]] = []
    for part in loc:
        if isinstance(tree, Mapping):
            key = next((key for key in tree if key == part), None)
            if key is not None:
                tree = tree[key]
                way.append((key, tree))
        elif isinstance(tree, Sequence) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
            way.append((None, tree))
    return way


def _place(loc: tuple[int | str, ...], tree: Mapping) -> Place:
    """Return the place of the value that an error speaks of."""
    way = _steps_into(loc, tree)
    return place_of(way[-1][1]) if way else tree.place


def _owner(loc: tuple[int | str, ...], tree: Mapping) -> tuple[Place, str]:
    """Return where a missing key is missed: at the name above it, else at the document's key."""
    way = _steps_into(loc, tree)
    if not way:
        return next(iter(tree)).place, ""
    key, value = way[-1]
    return (key.place, key) if key is not None else (_start_of(value), "")


def _start_of(tree: Tree) -> Place:
    """Return the place of a tree's first key, or its own."""
    first = next(iter(tree), None) if isinstance(tree, Mapping) else None
    return place_of(first) if first is not None else place_of(tree)


def _owned(findings: list[Finding], tree: Mapping) -> Iterator[Finding]:
    """Name the journey and the step that findings stand in."""
    if not findings:
        return
    journey, steps = tree.get(Word("journey")), tree.get(Word("steps"))
    step_at = step_finder(steps if isinstance(steps, Mapping) else {})
    for finding in findings:
        if isinstance(journey, Word):
            yield replace(finding, journey=str(journey), step=step_at(finding.place))
        else:
            yield finding
