"""What a team wants of `journey lint`: the rules that are on, and how each is tuned."""

from __future__ import annotations

from dataclasses import dataclass

from journeykit.journeys.finding import Severity
from journeykit.journeys.lint.file_pattern import FilePattern

Value = bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of rules by selectors: a rule's code, the beginning of one, a name, or `ALL`.

    `select` begins anew; without it `extend_select` adds to what was on before, and `ignore`
    takes away. Where they name the same rule the closer selector counts, of equal ones `ignore`.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides, with the documents, what is reported; equal settings report the same.

    Before the first of the `choices` all rules are on but those that only inform; each choice
    changes what the one before left. `options` are by a rule's code and the names of its check's
    parameters.
    """

    choices: tuple[Choice, ...] = ()
    per_file_ignores: tuple[tuple[FilePattern, tuple[str, ...]], ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    options: tuple[tuple[str, tuple[tuple[str, Value], ...]], ...] = ()

    @property
    def selectors(self) -> tuple[str, ...]:
        """All selectors, to be checked."""
        return (
            *(name for each in self.choices for name in each.select),
            *(name for each in self.choices for name in each.extend_select),
            *(name for each in self.choices for name in each.ignore),
            *(name for _, names in self.per_file_ignores for name in names),
            *(name for name, _ in self.severity),
        )

    def options_of(self, code: str) -> dict[str, Value]:
        """Return what tunes the rule of that code, as arguments of its check."""
        return {name: value for of, values in self.options if of == code for name, value in values}
