"""From the paths given to a command to the maps that it is about, each with its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from journeykit.journeys.files import (
    SourceFile,
    is_population,
    printable,
    source_file,
    walk,
)
from journeykit.journeys.finding import Finding, JourneyError
from journeykit.journeys.looks import is_folder
from journeykit.journeys.members import Members, members, stands_alone
from journeykit.journeys.place import Mapping
from journeykit.journeys.shelf import NO_TEXTS, Shelf, Texts


@dataclass(frozen=True, slots=True)
class Project:
    """One map with the files that belong to it.

    `asked` are the paths of those files that the command was given, by name or by their
    folder; the others give the context. `findings` are those of reading (J001, J003, J004).
    """

    map_file: SourceFile | None
    population_file: SourceFile | None
    journey_files: tuple[SourceFile, ...]
    asked: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """Return all files, each once: the map, the population, the journeys."""
        return each_once(self.map_file, self.population_file, *self.journey_files)

    @property
    def is_broken(self) -> bool:
        """Tell whether a file could not be read at all, so that names are missing."""
        return any(file.findings and not file.documents for file in self.files)

    @property
    def path(self) -> str:
        """Return how the project is called: the path of its map, or of its first file."""
        return self.files[0].path

    @property
    def documents(self) -> tuple[Mapping, ...]:
        """Return the map, the population and the journeys."""
        of_map = self.map_file.of("map") if self.map_file else ()
        of_population = self.population_file.of("population") if self.population_file else ()
        journeys = (each for file in self.journey_files for each in file.of("journey"))
        return (*of_map, *of_population, *journeys)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A YAML file in a folder that is not taken, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What paths lead to: the projects in the order of the paths, and what was passed over."""

    projects: tuple[Project, ...]
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A file that a command is about; `named` tells that the user wrote its very path."""

    file: SourceFile
    at: Path
    named: bool


def find(paths: Iterable[str], *, cwd: Path, texts: Texts = NO_TEXTS) -> Found:
    """Return the projects that paths are about.

    A path is a file or a folder. The map that applies to a file is the nearest `journey.yaml`
    upward; without one, the files share the default map. A file with its own map, or with
    journeys and their own population, is a project of its own. In a folder, a file with none
    of our documents is passed over, and so is a journey file that the map's `journeys:` leaves
    out, or a population that no map names: they are read when named. A map without `journeys:`
    takes every journey file below its folder for which it is the nearest map. `texts` are read
    in place of what is on disk at these whole paths.

    Raises:
        JourneyError: a path does not exist, cannot be read, or holds nothing of ours.
    """
    typed = list(dict.fromkeys(paths))
    shelf = Shelf(cwd, relative=not any(Path(path).is_absolute() for path in typed), texts=texts)
    passed_over: list[PassedOver] = []
    groups: dict[tuple[Path | None, Path | None], list[_Asked]] = {}
    for asked in _asked(typed, shelf, passed_over):
        has_map = bool(asked.file.of("map"))
        map_at = asked.at if has_map else shelf.nearest_map(asked.at.parent)
        alone = asked.at if stands_alone(asked.file) and not has_map else None
        groups.setdefault((map_at, alone), []).append(asked)
    projects = [
        _alone(group[0].file, shelf.take(map_at) if map_at else None)
        if alone
        else _project(map_at, group, shelf, passed_over)
        for (map_at, alone), group in groups.items()
    ]
    taken = tuple(project for project in projects if project.asked)
    if not taken:
        reason = "".join(f": {each.path}: {each.reason}" for each in passed_over[:1])
        raise JourneyError(f"{' '.join(map(printable, typed))}: nothing to read here{reason}")
    return Found(taken, tuple(dict.fromkeys(passed_over)))


def _asked(typed: Iterable[str], shelf: Shelf, passed_over: list[PassedOver]) -> Iterator[_Asked]:
    """Yield the files that paths are about, each once."""
    found: dict[str, _Asked] = {}
    for path in typed:
        at = shelf.locate(path)
        if not is_folder(at):
            asked = _Asked(shelf.take(at), at, named=True)
            found[asked.file.path] = asked
            continue
        for each in walk(at):
            file = shelf.take(each)
            if file.is_ours:
                found.setdefault(file.path, _Asked(file, each, named=False))
            else:
                passed_over.append(PassedOver(file.path, "no journey, map or population"))
    yield from found.values()


def _alone(file: SourceFile, map_file: SourceFile | None) -> Project:
    """Return the project of a file with journeys and their own population."""
    of_map = map_file.findings if map_file else ()
    return Project(map_file, file, (file,), (file.path,), (*of_map, *file.findings))


def _project(
    map_at: Path | None, group: Sequence[_Asked], shelf: Shelf, passed_over: list[PassedOver]
) -> Project:
    """Return the project of a map, with those of the asked files that it takes."""
    own = members(map_at, shelf) if map_at else Members((), None, ())
    map_file = shelf.take(map_at) if map_at else None
    population, journeys, asked = own.population, list(own.journeys), []
    known = [file.path for file in (map_file, population, *journeys) if file]
    for each in group:
        file = each.file
        reason = _reason(each, map_file)
        if file.path not in known and reason:
            passed_over.append(PassedOver(file.path, reason))
            continue
        asked.append(file.path)
        if file.path in known:
            continue
        if is_population(file):
            population = file
        else:
            journeys.append(file)
    files = each_once(map_file, population, *journeys)
    findings = [finding for file in files for finding in file.findings]
    return Project(map_file, population, tuple(journeys), tuple(asked), (*findings, *own.findings))


def _reason(asked: _Asked, map_file: SourceFile | None) -> str:
    """Return why a file that its map does not know is passed over; empty if it is taken."""
    if asked.named:
        return ""
    if is_population(asked.file):
        return "a population that no map names"
    return f"not among the journeys of {map_file.path}" if map_file else ""


def of_text(data: bytes, path: str) -> Project:
    """Return the project of one text that is on no disk, such as standard input."""
    file = source_file(data, path)
    map_file = file if file.of("map") else None
    population_file = file if file.of("population") else None
    return Project(map_file, population_file, (file,), (path,), file.findings)


def with_population(project: Project, path: str, *, cwd: Path) -> Project:
    """Return the project with the customers of another file.

    Raises:
        JourneyError: the file cannot be read, or holds no population.
    """
    shelf = Shelf(cwd, relative=not Path(path).is_absolute())
    file = shelf.take(shelf.locate(path))
    if not file.of("population"):
        raise JourneyError(f"{file.path}: no document begins with `population`")
    return replace(project, population_file=file, findings=(*project.findings, *file.findings))


def each_once(*files: SourceFile | None) -> tuple[SourceFile, ...]:
    """Return the files without repetition, in order."""
    return tuple({file.path: file for file in files if file}.values())
