"""Nothing is lost and nothing is counted twice, whatever the plan: properties of random plans."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.journeys.model import Plan
from journeykit.journeys.model.step import Send
from journeykit.journeys.place import Word
from journeykit.simulate.life import Instance, Life, Row
from journeykit.simulate.survey import REACHES, Measure, survey
from journeykit.simulate.tally import Tally, merge, tally
from tests.brute_policy import breaks
from tests.drawn import DAY, lives
from tests.random_plans import random_plan
from tests.timetables import plan_of_text

DAYS = 14
SEEDS = st.integers(0, 2**32 - 1)
FEW = settings(max_examples=25)
CUT = ("exit", "group", "parent")


def lived(seed: int, *, enforces: bool, staff: bool = False) -> tuple[Plan, list[Life]]:
    """Return a random plan and the lives of its first two customers, ten where they share staff."""
    text = random_plan(seed, staff=staff)
    found = lives(text, 10 if staff else 2, days=DAYS, warm_up=3, enforces=enforces)
    return plan_of_text(text), found


def whole(life: Life) -> tuple[Row, ...]:
    """Return the rows of a life, those of the warm-up first."""
    return (*life.before, *life.rows)


@FEW
@given(SEEDS, st.booleans())
def test_every_entry_is_told_once_and_is_over_in_one_way(seed: int, enforces: bool) -> None:
    plan, found = lived(seed, enforces=enforces)
    for life in found:
        numbers = Counter((each.journey, each.number) for each in life.instances)
        assert set(numbers.values()) <= {1}
        for each in life.instances:
            assert each.how in ("ended", "stuck", "running", *CUT)
            assert (each.ended is None) == (each.how == "running")
            assert each.how != "ended" or each.ends
            assert each.how != "exit" or plan.journeys[each.journey].exit
            assert each.how != "stuck" or stuck_in(life, each) or (each.ended or 0) < 0
            assert each.how != "parent" or any(
                other.how in CUT and other.ended == each.ended and other.journey != each.journey
                for other in life.instances
            )
        assert all(0 <= time < DAYS * DAY for time in times(life))


def stuck_in(life: Life, instance: Instance) -> bool:
    """Tell whether a path of the instance got stuck."""
    names = [(each.journey, each.instance) for each in life.stuck]
    return (instance.journey, instance.number) in names


def times(life: Life) -> Iterator[int]:
    """Yield every time of a life that belongs to the counted days."""
    yield from (row.time for row in life.rows)
    yield from (each.time for each in life.refusals)
    yield from (each.time for each in life.stuck)
    yield from (each.time for each in life.responses)
    for each in life.instances:
        # One that was over before may still convert (T28a).
        if each.ended is not None:
            yield each.ended if each.converted is None else max(each.ended, each.converted)


@FEW
@given(SEEDS, st.booleans())
def test_every_attempt_of_a_step_is_settled_once(seed: int, enforces: bool) -> None:
    plan, found = lived(seed, enforces=enforces)
    for life in found:
        settled = Counter(
            (row.journey, row.instance, row.step)
            for row in whole(life)
            if row.status in ("sent", "dropped")
        )
        for instance in life.instances:
            for step, arrivals in instance.reached:
                if isinstance(plan.journeys[instance.journey].steps[Word(step)], Send):
                    done = settled[instance.journey, instance.number, step]
                    standing = instance.left.count(step)
                    assert done <= arrivals <= done + standing
                    assert instance.how in CUT or arrivals == done + standing


@FEW
@given(SEEDS)
def test_what_is_put_off_is_sent_or_dropped_unless_the_run_is_over(seed: int) -> None:
    plan, found = lived(seed, enforces=True)
    for life in found:
        running = {(one.journey, one.number) for one in life.instances if one.how == "running"}
        rows: defaultdict[tuple[str, int, str, str], list[Row]] = defaultdict(list)
        for row in whole(life):
            rows[row.journey, row.instance, row.step, row.message].append(row)
        for (journey, instance, step, _), attempts in rows.items():
            steps = plan.journeys[journey].steps if journey else {}
            if (
                journey
                and isinstance(steps[Word(step)], Send)
                and (journey, instance) not in running
            ):
                assert attempts[-1].status != "deferred"


@FEW
@given(SEEDS)
def test_an_enforced_policy_holds_for_any_plan(seed: int) -> None:
    plan, found = lived(seed, enforces=True)
    for life in found:
        assert list(breaks(plan, life)) == []


@FEW
@given(SEEDS, st.booleans())
def test_re_entry_and_groups_keep_instances_apart(seed: int, enforces: bool) -> None:
    plan, found = lived(seed, enforces=enforces)
    for life in found:
        for name, journey in plan.journeys.items():
            own = sorted((one for one in life.instances if one.journey == name), key=_number)
            if not journey.per and journey.reentry != "always":
                apart(own)
                assert journey.reentry != "never" or len(own) <= 1
                if not isinstance(journey.reentry, Word):
                    least = journey.reentry.low
                    assert all(b.entered - a.entered >= least for a, b in pairwise(own))
        group = [one for one in life.instances if plan.journeys[one.journey].exclusive_group]
        for one in group:
            others = [each for each in group if each.journey != one.journey]
            assert not any(_overlap(one, other) for other in others)


def _number(instance: Instance) -> int:
    return instance.number


def apart(instances: list[Instance]) -> None:
    """Assert that each begins when the former is over."""
    for former, later in pairwise(instances):
        assert former.ended is not None
        assert former.ended <= later.entered


def _overlap(one: Instance, other: Instance) -> bool:
    """Tell whether two instances run at one time for a second at least."""
    end = DAYS * DAY
    ends = [end if each.ended is None else each.ended for each in (one, other)]
    return max(one.entered, other.entered) < min(ends)


@FEW
@given(SEEDS, st.booleans())
def test_the_tally_counts_what_the_rows_tell(seed: int, enforces: bool) -> None:
    plan, found = lived(seed, enforces=enforces)
    asked = survey(plan, horizon=DAYS * DAY)
    counted = merge(tally(life, asked) for life in found)
    rows = [row for life in found for row in life.rows]
    sent = [row for row in rows if row.status == "sent"]
    assert sum(total(counted, Measure(reach)) for reach in REACHES) == len(sent)
    for channel in plan.map.channels:
        own = [row for row in sent if row.channel == channel]
        assert total(counted, Measure("channel", str(channel))) == len(own)
    for status in ("dropped", "deferred"):
        told = sum(number for key, number in counted.facts.items() if key[0] == status)
        assert told == sum(row.status == status for row in rows)
    entered = [one for life in found for one in life.instances if one.entered >= 0]
    for journey in plan.journeys:
        own_entries = [one for one in entered if one.journey == journey]
        hows = {key[2]: n for key, n in counted.facts.items() if key[:2] == ("how", journey)}
        assert hows == Counter(one.how for one in own_entries)
        pairs = counted.pairs(str(journey))
        assert sum(entries * n for (entries, _), n in pairs.items()) == len(own_entries)
    refused = sum(number for key, number in counted.facts.items() if key[0] == "refused")
    assert refused == sum(len(life.refusals) for life in found)


def total(counted: Tally, measure: Measure) -> int:
    """Return the sum of a measure over all customers."""
    return sum(number * count for number, count in counted.histogram(measure).items())


@settings(max_examples=15)
@given(SEEDS)
def test_the_people_of_a_role_never_do_more_than_they_are(seed: int) -> None:
    plan, found = lived(seed, enforces=True, staff=True)
    jobs = [each for life in found for each in life.work if each.begun is not None]
    end = DAYS * DAY
    for each in jobs:
        assert each.begun is not None
        busy = sum(
            other.begun is not None
            and other.begun <= each.begun < (end if other.ended is None else other.ended)
            for other in jobs
        )
        assert busy <= plan.map.staff[Word("sales")]
        assert each.time <= each.begun
