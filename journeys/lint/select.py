"""Which rules are on: chosen by code, by the beginning of a code, by name, or all of them."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.journeys.finding import JourneyError, Severity
from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.spelling import suggestion

ALL = "ALL"


def chosen(
    rules: Sequence[Rule], *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Rule, ...]:
    """Return the rules that are on, in their order.

    Without `select` these are all but the ones that only inform.

    Raises:
        JourneyError: a selector fits no rule.
    """
    for selector in (*select, *ignore):
        _check(selector, rules)
    return tuple(
        rule
        for rule in rules
        if _is_on(rule, select) and not any(_fits(rule, selector) for selector in ignore)
    )


def find(rules: Sequence[Rule], wanted: str) -> Rule:
    """Return the rule of that code or name.

    Raises:
        JourneyError: there is none.
    """
    for rule in rules:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            return rule
    raise JourneyError(_unknown(wanted, rules))


def _is_on(rule: Rule, select: Sequence[str]) -> bool:
    if not select:
        return rule.severity is not Severity.INFO
    return any(_fits(rule, selector) for selector in select)


def _fits(rule: Rule, selector: str) -> bool:
    by_code = selector != "" and rule.code.startswith(selector)
    return by_code or selector in (ALL, rule.name)


def _check(selector: str, rules: Sequence[Rule]) -> None:
    if not any(_fits(rule, selector) for rule in rules):
        raise JourneyError(_unknown(selector, rules))


def _unknown(wanted: str, rules: Sequence[Rule]) -> str:
    names = [name for rule in rules for name in (rule.code, rule.name)]
    near = suggestion(wanted.upper() if wanted[:1] in "jJ" else wanted, names, most=0)
    return f"unknown rule `{wanted}`" + (f"; {near}" if near else "; `journey rules` lists them")
