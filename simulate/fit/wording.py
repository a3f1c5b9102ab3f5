"""Fitted numbers as a population file writes them: few digits, shares that add up."""

from __future__ import annotations

import math
from collections.abc import Sequence

from journeykit.journeys.durations import seconds_text

HOUR, DAY = 3600, 86400
HUNDREDTHS = 10_000


def number(value: float, digits: int = 3) -> str:
    """Return a number with so many significant digits, without an exponent."""
    if value == 0 or not math.isfinite(value):
        return "0"
    places = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    text = f"{value:.{min(places, 12)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def length(seconds: float) -> str:
    """Return a duration of three or four digits: `32d5h`, `4h12m`, `95s`."""
    unit = HOUR if seconds >= 10 * DAY else 60 if seconds >= HOUR else 1
    return seconds_text(max(1, round(seconds / unit) * unit))


def share(value: float) -> str:
    """Return a share of 1 as a percentage of three digits."""
    return f"{number(100 * min(1.0, value))}%"


def shares(counts: Sequence[int]) -> list[str]:
    """Return counts as percentages with two decimals that add up to 100 %."""
    total = sum(counts)
    parts = [count * HUNDREDTHS // total for count in counts]
    rests = sorted(
        range(len(counts)), key=lambda place: (-(counts[place] * HUNDREDTHS % total), place)
    )
    for place in rests[: HUNDREDTHS - sum(parts)]:
        parts[place] += 1
    return [f"{part // 100}.{part % 100:02}%" for part in parts]
