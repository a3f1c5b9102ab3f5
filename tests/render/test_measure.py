"""Text is as wide as the bundled font says, and breaks without losing a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.render.measure import width, wrap
from journeykit.render.shapes import LABEL, QUESTION


def test_widths_are_those_of_the_font() -> None:
    # Inter's space is 0.28 em, its `m` the widest small letter; 12 px to the em.
    assert width(" ", LABEL) == pytest.approx(0.28 * 12, abs=0.3)
    assert width("mm", LABEL) == 2 * width("m", LABEL) > 4 * width("i", LABEL)
    assert width("Reminder", QUESTION) > width("Reminder", LABEL)


@pytest.mark.parametrize(
    "letters", ["Abandoned cart", "Брошенная корзина", "Ελληνικά", "naïve Łódź"]
)
def test_the_font_knows_the_letters(letters: str) -> None:
    assert width(letters, LABEL) < 12 * 0.75 * len(letters)


def test_letters_that_the_font_lacks_get_the_widest_room() -> None:
    assert width("購物車", LABEL) == 3 * 12


def test_lines_are_balanced() -> None:
    assert wrap("Cart reminder with a code", LABEL, 100) == ("Cart reminder", "with a code")


def test_a_long_name_breaks_after_its_hyphen() -> None:
    assert wrap("abandoned-cart-reminder", LABEL, 100) == ("abandoned-", "cart-reminder")


def test_a_long_word_breaks_with_a_hyphen() -> None:
    first, second = wrap("Сопровождениезаказов", LABEL, 80)
    assert first.endswith("-")
    assert first[:-1] + second == "Сопровождениезаказов"


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=60), st.integers(30, 200))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, limit: int) -> None:
    lines = wrap(text, LABEL, limit)
    assert all(width(line, LABEL) <= limit for line in lines)
    assert "".join(lines).replace("-", "") == text.replace("-", "")
