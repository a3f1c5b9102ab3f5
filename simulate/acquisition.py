"""How a customer was won: with what the first purchase came, and how long it took."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.simulate.clock import DAY
from journeykit.simulate.life import Life, Response
from journeykit.simulate.survey import Survey

CAME = ("with an offer", "with another message", "by themselves", "has not bought")
"""What the first purchase came with: the last click within the attribution window before it."""

JOINED = ("message.filled", "newsletter.subscribed", "registered", "subscription.confirmed")
"""The events of which the first begins a subscription."""

_LAGS = {"within 1d": 1, "1d to 7d": 7, "7d to 30d": 30, "30d to 90d": 90}
LAGS = (*_LAGS, "90d and more", "has not bought")
"""How long after the customer's first event the first purchase came."""


def clicks_before(life: Life, time: int, window: int) -> Sequence[Response]:
    """Return the clicks within the attribution window before `time`, the earliest first."""
    return [each for each in life.clicks if 0 <= time - each.time < window]


def came(life: Life, survey: Survey) -> str:
    """Return which of `CAME` the customer is."""
    if not life.purchases:
        return CAME[3]
    clicks = clicks_before(life, life.purchases[0].time, survey.window)
    if not clicks:
        return CAME[2]
    return CAME[0] if clicks[-1].message in survey.offers else CAME[1]


def lag(life: Life) -> str:
    """Return which of `LAGS` the customer is."""
    if not life.purchases:
        return LAGS[-1]
    began = min(time for event, time in life.firsts if event != "message.sent")
    days = (life.purchases[0].time - began) / DAY
    return next((name for name, most in _LAGS.items() if days < most), LAGS[-2])


def joined(life: Life) -> int | None:
    """Return when the customer subscribed, None who never did."""
    return min((time for event, time in life.firsts if event in JOINED), default=None)
