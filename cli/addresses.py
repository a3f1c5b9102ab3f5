"""Where each step of a journey can be read: its line on a page that shows the file."""

from __future__ import annotations

import re
from urllib.parse import quote

import typer

from journeykit.cli.inputs import STANDARD
from journeykit.cli.repository import top
from journeykit.journeys.model import Journey
from journeykit.journeys.place import Place

_PATH, _LINE = "{path}", "{line}"
_USUAL = "/{path}#L{line}"  # of GitHub, GitLab and Gitea


def check_link(link: str) -> None:
    """Refuse a pattern of addresses that has something else in braces than path and line.

    Raises:
        typer.BadParameter: with what is unknown.
    """
    for name in re.findall(r"\{[^}]*\}?", link):
        if name not in (_PATH, _LINE):
            message = f"unknown `{name}`; there are {_PATH} and {_LINE}"
            raise typer.BadParameter(message, param_hint="--link")


def addresses(journey: Journey, link: str) -> dict[str, str]:
    """Return the address of each start, as `start.NAME`, and of each step.

    `link` is an address with `{path}`, the file's from the top of its repository, and `{line}`;
    one without either is what stands before `/path#Lline`.

    Raises:
        typer.BadParameter: the journey comes from standard input.
    """
    if journey.id.place.path == STANDARD:
        message = "what comes from standard input has no address"
        raise typer.BadParameter(message, param_hint="--link")
    pattern = link if _PATH in link or _LINE in link else link.rstrip("/") + _USUAL
    places = {f"start.{name}": start.id.place for name, start in journey.start.items()}
    places |= {str(name): step.id.place for name, step in journey.steps.items()}
    return {name: _address(pattern, place) for name, place in places.items()}


def _address(pattern: str, place: Place) -> str:
    path = quote(top().path(place.path))
    return pattern.replace(_PATH, path).replace(_LINE, str(place.line))
