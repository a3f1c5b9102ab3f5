"""`journey lint --fix` on files as editors and systems write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import journey

BAD = """journey: cart
# what it is for
reentri: 3d   # once
start:
  filled: {event: cart.item_added, next: nóte}
steps:
  nóte: {task: заметка, next: end}"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_marks_endings_and_letters_stay(mark: bytes, ending: str) -> None:
    before = mark + BAD.replace("\n", ending).encode()
    Path("cart.yaml").write_bytes(before)
    assert journey("lint", "cart.yaml", "--fix", "--select", "J002").status == 0
    assert Path("cart.yaml").read_bytes() == before.replace(b"reentri", b"reentry")


def test_a_link_stays_a_link() -> None:
    Path("real.yaml").write_text(BAD, encoding="utf-8")
    Path("cart.yaml").symlink_to("real.yaml")
    journey("lint", "cart.yaml", "--fix", "--select", "J002")
    assert Path("cart.yaml").is_symlink()
    assert "reentry" in Path("real.yaml").read_text(encoding="utf-8")


def test_files_of_a_folder_are_mended_wherever_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "maps/deep").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    for name in ("maps/a.yaml", "maps/deep/b.yaml"):
        (tmp_path / name).write_text(BAD.replace("cart", Path(name).stem, 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path / "elsewhere")
    ran = journey("lint", "../maps/a.yaml", str(tmp_path / "maps/deep"), "--fix", "-q")
    assert "J002" not in ran.stdout
    for name in ("maps/a.yaml", "maps/deep/b.yaml"):
        assert "reentry" in (tmp_path / name).read_text(encoding="utf-8")


def test_a_file_without_mistakes_is_not_written() -> None:
    Path("cart.yaml").write_text(BAD.replace("reentri", "reentry"), encoding="utf-8")
    Path("cart.yaml").chmod(0o444)
    before = Path("cart.yaml").stat().st_mtime_ns
    journey("lint", "cart.yaml", "--fix")
    assert Path("cart.yaml").stat().st_mtime_ns == before


def test_what_is_ignored_is_not_mended() -> None:
    text = BAD.replace("# once", "# journey: ignore[J002] ours")
    Path("cart.yaml").write_text(text, encoding="utf-8")
    assert journey("lint", "cart.yaml", "--fix", "--select", "J002").status == 0
    assert Path("cart.yaml").read_text(encoding="utf-8") == text


def test_an_alias_is_mended_at_its_anchor_once() -> None:
    text = """journey: cart
start:
  one: &at {event: x, next: nota}
  two: *at
steps:
  note: {task: note, next: end}
"""
    Path("cart.yaml").write_text(text, encoding="utf-8")
    ran = journey("lint", "cart.yaml", "--fix", "--select", "J0", "--format", "concise")
    assert ran.stdout == "All checks passed! (1 fixed)\n"
    assert "next: note}" in Path("cart.yaml").read_text(encoding="utf-8")
