"""Which rules are on: chosen by code, by the beginning of a code, by name, or all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from journeykit.journeys.finding import JourneyError, Severity
from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.lint.settings import Choice, Settings
from journeykit.journeys.spelling import suggestion

ALL = "ALL"


def chosen(rules: Sequence[Rule], settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that are on, in their order, with the severity that is set.

    Raises:
        JourneyError: a selector fits no rule.
    """
    check_selectors(rules, settings.selectors)
    return tuple(_weighed(rule, settings) for rule in rules if _is_on(rule, settings.choices))


def check_selectors(rules: Sequence[Rule], selectors: Iterable[str]) -> None:
    """Refuse selectors that fit no rule.

    Raises:
        JourneyError: there is one.
    """
    for selector in selectors:
        if not any(closeness(rule, [selector]) for rule in rules):
            raise JourneyError(unknown(rules, selector))


def find(rules: Sequence[Rule], wanted: str) -> Rule:
    """Return the rule of that code or name.

    Raises:
        JourneyError: there is none.
    """
    rule = named(rules, wanted)
    if rule is None:
        raise JourneyError(unknown(rules, wanted))
    return rule


def named(rules: Iterable[Rule], name: str) -> Rule | None:
    """Return the rule of that code or name, or None."""
    return next((rule for rule in rules if is_name(name, rule)), None)


def is_name(name: str, rule: Rule) -> bool:
    """Tell whether a rule is called so: by its code or its name, in letters of any size."""
    return name.upper() == rule.code or name.lower() == rule.name


def closeness(rule: Rule, selectors: Iterable[str]) -> int:
    """Return how closely the closest selector names a rule; 0 where none does."""
    return max((_closeness(rule, selector) for selector in selectors), default=0)


def unknown(rules: Sequence[Rule], wanted: str) -> str:
    """Return the message about a name that no rule has, with the nearest one."""
    names = [name for rule in rules for name in (rule.code, rule.name)]
    near = suggestion(wanted.upper() if wanted[:1] in "jJ" else wanted, names, most=0)
    return f"unknown rule `{wanted}`" + (f"; {near}" if near else "; `journey rules` lists them")


def _closeness(rule: Rule, selector: str) -> int:
    if selector == rule.name:
        return len(rule.code) + 1
    if selector and rule.code.startswith(selector):
        return len(selector) + 1
    return int(selector == ALL)


def _is_on(rule: Rule, choices: Iterable[Choice]) -> bool:
    """Tell whether a rule is on after all choices."""
    on = rule.severity is not Severity.INFO
    for choice in choices:
        wanted = closeness(rule, (*choice.select, *choice.extend_select))
        unwanted = closeness(rule, choice.ignore)
        on = wanted > 0 or (on and not choice.select)
        on = on and (unwanted == 0 or unwanted < wanted)
    return on


def _weighed(rule: Rule, settings: Settings) -> Rule:
    """Return the rule with the severity that its closest selector sets, of equal ones the last."""
    best, severity = 0, rule.severity
    for selector, each in settings.severity:
        if (near := _closeness(rule, selector)) and near >= best:
            best, severity = near, each
    return replace(rule, severity=severity) if best else rule
