"""What somebody may have meant: the nearest known name to a wrong one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from heapq import nlargest

# Above so many names only a few that share letters are compared in full, which is slow.
MANY, FEW, LONGEST = 100, 20, 100


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `wrong`, or None when none is like it."""
    names = list(known)
    if len(names) > MANY:
        pairs = _pairs(wrong)
        names = nlargest(FEW, names, key=lambda name: len(pairs & _pairs(name)))
    found = get_close_matches(wrong[:LONGEST], names, n=1)
    return found[0] if found else None


def _pairs(name: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters: names that are alike share many."""
    return frozenset(name[at : at + 2] for at in range(min(len(name), LONGEST)))


def suggestion(wrong: str, known: Iterable[str], *, most: int = 12) -> str:
    """Return the help line for a wrong name: the nearest one, and the known ones if few."""
    names = list(known)
    best = nearest(wrong, names)
    shown = ", ".join(names) if 0 < len(names) <= most else ""
    if best is None:
        return f"known: {shown}" if shown else ""
    return f"did you mean `{best}`?" + (f" ({shown})" if shown else "")
