"""A run that `journey simulate --format json` wrote, read for its figures of each journey."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.graph import start_node
from journeykit.journeys.model import END, Journey
from journeykit.render.traffic import Stay, Traffic

_ENTERED = "(entered)"


@dataclass(frozen=True, slots=True)
class ForecastRun:
    """The file of a run, and its figures by journey."""

    path: Path
    journeys: Mapping[str, Traffic]

    def of(self, journey: Journey) -> Traffic:
        """Return what the run says of a journey.

        Raises:
            JourneyError: it is not about this journey, or about one with other steps.
        """
        traffic = self.journeys.get(str(journey.id))
        if traffic is None:
            raise JourneyError(f"{self.path}: the run has no journey `{journey.id}`")
        known = [*map(start_node, journey.start.values()), *map(str, journey.steps), END]
        for name in _places(traffic):
            if name not in known and name.rpartition(".")[0] not in known:
                raise JourneyError(
                    f"{self.path}: the run's `{journey.id}` has a step `{name}`, which is not in "
                    f"{journey.id.place.path}: simulate again"
                )
        missing = [step for step in journey.steps if step not in traffic.steps]
        if traffic.entered and missing:
            raise JourneyError(
                f"{self.path}: the run's `{journey.id}` has no step `{missing[0]}`, which is in "
                f"{journey.id.place.path}: simulate again"
            )
        return traffic


def read_run(path: Path) -> ForecastRun:
    """Return the run in a file.

    Raises:
        JourneyError: it cannot be read, or holds something else.
    """
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise JourneyError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise _no_run(path) from error
    try:
        tables = {table["name"]: table["lines"] for table in content["tables"]}
        if "flows" not in tables:
            message = f"{path}: a run of an older version, without the table `flows`"
            raise JourneyError(f"{message}: simulate again")
        return ForecastRun(path, dict(_journeys(content, tables)))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _no_run(path) from error


def _no_run(path: Path) -> JourneyError:
    return JourneyError(f"{path}: no run: write one with `journey simulate MAP --format json`")


def _places(traffic: Traffic) -> Iterator[str]:
    """Yield the names of all that flows lead from and to, and of the steps."""
    for flow in traffic.flows:
        yield from flow
    yield from traffic.steps


def _journeys(
    content: Mapping[str, Any], tables: Mapping[str, Any]
) -> Iterator[tuple[str, Traffic]]:
    """Yield the figures of each journey."""
    setting = content["setting"]
    for told in content["journeys"]:
        name, has_goal = str(told["journey"]), bool(told["goal"])
        yield (
            name,
            Traffic(
                _whole(told["entered"]),
                dict(_flows(name, tables["flows"])),
                dict(_steps(name, tables["funnel"], has_goal=has_goal)),
                _whole(setting["population"]),
                _whole(setting["days"]),
                _share(told["conversion"]) if has_goal else None,
            ),
        )


def _flows(journey: str, lines: list[Any]) -> Iterator[tuple[tuple[str, str], int]]:
    for line in lines:
        of, source, target = line["labels"]
        if of == journey:
            yield (str(source), str(target)), _whole(line["cells"][0])


def _steps(journey: str, lines: list[Any], *, has_goal: bool) -> Iterator[tuple[str, Stay]]:
    """Yield the steps of a journey; where nobody came, nobody left and nobody converted."""
    for line in lines:
        (of, step), (number, _, left, converted) = line["labels"], line["cells"]
        if of == journey and step != _ENTERED:
            reached = _whole(number)
            gone = round(_share(left) * reached) if left else 0
            yield str(step), Stay(reached, gone, _share(converted) if has_goal and left else None)


def _whole(value: object) -> int:
    """Return a number of customers or entries. Raises: ValueError."""
    if type(value) is not int or value < 0:
        raise ValueError(f"value (={value!r}) must be a whole number")
    return value


def _share(estimate: Any) -> float:  # noqa: ANN401  # whatever a file holds
    """Return the value of a share. Raises: ValueError, TypeError, KeyError."""
    value = estimate["value"]
    if type(value) not in (int, float) or not 0 <= value <= 1:
        raise ValueError(f"value (={value!r}) must be a share")
    return float(value)
