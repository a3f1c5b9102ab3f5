"""What `journey draw` is asked to draw: the journeys of some maps, or the maps themselves."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from journeykit.cli.look import Look, Subject
from journeykit.cli.pictures import HOLD_SEVERAL, JOURNEY_WRITERS, MAP_WRITERS, Scene
from journeykit.cli.refusal import mistakes, refusal
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.load import load
from journeykit.journeys.model import Journey, Plan, Text
from journeykit.journeys.parts import parts
from journeykit.journeys.place import Mapping, Word
from journeykit.journeys.project import Project
from journeykit.journeys.spelling import suggestion
from journeykit.render.errors import DrawError
from journeykit.render.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Drawing:
    """A file to be drawn, and where it goes in a folder: of one journey or more, or of a map.

    `name` is the file's without an ending; a whole map has no scenes.
    """

    folder: Path
    name: str
    plan: Plan
    scenes: tuple[Scene, ...] = ()

    @property
    def drawn(self) -> tuple[Journey, ...] | Plan:
        """The journeys, or the plan of the whole map."""
        return tuple(scene.journey for scene in self.scenes) or self.plan

    def draw(self, look: Look) -> bytes:
        """Return the picture as the content of its file.

        Raises:
            JourneyError: it cannot be drawn in this format.
        """
        try:
            if look.subject == "journey":
                return JOURNEY_WRITERS[look.format](self.scenes, look)
            return MAP_WRITERS[look.subject][look.format](self.plan, look)
        except DrawError as error:
            raise JourneyError(str(error)) from error


def drawings(projects: Iterable[Project], *, subject: Subject, only: str) -> list[Drawing]:
    """Return what to draw of each project: its asked journeys, `only` one, or the whole map.

    Raises:
        JourneyError: there is nothing to draw.
        typer.BadParameter: no journey is called `only`, or a whole map is asked for.
        typer.Exit: a file that was asked for has mistakes, which are told.
    """
    if only and subject != "journey":
        raise typer.BadParameter(f"does not go with --{subject}", param_hint="--journey")
    plans = [(project, _plan(project)) for project in projects]
    folders = _folders([project for project, _ in plans])
    if subject != "journey":
        return [Drawing(at, subject, plan) for at, (_, plan) in zip(folders, plans, strict=True)]
    found = [
        Drawing(at, str(scene.journey.id), plan, (scene,))
        for at, (project, plan) in zip(folders, plans, strict=True)
        for scene in _scenes(project, plan)
    ]
    if not found:
        raise JourneyError(f"{plans[0][0].path}: no journey to draw")
    return _chosen(found, only) if only else found


def into_one_file(found: Sequence[Drawing], look: Look) -> Drawing:
    """Return what goes into the only file: one drawing, or all journeys if the format holds them.

    Raises:
        typer.BadParameter: there are several, and they do not fit.
    """
    if len(found) == 1:
        return found[0]
    if look.subject != "journey" or look.format not in HOLD_SEVERAL:
        message = f"{len(found)} pictures do not fit into one file; name a folder: -o DIR/"
        raise typer.BadParameter(message, param_hint="--output")
    scenes = tuple(scene for each in found for scene in each.scenes)
    return replace(found[0], scenes=scenes)


def into_folder(found: Sequence[Drawing], look: Look) -> list[Drawing]:
    """Return the files of a folder: a page for all journeys of a map, else one for each."""
    if look.format != "html" or len(found) == 1:
        return list(found)
    by_folder: dict[Path, list[Drawing]] = {}
    for each in found:
        by_folder.setdefault(each.folder, []).append(each)
    return [replace(into_one_file(some, look), name="index") for some in by_folder.values()]


def check_language(found: Iterable[Drawing], language: str) -> None:
    """Refuse a language that neither the texts nor the words of the picture itself are in.

    Raises:
        typer.BadParameter: with the languages that there are.
    """
    texts = [text for each in found for text in parts(each.drawn, Text)]
    known = dict.fromkeys([*(name for text in texts for name in text.languages), *LANGUAGES])
    if language and language not in known:
        cure = suggestion(language, known)
        raise typer.BadParameter(f"no text is in `{language}`; {cure}", param_hint="--lang")


def _chosen(found: list[Drawing], only: str) -> list[Drawing]:
    chosen = [drawing for drawing in found if drawing.name == only]
    if not chosen:
        cure = suggestion(only, dict.fromkeys(drawing.name for drawing in found))
        message = f"no journey `{only}`" + (f"; {cure}" if cure else "")
        raise typer.BadParameter(message, param_hint="--journey")
    return chosen


def _scenes(project: Project, plan: Plan) -> list[Scene]:
    lines = {file.path: file.lines for file in project.files}
    return [
        Scene(plan, journey, _tree(project, journey), lines)
        for journey in plan.journeys.values()
        if _is_asked(project, journey)
    ]


def _tree(project: Project, journey: Journey) -> Mapping:
    """Return the journey as it is written."""
    return next(
        tree
        for tree in project.documents
        if isinstance(tree, Mapping) and tree.get(Word("journey")) == journey.id
    )


def _is_asked(project: Project, journey: Journey) -> bool:
    """Tell whether the journey's file was named, or the map that it belongs to."""
    map_file = project.map_file
    return journey.id.place.path in project.asked or (
        map_file is not None and map_file.path in project.asked
    )


def _plan(project: Project) -> Plan:
    """Return the plan of a project whose asked files can be read."""
    loaded = load(project.documents, project.path)
    wrong = mistakes([*project.findings, *loaded.findings])
    asked = [each for each in wrong if loaded.plan is None or each.place.path in project.asked]
    if asked or loaded.plan is None:
        raise refusal(asked, "draw")
    return loaded.plan


def _folders(projects: list[Project]) -> list[Path]:
    """Return a folder for each project: none for one, for several as their maps are placed."""
    if len(projects) == 1:
        return [Path()]
    homes = [_home(project) for project in projects]
    common = os.path.commonpath([Path(home).parent for home in homes])
    return [Path(os.path.relpath(home, common)) for home in homes]


def _home(project: Project) -> str:
    """Return the folder of a project's map, or its file without the ending."""
    path = Path(project.path)
    return str(path.parent if project.map_file else path.with_suffix(""))
