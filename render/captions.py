"""The shape of each start, step and caught event: its kind and what stands in or at it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journeykit.journeys.model import (
    Call,
    ConditionStart,
    End,
    EventCatch,
    EventStart,
    Exclusive,
    Inclusive,
    Journey,
    NoneStart,
    Parallel,
    Plan,
    Send,
    Start,
    Step,
    Subprocess,
    Task,
    Text,
    Timer,
    TimerCatch,
    UserTask,
    WaitFor,
)
from journeykit.render.diagram import Kind, Shape
from journeykit.render.phrases import Names, name_words, start_words, timer_words

_Named = Start | Exclusive | Inclusive | Parallel | Task | UserTask | Subprocess


def titles(journey: Journey, plan: Plan) -> Names:
    """Return the titles of events, and of the journey's steps."""
    events = {str(name): event.title for name, event in plan.map.events.items()}
    steps = {str(name): step.title for name, step in journey.steps.items()}
    return {name: title for name, title in (events | steps).items() if title}


@dataclass(frozen=True, slots=True)
class Captions:
    """Writes what a picture of one journey says, in one language."""

    journey: Journey
    plan: Plan
    language: str
    names: Names

    def shape(self, name: str, item: Start | Step) -> Shape:
        """Return the shape of a start or a step, with its note and its stores."""
        found = self._shape(name, item)
        return replace(
            found,
            text=self._say(item.title) or found.text,
            step=str(item.id),
            note=self._say(item.note),
            reads=tuple(str(store) for store in item.reads),
            writes=tuple(str(store) for store in item.writes),
        )

    def catch(self, name: str, item: EventCatch | TimerCatch) -> Shape:
        """Return the shape of an item of a `wait_for`."""
        if isinstance(item, TimerCatch):
            words = timer_words(item.timer, self.journey.params, self.names, self.language)
            return Shape(name, Kind.TIMER, self._say(item.label) or words)
        words = " / ".join(name_words(event, self.names, self.language) for event in item.event)
        return Shape(name, Kind.CATCH, self._say(item.label) or words)

    def _say(self, text: Text) -> str:
        return text.in_language(self.language)

    def _shape(self, name: str, item: Start | Step) -> Shape:
        match item:
            case Send():
                return self._send(name, item)
            case Timer(timer=rule):
                words = timer_words(rule, self.journey.params, self.names, self.language)
                return Shape(name, Kind.TIMER, words)
            case WaitFor(catches=(only,)):
                return self.catch(name, only)
            case WaitFor():
                return Shape(name, Kind.RACE)
            case Call(call=other):
                called = self.plan.journeys.get(str(other))
                title = self._say(called.title) if called else ""
                return Shape(name, Kind.CALL, title or str(other))
            case End(end=text, result=result):
                return Shape(name, Kind.END, self._say(text) or str(result or ""))
            case _:
                return self._named(name, item)

    def _named(self, name: str, item: _Named) -> Shape:
        match item:
            case Exclusive(exclusive=text):
                return Shape(name, Kind.EXCLUSIVE, self._say(text))
            case Inclusive(inclusive=text):
                return Shape(name, Kind.INCLUSIVE, self._say(text))
            case Parallel(parallel=text):
                return Shape(name, Kind.PARALLEL, self._say(text))
            case Task(task=text):
                return Shape(name, Kind.SERVICE, self._say(text))
            case UserTask(user_task=text, by=role):
                return Shape(name, Kind.USER, self._say(text), role=str(role or ""))
            case Subprocess(subprocess=text):
                return Shape(name, Kind.SUBPROCESS, self._say(text))
            case _:
                return self._start(name, item)

    def _send(self, name: str, item: Send) -> Shape:
        message = self.plan.messages.get(str(item.message_id))
        if message is None:
            return Shape(name, Kind.SEND, str(item.message_id))
        words = self._say(message.title) or self._say(message.subject) or str(message.id)
        promo = "" if message.promo == "none" else str(message.promo)
        channels = tuple(str(channel) for channel in message.channel)
        return Shape(
            name, Kind.SEND, words, channels=channels, class_=str(message.class_), promo=promo
        )

    def _start(self, name: str, item: Start) -> Shape:
        words = start_words(item, self.journey.params, self.names, self.language)
        return Shape(name, _start_kind(item), words)


def _start_kind(item: Start) -> Kind:
    match item:
        case EventStart():
            return Kind.START_MESSAGE
        case ConditionStart():
            return Kind.START_CONDITIONAL
        case NoneStart():
            return Kind.START
        case _:
            return Kind.START_TIMER
