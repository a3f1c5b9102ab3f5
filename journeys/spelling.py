"""What somebody may have meant: the nearest known name to a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from heapq import nlargest
from itertools import takewhile

# Above so many names only a few that share letters are compared in full, which is slow.
MANY, FEW, LONGEST = 100, 20, 100

_PARTS = re.compile(r"[^\W_]+")


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


def slip(wrong: str, known: Iterable[str]) -> str | None:
    """Return the one known name that a slip of the pen makes a wrong one of, None if unsure.

    A slip is another size of letters, `_` for `-`, or one letter that is missing, too much,
    another one or swapped with the next, in a part of at least four. Digits do not slip.
    """
    found = [name for name in known if name != wrong and _is_slip(wrong, name)]
    return found[0] if len(found) == 1 else None


def _is_slip(wrong: str, right: str) -> bool:
    """Tell whether one slip leads from a name to another."""
    if abs(len(wrong) - len(right)) > 1:
        return False
    if wrong.casefold().replace("_", "-") == right.casefold().replace("_", "-"):
        return True
    start = _same(wrong, right)
    end = _same(wrong[start:][::-1], right[start:][::-1])
    given, meant = wrong[start : len(wrong) - end], right[start : len(right) - end]
    one = max(len(given), len(meant)) == 1 or (len(given) == 2 and given == meant[::-1])
    return one and (given + meant).isalpha() and min(_part(wrong, start), _part(right, start)) >= 4


def _same(one: str, other: str) -> int:
    """Return how many letters two names begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _part(name: str, at: int) -> int:
    """Return the length of the part of a name, between signs, around a letter or before it."""
    return max(
        (len(each.group()) for each in _PARTS.finditer(name) if each.start() <= at <= each.end()),
        default=0,
    )


def suggestion(wrong: str, known: Iterable[str], *, most: int = 12) -> str:
    """Return the help line for a wrong name: the nearest one, and the known ones if few."""
    names = list(known)
    best = nearest(wrong, names)
    shown = ", ".join(names) if 0 < len(names) <= most else ""
    if best is None:
        return f"known: {shown}" if shown else ""
    return f"did you mean `{best}`?" + (f" ({shown})" if shown else "")
