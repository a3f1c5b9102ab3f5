"""Comments that ask for silence: what they cover, and what is no comment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.lint.checked import Checked, checked
from journeykit.journeys.lint.ignores import ignores
from journeykit.journeys.lint.rule import Rule
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import Found
from journeykit.journeys.project import of_text

BAD = [
    pytest.param(rule, text, id=rule.name)
    for rule in RULES
    for text in rule.bad
    if rule.code not in ("J001", "J901")
]
TEXT = """journey: a
start: {x: {event: x, next: one}}
steps:
  one: {task: >-
    words # and signs, next: two}
  two:
    task: |
      text

    next: end
  three: {task: 'it''s # so', next: end}
"""
COMMENT = "# journey: ignore[J102] reason"


def _checked(text: str) -> Checked:
    return checked(of_text(text.encode(), "a.yaml"))


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_a_comment_on_the_line_of_a_finding_silences_it(rule: Rule, text: str) -> None:
    for found in _checked(text).found:
        place = found.finding.place
        if found.rule.code != rule.code or place.path != "a.yaml":
            continue
        lines = text.splitlines()
        lines[place.line - 1] += f"  # journey: ignore[{rule.name}]"
        after = _checked("\n".join(lines))
        assert _told(found) in [_told(each) for each in after.ignored]
        assert [each.finding.message for each in after.found if each.rule.code == "J901"] == []


def _told(found: Found) -> tuple[str, int, int]:
    return found.rule.code, found.finding.place.line, found.finding.place.column


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a: 1 # journey: ignore[J1]", ["J1"]),
        ("a: 1 #journey:ignore[ J1 ,dead-end ]why", ["J1", "dead-end"]),
        ("a: 1 # journey: ignore [J1]", ["J1"]),
        ("a: 1 # journey: ignore", []),
        ("a: 1 # journey: ignore[J1", []),
        ("a: 1 # see # journey: ignore[J1]", ["J1"]),
        ("a: 1# journey: ignore[J1]", None),
        ("a: '1 # journey: ignore[J1]'", None),
        ('a: "1\n # journey: ignore[J1]"', None),
        ("a: |\n  1 # journey: ignore[J1]", None),
        ("a: |\n  1\n# journey: ignore[J1]", ["J1"]),
        ("a: >-\n  1\n\n  # journey: ignore[J1]\n", None),
        ("a: 1 # journey: ignored[J1]", None),
        ("a: 1 #\njourney: ignore[J1]", None),
        ("a: 1 # journey: ignore\n# [J1]", []),
        ("a: 1 # journey: ignore[J1,\n# J2]", []),
        ("a: 1 # the journey: ignore[J1]", None),
        ("a: {b: 1, # journey: ignore[J1]\n  c: 2}", ["J1"]),
    ],
)
def test_what_stands_in_a_text_is_no_comment(text: str, names: list[str] | None) -> None:
    project = of_text(f"journey: x\n{text}".encode(), "a.yaml")
    found = [each.names for each in ignores(project.files[0])]
    assert found == ([] if names is None else [tuple(names)])


@given(st.data())
def test_names_and_comments_stand_where_they_are_said_to(data: st.DataObject) -> None:
    lines = TEXT.splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    lines[number] += data.draw(st.sampled_from([" ", "   ", "\n", "\n  "])) + COMMENT
    ending = data.draw(st.sampled_from(["\n", "\r\n"]))
    text = ending.join(lines)
    project = of_text(text.encode(), "a.yaml")
    for each in ignores(project.files[0]):
        for name in each.names:
            place = name.place
            line = text.splitlines()[place.line - 1]
            assert line[place.column - 1 : place.end_column - 1] == "J102"


def test_a_comment_covers_all_below_its_key_and_nothing_beside_it() -> None:
    text = """journey: a
start: {x: {event: x, next: one}}
steps:
  one: {task: one, next: end}
  two:  # journey: ignore[J102]
    task: two
    next: end
  three: {task: three, next: end}
"""
    after = _checked(text)
    assert [each.finding.step for each in after.ignored if each.rule.code == "J102"] == ["two"]
    assert [each.finding.step for each in after.found if each.rule.code == "J102"] == ["three"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("steps:", "steps: # journey: ignore[J102]"),
        ("journey: a", "journey: a # journey: ignore[J102]"),
        ("journey: a", "# journey: ignore[J102]\n\n# more\njourney: a"),
        ("steps:", "# journey: ignore[unreachable-step]\nsteps:"),
    ],
)
def test_a_comment_on_a_wider_key_covers_more(old: str, new: str) -> None:
    text = """journey: a
start: {x: {event: x, next: one}}
steps:
  one: {task: one, next: end}
  two: {task: two, next: end}
  three: {task: three, next: end}
"""
    after = _checked(text.replace(old, new))
    assert [each.finding.step for each in after.ignored] == ["two", "three"]
    assert [each for each in after.found if each.rule.code in ("J102", "J901")] == []
