"""Counts of what many customers lived through: whole numbers that merge exactly, in any order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from journeykit.journeys.policy import Sent
from journeykit.journeys.timetable import breaks, first_sale_break, longest_sale_run, worst_window
from journeykit.simulate.estimates import Histogram
from journeykit.simulate.life import Life
from journeykit.simulate.moments import Key, Moments, add, collect
from journeykit.simulate.survey import CALENDAR, Measure, Survey
from journeykit.simulate.tables import QUESTIONS

Numbers: TypeAlias = dict[Measure, int]

SALE_RUN = Measure("sale-run")


@dataclass(frozen=True, slots=True)
class Example:
    """A customer who broke a rule, and the messages that show it."""

    customer: int
    sends: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted of some customers; `merge` joins those of others to it.

    `numbers` counts customers by measure and number, numbers of 0 left out. `conversions` counts
    them by journey, entries and conversions; customers who never entered are left out.
    `facts` are plain sums, such as ("refused", journey, why). `examples` hold, for each rule of
    the policy, the customer with the lowest number who broke it. `answers` are the sums that each
    further table is made of, by its name.
    """

    customers: int = 0
    numbers: Counter[tuple[Measure, int]] = field(default_factory=Counter)
    conversions: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    facts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    examples: dict[str, Example] = field(default_factory=dict)
    answers: dict[str, dict[Key, Moments]] = field(default_factory=dict)

    def histogram(self, measure: Measure) -> Histogram:
        """Return how many customers have each number of a measure, those with 0 included."""
        found = {number: count for (one, number), count in self.numbers.items() if one == measure}
        return {0: self.customers - sum(found.values()), **found}

    def pairs(self, journey: str) -> Counter[tuple[int, int]]:
        """Return how many customers have each pair of (entries, conversions) of a journey."""
        found = Counter(
            {(x, y): n for (one, x, y), n in self.conversions.items() if one == journey}
        )
        found[0, 0] = self.customers - found.total()
        return found


def merge(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of all customers of all tallies, whatever their order."""
    customers = 0
    numbers: Counter[tuple[Measure, int]] = Counter()
    conversions: Counter[tuple[str, int, int]] = Counter()
    facts: Counter[tuple[str, ...]] = Counter()
    examples: dict[str, Example] = {}
    answers: dict[str, dict[Key, Moments]] = {}
    for each in tallies:
        customers += each.customers
        numbers.update(each.numbers)
        conversions.update(each.conversions)
        facts.update(each.facts)
        for rule, example in each.examples.items():
            former = examples.get(rule, example)
            examples[rule] = min(former, example, key=lambda one: one.customer)
        for name, sums in each.answers.items():
            add(answers.setdefault(name, {}), sums)
    return Tally(customers, numbers, conversions, facts, examples, answers)


def tally(life: Life, survey: Survey) -> Tally:
    """Return the counts of one customer.

    What was sent in the warm-up is looked back at by the policy's rules, and not counted.
    """
    earlier = [survey.sent(row) for row in life.before if row.status == "sent"]
    sends = [survey.sent(row) for row in life.rows if row.status == "sent"]
    numbers = _numbers(sends, survey)
    examples: dict[str, Example] = {}
    for broken in breaks(survey.limits, earlier + sends, survey.local):
        if broken.sent.time >= 0:
            name = f"cap {broken.rule.cap}" if broken.rule.reason == "cap" else broken.rule.reason
            numbers[Measure("breaks", name)] += 1
            examples.setdefault(name, Example(life.customer, (broken.sent,)))
    if "sale" in examples:
        shown = first_sale_break(survey.limits, earlier + sends)
        examples["sale"] = Example(life.customer, shown)
    return Tally(
        1,
        Counter((measure, number) for measure, number in numbers.items() if number),
        _conversions(life),
        Counter(_facts(life)) + _work(life, survey.horizon),
        examples,
        {each.name: collect(each.ask(life, survey)) for each in QUESTIONS},
    )


def _numbers(sends: list[Sent], survey: Survey) -> Numbers:
    """Return each measure's number of one customer."""
    groups: defaultdict[tuple[str, str], list[Sent]] = defaultdict(list)
    for sent in sends:
        reach = survey.reach(sent.channel)
        groups[reach, ""].append(sent)
        groups["channel", sent.channel].append(sent)
        sender = sent.journey or CALENDAR
        groups[f"journey {reach}" if reach != "messages" else "journey", sender].append(sent)
        if reach == "messages":
            groups["class", sent.class_].append(sent)
    numbers: Numbers = defaultdict(int)
    for (kind, name), group in groups.items():
        numbers[Measure(kind, name)] = len(group)
    for each in survey.windows:
        group = groups.get((each.kind, each.name), [])
        numbers[each] = len(worst_window(group, each.window or 0))
    numbers[SALE_RUN] = len(longest_sale_run(survey.limits, sends))
    return numbers


def _conversions(life: Life) -> Counter[tuple[str, int, int]]:
    """Return the customer's entries and conversions of each journey that was entered."""
    entered = [each for each in life.instances if each.entered >= 0]
    entries = Counter(each.journey for each in entered)
    goals = Counter(each.journey for each in entered if each.converted is not None)
    return Counter((journey, count, goals[journey]) for journey, count in entries.items())


def _work(life: Life, horizon: int) -> Counter[tuple[str, ...]]:
    """Return the sums of each role's tasks, and of the seconds waited and worked."""
    sums: Counter[tuple[str, ...]] = Counter()
    for each in life.work:
        begun = horizon if each.begun is None else max(0, each.begun)
        ended = horizon if each.ended is None else each.ended
        sums["work", each.role, "asked"] += each.time >= 0
        sums["work", each.role, "done"] += each.done
        sums["work", each.role, "left"] += each.ended is not None and not each.done
        sums["work", each.role, "waited"] += min(begun, ended) - max(0, each.time)
        sums["work", each.role, "worked"] += max(0, ended - begun)
    return sums


def _facts(life: Life) -> Iterator[tuple[str, ...]]:
    for each in life.instances:
        if each.entered >= 0:
            yield "how", each.journey, each.how
    for refusal in life.refusals:
        yield "refused", refusal.journey, refusal.why
    for stuck in life.stuck:
        yield "stuck", stuck.journey, stuck.step
    for row in life.rows:
        if row.status != "sent":
            yield row.status, row.channel, row.reason
    for response in life.responses:
        yield "response", response.channel, response.event
