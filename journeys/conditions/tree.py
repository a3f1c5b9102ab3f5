"""The tree of a condition: which operator binds what, and which characters belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from journeykit.journeys.conditions.tokens import MOST_NESTED, Sort, Token, mistake
from journeykit.journeys.finding import Mistake
from journeykit.journeys.place import Place, Word, place_within


class Branch(StrEnum):
    """What a node of the tree is."""

    LEAF = "leaf"
    CALL = "call"
    KEYWORD = "keyword"
    NOT = "not"
    SIGNED = "signed"
    OR = "or"
    AND = "and"
    COMPARISON = "comparison"
    ARITHMETIC = "arithmetic"


class Node(NamedTuple):
    """A part of a condition, from character `start` up to `end`, without parentheses around it.

    `token` is that of a leaf, the name of a call or keyword, or the sign before an operand;
    `operators` are the texts between the `inside`.
    """

    branch: Branch
    start: int
    end: int
    token: Token
    inside: tuple[Node, ...] = ()
    operators: tuple[str, ...] = ()


_OPERATORS = {
    "or": (1, Branch.OR),
    "and": (2, Branch.AND),
    **dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), (4, Branch.COMPARISON)),
    **dict.fromkeys("+-", (5, Branch.ARITHMETIC)),
    **dict.fromkeys("*/", (6, Branch.ARITHMETIC)),
}
"""How tightly each operator binds, and what it makes: as in Python."""

_LOOSEST, _NOT, _SIGN = 1, 3, 7


@dataclass(frozen=True, slots=True)
class Source:
    """A condition, whose parts are asked for by their characters."""

    word: Word

    def place(self, start: int, end: int) -> Place:
        """Return the place of a span of characters."""
        return place_within(self.word, start, end)

    def span(self, node: Node) -> Place:
        """Return the place of a node."""
        return self.place(node.start, node.end)

    def name(self, start: int, end: int) -> Word:
        """Return a part of the source as a word of its own."""
        return Word(self.word[start:end], self.place(start, end))


def tree(word: Word, tokens: tuple[Token, ...]) -> Node:
    """Return the whole condition as a node; its tokens stand in an order that makes sense.

    Raises:
        Mistake: J007.
    """
    whole = _Reader(word, tokens).operation(_LOOSEST)
    if len(tokens) > 2 * MOST_NESTED and _height(whole) > 2 * MOST_NESTED:
        raise _too_deep(word)
    return whole


class _Reader:
    """Takes the tokens of a condition one after the other."""

    def __init__(self, word: Word, tokens: tuple[Token, ...]) -> None:
        """Start before the first token."""
        self.word = word
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def _next(self) -> str:
        """Return the text of the token at hand, nothing behind the last one."""
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def _take(self) -> Token:
        """Return the token at hand and go on to the next one."""
        self.at += 1
        return self.tokens[self.at - 1]

    def _end(self) -> int:
        """Return the character behind the last token that was taken."""
        return self.tokens[self.at - 1].end

    def operation(self, least: int) -> Node:
        """Read an operand and the operators behind it that bind as tightly as `least`, or more."""
        self.depth += 1
        if self.depth > 2 * MOST_NESTED:
            raise _too_deep(self.word)
        start = self.tokens[self.at].start
        node = self._operand(least)
        while (found := _OPERATORS.get(self._next())) and found[0] >= least:
            node = self._joined(node, start, *found)
        self.depth -= 1
        return node

    def _joined(self, first: Node, start: int, binds: int, branch: Branch) -> Node:
        """Join an operand, which may stand in parentheses from `start` on, to what follows it."""
        inside, operators, token = [first], [], self.tokens[self.at]
        while _OPERATORS.get(self._next(), (0, None))[0] == binds:
            operators.append(self._take().text)
            inside.append(self.operation(binds + 1))
            if branch is Branch.ARITHMETIC:
                break
        return Node(branch, start, self._end(), token, tuple(inside), tuple(operators))

    def _operand(self, least: int) -> Node:
        """Read a name, a call, a value, or what stands behind a sign or in parentheses."""
        token = self._take()
        if token.sort is Sort.NOT:
            if least > _NOT:
                raise self._unexpected(token)
            return self._signed(Branch.NOT, token, _NOT)
        if token.sort is Sort.OPERATOR:
            return self._signed(Branch.SIGNED, token, _SIGN)
        if token.text == "(":
            inside = self.operation(_LOOSEST)
            self._take()
            return inside
        if token.sort is Sort.NAME and self._next() == "(":
            return self._call(token)
        return Node(Branch.LEAF, token.start, token.end, token)

    def _signed(self, branch: Branch, token: Token, binds: int) -> Node:
        """Read what stands behind `not`, `-` or `+`."""
        inside = (self.operation(binds),)
        return Node(branch, token.start, self._end(), token, inside)

    def _call(self, name: Token) -> Node:
        """Read the arguments and keywords of a call; keywords come last."""
        self._take()
        inside: list[Node] = []
        while self._next() != ")":
            inside.append(self._argument())
            if self._next() == ",":
                self._take()
        closing = self._take()
        named = [each.branch is Branch.KEYWORD for each in inside]
        if named != sorted(named):
            place = place_within(self.word, closing.start, closing.end)
            message = "a value stands after `name=value`"
            raise mistake(place, message, "put it first in the call")
        return Node(Branch.CALL, name.start, closing.end, name, tuple(inside))

    def _argument(self) -> Node:
        """Read a value, or `name=value`."""
        if [each.text for each in self.tokens[self.at + 1 : self.at + 2]] != ["="]:
            return self.operation(_LOOSEST)
        name = self._take()
        if "." in name.text:
            raise self._unexpected(name)
        self._take()
        value = self.operation(_LOOSEST)
        return Node(Branch.KEYWORD, name.start, value.end, name, (value,))

    def _unexpected(self, token: Token) -> Mistake:
        """Return the mistake of a token that binds nothing where it stands."""
        place = place_within(self.word, token.start, token.end)
        message = f"`{token.text}` is not expected here"
        return mistake(place, message, "put parentheses around a part")


def _too_deep(word: Word) -> Mistake:
    """Return the mistake of a condition that nobody can follow."""
    return mistake(word.place, "the condition is nested too deeply", "split it into several steps")


def _height(node: Node) -> int:
    """Return how deep nodes stand in each other; not recursive, for hostile input."""
    waiting, deepest = [(1, node)], 0
    while waiting:
        depth, each = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(depth + 1, inner) for inner in each.inside]
    return deepest
