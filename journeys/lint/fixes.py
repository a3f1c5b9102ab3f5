"""The certain cures of findings, put into a text; all else in it stays as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from journeykit.journeys.finding import Fix


def mended(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """Return a text with fixes put in, and how many were.

    Of fixes that overlap the first one counts: the others may not be needed any more.
    """
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    spans = sorted(
        (
            starts[fix.place.line - 1] + fix.place.column - 1,
            starts[fix.place.end_line - 1] + fix.place.end_column - 1,
            fix.text,
        )
        for fix in dict.fromkeys(fixes)
    )
    parts, done, count = [], 0, 0
    for begin, end, new in spans:
        if begin >= done:
            parts += [text[done:begin], new]
            done, count = end, count + 1
    return "".join([*parts, text[done:]]), count
