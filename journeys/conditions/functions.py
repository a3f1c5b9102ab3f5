"""The table of the functions that a condition may call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an expression gives; `any` is only known when it is evaluated."""

    YES_NO = "yes or no"
    NUMBER = "a number"
    TEXT = "a text"
    ANY = "any"


class Role(StrEnum):
    """What a name in a condition is the name of."""

    EVENT = "event"
    MESSAGE = "message"
    ATTRIBUTE = "attribute"
    CONTACT = "contact"
    PARAMETER = "parameter"
    SEGMENT = "segment"
    JOURNEY = "journey"
    STEP = "step"
    DATA = "data field"


@dataclass(frozen=True, slots=True)
class Function:
    """A function: what its argument names, which keywords it takes, what it gives."""

    name: str
    role: Role | None
    gives: Kind
    within: bool = False
    data: bool = False
    example: str = ""


FUNCTIONS = {
    function.name: function
    for function in (
        Function(
            "happened", Role.EVENT, Kind.YES_NO, within=True, data=True,
            example='happened("order.placed", within="3d", product=start.product)',
        ),
        Function(
            "count", Role.EVENT, Kind.NUMBER, within=True, data=True,
            example='count("site.visit", within="30d") >= 3',
        ),
        Function(
            "since", Role.EVENT, Kind.NUMBER, within=True, data=True,
            example='since("order.placed") < "30d"',
        ),
        Function("sent", Role.MESSAGE, Kind.YES_NO, within=True, example='sent("cart-reminder")'),
        Function(
            "opened", Role.MESSAGE, Kind.YES_NO, within=True, example='opened("cart-reminder")'
        ),
        Function(
            "clicked", Role.MESSAGE, Kind.YES_NO, within=True,
            example='clicked("cart-reminder", within="ever")',
        ),
        Function("known", Role.CONTACT, Kind.YES_NO, example='known("email")'),
        Function("denied", Role.CONTACT, Kind.YES_NO, example='denied("web_push")'),
        Function("segment", Role.SEGMENT, Kind.YES_NO, example='segment("loyal")'),
        Function("in_journey", Role.JOURNEY, Kind.YES_NO, example='in_journey("win-back")'),
        Function("on_site", None, Kind.YES_NO, example="on_site()"),
        Function("times", Role.STEP, Kind.NUMBER, example='times("reminder") < 3'),
        Function("arm", Role.STEP, Kind.TEXT, example='arm("split") == "short-mail"'),
    )
}  # fmt: skip

_NAME = r"[a-z][a-z0-9_]*"
_ID = r"[a-z0-9][a-z0-9-]*"
_PATTERNS = {
    Role.EVENT: re.compile(rf"{_NAME}(\.{_NAME})*"),
    Role.MESSAGE: re.compile(rf"{_ID}(\.{_ID})?"),
    Role.JOURNEY: re.compile(_ID),
    Role.STEP: re.compile(_ID),
}
_PLAIN = re.compile(_NAME)


def is_name(text: str, role: Role) -> bool:
    """Tell whether a text can be the name of such a thing."""
    return _PATTERNS.get(role, _PLAIN).fullmatch(text) is not None
