"""What a check says of each line: holds, broken, or how many customers it takes to say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.expect import parse
from journeykit.journeys.model.map import Channel, Map
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.policy import Policy, SaleRule
from journeykit.journeys.model.population import Population
from journeykit.journeys.place import Word
from journeykit.simulate.draws import mix
from journeykit.simulate.estimates import Estimate, Histogram
from journeykit.simulate.forecast import Setting, forecast
from journeykit.simulate.survey import Measure, Survey, survey
from journeykit.simulate.tally import Tally
from journeykit.simulate.verdict import Verdict, hold, verdicts

EMAIL = Word("email")
MESSAGE = Message(id=Word("letter"), channel=(EMAIL,), class_=Word("content"))
PLAN = Plan(
    "journey.yaml",
    Map(channels={EMAIL: Channel()}, policy=Policy(sale=SaleRule(at_most=1, of=4))),
    Population(),
    {},
    {"letter": MESSAGE},
)
SETTING = Setting("Shop", 4, 10_000, 90, date(2026, 1, 5), "UTC", 1, 0)


def _survey(*lines: str) -> Survey:
    expect = tuple(parse(Word(line)) for line in lines)
    return survey(replace(PLAN, map=replace(PLAN.map, expect=expect)))


def _tally(histogram: Histogram, measure: Measure) -> Tally:
    """Return the tally of customers who have these numbers."""
    numbers = Counter({(measure, number): n for number, n in histogram.items() if number})
    return Tally(sum(histogram.values()), numbers)


def _judge(line: str, *histograms: Histogram, drawn: bool = True) -> Verdict:
    """Return what is said of a line about mails, or the sale rule; a histogram a replication."""
    asked = _survey(line)
    parts = [_tally(each, asked.subject(asked.expectations[0])) for each in histograms]
    setting = replace(SETTING, customers=parts[0].customers, replications=len(parts), drawn=drawn)
    (verdict,) = verdicts(forecast(parts[0], asked, setting), parts, asked)
    return verdict


def _said(verdict: Verdict) -> str:
    assert not (verdict.holds and verdict.broken)
    return "holds" if verdict.holds else "broken" if verdict.broken else "too few"


FIFTY_FIFTY = {0: 50, 2: 50}  # of 100 customers: mean 1, its interval 0.80 to 1.20
RARE = {0: 980, 3: 20}  # of 1,000 customers: 2 % (1.3 to 3.1), no p95, p99 of 3


@pytest.mark.parametrize(
    ("line", "histogram", "said"),
    [
        ("mean(email) <= 1.3", FIFTY_FIFTY, "holds"),
        ("mean(email) <= 1.1", FIFTY_FIFTY, "too few"),
        ("mean(email) <= 0.9", FIFTY_FIFTY, "too few"),
        ("mean(email) <= 0.7", FIFTY_FIFTY, "broken"),
        ("mean(email) > 0.7", FIFTY_FIFTY, "holds"),
        ("mean(email) > 1.3", FIFTY_FIFTY, "broken"),
        ("mean(email) == 1", FIFTY_FIFTY, "too few"),
        ("mean(email) == 2", FIFTY_FIFTY, "broken"),
        ("mean(email) != 2", FIFTY_FIFTY, "holds"),
        ("mean(email) == 2", {2: 100}, "holds"),
        ("mean(email) <= 5", {2: 1}, "too few"),
        ("share(email) < 4%", RARE, "holds"),
        ("share(email) < 3%", RARE, "too few"),
        ("share(email) < 1%", RARE, "broken"),
        ("share(email) > 0%", RARE, "holds"),
        ("share(email) > 0%", {0: 1000}, "too few"),
        ("p95(email) <= 0", RARE, "holds"),
        ("p95(email) == 0", RARE, "holds"),
        ("p95(email) != 0", RARE, "broken"),
        ("p99(email) <= 3", RARE, "holds"),
        ("p99(email) <= 2", RARE, "broken"),
        ("p99(email) >= 3", RARE, "holds"),
        ("p99(email) <= 3", {0: 98, 3: 2}, "too few"),
        ("p50(email) <= 1", FIFTY_FIFTY, "too few"),
        ("p50(email) >= 2", FIFTY_FIFTY, "too few"),
        ("p50(email) < 3", FIFTY_FIFTY, "holds"),
    ],
)
def test_the_whole_interval_decides(line: str, histogram: Histogram, said: str) -> None:
    assert _said(_judge(line, histogram)) == said


@pytest.mark.parametrize(
    ("line", "histogram", "said"),
    [
        ("max(email) <= 3", {0: 5, 3: 5}, "holds"),
        ("max(email) < 3", {0: 5, 3: 5}, "broken"),
        ("max(email) >= 4", {0: 5, 3: 5}, "broken"),
        ("share(sale window) == 0%", {0: 10}, "holds"),
        ("share(sale window) <= 0%", {0: 9999, 1: 1}, "broken"),
        ("share(email) >= 100%", {1: 10}, "holds"),
        ("share(email) == 100%", {0: 1, 1: 9999}, "broken"),
    ],
)
def test_what_speaks_of_every_customer_is_judged_of_those_who_were_simulated(
    line: str, histogram: Histogram, said: str
) -> None:
    assert _said(_judge(line, histogram)) == said


def test_nobody_of_few_still_shows_how_many_it_may_be() -> None:
    figure = _judge("share(sale window) == 0%", {0: 380}).figure
    assert figure.value == figure.low == 0
    assert figure.high == pytest.approx(0.01, abs=1e-4)


@pytest.mark.parametrize(
    ("line", "histogram", "needed"),
    [
        # (1.96 s / distance)^2, s^2 = 100 / 99 and the distance 0.1
        ("mean(email) <= 1.1", FIFTY_FIFTY, 389),
        ("mean(email) <= 0.9", FIFTY_FIFTY, 389),
        # 1.96^2 c (1 - c) / (p - c)^2
        ("share(email) < 3%", RARE, 1118),
        ("share(sale window) <= 1%", {0: 100}, 381),
        # p95 <= 3 asks for 95 % with 3 or fewer; there are 97 %
        ("p95(email) <= 3", {0: 50, 3: 47, 4: 3}, 457),
        ("p99(email) <= 3", {0: 98, 3: 2}, 381),
        # 2 or fewer have all, 1 or fewer 40 %
        ("p50(email) == 2", {0: 4, 2: 6}, 97),
        ("p50(email) == 1", {0: 4, 2: 6}, 97),
        # the figure is the limit itself: no number would do
        ("mean(email) == 1", FIFTY_FIFTY, None),
        ("mean(email) <= 1", FIFTY_FIFTY, None),
        ("share(email) >= 50%", FIFTY_FIFTY, None),
        ("p50(email) <= 0", FIFTY_FIFTY, None),
        ("mean(email) <= 5", {2: 1}, None),
    ],
)
def test_too_few_customers_are_told_how_many_it_takes(
    line: str, histogram: Histogram, needed: int | None
) -> None:
    verdict = _judge(line, histogram)
    assert (_said(verdict), verdict.needed) == ("too few", needed)


@given(
    st.sampled_from(["mean", "share", "p50", "p90", "p95"]),
    st.sampled_from(["<=", "<", ">=", ">", "==", "!="]),
    st.sampled_from(["0.3", "1", "2", "0.5"]),
    st.dictionaries(st.integers(0, 5), st.integers(1, 30), min_size=2),
)
def test_as_many_customers_as_are_needed_say_it(
    stat: str, operator: str, number: str, histogram: Histogram
) -> None:
    line = f"{stat}(email) {operator} {number}"
    verdict = _judge(line, histogram)
    if verdict.needed is None:
        return
    size = sum(histogram.values())
    # A little more, for whole customers, and for the normal form of the binomial interval.
    times = 2 + -(-verdict.needed * 5 // (4 * size))
    more = _judge(line, {number: count * times for number, count in histogram.items()})
    assert more.holds or more.broken


def test_written_out_customers_are_no_sample() -> None:
    verdict = _judge("share(sale window) <= 1%", {0: 3}, drawn=False)
    assert verdict.holds
    assert verdict.figure == Estimate(0.0)
    assert _judge("mean(email) == 1", FIFTY_FIFTY, drawn=False).holds


def test_repeated_runs_are_judged_by_their_differences() -> None:
    # Means of 1, 1.2 and 1.4: t = 4.303 with two degrees of freedom, half a width of 0.497.
    runs = [{0: 50, 2: 50}, {0: 40, 2: 60}, {0: 30, 2: 70}]
    said = [_said(_judge(f"mean(email) <= {most}", *runs)) for most in (1.75, 1.6, 0.6)]
    assert said == ["holds", "too few", "broken"]
    verdict = _judge("mean(email) <= 1.6", *runs)
    assert verdict.figure.high == pytest.approx(1.2 + 4.303 * 0.2 / 3**0.5)
    assert verdict.needed == 5  # (0.497 / 0.4)^2 times 3 replications


def test_equal_runs_keep_the_interval_of_all_their_customers() -> None:
    assert _judge("share(sale window) <= 1%", {0: 100}, {0: 100}).needed == 4
    assert _judge("share(sale window) <= 1%", {0: 200}, {0: 200}).holds


def test_only_strict_fails_where_customers_are_too_few() -> None:
    judged = [_judge("share(sale window) <= 1%", {0: 100}), _judge("max(email) <= 1", {1: 9})]
    assert hold(judged)
    assert not hold(judged, strict=True)
    assert hold(judged[1:], strict=True)
    assert not hold([_judge("max(email) <= 1", {2: 9})])


@pytest.mark.parametrize("line", ["share(email) {} 90%", "p90(email) {} 8", "mean(email) {} 4.5"])
def test_a_line_at_the_very_limit_is_hardly_ever_broken(line: str) -> None:
    # Numbers from 0 to 9, a tenth of the customers each: every line has the true figure as its
    # limit. Each end of an interval errs in one of forty samples.
    samples, size = 200, 150
    broken = held = 0
    for sample in range(samples):
        numbers = Counter(mix(sample, each) % 10 for each in range(size))
        broken += _judge(line.format("<="), numbers).broken
        held += _judge(line.format(">"), numbers).holds
    assert broken == held
    assert broken <= samples / 40 + 4 * (samples * 39 / 1600) ** 0.5
