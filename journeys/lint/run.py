"""The run of the rules over plans: what `journey lint` reports, sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.index import Index
from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.lint.select import chosen, closeness
from journeykit.journeys.lint.settings import Settings
from journeykit.journeys.lint.soundness.search import SoundnessOf
from journeykit.journeys.lint.worlds import WorldsOf
from journeykit.journeys.model import Plan
from journeykit.journeys.place import Place

DEFAULT = Settings()

AT_ONCE = 50
"""So many journeys are one task for a process."""

Part: TypeAlias = list[tuple[int, Finding]]
"""What a task finds, each with the number of the rule in the order of the rules."""

Spread: TypeAlias = Callable[[Sequence[Callable[[], Part]]], Sequence[Part]]
"""What does tasks that know nothing of each other, and returns what they find in their order."""


def in_turn(tasks: Sequence[Callable[[], Part]]) -> list[Part]:
    """Do tasks one after the other."""
    return [task() for task in tasks]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and the rule that made it."""

    rule: Rule
    finding: Finding

    @property
    def severity(self) -> Severity:
        """The rule's severity, unless the finding has its own."""
        return self.finding.severity or self.rule.severity

    @property
    def key(self) -> tuple[str, Place, str, str]:
        """What findings are sorted by: path, place, code, words."""
        return self.finding.place.path, self.finding.place, self.rule.code, self.finding.message


def lint(
    plans: Sequence[Plan],
    findings: Sequence[Finding] = (),
    settings: Settings = DEFAULT,
    *,
    rules: Sequence[Rule] = RULES,
    spread: Spread = in_turn,
) -> list[Found]:
    """Return what the rules report of `plans`, with the findings of reading them, sorted.

    `spread` may have the journeys looked at by several processes: the result is the same.

    Raises:
        JourneyError: the settings name a rule that does not exist.
    """
    on = chosen(rules, settings)
    found = [Found(rule, each) for each in findings for rule in on if rule.code == each.code]
    for plan in plans:
        found.extend(_of_plan(plan, on, settings, Index(plan, whole=not findings), spread))
    return in_order(
        _as_set(each, settings)
        for each in found
        if is_heard(each.rule, each.finding.place.path, settings)
    )


def filed(findings: Sequence[Finding], settings: Settings) -> list[Found]:
    """Return findings that were made elsewhere, as far as their rules are on, sorted."""
    return lint((), findings, settings)


def in_order(found: Iterable[Found]) -> list[Found]:
    """Return findings sorted, each once."""
    return sorted(dict.fromkeys(found), key=lambda each: each.key)


def is_heard(rule: Rule, path: str, settings: Settings) -> bool:
    """Tell whether the settings let a rule that is on speak of a file."""
    return not any(
        closeness(rule, selectors) and pattern.fits(path)
        for pattern, selectors in settings.per_file_ignores
    )


def _of_plan(
    plan: Plan, rules: Sequence[Rule], settings: Settings, index: Index, spread: Spread
) -> Iterator[Found]:
    given = {
        "plan": plan,
        "runs": RunsOf(plan),
        "index": index,
        "soundness": SoundnessOf(plan),
        "worlds": WorldsOf(plan),
    }
    wide = [each for each in enumerate(rules) if "journey" not in each[1].parameters]
    near = [each for each in enumerate(rules) if "journey" in each[1].parameters]
    journeys = list(plan.journeys.values())
    tasks = [partial(_of_rules, wide, [given], settings)]
    for begin in range(0, len(journeys), AT_ONCE):
        facts = [{**given, "journey": each} for each in journeys[begin : begin + AT_ONCE]]
        tasks.append(partial(_of_rules, near, facts, settings))
    found = [each for part in spread(tasks) for each in part]
    for number, finding in sorted(found, key=_number):
        yield Found(rules[number], finding)


def _of_rules(
    rules: Sequence[tuple[int, Rule]], facts: Sequence[Mapping[str, object]], settings: Settings
) -> Part:
    """Return what numbered rules find: each is asked once for each set of facts."""
    return [
        (number, finding)
        for number, rule in rules
        for given in (facts if rule.parameters else ())
        for finding in rule.check(
            **{name: given[name] for name in rule.parameters}, **settings.options_of(rule.code)
        )
    ]


def _number(found: tuple[int, Finding]) -> int:
    return found[0]


def _as_set(found: Found, settings: Settings) -> Found:
    """Return a finding that is at most as severe as is set for its rule."""
    own = found.finding.severity
    if own is None or not closeness(found.rule, (selector for selector, _ in settings.severity)):
        return found
    milder = max(own, found.rule.severity, key=list(Severity).index)
    return replace(found, finding=replace(found.finding, severity=milder))
