"""What is asked of a run: the plan, how many customers, how long, with which seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.step import UserTask
from journeykit.simulate.clock import DAY, LocalClock, local_clock
from journeykit.simulate.forecast import Setting

Mode: TypeAlias = Literal["observe", "enforce"]


@dataclass(frozen=True, slots=True)
class Order:
    """What to simulate: equal orders give equal results, whatever the number of workers.

    `warm_up` is in seconds, `days` are calendar days of the map's zone. The policy is watched
    (`observe`) or acts (`enforce`). Customers who share people (`shares_staff`) are simulated
    together, `replications` times.
    """

    plan: Plan
    customers: int = 1000
    days: int = 90
    seed: int = 1
    start: date = date(2026, 1, 5)
    warm_up: int = 0
    policy: Mode = "observe"
    replications: int = 1

    @property
    def shares_staff(self) -> bool:
        """Tell whether customers wait for people of a role that has limits."""
        return any(
            isinstance(step, UserTask) and step.by in self.plan.map.staff
            for journey in self.plan.journeys.values()
            for step in journey.steps.values()
        )

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
            population=size if isinstance(size, int) and not self.shares_staff else self.customers,
            days=self.days,
            start=self.start,
            zone=str(self.plan.map.timezone),
            seed=self.seed,
            warm_up=self.warm_up,
            drawn=not written_out,
            replications=self.replications,
        )
