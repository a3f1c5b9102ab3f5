"""A BPMN 2.0 file as journeys, and the list of what they do not say."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from pathlib import PurePath

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.place import Mapping, Tree, Word
from journeykit.render.bpmn.elements import MODEL
from journeykit.render.bpmn.reading.around import Around, around
from journeykit.render.bpmn.reading.fates import Fates, Left
from journeykit.render.bpmn.reading.journey import Process, journey
from journeykit.render.bpmn.reading.names import Ids
from journeykit.render.bpmn.reading.ours import ours
from journeykit.render.bpmn.reading.scope import CATCHES, SUBPROCESSES, is_empty
from journeykit.render.bpmn.reading.tree import Item, read_xml
from journeykit.render.bpmn.reading.trees import get, mapping, word_of


@dataclass(frozen=True, slots=True)
class Imported:
    """The journeys of a file, the elements that stand in them, and what is left."""

    journeys: tuple[Mapping, ...]
    kept: tuple[Item, ...]
    left: tuple[Left, ...]


def read_bpmn(data: bytes, path: str, *, language: str = "") -> Imported:
    """Read a BPMN 2.0 file; its texts are in `language`, where one is given.

    Each process and each subprocess with something inside is a journey. Every element either
    stands in one of them, or is listed with the reason.

    Raises:
        JourneyError: it cannot be read, is no BPMN 2.0, or has no process with a step.
    """
    root = read_xml(data, path)
    if (root.space, root.tag) != (MODEL, "definitions"):
        raise JourneyError(f"{path}:{root.line}: not BPMN 2.0: its root is `{root.tag[:40]}`")
    fates = Fates()
    processes = _processes(root, path, language, fates)
    if not processes:
        raise JourneyError(f"{path}: no process in it has a step")
    beside = around(root)
    called = {each.item.id: each.id for each in processes}
    journeys = [journey(each, beside, called, fates) for each in processes]
    _keep_pools(root, called, beside, fates)
    starts = {word_of(each, "journey"): each[Word("start")] for each in journeys}
    whole = tuple(_chosen(each, starts) for each in journeys)
    return Imported(whole, fates.kept(), fates.left(root))


def _processes(root: Item, path: str, language: str, fates: Fates) -> list[Process]:
    """Return what becomes a journey, with ids: those of ours first, so that they stay."""
    pools = {
        each.refers("processRef"): each.name for each in root.walk() if each.tag == "participant"
    }
    filled = [each for each in root.all("process") if not is_empty(each)]
    alone = root.name or PurePath(path).stem if len(filled) == 1 else ""
    found = [_process(each, pools.get(each.id, ""), alone, language) for each in filled]
    whole = [part for each in found for part in (each, *_inside(each))]
    ids = Ids()
    named: list[Process] = []
    for each in sorted(whole, key=lambda each: not each.id):
        if not each.id or not ids.take(each.id):
            free = ids.free(each.title or alone, "process")
            each = replace(each, id=free)
        named.append(each)
    return sorted(named, key=lambda each: each.item.number)


def _process(item: Item, pool: str, alone: str, language: str) -> Process:
    """Return a process under its own id if it is ours, else under none yet."""
    header = ours(item, Fates())
    id = word_of(header.tree, "journey") if header is not None else ""
    return Process(item, id, item.name.strip() or pool.strip() or alone, language)


def _inside(process: Process) -> Iterator[Process]:
    """Yield the subprocesses in a process that are journeys of their own, outer ones first."""
    for item in process.item.all(*SUBPROCESSES):
        known = ours(item, Fates())
        is_ours = known is not None and known.kind == "step"
        if not is_empty(item) and not is_ours and item.get("triggeredByEvent") != "true":
            part = Process(item, "", item.name.strip(), process.language, is_inside=True)
            yield part
            yield from _inside(part)


def _is_pool(item: Item) -> bool:
    return item.space == MODEL and item.tag == "participant"


def _keep_pools(root: Item, called: dict[str, str], beside: Around, fates: Fates) -> None:
    """Keep the pools of journeys, and the messages that one journey makes and another hears."""
    for item in root.all("collaboration"):
        pools = [each for each in item.all("participant") if each.refers("processRef") in called]
        fates.keep(*([item] if pools else []), *pools)
        for flow in item.all("messageFlow"):
            ends = [beside.items.get(flow.refers(end)) for end in ("sourceRef", "targetRef")]
            source, target = (each.tag if each is not None else "" for each in ends)
            if source in ("intermediateThrowEvent", "endEvent") and target in (
                "startEvent",
                *CATCHES,
            ):
                fates.keep(flow)


def _chosen(journey: Mapping, starts: Table[str, Tree]) -> Mapping:
    """Return a journey whose calls say by which start, where the called one has several."""
    steps = get(journey, "steps")
    if not isinstance(steps, Mapping):
        return journey
    return mapping(journey, {"steps": mapping({k: _call(v, starts) for k, v in steps.items()})})


def _call(step: Tree, starts: Table[str, Tree]) -> Tree:
    several = starts.get(word_of(step, "call"))
    if not isinstance(step, Mapping) or not isinstance(several, Mapping) or len(several) < 2:
        return step
    if "start" in step:
        return step
    plain = [id for id, each in several.items() if not _WAITS.intersection(map(str, each))]
    return mapping(step, {"start": next(iter(plain or several))})


_WAITS = frozenset(("event", "without", "date", "every", "rrule", "when"))
