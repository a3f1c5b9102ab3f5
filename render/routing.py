"""The lines for a diagram's flows, and a way over them for each: no two on one piece of a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from journeykit.render.diagram import Diagram
from journeykit.render.router import Router
from journeykit.render.rows import Spot
from journeykit.render.tracks import PORTS, Grid, Tracks
from journeykit.render.ways import Node, Route

_GAP = 1  # lines between two cells at first
_LANED = 4  # with lanes, where many flows go up and down
_WIDER = (1, 2, 4, 8)  # how many more to lay where flows still share one
_ALONE = 2  # flows that a shape takes without further lines beside the middle one
_FEW = 4  # flows that it takes with one more line to each side


def routes(diagram: Diagram, spots: Mapping[str, Spot]) -> tuple[Grid, tuple[Route, ...]]:
    """Route every arrow; lay more lines between the cells while that parts flows that share one."""
    lines = _grid(diagram, spots)
    best: tuple[Grid, tuple[Route, ...]] | None = None
    for more in _WIDER:
        router = Router(diagram, spots, lines)
        found = router.routes()
        if best is None or _shared(found) < _shared(best[1]):
            best = lines, found
        clashes = router.clashes()
        if not clashes:
            break
        lines = _wider(lines, clashes, more)
    return best or (lines, ())


def _shared(found: tuple[Route, ...]) -> int:
    return sum(route.shared for route in found)


def _grid(diagram: Diagram, spots: Mapping[str, Spot]) -> Grid:
    """Lay a few lines into every gap, and as many through each cell as its shapes need."""
    owner = {(spot.column, spot.row): name for name, spot in spots.items()}
    across = [1] * (1 + max((spot.column for spot in spots.values()), default=-1))
    down = [1] * (1 + max((spot.row for spot in spots.values()), default=-1))
    flows = Counter(name for arrow in diagram.arrows for name in (arrow.source, arrow.target))
    for name, spot in spots.items():
        count = 1 if flows[name] <= _ALONE else 3 if flows[name] <= _FEW else PORTS
        across[spot.column] = max(across[spot.column], count)
        down[spot.row] = max(down[spot.row], count)
    gap = _LANED if diagram.lanes else _GAP
    return Grid(_tracks(across, gap), _tracks(down, gap), owner)


def _tracks(ports: list[int], gap: int) -> Tracks:
    return Tracks((gap,) * (len(ports) + 1), tuple(ports))


def _wider(lines: Grid, clashes: list[Node], more: int) -> Grid:
    """Lay more lines around the crossings where flows clash."""
    across = _more(lines.across, [x for x, _ in clashes], more)
    down = _more(lines.down, [y for _, y in clashes], more)
    return Grid(across, down, lines.owner)


def _more(tracks: Tracks, clashes: list[int], more: int) -> Tracks:
    gaps, ports = list(tracks.gaps), list(tracks.ports)
    for line in dict.fromkeys(clashes):
        cell = tracks.cell(line)
        if cell is None:
            gaps[tracks.gap(line)] = max(gaps[tracks.gap(line)], _GAP + more)
        else:
            ports[cell] = PORTS
            gaps[cell : cell + 2] = [max(gap, _GAP + more) for gap in gaps[cell : cell + 2]]
    return Tracks(tuple(gaps), tuple(ports))
