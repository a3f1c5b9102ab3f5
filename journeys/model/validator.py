"""Validators of the model, built by pydantic's core alone.

Pydantic itself could build them from the same classes, and does to export the JSON Schema; to let
it look at every field takes longer than to read a whole map.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from journeykit.journeys.model.element import Element

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


def validator(part: type[Element]) -> SchemaValidator:
    """Return what validates a tree of words as a part of the model."""
    return SchemaValidator(_Handler({}).generate_schema(part))


@cache
def type_hints(kind: type) -> dict[str, Any]:
    """Return the types of a class's fields with their marks, worked out once."""
    return get_type_hints(kind, include_extras=True)


class _Handler:
    """Builds the schema of a type; what pydantic's own handler is to the marks of a field."""

    def __init__(self, built: dict[type[Element], CoreSchema]) -> None:
        """Take the schemas of the classes that were met before."""
        self.built = built

    def __call__(self, source: object) -> CoreSchema:
        """Return the schema of a type, as marks ask for it."""
        return self.generate_schema(source)

    def resolve_ref_schema(self, schema: CoreSchema) -> CoreSchema:
        """Return the schema: there are no references."""
        return schema

    def generate_schema(self, source: object) -> CoreSchema:
        """Return the schema of a type: a class of the model, a collection, a marked type."""
        if isinstance(source, type) and issubclass(source, Element):
            return self._element(source)
        kind, inside = get_origin(source), get_args(source)
        if kind is Annotated:
            return self._marked(inside[0], cast("Any", source).__metadata__)
        if kind is dict:
            return core_schema.dict_schema(*map(self.generate_schema, inside))
        if kind is tuple:
            item = self.generate_schema(inside[0])
            return core_schema.tuple_schema([item], variadic_item_index=0)
        if kind in (Union, UnionType) and NoneType in inside and len(inside) == 2:
            given = next(each for each in inside if each is not NoneType)
            return core_schema.nullable_schema(self.generate_schema(given))
        raise TypeError(f"source (={source}) must be a type of the model")

    def _marked(self, base: object, marks: tuple[object, ...]) -> CoreSchema:
        """Apply the marks of a type, the first one closest to it."""
        build: _Handler = self
        for mark in marks:
            if hasattr(mark, "__get_pydantic_core_schema__"):
                build = _Marked(build, mark)
        return build(base)

    def _element(self, kind: type[Element]) -> CoreSchema:
        """Return the schema of a class, each built once."""
        if kind not in self.built:
            handler = cast("GetCoreSchemaHandler", _Bare(self.built))
            whole = cast("dict[str, Any]", {**kind.__get_pydantic_core_schema__(kind, handler)})
            whole.pop("ref")
            self.built[kind] = cast("CoreSchema", whole)
        return self.built[kind]


class _Bare(_Handler):
    """A handler for a class's own hook: called, it builds the class from its fields."""

    def __call__(self, source: object) -> CoreSchema:
        """Return the schema of a class from its fields."""
        kind, plain = cast("type[Element]", source), _Handler(self.built)
        hints = type_hints(kind)  # type: ignore[arg-type]  # no type is hashable for mypy
        key_of = cast("Callable[[str], str]", kind.__pydantic_config__["alias_generator"])
        names = [each.name for each in fields(kind)]
        arguments = [
            core_schema.dataclass_field(
                each.name,
                _with_default(plain.generate_schema(hints[each.name]), each),
                kw_only=True,
                validation_alias=key_of(each.name),
            )
            for each in fields(kind)
        ]
        bare = core_schema.dataclass_args_schema(kind.__name__, arguments)
        return core_schema.dataclass_schema(
            kind, bare, names, slots=True, frozen=True, ref=kind.__name__
        )


class _Marked(_Handler):
    """A handler whose type has a mark: called, it applies it."""

    def __init__(self, inner: _Handler, mark: object) -> None:
        """Take what builds the type, and its mark."""
        super().__init__(inner.built)
        self.inner, self.mark = inner, mark

    def __call__(self, source: object) -> CoreSchema:
        """Return the schema of the marked type."""
        mark = cast("Any", self.mark)
        return cast("CoreSchema", mark.__get_pydantic_core_schema__(source, self.inner))


def _with_default(schema: CoreSchema, field: Field[Any]) -> CoreSchema:
    """Add the default of a field."""
    if field.default is not MISSING:
        return core_schema.with_default_schema(schema, default=field.default)
    if field.default_factory is not MISSING:
        return core_schema.with_default_schema(schema, default_factory=field.default_factory)
    return schema
