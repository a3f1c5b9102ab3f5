"""A diagram as Mermaid text: classic flowchart syntax, as GitHub and wikis show it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeykit.render.diagram import EVENTS, GATEWAYS, Diagram, Kind, Shape
from journeykit.render.errors import DrawError
from journeykit.render.shapes import CLASSES
from journeykit.render.words import word

MOST_EDGES = 500  # Mermaid's own limit

_UNSAFE = re.compile(r"""["#&<>`\\{}\[\]|_*~$]|(?<=\d)\.(?=\s)|^[-+](?=\s)""")
_SIGNS = {Kind.EXCLUSIVE: "✕", Kind.PARALLEL: "+", Kind.INCLUSIVE: "○", Kind.RACE: "⬠"}


def mermaid(diagram: Diagram) -> str:
    """Return the diagram as a flowchart from left to right.

    Raises:
        DrawError: it has more edges than Mermaid draws.
    """
    ids = {shape.id: f"n{number}" for number, shape in enumerate(diagram.shapes, 1)}
    edges = [*_flows(diagram, ids), *(line for s in diagram.shapes for line in _beside(s, ids))]
    if len(edges) > MOST_EDGES:
        raise DrawError(
            f"{diagram.id}: {len(edges)} flows are more than the {MOST_EDGES} that Mermaid draws: "
            "draw an .svg, or part the journey"
        )
    lines = [
        # Braces after `%%` would make a directive of the comment.
        f"%% {' '.join(diagram.title.translate({123: None, 125: None}).split())}",
        "flowchart LR",
        *(f"  {ids[shape.id]}{_box(shape, diagram.language)}" for shape in diagram.shapes),
        *(f"  {edge}" for edge in edges),
        *(f"  {line}" for line in _classes(diagram, ids)),
    ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a text in quotes, with every character that Mermaid or Markdown reads as a code."""
    plain = " ".join(text.split()) or " "  # Mermaid takes no empty text
    return '"' + _UNSAFE.sub(lambda found: f"#{ord(found.group())};", plain) + '"'


def _box(shape: Shape, language: str) -> str:
    """Return the brackets of a shape's kind around its text."""
    text = quoted(shape.text or _SIGNS.get(shape.kind, ""))
    if shape.kind in EVENTS:
        return f"(({text}))"
    if shape.kind in GATEWAYS:
        return f"{{{text}}}"
    if shape.kind in (Kind.CALL, Kind.SUBPROCESS):
        return f"[[{text}]]"
    words = [word(key, language) for key in (shape.class_, shape.promo) if key]
    message = [*shape.channels, *words, *filter(None, [shape.role])]
    if not message:
        return f"[{text}]"
    return f"[{text[:-1]}<br/>{quoted(', '.join(message))[1:]}]"


def _flows(diagram: Diagram, ids: dict[str, str]) -> Iterator[str]:
    for arrow in diagram.arrows:
        label = f"|{quoted(arrow.text)}|" if arrow.text else ""
        yield f"{ids[arrow.source]} -->{label} {ids[arrow.target]}"


def _beside(shape: Shape, ids: dict[str, str]) -> Iterator[str]:
    """Yield a note and the data stores of a shape, joined to it by dotted lines."""
    own = ids[shape.id]
    if shape.note:
        yield f"{own} -.- {own}note[{quoted(shape.note)}]"
    for number, store in enumerate(dict.fromkeys((*shape.reads, *shape.writes)), 1):
        there = f"{own}store{number}[({quoted(store)})]"
        if store in shape.reads and store in shape.writes:
            yield f"{own} <-.-> {there}"
        elif store in shape.reads:
            yield f"{there} -.-> {own}"
        else:
            yield f"{own} -.-> {there}"


def _classes(diagram: Diagram, ids: dict[str, str]) -> Iterator[str]:
    """Yield the colours of the message classes that are there, and of notes."""
    for name, paint in CLASSES.items():
        members = [ids[shape.id] for shape in diagram.shapes if shape.look == name]
        if members:
            width = ",stroke-width:3px" if name == "sale" else ""
            yield f"classDef {name} fill:{paint.tint},stroke:{paint.outline}{width}"
            yield f"class {','.join(members)} {name}"
    notes = [f"{ids[shape.id]}note" for shape in diagram.shapes if shape.note]
    if notes:
        yield "classDef note fill:none,stroke:none"
        yield f"class {','.join(notes)} note"
