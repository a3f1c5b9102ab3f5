"""What holds where a user says nothing, and ready-made policies: files that ship with the tool."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from journeykit.journeys.place import Mapping, Tree, Word
from journeykit.journeys.text import read

NAMES = ("map", "retail")
PROFILES = ("braze-like", "hubspot-like", "iterable-like", "klaviyo-like")
"""The policies named after how well-known tools count; each file is a map of a policy alone."""


def preset_text(name: str) -> str:
    """Return the YAML of a preset: `map`, `retail`, or a policy profile."""
    folder = Path(__file__).parent / "presets" / ("policies" if name in PROFILES else "")
    return (folder / f"{name}.yaml").read_text(encoding="utf-8")


@cache
def preset(name: str) -> Mapping:
    """Return the document of a preset."""
    documents, _ = read(preset_text(name), f"default {name}")
    tree = documents[0]
    if not isinstance(tree, Mapping):
        raise TypeError(f"preset (={name}) must be a mapping")
    return tree


def joined(tree: Mapping, defaults: Mapping, sections: tuple[str, ...]) -> Mapping:
    """Add a document's entries to the defaults: an entry replaces the whole entry.

    Only `sections` are joined entry by entry; every other key is taken from `tree` alone.
    """
    both: dict[Word, Tree] = dict(tree)
    for section in map(Word, sections):
        given, default = tree.get(section), defaults.get(section)
        if default is not None and given is None:
            both[section] = default
        elif isinstance(given, Mapping) and isinstance(default, Mapping):
            both[section] = Mapping({**default, **given}, given.place)
    return Mapping(both, tree.place)
