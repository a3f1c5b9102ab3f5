"""Copies of what ships with the tool, as the files of a user's own folder."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from textwrap import wrap

from journeykit.cli.shipped import Chosen, Sample
from journeykit.journeys.files import SourceFile
from journeykit.journeys.model import Journey
from journeykit.journeys.needs import needed

_SCHEMA = re.compile(r"^# yaml-language-server:.*\n", re.MULTILINE)
_HEAD = re.compile(r"(?:^#.*\n)+", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)
_WIDTH = 98


@dataclass(frozen=True, slots=True)
class Copy:
    """The files of a copy, paths with their texts, and what can be done with them."""

    files: dict[Path, str]
    commands: tuple[str, ...]


def copy_of(chosen: Chosen, directory: Path) -> Copy:
    """Return what a user gets into a folder: a whole map, or a journey with what it needs.

    The texts are those of the sample with its comments. Only the line that names the schema goes,
    as its path is of the sample's place, and the commands name the user's folder.
    """
    sample = chosen.sample
    journeys = _journeys(chosen)
    files = [file for file in sample.project.files if _is_taken(file, sample, journeys)]
    commands = tuple(_commands(sample, journeys, directory))
    texts = {}
    for file in files:
        text = _renamed(_SCHEMA.sub("", file.text), sample, directory)
        if chosen.journey and file is sample.project.map_file:
            text = _with_head(text, _head(sample, chosen.journey, journeys, commands))
        texts[directory / PurePosixPath(file.path).relative_to(sample.name)] = text
    return Copy(dict(sorted(texts.items())), commands)


def _journeys(chosen: Chosen) -> tuple[str, ...]:
    """Return the journeys to copy: all, or one with those that it needs and their files hold."""
    plan = chosen.sample.plan
    if chosen.journey is None:
        return tuple(plan.journeys)
    taken: tuple[str, ...] = ()
    more = needed(plan, [chosen.journey.id])
    while len(more) > len(taken):
        taken = more
        files = {plan.journeys[id].id.place.path for id in taken}
        beside = [id for id, each in plan.journeys.items() if each.id.place.path in files]
        more = needed(plan, beside)
    return taken


def _is_taken(file: SourceFile, sample: Sample, journeys: tuple[str, ...]) -> bool:
    """Tell whether a file belongs to the copy: the map, the customers, those with its journeys."""
    shared = file in (sample.project.map_file, sample.project.population_file)
    return shared or any(sample.plan.journeys[id].id.place.path == file.path for id in journeys)


def _commands(sample: Sample, journeys: tuple[str, ...], directory: Path) -> Iterator[str]:
    """Yield the first commands to try in the user's folder."""
    plan = replace(sample.plan, journeys={id: sample.plan.journeys[id] for id in journeys})
    yield f"journey lint {_typed(directory)}"
    if len(journeys) == 1:
        (journey,) = plan.journeys.values()
        file = PurePosixPath(journey.id.place.path).relative_to(sample.name)
        yield f"journey draw {_typed(directory / file)} -o {journey.id}.svg"
    else:
        yield f"journey draw {_typed(directory)} -o pictures"
    yield f"journey simulate {_typed(directory)}"


def _typed(path: Path) -> str:
    """Return a path as it is typed in a shell, on one line of printable signs."""
    return shlex.quote("".join(sign if sign.isprintable() else "?" for sign in str(path)))


def _renamed(text: str, sample: Sample, directory: Path) -> str:
    """Let the comments name the user's folder instead of the sample's, and what stays there."""
    name = re.compile(rf"\bsamples/{re.escape(sample.name)}\b")
    folder = _typed(directory)

    def renamed(comment: re.Match[str]) -> str:
        there = comment[0].replace("findings.yaml", "the sample's findings.yaml")
        return name.sub(lambda _: folder, there)

    return _COMMENT.sub(renamed, text)


def _head(
    sample: Sample, journey: Journey, journeys: tuple[str, ...], commands: tuple[str, ...]
) -> str:
    """Return the comment that begins the map of a copied journey."""
    others = ", ".join(f"`{id}`" for id in journeys if id != journey.id)
    needs = f", with what it and the map need: {others}" if others else ""
    words = f"The journey `{journey.id}` of the sample map `{sample.name}`{needs}."
    lines = [*wrap(words, _WIDTH, break_on_hyphens=False), "", *(f"  {each}" for each in commands)]
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _with_head(text: str, head: str) -> str:
    """Put a comment in the place of the one that a file begins with."""
    old = _HEAD.match(text)
    return head + (text[old.end() :] if old else f"\n{text}")
