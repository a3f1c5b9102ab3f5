"""The maps that ship, and their journeys, as tables for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from journeykit.cli.cells import cells
from journeykit.cli.shipped import Sample
from journeykit.journeys.model import Journey
from journeykit.render.captions import titles
from journeykit.render.phrases import start_words


@dataclass(frozen=True, slots=True)
class MapLine:
    """A map in the list of all."""

    map: str
    title: str
    journeys: int


@dataclass(frozen=True, slots=True)
class JourneyLine:
    """A journey in the list of a map's."""

    map: str
    journey: str
    title: str
    source: tuple[str, ...]
    start: tuple[str, ...]


def map_lines(samples: Iterable[Sample], language: str) -> list[MapLine]:
    """Return a line for each map."""
    return [
        MapLine(each.name, each.plan.map.name.in_language(language), len(each.plan.journeys))
        for each in samples
    ]


def journey_lines(sample: Sample, language: str) -> list[JourneyLine]:
    """Return a line for each journey of a map."""
    return [
        JourneyLine(
            sample.name,
            str(journey.id),
            journey.title.in_language(language) or str(journey.id),
            tuple(map(str, journey.source)),
            tuple(starts(sample, journey, language)),
        )
        for journey in sample.plan.journeys.values()
    ]


def starts(sample: Sample, journey: Journey, language: str) -> Iterable[str]:
    """Yield what starts a journey, in the words of its picture."""
    names = titles(journey, sample.plan)
    for start in journey.start.values():
        words = start.title.in_language(language)
        yield words or start_words(start, journey.params, names, language)


def maps_table(lines: Sequence[MapLine]) -> str:
    """Return the maps as a table."""
    return _table(("map", "journeys", "title"), [(x.map, str(x.journeys), x.title) for x in lines])


def journeys_table(lines: Sequence[JourneyLine]) -> str:
    """Return the journeys as a table."""
    rows = [(x.journey, x.title, ", ".join(x.source), "; ".join(x.start)) for x in lines]
    return _table(("journey", "title", "source", "starts with"), rows)


def as_json(lines: Sequence[MapLine | JourneyLine]) -> str:
    """Return the lines as a JSON list."""
    return json.dumps([asdict(line) for line in lines], indent=2, ensure_ascii=False) + "\n"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows below their heads, the columns as wide as need be."""
    widths = [max(map(cells, column)) for column in zip(head, *rows, strict=True)]
    return "".join(
        "  ".join(
            text + " " * (wide - cells(text)) for text, wide in zip(row, widths, strict=True)
        ).rstrip()
        + "\n"
        for row in (head, *rows)
    )
