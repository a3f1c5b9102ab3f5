"""The page as text: the template with the style, the pictures, the data and the script in it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from journeykit.journeys.model import Journey, Plan
from journeykit.render.page.articles import Reported, articles
from journeykit.render.page.excerpt import Excerpt, Sources, Written, kept
from journeykit.render.page.style import style
from journeykit.render.page.views import View, by_stage, view
from journeykit.render.picture import Picture

if TYPE_CHECKING:
    from journeykit.render.findings import Numbered

Draw = Callable[[Journey, str], Picture]
"""Draws a journey in a language, with `halos` in the picture and without its title."""

NO_FINDINGS: Reported = {}

_HERE = Path(__file__).parent
_SCRIPTS = ("shared.js", "canvas.js", "list.js", "panel.js", "page.js")


def languages(journeys: Iterable[Journey]) -> tuple[str, ...]:
    """Return the languages that the titles of most journeys are in; one without a name if none."""
    titled = [journey.title.languages for journey in journeys]
    found = dict.fromkeys(name for names in titled for name in names)
    return tuple(n for n in found if 2 * sum(n in names for names in titled) > len(titled)) or ("",)


def page(
    plan: Plan,
    journeys: Sequence[Journey],
    draw: Draw,
    written: Written,
    *,
    spoken: Sequence[str],
    findings: Reported = NO_FINDINGS,
) -> str:
    """Return one HTML document with the journeys of a plan, in the languages that are `spoken`.

    Of the lines that are `written` the page shows those of each step.
    """
    journeys = [each for own in by_stage(plan, journeys).values() for each in own]
    views = [view(plan, journeys, written, language) for language in spoken]
    pictures = [[draw(journey, language) for journey in journeys] for language in spoken]
    body = "\n".join(
        articles(shown, drawn, findings, hidden=number > 0)
        for number, (shown, drawn) in enumerate(zip(views, pictures, strict=True))
    )
    data = in_script(
        {
            "views": [asdict(each) for each in views],
            "files": _files(views, written.lines),
            "findings": {id: [_remark(each) for each in own] for id, own in findings.items()},
        }
    )
    script = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    template = Template((_HERE / "page.html").read_text(encoding="utf-8"))
    letters = template.template + data + body
    return template.substitute(
        {
            "language": escape(spoken[0] or "en"),
            "title": escape(views[0].title),
            "digest": _digest(script),
            "style": style([each for some in pictures for each in some], letters),
            "articles": body,
            "data": data,
            "script": script,
        }
    )


def in_script(value: object) -> str:
    """Return JSON that can stand in a script element, whatever texts are in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _remark(each: Numbered) -> dict[str, str | int]:
    """Return a finding as the panel of its step shows it."""
    rule, finding = each.found.rule, each.found.finding
    return {
        "number": each.number,
        "step": each.shape,
        "severity": str(each.found.severity),
        "code": rule.code,
        "message": finding.message,
        "help": finding.help,
    }


def _digest(script: str) -> str:
    """Return what lets a browser run this script and no other."""
    digest = hashlib.sha256(script.encode()).digest()
    return base64.b64encode(digest).decode("ascii")


def _files(views: Sequence[View], sources: Sources) -> dict[str, list[str | int]]:
    return kept([each for one in views[:1] for each in _excerpts(one)], sources)


def _excerpts(shown: View) -> Iterator[Excerpt]:
    for journey in shown.journeys:
        for step in journey.steps:
            yield step.lines
            yield from (card.lines for card in step.messages)
