"""A finished layout in whole pixels: every writer only copies it."""

from __future__ import annotations

from dataclasses import dataclass

from journeykit.render.diagram import Arrow, Diagram, Lane, Shape
from journeykit.render.shapes import Font

Point = tuple[int, int]


def toward(here: Point, there: Point) -> Point:
    """Return the direction from a point to another, a unit step each way."""
    return (there[0] > here[0]) - (there[0] < here[0]), (there[1] > here[1]) - (there[1] < here[1])


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `right` and `bottom` are the first pixels outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def centre(self) -> Point:
        """The middle of the box."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    @property
    def size(self) -> Point:
        """Width and height."""
        return self.right - self.left, self.bottom - self.top

    def moved(self, across: int, down: int) -> Box:
        """Return the box at another place."""
        return Box(self.left + across, self.top + down, self.right + across, self.bottom + down)

    def overlaps(self, other: Box) -> bool:
        """Tell whether the boxes share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def distance(self, other: Box) -> int:
        """Return how far the boxes are apart, across and down together."""
        across = max(other.left - self.right, self.left - other.right, 0)
        return across + max(other.top - self.bottom, self.top - other.bottom, 0)

    def hull(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text that fill a box; `anchor` is `start`, `middle` or `end`."""

    lines: tuple[str, ...]
    box: Box
    font: Font
    anchor: str = "middle"

    @property
    def baseline(self) -> int:
        """How far down the first line stands."""
        return self.box.top + round(self.font.line / 2 + self.font.size * 0.36)

    def moved(self, across: int, down: int) -> Text:
        """Return the text at another place."""
        return Text(self.lines, self.box.moved(across, down), self.font, self.anchor)


@dataclass(frozen=True, slots=True)
class Artifact:
    """A note or a data store beside its owner, and the dotted line between them.

    `kind` is `note`, `reads` or `writes`.
    """

    kind: str
    box: Box
    text: Text
    line: tuple[Point, ...]

    def moved(self, across: int, down: int) -> Artifact:
        """Return the artifact at another place."""
        line = tuple((x + across, y + down) for x, y in self.line)
        return Artifact(
            self.kind, self.box.moved(across, down), self.text.moved(across, down), line
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A shape with its box, its text, and what stands beside it."""

    shape: Shape
    box: Box
    text: Text | None
    artifacts: tuple[Artifact, ...] = ()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All that must stay free of other things."""
        beside = [artifact.box.hull(artifact.text.box) for artifact in self.artifacts]
        return (self.box, *([self.text.box] if self.text else []), *beside)

    def moved(self, across: int, down: int) -> Placed:
        """Return the shape at another place, with all that belongs to it."""
        text = self.text.moved(across, down) if self.text else None
        artifacts = tuple(artifact.moved(across, down) for artifact in self.artifacts)
        return Placed(self.shape, self.box.moved(across, down), text, artifacts)


@dataclass(frozen=True, slots=True)
class Line:
    """A flow: its corners from border to border, and its label."""

    arrow: Arrow
    points: tuple[Point, ...]
    text: Text | None = None

    def moved(self, across: int, down: int) -> Line:
        """Return the flow at another place."""
        points = tuple((x + across, y + down) for x, y in self.points)
        return Line(self.arrow, points, self.text.moved(across, down) if self.text else None)


@dataclass(frozen=True, slots=True)
class Strip:
    """A lane across the picture: all of it, the head at its left, and its name there."""

    lane: Lane
    box: Box
    head: Box
    text: Text

    def moved(self, across: int, down: int) -> Strip:
        """Return the lane at another place."""
        head, text = self.head.moved(across, down), self.text.moved(across, down)
        return Strip(self.lane, self.box.moved(across, down), head, text)

    def up_to(self, right: int) -> Strip:
        """Return the lane with another right edge."""
        box = Box(self.box.left, self.box.top, right, self.box.bottom)
        return Strip(self.lane, box, self.head, self.text)


@dataclass(frozen=True, slots=True)
class Geometry:
    """The whole picture; its upper left corner is (0, 0)."""

    diagram: Diagram
    size: Point
    title: Text
    about: Text | None
    shapes: tuple[Placed, ...]
    lines: tuple[Line, ...]
    strips: tuple[Strip, ...] = ()
