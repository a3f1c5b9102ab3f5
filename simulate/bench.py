"""The bench on which the steps of one journey are made ready to run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeykit.journeys.conditions import Condition, compile, compile_test
from journeykit.journeys.conditions.evaluate import Test
from journeykit.journeys.durations import Duration
from journeykit.journeys.model.flow import Flow
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.step import (
    Call,
    Emit,
    End,
    Send,
    Step,
    Subprocess,
    Task,
    Timer,
    UserTask,
    WaitFor,
)
from journeykit.journeys.model.timer import (
    AfterDelay,
    AtClock,
    AtDate,
    Catch,
    EventCatch,
    TimerRule,
)
from journeykit.journeys.place import Word
from journeykit.simulate.draws import mix, name
from journeykit.simulate.spans import Span, fixed, span_of
from journeykit.simulate.steps import (
    Acting,
    Action,
    After,
    BySegment,
    Calling,
    CatchEvent,
    Catching,
    CatchTime,
    Emission,
    Ending,
    OnClock,
    OnDate,
    Sending,
    Settings,
    StepProgram,
    Timing,
    Trying,
)
from journeykit.simulate.ways import Junctions, Ways


@dataclass(frozen=True, slots=True)
class Bench:
    """What the steps of one journey are made with: `messages` leads from steps to message ids."""

    journey: Journey
    junctions: Junctions
    messages: Mapping[str, str]

    def step(self, step: Step) -> StepProgram:
        """Make one step ready; joins know their flows only when all steps are made."""
        number = self.junctions.numbers[step.id]
        onward = self.junctions.ways(_onward(step), number, step.kind, name=str(step.id))
        return StepProgram(
            number,
            str(step.id),
            name(f"step {step.id}"),
            mix(0, name(f"arm {self.journey.id}/{step.id}")),
            self._action(step, onward),
            onward,
        )

    def span(self, duration: Duration) -> Span:
        """Put the journey's parameters into a duration."""
        return span_of(duration, self.journey.params)

    def test(self, condition: Condition | None) -> Test | None:
        """Compile a condition of the journey."""
        return compile_test(condition, messages=self.messages) if condition else None

    def require(self, condition: Condition) -> Test:
        """Compile a condition that must be there."""
        return compile_test(condition, messages=self.messages)

    def _action(self, step: Step, onward: Ways) -> Action:
        """Make ready what a step does; a gateway does nothing."""
        match step:
            case Send(by_segment=segments):
                sending = Sending(str(step.message_id))
                return _by_segment(
                    sending, {key: Sending(str(each.send)) for key, each in segments.items()}
                )
            case Timer(timer=rule, by_segment=segments):
                return _by_segment(
                    self._timing(rule),
                    {key: self._timing(each.timer) for key, each in segments.items()},
                )
            case WaitFor():
                return Catching(
                    tuple(
                        self._catch(step, each, onward, _place(step, number))
                        for number, each in enumerate(step.catches, 1)
                    )
                )
            case Task():
                return Acting(None, "", self._settings(step.set), _emission(step.emit))
            case UserTask():
                takes = self.span(step.takes)
                role = str(step.by or "")
                return Acting(takes, role, self._settings(step.set), _emission(step.emit))
            case Call():
                return Calling(str(step.call), str(step.start or ""), step.wait)
            case Subprocess():
                time = self.span(step.takes) if step.takes else None
                return Trying(time, tuple(map(str, step.sends)))
            case End(result=result):
                return Ending(str(result or ""))
            case _:
                return None

    def _settings(self, given: Mapping[Word, Condition]) -> Settings:
        """Compile the values of `set`."""
        return tuple(
            (str(attribute), compile(value, messages=self.messages))
            for attribute, value in given.items()
        )

    def _timing(self, rule: TimerRule) -> Timing:
        """Make ready what a timer waits for."""
        match rule:
            case AfterDelay(after=after, since=since):
                return self._after(self.span(after), str(since or ""))
            case AtDate(date=date, before=before):
                return OnDate(str(date), self.span(before) if before else fixed(0))
            case AtClock(at=at):
                return OnClock(at.second, at.weekday)

    def _after(self, after: Span, since: str) -> After:
        """Make a delay ready; `since` is empty, `start`, a step of the journey, or an event."""
        if since in ("", "start"):
            return After(after, since_start=since == "start")
        if since in self.junctions.numbers:
            return After(after, since_step=self.junctions.numbers[since])
        return After(after, since_event=since)

    def _catch(
        self, step: WaitFor, catch: Catch, onward: Ways, place: str
    ) -> CatchEvent | CatchTime:
        """Make one item of a `wait_for` ready; without `to` it goes on by `next`."""
        ways = onward.coming_from(place)
        if catch.to is not None:
            number = self.junctions.numbers[step.id]
            ways = self.junctions.ways(step.flows_of(catch), number, name=place)
        if not isinstance(catch, EventCatch):
            return CatchTime(ways, self._timing(catch.timer))
        message = str(catch.message or "")
        return CatchEvent(
            ways,
            tuple(map(str, catch.event)),
            self.test(catch.condition),
            self.messages.get(message, message),
            catch.since is not None,
        )


def _by_segment(
    otherwise: Sending | Timing, segments: Mapping[Word, Sending | Timing]
) -> Sending | Timing | BySegment:
    """Lay what segments do over what all others do."""
    pairs = tuple((str(key), each) for key, each in segments.items())
    return BySegment(otherwise, pairs) if pairs else otherwise


def _place(step: WaitFor, number: int) -> str:
    """Return what one of the items that a step waits for is called."""
    return f"{step.id}.{number}" if len(step.catches) > 1 else str(step.id)


def _onward(step: Step) -> tuple[Flow, ...]:
    """Return the flows of a step, of a `wait_for` those that items without `to` take."""
    if not isinstance(step, WaitFor):
        return step.flows
    return step.next if any(catch.to is None for catch in step.catches) else ()


def _emission(emit: Emit | None) -> Emission | None:
    """Make the event of a task ready."""
    if emit is None:
        return None
    data = ((str(field), name(f"data {field}"), drawn) for field, drawn in emit.data.items())
    return Emission(str(emit.event), name(f"event {emit.event}"), tuple(data))
