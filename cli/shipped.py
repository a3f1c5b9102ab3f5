"""The maps that ship with the tool, and what a user means by a name of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import journeykit.samples
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.load import load
from journeykit.journeys.model import Journey, Plan
from journeykit.journeys.project import Project, find
from journeykit.journeys.shelf import MAP
from journeykit.journeys.spelling import nearest, suggestion

FOLDER = Path(journeykit.samples.__file__).parent


@dataclass(frozen=True, slots=True)
class Sample:
    """One map that ships; the paths of its project begin with its name."""

    name: str
    project: Project
    plan: Plan


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a name means: a map, or one journey of it."""

    sample: Sample
    journey: Journey | None = None


def names() -> list[str]:
    """Return the names of the maps, in order."""
    return sorted(file.parent.name for file in FOLDER.glob(f"*/{MAP}"))


def sample(name: str) -> Sample:
    """Read a map that ships.

    Raises:
        JourneyError: it cannot be read.
    """
    (project,) = find([name], cwd=FOLDER).projects
    plan = load(project.documents, project.path).plan
    if plan is None:
        raise JourneyError(f"the sample map `{name}` cannot be read: install the tool again")
    return Sample(name, project, plan)


def map_called(name: str) -> Sample:
    """Return the map with a name.

    Raises:
        JourneyError: there is none; with the nearest name.
    """
    maps = names()
    if name not in maps:
        raise JourneyError(f"no sample map is called `{name}`; {suggestion(name, maps)}")
    return sample(name)


def choose(name: str) -> Chosen:
    """Return the map called `name`, or the journey: `JOURNEY`, or `MAP/JOURNEY` where several are.

    Raises:
        JourneyError: nothing is called so, or several are; with the names that are meant.
    """
    maps = names()
    if name in maps:
        return Chosen(sample(name))
    known = [
        Chosen(each, journey)
        for each in map(sample, maps)
        for journey in each.plan.journeys.values()
    ]
    found = [each for each in known if name in (_whole(each), _short(each))]
    if len(found) > 1:
        raise JourneyError(f"several samples are called `{name}`: {_listed(found)}")
    if not found:
        near = nearest(name, [*maps, *map(_whole, known), *map(_short, known)])
        cure = f"did you mean `{near}`?" if near else "`journey samples` lists them"
        raise JourneyError(f"no sample is called `{name}`; {cure}")
    return found[0]


def _whole(chosen: Chosen) -> str:
    return f"{chosen.sample.name}/{_short(chosen)}"


def _short(chosen: Chosen) -> str:
    return str(chosen.journey.id) if chosen.journey else chosen.sample.name


def _listed(found: list[Chosen]) -> str:
    *rest, last = (f"`{_whole(each)}`" for each in found)
    return f"write {', '.join(rest)} or {last}"
