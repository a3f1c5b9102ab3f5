"""The default warm-up: the longest silence that the plan waits for."""

from __future__ import annotations

import pytest

from journeykit.journeys.durations import Duration, parse
from journeykit.journeys.model.drawn import Constant, Lognormal, Uniform
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.map import Map
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.population import AttributeRule, Population
from journeykit.journeys.model.start import EventStart, SilenceStart
from journeykit.journeys.place import Word
from journeykit.simulate.warmup import warm_up

DAY = 86_400


def _plan(*silences: str) -> Plan:
    visit = Word("site.visit")
    starts = {
        Word(f"s{n}"): SilenceStart(id=Word(f"s{n}"), without=visit, for_=parse(Word(text)))
        for n, text in enumerate(silences)
    }
    event = EventStart(id=Word("e"), event=(visit,))
    params: dict[Word, Duration | float] = {Word("n"): parse(Word("45d"))}
    journey = Journey(id=Word("j"), start={Word("e"): event, **starts}, params=params)
    attributes = {
        Word("cycle"): AttributeRule(value=Uniform(20 * DAY, 40 * DAY, whole=True)),
        Word("fixed"): AttributeRule(value=Constant(50.0 * DAY)),
        Word("wild"): AttributeRule(value=Lognormal(DAY, 1)),
    }
    return Plan("j.yaml", Map(), Population(attributes=attributes), {"j": journey}, {})


@pytest.mark.parametrize(
    ("silences", "days"),
    [
        ((), 0),
        (("30d", "90d"), 90),
        (("30d..60d",), 60),
        (("$n",), 45),
        (("$n + 5d",), 50),
        (("customer.cycle",), 40),
        (("customer.fixed",), 50),
        (("customer.wild",), 365),
        (("2y",), 365),
    ],
)
def test_the_warm_up_is_the_longest_silence(silences: tuple[str, ...], days: int) -> None:
    assert warm_up(_plan(*silences)) == days * DAY
