"""The numbers of one customer's life by which plans are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.policy import Limits, Sent
from journeykit.journeys.timetable import breaks, worst_window
from journeykit.simulate.clock import WEEK
from journeykit.simulate.life import Life
from journeykit.simulate.survey import CALENDAR, Survey
from journeykit.simulate.wording import rules

CENTS = 100

RESPONSES = {
    "message.clicked": "clicks",
    "unsubscribed": "unsubscribed",
    "complained": "complained",
}
"""The kinds of figures that count responses, by their events."""


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """A number that every customer has.

    `kind` is `messages`, `worst 7 days`, `on-site` or `staff` without a name; `channel`, `class`
    or `journey` with one, the last two of what goes to the customer only; `entered` or `converted`,
    of a journey or in all; `orders`, `order value`, `clicks`, `unsubscribed`, `complained`; or
    `broken`, 1 for a customer who gets a message that breaks the rule of the policy, or any.
    """

    kind: str
    name: str = ""

    @property
    def is_share(self) -> bool:
        """Tell whether the number is 0 or 1, so that its mean is a share of the customers."""
        return self.kind == "broken"

    @property
    def parts(self) -> int:
        """Return how many of the whole numbers that are counted make one of the figure."""
        return CENTS if self.kind == "order value" else 1


Numbers: TypeAlias = Mapping[Figure, int]
"""A customer's numbers, those of 0 left out; order values in hundredths, so that sums are exact."""

ANY_RULE = Figure("broken")


@dataclass(frozen=True, slots=True)
class Judge:
    """A policy whose breaks are counted: of each rule's key in the limits, what it is called."""

    limits: Limits
    rules: Mapping[str, str]


def judge_of(limits: Limits, *, without: Sequence[str] = ()) -> Judge:
    """Return the judge of all rules of a policy, but those whose words are in `without`."""
    told = {key: text for key, text in rules(limits) if text not in without}
    return Judge(limits, told)


def numbers(life: Life, survey: Survey, judges: Sequence[Judge]) -> Numbers:
    """Return the numbers of a customer who lived under the plan of the survey.

    What the warm-up sent is not counted; the rules of the judges look back at it.
    """
    earlier = [survey.sent(row) for row in life.before if row.status == "sent"]
    sends = [survey.sent(row) for row in life.rows if row.status == "sent"]
    found = _messages(sends, survey)
    _add_journeys(found, life)
    for purchase in life.purchases:
        if purchase.time >= 0:
            found[Figure("orders")] += 1
            found[Figure("order value")] += round(CENTS * purchase.value)
    for response in life.responses:
        if response.event in RESPONSES:
            found[Figure(RESPONSES[response.event])] += 1
    for judge in judges:
        _add_breaks(found, judge, earlier + sends, survey)
    return Counter({figure: number for figure, number in found.items() if number})


def _messages(sends: Sequence[Sent], survey: Survey) -> Counter[Figure]:
    found: Counter[Figure] = Counter()
    for sent in sends:
        reach = survey.reach(sent.channel)
        found[Figure(reach)] += 1
        found[Figure("channel", sent.channel)] += 1
        if reach == "messages":
            found[Figure("class", sent.class_)] += 1
            found[Figure("journey", sent.journey or CALENDAR)] += 1
    to_customer = [sent for sent in sends if survey.reach(sent.channel) == "messages"]
    found[Figure("worst 7 days")] = len(worst_window(to_customer, WEEK))
    return found


def _add_journeys(found: Counter[Figure], life: Life) -> None:
    for each in life.instances:
        if each.entered >= 0:
            found.update((Figure("entered"), Figure("entered", each.journey)))
            if each.converted is not None:
                found.update((Figure("converted"), Figure("converted", each.journey)))


def _add_breaks(
    found: Counter[Figure], judge: Judge, sends: Sequence[Sent], survey: Survey
) -> None:
    for each in breaks(judge.limits, sends, survey.local):
        key = f"cap {each.rule.cap}" if each.rule.reason == "cap" else each.rule.reason
        if each.sent.time >= 0 and key in judge.rules:
            found[Figure("broken", judge.rules[key])] = 1
            found[ANY_RULE] = 1
