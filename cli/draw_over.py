"""What `journey draw` draws over its pictures: findings, and figures of a forecast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from journeykit.cli.drawings import Drawing
from journeykit.cli.inputs import read_paths
from journeykit.cli.pictures import Scene
from journeykit.journeys.project import Project

if TYPE_CHECKING:
    from journeykit.cli.lint_run import Judged
    from journeykit.journeys.lint.run import Found


def read_and_judge(path: str, *, lint: bool) -> tuple[Sequence[Project], tuple[Judged, ...]]:
    """Return the maps that a path leads to, and with `lint` what is wrong with each.

    All findings of a map are there, not only those in files that were named: it is drawn whole.

    Raises:
        JourneyError: the path, or a file of settings, cannot be read.
    """
    files = read_paths([path])
    if not lint:
        return files.projects, ()
    from journeykit.cli.lint_run import Judged, Wish, configured
    from journeykit.journeys.lint.checked import checked
    from journeykit.journeys.lint.settings import Choice

    judged = []
    for project, config in zip(
        files.projects, configured(Wish((path,), Choice()), files), strict=True
    ):
        result = checked(project, config.settings)
        judged.append(Judged(project, config, result.found, result.ignored, whole=result.judged))
    return files.projects, tuple(judged)


def with_findings(
    drawings: Iterable[Drawing], judged: tuple[Judged, ...], *, listed: bool
) -> list[Drawing]:
    """Return drawings with what `journey lint` reports of their journeys on them.

    Under a picture stands the list of them if it is `listed` there.
    """
    # Imported where it is used: who asks for no findings does not wait for the rules.
    from journeykit.cli.baselines import compared

    found = compared(judged).found
    return [
        replace(
            each, scenes=tuple(_with_findings(scene, found, listed=listed) for scene in each.scenes)
        )
        for each in drawings
    ]


def _with_findings(scene: Scene, found: Iterable[Found], *, listed: bool) -> Scene:
    path = scene.journey.id.place.path
    from journeykit.render.findings import findings, numbered_findings

    own = [each for each in found if each.finding.place.path == path]
    numbered = numbered_findings(scene.journey, own)
    over = partial(findings, numbered, listed=listed)
    return replace(scene, over=(*scene.over, over), findings=numbered)


def with_forecast(drawings: Iterable[Drawing], path: Path) -> list[Drawing]:
    """Return drawings with the figures of a run on them.

    Raises:
        JourneyError: the file holds no run, or one of other journeys.
    """
    from journeykit.cli.forecast_run import read_run
    from journeykit.render.stream import stream

    run = read_run(path)
    return [
        replace(
            each,
            scenes=tuple(
                replace(scene, over=(*scene.over, partial(stream, run.of(scene.journey))))
                for scene in each.scenes
            ),
        )
        for each in drawings
    ]
