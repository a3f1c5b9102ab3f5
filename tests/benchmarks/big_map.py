"""Maps of many journeys to measure with: the same bytes for the same numbers.

The journeys are as a careful team writes them: they end by their goal, wait before they write,
join what they part, and ask a thing once. One in three has a flaw of `big_journey.FLAWS`, so that
`journey lint` reports 0.2 to 0.5 findings a journey, and has something to search for.

python -m tests.benchmarks.big_map FOLDER 1000
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.big_journey import EVENTS, MARKETS, NEWS, journey_text, name_of, trigger


def write(folder: Path, journeys: int, *, seed: int = 1) -> None:
    """Write a map of so many journeys, a file each, of `STEPS` steps each.

    A journey is the same whatever their number: a larger map is a smaller one and more. Events,
    topics, segments and the map's own messages are shared among the journeys.
    """
    (folder / "journeys").mkdir(parents=True)
    (folder / "journey.yaml").write_text("\n".join((*_map(), "")), encoding="utf-8")
    (folder / "population.yaml").write_text("\n".join((*_population(), "")), encoding="utf-8")
    for number in range(journeys):
        text = journey_text(number, seed=seed)
        (folder / "journeys" / f"{name_of(number)}.yaml").write_text(text, encoding="utf-8")


def _map() -> Iterator[str]:
    """Yield the lines of the map."""
    yield from ("map: Large shop", "timezone: Europe/Moscow", "journeys: [journeys/*.yaml]")
    yield from ("population: population.yaml", "stages:")
    yield from (
        f"  stage-{number}: {{en: Stage {number}, ru: Этап {number}}}" for number in range(8)
    )
    yield "events:"
    for number in range(EVENTS):
        title, data = f"{{en: Event {number}, ru: Событие {number}}}", "{value: number, kind: text}"
        yield f"  {trigger(number)}: {{title: {title}, data: {data}}}"
    yield from ("  site.visit: {}", "  session.ended: {}", "messages:")
    for number in range(NEWS):
        yield f"  news-{number}:"
        yield from ("    channel: email", "    class: content", f"    topic: topic-{number}")
        yield f"    title: {{en: News {number}, ru: Новости {number}}}"
    yield from ("policy:", "  sale: {at_most: 1, of: 4}", "  caps:")
    yield "    - {at_most: 2, per: 1d, channels: [email, sms, mobile_push]}"
    yield "    - {at_most: 6, per: 7d, channels: [email, sms, mobile_push]}"
    yield "    - {at_most: 1, per: 7d, channels: [sms]}"
    yield from ("  min_gap: 4h", "  exempt: [transactional]", "  on_exceed: defer")
    yield '  quiet: {from: "21:00", to: "09:00", channels: [sms, mobile_push]}'
    yield "attribution: {model: last_click, window: 7d}"


def _population() -> Iterator[str]:
    """Yield the lines of the population."""
    yield from ("population: Visitors", "customers: 1000", "attributes:")
    yield from (
        "  email: {known: 60%}",
        "  phone: {known: 30%}",
        "  birthday: {date: uniform, yearly: true}",
    )
    yield from (
        "  mobile_push: {known: 20%, denied: 10%}",
        "  points: {value: 0..500}",
        "segments:",
    )
    yield from (f"  market_{number}: {{share: 4%}}" for number in range(MARKETS))
    yield from ("behaviour:", "  site.visit: {about_every: 12d, spread: 1.0}")
    yield "  session.ended: {after: site.visit, delay: 15m..40m}"
    for number in range(EVENTS):
        data = "data: {value: {lognormal: [2500, 0.8]}, kind: {new: 60%, used: 40%}}"
        yield f"  {trigger(number)}: {{after: site.visit, chance: 5%, delay: 1m..10m, {data}}}"
    yield from (
        "responses:",
        "  email: {open: 27%, click: 5.31%, open_after: {lognormal: [5.9h, 2.27]}}",
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
