"""Where something stands in a file, and values that know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span of text: lines and columns count from 1, the end column is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        """Return `path:line:column`, as editors and CI read it."""
        return f"{self.path}:{self.line}:{self.column}"


NOWHERE = Place("", 1, 1, 1, 1)


class Word(str):
    """A scalar as written, with its place; `plain` tells that it carried no quotes."""

    __slots__ = ("place", "plain")
    place: Place
    plain: bool

    def __new__(cls, text: str, place: Place = NOWHERE, *, plain: bool = True) -> Word:
        """Make a word that is equal to `text`."""
        word = super().__new__(cls, text)
        word.place = place
        word.plain = plain
        return word


class Mapping(dict["Word", "Tree"]):
    """A YAML mapping with the place of its value; its keys are words and know theirs."""

    __slots__ = ("place",)

    def __init__(self, items: dict[Word, Tree] | None = None, place: Place = NOWHERE) -> None:
        """Keep `items` in written order."""
        super().__init__(items or {})
        self.place = place


class Sequence(list["Tree"]):
    """A YAML sequence with the place of its value."""

    __slots__ = ("place",)

    def __init__(self, items: list[Tree] | None = None, place: Place = NOWHERE) -> None:
        """Keep `items` in written order."""
        super().__init__(items or [])
        self.place = place


Tree: TypeAlias = Word | Mapping | Sequence
