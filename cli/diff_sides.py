"""What `journey diff` compares: two plans, and which of their journeys."""

from __future__ import annotations

import os
from dataclasses import dataclass

from journeykit.cli.inputs import STANDARD, read_paths
from journeykit.cli.refusal import mistakes, refusal
from journeykit.journeys.changes.change import Changes
from journeykit.journeys.changes.plan import changes
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.load import load
from journeykit.journeys.model import Plan
from journeykit.journeys.project import Project

_UNKNOWN = "J006"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the plans: the journeys that were asked for, and whether the whole of it was."""

    plan: Plan
    journeys: tuple[str, ...]
    is_map: bool
    is_whole: bool


def read_sides(first: str, second: str) -> tuple[Side, Side]:
    """Return what two paths lead to; the null device is a file that is not there yet.

    Raises:
        JourneyError: a path leads to nothing, or to several maps.
        typer.Exit: a file has mistakes, which are told.
    """
    if first == second == STANDARD:
        raise JourneyError("-: only one of the two can be standard input")
    one = None if first == os.devnull else _side(first)
    other = None if second == os.devnull else _side(second)
    if one is None and other is None:
        raise JourneyError(f"{first}: nothing to compare")
    return one or _empty(other), other or _empty(one)


def compared(one: Side, other: Side) -> Changes:
    """Return what changed from one side to the other."""
    whole = one.is_whole and other.is_whole and (one.is_map or other.is_map)
    return changes(one.plan, other.plan, before=one.journeys, after=other.journeys, shared=whole)


def _empty(side: Side | None) -> Side:
    """Return the same plan without a journey to compare."""
    assert side is not None
    return Side(side.plan, (), side.is_map, is_whole=False)


def _side(path: str) -> Side:
    projects = read_paths([path]).projects
    if len(projects) > 1:
        names = ", ".join(each.path for each in projects)
        raise JourneyError(f"{path}: several maps: name one of {names}")
    project = projects[0]
    plan = _plan(project)
    whole = project.map_file is None or project.map_file.path in project.asked
    asked = tuple(
        str(journey.id)
        for journey in plan.journeys.values()
        if whole or journey.id.place.path in project.asked
    )
    return Side(plan, asked, project.map_file is not None, whole)


def _plan(project: Project) -> Plan:
    """Return the plan of a project whose files can be read.

    What a lone file calls by name may be in its map, which is not here; so nobody is stopped by
    names that are not known.
    """
    loaded = load(project.documents, project.path)
    wrong = mistakes([*project.findings, *loaded.findings])
    serious = [each for each in wrong if each.code != _UNKNOWN or loaded.plan is None]
    if serious or loaded.plan is None:
        raise refusal(serious, "compare")
    return loaded.plan
