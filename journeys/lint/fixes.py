"""The certain cures of findings, put into a text; all else in it stays as it was written."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from journeykit.journeys.finding import Fix


def mended(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """Return a text with fixes put in, and how many were.

    Of fixes that overlap the first one counts: the others may not be needed any more. Where
    something else stands than a fix replaces, nothing is done.
    """
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    spans = [
        (
            starts[fix.place.line - 1] + fix.place.column - 1,
            starts[fix.place.end_line - 1] + fix.place.end_column - 1,
            fix,
        )
        for fix in sorted(dict.fromkeys(fixes), key=lambda fix: (fix.place, fix.text))
    ]
    parts, done, count = [], 0, 0
    for begin, end, fix in spans:
        if begin >= done and fix.old in (None, text[begin:end]):
            if not fix.text:
                begin, end = _whole_line(text, begin, end)
            parts += [text[done:begin], fix.text]
            done, count = end, count + 1
    return "".join([*parts, text[done:]]), count


def _whole_line(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return the span to take out: with its lines where only a comment is left of them."""
    first = text.rfind("\n", 0, begin) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last + 1
    rest = text[end:last].strip()
    if text[first:begin].strip() or (rest and not rest.startswith("#")):
        return begin, end
    return first, last
