"""The reference of the language says what the loader reads: its examples load without a finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journeykit.journeys.load import load
from journeykit.journeys.model.step import KINDS
from journeykit.journeys.text import read

PAGE = Path(__file__).parents[2] / "docs" / "language.md"
EXAMPLE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))


def whole(example: str) -> str:
    """Return an example that shows a part of a journey as a journey."""
    if example.startswith("start:"):
        return f"journey: example\n{example}"
    if example.startswith("messages:"):
        return f"journey: example\nstart: {{begin: {{event: visit, next: end}}}}\n{example}"
    if example.startswith("steps:"):
        first = re.findall(r"^  ([a-z0-9-]+):", example, re.MULTILINE)[0]
        return f"journey: example\nstart: {{begin: {{event: visit, next: {first}}}}}\n{example}"
    return example


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.splitlines()[0])
def test_each_example_loads_without_a_finding(example: str) -> None:
    documents, unread = read(whole(example), "language.md")
    findings = [*unread, *load(documents, "language.md").findings]
    assert [finding.message for finding in findings] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_step_has_an_example_and_a_line(kind: str) -> None:
    assert any(re.search(rf"[{{\s]{kind}:", example) for example in EXAMPLES)
    assert f"| `{kind}` |" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["event", "without", "date", "every", "rrule", "when"])
def test_each_form_of_a_start_has_an_example(form: str) -> None:
    starts = [example for example in EXAMPLES if example.startswith("start:")]
    assert any(f"{{{form}: " in example for example in starts)
