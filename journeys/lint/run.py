"""The run of the rules over plans: what `journey lint` reports, sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.lint.select import chosen
from journeykit.journeys.model import Plan
from journeykit.journeys.place import Place


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
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    rules: Sequence[Rule] = RULES,
) -> list[Found]:
    """Return what the rules report of `plans`, with the findings of reading them, sorted.

    Raises:
        JourneyError: `select` or `ignore` names a rule that does not exist.
    """
    on = chosen(rules, select=select, ignore=ignore)
    by_code = {rule.code: rule for rule in on}
    found = [Found(by_code[each.code], each) for each in findings if each.code in by_code]
    for plan in plans:
        found.extend(_of_plan(plan, on))
    return sorted(dict.fromkeys(found), key=lambda each: each.key)


def _of_plan(plan: Plan, rules: Iterable[Rule]) -> Iterator[Found]:
    runs = RunsOf(plan)
    for rule in rules:
        for facts in _facts(rule, plan, runs):
            for finding in rule.check(**facts):
                yield Found(rule, finding)


def _facts(rule: Rule, plan: Plan, runs: RunsOf) -> Iterator[Mapping[str, object]]:
    """Yield the arguments of each call of the check: one a journey, or one for the plan."""
    wanted = rule.parameters
    given = {"plan": plan, "runs": runs}
    if "journey" in wanted:
        for journey in plan.journeys.values():
            facts = {**given, "journey": journey}
            yield {name: facts[name] for name in wanted}
    elif wanted:
        yield {name: given[name] for name in wanted}
