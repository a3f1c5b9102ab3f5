"""Settings: other values at places of a plan's documents."""

from __future__ import annotations

import pytest

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.load import Loaded, load
from journeykit.journeys.place import Mapping
from journeykit.journeys.settings import read_setting, with_setting
from journeykit.journeys.text import read

PLAN = """
map: Shop
calendar: [{send: digest, every: 7d}]
messages: {digest: {channel: email, class: content}}
---
journey: cart
params: {n: 1h}
start: {filled: {event: cart.item_added, next: wait}}
steps:
  wait: {timer: $n, next: mail}
  mail: {send: reminder, next: last}
  last: {send: {channel: email, class: service}, next: end}
messages: {reminder: {channel: email, class: service}}
---
population: Visitors
behaviour:
  site.visit: {about_every: 5d}
  cart.item_added: [{after: site.visit, chance: 20%}]
"""


def documents() -> list[Mapping]:
    """Return the documents of the plan."""
    trees, findings = read(PLAN, "plan.yaml")
    assert not findings
    return [tree for tree in trees if isinstance(tree, Mapping)]


def loaded(path: str, value: str) -> Loaded:
    """Load the plan with a setting."""
    return load(with_setting(documents(), path, value, at=f"--set {path}={value}"), "plan.yaml")


def messages_of(told: Loaded) -> list[str]:
    """Return what loading reports, with its places."""
    return [f"{each.place} {each.message}" for each in told.findings]


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("n=1h,6h", ("1h", "6h")),
        ("n=2..5", ("2", "3", "4", "5")),
        ("n=1,3..4", ("1", "3", "4")),
        ("n=7d..14d", ("7d..14d",)),
        ("n=1h, 1h", ("1h",)),
        ("n=[email, sms],[email]", ("[email, sms]", "[email]")),
        ('n=happened("a", within="3d")', ('happened("a", within="3d")',)),
        ('n="a,b",c', ('"a,b"', "c")),
        ("n=a=b", ("a=b",)),
    ],
)
def test_values_are_divided_by_commas_and_counted_by_dots(
    written: str, values: tuple[str, ...]
) -> None:
    assert read_setting(written).values == values


@pytest.mark.parametrize("written", ["n", "=3", "n=", "n=1,,2", "n=5..2", "n=1..9999"])
def test_what_is_no_setting_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"PATH=VALUES|empty|more than"):
        read_setting(written)


def test_a_parameter_takes_another_value() -> None:
    told = loaded("journeys.cart.params.n", "6h")
    assert told.plan is not None
    params = told.plan.journeys["cart"].params
    assert [str(each) for each in params] == ["n"]
    assert "6h" in str(params)


def test_a_default_of_the_map_can_be_set_as_if_it_were_written() -> None:
    told = loaded("policy.caps.1.at_most", "9")
    assert told.plan is not None
    assert [cap.at_most for cap in told.plan.map.policy.caps] == [1, 9]


def test_a_key_that_is_not_written_yet_can_be_set() -> None:
    told = loaded("journeys.cart.priority", "80")
    assert told.plan is not None
    assert told.plan.journeys["cart"].priority == 80


def test_names_with_dots_are_found_as_a_whole() -> None:
    told = loaded("population.behaviour.site.visit.about_every", "9d")
    assert told.plan is not None
    assert "9d" in str(told.plan.population.behaviour)


@pytest.mark.parametrize(
    ("path", "id"),
    [("digest", "digest"), ("reminder", "reminder"), ("cart.last", "cart.last")],
)
def test_a_message_is_found_wherever_it_is_defined(path: str, id: str) -> None:
    told = loaded(f"messages.{path}.class", "sale")
    assert told.plan is not None
    assert told.plan.messages[id].class_ == "sale"


def test_the_rest_of_the_plan_stays_as_it_was() -> None:
    before, after = load(documents(), "plan.yaml").plan, loaded("journeys.cart.params.n", "1h").plan
    assert before == after


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("journeys.crat.params.n", "unknown `crat` in `journeys`: did you mean `cart`? (cart)"),
        ("journeys.cart.params.m", "unknown `m` in `journeys.cart.params`: known: n"),
        ("journeys.cart.steps.wiat.timer", "did you mean `wait`?"),
        ("journeys.cart", "unknown `cart` in `journeys`"),
        ("polici.caps.0.at_most", "unknown `polici`: did you mean `policy`?"),
        ("policy.caps.7.at_most", "unknown `7` in `policy.caps`: known: 0, 1"),
        ("policy.caps.first", "unknown `first` in `policy.caps`: known: 0, 1"),
        ("population.behaviour.site.visits.chance", "unknown `site` in `population.behaviour`"),
        ("messages.reminde.class", "unknown `reminde` in `messages`: did you mean `reminder`?"),
        ("journeys.cart.params.n.low", "`journeys.cart.params.n` is `1h`, there is nothing below"),
        ("population", "`population` needs a name and a key below it"),
    ],
)
def test_a_path_to_nowhere_names_the_nearest_key(path: str, said: str) -> None:
    with pytest.raises(JourneyError) as error:
        loaded(path, "1")
    assert str(error.value).startswith(f"--set {path}=1: ")
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("policy.caps.0.at_most", "many", "is not a whole number"),
        ("policy.caps.0.at_mots", "3", "unknown key `at_mots`"),
        ("polici", "3", "unknown key `polici`"),
        ("journeys.cart.params.n", "1x", "1x"),
        ("journeys.cart.steps.wait.next", "mial", "unknown step `mial`"),
    ],
)
def test_a_wrong_value_is_told_at_its_setting(path: str, value: str, said: str) -> None:
    found = messages_of(loaded(path, value))
    assert len(found) >= 1
    assert found[0].startswith(f"--set {path}={value}:1:1 ")
    assert said in found[0]


def test_a_value_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(JourneyError, match=r"^--set policy.exempt=\[a: not YAML"):
        loaded("policy.exempt", "[a")


def test_a_profile_is_set_in_place_of_the_maps_own_caps() -> None:
    documents_ = with_setting(documents(), "policy.caps.0.at_most", "9", at="--set")
    told = load(with_setting(documents_, "policy.profile", "hubspot-like", at="--set"), "plan.yaml")
    assert told.plan is not None
    assert [cap.at_most for cap in told.plan.map.policy.caps] == [4]


def test_the_caps_of_a_profile_can_be_set() -> None:
    counted = with_setting(documents(), "policy.profile", "klaviyo-like", at="--set")
    told = load(with_setting(counted, "policy.caps.0.at_most", "3", at="--set"), "plan.yaml")
    assert told.plan is not None
    assert [cap.at_most for cap in told.plan.map.policy.caps] == [3, 1, 1]
    assert told.plan.map.policy.min_gap is None


def test_an_unknown_profile_is_wrong_where_it_is_set() -> None:
    told = loaded("policy.profile", "klavio-like")
    assert messages_of(told) == ["--set policy.profile=klavio-like:1:1 unknown value `klavio-like`"]
