"""Whether a forecast is as the map expects, or, without `expect`, as its policy asks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeykit.journeys.expect import OPERATORS, Expectation
from journeykit.simulate.estimates import Estimate
from journeykit.simulate.forecast import Forecast, figure
from journeykit.simulate.needed import times_as_many
from journeykit.simulate.replications import between
from journeykit.simulate.survey import Survey
from journeykit.simulate.tally import Tally, merge


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line that `holds`, is `broken`, or neither, with the figure that decides.

    `stat` says what the figure is: `share` of the customers, or a number of messages of one
    (mean, p50, p90, p95, p99, max). Where the line neither holds nor is broken, there are too few
    customers to say, and `needed` is how many would say it, or how many replications where the
    run is repeated; None where no number would.
    """

    line: str
    holds: bool
    broken: bool
    stat: str
    figure: Estimate
    needed: int | None = None


def verdicts(forecast: Forecast, parts: Sequence[Tally], survey: Survey) -> tuple[Verdict, ...]:
    """Judge each line of `expect`, or each rule of the policy where the map expects nothing.

    `parts` are the tallies of the replications, mostly one. A line of `expect` holds where every
    number of the figure's 95 % interval is as expected, and is broken where none is. What speaks
    of every customer is judged of those who were simulated, without interval: the maximum, a
    share that is expected to be none or all, and the rules of the policy, which hold if nobody
    breaks them.
    """
    if survey.expectations:
        return tuple(_judged(line, forecast, parts, survey) for line in survey.expectations)
    return tuple(
        Verdict(rule.text, not rule.share.value, bool(rule.share.value), "share", rule.share)
        for rule in forecast.rules
    )


def hold(judged: Sequence[Verdict], *, strict: bool = False) -> bool:
    """Tell whether no line is broken; if `strict`, whether every line holds for sure."""
    return all(each.holds if strict else not each.broken for each in judged)


def _judged(
    line: Expectation, forecast: Forecast, parts: Sequence[Tally], survey: Survey
) -> Verdict:
    measure, drawn = survey.subject(line), forecast.setting.drawn
    counted = merge(parts)
    pooled = figure(counted, measure, line.stat, drawn=drawn)
    each = [figure(part, measure, line.stat, drawn=drawn) for part in parts]
    told = between(pooled, each, most=1.0 if line.stat == "share" else math.inf)
    said = Verdict(str(line.source), False, False, line.stat, told)
    if not drawn or _of_everybody(line):
        holds = line.holds(told.value)
        return replace(said, holds=holds, broken=not holds)
    holds, broken = _answer(line, told)
    if holds or broken:
        return replace(said, holds=holds, broken=broken)
    histogram = counted.histogram(measure) if told == pooled else None
    times = times_as_many(line, told, histogram)
    units = len(parts) if len(parts) > 1 else counted.customers
    needed = None if math.isinf(times) else max(units + 1, math.ceil(units * times))
    return replace(said, needed=needed)


def _of_everybody(line: Expectation) -> bool:
    """Tell whether a line speaks of every customer: of the most, of nobody, or of all."""
    none_or_all = {0.0: ("<=", "=="), 1.0: (">=", "==")}
    nobody_or_all = line.operator in none_or_all.get(line.number, ())
    return line.stat == "max" or (line.stat == "share" and nobody_or_all)


def _answer(line: Expectation, told: Estimate) -> tuple[bool, bool]:
    """Tell whether all numbers of the interval are as expected, and whether none is."""
    low = 0.0 if told.low is None else told.low
    high = math.inf if told.high is None else told.high
    if line.operator in ("==", "!="):
        alone, outside = low == high == line.number, not low <= line.number <= high
        return (alone, outside) if line.operator == "==" else (outside, alone)
    compare = OPERATORS[line.operator]
    ends = compare(low, line.number), compare(high, line.number)
    return all(ends), not any(ends)
