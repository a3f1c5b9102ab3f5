"""The marks of BPMN and of channels as SVG paths around (0, 0): no font has to know them."""

from __future__ import annotations

from journeykit.render.diagram import Kind

ENVELOPE = "M-9,-6H9V6H-9Z M-9,-6L0,1.5L9,-6"
CLOCK = (
    "M0,-11A11,11 0 1 1 0,11A11,11 0 1 1 0,-11Z M0,-11V-8.5 M0,11V8.5 M-11,0H-8.5 M11,0H8.5 "
    "M5.5,-9.5L4.3,-7.4 M9.5,-5.5L7.4,-4.3 M9.5,5.5L7.4,4.3 M5.5,9.5L4.3,7.4 "
    "M-5.5,9.5L-4.3,7.4 M-9.5,5.5L-7.4,4.3 M-9.5,-5.5L-7.4,-4.3 M-5.5,-9.5L-4.3,-7.4 "
    "M0,0L2,-7 M0,0L5,1.5"
)
PAPER = "M-7,-9H7V9H-7Z M-4,-5H4 M-4,-1.7H4 M-4,1.7H4 M-4,5H4"
ARROW = "M-9,-3H1V-7.5L9,0L1,7.5V3H-9Z"
CROSS = "M-7,-8L7,8 M7,-8L-7,8"
PLUS = "M0,-11V11 M-11,0H11"
RING = "M0,-11A11,11 0 1 1 0,11A11,11 0 1 1 0,-11Z"
PENTAGON = (
    "M0,-14A14,14 0 1 1 0,14A14,14 0 1 1 0,-14Z M0,-11A11,11 0 1 1 0,11A11,11 0 1 1 0,-11Z "
    "M0,-7L6.7,-2.2L4.1,5.7H-4.1L-6.7,-2.2Z"
)
EVENT_MARKS: dict[Kind, str] = {
    Kind.START_MESSAGE: ENVELOPE,
    Kind.START_TIMER: CLOCK,
    Kind.START_CONDITIONAL: PAPER,
    Kind.TIMER: CLOCK,
    Kind.CATCH: ENVELOPE,
    Kind.THROW: ARROW,
    Kind.LINK: ARROW,
}
GATEWAY_MARKS: dict[Kind, tuple[str, float]] = {
    Kind.EXCLUSIVE: (CROSS, 3),
    Kind.INCLUSIVE: (RING, 2.5),
    Kind.PARALLEL: (PLUS, 3),
    Kind.RACE: (PENTAGON, 1.3),
}

FILLED_ENVELOPE = "M-7.5,-5H7.5L0,1Z M-7.5,-3.4L0,2.8L7.5,-3.4V5H-7.5Z"
_TEETH = (
    "M-1.2,-7H1.2L1.6,-5.2L3.1,-4.6L4.7,-5.6L5.6,-4.7L4.6,-3.1L5.2,-1.6L7,-1.2V1.2L5.2,1.6"
    "L4.6,3.1L5.6,4.7L4.7,5.6L3.1,4.6L1.6,5.2L1.2,7H-1.2L-1.6,5.2L-3.1,4.6L-4.7,5.6"
    "L-5.6,4.7L-4.6,3.1L-5.2,1.6L-7,1.2V-1.2L-5.2,-1.6L-4.6,-3.1L-5.6,-4.7L-4.7,-5.6"
    "L-3.1,-4.6L-1.6,-5.2Z"
)
GEAR = _TEETH + " M0,-2.3A2.3,2.3 0 1 0 0,2.3A2.3,2.3 0 1 0 0,-2.3Z"
PERSON = (
    "M0,-7A3.2,3.2 0 1 1 0,-0.6A3.2,3.2 0 1 1 0,-7Z M-6.5,7C-6.5,2.6 -3.6,0.8 0,0.8S6.5,2.6 6.5,7Z"
)
PLUS_BOX = "M-6.5,-6.5H6.5V6.5H-6.5Z M0,-4V4 M-4,0H4"

TAG = (
    "M-5,-5H0.4L5,-0.4A1.2,1.2 0 0 1 5,1.3L1.3,5A1.2,1.2 0 0 1 -0.4,5L-5,0.4Z "
    "M-2.6,-3.6A1,1 0 1 0 -2.6,-1.6A1,1 0 1 0 -2.6,-3.6Z"
)

_PHONE = (
    "M-3.5,-6.5H3.5Q4.5,-6.5 4.5,-5.5V5.5Q4.5,6.5 3.5,6.5H-3.5Q-4.5,6.5 -4.5,5.5V-5.5"
    "Q-4.5,-6.5 -3.5,-6.5Z"
)
_WINDOW = "M-7,-5.5H7V5.5H-7Z M-7,-2.7H7"
CHANNEL_MARKS: dict[str, str] = {
    "email": (
        "M2.6,0A2.6,2.6 0 1 1 -2.6,0A2.6,2.6 0 1 1 2.6,0Z "
        "M2.6,-2.6V1A1.9,1.9 0 0 0 6.4,1V0A6.4,6.4 0 1 0 3.6,5.3"
    ),
    "sms": ("M-7,-5.5H7V3.5H-1.5L-4.5,6.5V3.5H-7Z M-3.6,-1H-3.4 M-0.1,-1H0.1 M3.4,-1H3.6"),
    "web_push": (
        "M-6,3.5C-4.4,2.4 -4.4,0.6 -4.4,-1.4A4.4,4.4 0 0 1 4.4,-1.4C4.4,0.6 4.4,2.4 6,3.5Z "
        "M-1.7,3.8A1.8,1.8 0 0 0 1.7,3.8 M0,-5.8V-7"
    ),
    "mobile_push": _PHONE + " M-1,4.6H1 M-2,-1.5A2,2 0 1 1 2,-1.5V0.8H-2Z",
    "popup": _WINDOW + " M-3.5,-0.7H3.5V3.6H-3.5Z",
    "popup_side": _WINDOW + " M2.5,-2.7V5.5",
    "popup_mini": _WINDOW + " M1.5,1.2H5V3.6H1.5Z",
    "popup_mobile": _PHONE + " M-4.5,1H4.5 M-1,4.4H1",
    "chat": "M-7,-6H3.5V1.5H-2.5L-5,4V1.5H-7Z M0,4.2H3.2L5.4,6.4V4.2H7V-2.5H5.8",
    "call": (
        "M-6,-5.2C-6.4,1.2 -1.2,6.4 5.2,6L6.2,3.2L2.9,1.5L1.4,3C-0.9,2 -2,0.9 -3,-1.4L-1.5,-2.9"
        "L-3.2,-6.2Z"
    ),
    "manager": PERSON,
}
DOTS = "M-4,0H-3.9 M0,0H0.1 M4,0H4.1"
OTHER_CHANNEL = "M-6.5,0.5L6.5,-6L3,6L-0.5,1.8Z M-0.5,1.8L6.5,-6"
