"""What README and docs show is what the tool does: each command is run, each page compared.

A fenced block ```console holds `$ journey ...` lines, each with all that the command prints. A
block that ends with the line `...` shows the beginning only, one that begins so the end. A block
whose first line is ```yaml title="FILE", or ```toml or ```xml so, stands in the folder as FILE,
beside the samples and the orders of CDNOW. `pytest --update` rewrites the outputs.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeykit.journeys.lint.rules import RULES
from tests.cdnow import SAMPLE as CDNOW
from tests.command import journey
from tests.reference import GENERATED
from tests.scheme_page import PICTURES, SCHEMES, drawn

ROOT = Path(__file__).parent.parent
PAGES = [
    page
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]
    if str(page.relative_to(ROOT)) not in GENERATED
]
TEXTS = [*PAGES, *(ROOT / page for page in GENERATED if page.endswith(".md"))]
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r'^```(?:yaml|toml|xml) title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]*)(#[^)]*)?\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CUT = "..."


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_print_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update: bool
) -> None:
    shown = page.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    (tmp_path / CDNOW.name).symlink_to(CDNOW)
    for name, text in FILE.findall(shown):
        (tmp_path / name).write_text(text, encoding="utf-8")
    true = CONSOLE.sub(lambda block: f"```console\n{''.join(_rerun(block[1]))}```", shown)
    if update:
        page.write_text(true, encoding="utf-8")
    assert true == page.read_text(encoding="utf-8")


def _rerun(block: str) -> Iterator[str]:
    """Yield each command of a block with what it prints now, cut where the block was cut."""
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        program, *arguments = shlex.split(command.removeprefix("$ "))
        assert program == "journey", f"only `journey` is run in a console block: {command}"
        ran = journey(*arguments)
        printed = (ran.stdout + ran.stderr).splitlines()
        if shown and shown[-1] == CUT:
            printed = [*printed[: len(shown) - 1], CUT]
        elif shown and shown[0] == CUT:
            printed = [CUT, *printed[1 - len(shown) :]]
        yield "".join(f"{line}\n" for line in (command, *printed))


@pytest.mark.parametrize("name", GENERATED)
def test_generated_pages_are_up_to_date(name: str, *, update: bool) -> None:
    page = ROOT / name
    if update:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(GENERATED[name](), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == GENERATED[name]()


def test_every_page_of_a_rule_has_its_rule(*, update: bool) -> None:
    pages = {str(page.relative_to(ROOT)) for page in ROOT.glob("docs/rules/*")}
    if update:
        for gone in pages - set(GENERATED):
            (ROOT / gone).unlink()
        pages &= set(GENERATED)
    assert pages == {rule.url for rule in RULES}


@pytest.mark.parametrize("name", SCHEMES)
def test_pictures_of_the_scenarios_are_up_to_date(name: str, *, update: bool) -> None:
    folder = PICTURES / name
    pictures = {
        each.picture: each.draw() for scheme in SCHEMES[name] for each in drawn(scheme, name)
    }
    if update:
        folder.mkdir(parents=True, exist_ok=True)
        for path in set(folder.iterdir()) - set(pictures):
            path.unlink()
        for path, picture in pictures.items():
            path.write_text(picture, encoding="utf-8")
    assert set(folder.iterdir()) == set(pictures)
    assert [path.stem for path in pictures if path.read_text("utf-8") != pictures[path]] == []


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_and_headings(page: Path) -> None:
    links = LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    assert [path + anchor for path, anchor in links if not _leads(page, path, anchor)] == []


def _leads(page: Path, path: str, anchor: str) -> bool:
    """Tell whether a link of a page leads to a file, and to a heading of it where it names one."""
    target = page.parent / path if path else page
    if not target.exists() or not anchor:
        return target.exists()
    headings = HEADING.findall(FENCE.sub("", target.read_text(encoding="utf-8")))
    return anchor.removeprefix("#") in {_slug(heading) for heading in headings}


def _slug(heading: str) -> str:
    """Return the anchor that Markdown viewers give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_ci_runs_the_commands_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^```sh\n(python3 .*)\n```$", readme, re.MULTILINE)
    script = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert len(commands) == 2
    assert [command for command in commands if command not in script] == []
