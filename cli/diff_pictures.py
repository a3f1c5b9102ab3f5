"""Both versions of each changed journey as one picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import typer

from journeykit.cli.diff_sides import Side
from journeykit.cli.diff_words import what
from journeykit.cli.look import Look
from journeykit.cli.pictures import INK_WRITERS
from journeykit.cli.targets import read_target, write
from journeykit.journeys.changes.change import Change, Changes, JourneyChanges, Sort
from journeykit.journeys.changes.journey import called_anew
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.model import Journey, Plan, Send
from journeykit.render.diagram import Diagram
from journeykit.render.difference import difference
from journeykit.render.difference_marks import marks
from journeykit.render.errors import DrawError
from journeykit.render.layout import layout
from journeykit.render.picture import Picture, picture
from journeykit.render.sketch import sketch


def write_pictures(sides: tuple[Side, Side], found: Changes, output: str, language: str) -> None:
    """Write a picture of each journey in which something changed.

    Raises:
        typer.BadParameter: several pictures do not fit into one file.
        JourneyError: one cannot be written.
    """
    target = read_target(output, None, allowed=tuple(INK_WRITERS))
    if len(found.journeys) > 1 and not target.is_folder:
        message = f"{len(found.journeys)} pictures do not fit into one file; name a folder: -o DIR/"
        raise typer.BadParameter(message, param_hint="--output")
    if not found.journeys:
        typer.echo("no picture: no journey changed", err=True)
        return
    look = Look("journey", target.format, language)
    try:
        drawn = [
            (
                target.place(Path(), each.id),
                INK_WRITERS[target.format]([_picture(sides, each, found, look)], look),
            )
            for each in found.journeys
        ]
    except DrawError as error:
        raise JourneyError(str(error)) from error
    write(drawn, target)


def _picture(
    sides: tuple[Side, Side], changed: JourneyChanges, found: Changes, look: Look
) -> Picture:
    """Return the union of both versions of a journey, its differences marked."""
    versions = _versions(sides, changed, look.lang)
    drawn = [each for each in versions if each is not None]
    one, other = (each or replace(drawn[0], shapes=(), arrows=()) for each in versions)
    if not other.shapes:
        other = replace(one, shapes=(), arrows=())
    union = difference(one, other, dict(_told(sides[1].plan, changed, found)))
    geometry = layout(union.diagram)
    return picture(geometry, over=[marks(union, geometry)])


def _versions(
    sides: tuple[Side, Side], changed: JourneyChanges, language: str
) -> tuple[Diagram | None, Diagram | None]:
    """Return the old diagram of a journey, its steps called as in the new one, and the new one."""
    old, new = (side.plan for side in sides)
    one = other = None
    if changed.sort != Sort.ADDED:
        was = called_anew(old.journeys[changed.was], changed.names)
        one = sketch(was, old, language=language)
    if changed.sort != Sort.REMOVED:
        other = sketch(new.journeys[changed.id], new, language=language)
    return one, other


def _told(plan: Plan, changed: JourneyChanges, found: Changes) -> Iterator[tuple[str, str]]:
    """Yield the starts and steps in which something changed, with what it is.

    Where a flow leads is seen at the flow.
    """
    journey = plan.journeys.get(changed.id)
    if journey is None:
        return
    told: dict[str, list[str]] = {}
    shared = [each for each in found.map if each.part == "message"]
    for each in (*changed.changes, *shared):
        line = f"{what(each)}: {each.old or '-'} → {each.new or '-'}"
        for shape in _shapes(journey, each):
            told.setdefault(shape, []).append(line)
    for shape, lines in told.items():
        yield shape, "\n".join(lines)


def _shapes(journey: Journey, change: Change) -> Iterator[str]:
    """Yield the ids of the shapes that a change is about."""
    if change.part == "message":
        for step in journey.steps.values():
            if isinstance(step, Send) and step.message_id == change.name:
                yield str(step.id)
    elif not change.key.startswith(("next", "flow.", "order")):
        if change.part == "start":
            yield f"start.{change.name}"
        elif change.part == "step":
            yield change.name
