"""`journey lint`: report what is wrong with journeys."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeykit.cli.colours import Color
from journeykit.cli.exits import FOUND
from journeykit.cli.formats import Format
from journeykit.journeys.finding import JourneyError, Severity

if TYPE_CHECKING:
    from journeykit.journeys.lint.run import Found
    from journeykit.journeys.lint.settings import Settings
    from journeykit.journeys.project import Found as Files

Selectors = list[str] | None


def lint(
    paths: Annotated[
        list[str], typer.Argument(help="Files or folders to check; `-` is standard input.")
    ],
    select: Annotated[
        Selectors, typer.Option(help="Only these rules: codes, their beginnings, names, or ALL.")
    ] = None,
    ignore: Annotated[Selectors, typer.Option(help="All but these rules.")] = None,
    format_: Annotated[
        Format,
        typer.Option("--format", envvar="JOURNEY_OUTPUT_FORMAT", help="How to write the findings."),
    ] = "full",
    output_file: Annotated[
        Path | None, typer.Option(help="Write the findings to this file.")
    ] = None,
    color: Annotated[Color, typer.Option(help="Whether to colour the findings.")] = "auto",
    show_files: Annotated[
        bool, typer.Option("--show-files", help="Only list the files that would be read.")
    ] = False,
) -> None:
    """Report what is wrong with journeys."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.colours import coloured, wanted
    from journeykit.cli.inputs import read_paths
    from journeykit.cli.reports import REPORTS
    from journeykit.journeys.lint.settings import Choice, Settings

    on, off = _selectors(select, "--select"), _selectors(ignore, "--ignore")
    files = read_paths(paths)
    if show_files:
        typer.echo("\n".join(_listed(files)))
        return
    found = _found(files, Settings((Choice(tuple(on), (), tuple(off)),)))
    sources = _sources(files)
    report = REPORTS[format_](found, sources)
    if output_file is not None:
        _write(output_file, coloured(report) if color == "always" else report)
    else:
        typer.echo(coloured(report) if wanted(color, sys.stdout) else report, nl=False, color=True)
    if any(each.severity is Severity.ERROR for each in found):
        raise typer.Exit(FOUND)


def _selectors(given: Selectors, option: str) -> list[str]:
    """Return the selectors of an option, which may be parted by commas."""
    from journeykit.journeys.lint.rules import RULES
    from journeykit.journeys.lint.select import check_selectors

    names = [name.strip() for names in given or () for name in names.split(",") if name.strip()]
    try:
        check_selectors(RULES, names)
    except JourneyError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error
    return names


def _found(files: Files, settings: Settings) -> list[Found]:
    """Return the findings in the files that were asked for."""
    from journeykit.journeys.lint.run import lint
    from journeykit.journeys.load import load

    found: list[Found] = []
    for project in files.projects:
        loaded = load(project.documents, project.path)
        plans = [loaded.plan] if loaded.plan else []
        findings = [*project.findings, *loaded.findings]
        judged = bool(plans) and not project.is_broken
        found += [
            each
            for each in lint(plans, findings, settings)
            if not judged or each.finding.place.path in project.asked
        ]
    return sorted(dict.fromkeys(found), key=lambda each: each.key)


def _sources(files: Files) -> dict[str, list[str]]:
    """Return the lines of all files, and of the defaults that findings may point at."""
    from journeykit.journeys.preset import NAMES, PROFILES, preset_text

    lines = {f"default {each}": preset_text(each).splitlines() for each in (*NAMES, *PROFILES)}
    for project in files.projects:
        lines.update({file.path: file.lines for file in project.files})
    return lines


def _listed(files: Files) -> list[str]:
    """Return a line for each file: those that are read, then those that are passed over."""
    read = dict.fromkeys(file.path for project in files.projects for file in project.files)
    return [*read, *(f"{each.path} (passed over: {each.reason})" for each in files.passed_over)]


def _write(path: Path, report: str) -> None:
    try:
        path.write_text(report, encoding="utf-8")
    except OSError as error:
        raise JourneyError(f"{path}: cannot be written: {error.strerror}") from error
