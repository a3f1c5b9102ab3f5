"""One customer's timetable as a table: entries, messages, refusals, conversions, ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from journeykit.cli.figures import some
from journeykit.journeys.policy import LocalTime
from journeykit.simulate.forecast import Setting
from journeykit.simulate.life import Instance, Life

_COLOURS = {
    "entered": "cyan", "sent": "bold", "dropped": "yellow", "deferred": "yellow",
    "refused": "dim", "stuck": "red", "converted": "green", "ended": "dim",
}  # fmt: skip
_CAUSES = {
    "exit": "an exit",
    "group": "a journey of its group",
    "parent": "the journey that called it",
    "stuck": "stuck",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timetable; `rank` orders what happens in one second."""

    time: int
    rank: int
    journey: str
    step: str
    message: str
    status: str
    why: str


def entries(life: Life) -> list[Entry]:
    """Return what happened to the customer in the counted days, in order of time."""
    found = [*_entered(life), *_sent(life), *_left(life)]
    return sorted(found, key=lambda each: (each.time, each.rank))


def timetable(life: Life, setting: Setting, local: LocalTime) -> Iterator[RenderableType]:
    """Yield a customer's timetable, a line for each thing that happened."""
    name = f"{setting.name}: customer" if setting.name else "Customer"
    yield Text(f"{name} {life.customer}", style="bold")
    yield Text(
        f"{some(setting.days, 'day')} from {setting.start} ({setting.zone}), seed {setting.seed}",
        "dim",
    )
    yield ""
    lines = entries(life)
    if not lines:
        yield "Nothing happened to this customer."
        return
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("time", no_wrap=True)
    for title in ("journey", "step", "message", "status", "why"):
        table.add_column(title, overflow="fold")
    for each in lines:
        when = f"{local(each.time):%Y-%m-%d %H:%M:%S}"
        status = Text(each.status, style=_COLOURS[each.status])
        table.add_row(when, each.journey, each.step, each.message, status, each.why)
    yield table


def _entered(life: Life) -> Iterator[Entry]:
    for each in life.instances:
        if each.entered >= 0:
            yield Entry(each.entered, 1, each.journey, each.start, "", "entered", "")
    for refusal in life.refusals:
        yield Entry(
            refusal.time, 1, refusal.journey, refusal.start, "", "refused", f"by {refusal.why}"
        )


def _sent(life: Life) -> Iterator[Entry]:
    for row in life.rows:
        why = f"breaks {row.reason}" if row.status == "sent" and row.reason else row.reason
        yield Entry(row.time, 2, row.journey, row.step, row.message, row.status, why)


def _left(life: Life) -> Iterator[Entry]:
    for stuck in life.stuck:
        yield Entry(stuck.time, 3, stuck.journey, stuck.step, "", "stuck", "no way on")
    for each in life.instances:
        if each.converted is not None and each.converted >= 0:
            yield Entry(each.converted, 0, each.journey, "", "", "converted", "")
        if each.ended is not None and each.ended >= 0:
            yield _end(each, each.ended)


def _end(each: Instance, time: int) -> Entry:
    """Return the end of an instance; what cuts it short comes before what begins then."""
    why = f"by {_CAUSES[each.how]}" if each.how in _CAUSES else each.result
    rank = 0 if each.how in _CAUSES and each.entered < time else 4
    return Entry(time, rank, each.journey, "", "", "ended", why)
