"""What is said of a journey that was not searched to the end."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.journeys.finding import Finding, Severity
from journeykit.journeys.lint.soundness.search import Soundness
from journeykit.journeys.model.journey import Journey


def undecided(journey: Journey, found: Soundness, sought: str) -> Iterator[Finding]:
    """Yield a warning if not every situation was tried for what is `sought`."""
    if not found.complete:
        yield Finding(
            journey.id.place,
            f"undecided: not every situation of `{journey.id}` was tried for {sought}, but"
            f" {found.tried}",
            help="make the journey smaller: move a part into one of its own and `call` it",
            journey=journey.id,
            severity=Severity.WARNING,
        )
