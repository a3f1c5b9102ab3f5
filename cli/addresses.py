"""Where each step of a journey can be read: its line on a page that shows the file."""

from __future__ import annotations

from urllib.parse import quote

import typer

from journeykit.cli.inputs import STANDARD
from journeykit.cli.look import LINE, PATH
from journeykit.cli.repository import top
from journeykit.journeys.model import Journey
from journeykit.journeys.place import Place

_USUAL = "/{path}#L{line}"  # of GitHub, GitLab and Gitea


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
    pattern = link if PATH in link or LINE in link else link.rstrip("/") + _USUAL
    places = {f"start.{name}": start.id.place for name, start in journey.start.items()}
    places |= {str(name): step.id.place for name, step in journey.steps.items()}
    return {name: _address(pattern, place) for name, place in places.items()}


def _address(pattern: str, place: Place) -> str:
    path = quote(top().path(place.path))
    return pattern.replace(PATH, path).replace(LINE, str(place.line))
