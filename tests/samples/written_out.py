"""What one journey of a sample map does to customers that are written out."""

from __future__ import annotations

from datetime import date

from journeykit.journeys.durations import SECONDS
from journeykit.simulate.program import compile_plan
from journeykit.simulate.reference.live import live
from tests.samples.maps import ROOT
from tests.timetables import outcome, plan_of_text


def alone(name: str, journey: str, population: str, *, days: int = 30) -> dict[str, list[str]]:
    """Return the timetable of the first customer under one journey of a map, in an hour's past."""
    folder = ROOT / "samples" / name
    files = [folder / "journeys" / f"{journey}.yaml", folder / "journey.yaml"]
    texts = [path.read_text(encoding="utf-8") for path in files]
    plan = plan_of_text("\n---\n".join([*texts, population]))
    program = compile_plan(
        plan, start=date(2026, 1, 5), horizon=days * SECONDS["d"], warm_up=SECONDS["h"]
    )
    return outcome([live(program, 0, 1)])
