"""How what is possible changes on the way: at an entry, in a step, while time passes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from journeykit.journeys.conditions.expression import (
    Attribute,
    Call,
    Data,
    Expression,
    walk,
)
from journeykit.journeys.conditions.subjects import DENIED, KNOWN, Contact, Pair, Subject, constant
from journeykit.journeys.lint.facts import call
from journeykit.journeys.lint.worlds.atlas import Atlas
from journeykit.journeys.lint.worlds.boxes import Box, where
from journeykit.journeys.lint.worlds.cells import Cells
from journeykit.journeys.lint.worlds.lasting import Later, is_lasting
from journeykit.journeys.lint.worlds.plain import WINDOWED
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.start import EventStart, Start
from journeykit.journeys.model.step import (
    Call as CallStep,
)
from journeykit.journeys.model.step import (
    Inclusive,
    Send,
    Step,
    Subprocess,
    Task,
    Timer,
    UserTask,
    WaitFor,
)
from journeykit.journeys.model.timer import EventCatch
from journeykit.journeys.place import NOWHERE, Word

Went = tuple[str, Box]
_RESPONSES = {"message.opened": ("opened",), "message.clicked": ("clicked",)}
_EVENT = Data(NOWHERE, "event", Word("event"))
_MESSAGE = Data(NOWHERE, "event", Word("message"))


@dataclass(frozen=True, slots=True)
class Moves:
    """The changes of boxes in one journey.

    `lasts` says what time does to each subject; `at_hand` are the numbers of those that are about
    the event at hand, `seen` the boxes that time has changed before, `about` the
    numbers of what speaks of an attribute that was set before.
    """

    atlas: Atlas
    lasts: tuple[Later, ...]
    at_hand: tuple[int, ...]
    seen: dict[Box, Box] = field(default_factory=dict)
    about: dict[str, list[int]] = field(default_factory=dict)

    def beginning(self, start: Start) -> Box:
        """Return what is possible when a start is tried: nothing has come since the entry."""
        box = list(self.atlas.everything)
        for subject, (index, cut) in self.atlas.table.items():
            if isinstance(subject, Call) and _is_since_entry(subject):
                box[index] = _nothing_yet(subject, cut)
        if isinstance(start, EventStart):
            return self._at_event(tuple(box), start.event, start.message)
        return tuple(box)

    def entered(self, box: Box) -> Box:
        """Return what is possible after an entry: the event at hand is the start's own."""
        for subject in self.atlas.table:
            if isinstance(subject, Data) and subject.source == "event":
                box = self._copied(box, subject, Data(NOWHERE, "start", subject.name))
        return box

    def later(self, box: Box) -> Box:
        """Return what is possible after some time, be it none."""
        if box not in self.seen:
            self.seen[box] = tuple(map(_after, self.lasts, box))
        return self.seen[box]

    def caught(self, box: Box, catch: EventCatch) -> Box:
        """Return what is possible once one of the item's events has come."""
        box = self._at_event(self.later(box), catch.event, catch.message)
        if len(catch.event) > 1:
            return box
        for subject, (index, cut) in self.atlas.table.items():
            if isinstance(subject, Call) and _counts(subject, catch.event[0]):
                cells = cut.least(1 << 1) & box[index] if len(cut.values) > 1 else box[index]
                box = (*box[:index], cells, *box[index + 1 :])
        for name in _RESPONSES.get(catch.event[0], ()) if catch.message else ():
            box = self.atlas.narrowed(box, call(name, catch.message or ""), wanted=True)
        return box

    def arrived(self, box: Box, step: Step) -> Box:
        """Return what is possible right at a step, this arrival counted."""
        if isinstance(step, Inclusive):
            box = self.later(box)
        if step.id in self.atlas.counted:
            index, cut = self.atlas.table[call("times", step.id)]
            box = (*box[:index], cut.counted_on(box[index]), *box[index + 1 :])
        return box

    def leaving(self, box: Box, item: Start | Step) -> Box:
        """Return what is possible when it is asked where to go on: what the step does is done."""
        if _takes_time(item):
            box = self.later(box)
        if isinstance(item, Task | UserTask):
            for name, value in item.set.items():
                box = self._set(box, name, value.expression)
        return box

    def left(self, box: Box, item: Start | Step) -> Iterator[Went]:
        """Yield where a customer goes on, with what is then possible."""
        if isinstance(item, WaitFor):
            yield from self._waited(box, item)
        else:
            yield from self._chosen((box,), item, item.flows)

    def _waited(self, box: Box, step: WaitFor) -> Iterator[Went]:
        for catch in step.catches:
            boxes: Sequence[Box] = (self.later(box),)
            if isinstance(catch, EventCatch):
                boxes = () if 0 in (came := self.caught(box, catch)) else (came,)
                if catch.condition is not None:
                    boxes = where(boxes, self.atlas.test(catch.condition))
            yield from self._chosen(boxes, step, step.flows_of(catch))

    def _chosen(
        self, boxes: Sequence[Box], item: Start | Step, flows: Sequence[Flow]
    ) -> Iterator[Went]:
        """Yield the flows that can be taken: in turn, by chance, or several together."""
        if all(flow.condition is None for flow in flows):
            yield from self._any(boxes, item, flows)
            return
        rest = boxes
        for flow in flows:
            if flow.condition is not None:
                asked = boxes if isinstance(item, Inclusive) else rest
                for box in where(asked, self.atlas.test(flow.condition)):
                    yield str(flow.to), self.later(box) if isinstance(item, Inclusive) else box
                rest = where(rest, self.atlas.test(flow.condition, value=False))
        yield from ((str(flow.to), box) for flow in flows if flow.is_default for box in rest)

    def _any(
        self, boxes: Sequence[Box], item: Start | Step, flows: Sequence[Flow]
    ) -> Iterator[Went]:
        """Yield all flows; where several are taken at once, another may go on in between."""
        together = len(flows) > 1 and all(flow.is_default for flow in flows)
        for flow in flows:
            if flow.share != 0 and flow.chance != 0:
                for box in boxes:
                    here = self.later(box) if together else box
                    yield str(flow.to), self._in_arm(here, item, flow)

    def _in_arm(self, box: Box, item: Start | Step, flow: Flow) -> Box:
        if flow.share is None or not self.atlas.table:
            return box
        return self.atlas.narrowed(box, call("arm", item.id), str(flow.to))

    def _at_event(self, box: Box, events: Sequence[str], message: str | None) -> Box:
        """Return what is possible once one of the events is at hand: its data are new."""
        if not self.at_hand:
            return box
        found = list(box)
        for index in self.at_hand:
            found[index] = self.atlas.everything[index]
        if _EVENT in self.atlas.table:
            index, cut = self.atlas.table[_EVENT]
            found[index] = cut.among(events)
        if message is not None and _MESSAGE in self.atlas.table:
            index, cut = self.atlas.table[_MESSAGE]
            found[index] = cut.only(str(message))
        return tuple(found)

    def _copied(self, box: Box, source: Data, target: Data) -> Box:
        """Return the box in which one subject has the cells of another."""
        if target not in self.atlas.table:
            return box
        index, _ = self.atlas.table[target]
        return (*box[:index], box[self.atlas.table[source][0]], *box[index + 1 :])

    def _set(self, box: Box, name: Word, value: Expression) -> Box:
        """Return what is possible after an attribute was set."""
        if name not in self.about:
            subjects = self.atlas.table.items()
            self.about[name] = [index for each, (index, _) in subjects if _speaks_of(each, name)]
        found = list(box)
        for index in self.about[name]:
            found[index] = self.atlas.everything[index]
        given = constant(value)
        if given in (KNOWN, DENIED):
            return self.atlas.narrowed(tuple(found), Contact(str(name)), str(given))
        if given is not None:
            return self.atlas.narrowed(tuple(found), Attribute(NOWHERE, name), given)
        return tuple(found)


def _after(last: Later, cells: int) -> int:
    return last(cells)


def at_hand(atlas: Atlas) -> tuple[int, ...]:
    """Return the numbers of the subjects that are about the event at hand."""
    return tuple(
        index
        for subject, (index, _) in atlas.table.items()
        if _mentions(subject, lambda part: isinstance(part, Data) and part.source == "event")
    )


def _nothing_yet(subject: Call, cut: Cells) -> int:
    """Return the cells of a call that looks at the time since the entry, right after it."""
    match subject.name:
        case "since":
            return cut.only(math.inf)
        case "count" | "times":
            return cut.only(0.0)
        case _:
            return cut.only(wanted=False)


def _is_since_entry(subject: Call) -> bool:
    """Tell whether a call looks at what has come since the entry alone."""
    if subject.name == "times":
        return True
    return subject.name in WINDOWED and subject.keyword("within") is None


def _counts(subject: Call, event: str) -> bool:
    """Tell whether a call counts each such event."""
    counts = subject.name == "count" and subject.subject == event
    return counts and not subject.data and is_lasting(subject)


def _takes_time(item: Start | Step) -> bool:
    """Tell whether time may pass, or others act, before a customer goes on from here.

    A message may be put off; a called journey or an event may change what is known.
    """
    match item:
        case Task(emit=emit):
            return emit is not None
        case Send() | Timer() | UserTask() | Subprocess() | CallStep():
            return True
        case _:
            return False


def _speaks_of(subject: Subject, name: str) -> bool:
    """Tell whether a subject is about an attribute, or may be by a segment's definition."""
    if isinstance(subject, Contact):
        return subject.name == name
    return _mentions(
        subject,
        lambda part: (
            (isinstance(part, Attribute) and part.name == name)
            or (isinstance(part, Call) and part.name in ("segment", "in_journey"))
        ),
    )


def _mentions(subject: Subject, about: Callable[[Expression], bool]) -> bool:
    """Tell whether some part of a subject is as asked."""
    sides = (subject.left, subject.right) if isinstance(subject, Pair) else (subject,)
    return any(
        about(part) for side in sides if not isinstance(side, Contact) for part in walk(side)
    )
