"""The message log: one row for each message sent or dropped, as CSV or Parquet.

Rows are written as they come, in bounded memory, under a temporary name; the file gets its own
name when it is complete. The same rows give the same bytes.
"""

from __future__ import annotations

import csv
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from operator import attrgetter
from pathlib import Path
from types import ModuleType
from typing import IO, TypeAlias

from journeykit.journeys.finding import JourneyError
from journeykit.simulate.life import Row

NUMBERS = ("customer", "time", "instance")
COLUMNS = (
    "customer", "time", "journey", "instance", "step", "message", "channel", "class", "promo",
    "status", "reason",
)  # fmt: skip

Values: TypeAlias = tuple[int | str, ...]
Write: TypeAlias = Callable[[Iterable[Row]], None]

_values: Callable[[Row], Values] = attrgetter(
    *(name if name != "class" else "class_" for name in COLUMNS)
)
_ROWS_OF_A_GROUP = 100_000


@contextmanager
def open_log(path: Path) -> Iterator[Write]:
    """Yield a function that adds rows to the log at `path`, a `.csv` or a `.parquet` file.

    `path` itself appears, or is replaced, when the block ends well; otherwise nothing is left.

    Raises:
        JourneyError: another ending, a place that cannot be written to, pyarrow is missing.
    """
    open_writer = _WRITERS.get(path.suffix.lower())
    if open_writer is None:
        raise JourneyError(f"{path}: a log ends with {' or '.join(_WRITERS)}")
    if path.exists() and not path.is_file():
        raise JourneyError(f"{path}: cannot write the log: this is no file")
    target = path.resolve()
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file, open_writer(file) as write:
            yield write
        part.replace(target)
    except OSError as error:
        raise JourneyError(f"{path}: cannot write the log: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _csv(file: IO[bytes]) -> Iterator[Write]:
    """Write CSV as RFC 4180 has it, but lines end with a line feed alone."""
    lines = csv.writer(_Encoded(file), lineterminator="\n")
    lines.writerow(COLUMNS)
    yield lambda rows: lines.writerows(map(_values, rows))


class _Encoded:
    """What the csv module writes to: text into a file of bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.encode("utf-8"))


@contextmanager
def _parquet(file: IO[bytes]) -> Iterator[Write]:
    """Write Parquet with zstd: numbers as differences, texts by dictionary."""
    arrow, parquet = _module("pyarrow"), _module("pyarrow.parquet")
    schema = arrow.schema(
        [(name, arrow.int64() if name in NUMBERS else arrow.string()) for name in COLUMNS]
    )
    held: list[Values] = []
    with parquet.ParquetWriter(
        file,
        schema,
        compression="zstd",
        use_dictionary=[name for name in COLUMNS if name not in NUMBERS],
        column_encoding=dict.fromkeys(NUMBERS, "DELTA_BINARY_PACKED"),
    ) as writer:

        def flush(most: int) -> None:
            columns = [list(column) for column in zip(*held[:most], strict=True)]
            writer.write_table(arrow.table(columns, schema=schema))
            del held[:most]

        def write(rows: Iterable[Row]) -> None:
            for row in rows:
                held.append(_values(row))
                if len(held) == _ROWS_OF_A_GROUP:
                    flush(_ROWS_OF_A_GROUP)

        yield write
        if held:
            flush(len(held))


def _module(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise JourneyError(
            "a Parquet log needs pyarrow: install it with `pip install 'journeykit[fast]'`, "
            "or write a log that ends with .csv"
        ) from error


_WRITERS: Mapping[str, Callable[[IO[bytes]], AbstractContextManager[Write]]] = {
    ".csv": _csv,
    ".parquet": _parquet,
}
