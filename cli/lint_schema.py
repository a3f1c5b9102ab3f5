"""The JSON Schema of `journey.toml`, made of the rules and their options."""

from __future__ import annotations

from journeykit.cli.lint_config import FORMATS, KEYS
from journeykit.journeys.finding import Severity
from journeykit.journeys.lint.rule import Option, Rule
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.select import ALL

Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_KINDS: dict[type, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: _TEXT,
    tuple: {"type": "array", "items": _TEXT},
}
_SELECTORS: Schema = {"type": "array", "items": {"$ref": "#/definitions/selector"}}
_SAID = {
    "select": "Only these rules; without it all but those that only inform.",
    "extend-select": "These rules too.",
    "ignore": "But not these.",
    "per-file-ignores": "Rules that are off in some files, by patterns from this folder on.",
    "severity": "How much the findings of rules matter.",
    "rules": "Options of rules, by name or code.",
    "output-format": "How to write the findings.",
    "baseline": "The file with the findings that are known.",
}


def settings_schema() -> Schema:
    """Return the schema, draft 7, of a `journey.toml` or `[tool.journey]`."""
    kinds: dict[str, Schema] = {
        "select": _SELECTORS,
        "extend-select": _SELECTORS,
        "ignore": _SELECTORS,
        "per-file-ignores": {"type": "object", "additionalProperties": _SELECTORS},
        "severity": {
            "type": "object",
            "propertyNames": {"$ref": "#/definitions/selector"},
            "additionalProperties": {"enum": [str(each) for each in Severity]},
        },
        "rules": _object({name: _options(rule) for rule in RULES for name in _names(rule)}),
        "output-format": {"enum": list(FORMATS)},
        "baseline": {"type": "string", "minLength": 1},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of journey lint",
        **_object({key: {"description": _SAID[key], **kinds[key]} for key in KEYS}),
        "definitions": {"selector": {"enum": _selectors()}},
    }


def _object(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _names(rule: Rule) -> tuple[str, ...]:
    """Return what a section may call a rule: only those with options have one."""
    return (rule.name, rule.code) if rule.options else ()


def _options(rule: Rule) -> Schema:
    """Return the schema of the options of a rule."""
    options = {each.name.replace("_", "-"): _option(each) for each in rule.options}
    return {"description": rule.summary, **_object(options)}


def _option(option: Option) -> Schema:
    value = option.default
    default = list(value) if isinstance(value, tuple) else value
    return {**_KINDS[type(option.default)], "default": default}


def _selectors() -> list[str]:
    """Return all that names a rule or several: `ALL`, beginnings of codes, codes, names."""
    codes = [rule.code for rule in RULES]
    beginnings = sorted({code[:length] for code in codes for length in range(1, len(code) + 1)})
    return [ALL, *beginnings, *sorted(rule.name for rule in RULES)]
