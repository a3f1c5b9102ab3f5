"""The people of a map: limited, and shared by all customers (T27)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from simpy import PriorityResource
from simpy.resources.resource import PriorityRequest

from journeykit.simulate.reference.agenda import Timeline

Turn: TypeAlias = tuple[int, int, int]
"""A place in a role's queue: the second of the request, the customer, the token."""


class Claim:
    """A wish for one person of a role: a place in the queue, then their time."""

    def __init__(self, people: PriorityResource, turn: Turn) -> None:
        """Queue among the others."""
        self._people = people
        self._request = PriorityRequest(people, turn)  # type: ignore[arg-type]  # any order will do

    def then(self, granted: Callable[[], None]) -> None:
        """Do `granted` as soon as somebody has time."""
        self._request.callbacks.append(lambda _: granted())

    def give_up(self) -> None:
        """Leave the queue, or let the person go."""
        if self._request.triggered:
            self._people.release(self._request)
        else:
            self._request.cancel()


class Staff:
    """The people of each limited role on one timeline."""

    def __init__(self, timeline: Timeline, roles: Mapping[str, int]) -> None:
        """Begin with everybody free."""
        self._roles = {role: PriorityResource(timeline, number) for role, number in roles.items()}

    def claim(self, role: str, turn: Turn) -> Claim | None:
        """Ask for a person of a role; None where it has no limit."""
        people = self._roles.get(role)
        return Claim(people, turn) if people else None


@dataclass(slots=True, eq=False)
class Job:
    """One task of a person for one customer; `claim` is None where the role has no limit."""

    journey: str
    instance: int
    step: str
    role: str
    time: int
    claim: Claim | None
    begun: int | None = None
    ended: int | None = None
    done: bool = False

    def waits(self, granted: Callable[[], None]) -> bool:
        """Tell whether it must wait for its turn; then `granted` is done when it has come."""
        if self.claim is None:
            return False
        self.claim.then(granted)
        return True

    def end(self, time: int, *, done: bool) -> None:
        """Let the person go, or leave the queue."""
        self.ended, self.done = time, done
        if self.claim:
            self.claim.give_up()
