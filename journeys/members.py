"""The files that a map names: its journeys and its population."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from journeykit.journeys.files import SourceFile, is_population, walk
from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.globs import is_pattern, matches
from journeykit.journeys.looks import is_file
from journeykit.journeys.place import Mapping, Sequence, Word
from journeykit.journeys.shelf import MAP, Shelf


@dataclass(frozen=True, slots=True)
class Members:
    """The journeys and the population of a map, and what is wrong with the names of files."""

    journeys: tuple[SourceFile, ...]
    population: SourceFile | None
    findings: tuple[Finding, ...]


def members(at: Path, shelf: Shelf) -> Members:
    """Read the files that belong to the map in the file `at`, the map's own file included."""
    map_file = shelf.take(at)
    findings: list[Finding] = []
    population = _population(map_file, at, shelf, findings)
    found = [map_file] if map_file.of("journey") else []
    for file in _journeys(map_file, at, shelf, findings):
        if file is not map_file and file is not population and not stands_alone(file):
            found.append(file)
    journeys = tuple({file.path: file for file in found}.values())
    return Members(journeys, population, tuple(findings))


def stands_alone(file: SourceFile) -> bool:
    """Tell whether a file has its own map, or journeys with their own population."""
    return bool(file.of("map") or (file.of("population") and file.of("journey")))


def _population(
    map_file: SourceFile, at: Path, shelf: Shelf, findings: list[Finding]
) -> SourceFile | None:
    """Return the file with the map's customers: its own file, or the one that it names."""
    if map_file.of("population"):
        return map_file
    name = _map_of(map_file).get(Word("population"))
    if not isinstance(name, Word) or not name:
        return None
    if not is_file(at.parent / name):
        findings.append(Finding(name.place, f"there is no file `{name}`", code="J003"))
        return None
    return shelf.take(at.parent / name)


def _journeys(
    map_file: SourceFile, at: Path, shelf: Shelf, findings: list[Finding]
) -> Iterator[SourceFile]:
    """Yield the files of the map's `journeys:`, or those below it where it does not say."""
    patterns = _patterns(map_file)
    if patterns is None:
        yield from _below(map_file, at, shelf)
        return
    for pattern in patterns:
        try:
            found = matches(pattern, at.parent)
        except Mistake as mistake:
            findings.append(mistake.finding)
            continue
        for path in found:
            file = shelf.take(path)
            if file.is_ours or not is_pattern(pattern):
                yield file


def _below(map_file: SourceFile, at: Path, shelf: Shelf) -> Iterator[SourceFile]:
    """Yield the journey files for which this is the nearest map."""
    if at.name != MAP or map_file.of("journey"):
        return
    for path in walk(at.parent):
        file = shelf.take(path)
        if file.is_ours and not is_population(file) and shelf.nearest_map(path.parent) == at:
            yield file


def _patterns(map_file: SourceFile) -> list[Word] | None:
    """Return the map's `journeys:`, or None where it has none."""
    written = _map_of(map_file).get(Word("journeys"))
    if written is None:
        return None
    items = written if isinstance(written, Sequence) else [written]
    return [item for item in items if isinstance(item, Word)]


def _map_of(map_file: SourceFile) -> Mapping:
    """Return the map in a file, an empty one where it cannot be read."""
    maps = map_file.of("map")
    return maps[-1] if maps else Mapping()
