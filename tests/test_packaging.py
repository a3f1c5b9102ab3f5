"""What is installed is complete, light, and says which extra is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from fnmatch import fnmatch
from importlib.metadata import requires
from pathlib import Path

import pytest
import yaml

from tests.command import journey

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]
FOLDERS: dict[str, str] = SETUPTOOLS["package-dir"]
NOT_SHIPPED = ("__pycache__", ".pyc", ".md", ".DS_Store")


def _files() -> list[Path]:
    """Return every file of the packages' folders, relative to the root."""
    return sorted(
        path.relative_to(ROOT)
        for folder in FOLDERS.values()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not any(word in str(path) for word in NOT_SHIPPED)
    )


def _package(folder: Path) -> str:
    return ".".join(("journeykit", *folder.parts))


def test_the_list_of_packages_is_the_list_of_folders() -> None:
    packages = {_package(path.parent) for path in _files() if path.suffix == ".py"}
    assert set(SETUPTOOLS["packages"]) == packages


def test_every_package_has_its_init() -> None:
    folders = {path.parent for path in _files() if path.suffix == ".py"}
    assert [str(folder) for folder in folders if not (ROOT / folder / "__init__.py").exists()] == []


def test_every_data_file_is_named() -> None:
    patterns = [
        f"{FOLDERS[package]}/{pattern}".replace("**/", "*")
        for package, names in SETUPTOOLS["package-data"].items()
        for pattern in names
    ]
    data = [str(path) for path in _files() if path.suffix != ".py"]
    assert [name for name in data if not any(fnmatch(name, p) for p in patterns)] == []


def test_type_checkers_find_every_package() -> None:
    links = {path.name: path.readlink() for path in (ROOT / "typings/journeykit").iterdir()}
    assert links == {folder: Path(f"../../{folder}") for folder in FOLDERS.values()}


def test_all_holds_every_extra_of_the_user() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    (everything,) = extras["all"]
    names = everything.removeprefix("journeykit[").removesuffix("]").split(",")
    assert sorted(names) == sorted(extras.keys() - {"all", "test"})


def test_the_installed_package_asks_for_what_the_project_names() -> None:
    assert len(requires("journeykit") or ()) >= len(PROJECT["project"]["dependencies"])


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['journey', '--help']\n"
        "from journeykit.cli.app import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    heavy = {'networkx', 'numpy', 'scipy', 'simpy', 'pyarrow', 'yaml', 'pydantic'}\n"
        "    heavy |= {'graphviz'}\n"
        "    print('heavy:', *sorted(heavy & set(sys.modules)))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "heavy:"


@pytest.mark.deep
@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_what_is_built_holds_every_file_and_no_links(kind: str, tmp_path: Path) -> None:
    names = _build_wheel(tmp_path) if kind == "wheel" else _build_sdist(tmp_path)
    assert {f"{path}" for path in _files()} <= names
    assert not {name for name in names if name.startswith("typings")}


def _build_wheel(folder: Path) -> set[str]:
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder)]
    subprocess.run([*command, str(_sources(folder))], check=True)
    (wheel,) = folder.glob("*.whl")
    return {name.removeprefix("journeykit/") for name in zipfile.ZipFile(wheel).namelist()}


def _build_sdist(folder: Path) -> set[str]:
    code = "from setuptools import build_meta; build_meta.build_sdist('.')"
    subprocess.run([sys.executable, "-c", code], cwd=_sources(folder), check=True)
    (archive,) = folder.glob("sources/*.tar.gz")
    with tarfile.open(archive) as files:
        return {name.partition("/")[2] for name in files.getnames()}


def _sources(folder: Path) -> Path:
    """Copy what a build needs, so that it leaves nothing in the tree."""
    sources = folder / "sources"
    for name in (*FOLDERS.values(), "typings"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, sources / name, symlinks=True, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, sources)
    return sources


def test_hooks_lint_and_draw_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    journey("init", "shop")
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        ran = journey(*hook["entry"].split()[1:], *hook["args"])
        assert (hook["id"], ran.status, ran.stderr) == (hook["id"], 0, "")
    assert (tmp_path / "pictures/abandoned-cart.svg").exists()


def test_the_action_runs_a_command_that_exists() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    scripts = " ".join(step["run"] for step in action["runs"]["steps"])
    (command,) = re.findall(r'journey" (\w+)', scripts)
    assert journey(command, "--help").status == 0
