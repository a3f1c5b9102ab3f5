"""The log: its columns and bytes, and that nothing half-written stays."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from journeykit.journeys.finding import JourneyError
from journeykit.simulate.life import Row
from journeykit.simulate.log import COLUMNS, open_log

ROWS = [
    Row(0, 3600, "cart", 1, "reminder", "cart-reminder", "email", "service", "none", "sent", ""),
    Row(0, 90_000, "cart", 1, "last", "cart, code", "email", "sale", "code", "sent", "gap"),
    Row(7, 5, "cart", 2, "напоминание", "m", "sms", "sale", "none", "dropped", "no-contact"),
]


def _write(path: Path, rows: list[Row]) -> bytes:
    with open_log(path) as write:
        for row in rows:
            write([row])
    return path.read_bytes()


def test_a_csv_log_has_the_columns_and_rows(tmp_path: Path) -> None:
    text = _write(tmp_path / "log.csv", ROWS).decode()
    assert text.startswith("customer,time,journey,instance,step,message,channel,class,promo,")
    rows = list(csv.DictReader(text.splitlines()))
    assert tuple(rows[0]) == COLUMNS
    assert [row["class"] for row in rows] == ["service", "sale", "sale"]
    assert rows[1]["message"] == "cart, code"
    assert rows[2]["step"] == "напоминание"
    assert "\r" not in text


def test_a_parquet_log_has_the_columns_and_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    _write(tmp_path / "log.parquet", ROWS)
    table = parquet.read_table(tmp_path / "log.parquet")
    assert tuple(table.column_names) == COLUMNS
    assert table.column("time").to_pylist() == [3600, 90_000, 5]
    assert table.column("step").to_pylist()[2] == "напоминание"
    about = parquet.ParquetFile(tmp_path / "log.parquet").metadata.row_group(0).column(1)
    assert about.compression == "ZSTD"
    assert "DELTA_BINARY_PACKED" in about.encodings


@pytest.mark.parametrize("name", ["log.csv", "log.parquet"])
def test_equal_rows_give_equal_bytes_however_they_come(tmp_path: Path, name: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    one_by_one = _write(tmp_path / name, ROWS * 40_000)
    with open_log(tmp_path / f"again-{name}") as write:
        write(row for row in ROWS * 40_000)
    again = (tmp_path / f"again-{name}").read_bytes()
    assert hashlib.sha256(one_by_one).digest() == hashlib.sha256(again).digest()


@pytest.mark.parametrize("name", ["log.csv", "log.parquet"])
def test_a_log_without_rows_is_a_valid_file(tmp_path: Path, name: str) -> None:
    if name.endswith("parquet"):
        parquet = pytest.importorskip("pyarrow.parquet")
        _write(tmp_path / name, [])
        assert parquet.read_table(tmp_path / name).num_rows == 0
    else:
        assert _write(tmp_path / name, []).decode().count("\n") == 1


def _break_off(path: Path) -> None:
    with open_log(path) as write:
        write(ROWS)
        raise KeyboardInterrupt


@pytest.mark.parametrize("name", ["log.csv", "log.parquet"])
def test_a_run_that_breaks_leaves_the_former_log(tmp_path: Path, name: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    (tmp_path / name).write_text("former")
    with pytest.raises(KeyboardInterrupt):
        _break_off(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "former"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("log.xlsx", "a log ends with .csv or .parquet"),
        ("log", "a log ends with .csv or .parquet"),
        ("nowhere/log.csv", "cannot write the log: No such file or directory"),
        ("folder.csv", "cannot write the log: this is no file"),
    ],
)
def test_a_place_that_cannot_be_written_to_is_told_at_once(
    tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(JourneyError) as caught, open_log(tmp_path / name):
        pytest.fail("the run has begun")
    assert str(caught.value) == f"{tmp_path / name}: {message}"
    assert [path.name for path in tmp_path.iterdir()] == ["folder.csv"]


def test_a_missing_pyarrow_names_the_extra(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from pathlib import Path\n"
        "from journeykit.journeys.finding import JourneyError\n"
        "from journeykit.simulate.log import open_log\n"
        "try:\n"
        "    with open_log(Path('log.parquet')): pass\n"
        "except JourneyError as error:\n"
        "    print(error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "install it with `pip install 'journeykit[fast]'`" in ran.stdout
    assert list(tmp_path.iterdir()) == []
