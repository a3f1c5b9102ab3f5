"""What is asked of a run: the plan, how many customers, how long, with which seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from journeykit.journeys.model.plan import Plan
from journeykit.simulate.clock import DAY, LocalClock, local_clock
from journeykit.simulate.forecast import Setting

Mode: TypeAlias = Literal["observe", "enforce"]


@dataclass(frozen=True, slots=True)
class Order:
    """What to simulate: equal orders give equal results, whatever the number of workers.

    `warm_up` is in seconds, `days` are calendar days of the map's zone. The policy is watched
    (`observe`) or acts (`enforce`).
    """

    plan: Plan
    customers: int = 1000
    days: int = 90
    seed: int = 1
    start: date = date(2026, 1, 5)
    warm_up: int = 0
    policy: Mode = "observe"

    def clock(self) -> LocalClock:
        """Return the local time of the run."""
        zone = str(self.plan.map.timezone)
        return local_clock(self.start, zone, before=self.warm_up, after=self.days * DAY)

    def setting(self) -> Setting:
        """Return what stands above a forecast."""
        written_out = self.plan.population.written_out
        size = self.plan.population.customers
        return Setting(
            name=self.plan.map.name.in_language(),
            customers=self.customers,
            population=size if isinstance(size, int) else self.customers,
            days=self.days,
            start=self.start,
            zone=str(self.plan.map.timezone),
            seed=self.seed,
            warm_up=self.warm_up,
            drawn=not written_out,
        )
