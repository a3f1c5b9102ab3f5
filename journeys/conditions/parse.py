"""A condition as written to what it says, or to the mistake at the very character."""

from __future__ import annotations

from journeykit.journeys.conditions.expression import Condition
from journeykit.journeys.place import Word


def parse(word: Word) -> Condition:
    """Read a condition: a yes or no.

    Raises:
        Mistake: J007, at the very character.
    """
    raise NotImplementedError(word)


def parse_value(word: Word) -> Condition:
    """Read a value of `set`: an expression of any type; a bare word is text.

    Raises:
        Mistake: J007, at the very character.
    """
    raise NotImplementedError(word)
