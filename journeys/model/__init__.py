"""Everything in the language, as frozen dataclasses."""

from journeykit.journeys.model.flow import END, Flow
from journeykit.journeys.model.journey import Exit, Goal, Journey
from journeykit.journeys.model.map import Channel, Map
from journeykit.journeys.model.message import Message, Response
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.policy import Cap, Policy
from journeykit.journeys.model.population import Population
from journeykit.journeys.model.start import (
    ConditionStart,
    DateStart,
    EventStart,
    NoneStart,
    ScheduleStart,
    SilenceStart,
    Start,
)
from journeykit.journeys.model.step import (
    Call,
    End,
    Exclusive,
    Inclusive,
    Parallel,
    Send,
    Step,
    Subprocess,
    Task,
    Timer,
    UserTask,
    WaitFor,
)
from journeykit.journeys.model.text import Text
from journeykit.journeys.model.timer import (
    AfterDelay,
    AtClock,
    AtDate,
    EventCatch,
    TimerCatch,
    TimerRule,
)

__all__ = [
    "END",
    "AfterDelay",
    "AtClock",
    "AtDate",
    "Call",
    "Cap",
    "Channel",
    "ConditionStart",
    "DateStart",
    "End",
    "EventCatch",
    "EventStart",
    "Exclusive",
    "Exit",
    "Flow",
    "Goal",
    "Inclusive",
    "Journey",
    "Map",
    "Message",
    "NoneStart",
    "Parallel",
    "Plan",
    "Policy",
    "Population",
    "Response",
    "ScheduleStart",
    "Send",
    "SilenceStart",
    "Start",
    "Step",
    "Subprocess",
    "Task",
    "Text",
    "Timer",
    "TimerCatch",
    "TimerRule",
    "UserTask",
    "WaitFor",
]
