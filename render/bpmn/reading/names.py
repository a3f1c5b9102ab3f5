"""Ids and names of the language for what BPMN calls in any script."""

from __future__ import annotations

import re

from anyascii import anyascii

from journeykit.journeys.model.fields import EVENT, ID, RESERVED

LONGEST = 40

_ID = re.compile(ID)
_EVENT = re.compile(EVENT)
_ODD = re.compile(r"[^a-z0-9]+")


def is_id(text: str) -> bool:
    """Tell whether a text can be the id of a start or a step."""
    return _ID.fullmatch(text) is not None and text not in RESERVED


class Ids:
    """Gives ids that are free: the name in small Latin letters, numbered where it is taken."""

    def __init__(self) -> None:
        """Begin with the words that mean something else."""
        self._taken: dict[str, int] = dict.fromkeys(RESERVED, 1)

    def take(self, id: str) -> bool:
        """Take an id; tell whether it was free."""
        is_free = id not in self._taken
        self._taken.setdefault(id, 1)
        return is_free

    def free(self, name: str, otherwise: str) -> str:
        """Return a free id for a name, or for what stands in where it has no letters."""
        base = slug(name) or otherwise
        id, number = base, self._taken.get(base, 0)
        while id in self._taken:
            number += 1
            id = f"{base}-{number}"
        self._taken[base] = number
        self._taken[id] = 1
        return id


def slug(name: str, between: str = "-") -> str:
    """Return a name as an id: `Send the offer!` is `send-the-offer`."""
    plain = _ODD.sub(" ", anyascii(name[: 2 * LONGEST]).lower().replace("'", "")).split()
    while len(plain) > 1 and len(between.join(plain)) > LONGEST:
        plain.pop()
    return between.join(plain)[:LONGEST].strip(between)


def events(name: str) -> list[str]:
    """Return the events that a message is called by: one, or several with ` / ` between them."""
    given = name.split(" / ")
    if all(_EVENT.fullmatch(each) for each in given):
        return given
    made = slug(name, "_")
    return [made if _EVENT.fullmatch(made) else f"event_{made}".rstrip("_")]
