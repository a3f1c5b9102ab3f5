"""What `journey lint` reports of one map: read, judged by the rules, silenced by its comments."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from journeykit.journeys.finding import Finding, Fix
from journeykit.journeys.lint.ignores import Ignore, ignores
from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import (
    DEFAULT,
    Found,
    Spread,
    filed,
    in_order,
    in_turn,
    is_heard,
    lint,
)
from journeykit.journeys.lint.select import chosen, is_name, named, unknown
from journeykit.journeys.lint.settings import Settings
from journeykit.journeys.load import load
from journeykit.journeys.place import Place, Word
from journeykit.journeys.project import Project

READING = "J0"


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a map, and those that a comment asks not to report.

    `judged` is false where a mistake in the map kept all rules but those of reading from looking.
    """

    found: tuple[Found, ...]
    ignored: tuple[Found, ...] = ()
    judged: bool = True


def checked(
    project: Project,
    settings: Settings = DEFAULT,
    *,
    heed: bool = True,
    spread: Spread = in_turn,
) -> Checked:
    """Return what is wrong with a map and its files, in order of place.

    Unless `heed`, comments that ask for silence are not looked at. `spread` is for `lint`.

    Raises:
        JourneyError: the settings name a rule that does not exist.
    """
    loaded = load(project.documents, project.path)
    plans = [loaded.plan] if loaded.plan else []
    found = lint(plans, [*project.findings, *loaded.findings], settings, spread=spread)
    comments = [each for file in project.files for each in ignores(file)] if heed else []
    if not comments:
        return Checked(tuple(found), judged=bool(plans))
    silent = [_silencing(each, comments) for each in found]
    used = {name.place for names in silent for name in names}
    unused = filed([*_unused(comments, used, _sure(found, settings))], settings)
    heard = [each for each, names in zip(found, silent, strict=True) if not names]
    ignored = [each for each, names in zip(found, silent, strict=True) if names]
    return Checked(tuple(in_order([*heard, *unused])), tuple(ignored), bool(plans))


def _silencing(found: Found, comments: Iterable[Ignore]) -> list[Word]:
    """Return the names in comments that ask not to report a finding."""
    return [
        name
        for comment in comments
        for name in comment.names
        if is_name(name, found.rule) and comment.covers(found.finding.place)
    ]


def _sure(found: Sequence[Found], settings: Settings) -> Callable[[Rule, str], bool]:
    """Return whether a rule's silence about a file tells that there is nothing to report.

    Not if it is off there, nor if mistakes of reading kept it from looking.
    """
    broken = any(each.rule.code.startswith(READING) for each in found)
    on = [rule.code for rule in chosen(RULES, settings)]

    def sure(rule: Rule, path: str) -> bool:
        looked = not broken or rule.code.startswith(READING)
        return looked and rule.code in on and is_heard(rule, path, settings)

    return sure


def _unused(
    comments: Iterable[Ignore], used: Container[Place], sure: Callable[[Rule, str], bool]
) -> Iterator[Finding]:
    """Yield a finding for each name in a comment that silences nothing (J901)."""
    for comment in comments:
        if not comment.names:
            help = "name the rules: `# journey: ignore[J205] reason`"
            yield Finding(comment.place, "the comment names no rule to ignore", help, code="J901")
        for number, name in enumerate(comment.names):
            rule = named(RULES, name)
            if rule is None:
                message, _, help = unknown(RULES, name).partition("; ")
                yield Finding(name.place, message, help, code="J901")
            elif name.place not in used and sure(rule, name.place.path):
                message = f"nothing that `{name}` reports is here"
                fix = _removal(comment, number)
                yield Finding(name.place, message, f"remove `{name}`", code="J901", fix=fix)


def _removal(comment: Ignore, number: int) -> Fix:
    """Return how to take a name out of a comment: with its comma, or with the comment."""
    names = comment.names
    if len(names) == 1:
        return Fix(comment.whole, "")
    path, line = comment.place.path, comment.place.line
    begin, end = names[0].place.column, names[1].place.column
    if number:
        begin, end = names[number - 1].place.end_column, names[number].place.end_column
    return Fix(Place(path, line, begin, line, end), "")
