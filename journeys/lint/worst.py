"""The worst that one pass through a journey can do to a customer: messages in a week, and sales.

Found by the timed search that the rules of `lint` use, under a policy that looks back as far as is
asked, whatever the map's own one counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from journeykit.journeys.durations import Duration
from journeykit.journeys.limits import limits_of
from journeykit.journeys.lint.runs import Run, Runs, search
from journeykit.journeys.lint.waits import WEEK
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.policy import Cap, SaleRule
from journeykit.journeys.place import Word
from journeykit.journeys.policy import Sent, counts, is_sale
from journeykit.journeys.timetable import worst_window

CONSECUTIVE = 4
"""How many consecutive messages are looked at for sales where the policy has no sale rule."""

_MOST_ROUNDS = 11


@dataclass(frozen=True, slots=True)
class Worst:
    """The worst of all ways through a journey, each found apart.

    `messages` are the most that reach the customer off the site within the window, whatever their
    class, `on_site` the most shown there. `latest` are the consecutive messages with the most
    sales, as the policy counts both; of as many sales the fewest messages. Without `complete` the
    search was cut off, or a loop goes on beyond it: there may be worse.
    """

    messages: tuple[Sent, ...]
    on_site: tuple[Sent, ...]
    latest: tuple[Sent, ...]
    complete: bool

    @property
    def sales(self) -> int:
        """How many of the `latest` messages are sales."""
        return _sales(self.latest)


def worst(plan: Plan, journey: Journey, *, window: int = WEEK) -> Worst:
    """Return the worst that one instance of a journey can send to a customer."""
    runs = search(_looking_back(plan, window), journey)
    limits, channels = limits_of(plan.map), plan.map.channels
    shown = frozenset(str(name) for name, channel in channels.items() if channel.on_site)
    messages = _most(runs, lambda sent: sent.channel not in limits.hidden, window)
    on_site = _most(runs, lambda sent: sent.channel in shown, window)
    of = limits.sale.of if limits.sale else CONSECUTIVE
    return Worst(
        messages,
        on_site,
        _most_sales(runs, lambda sent: counts(limits, sent), of),
        runs.complete and not (_goes_round(messages) or _goes_round(on_site)),
    )


def _looking_back(plan: Plan, window: int) -> Plan:
    """Return the plan with a policy for whose sake the search remembers a whole window."""
    policy = plan.map.policy
    cap = Cap(at_most=_MOST_ROUNDS, per=Duration(Word(f"{window}s"), window, window))
    sale = policy.sale or SaleRule(at_most=1, of=CONSECUTIVE)
    wide = replace(policy, caps=(*policy.caps, cap), sale=sale)
    return replace(plan, map=replace(plan.map, policy=wide))


def _seen(run: Run, counted: Callable[[Sent], bool]) -> tuple[Sent, ...]:
    return tuple(each.sent for each in run.sendings if counted(each.sent))


def _most(runs: Runs, counted: Callable[[Sent], bool], window: int) -> tuple[Sent, ...]:
    """Return the most sends of one run that lie within the window."""
    found = (worst_window(_seen(run, counted), window) for run in runs.runs)
    return max(found, key=len, default=())


def _most_sales(runs: Runs, counted: Callable[[Sent], bool], of: int) -> tuple[Sent, ...]:
    """Return the `of` consecutive sends of one run, or all of fewer, with the most sales."""
    found = (
        part
        for run in runs.runs
        for part in _consecutive(_seen(run, counted), of)
        if run.whole or len(part) == of
    )
    return max(found, key=_badness, default=())


def _badness(sends: tuple[Sent, ...]) -> tuple[int, int]:
    """Return what to compare by: the sales, then how few the messages are, if any is a sale."""
    sales = _sales(sends)
    return sales, -len(sends) if sales else len(sends)


def _sales(sends: tuple[Sent, ...]) -> int:
    return sum(is_sale(sent) for sent in sends)


def _consecutive(sends: Sequence[Sent], of: int) -> Iterator[tuple[Sent, ...]]:
    """Yield all parts of `of` sends that follow one another, the whole where it is shorter."""
    for first in range(max(1, len(sends) - of + 1)):
        yield tuple(sends[first : first + of])


def _goes_round(sends: tuple[Sent, ...]) -> bool:
    """Tell whether a message comes as often as the search follows a loop."""
    return max(Counter(sent.message for sent in sends).values(), default=0) >= _MOST_ROUNDS
