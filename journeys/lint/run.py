"""The run of the rules over plans: what `journey lint` reports, sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
    found = [Found(rule, each) for each in findings for rule in on if rule.code == each.code]
    for plan in plans:
        found.extend(_of_plan(plan, on, settings, Index(plan, whole=not findings)))
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
    plan: Plan, rules: Iterable[Rule], settings: Settings, index: Index
) -> Iterator[Found]:
    given = {
        "plan": plan,
        "runs": RunsOf(plan),
        "index": index,
        "soundness": SoundnessOf(plan),
        "worlds": WorldsOf(plan),
    }
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
