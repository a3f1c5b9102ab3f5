"""The shape of the code: who may import whom, what stays outside, and how long a thing may be."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_USE = {
    "cli": {"cli", "journeys", "render", "simulate", "samples"},
    "simulate": {"simulate", "journeys"},
    "render": {"render", "journeys"},
    "journeys": {"journeys"},
    "samples": {"samples"},
}
PURE = ("journeys", "simulate", "render")
FORBIDDEN = {
    "print", "input", "breakpoint",
    "sys.exit", "sys.argv", "sys.stdout", "sys.stderr", "os.environ", "os.getenv",
    "time.time", "time.monotonic", "time.perf_counter", "time.sleep",
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today",
    "datetime.datetime.now", "datetime.date.today",
    "random.random", "random.seed", "random.Random",
}  # fmt: skip
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60

SOURCES = sorted(path for folder in MAY_USE for path in (ROOT / folder).glob("**/*.py"))
TESTS = sorted((ROOT / "tests").glob("**/*.py"))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _folder(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and name of each module of ours that `tree` imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")


def _name(node: ast.AST) -> str:
    """Return `a.b.c` of a dotted name, `` of anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (owner := _name(node.value)):
        return f"{owner}.{node.attr}"
    return ""


def wrong_imports(tree: ast.AST, folder: str) -> Iterator[str]:
    """Report imports that point upward, sideways, or are relative."""
    for line, module in _imports(tree):
        root, _, rest = module.partition(".")
        if root == "":
            yield f"{line}: relative import of {module}"
        elif root == "journeykit" and rest.split(".")[0] not in MAY_USE[folder]:
            yield f"{line}: {folder} imports {module}"


def hidden_imports(tree: ast.AST, folder: str) -> Iterator[str]:
    """Report imports of ours inside functions, outside `cli`."""
    if folder == "cli":
        return
    for function in _functions(tree):
        for line, module in _imports(function):
            if module.startswith("journeykit"):
                yield f"{line}: {module} is imported inside {function.name}"


def outside_world(tree: ast.AST, folder: str) -> Iterator[str]:
    """Report a print, an exit, the environment, the clock or stateful chance in a pure folder."""
    if folder not in PURE:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and _name(node) in FORBIDDEN:
            yield f"{node.lineno}: {_name(node)}"


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def long_functions(tree: ast.AST, folder: str) -> Iterator[str]:
    """Report functions that are too long, the docstring not counted."""
    for node in _functions(tree):
        docstring = ast.get_docstring(node, clean=False)
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        lines -= docstring.count("\n") + 1 if docstring else 0
        if lines > MOST_LINES_OF_A_FUNCTION:
            yield f"{node.lineno}: {node.name} in {folder} has {lines} lines"


Check = Callable[[ast.AST, str], Iterator[str]]
CHECKS: tuple[Check, ...] = (wrong_imports, hidden_imports, outside_world, long_functions)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_sources_keep_the_rule(check: Check) -> None:
    problems = [
        f"{path.relative_to(ROOT)}:{problem}"
        for path in SOURCES
        for problem in check(_tree(path), _folder(path))
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("check", "folder", "code"),
    [
        (wrong_imports, "journeys", "from journeykit.render.layout import layout"),
        (wrong_imports, "render", "import journeykit.simulate.draws"),
        (wrong_imports, "simulate", "from . import draws"),
        (hidden_imports, "render", "def f():\n    from journeykit.journeys import load"),
        (outside_world, "journeys", "print(1)"),
        (outside_world, "simulate", "import os\nhome = os.environ['HOME']"),
        (outside_world, "render", "stamp = datetime.now()"),
        (long_functions, "cli", "def f():\n" + "    x = 1\n" * 60),
    ],
)
def test_a_breach_is_reported(check: Check, folder: str, code: str) -> None:
    assert list(check(ast.parse(code), folder))


@pytest.mark.parametrize(
    ("check", "folder", "code"),
    [
        (wrong_imports, "render", "from journeykit.journeys.place import Place"),
        (wrong_imports, "cli", "import journeykit.simulate.draws"),
        (hidden_imports, "cli", "def f():\n    from journeykit.journeys import load"),
        (outside_world, "cli", "print(1)"),
        (long_functions, "cli", 'def f():\n    """' + "x\n" * 90 + '"""\n    return 1'),
    ],
)
def test_what_is_allowed_is_silent(check: Check, folder: str, code: str) -> None:
    assert list(check(ast.parse(code), folder)) == []


def test_files_stay_short() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCES + TESTS}
    assert [f"{p.relative_to(ROOT)}: {n}" for p, n in lengths.items() if n > MOST_LINES] == []


def unnamed_exports(tree: ast.Module) -> Iterator[str]:
    """Report logic in an `__init__.py`, and imports that neither `__all__` nor a table gathers."""
    if any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body):
        yield "holds logic"
    imports = [
        node
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
    ]
    if imports and not _assigned(tree):
        yield "has no `__all__`"


def test_packages_name_what_they_export() -> None:
    problems = [
        f"{path.relative_to(ROOT)}: {problem}"
        for path in SOURCES
        if path.name == "__init__.py"
        for problem in unnamed_exports(_tree(path))
    ]
    assert problems == []


def _assigned(tree: ast.Module) -> set[str]:
    targets = (
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    )
    return {target.id for target in targets if isinstance(target, ast.Name)}
