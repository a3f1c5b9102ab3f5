"""The timetables of written-out customers, one below the other or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from journeykit.cli.figures import some
from journeykit.cli.forecast_json import life_fields
from journeykit.cli.plain_json import as_json, plain
from journeykit.cli.timetable import days, happened
from journeykit.journeys.durations import seconds_text
from journeykit.simulate.clock import DAY
from journeykit.simulate.life import Life
from journeykit.simulate.order import Order


def timetables(lives: Iterable[Life], order: Order) -> Iterator[RenderableType]:
    """Yield what was replayed, then each customer's timetable below what is written of them."""
    setting = order.setting()
    yield Text(f"{setting.name or order.plan.path}, replayed", style="bold")
    yield Text(days(setting), style="dim")
    local = order.clock().moment
    for life in lives:
        yield ""
        yield Text(_name(life, order), style="bold")
        yield from _later(life, order)
        yield happened(life, local)


def timetables_json(lives: Iterable[Life], order: Order) -> str:
    """Return what each customer lived through; times are seconds from the start of the run."""
    written = order.plan.population.written_out
    customers = [
        {"about": written[life.customer].about.in_language(), **life_fields(life)} for life in lives
    ]
    return as_json({"setting": plain(order.setting()), "customers": customers}) + "\n"


def _name(life: Life, order: Order) -> str:
    about = order.plan.population.written_out[life.customer].about.in_language()
    return f"Customer {life.customer}" + (f": {about}" if about else "")


def _later(life: Life, order: Order) -> Iterator[RenderableType]:
    """Yield how many written events come after the last day, and how to see them."""
    events = order.plan.population.written_out[life.customer].events
    late = [each.at.low for each in events if each.at.low >= order.days * DAY]
    if late:
        enough = seconds_text((max(late) // DAY + 1) * DAY)
        told = f"{some(len(late), 'event')} after the last day: --for {enough} replays them too."
        yield Text(told, style="yellow")
