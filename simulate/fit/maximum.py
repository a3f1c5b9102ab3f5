"""The greatest likelihood: where a function of positive parameters has its maximum."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

EDGE = 1e5
STARTS = (1.0, 0.3, 3.0)
FINE = {"xatol": 1e-9, "fatol": 1e-10, "maxiter": 4000, "maxfev": 4000}


def maximum(
    log_likelihood: Callable[[NDArray[np.float64]], float], *, start: Sequence[float]
) -> tuple[NDArray[np.float64], float]:
    """Return the parameters, each between 1/EDGE and EDGE, and the log-likelihood there.

    The search goes over logarithms, from several starts; the best end is then refined.
    """

    def loss(logs: NDArray[np.float64]) -> float:
        inside = np.clip(logs, -np.log(EDGE), np.log(EDGE))
        with np.errstate(all="ignore"):
            found = -log_likelihood(np.exp(inside)) + float(np.sum((logs - inside) ** 2))
        return found if np.isfinite(found) else 1e300

    ends = [minimize(loss, np.log(start) + np.log(factor), method="L-BFGS-B") for factor in STARTS]
    best = min(ends, key=lambda end: float(end.fun))
    fine = minimize(loss, best.x, method="Nelder-Mead", options=FINE)
    point = np.exp(np.clip(fine.x, -np.log(EDGE), np.log(EDGE)))
    return point, -float(fine.fun)


def on_the_edge(parameter: float) -> bool:
    """Tell whether a parameter ran away: the history does not show what it stands for."""
    return not 1.01 / EDGE < parameter < EDGE / 1.01
