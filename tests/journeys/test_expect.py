"""The grammar of `expect` lines, and where its mistakes point."""

from __future__ import annotations

import pytest

from journeykit.journeys.expect import parse
from journeykit.journeys.finding import Mistake
from journeykit.journeys.place import Place, Word


def _word(text: str, *, plain: bool = True) -> Word:
    width = len(text) + (0 if plain else 2)
    return Word(text, Place("journey.yaml", 5, 11, 5, 11 + width), plain=plain)


@pytest.mark.parametrize(
    ("text", "stat", "subject", "window", "sign", "number"),
    [
        ("p95(email per 7d) <= 4", "p95", "email", 604_800, "<=", 4),
        ("share(sale window) <= 1%", "share", "sale window", None, "<=", 0.01),
        ("share(sms) > 0.5", "share", "sms", None, ">", 0.5),
        ("mean( messages )<2.5", "mean", "messages", None, "<", 2.5),
        ("max(abandoned-cart per 1d12h) == 3", "max", "abandoned-cart", 129_600, "==", 3),
    ],
)
def test_a_line_is_read(
    text: str, stat: str, subject: str, window: int | None, sign: str, number: float
) -> None:
    line = parse(_word(text))
    assert (line.stat, line.subject, line.window) == (stat, subject, window)
    assert (line.operator, line.number) == (sign, number)


def test_the_subject_knows_its_place() -> None:
    assert str(parse(_word("p95(email per 7d) <= 4", plain=False)).subject.place) == (
        "journey.yaml:5:16"
    )


@pytest.mark.parametrize(
    ("text", "column", "message", "help_line"),
    [
        ("p96(email) <= 4", 11, "unknown figure `p96`", "did you mean `p"),
        ("p95 email <= 4", 11, "cannot read `p95 email <= 4`", "write STAT(SUBJECT [per D])"),
        ("p95(email) =< 4", 22, "expected a comparison, found `=<`", "one of <= >= =="),
        ("p95(email)", 11, "a comparison is missing", "one of <= >= =="),
        ("p95(email) <= four", 24, "`four` is not a number", "write STAT"),
        ("p95(email) <=", 11, "a number is missing", "write STAT"),
        ("p95() <= 4", 11, "a subject is missing", "name a channel"),
        ("p95(email per 7) <= 4", 25, "7", ""),
        ("p95(email per $n) <= 4", 25, "`$n` is no window", "such as 7d"),
        ("p95(email per 0d) <= 4", 25, "`0d` is no window", "such as 7d"),
        ("p95(email) <= 4%", 26, "`p95` is a number of messages, not a share", "leave out the %"),
        ("mean(sale window) <= 1", 11, "the sale window has a share", "share(sale window)"),
        ("share(sale window per 7d) <= 1%", 11, "the sale window has a share", "share(sale"),
        ("x" * 100_000, 11, "cannot read `xxx", "write STAT"),
    ],
)
def test_a_mistake_points_at_what_is_wrong(
    text: str, column: int, message: str, help_line: str
) -> None:
    with pytest.raises(Mistake) as caught:
        parse(_word(text))
    finding = caught.value.finding
    assert (finding.code, finding.place.column) == ("J003", column)
    assert message in finding.message
    assert help_line in finding.help
    assert len(finding.message) < 300


@pytest.mark.parametrize(
    ("line", "figure", "holds"),
    [
        ("p95(email) <= 4", 4, True),
        ("p95(email) < 4", 4, False),
        ("share(email) >= 30%", 0.31, True),
        ("max(email) != 2", 2, False),
        ("max(email) == 2", 2, True),
        ("mean(email) > 2", 1.9, False),
    ],
)
def test_a_line_holds_or_not(line: str, figure: float, *, holds: bool) -> None:
    assert parse(_word(line)).holds(figure) is holds
