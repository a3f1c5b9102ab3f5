"""A wrong name finds the one that was meant."""

from __future__ import annotations

import pytest

from journeykit.journeys.spelling import nearest, slip


def test_the_nearest_name_is_found_among_a_few() -> None:
    assert nearest("emial", ("sms", "email", "push")) == "email"


def test_the_nearest_name_is_found_among_thousands() -> None:
    names = [f"step-{number}" for number in range(5000)]
    assert nearest("remind-agian", [*names, "remind-again"]) == "remind-again"


def test_a_name_like_no_other_has_no_nearest() -> None:
    assert nearest("zzz", [f"step-{number}" for number in range(500)]) is None


@pytest.mark.parametrize(
    ("wrong", "known", "right"),
    [
        ("emial", ("sms", "email"), "email"),
        ("reentri", ("reentry",), "reentry"),
        ("cart-mial", ("cart-mail",), "cart-mail"),
        ("cart_mail", ("cart-mail",), "cart-mail"),
        ("Cart-Mail", ("cart-mail",), "cart-mail"),
        ("cartmail", ("cart-mail",), None),
        ("mail-b", ("mail-a",), None),
        ("mail2", ("mail1",), None),
        ("mail2", ("mail",), None),
        ("edn", ("end",), None),
        ("cart", ("card", "carts"), None),
        ("remind-agian", ("remind-again",), "remind-again"),
        ("reminders", ("remind",), None),
    ],
)
def test_a_slip_of_the_pen_is_certain_or_none(
    wrong: str, known: tuple[str, ...], right: str | None
) -> None:
    assert slip(wrong, known) == right
