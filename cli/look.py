"""How a picture is asked to look, and which formats each wish goes with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, TypeAlias

import typer

from journeykit.cli.targets import Format
from journeykit.render.diagram import By

Subject: TypeAlias = Literal["journey", "overview", "calendar"]

PATH, LINE = "{path}", "{line}"
"""What a link may have in braces."""

_INK: tuple[Format, ...] = ("svg", "png", "pdf")


@dataclass(frozen=True, slots=True)
class Look:
    """What to draw, and how.

    The metadata of a wish has the formats that it goes with, by subject; one without metadata
    goes with all. The option is called as the field is.
    """

    subject: Subject
    format: Format
    lang: str = ""
    legend: bool = field(default=False, metadata={"journey": (*_INK, "html")})
    scale: float | None = field(default=None, metadata={"journey": ("png",), "calendar": ("png",)})
    link: str = field(default="", metadata={"journey": ("svg", "pdf", "html")})
    lint: bool = field(default=False, metadata={"journey": (*_INK, "html")})
    forecast: Path | None = field(default=None, metadata={"journey": (*_INK, "html")})
    lanes: By | None = field(default=None, metadata={"journey": (*_INK, "bpmn", "html")})
    wrap: int | None = field(default=None, metadata={"journey": (*_INK, "html", "bpmn")})


def subject_of(*, overview: bool, calendar: bool) -> Subject:
    """Return what is to be drawn: each journey, or the map in one of two ways.

    Raises:
        typer.BadParameter: both ways are asked for.
    """
    if overview and calendar:
        raise typer.BadParameter("give it, or --overview, not both", param_hint="--calendar")
    if overview:
        return "overview"
    return "calendar" if calendar else "journey"


def check_look(look: Look) -> None:
    """Refuse a wish that the format cannot fulfil.

    Raises:
        typer.BadParameter: with the formats that can.
    """
    for wish in fields(look):
        if wish.metadata and getattr(look, wish.name) != wish.default:
            _check(look, wish.name, wish.metadata)
    _check_link(look.link)
    if look.format == "bpmn" and look.wrap is not None and look.lanes:
        message = "in BPMN a lane stands in one place: ask for --lanes or --wrap, not for both"
        raise typer.BadParameter(message, param_hint="--wrap")


def _check(look: Look, name: str, formats: Mapping[str, tuple[Format, ...]]) -> None:
    good = formats.get(look.subject, ())
    if look.format in good:
        return
    if good:
        message = f"goes with {', '.join(good)}, not with {look.format}"
    else:
        message = f"does not go with --{look.subject}"
    raise typer.BadParameter(message, param_hint=f"--{name}")


def _check_link(link: str) -> None:
    for name in re.findall(r"\{[^}]*\}?", link):
        if name not in (PATH, LINE):
            message = f"unknown `{name}`; there are {PATH} and {LINE}"
            raise typer.BadParameter(message, param_hint="--link")
