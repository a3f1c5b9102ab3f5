"""The report of `journey fit` as tables for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from rich.console import RenderableType
from rich.table import Table

from journeykit.cli.cells import shown
from journeykit.cli.figures import count, percentage, some
from journeykit.simulate.fit.fitted import Fitted
from journeykit.simulate.fit.funnel import ORDER
from journeykit.simulate.fit.holdout import MOST, Figures, Holdout
from journeykit.simulate.fit.maximum import on_the_edge
from journeykit.simulate.fit.population import VISIT
from journeykit.simulate.fit.seasons import WEEKDAYS, Seasons
from journeykit.simulate.fit.study import Study
from journeykit.simulate.fit.table import Rows
from journeykit.simulate.fit.wording import length, number

SHOWN = 20
SUSPICIOUS = 30
"""So many days without an order before the last one are asked about, or a tenth of all."""
PARAMETERS = ("r", "alpha", "a", "b")

Record = TypeVar("Record")


def fit_tables(study: Study, output: Path | None) -> Iterator[RenderableType]:
    """Yield the parts of the report, from what was read to what was written."""
    yield from _read(study)
    yield ""
    yield from _models(study)
    yield ""
    yield _segments(study.fitted)
    yield from _funnel(study.fitted)
    yield ""
    yield from _seasons(study.fitted)
    yield ""
    yield from _holdout(study)
    yield ""
    yield f"wrote {output}" if output else "nothing written: -o population.yaml writes it"


def _read(study: Study) -> Iterator[str]:
    known, orders = study.history, study.purchases
    yield (
        f"{shown(orders.path)}: {some(len(orders.good), 'order')} of "
        f"{some(len(known.bought), 'customer')}, {_day(known.first)} to {_day(known.end)}"
    )
    merged = len(orders.good) - known.orders
    if merged:
        yield f"  {count(merged)} on a day when the customer had ordered already: days are counted"
    if known.pause > max(SUSPICIOUS, (known.end - known.first) // 10):
        days = count(known.pause)
        yield f"  nobody ordered in the {days} days before the last order: is its time right?"
    yield from _bad(orders)
    if study.clicks:
        yield f"{shown(study.clicks.path)}: {some(len(study.clicks.good), 'event')}"
        for old, new in study.renamed.items():
            yield f"  `{shown(old)}` is called `{new}` in the population"
        yield from _bad(study.clicks)


def _bad(rows: Rows[Record]) -> Iterator[str]:
    """List the rows that could not be read."""
    if not rows.bad:
        return
    yield f"  {some(len(rows.bad), 'row')} could not be read and left out:"
    for bad in rows.bad[:SHOWN]:
        yield f"  {shown(rows.path)}:{bad.line}: {shown(bad.reason)}"
    if len(rows.bad) > SHOWN:
        yield f"  and {count(len(rows.bad) - SHOWN)} more: --bad-rows bad.csv lists them all"


def _models(study: Study) -> Iterator[RenderableType]:
    """Yield the fitted parameters, of the whole history and of what the holdout knows."""
    fits = [study.fitted]
    if study.holdout:
        fits.insert(0, study.holdout.fitted)
    table = _table("BG/NBD, in weeks", *PARAMETERS, "customers", "still buying")
    for fit in fits:
        model = fit.bgnbd
        table.add_row(
            f"until {_day(fit.end)}",
            *(number(getattr(model, name), 4) for name in PARAMETERS),
            count(fit.buyers),
            percentage(fit.alive),
        )
    yield table
    for fit in fits:
        edges = [name for name in PARAMETERS if on_the_edge(getattr(fit.bgnbd, name))]
        if edges:
            yield f"until {_day(fit.end)}: the history does not tell {', '.join(edges)}"
    yield from _values(fits)


def _values(fits: list[Fitted]) -> Iterator[RenderableType]:
    """Yield the parameters of what orders are worth."""
    table = _table("Gamma-Gamma", "p", "q", "gamma", "customers", "mean order")
    for fit in fits:
        worth = fit.gamma_gamma
        if worth:
            mean = "none" if worth.mean is None else f"{worth.mean:,.2f}"
            table.add_row(
                f"until {_day(fit.end)}",
                *(number(each, 4) for each in (worth.p, worth.q, worth.gamma)),
                count(worth.customers),
                mean,
            )
    if table.row_count:
        yield ""
        yield table
    else:
        yield "Too few customers came back with an order of some worth to fit their values."


def _segments(fitted: Fitted) -> Table:
    titles = ["customers", "share", f"orders in {fitted.days}d", "none", "mean order"]
    if fitted.funnel:
        titles.append("visits")
    table = _table(f"Segments on {_day(fitted.end)}", *titles)
    for part in fitted.parts:
        cells = [
            count(part.customers),
            percentage(part.customers / fitted.customers),
            f"{part.orders:.3f}",
            percentage(part.none),
            f"{part.value:,.2f}",
        ]
        if fitted.funnel:
            cells.append(f"{part.visits:.2f}")
        table.add_row(part.name, *cells)
    return table


def _funnel(fitted: Fitted) -> Iterator[RenderableType]:
    """Yield the funnel, and what of the clickstream it leaves aside."""
    path = fitted.funnel
    if path is None:
        return
    yield ""
    table = _table("In a visit", "after", "chance", "median delay", "visits", "without it")
    table.add_row(path.root, "", "", "", count(path.sessions), count(path.rootless))
    for step in path.steps:
        delay = length(step.median)
        table.add_row(
            step.event, step.after, percentage(step.chance), delay, count(step.sessions),
            count(step.without),
        )  # fmt: skip
    yield table
    yield f"{count(path.repeated)} events came again in their visit: one of each is simulated."
    yield (
        f"In the population an order follows with {percentage(fitted.chance)}, "
        "so that there are as many as BG/NBD expects."
    )
    for event, sessions in path.aside:
        yield f"`{event}` of {some(sessions, 'visit')} is left out: it is no step of a visit."
    if fitted.lifted:
        yield f"Visits are raised to make room for orders: {', '.join(fitted.lifted)}."
    if path.root != VISIT:
        yield f"No visit is simulated: call one `{VISIT}` by --rename {path.root}={VISIT}."
    if all(step.event != ORDER for step in path.steps):
        yield "No visit holds an order: orders follow the visit at once."


def _seasons(fitted: Fitted) -> Iterator[RenderableType]:
    table = _table("By weekday, 1 is the average", *WEEKDAYS)
    table.add_row("orders", *(f"{factor:.2f}" for factor in fitted.order_seasons.weekdays))
    if fitted.visit_seasons:
        table.add_row("visits", *(f"{factor:.2f}" for factor in fitted.visit_seasons.weekdays))
    yield table
    for what, seasons in (("orders", fitted.order_seasons), ("visits", fitted.visit_seasons)):
        if seasons:
            yield _hours(what, seasons)
    yield "The population has those of what comes by itself: the visits, or else the orders."


def _hours(what: str, seasons: Seasons) -> str:
    if not seasons.hours:
        return f"{what} by hour: not known, the times are days only"
    busy = sorted(range(24), key=lambda hour: (-seasons.hours[hour], hour))[:4]
    told = ", ".join(f"{hour}:00 {seasons.hours[hour]:.2f}" for hour in sorted(busy))
    return f"{what} by hour, the busiest: {told}"


def _holdout(study: Study) -> Iterator[RenderableType]:
    """Yield how well the population of the beginning holds at the end."""
    held = study.holdout
    if held is None:
        yield f"No holdout: {shown(study.no_holdout)}."
        return
    fitted = held.fitted
    yield (
        f"Held out: the {fitted.days} days from {_day(fitted.end + 1)}, "
        f"simulated with the population of {_day(fitted.end)}"
    )
    table = _table("", "history", "simulated")
    for label, cell in _LINES:
        table.add_row(label, cell(held.history), cell(held.simulated))
    yield table
    table = _table("Orders of a customer", "history", "BG/NBD")
    for part in fitted.parts:
        if part.name in held.actual:
            table.add_row(part.name, f"{held.actual[part.name]:.3f}", f"{part.orders:.3f}")
    yield ""
    yield table
    yield from _newcomers(held)


def _newcomers(held: Holdout) -> Iterator[str]:
    if held.newcomers:
        yield (
            f"{some(held.newcomers, 'customer')} ordered for the first time in it: "
            "not compared, nobody could know them."
        )


def _gap(figures: Figures) -> str:
    return " · ".join(f"{each:.0f}" for each in figures.gaps) or "none"


def _periods(figures: Figures) -> str:
    return " · ".join(f"{each:.2f}" for each in figures.periods)


def _many(many: int) -> Callable[[Figures], str]:
    return lambda figures: percentage(figures.counts[many])


_LINES: tuple[tuple[str, Callable[[Figures], str]], ...] = (
    ("customers", lambda figures: count(figures.customers)),
    ("orders of a customer", lambda figures: f"{figures.orders:.3f} ± {figures.half:.3f}"),
    ("  in its four quarters", _periods),
    ("ordered at all", lambda figures: percentage(figures.repeaters)),
    *((f"  with {many} order{'s' if many > 1 else ''}", _many(many)) for many in range(1, MOST)),
    (f"  with {MOST} or more", _many(MOST)),
    ("days between, quartiles", _gap),
)


def _table(first: str, *rest: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(first, overflow="fold")
    for title in rest:
        table.add_column(title, justify="right", no_wrap=True)
    return table


def _day(day: int) -> str:
    return date.fromordinal(day).isoformat()
