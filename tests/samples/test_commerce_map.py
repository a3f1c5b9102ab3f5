"""What the source of the commerce map says of one customer, to the second."""

from __future__ import annotations

from tests.samples.written_out import alone

CLOSES_THE_TAB = """
population: One customer
customers:
  - about: Fills a cart, closes the tab at once, never returns or orders
    attributes: {email: known}
    events:
      - {at: -1m, event: site.visit}
      - {at: 0s, event: cart.item_added}
      - {at: 1s, event: session.ended}
"""


def test_a_cart_left_at_once_brings_two_letters_after_three_and_six_days() -> None:
    found = alone("commerce-map", "abandoned-cart", CLOSES_THE_TAB)
    assert found["rows"] == ["0 3d cart-mail", "0 6d cart-code-mail"]
    assert found["ends"] == ["0 abandoned-cart#1 lost"]


ORDERS_BY_PHONE = """
population: One customer
customers:
  - about: Orders by phone, without an address
    events: [{at: 0s, event: order.placed, data: {order: 1}}]
"""


def test_nobody_is_stuck_who_orders_by_phone() -> None:
    found = alone("commerce-map", "order-notification", ORDERS_BY_PHONE)
    assert found["rows"] == []
    assert found["ends"] == ["0 order-notification#1 end"]
