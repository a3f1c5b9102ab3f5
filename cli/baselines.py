"""The baselines of a run of `journey lint`: read, compared with, and written again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from journeykit.cli.lint_run import Judged
from journeykit.journeys.finding import JourneyError
from journeykit.journeys.lint.baseline import Baseline, Key, baseline, baseline_text
from journeykit.journeys.lint.file_pattern import seen_from
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import Found, filed, is_heard
from journeykit.journeys.lint.select import chosen, named
from journeykit.journeys.looks import content, exists
from journeykit.journeys.shelf import Shelf

DEFAULT_NAME = "journey-baseline.json"


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings to report, how many are known, and the lines of the baselines by their names."""

    found: tuple[Found, ...]
    known: int
    sources: dict[str, list[str]]


def compared(judged: Sequence[Judged], *, heed: bool = True) -> Compared:
    """Return the findings of maps, without those that their baselines know if we `heed` them.

    Raises:
        JourneyError: a baseline cannot be read.
    """
    found: list[Found] = []
    count = 0
    sources: dict[str, list[str]] = {}
    for path, group in _groups(judged, default=None):
        own = [each for one in group for each in one.found]
        if path is None or not heed:
            found += own
            continue
        text = _read(path)
        sources[shown_path(path)] = text.decode("utf-8", "replace").splitlines()
        entries = baseline(text, shown_path(path), folder=str(path.parent), cwd=str(Path.cwd()))
        new, known = entries.split(own)
        found += new
        count += len(known)
        stale = entries.stale(own, _looked(entries, group))
        found += filed(stale, group[0].config.settings)
    return Compared(tuple(found), count, sources)


def new_baselines(judged: Sequence[Judged]) -> Iterator[tuple[Path, str, int]]:
    """Yield each baseline that maps ask for: where, its text, and how many findings it knows.

    Entries about files that were not looked at, or about rules that are off, stay.

    Raises:
        JourneyError: the file that is there is no baseline.
    """
    cwd = Path.cwd()
    for path, group in _groups(judged, default=cwd / DEFAULT_NAME):
        if path is None:
            continue
        folder = str(path.parent)
        old = Baseline(folder, str(cwd))
        if path.exists():
            old = baseline(_read(path), shown_path(path), folder=folder, cwd=str(cwd))
        looked = _looked(old, group)
        keys = [old.key(each) for one in group for each in one.found]
        for entry in old.entries:
            keys += [entry.key] * (0 if looked(entry.key) else entry.count)
        yield path, baseline_text(keys), len(keys)


def _groups(
    judged: Iterable[Judged], *, default: Path | None
) -> list[tuple[Path | None, list[Judged]]]:
    """Return the maps by their baselines."""
    groups: dict[Path | None, list[Judged]] = {}
    for each in judged:
        groups.setdefault(each.config.baseline or default, []).append(each)
    return list(groups.items())


def _looked(known: Baseline, group: Sequence[Judged]) -> Callable[[Key], bool]:
    """Return whether all findings of an entry would have been found.

    They are where its file was looked at with its rule on, and where its file is gone.
    """
    cwd = str(Path.cwd())
    asked = {
        seen_from(known.folder, path, cwd): (one, path)
        for one in group
        for path in one.project.asked
    }
    on = {id(one): {rule.code for rule in chosen(RULES, one.config.settings)} for one in group}

    def looked(key: Key) -> bool:
        one, path = asked.get(key.path, (None, ""))
        rule = named(RULES, key.code)
        if rule is None:
            return True
        if one is None:
            gone = not exists(Path(known.folder, key.path))
            return gone and all(rule.code in each for each in on.values())
        heard = is_heard(rule, path, one.config.settings)
        return one.whole and rule.code in on[id(one)] and heard

    return looked


def _read(path: Path) -> bytes:
    """Return the bytes of a baseline."""
    try:
        return content(path)
    except OSError as error:
        raise JourneyError(f"{shown_path(path)}: cannot be read: {error.strerror}") from error


def shown_path(path: Path) -> str:
    """Return how messages call a path."""
    return Shelf(Path.cwd(), relative=True).shown(path)
