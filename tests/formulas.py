"""Formulas of queues and renewals that simulated numbers are held against."""

from __future__ import annotations

import math


def erlang(phases: int, x: float) -> float:
    """Return P(Erlang of so many phases of rate 1 <= x), that is P(Poisson(x) >= phases)."""
    term = total = math.exp(-x) if phases else 0.0
    for number in range(1, phases):
        term *= x / number
        total += term
    return 1.0 - total


def dead_time(until: float, rate: float, dead: float) -> float:
    """Return how many of a Poisson stream are seen where each one that is seen blinds for `dead`.

    The n-th of them comes at an Erlang time of n phases plus (n - 1) * dead: the non-paralysable
    counter (Feller, An Introduction to Probability Theory II, XI.3). For long times the rate
    becomes rate / (1 + rate * dead).
    """
    most = math.ceil(until / dead)
    return sum(erlang(n, rate * (until - (n - 1) * dead)) for n in range(1, most + 1))


def crommelin(servers: int, load: float) -> float:
    """Return the mean wait of M/D/c in units of the service, `load` being that of each server.

    Crommelin, P.O. Electrical Engineers' Journal 25 (1932), 41-50.
    """
    total = 0.0
    for turn in range(1, 400):
        x = turn * servers * load
        behind = erlang(turn * servers, x) - erlang(turn * servers + 1, x) / load
        total += behind
    return total
