"""What the page on conditions says of its customer is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journeykit.journeys.conditions import Value, calls, compile, compile_test, parse, parse_value
from journeykit.journeys.conditions.functions import FUNCTIONS
from journeykit.journeys.finding import Mistake
from journeykit.journeys.place import Word
from tests.journeys.customer import Customer, Happening

PAGE = (Path(__file__).parents[2] / "docs" / "conditions.md").read_text(encoding="utf-8")
HOLDS = re.findall(r"^\| `(.+)` \| (yes|no) \|", PAGE, re.MULTILINE)
VALUES, MISTAKES = (
    re.findall(r"^\| `(.+?)` \| (.+?) \| (.*?) ?\|$", section, re.MULTILINE)
    for section in PAGE.split("## Values of `set`")[1].split("## Mistakes")
)
DAY = 86400.0
ANNA = Customer(
    time=100 * DAY,
    attributes={"points": 150.0, "plan": "gold", "birthday": 107 * DAY},
    parameters={"n": 2 * DAY},
    start_data={"event": "cart.item_added", "product": "a"},
    event_data={"event": "order.placed", "value": 1000.0},
    events=(
        Happening("order.placed", 3 * DAY, {"product": "a"}),
        Happening("order.placed", 20 * DAY, {"product": "b"}),
        Happening("message.opened", 3600.0, {"message": "cart-mail"}),
        Happening("message.clicked", 30 * DAY, {"message": "cart-mail"}),
    ),
    contacts={"email": "known", "phone": "denied"},
    segments=("loyal",),
    session=True,
    arrivals={"reminder": 2.0},
    arms={"split": "short"},
)


@pytest.mark.parametrize(("text", "answer"), HOLDS, ids=[text for text, _ in HOLDS])
def test_each_condition_of_the_page_holds_or_not_as_it_says(text: str, answer: str) -> None:
    assert compile_test(parse(Word(text)))(ANNA) is (answer == "yes")


@pytest.mark.parametrize(("text", "result", "_"), VALUES, ids=[text for text, *_ in VALUES])
def test_each_value_of_the_page_is_as_it_says(text: str, result: str, _: str) -> None:
    assert shown(compile(parse_value(Word(text)))(ANNA)) == result


def shown(value: Value) -> str:
    """Return a value as the page writes it."""
    if value != value:
        return "(nothing)"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).lower() if isinstance(value, bool) else value


@pytest.mark.parametrize(
    ("text", "message", "help_text"), MISTAKES, ids=[text for text, *_ in MISTAKES]
)
def test_each_mistake_of_the_page_is_answered_as_it_says(
    text: str, message: str, help_text: str
) -> None:
    with pytest.raises(Mistake) as caught:
        parse(Word(text))
    assert caught.value.finding.message == message
    assert caught.value.finding.help.startswith(help_text.removesuffix(" ..."))


def test_the_page_shows_every_function() -> None:
    used = [str(call.name) for text, _ in HOLDS for call in calls(parse(Word(text)))]
    assert [name for name in FUNCTIONS if name not in used] == []
    assert len(HOLDS) > 30
    assert len(VALUES) > 4
    assert len(MISTAKES) > 7
