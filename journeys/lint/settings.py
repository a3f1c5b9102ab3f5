"""What a team wants of `journey lint`: the rules that are on, and how each is tuned."""

from __future__ import annotations

from dataclasses import dataclass

from journeykit.journeys.finding import Severity
from journeykit.journeys.lint.file_pattern import FilePattern

Value = bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides, with the documents, what is reported; equal settings report the same.

    A selector is a rule's code, the beginning of one, a name, or `ALL`. Without `select` all
    rules are on but those that only inform; `extend_select` adds to them, `ignore` takes away;
    where both name a rule, the closer selector counts. `options` are by a rule's code and the
    names of its check's parameters.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[FilePattern, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    options: tuple[tuple[str, tuple[tuple[str, Value], ...]], ...] = ()

    def options_of(self, code: str) -> dict[str, Value]:
        """Return what tunes the rule of that code, as arguments of its check."""
        return {name: value for of, values in self.options if of == code for name, value in values}
