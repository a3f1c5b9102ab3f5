"""The reference of the command line, read from the signatures of the commands.

Not from `--help`: how Typer words that changes between its versions.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Literal, get_args, get_origin

from typer.models import ArgumentInfo, OptionInfo

from journeykit.cli.app import app

WORDS = {"int": "number", "str": "text", "Path": "file"}
EXITS = """Every command exits with 0 when all is well; with 1 when `lint` found an error, a
`--check` does not hold, or `--diff` shows one; with 2 when it could not do its work.
"""


def command_line() -> str:
    """Return the page: each command, its first sentence, and a table of what it takes."""
    commands = [command.callback for command in app.registered_commands if command.callback]
    ordered = sorted(commands, key=lambda function: function.__name__)
    return "# The command line\n\n" + EXITS + "".join(_command(each) for each in ordered)


def _command(function: Callable[..., object]) -> str:
    parameters = list(inspect.signature(function, eval_str=True).parameters.values())
    summary = inspect.getdoc(function) or ""
    head = f"\n## journey {function.__name__}\n\n{summary}\n"
    if not parameters:
        return head
    rows = "".join(f"| {' | '.join(_row(each))} |\n" for each in parameters)
    return head + f"\n| | value | default | |\n|---|---|---|---|\n{rows}"


def _row(parameter: inspect.Parameter) -> Iterator[str]:
    kind, info = get_args(parameter.annotation)
    assert isinstance(info, OptionInfo | ArgumentInfo)
    yield _names(parameter.name, info)
    yield _value(kind, info).replace("|", "\\|")
    yield _default(parameter.default, info)
    yield _help(info)


def _names(name: str, info: OptionInfo | ArgumentInfo) -> str:
    if isinstance(info, ArgumentInfo):
        return f"`{(info.metavar or name).upper()}`"
    # Inside `Annotated`, Typer keeps the first name where a default would stand.
    written = [
        each for each in (info.default, *(info.param_decls or ())) if each not in (None, ...)
    ]
    return ", ".join(f"`{each}`" for each in written or [f"--{name.replace('_', '-')}"])


def _value(kind: object, info: OptionInfo | ArgumentInfo) -> str:
    """Return what is written after the name: the choices, or the kind of value."""
    parts = [*_parts(kind)]
    for part in parts:
        if get_origin(part) is Literal:
            return ", ".join(f"`{choice}`" for choice in get_args(part))
    names = (getattr(part, "__name__", "") for part in parts)
    word = info.metavar or next((WORDS[name] for name in names if name in WORDS), "")
    several = any(get_origin(part) is list for part in parts)
    return word.lower() + (", several" if several else "")


def _parts(kind: object) -> Iterator[object]:
    """Yield a type and the types that it is made of."""
    yield kind
    if get_origin(kind) is not Literal:
        for part in get_args(kind):
            yield from _parts(part)


def _default(default: object, info: OptionInfo | ArgumentInfo) -> str:
    if isinstance(info.show_default, str):
        return info.show_default
    if default is inspect.Parameter.empty:
        return "required"
    return "" if default in (None, False, "") else f"`{default}`"


def _help(info: OptionInfo | ArgumentInfo) -> str:
    variable = f" Also by `{info.envvar}`." if info.envvar else ""
    return (info.help or "") + variable
