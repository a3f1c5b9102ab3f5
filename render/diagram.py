"""What a picture of a journey shows, before anything has a position: shapes and arrows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

By: TypeAlias = Literal["channel", "class", "role", "stage"]
"""What the steps of a lane have in common."""


class Kind(StrEnum):
    """What a shape is."""

    START_MESSAGE = "start-message"
    START_TIMER = "start-timer"
    START_CONDITIONAL = "start-conditional"
    START = "start"
    TIMER = "timer"
    CATCH = "catch"
    RACE = "race"
    EXCLUSIVE = "exclusive"
    INCLUSIVE = "inclusive"
    PARALLEL = "parallel"
    SEND = "send"
    SERVICE = "service"
    USER = "user"
    CALL = "call"
    SUBPROCESS = "subprocess"
    END = "end"
    THROW = "throw"
    LINK = "link"


STARTS = (Kind.START_MESSAGE, Kind.START_TIMER, Kind.START_CONDITIONAL, Kind.START)
LINKS = (Kind.THROW, Kind.LINK)
EVENTS = (*STARTS, Kind.TIMER, Kind.CATCH, Kind.END, *LINKS)
GATEWAYS = (Kind.RACE, Kind.EXCLUSIVE, Kind.INCLUSIVE, Kind.PARALLEL)


@dataclass(frozen=True, slots=True)
class Shape:
    """A start, a step, or a gateway that the language leaves out and a picture shows.

    `id` is unique in the diagram; `step` names the step or start that the shape belongs to.
    `channels`, `class_` and `promo` are those of the message of a send task, `role` is who does
    a user task. `lane` is the id of its lane, if the diagram has lanes.
    """

    id: str
    kind: Kind
    text: str = ""
    step: str = ""
    channels: tuple[str, ...] = ()
    class_: str = ""
    promo: str = ""
    role: str = ""
    note: str = ""
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    lane: str = ""

    @property
    def owner(self) -> str:
        """The start or step that it belongs to, as `start.NAME` or `NAME`: no two are the same."""
        return f"start.{self.step}" if self.id.startswith("start.") else self.step

    @property
    def look(self) -> str:
        """The class whose colours a message has: with a promo it is a sale, unless a receipt."""
        if self.promo and self.class_ != "transactional":
            return "sale"
        return self.class_


@dataclass(frozen=True, slots=True)
class Arrow:
    """A flow from one shape to another; `default` marks the way without a condition.

    `condition` is the one that decides for the flow, as it is written.
    """

    source: str
    target: str
    text: str = ""
    default: bool = False
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A band across the picture that holds the shapes of its id; the first lane has none."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """The shapes in document order, starts first, and the arrows in document order."""

    id: str
    title: str
    about: str
    language: str
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]
    lanes: tuple[Lane, ...] = ()
