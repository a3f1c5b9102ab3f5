"""A comparison of two plans: tables for people, JSON and CSV for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from journeykit.cli.figures import percentage, some
from journeykit.cli.plain_json import as_json, plain
from journeykit.cli.sheets import csv_text
from journeykit.journeys.durations import seconds_text
from journeykit.simulate.compare import Comparison
from journeykit.simulate.contrast import Contrast
from journeykit.simulate.estimates import Estimate

_SECTIONS = (
    ("Messages to a customer", ("messages", "worst 7 days", "channel", "class", "journey")),
    ("Elsewhere", ("on-site", "staff")),
    ("Entries of a customer", ("entered",)),
    ("Conversions of a customer", ("converted",)),
    ("What a customer does", ("orders", "order value", "clicks", "unsubscribed", "complained")),
    ("Customers for whom is broken", ("broken",)),
)
_GROUPS = {"channel": "by channel", "class": "by class", "journey": "by journey"}
_WORDS = {
    "messages": "all",
    "worst 7 days": "  in the worst 7 days",
    "on-site": "shown on the site",
    "staff": "sent to staff",
    "entered": "all",
    "converted": "all",
}
_KEY = (
    "The same customers live under both plans; ± is the 95% interval of their\n"
    "differences: where it is wider than B - A, chance alone may have made it."
)
_ALWAYS = ("messages", "converted", "orders")


def compare_tables(told: Comparison, paths: tuple[str, str]) -> Iterator[RenderableType]:
    """Yield the parts of a comparison, from what was simulated to the last figure."""
    yield from _head(told, paths)
    for title, kinds in _SECTIONS:
        shown = [each for each in told.figures if each.figure.kind in kinds and _is_told(each)]
        if shown:
            yield ""
            yield _table(title, shown)


def _is_told(each: Contrast) -> bool:
    """Tell whether there is something to say of a figure."""
    only = each.figure.kind in _ALWAYS and not each.figure.name
    return only or bool(each.first.value or each.second.value)


def _head(told: Comparison, paths: tuple[str, str]) -> Iterator[RenderableType]:
    setting = told.first
    for letter, path, policy in zip("AB", paths, told.policies, strict=True):
        acts = ", policy enforced" if policy == "enforce" else ""
        yield Text(f"{letter}  {path}{acts}", style="bold")
    times = f", {setting.replications} times" if setting.replications > 1 else ""
    out = "" if setting.drawn else ", written out"
    warm_up = f", warm-up {seconds_text(setting.warm_up)}" if setting.warm_up else ""
    yield Text(
        f"{some(setting.customers, 'customer')}{out}{times}, {some(setting.days, 'day')} from "
        f"{setting.start} ({setting.zone}), seed {setting.seed}{warm_up}"
    )
    if setting.drawn:
        yield Text(_KEY, style="dim")
    yield from _warnings(told)


def _warnings(told: Comparison) -> Iterator[RenderableType]:
    """Yield why a difference may be no effect of the plan."""
    if not told.same_population:
        yield _warning("The populations differ: a part of each difference is theirs.")
    if not told.same_zone:
        yield _warning("The time zones differ: local times are other moments.")
    if not told.first.drawn:
        return
    if told.names:
        yield _warning("Chance is drawn by name: what is only renamed here looks like an effect.")
    for each in told.names:
        sides = [
            f"only in {letter}: {_few(names)}"
            for letter, names in (("A", each.first), ("B", each.second))
            if names
        ]
        yield Text(f"  {each.kind} {'; '.join(sides)}")


def _warning(text: str) -> Text:
    return Text(text, style="yellow")


def _few(names: tuple[str, ...], most: int = 6) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _table(title: str, shown: Iterable[Contrast]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(title, overflow="fold", min_width=31)
    for column, width in (("A", 7), ("B", 7), ("B - A", 16), ("changed for", 11)):
        table.add_column(column, justify="right", no_wrap=True, min_width=width)
    group = ""
    for each in shown:
        kind, name = each.figure.kind, each.figure.name
        if kind != group and kind in _GROUPS:
            table.add_row(Text(_GROUPS[kind], style="dim"))
        group = kind
        word = f"  {name}" if name and kind != "broken" else name or _WORDS.get(kind, kind)
        table.add_row(word, *_cells(each))
    return table


def _cells(each: Contrast) -> Iterator[RenderableType]:
    """Yield a figure of A, of B, their difference, and how many customers it concerns."""
    if each.figure.is_share:
        yield percentage(each.first.value)
        yield percentage(each.second.value)
    else:
        digits = _digits(each)
        yield f"{each.first.value:.{digits}f}"
        yield f"{each.second.value:.{digits}f}"
    yield Text(difference(each), style="bold" if is_clear(each.difference) else "")
    yield percentage(each.changed.value) if each.changed.value else ""


def difference(each: Contrast) -> str:
    """Return a difference with half of its interval: `+0.520 ± 0.110`, `+1.2 ± 0.4 pp`, or `0`."""
    told = each.difference
    if not each.changed.value:
        return "0"
    scale, digits, unit = (100, 1, " pp") if each.figure.is_share else (1, _digits(each), "")
    half = "" if told.high is None else f" ± {scale * (told.high - told.value):.{digits}f}"
    return f"{scale * told.value:+.{digits}f}{half}{unit}"


def _digits(each: Contrast) -> int:
    """Return how many decimals are shown: two of money, three of numbers."""
    return 3 if each.figure.parts == 1 else 2


def is_clear(estimate: Estimate) -> bool:
    """Tell whether an interval leaves 0 out."""
    if estimate.low is None or estimate.high is None:
        return False
    return estimate.low > 0 or estimate.high < 0


def compare_json(told: Comparison, paths: tuple[str, str]) -> str:
    """Return a comparison as JSON; docs/compare.md says what each key is."""
    first, second = told.first, told.second
    return (
        as_json(
            {
                "first": {"path": paths[0], "policy": told.policies[0], "setting": plain(first)},
                "second": {"path": paths[1], "policy": told.policies[1], "setting": plain(second)},
                "same_population": told.same_population,
                "same_zone": told.same_zone,
                "names": plain(told.names),
                "figures": [_figure(each) for each in told.figures],
            }
        )
        + "\n"
    )


def _figure(each: Contrast) -> dict[str, object]:
    kind = {"kind": each.figure.kind, "name": each.figure.name, "share": each.figure.is_share}
    estimates = ("first", "second", "difference", "changed")
    return {**kind, **{name: plain(getattr(each, name)) for name in estimates}}


def compare_csv(told: Comparison) -> str:
    """Return a comparison as CSV, a line a figure."""
    head = "kind", "name", "first", "second", "difference", "low", "high", "changed"
    return csv_text([head, *_csv_lines(told)])


def _csv_lines(told: Comparison) -> Iterator[list[object]]:
    for each in told.figures:
        ours = each.first.value, each.second.value, each.difference.value
        ends = each.difference.low, each.difference.high
        values = [each.figure.kind, each.figure.name, *map(plain, (*ours, *ends))]
        yield [*values, plain(each.changed.value)]
