"""What lint and the loader report: one problem at one place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from journeykit.journeys.place import Place, Word, place_within

LONGEST_NAME = 80
LONGEST_TEXT = 400

_QUOTED = re.compile("`([^`]*)`")


class Severity(StrEnum):
    """How much a finding matters; `error` makes `journey lint` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding, with its label.

    `on_path` marks the moments of a path that leads to the finding, in order.
    """

    place: Place
    label: str
    on_path: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """What cures a finding for certain: `text` in place of `old`, which stands at `place`."""

    place: Place
    text: str
    old: str | None = None


def renamed(word: Word, name: str | None) -> Fix | None:
    """Return the fix that puts a name in the place of a word; None without a name."""
    return Fix(place_within(word, 0, len(word)), name, str(word)) if name else None


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: where, what is wrong here, and what to do about it.

    `code` is empty in a rule's own findings: the run of the rules fills it in.
    `journey` and `step` name what the finding is about, where it is about one.
    `severity` is the rule's own unless it is given, as for what a search left undecided.
    `fix` is given where one textual change is certain to be the right one.
    """

    place: Place
    message: str
    help: str = ""
    code: str = ""
    related: tuple[Related, ...] = ()
    journey: str = ""
    step: str = ""
    severity: Severity | None = None
    fix: Fix | None = None

    def __post_init__(self) -> None:
        """Cut what the message and the help quote to a length that can be read."""
        object.__setattr__(self, "message", _cut(self.message))
        object.__setattr__(self, "help", _cut(self.help))


class Mistake(ValueError):
    """A value that cannot be read; carries its finding, the place included."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding; the text is its message."""
        super().__init__(finding.message)
        self.finding = finding


class JourneyError(Exception):
    """What stops a command (exit 2): a complete message, place first."""


def _cut(text: str) -> str:
    """Shorten each text in back-quotes, and the whole."""
    if len(text) <= LONGEST_NAME:
        return text
    quotes_cut = _QUOTED.sub(lambda found: f"`{_ended(found.group(1), LONGEST_NAME)}`", text)
    return _ended(quotes_cut, LONGEST_TEXT)


def _ended(text: str, most: int) -> str:
    """Return a text of at most that many characters."""
    return text if len(text) <= most else f"{text[: most - 3]}..."
