"""`journey lint`: report what is wrong with journeys."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from journeykit.cli.exits import FOUND, OK
from journeykit.cli.lint_options import (
    Baseline,
    CacheDir,
    Coloured,
    ConfigOf,
    Diff,
    ExitZero,
    ExtendSelect,
    Fix,
    FormatOf,
    Ignore,
    Isolated,
    NoCache,
    NoIgnores,
    OutputFile,
    Paths,
    Quiet,
    Select,
    Selectors,
    ShowFiles,
    ShowSettings,
    Statistics,
    StdinFilename,
    Strict,
    Watch,
    WriteBaseline,
)
from journeykit.journeys.finding import JourneyError

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeykit.cli.lint_output import Output
    from journeykit.cli.lint_run import Wish
    from journeykit.cli.told import Told
    from journeykit.journeys.lint.settings import Choice
    from journeykit.journeys.project import Found as Files


def lint(
    paths: Paths,
    select: Select = None,
    extend_select: ExtendSelect = None,
    ignore: Ignore = None,
    config: ConfigOf = None,
    isolated: Isolated = False,
    no_ignores: NoIgnores = False,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = False,
    format_: FormatOf = None,
    output_file: OutputFile = None,
    statistics: Statistics = False,
    quiet: Quiet = False,
    color: Coloured = "auto",
    strict: Strict = False,
    exit_zero: ExitZero = False,
    fix: Fix = False,
    diff: Diff = False,
    watch: Watch = False,
    stdin_filename: StdinFilename = None,
    show_files: ShowFiles = False,
    show_settings: ShowSettings = False,
    no_cache: NoCache = False,
    cache_dir: CacheDir = Path(".journey_cache"),
) -> None:
    """Report what is wrong with journeys."""
    # Imported here, so that `journey --help` stays fast.
    from journeykit.cli.cache import Cache
    from journeykit.cli.told import tell
    from journeykit.cli.unswept import unswept
    from journeykit.journeys.looks import noting

    which = (paths, select, extend_select, ignore, config, isolated, no_ignores, baseline)
    asked = (which, (format_, statistics, quiet, strict))
    special = (no_cache, fix, diff, watch, write_baseline, show_files, show_settings, "-" in paths)
    cache = None if any(special) else Cache(cache_dir)
    if cache and (told := cache.recall(asked)):
        tell(told, output_file, color)
        raise typer.Exit(OK if exit_zero else told.status)

    from journeykit.cli.lint_output import Output
    from journeykit.cli.lint_run import Wish

    of_rules = _choice(select, extend_select, ignore)
    wish = Wish(tuple(paths), of_rules, config, isolated, not no_ignores, baseline)
    wish = _placed(wish, stdin_filename, fix=fix, diff=diff, watch=watch)
    if write_baseline or diff or show_files or show_settings:
        raise typer.Exit(_instead(wish, write_baseline, diff, show_files, show_settings))
    output = Output(format_, statistics=statistics, quiet=quiet, strict=strict)

    def once() -> int:
        with noting() as looks, unswept():
            told = _once(wish, output, fix=fix)
        if cache:
            cache.keep(asked, looks, told)
        tell(told, output_file, color)
        return OK if exit_zero else told.status

    raise typer.Exit(_watched(wish, once) if watch else once())


def _once(wish: Wish, output: Output, *, fix: bool) -> Told:
    """Look at the files, mend them if asked; return what to tell."""
    from journeykit.cli.baselines import compared
    from journeykit.cli.fixing import mend, write
    from journeykit.cli.lint_run import judge
    from journeykit.cli.reports import Tally
    from journeykit.journeys.lint.run import in_order

    mended, fixed = mend(wish) if fix else ([], 0)
    write(mended)
    files, judged = judge(wish)
    result = compared(judged, heed=wish.heed)
    found = in_order(result.found)
    ignored = sum(len(each.ignored) for each in judged)
    config = judged[0].config
    tally = Tally(ignored, result.known, fixed)
    return output.told(found, {**_sources(files), **result.sources}, tally, config)


def _instead(wish: Wish, baseline: bool, diff: bool, files: bool, settings: bool) -> int:
    """Do what is asked for in place of a report; return the status."""
    if baseline:
        return _write_baseline(wish)
    if diff:
        return _diff(wish)
    return _show(wish, files=files, settings=settings)


def _choice(select: Selectors, extend_select: Selectors, ignore: Selectors) -> Choice:
    """Return the rules that the command line chooses."""
    from journeykit.journeys.lint.settings import Choice

    on, more = _selectors(select, "--select"), _selectors(extend_select, "--extend-select")
    return Choice(on, more, _selectors(ignore, "--ignore"))


def _selectors(given: Selectors, option: str) -> tuple[str, ...]:
    """Return the selectors of an option, which may be parted by commas."""
    from journeykit.journeys.lint.rules import RULES
    from journeykit.journeys.lint.select import check_selectors

    names = [name.strip() for names in given or () for name in names.split(",") if name.strip()]
    try:
        check_selectors(RULES, names)
    except JourneyError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error
    return tuple(names)


def _placed(wish: Wish, name: str | None, **of_files: bool) -> Wish:
    """Return the wish with the text on standard input in the place of a file `name`, if given.

    Options that exclude each other are refused, and those that are about files without one.
    """
    if wish.isolated and wish.config is not None:
        raise typer.BadParameter("--config asks for settings", param_hint="--isolated")
    if wish.paths != ("-",):
        return wish
    for option, is_asked in of_files.items():
        if is_asked:
            message = "standard input is no file that could be mended or watched"
            raise typer.BadParameter(message, param_hint=f"--{option}")
    if not name:
        return wish
    texts = {Path(os.path.normpath(Path.cwd() / name)): sys.stdin.buffer.read()}
    return replace(wish, paths=(name,), texts=texts)


def _show(wish: Wish, *, files: bool, settings: bool) -> int:
    """Print the files that would be read, or what is set for them."""
    from journeykit.cli.inputs import read_paths
    from journeykit.cli.lint_output import settings_text
    from journeykit.cli.lint_run import configured

    found = read_paths(wish.paths, wish.texts)
    if settings:
        typer.echo(settings_text(configured(wish, found)), nl=False)
    if files:
        typer.echo("\n".join(_listed(found)))
    return OK


def _write_baseline(wish: Wish) -> int:
    """Write the baselines of what is found now."""
    from journeykit.cli.baselines import new_baselines, shown_path
    from journeykit.cli.lint_run import judge
    from journeykit.cli.whole_file import write_whole

    _, judged = judge(wish)
    for path, text, count in list(new_baselines(judged)):
        write_whole(path, text)
        findings = "finding" if count == 1 else "findings"
        typer.echo(f"{shown_path(path)}: {count} {findings} in the baseline", err=True)
    return OK


def _diff(wish: Wish) -> int:
    """Print what would be mended; return the status."""
    from journeykit.cli.fixing import diff, mend

    files, count = mend(wish)
    typer.echo(diff(files), nl=False)
    typer.echo(f"{count or 'nothing'} can be mended with `--fix`", err=True)
    return FOUND if files else OK


def _watched(wish: Wish, once: Callable[[], int]) -> int:
    """Look again and again until Ctrl-C; return the last status."""
    from journeykit.cli.watching import watched

    return watched([Path(path) for path in wish.paths], once)


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
