"""Parts that come in several forms, told apart by the one key that says what they are."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BeforeValidator, Discriminator, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.model.element import place_of, wrong
from journeykit.journeys.place import Mapping, Word
from journeykit.journeys.spelling import nearest

_COMMON = ("title", "note", "reads", "writes", "next", "if", "to", "label")


def by_key(*keys: str, otherwise: str | None = None) -> Discriminator:
    """Tell the forms of a union apart by which of `keys` is there."""

    def form(tree: object) -> str | None:
        if not isinstance(tree, dict):
            return None
        return next((key for key in keys if key in tree), otherwise)

    return Discriminator(form)


def one_of(what: str, *keys: str, may_lack: bool = False) -> BeforeValidator:
    """Require exactly one of `keys`; with `may_lack`, at most one."""

    def check(tree: object) -> object:
        if not isinstance(tree, Mapping):
            raise wrong(tree, f"expected {what}, a mapping with one of {_listed(keys)}")
        found = [key for key in tree if key in keys]
        if len(found) > 1:
            raise _two_forms(what, found)
        if not found and (not may_lack or _misspelt(tree, keys)):
            raise _no_form(what, tree, keys)
        return tree

    return BeforeValidator(check)


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


def _listed(keys: tuple[str, ...]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def _misspelt(tree: Mapping, keys: tuple[str, ...]) -> bool:
    """Tell whether some key of the tree is meant to be one of `keys`."""
    return any(key not in _COMMON and nearest(key, keys) for key in tree)


def _two_forms(what: str, found: list[Word]) -> Mistake:
    message = f"{what} is one thing, but has `{found[0]}` and `{found[1]}`"
    return Mistake(Finding(found[1].place, message, "make two of it", code="J003"))


def _no_form(what: str, tree: Mapping, keys: tuple[str, ...]) -> Mistake:
    """Point at the key that is nearest to one of the forms, else at the whole."""
    for key in tree:
        if key not in _COMMON and (best := nearest(key, keys)):
            cure = f"did you mean `{best}`?"
            return Mistake(Finding(key.place, f"unknown key `{key}`", cure, code="J002"))
    cure = f"add one of {_listed(keys)}"
    place = tree.name.place if hasattr(tree, "name") else place_of(tree)
    return Mistake(Finding(place, f"{what} does not say what it is", cure, code="J004"))
