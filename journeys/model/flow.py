"""Flows: where a step or a start leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic_core import CoreSchema

from journeykit.journeys.model.element import Element, wrong
from journeykit.journeys.model.fields import ConditionField, Id, Share
from journeykit.journeys.model.reads import Before
from journeykit.journeys.model.text import NO_TEXT, TextField
from journeykit.journeys.place import Mapping, Sequence, Word

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Element):
    """One way on: to a step, or to `end`; `share` and `chance` are 0..1."""

    to: Id
    condition: ConditionField | None = None
    label: TextField = NO_TEXT
    share: Share | None = None
    chance: Share | None = None

    @property
    def is_default(self) -> bool:
        """Tell whether nothing decides for or against it."""
        return self.condition is None and self.share is None and self.chance is None


def read_next(tree: object) -> object:
    """Read `next`: an id, a list of ids, or a list of flows. Raises: Mistake."""
    items = tree if isinstance(tree, Sequence) else [tree]
    if isinstance(tree, Mapping):
        raise wrong(tree, "expected a step id or a list of flows", "write a list: - {to: ...}")
    if not items:
        raise wrong(tree, "expected a step id, found an empty list")
    return [_flow(item) for item in items]


def _flow(item: object) -> object:
    """Write an id as a flow to it."""
    return Mapping({Word("to"): item}, item.place) if isinstance(item, Word) else item


def check_flows(flows: tuple[Flow, ...]) -> None:
    """Refuse flows that mix `if`, `share` and `chance`. Raises: Mistake."""
    by_kind: dict[str, Flow] = {}
    for flow in flows:
        for kind in ("condition", "share", "chance"):
            if getattr(flow, kind) is not None:
                by_kind.setdefault(kind, flow)
    if len(by_kind) > 1:
        kinds = " and ".join(f"`{'if' if kind == 'condition' else kind}`" for kind in by_kind)
        other = list(by_kind.values())[1]
        raise wrong(
            Word("", other.place), f"{kinds} are mixed in one list", "use two gateways, one each"
        )


class _Next:
    """The schema of `next`: an id, or a list of ids and flows."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Allow an id in place of a flow, and one in place of the list."""
        flow = handler(schema)["items"]
        an_id = {"type": ["string", "number"]}
        return {"anyOf": [an_id, {"type": "array", "items": {"anyOf": [an_id, flow]}}]}


NextField = Annotated[tuple[Flow, ...], Before(read_next), _Next()]
