"""The JSON Schema of the language, made from the model."""

from __future__ import annotations

from typing import Literal, TypeAlias, cast

from pydantic import TypeAdapter

from journeykit.journeys.read import PARTS

Schema: TypeAlias = dict[str, object]

DRAFT = "http://json-schema.org/draft-07/schema#"


def schema() -> Schema:
    """Return the schema of one document: a journey, a map or a population.

    Draft 7, the newest that all editors read. Keys that begin with `x-` are allowed everywhere.
    """
    mode: Literal["validation"] = "validation"
    inputs = [(kind, mode, TypeAdapter(part)) for kind, part in PARTS.items()]
    by_kind, whole = TypeAdapter.json_schemas(inputs, ref_template="#/definitions/{model}")
    definitions = cast("dict[str, Schema]", whole["$defs"])
    roots = {kind: by_kind[kind, mode] for kind in PARTS}
    tidy = {name: _tidy(part) for name, part in sorted(definitions.items())}
    return {
        "$schema": DRAFT,
        "title": "Journey, map or population",
        "description": "A document of the journey language; the first key says which.",
        "type": "object",
        **_by_first_key(roots),
        "definitions": tidy,
    }


def _by_first_key(roots: dict[str, Schema]) -> Schema:
    """Choose the schema by the key that is there, so that an editor shows its errors alone."""
    choice: Schema = {"required": [next(iter(roots))]}
    for kind, root in reversed(roots.items()):
        choice = {"if": {"required": [kind]}, "then": _tidy(root), "else": choice}
    return choice


def _tidy(part: object) -> object:
    """Leave out what pydantic adds: titles made of names, and `oneOf` where forms overlap.

    Unknown keys are refused, but for those that begin with `x-`.
    """
    if isinstance(part, list):
        return [_tidy(each) for each in part]
    if not isinstance(part, dict):
        return part
    tidy = {
        "anyOf" if key == "oneOf" else key: _tidy(value)
        for key, value in part.items()
        if not key.startswith(" ") and (key != "title" or not isinstance(value, str))
    }
    if required := [key for key in part.get("required", ()) if not key.startswith(" ")]:
        tidy["required"] = required
    else:
        tidy.pop("required", None)
    if isinstance(part.get("properties"), dict) and part.get("type") == "object":
        tidy |= {"additionalProperties": False, "patternProperties": {"^x-": {}}}
    elif isinstance(part.get("patternProperties"), dict):
        tidy["additionalProperties"] = False
    return tidy
