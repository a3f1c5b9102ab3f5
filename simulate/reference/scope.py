"""What conditions see: the customer now, and the instance that asks, if one does."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.conditions import Value
from journeykit.journeys.conditions.scope import MISSING, Fields, Window, Within
from journeykit.simulate.journeys import JourneyProgram
from journeykit.simulate.reference.history import (
    VISIT,
    Correlation,
    Happening,
    Stretch,
    concerns,
    matching,
)
from journeykit.simulate.reference.tokens import Instance
from journeykit.simulate.reference.world import World
from journeykit.simulate.ways import END, Choice, drawn


class Scope:
    """One moment of a customer, seen from an instance, from a start, or from nowhere.

    `since` is the place in the history after which calls without a window look; `event` is the
    event at hand, `origin` the one that starts the instance.
    """

    __slots__ = ("_correlation", "_event", "_instance", "_journey", "_origin", "_since", "_world")

    def __init__(
        self,
        world: World,
        journey: JourneyProgram | None = None,
        *,
        event: Happening | None = None,
        origin: Happening | None = None,
        instance: Instance | None = None,
        correlation: Correlation = None,
    ) -> None:
        """Look at the world; without an instance, at the customer's whole life."""
        self._world = world
        self._journey = journey
        self._event = event
        self._origin = origin
        self._instance = instance
        self._correlation = correlation
        self._since = instance.place if instance else 0

    def now(self) -> float:
        """Return the time."""
        return float(self._world.now)

    def attribute(self, name: str) -> Value:
        """Return the customer's attribute."""
        return self._world.customer.attribute(name)

    def parameter(self, name: str) -> float:
        """Return a parameter of the journey in seconds or as a number."""
        return self._journey.parameters.get(name, MISSING) if self._journey else MISSING

    def start(self, field: str) -> Value:
        """Return a field of the event that started the instance."""
        return _field(self._origin, field)

    def event(self, field: str) -> Value:
        """Return a field of the event at hand, or of the latest one that was caught."""
        return _field(self._event, field)

    def happened(self, event: str, within: Within, data: Fields) -> bool:
        """Tell whether such an event is in the window."""
        return next(self._matching(event, within, data), None) is not None

    def count(self, event: str, within: Within, data: Fields) -> float:
        """Return how many such events are in the window."""
        if not data and self._correlation is None:
            return float(len(self._found(event, within)))
        return float(sum(1 for _ in self._matching(event, within, data)))

    def since(self, event: str, within: Within, data: Fields) -> float:
        """Return the age of the latest such event in the window."""
        latest = next(self._matching(event, within, data), None)
        return float("inf") if latest is None else float(self._world.now - latest.time)

    def known(self, name: str) -> bool:
        """Tell whether the contact or permission is known."""
        return name in self._world.customer.attributes

    def denied(self, name: str) -> bool:
        """Tell whether the contact or permission was refused."""
        return name in self._world.customer.denied

    def segment(self, name: str) -> bool:
        """Tell whether the customer is in the segment now."""
        for place, segment in enumerate(self._world.program.population.segments):
            if segment.name == name:
                return belongs(self._world, place)
        return False

    def in_journey(self, journey: str) -> bool:
        """Tell whether the customer is in the journey now."""
        rank = self._world.program.ranks.get(journey)
        return rank is not None and bool(self._world.live[rank])

    def on_site(self) -> bool:
        """Tell whether a session is open."""
        return self._world.customer.on_site

    def times(self, step: str) -> float:
        """Return this instance's arrivals at the step."""
        if self._instance is None:
            return 0.0
        return float(self._instance.arrivals.get(self._number(step), 0))

    def arm(self, step: str) -> Value:
        """Return the id that the customer's arm at the step leads to."""
        number = self._number(step)
        if self._journey is None or number == END:
            return MISSING
        program = self._journey.steps[number]
        if program.ways.choice is not Choice.ARM:
            return MISSING
        way = drawn(program.ways, self._world.customer.draw(program.arm)[0])
        if way is None:
            return MISSING
        return "end" if way.to == END else self._journey.steps[way.to].id

    def _number(self, step: str) -> int:
        """Return the number of a step of the journey."""
        steps = self._journey.steps if self._journey else ()
        return next((each.number for each in steps if each.id == step), END)

    def _matching(self, event: str, within: Within, data: Fields) -> Iterator[Happening]:
        """Yield the events in the window that fit, the latest first."""
        return matching(self._found(event, within), data, self._correlation)

    def _found(self, event: str, within: Within) -> Stretch:
        """Return the events in the window, whatever they concern."""
        history = self._world.history
        if within is Window.ENTRY:
            return history.after(event, self._since)
        if within is Window.SESSION:
            visit = self._visit()
            return history.after(event, visit.place - 1 if visit else 0)
        if isinstance(within, Window):
            return history.after(event, 0)
        return history.younger(event, self._world.now - within)

    def _visit(self) -> Happening | None:
        """Return the latest visit that the instance sees."""
        visits = self._world.history.after(VISIT, 0)
        return next((v for v in reversed(visits) if concerns(v, self._correlation)), None)


def _field(happening: Happening | None, field: str) -> Value:
    """Return a field of an event; `event` is its name."""
    if happening is None:
        return MISSING
    return happening.event if field == "event" else happening.data.get(field, MISSING)


def belongs(world: World, place: int) -> bool:
    """Tell whether the customer is now in the segment at that place."""
    test = world.program.population.segments[place].test
    return test(Scope(world)) if test else world.customer.shares[place]


def sight(world: World, instance: Instance, event: Happening | None = None) -> Scope:
    """Return what an instance sees; `event` is the event at hand, else the latest caught."""
    return Scope(
        world,
        instance.journey,
        event=event or instance.caught,
        origin=instance.origin,
        instance=instance,
        correlation=instance.correlation,
    )
