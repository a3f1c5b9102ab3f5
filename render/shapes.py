"""One table of what a picture is made of: sizes, colours, fonts. All sizes are pixels."""

from __future__ import annotations

from dataclasses import dataclass

from journeykit.render.diagram import Kind


@dataclass(frozen=True, slots=True)
class Font:
    """A text style: size, distance of baselines, weight and colour."""

    size: int
    line: int
    bold: bool
    colour: str


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape is filled and outlined."""

    fill: str
    stroke: str
    width: float


@dataclass(frozen=True, slots=True)
class Room:
    """What the text of a task keeps free: at the sides, above, below, below with a class band."""

    side: int
    top: int
    bottom: int
    band: int


FAMILY = "Journey Sans"
INK = "#1e293b"
LINE = "#475569"
FAINT = "#64748b"
PAPER = "#ffffff"
LANE = "#f8fafc"  # the head of a lane

TITLE = Font(22, 28, True, INK)
ABOUT = Font(13, 18, False, FAINT)
TASKS = tuple(Font(size, size + 3, False, INK) for size in (12, 11, 10))
LABEL = Font(12, 15, False, INK)
QUESTION = Font(12, 15, True, INK)
BRANCH = Font(11, 14, False, "#334155")
NOTE = Font(11, 14, False, FAINT)
CLASS = Font(10, 12, True, INK)

SIZES: dict[Kind, tuple[int, int]] = {
    Kind.START_MESSAGE: (36, 36),
    Kind.START_TIMER: (36, 36),
    Kind.START_CONDITIONAL: (36, 36),
    Kind.START: (36, 36),
    Kind.TIMER: (36, 36),
    Kind.CATCH: (36, 36),
    Kind.END: (36, 36),
    Kind.THROW: (36, 36),
    Kind.LINK: (36, 36),
    Kind.EXCLUSIVE: (50, 50),
    Kind.INCLUSIVE: (50, 50),
    Kind.PARALLEL: (50, 50),
    Kind.RACE: (50, 50),
    Kind.SEND: (100, 80),
    Kind.SERVICE: (100, 80),
    Kind.USER: (100, 80),
    Kind.CALL: (100, 80),
    Kind.SUBPROCESS: (100, 80),
}
MARGIN = 32
STORE_SIZE = (36, 32)
BAND = 16
TASK_ROOM = Room(side=5, top=19, bottom=6, band=BAND + 2)

_START = Paint("#ecfdf5", "#047857", 2)
_WAIT = Paint("#ffffff", LINE, 1.5)
_GATEWAY = Paint("#fffbeb", "#92400e", 1.5)
_TASK = Paint("#ffffff", LINE, 1.5)
PAINTS: dict[Kind, Paint] = {
    Kind.START_MESSAGE: _START,
    Kind.START_TIMER: _START,
    Kind.START_CONDITIONAL: _START,
    Kind.START: _START,
    Kind.TIMER: _WAIT,
    Kind.CATCH: _WAIT,
    Kind.END: Paint("#f8fafc", INK, 3),
    Kind.THROW: _WAIT,
    Kind.LINK: _WAIT,
    Kind.EXCLUSIVE: _GATEWAY,
    Kind.INCLUSIVE: _GATEWAY,
    Kind.PARALLEL: _GATEWAY,
    Kind.RACE: _GATEWAY,
    Kind.SEND: _TASK,
    Kind.SERVICE: _TASK,
    Kind.USER: _TASK,
    Kind.CALL: Paint("#ffffff", INK, 3),
    Kind.SUBPROCESS: _TASK,
}


@dataclass(frozen=True, slots=True)
class ClassPaint:
    """The look of a message class: the task's tint, its outline, its band and the band's text."""

    tint: str
    outline: str
    band: str
    text: str


CLASSES: dict[str, ClassPaint] = {
    "transactional": ClassPaint("#f8fafc", "#475569", "#e2e8f0", "#334155"),
    "service": ClassPaint("#f0f9ff", "#0369a1", "#d5ecfb", "#075985"),
    "content": ClassPaint("#f5f3ff", "#6d28d9", "#e6e0fd", "#5b21b6"),
    "sale": ClassPaint("#fff7ed", "#c2410c", "#c2410c", "#ffffff"),
}
ROLE = ClassPaint("#ffffff", LINE, "#e2e8f0", "#334155")
