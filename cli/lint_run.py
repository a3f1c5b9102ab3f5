"""One run of `journey lint`: the maps that paths lead to, each judged by its settings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from journeykit.cli.config_file import config_file, nearest
from journeykit.cli.forks import spread
from journeykit.cli.inputs import read_paths
from journeykit.cli.lint_config import LintConfig, lint_config
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.lint.checked import READING, checked
from journeykit.journeys.lint.run import Found
from journeykit.journeys.lint.settings import Choice
from journeykit.journeys.project import Found as Files
from journeykit.journeys.project import Project
from journeykit.journeys.shelf import Shelf, Texts


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for; it wins over what files of settings say.

    `texts` stand for what is on disk. With `config` no other file of settings is looked for, and
    with `isolated` none. Unless `heed`, comments, `per-file-ignores` and baselines silence nothing.
    """

    paths: tuple[str, ...]
    choice: Choice
    config: Path | None = None
    isolated: bool = False
    heed: bool = True
    baseline: Path | None = None
    texts: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A map with its settings, and the findings in those of its files that were asked for.

    Unless `whole`, mistakes of reading kept rules from looking at all of it.
    """

    project: Project
    config: LintConfig
    found: tuple[Found, ...]
    ignored: tuple[Found, ...]
    whole: bool


def configured(wish: Wish, files: Files) -> tuple[LintConfig, ...]:
    """Return the settings of each project: the nearest file of them, seen from its map.

    Raises:
        JourneyError: a file of settings cannot be read, or holds what means nothing.
    """
    cwd = Path.cwd()
    shelf = Shelf(cwd, relative=True)
    known: dict[Path, LintConfig] = {}
    if wish.config is not None:
        path = shelf.locate(str(wish.config))
        found = config_file(path, shelf)
        if found is None:
            raise JourneyError(f"{shelf.shown(path)}: there is no `[tool.journey]`")
        given = _with(lint_config(found, cwd), wish)
        return (given,) * len(files.projects)
    folders = [shelf.locate(project.path).parent for project in files.projects]
    for folder in dict.fromkeys(folders):
        file = None if wish.isolated else nearest(folder, shelf)
        known[folder] = _with(lint_config(file, cwd) if file else LintConfig(), wish)
    return tuple(known[folder] for folder in folders)


def judge(wish: Wish) -> tuple[Files, tuple[Judged, ...]]:
    """Return the files that a wish is about, and what is wrong with each map.

    Raises:
        JourneyError: a path, a file of settings or a selector is wrong.
    """
    files = read_paths(wish.paths, wish.texts)
    configs = configured(wish, files)
    return files, tuple(
        _judged(project, config, heed=wish.heed)
        for project, config in zip(files.projects, configs, strict=True)
    )


def _judged(project: Project, config: LintConfig, *, heed: bool) -> Judged:
    """Judge a map; while its files cannot be read, what is wrong with any of them is told."""
    result = checked(project, config.settings, heed=heed, spread=spread)
    if project.is_broken or not result.judged:
        return Judged(project, config, result.found, result.ignored, whole=False)
    asked = set(project.asked)
    found, ignored = (
        tuple(each for each in group if each.finding.place.path in asked)
        for group in (result.found, result.ignored)
    )
    whole = not any(each.rule.code.startswith(READING) for each in result.found)
    return Judged(project, config, found, ignored, whole)


def _with(config: LintConfig, wish: Wish) -> LintConfig:
    """Return settings as the command line changes them."""
    baseline = Path.cwd() / wish.baseline if wish.baseline else config.baseline
    settings = replace(config.settings, choices=(*config.settings.choices, wish.choice))
    if not wish.heed:
        settings = replace(settings, per_file_ignores=())
    return replace(config, settings=settings, baseline=baseline)
