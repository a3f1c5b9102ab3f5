"""The run of the rules over plans: what `journey lint` reports, sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.runs import RunsOf
from journeykit.journeys.lint.select import chosen, closeness
from journeykit.journeys.lint.settings import Settings
from journeykit.journeys.model import Plan
from journeykit.journeys.place import Place

DEFAULT = Settings()


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
) -> list[Found]:
    """Return what the rules report of `plans`, with the findings of reading them, sorted.

    Raises:
        JourneyError: the settings name a rule that does not exist.
    """
    on = chosen(rules, settings)
    by_code = {rule.code: rule for rule in on}
    found = [Found(by_code[each.code], each) for each in findings if each.code in by_code]
    for plan in plans:
        found.extend(_of_plan(plan, on, settings))
    found = [_as_set(each, settings) for each in found]
    return sorted(
        (each for each in dict.fromkeys(found) if not _passed_over(each, settings)),
        key=lambda each: each.key,
    )


def _of_plan(plan: Plan, rules: Iterable[Rule], settings: Settings) -> Iterator[Found]:
    given = {"plan": plan, "runs": RunsOf(plan)}
    for rule in rules:
        options = settings.options_of(rule.code)
        for facts in _facts(rule, plan, given):
            for finding in rule.check(**facts, **options):
                yield Found(rule, finding)


def _facts(rule: Rule, plan: Plan, given: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Yield the arguments of each call of the check: one a journey, or one for the plan."""
    wanted = rule.parameters
    if "journey" in wanted:
        for journey in plan.journeys.values():
            facts = {**given, "journey": journey}
            yield {name: facts[name] for name in wanted}
    elif wanted:
        yield {name: given[name] for name in wanted}


def _as_set(found: Found, settings: Settings) -> Found:
    """Return a finding that is at most as severe as is set for its rule."""
    own = found.finding.severity
    if own is None or not closeness(found.rule, (selector for selector, _ in settings.severity)):
        return found
    milder = max(own, found.rule.severity, key=list(Severity).index)
    return replace(found, finding=replace(found.finding, severity=milder))


def _passed_over(found: Found, settings: Settings) -> bool:
    """Tell whether the settings ignore the rule in the file that the finding points at."""
    return any(
        closeness(found.rule, selectors) and pattern.fits(found.finding.place.path)
        for pattern, selectors in settings.per_file_ignores
    )
