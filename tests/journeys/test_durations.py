"""Durations: what is read, what is refused with which advice, and how seconds are shown."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.durations import (
    LONGEST,
    Duration,
    bounds,
    literal_seconds,
    parse,
    seconds_text,
)
from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.place import Place, Word

HOUR, DAY = 3600, 86400


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("30s", 30, 30),
        ("10m", 600, 600),
        ("1h", HOUR, HOUR),
        ("2d", 2 * DAY, 2 * DAY),
        ("1w", 7 * DAY, 7 * DAY),
        ("1mo", 30 * DAY, 30 * DAY),
        ("1y", 365 * DAY, 365 * DAY),
        ("1d12h", 36 * HOUR, 36 * HOUR),
        ("0s", 0, 0),
        ("7d..14d", 7 * DAY, 14 * DAY),
        ("0s..1d12h", 0, 36 * HOUR),
        ("1h + 30m", 5400, 5400),
        ("1d+0s..1h", DAY, DAY + HOUR),
    ],
)
def test_durations_have_their_seconds(text: str, low: int, high: int) -> None:
    duration = parse(Word(text))
    assert (duration.low, duration.high) == (low, high)
    assert duration.source == text


def test_a_sum_keeps_its_parameters_and_attributes_with_their_places() -> None:
    duration = parse(Word("$n + customer.cycle + 24h", Place("a.yaml", 3, 10, 3, 34)))
    assert (duration.low, duration.high) == (DAY, DAY)
    assert [str(name.place) for name in duration.parameters] == ["a.yaml:3:11"]
    assert [str(name.place) for name in duration.attributes] == ["a.yaml:3:24"]
    assert duration.parameters == ("n",)
    assert duration.attributes == ("cycle",)


def refused(text: str, *, ranges: bool = True, negative: bool = False) -> Finding:
    """Return the finding of a duration that is refused."""
    with pytest.raises(Mistake) as caught:
        parse(Word(text, Place("a.yaml", 1, 1, 1, len(text) + 1)), ranges=ranges, negative=negative)
    return caught.value.finding


@pytest.mark.parametrize(
    ("text", "column", "message", "help_text"),
    [
        ("5", 1, "`5` has no unit", "write `5m`, `5h`, `5d`"),
        ("1h + 3", 6, "`3` has no unit", "write `3m`, `3h`, `3d`"),
        ("7..14d", 1, "`7` has no unit", "write `7d`"),
        ("1.5h", 1, "`1.5h` is not a duration", "write `1h30m`"),
        ("2 days", 1, "`2 days` is not a duration", "write `2d`"),
        ("1d 2h", 1, "`1d 2h` is not a duration", "write `1d2h`"),
        ("1M", 1, "`1M` is not a duration", "write `1m` for minutes, `1mo` for months"),
        ("14d..7d", 1, "range `14d..7d` ends before it begins", "write `7d..14d`"),
        ("1d..2d..3d", 1, "range `1d..2d..3d` has more than two ends", "remove one"),
        ("-1d", 1, "duration `-1d` is negative", "write `1d`"),
        ("2000y", 1, "duration `2000y` is over 1000y", "write a shorter one"),
    ],
)
def test_a_wrong_duration_is_refused_with_what_to_write(
    text: str, column: int, message: str, help_text: str
) -> None:
    finding = refused(text)
    assert (finding.message, finding.help) == (message, help_text)
    assert (finding.code, finding.place.column) == ("J003", column)


@pytest.mark.parametrize(
    "text", ["", "+", "1h+", "soon", "$", "$1", "customer.", "1d..", "..", "1e9d"]
)
def test_anything_else_is_refused_with_the_forms_there_are(text: str) -> None:
    assert "`1d12h`" in refused(text).help


def test_a_range_is_refused_where_one_value_is_needed() -> None:
    finding = refused("1d..2d", ranges=False)
    assert (finding.message, finding.help) == ("range `1d..2d` cannot stand here", "write `1d`")


def test_a_negative_duration_is_read_where_the_past_is_meant() -> None:
    assert parse(Word("-1d12h"), negative=True).low == -36 * HOUR


def test_bounds_put_parameters_in_and_leave_attributes_open() -> None:
    parameters: dict[Word, Duration | float] = {Word("n"): parse(Word("1h")), Word("rate"): 5.0}
    assert bounds(parse(Word("$n + 1d..2d")), parameters) == (DAY + HOUR, 2 * DAY + HOUR)
    assert bounds(parse(Word("customer.cycle + 1d")), parameters) == (DAY, math.inf)
    assert bounds(parse(Word("$rate")), parameters) == (5, 5)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0s"), (90000, "1d1h"), (604800, "7d"), (61, "1m1s"), (-90000, "-1d1h")],
)
def test_seconds_are_shown_as_days_and_less(seconds: int, text: str) -> None:
    assert seconds_text(seconds) == text


@given(st.integers(0, LONGEST))
def test_what_is_shown_reads_back_as_the_same_seconds(seconds: int) -> None:
    assert parse(Word(seconds_text(seconds))).low == seconds
    assert literal_seconds(seconds_text(seconds)) == seconds


@given(st.text() | st.text(alphabet="0123456789smhdwyo.+-$ nc"))
def test_any_text_is_a_duration_or_a_mistake(text: str) -> None:
    code, low, high = outcome(text)
    assert code == "J003" or 0 <= low <= high <= LONGEST


def outcome(text: str) -> tuple[str, int, int]:
    """Return the code of the mistake, or the bounds of the duration."""
    try:
        duration = parse(Word(text))
    except Mistake as mistake:
        return mistake.finding.code, 0, 0
    return "", duration.low, duration.high


def test_a_text_of_a_million_letters_is_refused_in_a_short_message() -> None:
    assert len(refused("9d" * 500_000).message) < 120
