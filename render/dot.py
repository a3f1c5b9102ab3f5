"""DOT text to SVG: the one place that starts Graphviz."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path

import graphviz
from graphviz.backend import dot_command

from journeykit.render.errors import DrawError

_EXTRA = "graphviz-pure"  # the program that the extra brings


def dot_svg(source: str) -> str:
    """Return DOT text as an SVG document.

    Raises:
        DrawError: there is no Graphviz, or it cannot draw the text.
    """
    program = binary()
    if program is None:
        raise DrawError(
            "cannot run `dot`: install Graphviz, or `pip install 'journeykit[graphviz]'`, "
            "or write a .dot file"
        )
    usual, dot_command.DOT_BINARY = dot_command.DOT_BINARY, program
    try:
        return str(graphviz.Source(source).pipe(format="svg", encoding="utf-8", quiet=True))
    except (graphviz.ExecutableNotFound, subprocess.CalledProcessError, OSError) as error:
        raise DrawError(f"`{program.name}` failed: {error}") from error
    finally:
        dot_command.DOT_BINARY = usual


def binary() -> Path | None:
    """Return the program of the extra `graphviz`, else `dot` on the PATH."""
    name = shutil.which(_EXTRA, path=sysconfig.get_path("scripts")) or shutil.which("dot")
    return Path(name) if name else None
