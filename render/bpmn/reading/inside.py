"""What stands inside of a collapsed subprocess of ours: the messages that it sends."""

from __future__ import annotations

from journeykit.journeys.place import Mapping
from journeykit.render.bpmn.reading.draft import stores_of
from journeykit.render.bpmn.reading.fates import Fates
from journeykit.render.bpmn.reading.net import is_made
from journeykit.render.bpmn.reading.scope import Node, scope
from journeykit.render.bpmn.reading.trees import get, mapping, sequence


def sends(node: Node, tree: Mapping, fates: Fates) -> Mapping:
    """Return a subprocess with the messages that are still inside; what was added is listed."""
    written = stores_of(get(tree, "sends"))
    numbers = []
    for each in scope(node.item, fates).nodes.values():
        if not is_made(each):
            why = "a subprocess names the messages that it sends, and nothing else"
            fates.leave(each.item, why)
            continue
        fates.keep(each.item, *(flow.item for flow in each.out))
        last = each.ours.shape.rpartition(".")[2] if each.ours else ""
        if each.tag == "sendTask" and last.isdigit() and int(last) <= len(written):
            numbers.append(int(last) - 1)
    if sorted(numbers) == [*range(len(written))]:
        return tree
    left = sequence(written[number] for number in sorted(numbers))
    return mapping(tree, {"sends": left if left else None})
