"""Documents with what they leave out: the default map's entries, the preset's responses."""

from __future__ import annotations

from journeykit.journeys.place import Mapping
from journeykit.journeys.preset import joined, preset

_SECTIONS = ("stages", "messages", "events", "channels", "policy", "attribution")


def whole_map(tree: Mapping | None) -> Mapping:
    """Return the document of a map, or the default one, with the entries that it leaves out."""
    return joined(tree or preset("map"), preset("map"), _SECTIONS)


def whole_population(tree: Mapping | None) -> Mapping:
    """Return the document of a population with the default responses, or the preset one."""
    return joined(tree or preset("retail"), preset("retail"), ("responses",))
