"""A condition as written to what it says, or to the mistake at the very character."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import NoReturn, cast

from journeykit.journeys.conditions.check import check_condition, check_value, check_within
from journeykit.journeys.conditions.expression import (
    And,
    Arithmetic,
    Attribute,
    Boolean,
    Call,
    Comparison,
    Condition,
    Data,
    Expression,
    Keyword,
    Negative,
    Not,
    Now,
    Number,
    Or,
    Order,
    Parameter,
    Sign,
    Text,
)
from journeykit.journeys.conditions.functions import FUNCTIONS, Function, Role, is_name
from journeykit.journeys.conditions.tokens import Sort, Token, mistake, tokens
from journeykit.journeys.conditions.tree import Branch, Node, Source, tree
from journeykit.journeys.finding import Mistake
from journeykit.journeys.place import Place, Word
from journeykit.journeys.spelling import nearest, suggestion

MOST_KEPT = 2_000

_ROOTS = ("customer", "start", "event")
_BARE = re.compile(r"[^\W\d]\w*(-\w+)*")
_WORDS = ("true", "false", "now")


def parse(word: Word) -> Condition:
    """Read a condition: a yes or no.

    Raises:
        Mistake: J007, at the very character.
    """
    condition = _read(word)
    check_condition(condition.expression)
    return condition


def parse_value(word: Word) -> Condition:
    """Read a value of `set`: an expression of any kind; a bare word is a text.

    Raises:
        Mistake: J007, at the very character.
    """
    if _BARE.fullmatch(word) and word not in _WORDS:
        return Condition(word, Text(word.place, word))
    value = _read(word)
    check_value(value.expression)
    return value


def _read(word: Word) -> Condition:
    """Read an expression without asking what it gives."""
    try:
        node = _node(str(word))
    except Mistake:
        node = tree(word, tokens(word))  # raises it again, where the word stands
    return Condition(word, _expression(Source(word), node))


@lru_cache(MOST_KEPT)
def _node(text: str) -> Node:
    """Return the tree of a text, which many conditions of a map have in common."""
    word = Word(text)
    return tree(word, tokens(word))


def _expression(source: Source, node: Node) -> Expression:
    """Turn a node of the tree into a part of the condition."""
    if node.branch is Branch.COMPARISON:
        return _comparison(source, node)
    if node.branch is Branch.CALL:
        return _call(source, node)
    place = source.span(node)
    if node.branch is Branch.LEAF:
        return _leaf(source, node.token, place)
    inside = tuple(_expression(source, each) for each in node.inside)
    match node.branch:
        case Branch.AND:
            return And(place, inside)
        case Branch.OR:
            return Or(place, inside)
        case Branch.NOT:
            return Not(place, inside[0])
        case Branch.ARITHMETIC:
            return Arithmetic(place, inside[0], cast("Sign", node.operators[0]), inside[1])
        case _:
            return Negative(place, inside[0]) if node.token.text == "-" else inside[0]


def _comparison(source: Source, node: Node) -> Expression:
    """Read `a < b`, or the chain `a < b < c` as `a < b and b < c`."""
    ends = [_expression(source, each) for each in node.inside]
    pairs = tuple(
        Comparison(
            source.place(node.inside[i].start, node.inside[i + 1].end),
            ends[i],
            cast("Order", operator),
            ends[i + 1],
        )
        for i, operator in enumerate(node.operators)
    )
    return pairs[0] if len(pairs) == 1 else And(source.span(node), pairs)


def _leaf(source: Source, token: Token, place: Place) -> Expression:
    """Read a name, a number or a text."""
    if token.sort is Sort.TEXT:
        return Text(place, source.name(token.start + 1, token.end - 1))
    if token.sort is not Sort.NUMBER:
        return _name(source, token, place)
    value = float(token.text)
    if value > 1e300:
        raise mistake(place, "the number is too large", "write a smaller one")
    return Number(place, value)


def _name(source: Source, token: Token, place: Place) -> Expression:
    """Read `customer.NAME`, `start.NAME`, `event.NAME`, `$n`, `now`, `true` or `false`."""
    if token.sort is Sort.PARAMETER:
        return Parameter(place, source.name(token.start + 1, token.end))
    root, *rest = token.text.split(".")
    if not rest and root in ("true", "false"):
        return Boolean(place, root == "true")
    if not rest and root == "now":
        return Now(place)
    if root not in _ROOTS or len(rest) != 1:
        _refuse_name(token.text, place)
    name = source.name(token.start + len(root) + 1, token.end)
    if root == "customer":
        return Attribute(place, name)
    return Data(place, "start" if root == "start" else "event", name)


def _refuse_name(text: str, place: Place) -> NoReturn:
    """Refuse a name that stands for nothing, and say what may have been meant."""
    root, *rest = text.split(".")
    if text in FUNCTIONS:
        raise mistake(place, f"`{text}` is a function", f"write `{FUNCTIONS[text].example}`")
    if root in _ROOTS and not rest:
        raise mistake(place, f"`{root}` has a name after a dot", f"write `{root}.name`")
    if root in _ROOTS:
        raise mistake(place, f"`{text}` has too many dots", f"write `{root}.{'_'.join(rest)}`")
    best = nearest(root, (*_ROOTS, *_WORDS))
    if best and (bool(rest) == (best in _ROOTS)):
        meant = ".".join((best, *rest))
        raise mistake(place, f"unknown name `{text}`; did you mean `{meant}`?")
    raise mistake(place, f"unknown name `{text}`", f'put a text between quotes: `"{text}"`')


def _call(source: Source, node: Node) -> Expression:
    """Read a call and check it against its function."""
    name = source.name(node.token.start, node.token.end)
    function = FUNCTIONS.get(name)
    if function is None:
        best = suggestion(name, FUNCTIONS, most=len(FUNCTIONS))
        raise mistake(name.place, f"unknown function `{name}`", best)
    arguments = _arguments(source, node, function)
    given = (each for each in node.inside if each.branch is Branch.KEYWORD)
    keywords = tuple(_keyword(source, each) for each in given)
    call = Call(source.span(node), name, arguments, keywords)
    _check_keywords(call, function)
    return call


def _arguments(source: Source, node: Node, function: Function) -> tuple[Expression, ...]:
    """Read the arguments: one text, the name of something, or none."""
    wanted = 0 if function.role is None else 1
    given = [each for each in node.inside if each.branch is not Branch.KEYWORD]
    for extra in given[wanted:]:
        raise mistake(source.span(extra), _too_many(function), f"write `{function.example}`")
    if function.role is None:
        return ()
    what = function.role.value
    if not given:
        message = f"`{function.name}` does not say which {what}"
        raise mistake(source.span(node), message, f"write `{function.example}`")
    first = given[0]
    if first.branch is not Branch.LEAF or first.token.sort is not Sort.TEXT:
        written = source.word[first.start : first.end]
        help_text = f'write `{function.name}("{written}")`'
        if not is_name(written, function.role):
            help_text = f"write `{function.example}`"
        raise mistake(
            source.span(first), f"`{function.name}` takes the {what} in quotes", help_text
        )
    text = _leaf(source, first.token, source.span(first))
    if isinstance(text, Text) and not is_name(text.value, function.role):
        raise mistake(
            text.place, f"`{text.value}` cannot be the name of {_a(what)}", _letters(function)
        )
    return (text,)


def _too_many(function: Function) -> str:
    """Say that a call has too many arguments."""
    if function.role is None:
        return f"`{function.name}` takes no arguments"
    return f"`{function.name}` takes one argument, the {function.role.value}"


def _a(noun: str) -> str:
    """Return the noun with its article."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _letters(function: Function) -> str:
    """Say which letters the name of a function's argument may have."""
    if function.role is Role.EVENT:
        return "write lower-case names joined by dots, as in `cart.item_added`"
    if function.role in (Role.MESSAGE, Role.JOURNEY, Role.STEP):
        return "write lower-case letters, digits and hyphens, as in `cart-reminder`"
    return "write lower-case letters, digits and underscores, as in `web_push`"


def _keyword(source: Source, node: Node) -> Keyword:
    """Read `NAME=value`."""
    name = source.name(node.token.start, node.token.end)
    return Keyword(name, _expression(source, node.inside[0]))


def _check_keywords(call: Call, function: Function) -> None:
    """Refuse keywords that the function does not take, or takes once."""
    seen: list[str] = []
    for given in call.keywords:
        name = given.name
        if name in seen:
            raise mistake(name.place, f"`{name}` is given twice", "remove one")
        seen.append(name)
        if name == "within" and function.within:
            check_within(given.value)
        elif not function.data or _slip(name):
            meant = "; did you mean `within`?" if function.within and _slip(name) else ""
            help_text = f"write `{function.example}`"
            raise mistake(name.place, f"`{function.name}` has no `{name}`{meant}", help_text)


def _slip(name: str) -> bool:
    """Tell whether a keyword looks like `within` misspelt, rather than like a data field."""
    return bool(get_close_matches(name, ["within"], cutoff=0.8))
