"""Documents with what they leave out: the default map's entries, the preset's responses."""

from __future__ import annotations

from journeykit.journeys.place import Mapping
from journeykit.journeys.preset import joined, preset
from journeykit.journeys.profile import defaults_of

_SECTIONS = ("stages", "messages", "events", "channels", "policy", "attribution")


def whole_map(tree: Mapping | None) -> Mapping:
    """Return the document of a map, or the default one, with the entries that it leaves out."""
    given = tree or preset("map")
    return joined(given, defaults_of(given), _SECTIONS)


def whole_population(tree: Mapping | None) -> Mapping:
    """Return the document of a population with the default responses, or the preset one."""
    return joined(tree or preset("retail"), preset("retail"), ("responses",))
