"""The clickstream with names that the language knows, and orders among its events."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from journeykit.simulate.fit.funnel import ORDER
from journeykit.simulate.fit.orders import Click, Purchase

_OTHER = re.compile(r"[^a-z0-9_.]+")
_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


@dataclass(frozen=True, slots=True)
class Named:
    """Events under names of the language; `renamed` tells the new name of each old one."""

    clicks: tuple[Click, ...]
    renamed: Mapping[str, str]


def named(clicks: Iterable[Click], wanted: Mapping[str, str]) -> Named:
    """Return the events with the wanted names, the others made fit for the language."""
    kept = tuple(clicks)
    olds = Counter(click.event for click in kept)
    names = {old: wanted.get(old) or _fit(old) for old in sorted(olds)}
    return Named(
        tuple(replace(click, event=names[click.event]) for click in kept),
        {old: new for old, new in names.items() if old != new},
    )


def is_name(text: str) -> bool:
    """Tell whether the language takes this as the name of an event."""
    return bool(_NAME.fullmatch(text))


def with_orders(clicks: Sequence[Click], purchases: Iterable[Purchase]) -> tuple[Click, ...]:
    """Return the events and the orders; where the events have orders, those stand for all."""
    if any(click.event == ORDER for click in clicks):
        return tuple(clicks)
    first = min(click.time for click in clicks)
    orders = (Click(each.customer, each.time, ORDER) for each in purchases if each.time >= first)
    return (*clicks, *orders)


def _fit(name: str) -> str:
    """Return a name such as `Page View` as the language has it: `page_view`."""
    text = _OTHER.sub("_", name.lower()).strip("_.")
    parts = [part.strip("_") for part in text.split(".")]
    fitting = ".".join(part if part[:1].isalpha() else f"event_{part}" for part in parts if part)
    return fitting or "event"
