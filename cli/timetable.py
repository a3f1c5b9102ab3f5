"""One customer's timetable as a table: entries, messages, refusals, conversions, ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from journeykit.cli.figures import some
from journeykit.cli.sheets import csv_text
from journeykit.journeys.policy import LocalTime
from journeykit.simulate.forecast import Setting
from journeykit.simulate.life import Instance, Life

COLUMNS = ("time", "journey", "step", "message", "status", "why")
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
    yield Text(days(setting), style="dim")
    yield ""
    yield happened(life, local)


def days(setting: Setting) -> str:
    """Return what days a timetable is about, and what decides all chance in it."""
    span = f"{some(setting.days, 'day')} from {setting.start} ({setting.zone})"
    return f"{span}, seed {setting.seed}"


def happened(life: Life, local: LocalTime) -> RenderableType:
    """Return a table of what happened to a customer."""
    lines = entries(life)
    if not lines:
        return "Nothing happened to this customer."
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(COLUMNS[0], no_wrap=True)
    for title in COLUMNS[1:]:
        table.add_column(title, overflow="fold")
    for each in lines:
        when, *words, status, why = line(each, local)
        table.add_row(when, *words, Text(status, style=_COLOURS[status]), why)
    return table


def timetables_csv(lives: Iterable[Life], local: LocalTime) -> str:
    """Return what happened to customers as CSV: the customer's number, then `COLUMNS`."""
    lines = ((life.customer, *line(each, local)) for life in lives for each in entries(life))
    return csv_text([("customer", *COLUMNS), *lines])


def line(entry: Entry, local: LocalTime) -> tuple[str, str, str, str, str, str]:
    """Return an entry in words, as the titles of `COLUMNS` have it."""
    when = f"{local(entry.time):%Y-%m-%d %H:%M:%S}"
    return when, entry.journey, entry.step, entry.message, entry.status, entry.why


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
