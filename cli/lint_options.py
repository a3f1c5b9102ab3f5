"""The options of `journey lint`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from journeykit.cli.colours import Color
from journeykit.cli.formats import Format

Selectors = list[str] | None

Paths: TypeAlias = Annotated[
    list[str], typer.Argument(help="Files or folders to check; `-` is standard input.")
]
Select: TypeAlias = Annotated[
    Selectors, typer.Option(help="Only these rules: codes, their beginnings, names, or ALL.")
]
ExtendSelect: TypeAlias = Annotated[Selectors, typer.Option(help="These rules too.")]
Ignore: TypeAlias = Annotated[Selectors, typer.Option(help="All but these rules.")]
ConfigOf: TypeAlias = Annotated[
    Path | None,
    typer.Option(help="Settings to use, in place of the nearest `journey.toml`."),
]
Isolated: TypeAlias = Annotated[bool, typer.Option("--isolated", help="Use no settings of files.")]
NoIgnores: TypeAlias = Annotated[
    bool,
    typer.Option("--no-ignores", help="Report also what is ignored, or in the baseline."),
]
Baseline: TypeAlias = Annotated[
    Path | None, typer.Option(help="Do not report the findings that this file knows.")
]
WriteBaseline: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--write-baseline", help="Write what is found to the baseline, and report nothing."
    ),
]
FormatOf: TypeAlias = Annotated[
    Format | None,
    typer.Option(
        "--format",
        envvar="JOURNEY_OUTPUT_FORMAT",
        help="How to write the findings.",
        show_default="`full`",
    ),
]
OutputFile: TypeAlias = Annotated[
    Path | None, typer.Option(help="Write the findings to this file.")
]
Statistics: TypeAlias = Annotated[
    bool, typer.Option("--statistics", help="Count the findings of each rule instead.")
]
Quiet: TypeAlias = Annotated[
    bool, typer.Option("--quiet", "-q", help="Write the findings and nothing else.")
]
Coloured: TypeAlias = Annotated[Color, typer.Option(help="Whether to colour the findings.")]
Strict: TypeAlias = Annotated[bool, typer.Option("--strict", help="Exit with 1 for warnings too.")]
ExitZero: TypeAlias = Annotated[
    bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")
]
Fix: TypeAlias = Annotated[bool, typer.Option("--fix", help="Mend what is certain in the files.")]
Diff: TypeAlias = Annotated[
    bool, typer.Option("--diff", help="Only show what `--fix` would mend; exit with 1 if any.")
]
Watch: TypeAlias = Annotated[
    bool, typer.Option("--watch", help="Look again whenever a file changes.")
]
StdinFilename: TypeAlias = Annotated[
    str | None,
    typer.Option(help="Where the text on standard input belongs.", show_default=False),
]
ShowFiles: TypeAlias = Annotated[
    bool, typer.Option("--show-files", help="Only list the files that would be read.")
]
NoCache: TypeAlias = Annotated[
    bool, typer.Option("--no-cache", help="Neither use nor keep what earlier runs have told.")
]
CacheDir: TypeAlias = Annotated[
    Path,
    typer.Option(envvar="JOURNEY_CACHE_DIR", help="Where to keep what runs have told."),
]
ShowSettings: TypeAlias = Annotated[
    bool, typer.Option("--show-settings", help="Only show what is set, and by which file.")
]
