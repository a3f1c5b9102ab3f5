"""The constructs of the language, and which of them a case of exact timetables uses.

Both follow from the model: a construct is a kind of element (`Parallel`), a key of one
(`Cap.reserve`), a word that the key may be (`Cap.window=calendar`), a kind of value
(`Duration a..b`) or a part of a condition (`happened within session`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from journeykit.journeys.conditions.expression import (
    Arithmetic,
    Call,
    Comparison,
    Condition,
    Data,
    Expression,
    Text,
    walk,
)
from journeykit.journeys.conditions.functions import FUNCTIONS
from journeykit.journeys.durations import Duration
from journeykit.journeys.model.drawn import Chance, Choice, Constant, Lognormal, New, Uniform
from journeykit.journeys.model.element import Element
from journeykit.journeys.model.journey import REENTRIES, Journey
from journeykit.journeys.model.map import Map
from journeykit.journeys.model.population import Population
from journeykit.journeys.model.reads import Reads
from journeykit.journeys.place import Mapping, Place, Tree, Word
from journeykit.journeys.read import read

SHOWN = (
    "title", "about", "source", "stage", "set_up_first", "mechanic", "note", "reads", "writes",
    "label", "name", "stages", "subject", "template", "goods", "button", "valid_for", "journeys",
    "expect", "events", "provider", "exclusive", "inclusive", "parallel", "task", "user_task",
    "subprocess", "end",
)  # fmt: skip
"""Keys that change what people read and what is looked for, never what happens."""

WITHOUT_EFFECT = (
    "Attribution.model",  # credits conversions, in the forecast alone
    "End.next",  # nothing comes after an end
    "EventType",  # lets typos be found
    "Map.population",  # a path
    "NoneStart.if",  # a call is judged from the audience on (T21)
    "Population.customers",  # how many, or whose timetable it is
    "Provider",  # what lint looks for
)
"""More of them, each for its reason."""

_PARTS = {"journey": Journey, "map": Map, "population": Population}
_DURATIONS = ("a fixed one", "a..b", "$n", "customer.NAME")
_WINDOWS = ("entry", "a duration", "session", "ever")


@dataclass(frozen=True, slots=True)
class Use:
    """A construct at its place; `key` of the mapping there is what may be taken away.

    `other` is a word that the key may be instead, where the construct is a word.
    """

    construct: str
    place: Place
    key: str = ""
    other: str = ""


def constructs() -> dict[str, None]:
    """Return every construct of the language that can change what happens, in written order."""
    found = [name for cls in _elements() for name in _of_class(cls)]
    found += [f"Journey.reentry={word}" for word in REENTRIES]
    found += [f"since {anchor}" for anchor in ("start", "a step", "an event")]
    found += [f"Duration {form}" for form in _DURATIONS]
    found += [
        f"drawn {each.__name__}" for each in (Constant, Uniform, Lognormal, Choice, Chance, New)
    ]
    found += [f"{name}()" for name in FUNCTIONS]
    found += [
        f"{each.name} within {window}"
        for each in FUNCTIONS.values()
        for window in _WINDOWS
        if each.within
    ]
    found += [f"{each.name} of data" for each in FUNCTIONS.values() if each.data]
    found += ["customer.NAME", "$NAME", "now", "true or false", "not", "and", "or", "-x"]
    found += [f"{one}.{field}" for one in ("start", "event") for field in ("NAME", "event")]
    found += [f"x {sign} y" for sign in ("<", "<=", ">", ">=", "==", "!=", "+", "-", "*", "/")]
    return {name: None for name in found if not name.startswith(WITHOUT_EFFECT)}


def uses(documents: tuple[Tree, ...]) -> Iterator[Use]:
    """Yield the constructs that documents use, without what a default map would add."""
    for tree in documents:
        if isinstance(tree, Mapping):
            kind = _PARTS[str(next(iter(tree)))]
            part: Any = read(tree, kind).part
            steps = tuple(map(str, part.steps)) if isinstance(part, Journey) else ()
            yield from _uses(part, Use("", tree.place), steps)


def _elements() -> list[type[Element]]:
    """Return the classes of the model that a document is made of."""
    found, waiting = [], [Element]
    while waiting:
        subclasses = waiting.pop().__subclasses__()
        waiting += subclasses
        found += [each for each in subclasses if not each.__name__.endswith("Base")]
    return sorted(found, key=lambda each: each.__name__)


def _of_class(cls: type[Element]) -> Iterator[str]:
    """Yield a class and its keys, with their words where only some are allowed."""
    yield cls.__name__
    hints = get_type_hints(cls, include_extras=True)
    for field in _fields(cls):
        name = f"{cls.__name__}.{_key(cls, field)}"
        yield name
        yield from (f"{name}={word}" for word in _words(hints[field.name]))
        yield from (f"{name}.{word}" for word in _key_words(hints[field.name]))


def _fields(cls: type[Element]) -> list[Field[Any]]:
    """Return the fields that a document gives and that have an effect."""
    inner = ("place", "extensions", "id")
    return [field for field in fields(cls) if field.name not in {*inner, *SHOWN}]


def _key(cls: type[Element], field: Field[Any]) -> str:
    """Return the key of a field, as a document has it."""
    alias: Any = cls.__pydantic_config__["alias_generator"]
    return str(alias(field.name))


def _words(hint: object) -> tuple[str, ...]:
    """Return the words that a field may be, none where it may be anything."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        for mark in marks:
            if isinstance(mark, Reads) and "enum" in mark.schema:
                return tuple(mark.schema["enum"])
        return () if get_origin(inner) in (tuple, dict) else _words(inner)
    if get_origin(hint) in (tuple, dict):
        return ()
    return tuple(word for each in get_args(hint) for word in _words(each))


def _key_words(hint: object) -> tuple[str, ...]:
    """Return the words that a key of a dictionary may be."""
    return _words(get_args(hint)[0]) if get_origin(hint) is dict else ()


def _uses(value: object, at: Use, steps: tuple[str, ...]) -> Iterator[Use]:
    """Go through a value of the model."""
    if isinstance(value, Condition):
        for node in walk(value.expression):
            yield from (Use(name, at.place, at.key) for name in _of_expression(node))
    elif isinstance(value, Duration):
        yield from (Use(f"Duration {form}", at.place, at.key) for form in _of_duration(value))
    elif isinstance(value, Element):
        yield from _of_element(value, steps)
    elif isinstance(value, tuple | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _uses(each, at, steps)
    elif is_dataclass(value) and type(value).__module__.endswith("drawn"):
        yield Use(f"drawn {type(value).__name__}", at.place, at.key)


def _of_element(element: Element, steps: tuple[str, ...]) -> Iterator[Use]:
    """Yield an element, its keys that are not as by default, its words, and what is inside."""
    cls = type(element)
    place = element.place
    yield Use(cls.__name__, place)
    hints = get_type_hints(cls, include_extras=True)
    for field in fields(element):
        if field.name in ("place", "extensions", "id"):
            continue
        value = getattr(element, field.name)
        key = _key(cls, field)
        name = f"{cls.__name__}.{key}"
        if value != _default(field):
            yield Use(name, place, key)
        words = _words(hints[field.name])
        if value in words:
            yield Use(
                f"{name}={value}", place, key, next((each for each in words if each != value), "")
            )
        if isinstance(value, dict):
            for word in value:
                yield Use(f"{name}.{word}", place, f"{key}/{word}")
        if key == "reentry":
            yield Use(f"{name}={value}", place, key, "never" if value != "never" else "always")
        if key == "since" and cls.__name__ == "AfterDelay" and value is not None:
            anchor = "start" if value == "start" else "a step" if value in steps else "an event"
            yield Use(f"since {anchor}", place, key)
        yield from _uses(value, Use("", place, key), steps)


def _default(field: Field[Any]) -> object:
    """Return what a field is when nothing is written."""
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


def _of_duration(duration: Duration) -> Iterator[str]:
    """Yield the forms of a duration."""
    if duration.parameters:
        yield "$n"
    if duration.attributes:
        yield "customer.NAME"
    if duration.low != duration.high:
        yield "a..b"
    elif duration.low:
        yield "a fixed one"


def _of_expression(node: Expression) -> Iterator[str]:
    """Yield the constructs that a node of a condition is."""
    match node:
        case Call(name=name):
            yield f"{name}()"
            if FUNCTIONS[name].within:
                yield f"{name} within {_window(node.keyword('within'))}"
            if node.data:
                yield f"{name} of data"
        case Data(source=source, name=name):
            yield f"{source}.{'event' if name == 'event' else 'NAME'}"
        case Comparison(operator=operator) | Arithmetic(operator=operator):
            yield f"x {operator} y"
        case _ if type(node).__name__ in _NODES:
            yield _NODES[type(node).__name__]


_NODES = {
    "Attribute": "customer.NAME",
    "Parameter": "$NAME",
    "Now": "now",
    "Boolean": "true or false",
    "Not": "not",
    "And": "and",
    "Or": "or",
    "Negative": "-x",
}


def _window(within: Expression | None) -> str:
    """Return which window a call names."""
    if within is None:
        return "entry"
    if isinstance(within, Text) and within.value in _WINDOWS:
        return str(within.value)
    return "a duration"


def changed(tree: Tree, use: Use) -> Tree:
    """Return a document without the key of a use, or with its other word in place of it."""
    if isinstance(tree, Mapping):
        entries = {key: changed(each, use) for key, each in tree.items()}
        if tree.place == use.place:
            _change(entries, use)
        return Mapping(entries, tree.place)
    if isinstance(tree, list):
        return type(tree)([changed(each, use) for each in tree], tree.place)
    return tree


def _change(entries: dict[Word, Tree], use: Use) -> None:
    """Take the key of a use away from the entries of its mapping."""
    key, _, inner = use.key.partition("/")
    held = entries.get(Word(key))
    if inner and isinstance(held, Mapping):
        left = {name: each for name, each in held.items() if name != inner}
        entries[Word(key)] = Mapping(left, held.place)
    elif use.other:
        entries[Word(key)] = Word(use.other, use.place)
    else:
        entries.pop(Word(key), None)
