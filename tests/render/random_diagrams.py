"""Diagrams that no author would draw: any kinds, any flows, back and forth."""

from __future__ import annotations

from random import Random

from journeykit.render.diagram import GATEWAYS, LINKS, STARTS, Arrow, Diagram, Kind, Shape

_WORDS = (
    "Reminder",
    "order",
    "подтверждение",
    "of",
    "a very long cart-reminder-with-code",
    "7 d",
    "",
)
_STEPS = [kind for kind in Kind if kind not in (*STARTS, *LINKS, Kind.END)]


def random_diagram(seed: int, *, most: int = 24) -> Diagram:
    """Return a diagram of up to `most` steps: loops, several starts, dead ends, merges."""
    dice = Random(seed)
    count = dice.randint(1, most)
    shapes = [_shape(dice, f"s{n}", dice.choice(STARTS)) for n in range(dice.randint(1, 3))]
    shapes += [_shape(dice, f"n{n}", dice.choice(_STEPS)) for n in range(count)]
    shapes += [_shape(dice, f"e{n}", Kind.END) for n in range(dice.randint(0, 2))]
    arrows = [arrow for at in range(len(shapes)) for arrow in _arrows(dice, shapes, at)]
    return Diagram("random", f"Random {seed}", "", "en", tuple(shapes), tuple(arrows))


def _shape(dice: Random, name: str, kind: Kind) -> Shape:
    text = " ".join(dice.choice(_WORDS) for _ in range(dice.randint(0, 4))).strip()
    note = "a note of some length" if dice.random() < 0.1 else ""
    stores = ("crm", "loyalty")[: dice.randint(1, 2)] if dice.random() < 0.1 else ()
    if kind == Kind.SEND:
        return Shape(name, kind, text, channels=("email",), class_="sale", note=note, writes=stores)
    return Shape(name, kind, text, note=note, reads=stores)


def _arrows(dice: Random, shapes: list[Shape], at: int) -> list[Arrow]:
    """Return flows from a shape: mostly a little forward, sometimes anywhere, even to itself."""
    source = shapes[at]
    if source.kind == Kind.END:
        return []
    count = dice.choice((1, 2, 2, 3, 4)) if source.kind in GATEWAYS else dice.choice((1, 1, 1, 0))
    targets = [shape for shape in shapes if shape.kind not in STARTS]
    arrows = []
    for number in range(count):
        near = shapes[at + 1 : at + 5]
        target = dice.choice([s for s in near if s.kind not in STARTS] or targets)
        if dice.random() < 0.12:
            target = dice.choice(targets)
        text = dice.choice(("yes", "no", "not opened, but clicked", "")) if count > 1 else ""
        arrows.append(Arrow(source.id, target.id, text, count > 1 and not number))
    return arrows
