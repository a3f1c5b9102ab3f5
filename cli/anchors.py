"""Where a build server shows a finding: in a file of the repository, always.

A finding may point at the default map, which is no file of the user's. It is shown at the second
place of it that is one, else at the top of the first file that was read, and says where it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from journeykit.cli.cells import shown
from journeykit.cli.formats import Sources
from journeykit.cli.repository import Top
from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.lint.run import Found
from journeykit.journeys.place import NOWHERE, Place
from journeykit.journeys.preset import NAMES, PROFILES

DEFAULTS = frozenset(f"default {name}" for name in (*NAMES, *PROFILES))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a file, the file's path from the top, and what to say there."""

    place: Place
    path: str
    message: str
    help: str

    @property
    def text(self) -> str:
        """The message, and below it what to do."""
        return f"{self.message}\nhelp: {self.help}" if self.help else self.message


def anchor(found: Found, sources: Sources, top: Top) -> Anchor:
    """Return where to show a finding."""
    finding = found.finding
    place = _file_place(finding, sources)
    message = shown(finding.message)
    if place != finding.place and finding.place.path:
        message = f"{finding.place}: {message}"
    return Anchor(place, top.path(place.path), message, shown(finding.help))


def in_files(finding: Finding) -> tuple[Related, ...]:
    """Return the further places of a finding that are in files of the user's."""
    return tuple(each for each in finding.related if _in_file(each.place))


def files(sources: Sources) -> tuple[str, ...]:
    """Return the files of the user's, in the order in which they were read."""
    return tuple(path for path in sources if path not in DEFAULTS)


def _file_place(finding: Finding, sources: Sources) -> Place:
    places = (finding.place, *(each.place for each in finding.related))
    first = next(iter(files(sources)), NOWHERE.path)
    return next((place for place in places if _in_file(place)), Place(first, 1, 1, 1, 1))


def _in_file(place: Place) -> bool:
    return place.path != NOWHERE.path and place.path not in DEFAULTS
