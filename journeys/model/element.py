"""What every part of a document shares: its place, its `x-` keys, and how it is read.

The classes of the model are frozen dataclasses. Pydantic validates a tree of words
against them and exports them as JSON Schema; this module joins the two: it gives each
part its place, keeps keys that begin with `x-`, and reports unknown keys by name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Protocol, cast

from pydantic_core import CoreSchema, core_schema

from journeykit.journeys.finding import Finding, Fix, Mistake, renamed
from journeykit.journeys.model.reads import INTERNAL
from journeykit.journeys.place import NOWHERE, Mapping, Place, Sequence, Word
from journeykit.journeys.spelling import slip, suggestion

if TYPE_CHECKING:
    from pydantic import ConfigDict, GetCoreSchemaHandler, ValidationInfo

_KEYS = {
    "condition": "if",
    "class_": "class",
    "for_": "for",
    "from_": "from",
    "else_": "else",
    "place": " place",
    "extensions": " extensions",
    "id": " id",
}


def keyed(**keys: str) -> ConfigDict:
    """Return the settings of a class whose fields have these YAML keys, the others their own."""
    names = {**_KEYS, **keys}
    return {
        "alias_generator": lambda name: names.get(name, name),
        "arbitrary_types_allowed": True,
    }


Keys = dict[str, None]
"""The keys that a user may write, in order."""

_NO_EXTENSIONS = Mapping()

MOST_CURES = 100
"""For so many mistakes of a document the nearest known key is looked for, which takes its time."""


class Named(Mapping):
    """A mapping that stands under a name, such as a step under its id."""

    __slots__ = ("name",)

    def __init__(self, mapping: Mapping, name: Word) -> None:
        """Give `mapping` its name."""
        super().__init__(mapping, mapping.place)
        self.name = name


class Report(Protocol):
    """The context of a validation: where findings go that do not stop the reading."""

    findings: list[Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A part of a document: keeps its place and its `x-` keys."""

    __pydantic_config__ = keyed()

    place: Annotated[Place, INTERNAL] = field(default=NOWHERE, compare=False)
    extensions: Annotated[Mapping, INTERNAL] = field(default_factory=Mapping, compare=False)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Element], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read a mapping as this class, its unknown keys reported.

        The reading takes over the reference of the bare class: pydantic looks a class that it
        meets again up by its reference, and would read it bare.
        """
        schema = cast("dict[str, Any]", {**handler.resolve_ref_schema(handler(source))})
        ref = str(schema.pop("ref"))
        keys = _keys(schema)

        def read(tree: object, info: ValidationInfo) -> object:
            report = cast("Report", info.context)
            return tree if isinstance(tree, cls) else _prepare(tree, keys, report)

        bare = cast("CoreSchema", schema)
        return core_schema.with_info_before_validator_function(read, bare, ref=ref)


def place_of(tree: object) -> Place:
    """Return the place of a tree, or nowhere when it is none."""
    return tree.place if isinstance(tree, Word | Mapping | Sequence) else NOWHERE


def wrong(tree: object, message: str, help_line: str = "", fix: Fix | None = None) -> Mistake:
    """Return the mistake of a wrong value (J003) at the place of `tree`."""
    return Mistake(Finding(place_of(tree), message, help_line, code="J003", fix=fix))


def _keys(schema: dict[str, Any]) -> Keys:
    """Return the YAML keys of a dataclass's schema."""
    fields = schema["schema"]["fields"]
    keys = (str(each.get("validation_alias", each["name"])) for each in fields)
    return dict.fromkeys(key for key in keys if not key.startswith(" "))


def _prepare(tree: object, keys: Keys, report: Report) -> dict[str, object]:
    """Return the mapping's known keys, with its place and its `x-` keys under names of ours."""
    if not isinstance(tree, Mapping):
        raise wrong(tree, f"expected a mapping with {', '.join(f'`{key}`' for key in keys)}")
    known: dict[str, object] = {" place": tree.place, " extensions": _NO_EXTENSIONS}
    for key, value in tree.items():
        if key in keys:
            known[key] = value
        elif not key.startswith("x-"):
            few = len(report.findings) < MOST_CURES
            cure = suggestion(key, keys) if few else ""
            fix = renamed(
                key, slip(key, [each for each in keys if each not in tree] if few else [])
            )
            finding = Finding(key.place, f"unknown key `{key}`", cure, code="J002", fix=fix)
            report.findings.append(finding)
    if len(known) < len(tree) + 2:
        extensions = {key: value for key, value in tree.items() if key.startswith("x-")}
        known[" extensions"] = Mapping(extensions, tree.place)
    if isinstance(tree, Named):
        known[" id"] = tree.name
    return known
