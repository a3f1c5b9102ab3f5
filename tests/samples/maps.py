"""The sample maps: their plans, their findings as recorded and as reported."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from journeykit.journeys.load import load
from journeykit.journeys.model import Plan
from journeykit.journeys.place import Mapping
from journeykit.journeys.project import find
from tests.command import journey

ROOT = Path(__file__).parents[2]
MAPS = tuple(sorted(path.parent.name for path in ROOT.glob("samples/*/journey.yaml")))


@dataclass(frozen=True, slots=True)
class Recorded:
    """A finding that a map's findings.yaml lists; `defect` is a number such as F12, or empty."""

    code: str
    place: str
    reason: str
    defect: str = ""

    def __str__(self) -> str:
        """Return the finding without its reason."""
        return f"{self.code} {self.place}"


def journey_ids(name: str) -> list[str]:
    """Return the ids of a map's journeys; the map need not load."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "samples" / name / "journeys").glob("*.yaml"))
    ]
    return [found for text in texts for found in re.findall(r"^journey: (\S+)", text, re.MULTILINE)]


def documents_of(name: str) -> tuple[Mapping, ...]:
    """Return the documents of a map."""
    (project,) = find([str(ROOT / "samples" / name)], cwd=ROOT).projects
    return project.documents


@cache
def plan_of(name: str) -> Plan:
    """Return the plan of a map that loads without a finding."""
    (project,) = find([str(ROOT / "samples" / name)], cwd=ROOT).projects
    loaded = load(project.documents, project.path)
    assert [str(finding.message) for finding in (*project.findings, *loaded.findings)] == []
    assert loaded.plan is not None
    return loaded.plan


def recorded(name: str, key: str) -> list[Recorded]:
    """Return the `findings`, or those `expected` of rules to come, of a map's findings.yaml."""
    path = ROOT / "samples" / name / "findings.yaml"
    tree = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return [Recorded(**entry) for entry in tree.get(key) or ()]


@cache
def reported(name: str) -> tuple[str, ...]:
    """Return what `journey lint` reports of a map, as `CODE PLACE`; once for all tests."""
    folder = f"samples/{name}"
    ran = journey("lint", folder, "--select", "ALL", "--format", "json")
    return tuple(
        (
            f"{each['code']} {Path(each['path']).relative_to(folder)} "
            + "/".join(filter(None, (each["journey"], each["step"])))
        ).rstrip()
        for each in json.loads(ran.stdout)
    )
