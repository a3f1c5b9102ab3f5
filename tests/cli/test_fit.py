"""`journey fit`: what it writes, and what it needs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cdnow import SAMPLE
from tests.command import journey

ROOT = Path(__file__).parents[2]
ORDERS = str(ROOT / "samples/history/orders.csv")
EVENTS = str(ROOT / "samples/history/events.csv")
CDNOW = (str(SAMPLE), "--no-header", "--customer", "2", "--time", "3", "--value", "5")


def test_a_map_lints_and_simulates_with_the_fitted_population(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = journey("fit", ORDERS, "--events", EVENTS, "--holdout", "0d", "-o", "population.yaml")
    assert (ran.status, ran.stderr) == (0, "")
    assert journey("init", "shop").status == 0
    simulated = journey(
        "simulate", "shop", "--population", "population.yaml", "--customers", "200",
        "--format", "json", "--partial",
    )  # fmt: skip
    assert simulated.status == 0, simulated.stderr
    told = json.loads(simulated.stdout)
    everybody = {line.partition(",")[0] for line in Path(EVENTS).read_text().splitlines()[1:]}
    assert told["setting"]["population"] == len(everybody)


def test_the_published_parameters_are_reported() -> None:
    ran = journey("fit", *CDNOW, "--holdout", "39w", "--customers", "100", "--format", "json")
    told = json.loads(ran.stdout)
    assert told["orders"]["rows"] == 6919
    fitted = told["holdout"]["fitted"]
    assert fitted["end"] == "1997-09-30"
    published = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
    for name, value in published.items():
        assert fitted["bgnbd"][name] == pytest.approx(value, rel=0.01)


def test_the_same_command_writes_the_same_bytes(tmp_path: Path) -> None:
    texts = []
    for name in ("one.yaml", "other.yaml"):
        path = tmp_path / name
        journey("fit", ORDERS, "--events", EVENTS, "--holdout", "0d", "-o", str(path))
        texts.append(path.read_bytes())
    assert texts[0] == texts[1]


def test_nothing_is_written_unless_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert journey("fit", ORDERS, "--holdout", "0d").status == 0
    assert list(tmp_path.iterdir()) == []


def test_a_failed_run_leaves_the_former_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "population.yaml"
    target.write_text("mine")
    few = tmp_path / "few.csv"
    few.write_text("customer,time,value\na,2025-01-01,5\n")
    assert journey("fit", str(few), "-o", str(target)).status == 2
    assert target.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["few.csv", "population.yaml"]


BAD = {
    ",2025-01-01,5": "the customer is empty",
    "c1,soon,5": "time `soon` is not an ISO 8601 time",
    "c1,2025-01-01,five": "value `five` is not a number",
    "c1,2025-01-01": "no value: the row has 2 cells",
}


def test_every_row_that_cannot_be_read_is_counted_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = Path(ORDERS).read_text(encoding="utf-8").splitlines()
    good = len(lines) - 1
    Path("orders.csv").write_text("\n".join([*lines, *BAD]) + "\n", encoding="utf-8")
    ran = journey("fit", "orders.csv", "--holdout", "0d", "--bad-rows", "bad.csv")
    assert ran.status == 0
    assert ran.stdout.startswith(f"orders.csv: {good} orders of ")
    assert f"  {len(BAD)} rows could not be read and left out:\n" in ran.stdout
    listed = Path("bad.csv").read_text(encoding="utf-8")
    for place, reason in enumerate(BAD.values(), good + 2):
        assert f"  orders.csv:{place}: {reason}\n" in ran.stdout
        assert f"orders.csv,{place},{reason}" in listed


def test_an_order_far_after_all_others_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = Path(ORDERS).read_text(encoding="utf-8")
    Path("orders.csv").write_text(text + "c001,2052-11-30,5\n", encoding="utf-8")
    ran = journey("fit", "orders.csv", "--holdout", "0d")
    assert (
        "nobody ordered in the 9,862 days before the last order: is its time right?" in ran.stdout
    )
    assert "is its time right" not in journey("fit", ORDERS, "--holdout", "0d").stdout


def test_of_very_many_bad_rows_the_report_shows_some_and_the_file_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = Path(ORDERS).read_text(encoding="utf-8")
    Path("orders.csv").write_text(text + "c1,never,1\n" * 500, encoding="utf-8")
    ran = journey("fit", "orders.csv", "--holdout", "0d", "--bad-rows", "bad.csv")
    assert "500 rows could not be read" in ran.stdout
    assert "and 480 more: --bad-rows bad.csv lists them all" in ran.stdout
    assert len(Path("bad.csv").read_text(encoding="utf-8").splitlines()) == 501


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--timezone", "Mars/Base"),
        ("--timezone", "../../etc/passwd"),
        ("--for", "1h"),
        ("--for", "0d"),
        ("--holdout", "soon"),
        ("--rename", "pageview"),
        ("--rename", "pageview=Site Visit"),
        ("--session", "customer.pause"),
        ("--customers", "3"),
        ("--delimiter", "dot"),
    ],
)
def test_an_option_that_cannot_be_is_named(option: str, value: str) -> None:
    ran = journey("fit", ORDERS, option, value)
    assert ran.status == 2
    assert option in ran.stderr


def test_without_scipy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = [name for name in sys.modules if name.startswith(("scipy", "journeykit.simulate.fit"))]
    gone += ["journeykit.cli.fit_inputs", "journeykit.cli.fit_report", "journeykit.cli.fit_tables"]
    for name in gone:
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(sys, "meta_path", [_NoScipy(), *sys.meta_path])
    ran = journey("fit", ORDERS)
    assert ran.status == 2
    assert ran.stderr == (
        "error: `journey fit` needs scipy: install it with `pip install 'journeykit[fit]'`\n"
    )


class _NoScipy:
    """Finds no scipy, as on a machine without the extra."""

    def find_spec(self, name: str, *_: object) -> None:
        """Refuse scipy, leave the rest to others."""
        if name.partition(".")[0] == "scipy":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
