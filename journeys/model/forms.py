"""Parts that come in several forms, told apart by the one key that says what they are."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Table
from types import MappingProxyType
from typing import TYPE_CHECKING, get_args

from pydantic_core import CoreSchema, core_schema

from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.model.element import place_of, wrong
from journeykit.journeys.model.reads import Before
from journeykit.journeys.place import Mapping, Sequence, Word
from journeykit.journeys.spelling import nearest

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

_COMMON = ("title", "note", "reads", "writes", "next", "if", "to", "label")


class Form:
    """Marks a form of a union by its key."""

    def __init__(self, key: str) -> None:
        """Take the key; the mark is none, so that a mistake's way into a tree skips it."""
        self.mark = f" {key}"

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read the form as it is."""
        return handler(source)


def form(key: str) -> Form:
    """Mark a form of a union."""
    return Form(key)


class ByKey:
    """Tells the forms of a union apart by which of some keys is there."""

    def __init__(self, keys: tuple[str, ...], otherwise: str | None) -> None:
        """Take the keys, and the one that stands for none of them."""
        self.marks = {key: f" {key}" for key in keys}
        self.otherwise = None if otherwise is None else f" {otherwise}"

    def found(self, tree: object) -> str | None:
        """Return the mark of the form that a tree has."""
        if not isinstance(tree, dict):
            return None
        for key in tree:
            if key in self.marks:
                return self.marks[key]
        return self.otherwise

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Choose among the forms of the union."""
        forms = {
            mark.mark: handler.generate_schema(each)
            for each in get_args(source)
            for mark in each.__metadata__
            if isinstance(mark, Form)
        }
        return core_schema.tagged_union_schema(forms, self.found)


def by_key(*keys: str, otherwise: str | None = None) -> ByKey:
    """Tell the forms of a union apart by which of `keys` is there."""
    return ByKey(keys, otherwise)


def one_of(
    what: str,
    *keys: str,
    may_lack: bool = False,
    companions: Table[str, tuple[str, ...]] = MappingProxyType({}),
) -> Before:
    """Require exactly one of `keys`; with `may_lack`, at most one.

    `companions` are keys that only stand beside some of `keys`, by which a form that is not
    there is known.
    """

    def check(tree: object) -> object:
        if not isinstance(tree, Mapping):
            raise wrong(tree, f"expected {what}, a mapping with one of {_listed(keys)}")
        found = [key for key in tree if key in keys]
        if len(found) > 1:
            raise _two_forms(what, found)
        if not found:
            _refuse_misspelt(tree, keys, companions)
            if not may_lack:
                raise _no_form(what, tree, keys)
        return tree

    return Before(check)


class OrWord:
    """Reads a scalar as the mapping that it is short for, and says so in the schema."""

    def __init__(self, key: str) -> None:
        """Take the key that the scalar stands for."""
        self.key = key

    def read(self, tree: object) -> object:
        """Write a scalar as `{key: scalar}`."""
        return Mapping({Word(self.key): tree}, tree.place) if isinstance(tree, Word) else tree

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], CoreSchema]
    ) -> CoreSchema:
        """Read the short form first."""
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Allow a scalar."""
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, handler(schema)]}


class AtLeastOne:
    """Refuses an empty list or mapping, and says so in the schema."""

    def check(self, tree: object) -> object:
        """Return the tree unless it is empty. Raises: Mistake."""
        if isinstance(tree, Mapping | Sequence) and not tree:
            raise wrong(tree, "expected at least one entry, found none")
        return tree

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Look at the whole before its entries."""
        return core_schema.no_info_before_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell the bound in the words of a list or of an object."""
        whole = handler(schema)
        return {**whole, "minItems" if whole.get("type") == "array" else "minProperties": 1}


AT_LEAST_ONE = AtLeastOne()


def _listed(keys: tuple[str, ...]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def _refuse_misspelt(
    tree: Mapping, keys: tuple[str, ...], companions: Table[str, tuple[str, ...]]
) -> None:
    """Refuse a key that is meant to be one of `keys`, else one that stands beside them only."""
    for key in tree:
        if key not in _COMMON and key not in companions and (best := nearest(key, keys)):
            cure = f"did you mean `{best}`?"
            raise Mistake(Finding(key.place, f"unknown key `{key}`", cure, code="J002"))
    for key in tree:
        if key in companions:
            raise _alone(key, companions[key])


def _two_forms(what: str, found: list[Word]) -> Mistake:
    message = f"{what} is one thing, but has `{found[0]}` and `{found[1]}`"
    return Mistake(Finding(found[1].place, message, "make two of it", code="J003"))


def _alone(key: Word, needed: tuple[str, ...]) -> Mistake:
    """Say beside what a key stands that stands alone."""
    message = f"`{key}` stands beside {' or '.join(f'`{each}`' for each in needed)}"
    cure = f"add {_listed(needed)}" if len(needed) == 1 else f"add one of {_listed(needed)}"
    return Mistake(Finding(key.place, message, cure, code="J004"))


def _no_form(what: str, tree: Mapping, keys: tuple[str, ...]) -> Mistake:
    """Say, at its name where it has one, that a part does not say what it is."""
    cure = f"add one of {_listed(keys)}"
    place = tree.name.place if hasattr(tree, "name") else place_of(tree)
    return Mistake(Finding(place, f"{what} does not say what it is", cure, code="J004"))
