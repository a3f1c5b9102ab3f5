"""What the source of the commerce map says of one customer, to the second."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from journeykit.journeys.durations import SECONDS
from journeykit.journeys.model import Plan
from journeykit.simulate.program import compile_plan
from journeykit.simulate.reference.live import live
from tests.timetables import outcome, plan_of_text

MAP = Path(__file__).parents[2] / "samples" / "commerce-map"

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


def alone(journey: str, population: str) -> Plan:
    """Return the plan of one journey of the map, with customers of its own."""
    files = [MAP / "journeys" / f"{journey}.yaml", MAP / "journey.yaml"]
    texts = [path.read_text(encoding="utf-8") for path in files]
    return plan_of_text("\n---\n".join([*texts, population]))


def test_a_cart_left_at_once_brings_two_letters_after_three_and_six_days() -> None:
    plan = alone("abandoned-cart", CLOSES_THE_TAB)
    program = compile_plan(
        plan, start=date(2026, 1, 5), horizon=30 * SECONDS["d"], warm_up=SECONDS["h"]
    )
    found = outcome([live(program, 0, 1)])
    assert found["rows"] == ["0 3d cart-mail", "0 6d cart-code-mail"]
    assert found["ends"] == ["0 abandoned-cart#1 lost"]
