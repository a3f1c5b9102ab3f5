"""What `journey fit` reports: tables for people, JSON for programs, bad rows as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Literal

from journeykit.cli.fit_tables import fit_tables
from journeykit.cli.page import render
from journeykit.cli.sheets import csv_text
from journeykit.simulate.fit.fitted import Fitted
from journeykit.simulate.fit.holdout import Holdout
from journeykit.simulate.fit.study import Study
from journeykit.simulate.fit.table import BadRow


def report(study: Study, output: Path | None, format_: Literal["table", "json"]) -> str:
    """Return what a study found; `output` is where its population was written."""
    if format_ == "json":
        return json.dumps(_study(study), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return render(list(fit_tables(study, output)))


def bad_rows_csv(study: Study) -> str:
    """Return every row that could not be read."""
    lines = ((path, bad.line, bad.reason, bad.text) for path, bad in _bad(study))
    return csv_text([("file", "line", "reason", "row"), *lines])


def _bad(study: Study) -> Iterator[tuple[str, BadRow]]:
    """Yield the bad rows of both files, with the names of the files."""
    yield from ((study.purchases.path, bad) for bad in study.purchases.bad)
    if study.clicks:
        yield from ((study.clicks.path, bad) for bad in study.clicks.bad)


def _study(study: Study) -> dict[str, Any]:
    return {
        "orders": {
            "path": study.purchases.path,
            "rows": len(study.purchases.good),
            "order_days": study.history.orders,
            "customers": len(study.history.bought),
            "first": _day(study.history.first),
            "last": _day(study.history.end),
        },
        "events": {"path": study.clicks.path, "rows": len(study.clicks.good)}
        if study.clicks
        else None,
        "renamed": dict(study.renamed),
        "bad_rows": [{"path": path, **asdict(bad)} for path, bad in _bad(study)],
        "fit": _fitted(study.fitted),
        "holdout": _holdout(study.holdout) if study.holdout else None,
        "no_holdout": study.no_holdout or None,
    }


def _fitted(fitted: Fitted) -> dict[str, Any]:
    """Return all but the segment of each customer."""
    values = asdict(fitted)
    del values["segments"]
    return {
        **values,
        "end": _day(fitted.end),
        "customers": fitted.customers,
        "orders": fitted.orders,
    }


def _holdout(holdout: Holdout) -> dict[str, Any]:
    return {**asdict(holdout), "fitted": _fitted(holdout.fitted)}


def _day(day: int) -> str:
    return date.fromordinal(day).isoformat()
