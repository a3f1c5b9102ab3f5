"""Whether a forecast is as the map expects, or, without `expect`, as its policy asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeykit.simulate.estimates import Estimate
from journeykit.simulate.forecast import Forecast, figure
from journeykit.simulate.survey import Survey
from journeykit.simulate.tally import Tally


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line that holds or is broken, with the figure that decides.

    `stat` says what the figure is: `share` of the customers, or a number of messages of one
    (mean, p50, p90, p95, p99, max).
    """

    line: str
    holds: bool
    stat: str
    figure: Estimate


def verdicts(forecast: Forecast, tally: Tally, survey: Survey) -> tuple[Verdict, ...]:
    """Judge each line of `expect`, or each rule of the policy where the map expects nothing.

    The figure itself is compared, not its interval; a rule of the policy holds if nobody breaks
    it.
    """
    if survey.expectations:
        return _expected(tally, survey, drawn=forecast.setting.drawn)
    return tuple(
        Verdict(rule.text, not rule.share.value, "share", rule.share) for rule in forecast.rules
    )


def hold(judged: Sequence[Verdict]) -> bool:
    """Tell whether every line holds."""
    return all(each.holds for each in judged)


def _expected(tally: Tally, survey: Survey, *, drawn: bool) -> tuple[Verdict, ...]:
    found = []
    for line in survey.expectations:
        estimate = figure(tally, survey.subject(line), line.stat, drawn=drawn)
        holds = line.holds(estimate.value)
        found.append(Verdict(str(line.source), holds, line.stat, estimate))
    return tuple(found)
