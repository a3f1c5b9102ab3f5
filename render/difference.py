"""Two versions of a journey as one diagram, each part marked that only one has or that changed."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from journeykit.journeys.changes.compare import merged
from journeykit.render.diagram import Arrow, Diagram, Shape

Ends = tuple[str, str, str]
"""Where a flow comes from, where it leads, and what it says."""


class Mark(StrEnum):
    """What happened to a part of a picture."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """The union of two diagrams; what is not marked is the same in both.

    `tips` say what changed in a shape, by its id, `was` what a changed flow said before.
    """

    diagram: Diagram
    shapes: Mapping[str, Mark]
    arrows: Mapping[Ends, Mark]
    tips: Mapping[str, str]
    was: Mapping[Ends, str]

    def shape(self, drawn: Shape) -> Mark | None:
        """Return the mark of a shape, or of the one that it is a copy or a part of."""
        return self.shapes.get(_known(drawn.id, self._ids()))

    def ends(self, drawn: Arrow) -> Ends:
        """Return the ends of a flow in the union, that of a copy as that of the original."""
        ids = self._ids()
        return _known(drawn.source, ids), _known(drawn.target, ids), drawn.text

    def _ids(self) -> Container[str]:
        return [shape.id for shape in self.diagram.shapes]


def difference(
    old: Diagram, new: Diagram, changed: Mapping[str, str], before: str = "before: {0}"
) -> Difference:
    """Return the union of two diagrams of a journey, in the order of the new one.

    `changed` says of starts (`start.NAME`) and steps what is different, seen or not; `before` what
    is said of a shape that looks different for another reason.
    """
    one = {shape.id: shape for shape in old.shapes}
    other = {shape.id: shape for shape in new.shapes}
    names = merged(one, other)
    shapes = tuple(other.get(name) or one[name] for name in names)
    flows = [flow for name in names for flow in _flows(old, new, name)]
    marks = {name: _mark(one.get(name), other.get(name), changed) for name in names}
    return Difference(
        replace(new, shapes=shapes, arrows=tuple(flow.arrow for flow in flows)),
        {name: mark for name, mark in marks.items() if mark},
        {_ends(flow.arrow): flow.mark for flow in flows if flow.mark},
        {
            name: changed.get(name) or before.format(one[name].text)
            for name, mark in marks.items()
            if mark == Mark.CHANGED
        },
        {_ends(flow.arrow): flow.was for flow in flows if flow.was},
    )


@dataclass(frozen=True, slots=True)
class _Flow:
    """A flow of the union, what happened to it, and what it said before that."""

    arrow: Arrow
    mark: Mark | None = None
    was: str = ""


def _mark(old: Shape | None, new: Shape | None, changed: Container[str]) -> Mark | None:
    if old is None:
        return Mark.ADDED
    if new is None:
        return Mark.REMOVED
    return Mark.CHANGED if replace(old, step=new.step) != new or new.id in changed else None


def _flows(old: Diagram, new: Diagram, source: str) -> Iterator[_Flow]:
    """Yield the flows out of a shape: those of the new diagram, then those that are gone."""
    left = [arrow for arrow in old.arrows if arrow.source == source]
    here = [arrow for arrow in new.arrows if arrow.source == source]
    same = {number: arrow for number, arrow in enumerate(here) if _take(left, arrow, says=True)}
    for number, arrow in enumerate(here):
        if number in same:
            yield _Flow(arrow)
        elif was := _take(left, arrow, says=False):
            yield _Flow(arrow, Mark.CHANGED, was.text)
        else:
            yield _Flow(arrow, Mark.ADDED)
    for arrow in left:
        yield _Flow(arrow, Mark.REMOVED)


def _take(left: list[Arrow], arrow: Arrow, *, says: bool) -> Arrow | None:
    """Take a flow to the same shape out of those that are left, one that `says` the same."""
    for number, each in enumerate(left):
        if each.target == arrow.target and (not says or _said(each) == _said(arrow)):
            return left.pop(number)
    return None


def _said(arrow: Arrow) -> tuple[str, str, bool]:
    return " ".join(arrow.text.split()), " ".join(arrow.condition.split()), arrow.default


def _ends(arrow: Arrow) -> Ends:
    return arrow.source, arrow.target, arrow.text


def _known(name: str, ids: Container[str]) -> str:
    """Return the id of a shape, or of what a copy (`ID.2`) or a gateway of it is made from."""
    while name not in ids and "." in name:
        name = name.rpartition(".")[0]
    return name
