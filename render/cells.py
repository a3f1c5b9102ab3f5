"""What stands around a shape, measured from its centre: its text, branch labels, notes, stores.

Everything that belongs to a shape lies in its cell. The grid keeps cells apart, so that nothing
in one can touch anything in another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeykit.render.beside import Use, beside, text_at
from journeykit.render.diagram import EVENTS, GATEWAYS, LINKS, Kind, Shape
from journeykit.render.geometry import Artifact, Box, Text
from journeykit.render.measure import width
from journeykit.render.shapes import BRANCH, LABEL, QUESTION, SIZES, TASK_ROOM, TASKS
from journeykit.render.tracks import PORT_STEP, Port, Side

_LABEL_WIDTH, _QUESTION_WIDTH, _BRANCH_WIDTH = 104, 132, 112
_SLASH = 7  # pixels that the mark of a default flow takes
_MARKED_BELOW = (Kind.CALL, Kind.SUBPROCESS)
_AIR = 5  # pixels between a shape or line and a text beside it


@dataclass(frozen=True, slots=True)
class Cell:
    """A shape at (0, 0) and all that stands around it."""

    kind: Kind
    box: Box
    text: Text | None
    branches: Mapping[Port, Text]
    artifacts: tuple[Artifact, ...]

    @property
    def hull(self) -> Box:
        """The box around everything."""
        hull = self.box
        texts = [self.text] if self.text else []
        for text in (*texts, *self.branches.values()):
            hull = hull.hull(text.box)
        for artifact in self.artifacts:
            hull = hull.hull(artifact.box).hull(artifact.text.box)
        return hull


def cell(shape: Shape, use: Use) -> Cell:
    """Arrange what belongs to a shape around the flows that touch it."""
    box = _body(shape)
    branches = _branches(box, use)
    text = _text(shape, box, use, branches)
    return Cell(shape.kind, box, text, branches, beside(shape, box, text, use))


def _body(shape: Shape) -> Box:
    """Return the box of the shape; a task grows when its text does not fit."""
    wide, high = SIZES[shape.kind]
    if shape.kind not in EVENTS and shape.kind not in GATEWAYS:
        text = _inner(shape, 0)
        high = max(high, _head(shape) + text.box.size[1] + _foot(shape))
        high += high % 2
    return Box(-wide // 2, -high // 2, wide // 2, high // 2)


def _inner(shape: Shape, top: int) -> Text:
    """Return the text of a task, a little smaller where it fits better or keeps words whole."""
    wide, high = SIZES[shape.kind]
    room = wide - 2 * TASK_ROOM.side
    lower = high - _head(shape) - _foot(shape)
    whole = [font for font in TASKS if all(width(w, font) <= room for w in shape.text.split())]
    texts = [
        text_at(shape.text, font, room, 0, top, "middle", above=False)
        for font in whole or TASKS[-1:]
    ]
    return next((text for text in texts if text.box.size[1] <= lower), texts[0])


def _head(shape: Shape) -> int:
    return TASK_ROOM.bottom if shape.kind in _MARKED_BELOW else TASK_ROOM.top


def _foot(shape: Shape) -> int:
    if shape.kind in _MARKED_BELOW:
        return TASK_ROOM.top
    return TASK_ROOM.band if shape.class_ or shape.role else TASK_ROOM.bottom


def _branches(box: Box, use: Use) -> dict[Port, Text]:
    """Put each branch label at the first pixels of its flow."""
    texts: dict[Port, Text] = {}
    for port, label in sorted(use.labels.items(), key=lambda item: item[0].side):
        alone = sum(other.side == port.side for other in use.ports) == 1
        slash = _SLASH if port in use.defaults else 0
        if port.side == Side.RIGHT:
            x = box.right + 8 + slash
            texts[port] = text_at(label, BRANCH, _BRANCH_WIDTH, x, -3, "start", above=True)
        elif alone:
            above = port.side == Side.UP
            y = box.top - _AIR - slash if above else box.bottom + _AIR + slash
            x = port.offset * PORT_STEP + 7
            found = text_at(label, BRANCH, _BRANCH_WIDTH, x, y, "start", above=above)
            texts[port] = _clear_of(texts.get(Port(Side.RIGHT)), found) if above else found
    return texts


def _clear_of(right: Text | None, label: Text) -> Text:
    """Lift a label above the one of the flow to the right, where they would meet."""
    if right and right.box.left < label.box.right + 4 and right.box.top < label.box.bottom:
        return label.moved(0, right.box.top - label.box.bottom)
    return label


def _text(shape: Shape, box: Box, use: Use, branches: Mapping[Port, Text]) -> Text | None:
    if not shape.text:
        return None
    if shape.kind in GATEWAYS:
        return _question(shape.text, box, use, branches)
    if shape.kind in EVENTS:
        return _event(shape.kind, shape.text, box, use)
    text = _inner(shape, box.top + _head(shape))
    free = box.size[1] - _head(shape) - _foot(shape) - text.box.size[1]
    return text.moved(0, free // 2)


def _question(text: str, box: Box, use: Use, branches: Mapping[Port, Text]) -> Text:
    """Put the question above its gateway, to the left of a flow that leaves upward."""
    if use.has(Side.UP):
        offset = min(port.offset for port in use.ports if port.side == Side.UP)
        slash = any(port.side == Side.UP and port.offset == offset for port in use.defaults)
        x = offset * PORT_STEP - 8 - (_SLASH - 2) * slash
        return text_at(text, QUESTION, _QUESTION_WIDTH, x, box.top - 4, "end", above=True)
    found = text_at(text, QUESTION, _QUESTION_WIDTH, 0, box.top - 4, "middle", above=True)
    right = branches.get(Port(Side.RIGHT))
    if right and right.box.left < found.box.right + 6 and right.box.top < found.box.bottom + 1:
        return found.moved(0, right.box.top - 1 - found.box.bottom)
    return found


def _event(kind: Kind, text: str, box: Box, use: Use) -> Text:
    """Put the label below the circle, else above it, else below and beside the flow."""
    font = QUESTION if kind in LINKS else LABEL
    if not use.has(Side.DOWN):
        y, above = box.bottom + 4, False
    elif not use.has(Side.UP):
        y, above = box.top - 4, True
    else:
        aside = max(port.offset for port in use.ports if port.side == Side.DOWN) * PORT_STEP
        x = aside + 8
        return text_at(text, font, _LABEL_WIDTH, x, box.bottom + 4, "start", above=False)
    return text_at(text, font, _LABEL_WIDTH, 0, y, "middle", above=above)
