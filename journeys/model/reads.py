"""How a field's value is read, and what editors are told of it."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class Reads:
    """Reads a value by a function that raises Mistake; `schema` is its JSON Schema.

    Pydantic's own `PlainValidator` would build a schema of the value's class too, which nobody
    uses and which doubles the time to start.
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
