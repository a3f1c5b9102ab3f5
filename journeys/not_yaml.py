"""An error of the YAML parser, told as a finding."""

from __future__ import annotations

import yaml

from journeykit.journeys.finding import Finding, Related
from journeykit.journeys.place import Place
from journeykit.journeys.source import moved

_HELP = {
    "mapping values are not allowed": "put a text that holds a colon and a blank in quotes, "
    "and begin the keys of one mapping in one column",
    "found unexpected ':'": "put an empty value in braces in quotes, or write it in block form",
    "',' or '}'": "close the braces, or put a text that holds braces, commas or colons in quotes",
    "',' or ']'": "close the brackets, or put a text that holds brackets or commas in quotes",
    "end of stream": "close the quotes",
    "escape": "use single quotes, or double the backslash",
    "'-' indicator": "begin the items of one list in one column",
    "expected key": "begin the keys of one mapping in one column",
    "could not find expected ':'": "give the key a colon and a blank, or put the text in quotes",
    "undefined tag handle": "put a text that begins with `!` in quotes",
}

_LABELS = {
    "flow mapping": "the braces open here",
    "flow sequence": "the brackets open here",
    "block mapping": "the mapping begins here",
    "block collection": "the list begins here",
    "quoted scalar": "the quotes open here",
    "simple key": "the key is here",
}


def not_yaml(error: yaml.MarkedYAMLError, content: str, path: str) -> Finding:
    """Return the finding (J001) of an error of syntax in the text `content`."""
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark else 0
    message = (error.problem or error.context or "unreadable").replace(
        "did not find expected", "expected"
    )
    help = next((text for sign, text in _HELP.items() if sign in message), "")
    if "cannot start any token" in message:
        message, help = _wrong_sign(content[index : index + 1])
    return Finding(
        _place(mark, content, path),
        f"not YAML: {message}",
        help=help,
        code="J001",
        related=_related(error, content, path),
    )


def _wrong_sign(sign: str) -> tuple[str, str]:
    """Return the message and the help about a character that no text begins with."""
    if sign == "\t":
        return "a tab indents the line", "indent with blanks"
    shown = "a back-quote" if sign == "`" else f"`{sign}`"
    return f"a text cannot begin with {shown}", "put the text in quotes"


def _related(error: yaml.MarkedYAMLError, content: str, path: str) -> tuple[Related, ...]:
    """Return where the construct begins that the error is in, unless it is the same place."""
    begin, problem = error.context_mark, error.problem_mark
    if not begin or not problem or begin.index == problem.index:
        return ()
    label = next((text for sign, text in _LABELS.items() if sign in (error.context or "")), "")
    return (Related(_place(begin, content, path), label),) if label else ()


def _place(mark: yaml.Mark | None, content: str, path: str) -> Place:
    """Return the place of a mark; one behind the text moves back to the end of it."""
    last = moved(1, 1, content.rstrip())
    line, column = min((mark.line + 1, mark.column + 1), last) if mark else (1, 1)
    return Place(path, line, column, line, column)
