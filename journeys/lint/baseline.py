"""Findings that a team lives with for now, kept in a file: those known are not reported."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from journeykit.journeys.finding import Finding, JourneyError
from journeykit.journeys.lint.file_pattern import seen_from
from journeykit.journeys.lint.run import Found
from journeykit.journeys.place import Mapping, Place, Tree, Word
from journeykit.journeys.place import Sequence as Items
from journeykit.journeys.text import read

VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a known finding is told by: neither lines nor words, which change with any edit.

    `path` counts from the folder of the baseline; `journey` and `step` may be empty.
    """

    path: str
    code: str
    journey: str
    step: str


@dataclass(frozen=True, slots=True)
class Entry:
    """How many findings of a key are known, and where the file says so."""

    key: Key
    count: int
    place: Place


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a file.

    `folder` is where the paths in it count from, `cwd` where those of findings do; both whole.
    """

    folder: str
    cwd: str
    entries: tuple[Entry, ...] = ()

    def key(self, found: Found) -> Key:
        """Return what a finding is told by."""
        finding = found.finding
        path = seen_from(self.folder, finding.place.path, self.cwd)
        return Key(path, found.rule.code, finding.journey, finding.step)

    def split(self, found: Iterable[Found]) -> tuple[list[Found], list[Found]]:
        """Return the findings to report and the known ones.

        Of a key with more findings than are known all are reported: nobody can tell the new one.
        """
        known = {entry.key: entry.count for entry in self.entries}
        keys = [(self.key(each), each) for each in found]
        count = Counter(key for key, _ in keys)
        new = [each for key, each in keys if count[key] > known.get(key, 0)]
        return new, [each for key, each in keys if count[key] <= known.get(key, 0)]

    def stale(self, found: Iterable[Found], looked: Callable[[Key], bool]) -> list[Finding]:
        """Return a finding for each entry that knows more than was found (J902).

        `looked` tells of what kinds of entries all findings would have been found.
        """
        count = Counter(self.key(each) for each in found)
        return [
            _stale(entry, count[entry.key])
            for entry in self.entries
            if count[entry.key] < entry.count and looked(entry.key)
        ]


def baseline_text(keys: Iterable[Key]) -> str:
    """Return the file of these findings: sorted, one line a key, equal for equal findings."""
    count = Counter(keys)
    rows = [
        json.dumps(
            {
                "path": key.path,
                "code": key.code,
                "journey": key.journey,
                "step": key.step,
                "count": count[key],
            },
            ensure_ascii=False,
        )
        for key in sorted(count)
    ]
    body = "[" + ",".join(f"\n    {row}" for row in rows) + ("\n  ]" if rows else "]")
    return f'{{\n  "version": {VERSION},\n  "findings": {body}\n}}\n'


def baseline(data: bytes, path: str, *, folder: str, cwd: str) -> Baseline:
    """Read the file of a baseline; JSON is YAML, which tells the places of its entries.

    Raises:
        JourneyError: it is no baseline.
    """
    trees, findings = read(data, path)
    if findings:
        raise JourneyError(f"{findings[0].place}: no baseline: {findings[0].message}")
    tree = trees[0] if len(trees) == 1 else None
    version = tree.get(Word("version")) if isinstance(tree, Mapping) else None
    entries = tree.get(Word("findings")) if isinstance(tree, Mapping) else None
    if not isinstance(entries, Items) or version != str(VERSION):
        raise JourneyError(f"{path}:1: no baseline: write it with `journey lint --write-baseline`")
    return Baseline(folder, cwd, tuple(_entry(each) for each in entries))


def _entry(tree: Tree) -> Entry:
    """Read one line of a baseline."""
    values = tree if isinstance(tree, Mapping) else Mapping()
    names = ("path", "code", "journey", "step", "count")
    path, code, journey, step, count = (values.get(Word(name)) for name in names)
    words = [each for each in (path, code, journey, step) if isinstance(each, Word)]
    if len(words) < 4 or not isinstance(count, Word) or not count.isdecimal():
        message = "no entry of a baseline: `path`, `code`, `journey`, `step` and `count` are asked"
        raise JourneyError(f"{tree.place.path}:{tree.place.line}: {message}")
    return Entry(Key(*map(str, words)), int(count[:9]), tree.place)


def _stale(entry: Entry, found: int) -> Finding:
    """Return the finding of an entry that has become too large."""
    key = entry.key
    at = f"journey `{key.journey}`" if key.journey else f"`{key.path}`"
    at += f", step `{key.step}`" if key.step else ""
    times = (
        "is not found any more" if not found else f"is found {found} instead of {entry.count} times"
    )
    return Finding(
        entry.place,
        f"`{key.code}` {times} in {at}",
        "write the baseline again with `--write-baseline`",
        code="J902",
    )
