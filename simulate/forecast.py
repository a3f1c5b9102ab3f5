"""The forecast: what a tally of customers says of them all, with 95 % intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from journeykit.journeys.model.message import CLASSES
from journeykit.simulate.clock import WEEK
from journeykit.simulate.estimates import (
    Estimate,
    Histogram,
    customers,
    mean,
    percentile,
    ratio,
    share,
    total,
)
from journeykit.simulate.percentiles import percentile_estimate
from journeykit.simulate.survey import Measure, Survey
from journeykit.simulate.table import Table
from journeykit.simulate.tables import QUESTIONS
from journeykit.simulate.tables.question import Answers, Question
from journeykit.simulate.tally import SALE_RUN, Example, Tally
from journeykit.simulate.wording import rules


@dataclass(frozen=True, slots=True)
class Setting:
    """What was simulated: `customers` of a `population`, for `days` from `start`.

    `warm_up` is in seconds. `drawn` is False where the customers are written out: they are no
    sample then, and nothing has an interval. Where customers share people, all was simulated
    `replications` times.
    """

    name: str
    customers: int
    population: int
    days: int
    start: date
    zone: str
    seed: int
    warm_up: int
    drawn: bool = True
    replications: int = 1

    def scaled(self, number: int) -> int:
        """Return a sum over the simulated customers for the whole population, rounded."""
        customers = self.customers * self.replications
        return (2 * number * self.population + customers) // (2 * customers)


@dataclass(frozen=True, slots=True)
class Spread:
    """How a number is spread over the customers, those with none included."""

    mean: Estimate
    p50: int
    p90: int
    p95: int
    p99: int
    max: int


@dataclass(frozen=True, slots=True)
class Volume:
    """Messages of one kind: a customer's in the whole period, and in the worst 7 days.

    `reached` is the share of customers who got any; `total` is for the whole population.
    """

    name: str
    period: Spread
    week: Spread
    reached: Estimate
    total: int


@dataclass(frozen=True, slots=True)
class RuleFigure:
    """How often a rule of the policy is broken; `breaks` are messages of the population."""

    key: str
    text: str
    share: Estimate
    breaks: int
    example: Example | None


@dataclass(frozen=True, slots=True)
class Reach:
    """What goes to customers, is shown on the site, or goes to staff: none counts for two.

    `classes` are told of what goes to customers only.
    """

    all: Volume
    channels: tuple[Volume, ...]
    journeys: tuple[Volume, ...]
    classes: tuple[Volume, ...] = ()


@dataclass(frozen=True, slots=True)
class JourneyFigure:
    """A journey's entries and conversions; sums are for the whole population.

    `goal` is the event that converts, "" where the journey has none. `how` says how the entries
    went (`ended`, `exit`, `running`, ...), `refused` why starts were not entered, `stuck` at
    which steps paths had no way on.
    """

    journey: str
    goal: str
    entered: int
    converted: int
    conversion: Estimate
    how: Mapping[str, int]
    refused: Mapping[str, int]
    stuck: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StaffFigure:
    """The tasks of a role's `people`, 0 where nothing limits them; sums are of one run.

    `waited` is the mean wait for a person and `worked` the mean task so far, in seconds; `busy` is
    the share of the people's time that is worked.
    """

    role: str
    people: int
    asked: int
    done: int
    left: int
    waited: Estimate
    worked: Estimate
    busy: Estimate


@dataclass(frozen=True, slots=True)
class Forecast:
    """Everything that is told of the customers; channels and journeys in the map's order.

    Of the channels those are told that a message of the plan may take. `dropped` and
    `deferred` count attempts by channel and reason, `responses` by channel and event.
    """

    setting: Setting
    messages: Reach
    on_site: Reach
    staff: Reach
    journeys: tuple[JourneyFigure, ...]
    rules: tuple[RuleFigure, ...]
    longest_sale_run: int
    dropped: Mapping[str, Mapping[str, int]]
    deferred: Mapping[str, Mapping[str, int]]
    people: tuple[StaffFigure, ...]
    responses: Mapping[str, Mapping[str, int]]
    tables: tuple[Table, ...]


def forecast(tally: Tally, survey: Survey, setting: Setting) -> Forecast:
    """Return what the tally says of the population."""
    return Forecast(
        setting,
        messages=_reach(tally, survey, setting, "messages"),
        on_site=_reach(tally, survey, setting, "on-site"),
        staff=_reach(tally, survey, setting, "staff"),
        journeys=tuple(
            _journey(tally, setting, name, survey.goals.get(name, "")) for name in survey.journeys
        ),
        rules=tuple(_rule(tally, setting, key, text) for key, text in rules(survey.limits)),
        longest_sale_run=max(tally.histogram(SALE_RUN)),
        dropped=_by_channel(tally, survey, setting, "dropped"),
        deferred=_by_channel(tally, survey, setting, "deferred"),
        people=tuple(_staff(tally, survey, setting, role) for role in survey.people),
        responses=_by_channel(tally, survey, setting, "response"),
        tables=tuple(_table(tally, survey, setting, each) for each in QUESTIONS),
    )


def _table(tally: Tally, survey: Survey, setting: Setting, question: Question) -> Table:
    found = tally.answers.get(question.name, {})
    table = question.table(Answers(found, tally.customers, setting.population), survey)
    return table if setting.drawn else table.without_intervals()


def figure(tally: Tally, measure: Measure, stat: str, *, drawn: bool = True) -> Estimate:
    """Return one figure of one measure: mean, p50 ... p99, max, or the share who have any.

    All have an interval but the maximum, which is that of these customers.
    """
    histogram = tally.histogram(measure)
    if stat == "mean":
        return _of(mean(histogram), drawn=drawn)
    if stat == "share":
        return _reached(histogram, drawn=drawn)
    if stat == "max":
        return Estimate(max(histogram))
    return _of(percentile_estimate(histogram, int(stat[1:])), drawn=drawn)


def _reach(tally: Tally, survey: Survey, setting: Setting, reach: str) -> Reach:
    channels = [name for name in survey.used if survey.reach(name) == reach]
    to_customers = reach == "messages"
    kind = "journey" if to_customers else f"journey {reach}"
    return Reach(
        _volume(tally, setting, reach),
        channels=tuple(_volume(tally, setting, "channel", name) for name in channels),
        journeys=tuple(_volume(tally, setting, kind, name) for name in survey.senders),
        classes=tuple(_volume(tally, setting, "class", name) for name in CLASSES if to_customers),
    )


def _by_channel(
    tally: Tally, survey: Survey, setting: Setting, kind: str
) -> dict[str, dict[str, int]]:
    return {name: _facts(tally, setting, kind, name) for name in survey.used}


def _volume(tally: Tally, setting: Setting, kind: str, name: str = "") -> Volume:
    period = tally.histogram(Measure(kind, name))
    return Volume(
        name or kind,
        period=_spread(period, drawn=setting.drawn),
        week=_spread(tally.histogram(Measure(kind, name, WEEK)), drawn=setting.drawn),
        reached=_reached(period, drawn=setting.drawn),
        total=setting.scaled(total(period)),
    )


def _spread(histogram: Histogram, *, drawn: bool) -> Spread:
    p50, p90, p95, p99 = (percentile(histogram, percent) for percent in (50, 90, 95, 99))
    return Spread(_of(mean(histogram), drawn=drawn), p50, p90, p95, p99, max(histogram))


def _reached(histogram: Histogram, *, drawn: bool) -> Estimate:
    n = customers(histogram)
    return _of(share(n - histogram.get(0, 0), n), drawn=drawn)


def _rule(tally: Tally, setting: Setting, key: str, text: str) -> RuleFigure:
    broken = tally.histogram(Measure("breaks", key))
    return RuleFigure(
        key,
        text,
        share=_reached(broken, drawn=setting.drawn),
        breaks=setting.scaled(total(broken)),
        example=tally.examples.get(key),
    )


def _journey(tally: Tally, setting: Setting, name: str, goal: str) -> JourneyFigure:
    pairs = tally.pairs(name)
    return JourneyFigure(
        name,
        goal,
        entered=setting.scaled(sum(x * count for (x, _), count in pairs.items())),
        converted=setting.scaled(sum(y * count for (_, y), count in pairs.items())),
        conversion=_of(ratio(pairs), drawn=setting.drawn),
        how=_facts(tally, setting, "how", name),
        refused=_facts(tally, setting, "refused", name),
        stuck=_facts(tally, setting, "stuck", name),
    )


def _staff(tally: Tally, survey: Survey, setting: Setting, role: str) -> StaffFigure:
    def sum_of(what: str) -> int:
        return tally.facts["work", role, what]

    asked, people = sum_of("asked"), survey.people[role]
    time = people * survey.horizon * setting.replications
    return StaffFigure(
        role,
        people,
        asked=setting.scaled(asked),
        done=setting.scaled(sum_of("done")),
        left=setting.scaled(sum_of("left")),
        waited=Estimate(sum_of("waited") / max(1, asked)),
        worked=Estimate(sum_of("worked") / max(1, asked)),
        busy=Estimate(sum_of("worked") / time if time else 0.0),
    )


def _facts(tally: Tally, setting: Setting, kind: str, name: str) -> dict[str, int]:
    """Return the sums of one kind under one name, by what they say, in order of the alphabet."""
    found = {key[2]: count for key, count in tally.facts.items() if key[:2] == (kind, name)}
    return {what: setting.scaled(found[what]) for what in sorted(found)}


def _of(estimate: Estimate, *, drawn: bool) -> Estimate:
    return estimate if drawn else Estimate(estimate.value)
