"""Every scheme of the sources is a journey of the samples, element for element."""

from __future__ import annotations

import pytest

from tests.samples.maps import plan_of
from tests.samples.scheme import Scheme, differences, drawn, schemes

SCHEMES = schemes()
EACH = [(name, scheme) for name, found in SCHEMES.items() for scheme in found.values()]


def test_there_are_103_schemes() -> None:
    assert {name: len(found) for name, found in SCHEMES.items()} == {
        "b2b": 1,
        "commerce-map": 14,
        "communication-map": 11,
        "ecommerce": 30,
        "funnel": 30,
        "loyalty": 17,
    }


@pytest.mark.parametrize(("name", "scheme"), EACH, ids=lambda value: getattr(value, "id", value))
def test_a_journey_has_every_element_of_its_scheme(name: str, scheme: Scheme) -> None:
    plan, told = plan_of(name), drawn(name)
    assert scheme.id in told
    assert differences(scheme, told[scheme.id], plan) == []


@pytest.mark.parametrize(("name", "scheme"), EACH, ids=lambda value: getattr(value, "id", value))
def test_a_journey_names_the_scheme_as_its_source(name: str, scheme: Scheme) -> None:
    journey = plan_of(name).journeys[drawn(name)[scheme.id].journey]
    (source,) = journey.source
    assert scheme.id == source or scheme.id.startswith(f"{source}-")


@pytest.mark.parametrize("name", SCHEMES)
def test_a_map_has_no_journey_without_a_scheme(name: str) -> None:
    assert sorted(plan_of(name).journeys) == sorted(told.journey for told in drawn(name).values())
