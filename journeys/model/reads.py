"""How a field's value is read, and what editors are told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class Reads:
    """Reads a value by a function that raises Mistake; `schema` is its JSON Schema.

    Pydantic's own marks would do, but it takes longer to look at them than to read a map: its core
    alone validates (`validator.py`), and the whole of it only exports the schema.
    """

    def __init__(self, read: Callable[[object], object], schema: JsonSchemaValue) -> None:
        """Take the function and the schema."""
        self.read = read
        self.schema = schema

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read by the function alone."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell editors what is allowed."""
        return dict(self.schema)


class Before:
    """Applies a function to what is read, before the type it stands at; it raises Mistake."""

    def __init__(self, change: Callable[[object], object]) -> None:
        """Take the function."""
        self.change = change

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Change the value first."""
        return core_schema.no_info_before_validator_function(self.change, handler(source))


class Internal:
    """Marks a field that the reading fills in; what a user writes never gets there."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Take the value as it is."""
        return core_schema.any_schema()


INTERNAL = Internal()
