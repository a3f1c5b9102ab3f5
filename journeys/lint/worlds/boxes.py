"""What is possible, as boxes: for each subject the cells that its value may be in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from journeykit.journeys.conditions.expression import And, Boolean, Expression, Not, Or
from journeykit.journeys.conditions.subjects import Subject, subjects
from journeykit.journeys.lint.worlds.cells import Cells

Box: TypeAlias = tuple[int, ...]
MOST_BOXES = 16


@dataclass(frozen=True, slots=True)
class Fits:
    """A test of one subject: its number, the cells in which the test holds, and all of them."""

    subject: int
    cells: int
    of: int


@dataclass(frozen=True, slots=True)
class Every:
    """All of several tests; none is a test that always holds."""

    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """One of several tests; none is a test that never holds."""

    tests: tuple[Test, ...]


Test: TypeAlias = Fits | Every | Some


def test(node: Expression, table: Mapping[Subject, tuple[int, Cells]]) -> Test:
    """Return the test that an expression holds; `table` numbers the subjects."""
    match node:
        case Boolean(value=value):
            return Every(()) if value else Some(())
        case Not(operand=operand):
            return opposite(test(operand, table))
        case And(operands=operands):
            return Every(tuple([test(operand, table) for operand in operands]))
        case Or(operands=operands):
            return Some(tuple([test(operand, table) for operand in operands]))
        case _:
            subject = next(iter(subjects(node)))[0]
            index, cut = table[subject]
            return Fits(index, cut.where(node), cut.all)


def opposite(asked: Test) -> Test:
    """Return the test that holds exactly where `asked` does not."""
    match asked:
        case Fits(subject=subject, cells=cells, of=of):
            return Fits(subject, of & ~cells, of)
        case Every(tests=tests):
            return Some(tuple(map(opposite, tests)))
        case Some(tests=tests):
            return Every(tuple(map(opposite, tests)))


def where(boxes: Sequence[Box], asked: Test) -> tuple[Box, ...]:
    """Return the part of the boxes in which a test holds."""
    return merged(part for box in boxes for part in _within(box, asked))


def merged(boxes: Iterator[Box]) -> tuple[Box, ...]:
    """Return boxes once each; too many are one box that holds them all."""
    found = tuple(dict.fromkeys(boxes))
    return found if len(found) <= MOST_BOXES else (around(found),)


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box that holds all of the boxes."""
    first, *others = boxes
    found = list(first)
    for box in others:
        for index, cells in enumerate(box):
            found[index] |= cells
    return tuple(found)


def _within(box: Box, asked: Test) -> Sequence[Box]:
    """Return the parts of a box in which a test holds."""
    match asked:
        case Fits(subject=subject, cells=cells):
            left = box[subject] & cells
            if left == box[subject]:
                return (box,)
            return ((*box[:subject], left, *box[subject + 1 :]),) if left else ()
        case Every(tests=tests):
            found: Sequence[Box] = (box,)
            for each in tests:
                found = [part for whole in found for part in _within(whole, each)]
                if len(found) > MOST_BOXES:
                    found = (around(found),)
            return found
        case Some(tests=tests):
            parts = [part for each in tests for part in _within(box, each)]
            return (box,) if box in parts else parts
