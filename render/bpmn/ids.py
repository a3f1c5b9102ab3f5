"""Ids that XML allows, for names in any script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_ODD = re.compile(r"[^A-Za-z0-9_.-]")


def ids(names: Iterable[str]) -> Mapping[str, str]:
    """Return an id for each name: ASCII, as modellers drop elements with other letters in theirs.

    A name that is fit for it stays as it is; one with other letters is written with their numbers.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        if name not in found:
            found[name] = _free(_spelt(name), taken)
            taken.add(found[name])
    return found


def _spelt(name: str) -> str:
    spelt = _ODD.sub(lambda letter: f"_{ord(letter.group()):x}", name)
    return spelt if re.match(r"[A-Za-z_]", spelt) else f"_{spelt}"


def _free(wanted: str, taken: set[str]) -> str:
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}_{number}"
    return free
