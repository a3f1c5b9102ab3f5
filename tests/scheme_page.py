"""The page of all schemes: which sample draws each, what it sends, how bad it can get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from journeykit.cli.sample_lists import starts
from journeykit.cli.shipped import Sample, names, sample
from journeykit.journeys.lint.sending import sent_ids
from journeykit.journeys.lint.worst import Worst, worst
from journeykit.journeys.model import Journey
from journeykit.render.layout import layout
from journeykit.render.picture import picture
from journeykit.render.sketch import sketch
from journeykit.render.svg import svg
from tests.light_picture import light

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs/pictures/scenarios"
SCHEMES: dict[str, list[str]] = dict(
    sorted(
        (
            (path.stem, sorted(yaml.safe_load(path.read_text(encoding="utf-8"))))
            for path in (ROOT / "tests/samples/schemes").glob("*.yaml")
        ),
        key=lambda schemes: schemes[1],
    )
)
"""The ids of the schemes by the map that draws them, in order of the ids."""

_HEAD = """\
# The scenarios

Each of the {number} schemes of trigger chains that the sample maps draw, with its journey.
`journey samples MAP` lists those of a map, `journey init DIR --from MAP/JOURNEY` copies one into
your folder, with all that it needs. In the tables is

- **starts with**: what lets a customer in; several starts are parted by `;`.
- **messages**: how many steps send by which channel. `or` parts the channels of one message, the
  preferred one first.
- **worst 7 days**: the most messages that one pass through the journey can send to one customer in
  any 7 days, on whatever path. What is shown on the site is told apart; what goes to staff, or is
  sent by a journey that this one calls, is not counted.
- **sales**: the most sales among four consecutive messages of one path, on the terms of the map's
  [policy](language.md#the-map). `2 of 3` is a path of three messages, two of them sales. What the
  policy exempts or does not see, such as what is shown on the site, is not counted.

Both are found by the search over all paths that [J301](rules/over-mailing.md) and
[J401](rules/sale-run.md) use; "at least" stands where it was cut off. They are about one
journey alone: what a customer gets from several of them is a matter of the
[forecast](forecast.md).
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A journey of a sample map that draws a scheme."""

    sample: Sample
    journey: Journey

    @property
    def picture(self) -> Path:
        """Where its picture is."""
        return PICTURES / self.sample.name / f"{self.journey.id}.svg"

    def draw(self) -> str:
        """Return the picture as it should be."""
        return light(svg(picture(layout(sketch(self.journey, self.sample.plan)))))

    @property
    def worst(self) -> Worst:
        """The worst that the journey can do."""
        return worst(self.sample.plan, self.journey)


@cache
def drawn(scheme: str, name: str) -> tuple[Drawn, ...]:
    """Return the journeys of a map that name a scheme as their source."""
    if name not in names():
        return ()
    whole = _sample(name)
    return tuple(
        Drawn(whole, journey)
        for journey in whole.plan.journeys.values()
        if any(scheme == source or scheme.startswith(f"{source}-") for source in journey.source)
    )


@cache
def _sample(name: str) -> Sample:
    return sample(name)


def scheme_page() -> str:
    """Return the page in Markdown."""
    number = sum(map(len, SCHEMES.values()))
    return _HEAD.format(number=number) + "".join(map(_section, SCHEMES))


def _section(name: str) -> str:
    head = f"\n## {name}\n\n"
    if name in names():
        title = _sample(name).plan.map.name.in_language("en")
        head = f"\n## {title}\n\nThe map [`{name}`](../samples/{name}/journey.yaml).\n\n"
    columns = ("scheme", "sample", "picture", "starts with", "messages", "worst 7 days", "sales")
    rows = [columns, ("---",) * len(columns)]
    rows += [row for scheme in SCHEMES[name] for row in _rows(scheme, name)]
    return head + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _rows(scheme: str, name: str) -> Iterator[tuple[str, ...]]:
    """Yield the row of a scheme: one for each journey that draws it, or that none does yet."""
    found = drawn(scheme, name)
    for each in found:
        id, found_worst = each.journey.id, each.worst
        title = each.journey.title.in_language("en") or str(id)
        picture = f"pictures/scenarios/{name}/{id}.svg"
        yield (
            scheme,
            f"[{id}](../samples/{each.journey.id.place.path})",
            f'[<img src="{picture}" alt="{title}" width="200">]({picture})',
            _cell("; ".join(starts(each.sample, each.journey, "en"))),
            _messages(each),
            _week(found_worst),
            _sales(found_worst),
        )
    if not found:
        yield (scheme, "not yet", "", "", "", "", "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _messages(each: Drawn) -> str:
    """Say how many steps send by which channels."""
    messages = each.sample.plan.messages
    by_channel = Counter(
        " or ".join(messages[id].channel) for id in sent_ids(each.sample.plan, each.journey)
    )
    return ", ".join(f"{number} {channel}" for channel, number in by_channel.items()) or "none"


def _week(found: Worst) -> str:
    parts = [str(len(found.messages))] if found.messages else []
    parts += [f"{len(found.on_site)} on site"] if found.on_site else []
    return _bound(found, " + ".join(parts)) if parts else "0"


def _sales(found: Worst) -> str:
    return _bound(found, f"{found.sales} of {len(found.latest)}") if found.latest else "–"


def _bound(found: Worst, words: str) -> str:
    return words if found.complete else f"at least {words}"
