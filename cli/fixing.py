"""`journey lint --fix` and `--diff`: what would be mended, round by round, before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

from journeykit.cli.baselines import compared
from journeykit.cli.lint_run import Wish, judge
from journeykit.cli.whole_file import write_whole
from journeykit.journeys.files import SourceFile, source_file
from journeykit.journeys.finding import Fix
from journeykit.journeys.lint.fixes import mended
from journeykit.journeys.lint.run import Found
from journeykit.journeys.load import load
from journeykit.journeys.project import Found as Files

ROUNDS = 10
"""One cure may uncover another; more than these in a row are none."""

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after."""

    path: str
    before: str
    after: str


def mend(wish: Wish) -> tuple[list[Mended], int]:
    """Return the files that certain cures change, and how many cures there are.

    Raises:
        JourneyError: a path, a file of settings or a selector is wrong.
    """
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    count = 0
    for _ in range(ROUNDS):
        texts = {Path.cwd() / path: text.encode() for path, text in after.items()}
        files, judged = judge(replace(wish, texts=texts))
        fixes = _fixes(compared(judged, heed=wish.heed).found)
        done = 0
        for file in _files(files):
            text, number = mended(file.text, _harmless(file, fixes.get(file.path, [])))
            if number:
                before.setdefault(file.path, file.text)
                after[file.path] = text
                done += number
        count += done
        if not done:
            break
    return [Mended(path, before[path], after[path]) for path in sorted(after)], count


def write(files: list[Mended]) -> None:
    """Write what was mended, each file whole or not at all.

    Raises:
        JourneyError: a file cannot be written.
    """
    for each in files:
        path = Path(each.path)
        mark = _MARK if path.read_bytes().startswith(_MARK.encode()) else ""
        write_whole(path, mark + each.after)


def diff(files: list[Mended]) -> str:
    """Return what would be mended as a unified diff."""
    return "".join(line for each in files for line in _diff(each))


def _diff(each: Mended) -> Iterator[str]:
    before, after = each.before.splitlines(keepends=True), each.after.splitlines(keepends=True)
    for line in unified_diff(before, after, each.path, each.path):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _harmless(file: SourceFile, fixes: list[Fix]) -> list[Fix]:
    """Return the fixes after which a file has no more mistakes of reading than before.

    To take out the only entry of a mapping, or one between braces, may leave what is none.
    """
    most = _mistakes(file)

    def is_fine(tried: list[Fix]) -> bool:
        text, _ = mended(file.text, tried)
        return _mistakes(source_file(text.encode(), file.path)) <= most

    if is_fine(fixes):
        return fixes
    accepted: list[Fix] = []
    for each in fixes:
        if is_fine([*accepted, each]):
            accepted.append(each)
    return accepted


def _mistakes(file: SourceFile) -> int:
    """Return how many mistakes of reading a file has by itself."""
    return len(file.findings) + len(load(file.documents, file.path).findings)


def _files(files: Files) -> list[SourceFile]:
    """Return the files of all projects, each once."""
    return list({file.path: file for each in files.projects for file in each.files}.values())


def _fixes(found: Iterable[Found]) -> dict[str, list[Fix]]:
    """Return the cures by the paths of their files."""
    fixes: dict[str, list[Fix]] = {}
    for each in found:
        if each.finding.fix is not None:
            fixes.setdefault(each.finding.fix.place.path, []).append(each.finding.fix)
    return fixes
