"""Sessions: the events of a customer that lie close together, and the first of each name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from journeykit.simulate.fit.orders import Click


@dataclass(frozen=True, slots=True)
class Session:
    """One visit: whose, and when each of its events came first; `repeated` counts the others."""

    customer: str
    first: Mapping[str, datetime]
    repeated: int

    @property
    def day(self) -> int:
        """The day it began: its number, 1 is the first day of year 1."""
        return min(self.first.values()).toordinal()


def sessions(clicks: Iterable[Click], apart: int) -> tuple[Session, ...]:
    """Part events into sessions: a new one begins after so many seconds without any."""
    of_customer: defaultdict[str, list[Click]] = defaultdict(list)
    for click in clicks:
        of_customer[click.customer].append(click)
    return tuple(
        session
        for customer in sorted(of_customer)
        for session in _sessions(customer, of_customer[customer], apart)
    )


def _sessions(customer: str, clicks: list[Click], apart: int) -> Iterator[Session]:
    """Yield the sessions of one customer."""
    held: list[Click] = []
    # Events of one second keep the order of the file.
    for click in sorted(clicks, key=lambda each: each.time):
        if held and (click.time - held[-1].time).total_seconds() > apart:
            yield _session(customer, held)
            held = []
        held.append(click)
    if held:
        yield _session(customer, held)


def _session(customer: str, clicks: list[Click]) -> Session:
    first: dict[str, datetime] = {}
    for click in clicks:
        first.setdefault(click.event, click.time)
    return Session(customer, first, len(clicks) - len(first))
