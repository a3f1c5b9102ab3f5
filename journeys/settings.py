"""Settings of a plan: a place in its documents, such as `policy.caps.0.at_most`, and other values.

A place is a dotted way through the YAML: `journeys.ID.KEY`, `messages.ID.KEY`, `population.KEY`,
or a key of the map; entries of lists count from 0. What is set is then read like a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from journeykit.journeys.files import kind_of
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.model import Journey, Map, Population
from journeykit.journeys.model.element import Element
from journeykit.journeys.parts import parts
from journeykit.journeys.place import Mapping, Place, Tree, Word
from journeykit.journeys.place import Sequence as Items
from journeykit.journeys.preset import PROFILES
from journeykit.journeys.profile import counting_as
from journeykit.journeys.read import read
from journeykit.journeys.spelling import suggestion
from journeykit.journeys.text import read as read_yaml
from journeykit.journeys.whole import whole_map, whole_population

MOST_VALUES = 500

_RANGE = re.compile(r"(-?\d{1,9})\.\.(-?\d{1,9})")
_PIECE = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|[([{]|[)\]}]|,|[^"'()[\]{},]+|.""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Setting:
    """A place in a plan's documents, and the values to put there, as they were written."""

    path: str
    values: tuple[str, ...]


def read_setting(text: str) -> Setting:
    """Read `PATH=VALUE,VALUE` or `PATH=2..5`; a comma inside brackets or quotes divides nothing.

    Raises:
        ValueError: there is no path, no value, or there are too many.
    """
    path, equals, written = text.partition("=")
    path = path.strip()
    if not (path and equals):
        raise ValueError(f"`{text}` is not PATH=VALUES, such as policy.caps.0.at_most=2..5")
    values = tuple(each for piece in _pieces(written) for each in _counted(piece, text))
    if "" in values:
        raise ValueError(f"`{text}` has an empty value")
    if len(values) > MOST_VALUES:
        raise ValueError(f"`{text}` has more than {MOST_VALUES} values")
    return Setting(path, tuple(dict.fromkeys(values)))


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts between the commas that stand in no bracket and no quote."""
    depth, piece = 0, ""
    for part in _PIECE.findall(text):
        depth += (part in ("(", "[", "{")) - (part in (")", "]", "}"))
        if part == "," and depth == 0:
            yield piece.strip()
            piece = ""
        else:
            piece += part
    yield piece.strip()


def _counted(piece: str, text: str) -> Iterable[str]:
    """Return the whole numbers of a range such as 2..5, or the value itself."""
    found = _RANGE.fullmatch(piece)
    if not found:
        return (piece,)
    first, last = int(found[1]), int(found[2])
    if first > last:
        raise ValueError(f"`{text}`: the range {piece} is empty")
    if last - first >= MOST_VALUES:
        raise ValueError(f"`{text}` has more than {MOST_VALUES} values")
    return map(str, range(first, last + 1))


def with_setting(
    documents: Sequence[Mapping], path: str, value: str, *, at: str
) -> tuple[Mapping, ...]:
    """Return the documents of a plan with one value in another place's stead.

    `at` is how messages call the setting: it stands where they name a file. An entry that is not
    written yet can be set where the language has a fixed list of keys; reading says if it is not
    among them. The defaults count as written. A policy profile takes the place of what the map says
    of the same, so that it can be tried on any map.

    Raises:
        JourneyError: the path leads nowhere, or the value is not YAML.
    """
    if path == "policy.profile" and value in PROFILES:
        return counting_as(documents, value)
    tree = _value(value, at)
    whole = _completed(documents, path)
    for number, way in _targets(whole, path, at):
        walk = _Walk(path, at, _elements(whole[number]))
        changed = walk.put(whole[number], way, tree)
        assert isinstance(changed, Mapping)
        whole[number] = changed
    return tuple(whole)


def _value(text: str, at: str) -> Tree:
    """Return a value read as YAML; its places name the setting."""
    documents, findings = read_yaml(text, at)
    if findings or len(documents) != 1:
        reason = findings[0].message if findings else "not one value"
        raise JourneyError(f"{at}: {reason}")
    return documents[0]


def _completed(documents: Sequence[Mapping], path: str) -> list[Mapping]:
    """Return the documents with the defaults that the path may lead to."""
    whole, wanted = list(documents), "population" if _first(path) == "population" else "map"
    places = [number for number, each in enumerate(whole) if kind_of(each) == wanted]
    complete = whole_population if wanted == "population" else whole_map
    if places:
        whole[places[-1]] = complete(whole[places[-1]])
    elif wanted == "population" or _first(path) != "journeys":
        whole.append(complete(None))
    return whole


def _targets(documents: Sequence[Mapping], path: str, at: str) -> list[tuple[int, str]]:
    """Return the documents, by number, that a path leads into, each with the way from there."""
    first, _, rest = path.partition(".")
    if first == "journeys":
        return [_below(_journeys(documents), rest, "journeys", at)]
    if first == "messages":
        ways = _messages(documents)
        id = _longest(rest, ways)
        if id is None or rest == id:
            raise _unknown(at, "messages", rest, ways)
        return [(number, f"{way}{rest[len(id) :]}") for number, way in ways[id]]
    number = max(
        number
        for number, each in enumerate(documents)
        if kind_of(each) == ("population" if first == "population" else "map")
    )
    if first != "population":
        return [(number, path)]
    if not rest:
        raise _unknown(at, "population", "", documents[number])
    return [(number, rest)]


def _below(named: dict[str, int], rest: str, above: str, at: str) -> tuple[int, str]:
    """Return the document of the name that a way begins with, and the way from there."""
    id, _, way = rest.partition(".")
    if id not in named or not way:
        raise _unknown(at, above, rest, named)
    return named[id], way


def _journeys(documents: Sequence[Mapping]) -> dict[str, int]:
    """Return the numbers of the journeys' documents by their ids."""
    return {
        str(each[Word("journey")]): number
        for number, each in enumerate(documents)
        if kind_of(each) == "journey"
    }


def _messages(documents: Sequence[Mapping]) -> dict[str, list[tuple[int, str]]]:
    """Return where each message is defined: documents by number, and the way into them."""
    found: dict[str, list[tuple[int, str]]] = {}
    for number, each in enumerate(documents):
        defined, steps = each.get(Word("messages")), each.get(Word("steps"))
        for id in defined if isinstance(defined, Mapping) else ():
            found.setdefault(str(id), []).append((number, f"messages.{id}"))
        for id, step in steps.items() if isinstance(steps, Mapping) else ():
            if isinstance(step, Mapping) and isinstance(step.get(Word("send")), Mapping):
                inline = f"{each[Word('journey')]}.{id}"
                found.setdefault(inline, []).append((number, f"steps.{id}.send"))
    return found


def _elements(document: Mapping) -> frozenset[Place]:
    """Return the places of the parts that have a fixed list of keys."""
    match kind_of(document):
        case "journey":
            part: object = read(document, Journey).part
        case "map":
            part = read(document, Map).part
        case _:
            part = read(document, Population).part
    return frozenset(each.place for each in parts(part, Element))


@dataclass(frozen=True, slots=True)
class _Walk:
    """One way through a document: the whole path, how messages call it, where keys are fixed."""

    path: str
    at: str
    fixed: frozenset[Place]

    def put(self, tree: Tree, way: str, value: Tree) -> Tree:
        """Return the tree with the value at the end of the way; nothing else is changed."""
        if not way:
            return value
        if isinstance(tree, Mapping):
            return self._into_mapping(tree, way, value)
        if isinstance(tree, Items):
            return self._into_items(tree, way, value)
        above = self._above(way)
        raise JourneyError(f"{self.at}: `{above}` is `{tree}`, there is nothing below it")

    def _into_mapping(self, tree: Mapping, way: str, value: Tree) -> Mapping:
        key = _longest(way, tree)
        if key is None:
            if "." in way or tree.place not in self.fixed:
                raise _unknown(self.at, self._above(way), way, tree)
            place = Place(self.at, 1, 1, 1, 1)
            return Mapping({**tree, Word(way, place): value}, tree.place)
        inner = self.put(tree[Word(key)], way[len(key) + 1 :], value)
        return Mapping({**tree, Word(key): inner}, tree.place)

    def _into_items(self, tree: Items, way: str, value: Tree) -> Items:
        index, _, rest = way.partition(".")
        if not index.isdecimal() or int(index) >= len(tree):
            raise _unknown(self.at, self._above(way), way, map(str, range(len(tree))))
        items = list(tree)
        items[int(index)] = self.put(items[int(index)], rest, value)
        return Items(items, tree.place)

    def _above(self, way: str) -> str:
        """Return the part of the path before a way that is its end."""
        return self.path[: len(self.path) - len(way)].removesuffix(".")


def _longest(way: str, names: Iterable[str]) -> str | None:
    """Return the longest name that a way begins with: names of events have dots themselves."""
    fitting = [str(name) for name in names if way == name or way.startswith(f"{name}.")]
    return max(fitting, key=len, default=None)


def _unknown(at: str, above: str, way: str, known: Iterable[str]) -> JourneyError:
    """Return the error of a way that goes on to nowhere."""
    wrong, names = _first(way), list(map(str, known))
    inside = f" in `{above}`" if above else ""
    cure = suggestion(wrong, names, most=20)
    said = f"unknown `{wrong}`{inside}" if wrong else f"`{above}` needs a name and a key below it"
    return JourneyError(f"{at}: {said}" + (f": {cure}" if cure else ""))


def _first(path: str) -> str:
    return path.partition(".")[0]
