"""What the source of the e-commerce map says of one customer, to the second."""

from __future__ import annotations

import pytest

from tests.samples.written_out import alone

MEMBER = """
population: One customer
customers:
  - about: Joins when invited; orders or not half a day after the letter on new goods
    attributes: {{email: known}}
    events:
      - {{at: 0s, event: registered}}
      - {{at: 3d1h, event: club.joined}}
      - {{at: {order}, event: order.placed}}
"""
LETTERS = [
    "0 0s club-welcome",
    "0 3d club-invitation",
    "0 4d club-congratulation",
    "0 7d club-arrivals",
]


@pytest.mark.parametrize(
    ("order", "offers", "end"),
    [("7d12h", [], "bought"), ("60d", ["0 11d club-offers"], "finished")],
)
def test_a_member_who_buys_after_the_new_goods_gets_no_offer(
    order: str, offers: list[str], end: str
) -> None:
    found = alone("ecommerce", "loyalty-welcome", MEMBER.format(order=order))
    assert found["rows"] == [*LETTERS, *offers]
    assert found["ends"] == [f"0 loyalty-welcome#1 {end}"]


REVIVED = """
population: One customer
customers:
  - about: Confirms and opens nothing but the second letter of the revival
    attributes: {email: known}
    events:
      - {at: 0s, event: newsletter.subscribed}
      - {at: 1d, event: subscription.confirmed}
      - {at: 25d1h, event: message.opened, data: {message: doi-revive-2}}
"""


def test_the_weeks_of_silence_have_one_beginning() -> None:
    found = alone("ecommerce", "doi-welcome", REVIVED, days=60)
    assert found["rows"] == [
        "0 0s doi-request",
        "0 2d doi-series-1",
        "0 5d doi-series-2",
        "0 8d doi-series-3",
        "0 18d doi-revive-1",
        "0 25d doi-revive-2",
        "0 26d1h doi-promo-revived",
    ]
    assert found["ends"] == ["0 doi-welcome#1 active"]
