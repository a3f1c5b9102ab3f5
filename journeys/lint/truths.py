"""Logic of three values: None is what the facts do not tell (Kleene's strong logic)."""

from __future__ import annotations


def every(values: list[bool | None]) -> bool | None:
    """Return whether all are true; one that is false decides, whatever is not known."""
    if False in values:
        return False
    return None if None in values else True


def negated(value: bool | None) -> bool | None:
    """Return the opposite of what is known."""
    return None if value is None else not value
