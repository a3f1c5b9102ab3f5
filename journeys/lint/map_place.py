"""Where a map is written, to point at it as a whole."""

from __future__ import annotations

from journeykit.journeys.model.plan import Plan
from journeykit.journeys.place import NOWHERE, Place
from journeykit.journeys.preset import NAMES


def is_written(place: Place) -> bool:
    """Tell whether somebody has written it: it is in no default, and not made up."""
    return place != NOWHERE and place.path not in {f"default {name}" for name in NAMES}


def map_place(plan: Plan) -> Place | None:
    """Return where the map is named, None where the default map alone holds."""
    words = [word for _, word in plan.map.name.by_language]
    place = words[0].place if words else plan.map.place
    return place if is_written(place) else None
