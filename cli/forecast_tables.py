"""The forecast as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from journeykit.cli.detail_tables import detail_tables
from journeykit.cli.figures import count, hours, mean, rank, share, some
from journeykit.journeys.durations import seconds_text
from journeykit.journeys.policy import LocalTime
from journeykit.simulate.forecast import (
    Forecast,
    JourneyFigure,
    Reach,
    Setting,
    Spread,
    StaffFigure,
    Volume,
)
from journeykit.simulate.verdict import Verdict


def forecast_tables(
    forecast: Forecast, local: LocalTime, judged: Sequence[Verdict] = (), *, full: bool = False
) -> Iterator[RenderableType]:
    """Yield the forecast's parts, from what was simulated to what a check says.

    Some of the further tables are always among them, all of them where the forecast is `full`.
    """
    yield from _head(forecast.setting)
    yield from _apart(_volume_table("Messages to a customer", forecast.messages))
    if forecast.on_site.all.total:
        yield from _apart(_volume_table("Shown on the site", forecast.on_site))
    if forecast.staff.all.total:
        yield from _apart(_volume_table("Sent to staff", forecast.staff))
    if forecast.journeys:
        yield from _apart(_journeys(forecast.journeys))
    if forecast.rules:
        yield from _apart(_policy(forecast))
    yield from _sale_example(forecast, local)
    yield from _staff(forecast.people)
    yield from _held_back(forecast)
    yield from detail_tables(forecast, full=full)
    if judged:
        yield from _check(judged, forecast.setting)


def _apart(part: RenderableType) -> Iterator[RenderableType]:
    yield ""
    yield part


def _head(setting: Setting) -> Iterator[RenderableType]:
    who = some(setting.customers, "customer") + ("" if setting.drawn else ", written out")
    if setting.replications > 1:
        who += f", {setting.replications} times"
    warm_up = f", warm-up {seconds_text(setting.warm_up)}" if setting.warm_up else ""
    if setting.name:
        yield Text(setting.name, style="bold")
    yield Text(
        f"{who}, {some(setting.days, 'day')} from {setting.start} ({setting.zone}), "
        f"seed {setting.seed}{warm_up}"
    )
    if setting.drawn:
        yield Text(
            f"Totals are for a population of {count(setting.population)}; "
            "± and brackets are 95% intervals.",
            style="dim",
        )
    yield Text(
        "p90: 9 of 10 customers get at most this. Worst 7d: each customer's busiest days.",
        style="dim",
    )


def _table(first: str, *rest: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(first, overflow="fold")
    for title in rest:
        table.add_column(title, justify="right", no_wrap=True)
    return table


def _volume_table(title: str, reach: Reach) -> Table:
    """Return the messages of one reach: all, by channel, class and journey."""
    table = _table(
        f"{title}\n", "in all\nmean", "\np50", "\np90", "\np95", "\np99", "\nmax",
        "worst 7d\nmean", "\np95", "\nmax", "\ntotal",
    )  # fmt: skip
    _add(table, "all", reach.all)
    table.add_row("  in the worst 7 days", *_spread(reach.all.week))
    for group, volumes in (
        ("by channel", reach.channels),
        ("by class", reach.classes),
        ("by journey", reach.journeys),
    ):
        found = [each for each in volumes if each.total]
        if found:
            table.add_row(Text(group, style="dim"))
        for each in found:
            _add(table, f"  {each.name}", each)
    return table


def _add(table: Table, name: str, volume: Volume) -> None:
    week = volume.week
    worst = f"{week.mean.value:.2f}", str(week.p95), str(week.max)
    table.add_row(name, *_spread(volume.period), *worst, count(volume.total))


def _spread(spread: Spread) -> tuple[str, ...]:
    ranks = (spread.p50, spread.p90, spread.p95, spread.p99, spread.max)
    return mean(spread.mean), *map(str, ranks)


def _journeys(figures: Sequence[JourneyFigure]) -> Table:
    """Return the entries and conversions of each journey."""
    table = _table("Journeys", "entered", "refused", "running", "converted", "share of entries")
    for each in figures:
        table.add_row(
            each.journey,
            count(each.entered),
            count(sum(each.refused.values())),
            count(each.how.get("running", 0)),
            count(each.converted) if each.goal else "",
            share(each.conversion) if each.goal and each.entered else "",
        )
    return table


def _policy(forecast: Forecast) -> Table:
    """Return how often each rule of the policy is broken."""
    table = _table("Policy: broken for", "customers", "messages", "e.g. no.")
    for rule in forecast.rules:
        table.add_row(
            rule.text,
            Text(share(rule.share), style="red" if rule.share.value else "green"),
            count(rule.breaks),
            str(rule.example.customer) if rule.example else "",
        )
    return table


def _sale_example(forecast: Forecast, local: LocalTime) -> Iterator[RenderableType]:
    """Yield the longest run of sales and the messages of a customer who gets too many."""
    rule = next((each for each in forecast.rules if each.key == "sale"), None)
    if rule is None or rule.example is None:
        return
    yield ""
    yield f"The longest run of sales in a row: {forecast.longest_sale_run}."
    number = rule.example.customer
    yield f"Customer {number} breaks the sale rule with the last of these (all: --show {number}):"
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    for sent in rule.example.sends:
        when = f"  {local(sent.time):%Y-%m-%d %H:%M}"
        offer = sent.class_ if sent.promo == "none" else f"{sent.class_}, {sent.promo}"
        table.add_row(when, sent.journey, sent.message, sent.channel, offer)
    yield table


def _staff(figures: Sequence[StaffFigure]) -> Iterator[RenderableType]:
    """Yield what the tasks ask of people, and how long customers wait for them."""
    found = [each for each in figures if each.asked]
    if not found:
        return
    table = _table("Staff", "people", "tasks", "done", "left", "mean wait", "mean task", "busy")
    for each in found:
        limited = bool(each.people)
        table.add_row(
            each.role,
            str(each.people) if limited else "any",
            *map(count, (each.asked, each.done, each.left)),
            hours(each.waited) if limited else "",
            hours(each.worked),
            share(each.busy) if limited else "",
        )
    yield from _apart(table)


def _held_back(forecast: Forecast) -> Iterator[RenderableType]:
    """Yield what was not sent or later, and paths that had no way on."""
    yield from _held("Dropped", forecast.dropped)
    yield from _held("Deferred", forecast.deferred)
    stuck = [each for each in forecast.journeys if each.stuck]
    if stuck:
        table = _table("Paths without a way on", "step", "customers")
        for each in stuck:
            for step, number in each.stuck.items():
                table.add_row(each.journey, step, count(number))
        yield from _apart(table)


def _held(title: str, held: Mapping[str, Mapping[str, int]]) -> Iterator[RenderableType]:
    """Yield what was not sent, or later, by channel and reason."""
    reasons = sorted({reason for found in held.values() for reason in found})
    if not reasons:
        return
    table = _table(title, *reasons)
    for channel, found in held.items():
        if found:
            table.add_row(channel, *(count(found.get(reason, 0)) for reason in reasons))
    yield from _apart(table)


def _check(judged: Sequence[Verdict], setting: Setting) -> Iterator[RenderableType]:
    """Yield which lines hold, which are broken, and what it takes to judge the others."""
    units = "replications" if setting.replications > 1 else "customers"
    unsure = [each for each in judged if not (each.holds or each.broken)]
    table = _table("Check", "", "figure", *([f"{units} needed"] if unsure else []))
    for each in judged:
        needed = [count(each.needed) if each.needed else ""] if unsure else []
        table.add_row(each.line, _word(each), _figure(each), *needed)
    yield ""
    yield table
    broken = sum(each.broken for each in judged)
    if broken:
        yield f"{some(broken, 'line')} of {len(judged)} broken."
    if unsure:
        yield f"Too few {units} to say of {some(len(unsure), 'line')} of {len(judged)}."
    elif not broken:
        yield "All lines hold."


def _word(verdict: Verdict) -> Text:
    if verdict.holds:
        return Text("holds", style="green")
    broken = Text("broken", style="bold red")
    return broken if verdict.broken else Text("too few to say", style="yellow")


def _figure(verdict: Verdict) -> str:
    if verdict.stat == "share":
        return share(verdict.figure)
    return mean(verdict.figure) if verdict.stat == "mean" else rank(verdict.figure)
