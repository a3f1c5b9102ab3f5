"""Tables and lines as one text, as wide as it may be."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.console import Console, Group, RenderableType


def render(parts: Sequence[RenderableType], *, width: int = 80, colour: bool = False) -> str:
    """Return what is to be shown as text of at most `width` columns, without blanks at the ends."""
    stream = StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colour, no_color=not colour, highlight=False,
        legacy_windows=False,
    )  # fmt: skip
    console.print(Group(*parts))
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())
