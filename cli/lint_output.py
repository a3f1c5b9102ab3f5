"""What `journey lint` writes: the report in its format, and what is set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import typer

from journeykit.cli.baselines import shown_path
from journeykit.cli.exits import FOUND, OK
from journeykit.cli.formats import Format, Sources
from journeykit.cli.lint_config import LintConfig
from journeykit.cli.reports import REPORTS, Tally, counts, statistics, summary
from journeykit.cli.told import Told
from journeykit.journeys.finding import Severity
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import Found
from journeykit.journeys.lint.select import chosen

FOR_PEOPLE = ("full", "concise")
"""The formats that end in a summary, and may have colours."""


@dataclass(frozen=True, slots=True)
class Output:
    """How to write a report; with `strict` warnings make it a bad one too."""

    format: Format | None
    statistics: bool
    quiet: bool
    strict: bool

    def told(
        self, found: Sequence[Found], sources: Sources, tally: Tally, config: LintConfig
    ) -> Told:
        """Return the report of a run, and its status."""
        format_ = self.format or config.output_format or "full"
        bad = (Severity.ERROR, Severity.WARNING) if self.strict else (Severity.ERROR,)
        status = FOUND if any(each.severity in bad for each in found) else OK
        return Told(self._text(format_, found, sources, tally), format_ in FOR_PEOPLE, status)

    def _text(self, format_: Format, found: Sequence[Found], sources: Sources, tally: Tally) -> str:
        """Return the text of a report."""
        if self.statistics and format_ not in (*FOR_PEOPLE, "json"):
            message = f"counts are written for people or as json, not as {format_}"
            raise typer.BadParameter(message, param_hint="--statistics")
        if format_ not in FOR_PEOPLE:
            return counts(found) if self.statistics else REPORTS[format_](found, sources)
        body = statistics(found) if self.statistics else REPORTS[format_](found, sources)
        return body if self.quiet else f"{body}{summary(found, tally)}\n"


def settings_text(configs: Sequence[LintConfig]) -> str:
    """Return what is set, once for each file of settings."""
    return "\n".join("".join(f"{line}\n" for line in _set(each)) for each in dict.fromkeys(configs))


def _set(config: LintConfig) -> Iterator[str]:
    """Yield the lines of one file's settings."""
    yield f"settings: {config.path or 'none but the defaults'}"
    yield f"output-format: {config.output_format or 'full'}"
    if config.baseline is not None:
        yield f"baseline: {shown_path(config.baseline)}"
    for pattern, selectors in config.settings.per_file_ignores:
        yield f"ignored in {pattern.text}: {', '.join(selectors)}"
    yield "rules:"
    for rule in chosen(RULES, config.settings):
        given = config.settings.options_of(rule.code)
        tuned = ", ".join(
            f"{option.name.replace('_', '-')} = {given.get(option.name, option.default)}"
            for option in rule.options
        )
        yield f"  {rule.code} {rule.severity:7} {rule.name}" + (f" ({tuned})" if tuned else "")
