"""A fit as the text of a population, with where each number comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from journeykit.simulate.fit.fitted import Fitted, Part
from journeykit.simulate.fit.funnel import ORDER, Step
from journeykit.simulate.fit.seasons import WEEKDAYS, Seasons
from journeykit.simulate.fit.wording import DAY, length, number, share, shares

VISIT = "site.visit"
WIDEST = 10.0
"""The greatest sigma of a lognormal that the language takes."""


def population_text(fitted: Fitted, name: str) -> str:
    """Return the YAML of a population that lives as the fit says; `name` is where it is from."""
    parts = (
        *_head(fitted, name),
        f"population: {_quoted(f'Customers of {name}')}",
        f"customers: {fitted.customers}",
        *_attributes(fitted.parts),
        *_segments(fitted),
        *_behaviour(fitted),
    )
    return "".join(f"{line}\n" for line in parts)


def _quoted(text: str) -> str:
    """Return text as YAML in double quotes."""
    safe = "".join(sign if sign.isprintable() else "?" for sign in text)
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _head(fitted: Fitted, name: str) -> Iterator[str]:
    """Yield the comment at the top: what was fitted, and what the language has no place for."""
    until, model = date.fromordinal(fitted.end), fitted.bgnbd
    shown = "".join(sign if sign.isprintable() else "?" for sign in name)
    yield f"# The customers of {shown} as they were on {until}, written by `journey fit`."
    yield f"# Rates are means over the {fitted.days} days after it."
    yield "# [fitted] is taken from the history, [assumption] is to be replaced by what you know."
    yield "#"
    yield f"# BG/NBD [fitted] of {fitted.buyers} customers, in weeks: r {number(model.r, 4)},"
    yield (
        f"#   alpha {number(model.alpha, 4)}, a {number(model.a, 4)}, b {number(model.b, 4)}; "
        f"{share(fitted.alive)} are expected to be buying still."
    )
    if fitted.gamma_gamma:
        worth = fitted.gamma_gamma
        yield (
            f"# Gamma-Gamma [fitted] of {worth.customers} customers who came back: "
            f"p {number(worth.p, 4)}, q {number(worth.q, 4)}, gamma {number(worth.gamma, 4)}."
        )
    yield "#"
    yield "# What the history shows and a population cannot say:"
    yield "#   - Customers stop for ever. Here nobody does: the rates are lower instead, by what"
    yield f"#     BG/NBD expects of each segment in {fitted.days} days."
    yield "#   - Some customers always buy for more. Here each order is drawn from all of them."
    yield ""


def _season(seasons: Seasons, margin: str) -> Iterator[str]:
    """Yield the season of a cause: factors by weekday, and by hour where it is known."""
    days = zip(WEEKDAYS, seasons.weekdays, strict=True)
    yield f"{margin}season:  # [fitted] 1 is the average"
    yield f"{margin}  weekday: {{{', '.join(f'{day}: {factor:.2f}' for day, factor in days)}}}"
    if seasons.hours:
        yield f"{margin}  hour:"
        for hour, factor in enumerate(seasons.hours):
            yield f"{margin}    {hour}: {factor:.2f}"


def _attributes(parts: Sequence[Part]) -> Iterator[str]:
    """Yield what customers are drawn with: the segment, and an email address."""
    yield "attributes:"
    yield "  rfm:  # [fitted] who bought how lately, how often, for how much"
    yield "    value:"
    width = max(len(part.name) for part in parts) + 1
    for part, text in zip(parts, shares([part.customers for part in parts]), strict=True):
        yield f"      {part.name + ':':<{width}} {text:>6}  # {part.customers}: {part.who}"
    yield "  email: {known: 100%}  # [assumption] orders do not tell who can be reached"


def _segments(fitted: Fitted) -> Iterator[str]:
    """Yield the segments with their rates, as multiples of the mean of all customers."""
    yield f"segments:  # [fitted] orders of a customer in {fitted.days} days by BG/NBD"
    for part in fitted.parts:
        rates = ", ".join(f"{event}: {number(rate)}" for event, rate in _rates(fitted, part))
        yield f"  {part.name}:  # {number(part.orders)} orders" + (
            f", {number(part.visits)} visits" if fitted.funnel else ""
        )
        yield f"    if: customer.rfm == {_quoted(part.name)}"
        yield f"    rates: {{{rates}}}"


def _rates(fitted: Fitted, part: Part) -> Iterator[tuple[str, float]]:
    """Yield the multipliers of a segment: of visits, and of orders (by visit if there are any)."""
    orders = part.orders / fitted.orders
    if not fitted.funnel:
        yield ORDER, orders
        return
    visits = part.visits / fitted.visit_rate
    yield fitted.funnel.root, visits
    if visits:
        yield ORDER, orders / visits


def _behaviour(fitted: Fitted) -> Iterator[str]:
    """Yield what customers do by themselves."""
    yield "behaviour:"
    path = fitted.funnel
    if path is None:
        every = length(fitted.days * DAY / fitted.orders)
        yield "  order.placed:"
        yield f"    about_every: {every}  # [fitted] the mean of all customers by BG/NBD"
        yield f"    spread: {number(fitted.spread)}  # [fitted] as many order nothing as by BG/NBD"
        yield from _season(fitted.order_seasons, "    ")
        yield f"    data: {_order(fitted)}"
        return
    yield f"  {path.root}:"
    yield (
        f"    - about_every: {length(fitted.days * DAY / fitted.visit_rate)}"
        f"  # [fitted] {path.sessions} visits"
    )
    yield f"      spread: {number(fitted.spread)}  # [fitted] within a segment"
    if fitted.visit_seasons:
        yield from _season(fitted.visit_seasons, "      ")
    if path.root == VISIT:
        yield "    - {after: message.clicked, delay: 1s..1m}  # [assumption] a click is a visit"
    for step in path.steps:
        yield from _step(fitted, step)
    if all(step.event != ORDER for step in path.steps):
        yield f"  {ORDER}:  # [assumption] when in a visit: no visit of the history has an order"
        yield f"    after: {path.root}"
        yield f"    chance: {share(fitted.chance)}  # [fitted] so that orders are those of BG/NBD"
        yield "    delay: 1m..30m"
        yield f"    data: {_order(fitted)}"


def _step(fitted: Fitted, step: Step) -> Iterator[str]:
    """Yield one event of the funnel."""
    yield f"  {step.event}:"
    yield f"    after: {step.after}"
    if step.event == ORDER:
        yield (
            f"    chance: {share(fitted.chance)}  # [fitted] so that orders are those of BG/NBD "
            f"(in the history {share(step.chance)})"
        )
    else:
        yield f"    chance: {share(step.chance)}  # [fitted] {step.sessions} visits"
    yield f"    delay: {_delay(step)}  # [fitted]"
    if step.event == ORDER:
        yield f"    data: {_order(fitted)}"


def _delay(step: Step) -> str:
    median = length(step.median)
    return f"{{lognormal: [{median}, {number(step.sigma)}]}}" if step.sigma else median


def _order(fitted: Fitted) -> str:
    """Return the data of an order: its number and what it is worth."""
    worth = fitted.gamma_gamma
    # Where values hardly tell their distribution, its parameters may be such as nobody can write.
    if worth and worth.sigma <= WIDEST and number(worth.median) != "0":
        value = f"{{lognormal: [{number(worth.median, 4)}, {number(worth.sigma)}]}}"
        return f"{{order: new, value: {value}}}  # [fitted] by Gamma-Gamma"
    orders = sum(part.value * part.customers for part in fitted.parts) / fitted.customers
    return f"{{order: new, value: {number(orders, 4)}}}  # [fitted] the mean"
