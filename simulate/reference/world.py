"""The world of one customer while a life is lived: what all the rules read and write."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.policy import Sent
from journeykit.simulate.draws import Keys
from journeykit.simulate.life import (
    Held,
    Purchase,
    Refusal,
    Response,
    Row,
    Snapshot,
    Stuck,
)
from journeykit.simulate.program import Program
from journeykit.simulate.reference.agenda import EVENTS, Agenda
from journeykit.simulate.reference.customer import Customer
from journeykit.simulate.reference.history import Happening, History
from journeykit.simulate.reference.staff import Job, Staff
from journeykit.simulate.reference.tokens import Instance, Token, Walk
from journeykit.simulate.starts import StartProgram
from journeykit.simulate.ways import Ways

Walker: TypeAlias = Callable[["World", Token, Ways], Walk]
Handler: TypeAlias = Callable[["World", Happening], None]
MOST_IN_A_SECOND = 10_000
MOST_IN_A_LIFE = 1 << 18


class World:
    """One customer with their agenda, history, journeys and the record of what came of it.

    `entries` are all instances of each journey by rank, `live` those that run, `unconverted`
    those that ended but may still reach their goal; all in order of entry. `catching` are the
    tokens that wait for an event, by its name and their number; `joining` the instances with
    tokens at joins. By start, `holds` tells whether its condition held when last looked at, and
    `dates` when it is due; `spent` are the starts by silence that wait for their event again.
    """

    def __init__(
        self,
        program: Program,
        customer: int,
        keys: Keys,
        *,
        agenda: Agenda,
        staff: Staff,
        walk: Walker,
        handle: Handler,
    ) -> None:
        """Begin at the life's start, when nothing has happened.

        `walk` is how a token goes, `handle` what an event does.
        """
        self.program = program
        self.walk = walk
        self.handle = handle
        self.customer = Customer(program, customer, keys)
        self.agenda = agenda
        self.staff = staff
        self.history = History()
        self.entries: list[list[Instance]] = [[] for _ in program.journeys]
        self.live: list[list[Instance]] = [[] for _ in program.journeys]
        self.unconverted: list[list[Instance]] = [[] for _ in program.journeys]
        self.catching: dict[str, dict[int, Token]] = {}
        self.joining: dict[Instance, None] = {}
        self.holds: dict[tuple[int, int], bool] = {}
        self.dates: dict[tuple[int, int], int] = {}
        self.spent: dict[str, list[StartProgram]] = {}
        self.sent: list[Sent] = []
        self.rows: list[Row] = []
        self.refusals: list[Refusal] = []
        self.responses: list[Response] = []
        self.stuck: list[Stuck] = []
        self.jobs: list[Job] = []
        self.purchases: list[Purchase] = []
        self.held: list[Held] = []
        self.snapshots: list[Snapshot] = []
        self._second = -program.warm_up
        self._work = 0
        self._toil = 0
        self._latest: Token | None = None

    @property
    def now(self) -> int:
        """The present second."""
        return self.agenda.now

    def announce(self, happening: Happening) -> None:
        """Put an event that is still to come on the agenda; beyond the horizon it never comes."""
        if happening.time < self.program.horizon:
            rank = self.program.order[happening.event]
            action = partial(self.handle, self, happening)
            self.agenda.at(happening.time, EVENTS, rank, self.agenda.number(), action)

    def toil(self, token: Token | None = None) -> None:
        """Count one step run by a token, or one event handled, in this second (T23).

        Raises:
            JourneyError: they are too many: journeys or events cause each other at once, or a
                loop goes round all life long.
        """
        now = self.now
        if now != self._second:
            self._second, self._work = now, 0
        self._latest = token or self._latest
        self._work += 1
        self._toil += 1
        if self._work > MOST_IN_A_SECOND or self._toil > MOST_IN_A_LIFE:
            raise JourneyError(self._stopped())

    def _stopped(self) -> str:
        """Say where the customer is who does too much."""
        at = self._latest
        step = f", the last step `{at.at.id}` of journey `{at.instance.journey.id}`" if at else ""
        many = (
            f"more than {MOST_IN_A_SECOND} steps and events cause each other at once"
            if self._work > MOST_IN_A_SECOND
            else f"more than {MOST_IN_A_LIFE} steps and events in one life"
        )
        customer = self.customer.number
        return f"customer {customer} does not get on at second {self.now}: {many}{step}"
