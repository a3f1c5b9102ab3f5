"""Trees of the language made from what is at hand."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Table

from journeykit.journeys.place import Mapping, Sequence, Tree, Word

Value = Tree | str | None


def mapping(*parts: Table[str, Value] | Table[Word, Tree]) -> Mapping:
    """Return the entries of all parts, of a later one in the place of an earlier one.

    A plain text is a word; None takes the entry away.
    """
    values: dict[str, Value] = {}
    for part in parts:
        values.update({str(key): value for key, value in part.items()})
    return Mapping(
        {Word(key): as_tree(value) for key, value in values.items() if value is not None}
    )


def sequence(values: Iterable[Tree | str]) -> Sequence:
    """Return a sequence."""
    return Sequence([as_tree(value) for value in values])


def as_tree(value: Tree | str) -> Tree:
    """Return a plain text as a word, a tree as it is."""
    return value if isinstance(value, Word | Mapping | Sequence) else Word(value)


def get(tree: Tree | None, key: str) -> Tree | None:
    """Return the value of a key, None where there is no mapping or no such key."""
    return tree.get(Word(key)) if isinstance(tree, Mapping) else None


def word_of(tree: Tree | None, key: str) -> str:
    """Return a word under a key, empty where there is none."""
    value = get(tree, key)
    return str(value) if isinstance(value, Word) else ""


def said(text: str, language: str) -> Tree | None:
    """Return a text in a language, on one line; nothing where there is none."""
    plain = Word(" ".join(text.split()))
    if not plain:
        return None
    return Mapping({Word(language): plain}) if language else plain
