"""What events change in the customer: sessions, attributes, consent (T11, M15, T26)."""

from __future__ import annotations

from journeykit.journeys.conditions import Value
from journeykit.simulate.draws import mix, name
from journeykit.simulate.population import SESSION_END
from journeykit.simulate.reference.agenda import EVENTS
from journeykit.simulate.reference.history import VISIT, Happening
from journeykit.simulate.reference.scope import Scope
from journeykit.simulate.reference.starts import redate
from journeykit.simulate.reference.world import World
from journeykit.simulate.steps import Settings

HALF_AN_HOUR = 1800
_SESSION_END = name(f"event {SESSION_END}")


def affect(world: World, happening: Happening) -> None:
    """Open or close a session, set what the behaviour says, give or take contacts and consent."""
    _session(world, happening)
    population = world.program.population
    cause = happening.cause
    settings = cause.settings if cause else population.settings.get(happening.event, ())
    if settings:
        assign(world, settings, Scope(world, event=happening))
    if happening.event in ("message.filled", "message.refused"):
        _answer(world, happening)
    elif happening.event in ("unsubscribed", "complained"):
        for channel, consent in world.program.consents.items():
            if happening.data.get("channel", channel) == channel:
                world.customer.unsubscribe(consent, channel)


def assign(world: World, settings: Settings, scope: Scope) -> None:
    """Set attributes: all values are found first; a missing one changes nothing (T25)."""
    values = [(attribute, evaluate(scope)) for attribute, evaluate in settings]
    for attribute, value in values:
        if value == value:
            _set(world, attribute, value)


def _set(world: World, attribute: str, value: Value) -> None:
    """Set one attribute, and look again when its date is due."""
    world.customer.set(attribute, value)
    redate(world, attribute)


def _answer(world: World, happening: Happening) -> None:
    """Give what a form asks for; who refuses it still keeps what is known already (M14b)."""
    message = world.program.messages.get(str(happening.data.get("message")))
    for attribute in message.form if message else ():
        if happening.event == "message.filled":
            _set(world, attribute, "known")
        elif attribute not in world.customer.attributes:
            _set(world, attribute, "denied")


def _session(world: World, happening: Happening) -> None:
    """Open a session at a visit, close one at its end."""
    if happening.event == VISIT:
        world.customer.visit()
        if not world.program.population.sessions_end:
            _close_later(world, happening)
    elif happening.event == SESSION_END:
        world.customer.leave()


def _close_later(world: World, visit: Happening) -> None:
    """Let the session end half an hour after the visit, unless another one comes before."""

    def close() -> None:
        if world.history.latest(VISIT) is visit:
            world.customer.leave_all()
            world.handle(world, end)

    time = visit.time + HALF_AN_HOUR
    end = Happening(SESSION_END, time, mix(visit.lineage, _SESSION_END), visit.data)
    rank = world.program.order[SESSION_END]
    world.agenda.at(time, EVENTS, rank, world.agenda.number(), close)
