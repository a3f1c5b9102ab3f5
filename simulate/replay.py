"""Customers whose events are written out, lived exactly as they are."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.journeys.model.plan import Plan
from journeykit.simulate.life import Life
from journeykit.simulate.order import Order
from journeykit.simulate.reference.live import live, live_together
from journeykit.simulate.run import program_of


def replay_all(order: Order, customers: Iterable[int]) -> tuple[Life, ...]:
    """Return the lives of these customers, in their order.

    Where customers share people, all live, and these are told.

    Raises:
        JourneyError: a written event is before the warm-up, or a life does not get on.
    """
    program = program_of(order)
    if order.shares_staff:
        everybody = live_together(program, range(order.customers), order.seed)
        return tuple(everybody[customer] for customer in customers)
    return tuple(live(program, customer, order.seed) for customer in customers)


def earliest(plan: Plan) -> int:
    """Return when the first written event comes, in seconds from the first day, 0 without any."""
    events = (each for customer in plan.population.written_out for each in customer.events)
    return min((each.at.low for each in events), default=0)
