"""Maps write their first letter about a cart at other times: two must not run together."""

from __future__ import annotations

import re
from pathlib import Path

from tests.command import journey
from tests.samples.maps import ROOT

MAPS = ("commerce-map", "communication-map", "loyalty")


def test_cart_journeys_of_several_maps_are_told_apart_when_put_into_one(tmp_path: Path) -> None:
    for name in MAPS:
        text = (ROOT / "samples" / name / "journeys" / "abandoned-cart.yaml").read_text("utf-8")
        text = re.sub("^journey: abandoned-cart", f"journey: {name}", text, flags=re.MULTILINE)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    ran = journey("lint", str(tmp_path), "--select", "J203", "--format", "concise")
    told = re.findall("J203 `cart.item_added` starts `(.+?)` as well as `(.+?)`", ran.stdout)
    assert told == [("communication-map", "commerce-map"), ("loyalty", "communication-map")]
