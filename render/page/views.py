"""What the page shows in one language: its words, the stages, the journeys, their steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journeykit.journeys.model import Call, Journey, Plan, Step
from journeykit.journeys.model.step import StepBase
from journeykit.journeys.place import Word
from journeykit.render.diagram import Diagram, Kind, Shape
from journeykit.render.page.cards import Card, Row, cards, rows_of
from journeykit.render.page.excerpt import Excerpt, Written, excerpt
from journeykit.render.page.rules import rules
from journeykit.render.page.words import page_words
from journeykit.render.sketch import sketch
from journeykit.render.words import word


@dataclass(frozen=True, slots=True)
class Lead:
    """A flow to another step, or from one; no step is the end."""

    to: str
    title: str
    label: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A start or a step; `id` is `start.NAME` or `NAME`, `calls` the journey that it enters.

    `address` is where its lines can be read, if that is known.
    """

    id: str
    name: str
    kind: str
    kind_name: str
    title: str
    note: str
    rows: tuple[Row, ...]
    messages: tuple[Card, ...]
    leads: tuple[Lead, ...]
    comes: tuple[Lead, ...]
    calls: str
    lines: Excerpt
    address: str


@dataclass(frozen=True, slots=True)
class JourneyView:
    """A journey with its starts and steps, in written order; `place` is its file and line."""

    id: str
    title: str
    about: str
    stage: str
    rules: tuple[Row, ...]
    place: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage of the map with the ids of its journeys."""

    title: str
    journeys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The whole page in one language."""

    language: str
    title: str
    words: dict[str, str]
    stages: tuple[StageView, ...]
    journeys: tuple[JourneyView, ...]


def view(plan: Plan, journeys: Sequence[Journey], written: Written, language: str) -> View:
    """Return what the page says of some journeys of a plan."""
    words = page_words(language)
    shown = tuple(_journey(each, plan, written, language, words) for each in journeys)
    # A file without a map has the name of the default one, which says nothing.
    named = plan.map.name.in_language(language) if plan.map.place.path == plan.path else ""
    title = named or (shown[0].title if len(shown) == 1 else "")
    stages = tuple(_stages(plan, journeys, language, words))
    return View(language, title or words["journeys"], words, stages, shown)


def by_stage(plan: Plan, journeys: Iterable[Journey]) -> dict[str, list[Journey]]:
    """Return journeys by their stage, in the order of the map; those of none come last."""
    found: dict[str, list[Journey]] = {str(name): [] for name in plan.map.stages}
    without: list[Journey] = []
    for journey in journeys:
        own = found.setdefault(str(journey.stage), []) if journey.stage else without
        own.append(journey)
    return {name: own for name, own in {**found, "": without}.items() if own}


def _stages(
    plan: Plan, journeys: Sequence[Journey], language: str, words: dict[str, str]
) -> Iterable[StageView]:
    stages = by_stage(plan, journeys)
    for stage, own in stages.items():
        named = plan.map.stages.get(Word(stage))
        title = (named.in_language(language) if named else "") or stage
        title = title or words["journeys" if len(stages) == 1 else "other"]
        yield StageView(title, tuple(str(each.id) for each in own))


def _journey(
    journey: Journey, plan: Plan, written: Written, language: str, words: dict[str, str]
) -> JourneyView:
    diagram = sketch(journey, plan, language=language)
    stage = str(journey.stage or "")
    named = plan.map.stages.get(journey.stage) if journey.stage else None
    return JourneyView(
        str(journey.id),
        diagram.title,
        diagram.about,
        (named.in_language(language) if named else "") or stage,
        rules(journey, plan, language, words),
        f"{journey.id.place.path}:{journey.id.place.line}",
        tuple(_steps(journey, plan, written, diagram, words)),
    )


def _steps(
    journey: Journey, plan: Plan, written: Written, diagram: Diagram, words: dict[str, str]
) -> Iterable[StepView]:
    main = {shape.id: shape for shape in diagram.shapes if shape.id == shape.owner}
    language = diagram.language
    addresses = written.addresses.get(str(journey.id), {})
    flows = _flows(diagram, words)
    for part in (*journey.start.values(), *journey.steps.values()):
        shape = main[str(part.id) if isinstance(part, StepBase) else f"start.{part.id}"]
        yield StepView(
            shape.id,
            str(part.id),
            str(shape.kind),
            kind_name(shape, language),
            shape.text or str(part.id),
            shape.note,
            rows_of(shape, words),
            cards(part, plan, written.lines, language, words),
            tuple(lead for source, lead, _ in flows if source == shape.id),
            tuple(back for _, lead, back in flows if lead.to == shape.id),
            _called(part, plan),
            excerpt(part, written.lines),
            addresses.get(shape.id, ""),
        )


def kind_name(shape: Shape, language: str) -> str:
    """Return what a kind of shape means, as the legend says it."""
    return word("automatic" if shape.kind == Kind.SERVICE else str(shape.kind), language)


def _called(part: Step | object, plan: Plan) -> str:
    return str(part.call) if isinstance(part, Call) and str(part.call) in plan.journeys else ""


def _flows(diagram: Diagram, words: dict[str, str]) -> list[tuple[str, Lead, Lead]]:
    """Return each flow between steps: where it leaves, and how it looks from either end.

    What a picture puts between them, such as the events of a race, is passed over; its words
    are the flow's.
    """
    shapes = {shape.id: shape for shape in diagram.shapes}
    titles = {id: shape.text or shape.step for id, shape in shapes.items()}
    found = []
    for arrow in diagram.arrows:
        source, target = shapes[arrow.source], shapes[arrow.target]
        between = target.id != target.owner
        if between and target.kind != Kind.END:
            continue
        caught = source.text if source.id != source.owner else ""
        label = arrow.text or caught
        to = "" if between else target.owner
        title = words["the end"] if between else titles[target.owner]
        back = Lead(source.owner, titles[source.owner], label)
        found.append((source.owner, Lead(to, title, label), back))
    return found
