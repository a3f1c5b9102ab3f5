"""Steps: what a journey does with a customer, one class a kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeAlias, cast

from pydantic_core import CoreSchema, core_schema

from journeykit.journeys.durations import Duration
from journeykit.journeys.model.drawn import DrawnField
from journeykit.journeys.model.element import Element
from journeykit.journeys.model.fields import (
    Boolean,
    ConditionField,
    DurationField,
    Entries,
    EventName,
    Id,
    Listed,
    MessageId,
    Name,
    ValueField,
)
from journeykit.journeys.model.flow import Flow, NextField
from journeykit.journeys.model.forms import AT_LEAST_ONE, OrWord, by_key, form, one_of
from journeykit.journeys.model.message import Message
from journeykit.journeys.model.reads import INTERNAL
from journeykit.journeys.model.text import NO, NO_TEXT, YES, TextField
from journeykit.journeys.model.timer import Catch, CatchField, TimerField
from journeykit.journeys.place import Word

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class _KeepingBase(Element):
    """Room for the flows that a step has made of its words: everybody asks for them all the time.

    They are no field: they are worked out from the fields, and are not written, compared or sent.
    """

    __slots__ = ("_caught", "_flows")

    _flows: tuple[Flow, ...]
    _caught: tuple[tuple[Flow, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBase(_KeepingBase):
    """What every step has."""

    kind: ClassVar[str]

    id: Annotated[Word, INTERNAL]
    title: TextField = NO_TEXT
    note: TextField = NO_TEXT
    reads: Annotated[tuple[Id, ...], Listed] = ()
    writes: Annotated[tuple[Id, ...], Listed] = ()
    next: NextField = ()

    @property
    def flows(self) -> tuple[Flow, ...]:
        """The flows out of the step, in written order."""
        return self.next


class _MessageOrId:
    """Reads the id of a message, or a message written in place."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Take a word as an id, all else as a message."""
        a_word = core_schema.is_instance_schema(Word)
        an_id = core_schema.chain_schema([a_word, handler.generate_schema(MessageId)])
        return core_schema.tagged_union_schema(
            {"id": an_id, "message": handler.generate_schema(Message)},
            lambda tree: "id" if isinstance(tree, Word) else "message",
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Allow both."""
        message = handler(cast("Any", schema)["choices"]["message"])
        return {"anyOf": [{"type": ["string", "number"]}, message]}


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOverride(Element):
    """What one segment gets in place of a step's message."""

    send: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerOverride(Element):
    """What one segment waits for in place of a step's timer."""

    timer: TimerField


@dataclass(frozen=True, slots=True, kw_only=True)
class Send(StepBase):
    """Sends a message: the id of one, or a message written in place."""

    kind = "send"

    send: Annotated[Word | Message, _MessageOrId()]
    by_segment: dict[Name, SendOverride] = field(default_factory=dict)

    @property
    def message_id(self) -> Word:
        """The id of the message; one written in place is called `journey.step`."""
        return self.send.id if isinstance(self.send, Message) else self.send


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer(StepBase):
    """Waits for a time."""

    kind = "timer"

    timer: TimerField
    by_segment: dict[Name, TimerOverride] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitFor(StepBase):
    """Waits for an event, or for the first of several and at most one timer."""

    kind = "wait_for"

    wait_for: Annotated[tuple[CatchField, ...], AT_LEAST_ONE, Listed]

    @property
    def catches(self) -> tuple[Catch, ...]:
        """The items, in written order."""
        return self.wait_for

    @property
    def flows(self) -> tuple[Flow, ...]:
        """One flow for each item, in written order; an item without `to` goes on by `next`."""
        if not hasattr(self, "_flows"):
            object.__setattr__(self, "_flows", tuple(chain(*self.caught)))
        return self._flows

    @property
    def caught(self) -> tuple[tuple[Flow, ...], ...]:
        """The flows that each item takes when it wins, in written order."""
        if not hasattr(self, "_caught"):
            object.__setattr__(self, "_caught", tuple(map(self._flows_of, self.wait_for)))
        return self._caught

    def flows_of(self, catch: Catch) -> tuple[Flow, ...]:
        """Return the flows that an item takes when it wins."""
        for each, flows in zip(self.wait_for, self.caught, strict=True):
            if each is catch:
                return flows
        return self._flows_of(catch)

    def _flows_of(self, catch: Catch) -> tuple[Flow, ...]:
        if catch.to is None:
            return self.next
        return (Flow(to=catch.to, label=catch.label, place=catch.place),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusive(StepBase):
    """Takes the first flow whose condition holds, else the flow without condition."""

    kind = "exclusive"

    exclusive: TextField
    condition: ConditionField | None = None
    then: Id | None = None
    else_: Id | None = None

    @property
    def flows(self) -> tuple[Flow, ...]:
        """The flows of `next`, or the two that `if`, `then` and `else` are short for."""
        if self.condition is None or self.then is None or self.else_ is None:
            return self.next
        if not hasattr(self, "_flows"):
            yes = Flow(to=self.then, condition=self.condition, label=YES, place=self.then.place)
            no = Flow(to=self.else_, label=NO, place=self.else_.place)
            object.__setattr__(self, "_flows", (yes, no))
        return self._flows


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusive(StepBase):
    """Takes every flow whose condition holds, else the default; merges what can still come."""

    kind = "inclusive"

    inclusive: TextField


@dataclass(frozen=True, slots=True, kw_only=True)
class Parallel(StepBase):
    """Takes all flows; with several incoming ones it waits for one on each."""

    kind = "parallel"

    parallel: TextField


@dataclass(frozen=True, slots=True, kw_only=True)
class Emit(Element):
    """An event that a task makes."""

    event: EventName
    data: Annotated[dict[Name, DrawnField], Entries] = field(default_factory=dict)


EmitField = Annotated[Emit, OrWord("event")]
SetField = dict[Name, ValueField]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(StepBase):
    """An automatic action; may emit an event and set attributes."""

    kind = "task"

    task: TextField
    emit: EmitField | None = None
    set: SetField = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTask(StepBase):
    """What a person does; takes 1h where nothing is said."""

    kind = "user_task"

    user_task: TextField
    by: Id | None = None
    takes: DurationField = Duration(Word("1h"), 3600, 3600)
    emit: EmitField | None = None
    set: SetField = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(StepBase):
    """Enters another journey; goes on when that ends, with `wait: false` at once."""

    kind = "call"

    call: Id
    start: Id | None = None
    wait: Boolean = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Subprocess(StepBase):
    """A collapsed sequence; its i-th of n messages is tried at arrival + takes * i/n."""

    kind = "subprocess"

    subprocess: TextField
    takes: DurationField | None = None
    sends: Annotated[tuple[MessageId, ...], Listed] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class End(StepBase):
    """Ends this path; the last end reached gives the journey's result."""

    kind = "end"

    end: TextField
    result: Id | None = None


Step: TypeAlias = (
    Send
    | Timer
    | WaitFor
    | Exclusive
    | Inclusive
    | Parallel
    | Task
    | UserTask
    | Call
    | Subprocess
    | End
)
KINDS = (
    "send",
    "timer",
    "wait_for",
    "exclusive",
    "inclusive",
    "parallel",
    "task",
    "user_task",
    "call",
    "subprocess",
    "end",
)
_COMPANIONS = {
    "if": ("exclusive",),
    "then": ("exclusive",),
    "else": ("exclusive",),
    "emit": ("task", "user_task"),
    "set": ("task", "user_task"),
    "by": ("user_task",),
    "takes": ("user_task", "subprocess"),
    "sends": ("subprocess",),
    "result": ("end",),
}
StepField = Annotated[
    Annotated[Send, form("send")]
    | Annotated[Timer, form("timer")]
    | Annotated[WaitFor, form("wait_for")]
    | Annotated[Exclusive, form("exclusive")]
    | Annotated[Inclusive, form("inclusive")]
    | Annotated[Parallel, form("parallel")]
    | Annotated[Task, form("task")]
    | Annotated[UserTask, form("user_task")]
    | Annotated[Call, form("call")]
    | Annotated[Subprocess, form("subprocess")]
    | Annotated[End, form("end")],
    by_key(*KINDS),
    one_of("a step", *KINDS, companions=_COMPANIONS),
]
