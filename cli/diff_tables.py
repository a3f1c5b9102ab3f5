"""What changed, as tables for people, as Markdown for a comment, as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from journeykit.cli.diff_words import Row, heading, rows, summary, worst_rows
from journeykit.cli.plain_json import as_json, fields_of, plain
from journeykit.journeys.changes.change import Changes, JourneyChanges
from journeykit.journeys.lint.worst import Worst

_COLOURS = {"+": "green", "-": "red", "~": "yellow", ">": "cyan"}
_LONG = 12
_LONGEST = 160


def diff_tables(found: Changes, paths: tuple[str, str]) -> Iterator[RenderableType]:
    """Yield the parts of a report: what is compared, the map, each journey."""
    for letter, path in zip("AB", paths, strict=True):
        yield Text(f"{letter}  {path}", style="bold")
    yield summary(found)
    if found.map:
        yield ""
        yield _table("Map", list(rows(found.map)))
    for each in found.journeys:
        yield ""
        yield _table(heading(each), [*rows(each.changes), *worst_rows(each)])


def _table(title: str, lines: Sequence[Row]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", width=80)
    table.add_column("", width=1)
    table.add_column(title, ratio=5, overflow="fold")
    table.add_column("A", ratio=4, overflow="fold")
    table.add_column("B", ratio=4, overflow="fold")
    for row in lines:
        style = _COLOURS.get(row.mark, "dim")
        cells = (_cut(row.what), _cut(row.old), _cut(row.new))
        table.add_row(Text(row.mark, style=style), *(Text(cell) for cell in cells))
    return table


def diff_markdown(found: Changes, paths: tuple[str, str]) -> str:
    """Return what changed as a comment for a pull request."""
    lines = [f"**{summary(found)}**"]
    if found:
        lines += ["", f"A: {_code(paths[0])}, B: {_code(paths[1])}"]
    if found.map:
        lines += ["", "### Map", *_folded(list(rows(found.map)))]
    for each in found.journeys:
        lines += ["", f"### {_plain(heading(each))}", *_folded(list(rows(each.changes)))]
        lines += _markdown_table(list(worst_rows(each)), "worst of one pass")
    return "\n".join(lines) + "\n"


def _folded(lines: Sequence[Row]) -> list[str]:
    """Return a table, folded where it is long."""
    if not lines:
        return []
    table = _markdown_table(lines, "what")
    if len(lines) <= _LONG:
        return table
    return ["", f"<details><summary>{len(lines)} changes</summary>", *table, "", "</details>"]


def _markdown_table(lines: Sequence[Row], title: str) -> list[str]:
    body = [
        f"| {row.mark} | {_plain(row.what)} | {_code(row.old)} | {_code(row.new)} |"
        for row in lines
    ]
    return ["", f"| | {title} | A | B |", "|---|---|---|---|", *body]


def _plain(text: str) -> str:
    """Return words that Markdown shows as they are."""
    return "".join(f"\\{letter}" if letter in "\\`*_<>|[]#~" else letter for letter in _cut(text))


def _code(text: str) -> str:
    """Return a value as code in a cell."""
    shown = _cut(" ".join(text.split())).replace("|", "\\|")
    if not shown:
        return ""
    fence = "``" if "`" in shown else "`"
    return f"{fence} {shown} {fence}" if "`" in shown else f"`{shown}`"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def diff_json(found: Changes, paths: tuple[str, str]) -> str:
    """Return what changed as JSON; docs/diff.md says what each key is."""
    told = {
        "first": paths[0],
        "second": paths[1],
        "equal": not found,
        "map": plain(found.map),
        "journeys": [_journey(each) for each in found.journeys],
    }
    return as_json(told) + "\n"


def _journey(found: JourneyChanges) -> dict[str, object]:
    worst = {"before": _worst(found.before), "after": _worst(found.after)}
    return {**fields_of(found), **worst}


def _worst(worst: Worst | None) -> dict[str, object] | None:
    if worst is None:
        return None
    return {
        "messages": len(worst.messages),
        "on_site": len(worst.on_site),
        "sales": worst.sales,
        "of": len(worst.latest),
        "complete": worst.complete,
    }
