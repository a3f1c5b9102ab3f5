"""When messages may go out after an entry, as bounds that need no search."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.lint.line import Line
from journeykit.journeys.model.start import Start


def windows(line: Line, start: Start) -> Iterator[tuple[str, int, float]]:
    """Yield each message behind a start with the least and the most seconds from the entry."""
    heads = line.starts.get(str(start.id), ())
    reached: dict[str, tuple[int, float]] = dict.fromkeys(heads, (0, 0))
    for step, legs in reversed(line.legs.items()):
        if step not in reached:
            continue
        least, most = reached[step]
        for offset, message in line.sends.get(step, ()):
            lasts = max((leg.most for leg in legs), default=0) if offset else 0
            yield str(message), least + offset, most + max(offset, lasts)
        for leg in legs:
            low, high = reached.get(leg.to, (least + leg.least, 0))
            reached[leg.to] = min(low, least + leg.least), max(high, most + leg.most)
