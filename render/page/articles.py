"""The part of the page that needs no script: each journey with its title, rules and picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from journeykit.render.geometry import Text
from journeykit.render.ink import Group, Ink
from journeykit.render.page.views import JourneyView, View
from journeykit.render.picture import Picture, linked
from journeykit.render.svg import svg

if TYPE_CHECKING:
    from journeykit.render.findings import Numbered

Reported: TypeAlias = Mapping[str, Sequence["Numbered"]]
"""The findings of journeys by their ids."""


def articles(shown: View, pictures: Sequence[Picture], findings: Reported, *, hidden: bool) -> str:
    """Return an article for each journey of a view."""
    return "\n".join(
        "\n".join(_article(shown, journey, picture, findings.get(journey.id, ()), hidden=hidden))
        for journey, picture in zip(shown.journeys, pictures, strict=True)
    )


def _article(
    shown: View,
    journey: JourneyView,
    picture: Picture,
    findings: Sequence[Numbered],
    *,
    hidden: bool,
) -> Iterator[str]:
    words = shown.words
    language = f' lang="{escape(shown.language)}"' if shown.language else ""
    yield (
        f'<article class="journey" data-journey="{escape(journey.id)}"{language}'
        f"{' hidden' if hidden else ''}>"
    )
    yield '<header class="intro">'
    if journey.stage:
        yield f'<p class="stage">{escape(journey.stage)}</p>'
    yield f"<h2>{escape(journey.title)}</h2>"
    if journey.about:
        yield f'<p class="about">{escape(journey.about)}</p>'
    yield '<div class="facts">'
    yield from _rules(journey, words)
    yield from _findings(journey, findings, words)
    yield "</div>"
    yield "</header>"
    yield f'<div class="canvas" tabindex="0" role="group" aria-label="{escape(words["picture"])}">'
    yield svg(_for_page(picture, journey), alone=False).rstrip("\n")
    yield "</div>"
    yield "</article>"


def _rules(journey: JourneyView, words: dict[str, str]) -> Iterator[str]:
    yield f"<details><summary>{escape(words['rules'])}</summary><div><dl>"
    for row in journey.rules:
        yield f"<dt>{escape(row.name)}</dt><dd>{escape(row.value)}</dd>"
    yield f'</dl><p class="place">{escape(journey.place)}</p></div></details>'


def _findings(
    journey: JourneyView, findings: Sequence[Numbered], words: dict[str, str]
) -> Iterator[str]:
    """Yield the findings of a journey, each leading to its step."""
    if not findings:
        return
    yield f"<details><summary>{escape(words['findings'])} ({len(findings)})</summary><ol>"
    for each in findings:
        finding = each.found.finding
        said = f"<b>{each.found.rule.code}</b> {escape(finding.message)}"
        if each.shape:
            said = f'<a href="{escape(f"#{journey.id}/{each.shape}")}">{said}</a>'
        place = escape(f"{finding.place.path}:{finding.place.line}")
        yield f'<li class="{each.found.severity}">{said} <small>{place}</small></li>'
    yield "</ol></details>"


def _for_page(picture: Picture, journey: JourneyView) -> Picture:
    """Return the picture without its paper and its title, its shapes leading to their steps."""
    links = {step.id: f"#{journey.id}/{step.id}" for step in journey.steps}
    inks: tuple[Ink, ...] = tuple(ink for ink in picture.inks[1:] if _is_seen(ink))
    return linked(replace(picture, inks=inks), links)


def _is_seen(ink: Ink) -> bool:
    return (
        bool(ink.lines) if isinstance(ink, Text) else not isinstance(ink, Group) or bool(ink.parts)
    )
