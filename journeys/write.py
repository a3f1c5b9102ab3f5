"""A tree as YAML text again, in the house style: what fits stands on one line.

Reading the text back gives an equal tree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from journeykit.journeys.place import Mapping, Sequence, Tree, Word

WIDTH = 100
_BLOCKS = ("steps", "start", "messages")
_STEP = 2

# What every parser of YAML takes for the very letters: no indicator, and no other kind of value.
_PLAIN = re.compile(r"[^\W_][^\n#:,\[\]{}\\]*(?<!\s)")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_OTHER = re.compile(
    r"(?i)y|n|yes|no|on|off|null|true|false"
    r"|0b[01_]+|0x[\da-f_]+|0o?[0-7_]+|\d[\d_.]*(e[-+]?\d+)?|\d{4}-\d\d?-\d\d?.*"
)
_TRUTH = ("true", "false")


def write(tree: Mapping) -> str:
    """Return a document, a key a line where its value fits into `WIDTH`, else a block below.

    Starts, steps and messages stand one below the other even where they would fit.
    """
    return "".join(f"{line}\n" for line in _block(tree, 0))


def one_line(tree: Tree) -> str:
    """Return a tree on one line, as in `{send: hello, next: end}`."""
    match tree:
        case Mapping():
            pairs = (f"{_scalar(key)}: {one_line(value)}" for key, value in tree.items())
            return f"{{{', '.join(pairs)}}}"
        case Sequence():
            return f"[{', '.join(map(one_line, tree))}]"
        case _:
            return _scalar(tree)


def _block(tree: Mapping, indent: int) -> Iterator[str]:
    room = " " * indent
    for key, value in tree.items():
        name = f"{room}{_scalar(key)}:"
        line = f"{name} {one_line(value)}"
        if isinstance(value, Word) or not value or _fits(line, key if indent == 0 else ""):
            yield line
        elif isinstance(value, Mapping):
            yield name
            yield from _block(value, indent + _STEP)
        else:
            yield name
            yield from _items(value, indent + _STEP)


def _items(tree: Sequence, indent: int) -> Iterator[str]:
    room = " " * indent
    for item in tree:
        line = f"{room}- {one_line(item)}"
        if isinstance(item, Mapping) and item and len(line) > WIDTH:
            first, *others = _block(item, indent + _STEP)
            yield f"{room}- {first.lstrip()}"
            yield from others
        else:
            yield line


def _fits(line: str, key: str) -> bool:
    return key not in _BLOCKS and len(line) <= WIDTH


def _scalar(text: str) -> str:
    """Return a scalar without quotes where every parser reads it so, else in quotes."""
    if _NUMBER.fullmatch(text) or text in _TRUTH:
        return text
    if _PLAIN.fullmatch(text) and not _OTHER.fullmatch(text):
        return text
    if '"' in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in quoted)


def _escaped(letter: str) -> str:
    return f"\\U{ord(letter):08x}"
