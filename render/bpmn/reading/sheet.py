"""Imported journeys as YAML text, each headed by what has no place in it."""

from __future__ import annotations

from collections.abc import Iterable

from journeykit.journeys.place import Word
from journeykit.journeys.write import write
from journeykit.render.bpmn.reading.document import Imported
from journeykit.render.bpmn.reading.fates import Left


def sheet(imported: Imported, name: str) -> str:
    """Return all journeys of a file as the documents of one; `name` is how the file is called."""
    documents = "---\n".join(write(each) for each in imported.journeys)
    return comment(imported.left, name) + documents


def sheets(imported: Imported, name: str) -> dict[str, str]:
    """Return a text for each journey by its id; what is left stands in the first one."""
    return {
        str(each[Word("journey")]): (comment(imported.left, name) if number == 0 else "")
        + write(each)
        for number, each in enumerate(imported.journeys)
    }


def comment(left: Iterable[Left], name: str) -> str:
    """Return what is left as lines of comment, with the line in the file that it is from."""
    lines = [f"#   {each.item.line}: {each}" for each in left]
    if not lines:
        return ""
    head = f"# From {name}. What has no place here, or only in part, by line:"
    return "".join(f"{_on_one_line(line)}\n" for line in (head, *lines)) + "\n"


def _on_one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)
