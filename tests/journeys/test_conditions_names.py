"""The names that a condition uses, for the check of unknown names."""

from __future__ import annotations

import pytest

from journeykit.journeys.conditions import calls, names, parse
from journeykit.journeys.place import Place, Word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("customer.points > $n", ["attribute points 10", "parameter n 20"]),
        ('happened("order.placed", within=$n, product=start.product)',
         ["event order.placed 11", "data field product 37", "parameter n 34",
          "data field product 51"]),
        ('sent("a") or opened("j.b") or clicked("c")',
         ["message a 7", "message j.b 22", "message c 40"]),
        ('known("email") and denied("sms")', ["contact email 8", "contact sms 28"]),
        ('segment("loyal") or in_journey("win-back")', ["segment loyal 10", "journey win-back 33"]),
        ('times("a") > 1 and arm("b") == "c"', ["step a 8", "step b 25"]),
        ('start.event == "x" and on_site() and now > 1', []),
    ],
)  # fmt: skip
def test_each_name_has_its_role_and_place(text: str, found: list[str]) -> None:
    condition = parse(Word(text, Place("a.yaml", 1, 1, 1, len(text) + 1)))
    assert [f"{n.role} {n.word} {n.word.place.column}" for n in names(condition)] == found


def test_a_data_field_tells_whose_it_is() -> None:
    condition = parse(Word('happened("order.placed", product=event.product) and start.kind == "a"'))
    assert [(name.word, name.of) for name in names(condition)] == [
        ("order.placed", ""),
        ("product", "order.placed"),
        ("product", "event"),
        ("kind", "start"),
    ]


def test_calls_are_found_in_written_order_however_deep() -> None:
    condition = parse(Word('not (known("a") or count("b", x=now) > times("c"))'))
    assert [(call.name, call.subject) for call in calls(condition)] == [
        ("known", "a"),
        ("count", "b"),
        ("times", "c"),
    ]
