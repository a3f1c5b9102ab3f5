"""Files of orders and events: columns, times, and rows that cannot be read."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.finding import JourneyError
from journeykit.simulate.fit.moment import Clock
from journeykit.simulate.fit.orders import Purchase, read_orders
from journeykit.simulate.fit.table import Layout
from tests.simulate.fit.given import ORDERS, UTC

NUMBERED = Layout({"customer": "1", "time": "2", "value": "3"}, header=False)


def _read(folder: Path, text: str | bytes, layout: Layout = ORDERS) -> list[Purchase]:
    path = folder / "orders.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read_orders(path, layout, UTC).good)


@pytest.mark.parametrize(
    "text",
    [
        "customer,time,value\na,2025-03-01T10:30:00,12.5\n",
        "value;customer;time\n12.5;a;2025-03-01 10:30\n",
        "time\tx\tvalue\tcustomer\n2025-03-01T10:30\t\t12.50\ta\n",
        "customer|time|value\n\n a | 2025-03-01T10:30:00.900 | 12.5 \n",
        "customer time value\n  a  20250301T1030  12.5\n",
        b"\xef\xbb\xbfcustomer,time,value\r\na,2025-03-01T10:30:00Z,12.5\r\n",
        'customer,time,value,note\na,2025-03-01T13:30:00+03:00,12.5,"two\nlines"\n',
    ],
)
def test_one_order_is_read_however_it_is_written(text: str | bytes, tmp_path: Path) -> None:
    assert _read(tmp_path, text) == [Purchase("a", datetime(2025, 3, 1, 10, 30), 12.5)]


def test_times_with_an_offset_are_moved_to_the_zone_and_others_stay(tmp_path: Path) -> None:
    moscow = Clock(ZoneInfo("Europe/Moscow"))
    assert moscow.moment("2025-03-01T10:30:00Z") == datetime(2025, 3, 1, 13, 30)
    assert moscow.moment("2025-03-01T10:30:00") == datetime(2025, 3, 1, 10, 30)
    written = Clock(ZoneInfo("UTC"), "%d.%m.%Y %H:%M")
    assert written.moment("01.03.2025 10:30") == datetime(2025, 3, 1, 10, 30)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",2025-01-01,1", "the customer is empty"),
        ("a,,1", "the time is empty"),
        ("a,tomorrow,1", "time `tomorrow` is not an ISO 8601 time"),
        ("a,0001-01-01,1", "time `0001-01-01` is not in 1971 to 2199"),
        ("a,2025-01-01,", "value `` is not a number"),
        ('a,2025-01-01,"1,5"', "value `1,5` is not a number"),
        ("a,2025-01-01,nan", "value `nan` is not a number"),
        ("a,2025-01-01,-3", "value `-3` is negative: a return is no order"),
        ("a,2025-01-01", "no value: the row has 2 cells"),
    ],
)
def test_a_row_that_cannot_be_read_is_kept_with_its_line_and_the_reason(
    row: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(f"customer,time,value\nb,2025-01-01,1\n{row}\nc,2025-01-02,2\n")
    rows = read_orders(path, ORDERS, UTC)
    assert [each.customer for each in rows.good] == ["b", "c"]
    assert [(bad.line, bad.reason) for bad in rows.bad] == [(3, reason)]


@pytest.mark.parametrize(
    ("text", "layout", "message"),
    [
        ("", ORDERS, "orders.csv: the file is empty"),
        ("customer,time,value\n", ORDERS, "no row can be read"),
        ("customer,time,value\na,b,c\n", ORDERS, "orders.csv:2: time `b`"),
        (
            "customer_id,time,value\n",
            ORDERS,
            ":1: no column `customer`: did you mean `customer_id`",
        ),
        ("customer,time,time,value\n", ORDERS, ":1: 2 columns are called `time`"),
        ("a,2025-01-01\n", NUMBERED, ":1: no column 3: there are 2"),
        ("a,2025-01-01,1\n", Layout({"customer": "who"}, header=False), "is a number, not `who`"),
        ("customer,time,value\na,2025-01-01,1\nb\xff,", ORDERS, "orders.csv:3:2: not UTF-8"),
        ("customer,time,value\na," + "9" * 200_000, ORDERS, ":2: not a row"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(
    text: str, layout: Layout, message: str, tmp_path: Path
) -> None:
    with pytest.raises(JourneyError) as caught:
        _read(tmp_path, text.encode("latin-1"), layout)
    assert message in str(caught.value)


@given(
    data=st.binary(max_size=300)
    | st.text(alphabet="customer,time,value\n;\t\"'-0123:T ").map(str.encode)
)
def test_any_bytes_are_read_or_refused(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "orders.csv"
    path.write_bytes(data)
    for layout in (ORDERS, NUMBERED):
        with suppress(JourneyError):
            rows = read_orders(path, layout, UTC)
            assert rows.good
            lines = data.count(b"\n") + data.count(b"\r") + 1
            assert len(rows.good) + len(rows.bad) <= lines
