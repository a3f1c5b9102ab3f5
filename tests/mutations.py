"""Texts changed as by accident or malice: the same number gives the same change."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

JUNK = (
    *("a: ,", "\t", "{", "}", "[", "]", "&a ", "*a", "!x ", "'", '"', "|", "> ", "\n", "#", "- "),
    *(
        ": ",
        "🎉",
        "\r\n",
        "\0",
        "ё",
        "%",
        "$n",
        "customer.x",
        "()",
        "count(",
        " and ",
        "not ",
        "==",
    ),
    *(
        "..",
        "7d",
        "-1",
        "9" * 12,
        "x-",
        "end",
        "start",
        "null",
        "true",
        "1e5",
        "((",
        "))",
        ",",
        "=",
    ),
)
VALUES = (
    *("", "[]", "{}", "[a, b]", "{a: b}", "'x'", "- ", "1", "7d", "true", "~", "{send: x}"),
    *("{after: 1d}", 'count("a") > 1', "0%", "2020-01-01", "10:00", "&x [*x]", "[[[[]]]]"),
)
MOST_CHANGES = 3


def mutated(text: str, others: Sequence[str], seed: int) -> str:
    """Return a text with one to three changes, some with lines of other texts."""
    random = Random(seed)
    lines = text.split("\n")
    for _ in range(random.randint(1, MOST_CHANGES)):
        at = random.randrange(len(lines))
        change = random.choice(_CHANGES)
        lines[at : at + 1] = change(lines[at], random, others)
        lines = lines or [""]
    return "\n".join(lines)


def mutated_bytes(text: str, seed: int) -> bytes:
    """Return a text as bytes that may be no UTF-8, or another writing of the same."""
    random = Random(seed)
    data = bytearray(text.encode())
    for _ in range(random.randint(1, MOST_CHANGES)):
        data[random.randrange(len(data))] = random.randrange(256)
    written = text.encode(), text.replace("\n", "\r\n").encode(), text.encode("utf-16")
    return random.choice((bytes(data), bytes(data), b"\xef\xbb\xbf" + data, *written))


Change = Callable[[str, Random, Sequence[str]], list[str]]


def _doubled(line: str, _: Random, __: Sequence[str]) -> list[str]:
    return [line, line]


def _removed(_: str, __: Random, ___: Sequence[str]) -> list[str]:
    return []


def _indented(line: str, random: Random, _: Sequence[str]) -> list[str]:
    return [random.choice(("  ", " ", "\t")) + line]


def _outdented(line: str, random: Random, _: Sequence[str]) -> list[str]:
    return [line[random.randint(1, 2) :]]


def _junk(line: str, random: Random, _: Sequence[str]) -> list[str]:
    at = random.randrange(len(line) + 1)
    return [line[:at] + random.choice(JUNK) + line[at:]]


def _cut(line: str, random: Random, _: Sequence[str]) -> list[str]:
    at = random.randrange(len(line) + 1)
    return [line[:at] + line[at + random.randint(1, 4) :]]


def _other_word(line: str, random: Random, others: Sequence[str]) -> list[str]:
    """Put a word of another line in the place of one."""
    words = re.findall(r"[\w.-]+", random.choice(random.choice(others).split("\n")))
    return [_replaced(line, r"[\w.-]+", random.choice(words or ["x"]), random)]


def _misspelt(line: str, random: Random, _: Sequence[str]) -> list[str]:
    return [_replaced(line, r"\w(?=[\w-]*:)", random.choice("abcxyz"), random)]


def _other_sign(line: str, random: Random, _: Sequence[str]) -> list[str]:
    return [_replaced(line, r"[^\w\s]", random.choice("()=<>!,.\"'[]{}&*"), random)]


def _other_value(line: str, random: Random, _: Sequence[str]) -> list[str]:
    return [re.sub(r": .*", lambda _: f": {random.choice(VALUES)}", line, count=1)]


def _with_lines(line: str, random: Random, others: Sequence[str]) -> list[str]:
    lines = random.choice(others).split("\n")
    at = random.randrange(len(lines))
    return [line, *lines[at : at + random.randint(1, 5)]]


def _replaced(line: str, pattern: str, new: str, random: Random) -> str:
    """Put something in the place of one of the matches of a pattern."""
    found = [*re.finditer(pattern, line)]
    if not found:
        return line
    match = random.choice(found)
    return line[: match.start()] + new + line[match.end() :]


_CHANGES: tuple[Change, ...] = (
    _doubled,
    _removed,
    _indented,
    _outdented,
    _junk,
    _cut,
    _other_word,
    _other_word,
    _misspelt,
    _other_sign,
    _other_value,
    _other_value,
    _with_lines,
)
