"""The tree of a condition: Python's own grammar finds which operator binds what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.journeys.conditions.tokens import MOST_NESTED, Sort, Token, mistake
from journeykit.journeys.finding import Mistake
from journeykit.journeys.place import Place, Word, place_within


@dataclass(frozen=True, slots=True)
class Source:
    """A condition and its tokens by their first character."""

    word: Word
    tokens: dict[int, Token]

    def place(self, start: int, end: int) -> Place:
        """Return the place of a span of characters."""
        return place_within(self.word, start, end)

    def span(self, node: ast.expr) -> Place:
        """Return the place of a node."""
        return self.place(node.col_offset, node.end_col_offset or node.col_offset)

    def name(self, start: int, end: int) -> Word:
        """Return a part of the source as a word of its own."""
        return Word(self.word[start:end], self.place(start, end))


def tree(source: Source) -> ast.expr:
    """Let Python find the precedence of operators.

    What it reads is a stencil of the condition, letter below letter: names in capitals, so that
    none is a keyword, texts without their content, a parameter's dollar as an underscore, line
    breaks as blanks. Columns are therefore the condition's own.

    Raises:
        Mistake: J007.
    """
    found = tuple(source.tokens.values())
    stencil = [" "] * len(source.word)
    for token in found:
        stencil[token.start : token.end] = _stencil(token)
    text = "".join(stencil)
    start = len(text) - len(text.lstrip())
    try:
        # The parentheses allow blanks and line breaks at the beginning.
        expression = ast.parse(f"({text})", mode="eval").body
    except SyntaxError as error:
        token = _token_at(found, max((error.offset or 1) - 2, start))
        place = source.place(token.start, token.end)
        raise mistake(place, *_unexpected(token)) from error
    except (MemoryError, RecursionError) as error:
        raise _too_deep(source.word) from error
    for node in ast.walk(expression):
        if isinstance(node, ast.expr | ast.keyword):
            node.col_offset -= 1
            node.end_col_offset = (node.end_col_offset or 1) - 1
    if max(_depths(expression)) > 2 * MOST_NESTED:
        raise _too_deep(source.word)
    return expression


def _stencil(token: Token) -> str:
    """Return a stand-in of the same length that Python reads as the same kind of thing."""
    match token.sort:
        case Sort.NAME:
            return token.text.upper()
        case Sort.PARAMETER:
            return token.text.upper().replace("$", "_")
        case Sort.TEXT:
            return f'"{"_" * (len(token.text) - 2)}"'
        case _:
            return token.text


def _too_deep(word: Word) -> Mistake:
    """Return the mistake of a condition that nobody can follow."""
    return mistake(word.place, "the condition is nested too deeply", "split it into several steps")


def _unexpected(token: Token) -> tuple[str, str]:
    """Say what is wrong where Python's grammar stops: the order of tokens is right by itself."""
    if token.text == ")":
        return "a value stands after `name=value`", "put it first in the call"
    return f"`{token.text}` is not expected here", "put parentheses around a part"


def _token_at(found: tuple[Token, ...], index: int) -> Token:
    """Return the token at a character, or the nearest one before it."""
    before = [token for token in found if token.start <= index]
    return before[-1] if before else found[0]


def _depths(expression: ast.expr) -> Iterator[int]:
    """Yield the depth of each node; not recursive, for hostile input."""
    waiting: list[tuple[int, ast.AST]] = [(1, expression)]
    while waiting:
        depth, node = waiting.pop()
        yield depth
        waiting += [(depth + 1, child) for child in ast.iter_child_nodes(node)]
