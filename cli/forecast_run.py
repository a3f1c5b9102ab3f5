"""A run that `journey simulate --format json` wrote, read for its figures of a journey."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.model import Journey
from journeykit.render.traffic import Stay, Traffic

Lines = dict[tuple[str, ...], list[Any]]


class ForecastRun:
    """The figures of a run by journey.

    They are read where they are asked for, and refused if they are not what they should be.
    """

    def __init__(self, path: Path, content: Mapping[str, Any]) -> None:
        """Keep what is in the file, and look up the tables that pictures show."""
        self.path = path
        self.setting = content["setting"]
        self.journeys = {each["journey"]: each for each in content["journeys"]}
        tables = {table["name"]: table["lines"] for table in content["tables"]}
        if "flows" not in tables:
            raise JourneyError(
                f"{path}: a run of an older version, without a table `flows`: simulate again"
            )
        self.funnel, self.flows = _lines(tables["funnel"]), _lines(tables["flows"])

    def of(self, journey: Journey) -> Traffic:
        """Return what the run says of a journey.

        Raises:
            JourneyError: it is not about this journey, or about one with other steps.
        """
        name = str(journey.id)
        figures = self.journeys.get(name)
        if figures is None:
            raise JourneyError(f"{self.path}: the run has no journey `{name}`")
        self._check(journey)
        goal = figures["conversion"]["value"] if figures["goal"] else None
        steps = {str(step): Stay(0) for step in journey.steps}
        return Traffic(
            figures["entered"],
            dict(self._flows_of(name)),
            {**steps, **dict(self._steps_of(name, converts=goal is not None))},
            self.setting["population"],
            self.setting["days"],
            goal,
        )

    def _check(self, journey: Journey) -> None:
        """Refuse a run of a journey that has other steps by now."""
        known = [f"start.{start}" for start in journey.start]
        known += [str(step) for step in journey.steps]
        ends = [*known, "end"]
        for of, source, target in self.flows:
            if of == journey.id:
                for name in (source, target):
                    plain = name if name in ends else name.rpartition(".")[0]
                    if plain not in ends:
                        raise JourneyError(
                            f"{self.path}: the run's `{of}` has a step `{name}`, which is not in "
                            f"{journey.id.place.path}: simulate again"
                        )
        for of, step in self.funnel:
            if of == journey.id and step not in (*known, "(entered)"):
                raise JourneyError(
                    f"{self.path}: the run's `{of}` has a step `{step}`, which is not in "
                    f"{journey.id.place.path}: simulate again"
                )

    def _flows_of(self, journey: str) -> Iterator[tuple[tuple[str, str], int]]:
        for (of, source, target), (entries,) in self.flows.items():
            if of == journey:
                yield (source, target), entries

    def _steps_of(self, journey: str, *, converts: bool) -> Iterator[tuple[str, Stay]]:
        for (of, step), (reached, _, left, converted) in self.funnel.items():
            if of == journey and left is not None:
                share = converted["value"] if converts and converted else None
                yield step, Stay(reached, round(left["value"] * reached), share)


def read_run(path: Path) -> ForecastRun:
    """Return the run in a file.

    Raises:
        JourneyError: it cannot be read, or holds something else.
    """
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise JourneyError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise _no_run(path) from error
    try:
        return ForecastRun(path, content)
    except (KeyError, TypeError, ValueError) as error:
        raise _no_run(path) from error


def _no_run(path: Path) -> JourneyError:
    return JourneyError(f"{path}: no run: write one with `journey simulate MAP --format json`")


def _lines(lines: list[Any]) -> Lines:
    return {tuple(line["labels"]): line["cells"] for line in lines}
