"""The tokens of a condition, and what may follow what: nearly every slip is found here."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple, NoReturn

from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.place import Place, Word, place_within

MOST_CHARACTERS = 2000
MOST_NESTED = 50


class Sort(StrEnum):
    """What a token is."""

    NAME = "name"
    NUMBER = "number"
    TEXT = "text"
    PARAMETER = "parameter"
    NOT = "not"
    OPERATOR = "operator"
    MARK = "mark"


OPERANDS = (Sort.NAME, Sort.NUMBER, Sort.TEXT, Sort.PARAMETER)


class Token(NamedTuple):
    """A piece of the source, from character `start` up to `end`."""

    sort: Sort
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r\n]+)
    | (?P<text>"[^"\\\n]*" | '[^'\\\n]*')
    | (?P<parameter>\$\w+)
    | (?P<number>[0-9][\w.]*)
    | (?P<name>[^\W\d]\w*(?:\.\w+)*)
    | (?P<wrong>\*\* | // | === | => | =< | <> | && | \|\| | !(?!=))
    | (?P<operator>[<>=!]= | [<>+*/-])
    | (?P<mark>[(),=])
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"0+|[1-9][0-9]*|[0-9]+\.[0-9]+")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PATH = re.compile(rf"{_NAME.pattern}(\.{_NAME.pattern})*")
_SORTS = {sort.value: sort for sort in Sort}
_INSTEAD = {
    "&": "write `and`",
    "&&": "write `and`",
    "|": "write `or`",
    "||": "write `or`",
    "!": "write `not`",
    "<>": "write `!=`",
    "===": "write `==`",
    "=>": "write `>=`",
    "=<": "write `<=`",
    "**": "multiply with `*`",
    "//": "divide with `/`",
    "%": "write a share as a number: `0.05`",
    "[": "compare with one after the other: `a == x or a == y`",
    "{": "compare with one after the other: `a == x or a == y`",
    "#": "put the text between quotes",
    "$": "a parameter is `$name`",
    ".": "a name follows a dot without blanks: `customer.points`",
    "\N{NO-BREAK SPACE}": "it is a no-break space: write a plain one",
} | dict.fromkeys("“”„«»‘’`", "write plain quotes: `\"` or `'`")
_WORDS = {
    "true": "write `true`",
    "false": "write `false`",
    "none": "a missing value is false: write `not`, or leave the comparison out",
    "null": "a missing value is false: write `not`, or leave the comparison out",
    "in": "compare with one after the other: `a == x or a == y`",
    "is": "write `==`",
    "if": "a condition has no branches; use two flows",
    "else": "a condition has no branches; use two flows",
}


def tokens(word: Word) -> tuple[Token, ...]:
    """Cut a condition into tokens that stand in an order that makes sense.

    Raises:
        Mistake: J007, at the very token.
    """
    if len(word) > MOST_CHARACTERS:
        place = place_within(word, MOST_CHARACTERS, MOST_CHARACTERS + 1)
        raise mistake(
            place, f"a condition has at most {MOST_CHARACTERS} characters", "make it shorter"
        )
    found = tuple(
        _token(word, str(match.lastgroup), match)
        for match in _TOKEN.finditer(word)
        if match.lastgroup != "blank"
    )
    if not found:
        raise mistake(word.place, "a condition is missing", "write one, or remove the key")
    _check_order(word, found)
    return found


def mistake(place: Place, message: str, help_text: str = "") -> Mistake:
    """Return the mistake J007 to raise."""
    return Mistake(Finding(place, message, help_text, code="J007"))


def _token(word: Word, group: str, match: re.Match[str]) -> Token:
    """Make a token, or refuse what the language does not have."""
    text, start, end = match.group(), match.start(), match.end()
    if text in ("and", "or"):
        return Token(Sort.OPERATOR, text, start, end)
    if text == "not":
        return Token(Sort.NOT, text, start, end)
    if not _is_right(group, text):
        _refuse(word, group, match)
    return Token(_SORTS[group], text, start, end)


def _refuse(word: Word, group: str, match: re.Match[str]) -> NoReturn:
    """Refuse a token that is not right."""
    text, start = match.group(), match.start()
    place = place_within(word, start, match.end())
    if group == "number":
        _refuse_number(text, place)
    if group == "name":
        _refuse_name(text, place)
    if group == "parameter":
        raise mistake(place, f"`{text}` is not a parameter", "write `$` and a lower-case name")
    _refuse_character(word, text, start, place)


def _is_right(group: str, text: str) -> bool:
    """Tell whether the language has a token."""
    match group:
        case "name":
            known = text not in _WORDS and _PATH.fullmatch(text) is not None
            return known or text in ("true", "false")
        case "number":
            return _NUMBER.fullmatch(text) is not None
        case "parameter":
            return _NAME.fullmatch(text, 1) is not None
        case _:
            return group not in ("wrong", "other")


def _refuse_character(word: Word, text: str, start: int, place: Place) -> NoReturn:
    """Refuse a sign that is not in the language; an open quote is one of them."""
    if text not in "\"'":
        raise mistake(place, f"`{text}` is not part of a condition", _INSTEAD.get(text, ""))
    if text in word[start + 1 :]:
        raise mistake(place, "a text has no backslash and no line break", "write it on one line")
    raise mistake(
        place, f"the text that begins here has no end: `{text}` is missing", "close the quotes"
    )


def _refuse_number(text: str, place: Place) -> NoReturn:
    """Refuse `30d` without quotes, `1e5`, `1_000`."""
    if re.match(r"\d+(s|m|h|d|w|mo|y)", text):
        raise mistake(
            place, f"`{text}` is not a number", f'a duration stands in quotes: `"{text}"`'
        )
    raise mistake(place, f"`{text}` is not a number", "write it as `1000` or `0.05`")


def _refuse_name(text: str, place: Place) -> NoReturn:
    """Refuse what cannot be a name, and words of other languages."""
    help_text = _WORDS.get(text.lower(), "")
    if text.lower() in ("and", "or", "not"):
        help_text = f"write `{text.lower()}`"
    if help_text:
        raise mistake(place, f"`{text}` is not part of a condition", help_text)
    raise mistake(place, f"`{text}` is not a name", f'put a text between quotes: `"{text}"`')


def _check_order(word: Word, found: tuple[Token, ...]) -> None:
    """Refuse the first token that cannot follow the ones before it."""
    opened: list[tuple[Token, bool]] = []
    wanted, before, last = True, None, None
    for token in found:
        calling = bool(opened) and opened[-1][1]
        if not _fits(token, last, before, wanted=wanted, opened=bool(opened), calling=calling):
            _refuse_token(token, _place(word, token), wanted=wanted)
        if token.text == "(":
            opened.append((token, not wanted))
        elif token.text == ")":
            opened.pop()
        if len(opened) > MOST_NESTED:
            help_text = "split it into several steps"
            raise mistake(_place(word, token), "the condition is nested too deeply", help_text)
        wanted = token.sort not in OPERANDS and token.text != ")"
        before, last = last, token
    if wanted and last:
        message = f"something is missing after `{last.text}`"
        raise mistake(_place(word, last), message, "complete it, or remove it")
    if opened:
        raise mistake(_place(word, opened[-1][0]), "`(` is not closed", "add a `)`")


def _place(word: Word, token: Token) -> Place:
    """Return the place of a token."""
    return place_within(word, token.start, token.end)


def _fits(
    token: Token, last: Token | None, before: Token | None,
    *, wanted: bool, opened: bool, calling: bool,
) -> bool:  # fmt: skip
    """Tell whether a token may follow `last`, which follows `before`.

    `wanted` says that an operand must come; `calling` that the innermost parenthesis is a call's.
    """
    if wanted:
        empty_call = token.text == ")" and calling and last is not None and last.text == "("
        return token.sort in (*OPERANDS, Sort.NOT) or token.text in ("(", "+", "-") or empty_call
    named = last is not None and last.sort is Sort.NAME
    first = before is not None and before.text in ("(", ",")
    return (
        token.sort is Sort.OPERATOR
        or (token.text == "(" and named)
        or (token.text == ")" and opened)
        or (token.text == "," and calling)
        or (token.text == "=" and calling and named and first)
    )


def _refuse_token(token: Token, place: Place, *, wanted: bool) -> NoReturn:
    """Refuse a token where it stands."""
    if wanted:
        raise mistake(place, f"a value is missing before `{token.text}`", "add it")
    if token.text == "=":
        raise mistake(place, "`=` does not compare", "write `==`")
    if token.text == ")":
        raise mistake(place, "`)` closes nothing", "remove it, or add a `(`")
    help_text = "" if token.text == "," else "put `and`, `or` or another operator before it"
    raise mistake(place, f"`{token.text}` is not expected here", help_text)
