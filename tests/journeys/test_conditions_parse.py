"""Conditions as written: what is read, and the mistake at the very character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.conditions import Condition, names, parse, parse_value, walk
from journeykit.journeys.conditions.expression import (
    And,
    Attribute,
    Comparison,
    Number,
)
from journeykit.journeys.conditions.functions import FUNCTIONS
from journeykit.journeys.conditions.write import write
from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.place import NOWHERE, Mapping, Place, Word
from journeykit.journeys.text import read


def word(text: str) -> Word:
    """Return a word in the first line of a file."""
    return Word(text, Place("a.yaml", 1, 1, 1, len(text) + 1))


def refused(text: str) -> Finding:
    """Return the finding of a condition that is refused."""
    with pytest.raises(Mistake) as caught:
        parse(word(text))
    return caught.value.finding


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_the_example_of_each_function_is_read(function: object) -> None:
    example = FUNCTIONS[str(getattr(function, "name", ""))].example
    assert write(parse_value(word(example)).expression) == example


@pytest.mark.parametrize(
    "text",
    [
        "true",
        "not false",
        "customer.points > 100 and known(\"email\") or on_site()",
        "now + \"365d\" > customer.birthday",
        "customer.class == \"gold\"",
        "event.from != start.in",
        "happened(\"message.sent\", within=$n, class=\"sale\", from=start.is)",
        "happened(\"order.placed\", within=$n + \"24h\")",
        "since(\"order.placed\") < \"30d\"",
        "customer.total / 2 - 1 * 3 >= -0.5",
        "count(\"site.visit\", within=\"session\") > times(\"a\")",
        "sent(\"other-journey.step\", within=\"ever\")",
        "segment(\"loyal\") == in_journey(\"a\")",
        "customer.name == 'say \"yes\"'",
    ],
)  # fmt: skip
def test_a_condition_is_written_back_as_it_was_read(text: str) -> None:
    assert write(parse(word(text)).expression) == text


def test_a_chain_is_all_of_its_comparisons() -> None:
    points = Attribute(NOWHERE, Word("points"))
    one, three = Number(NOWHERE, 1.0), Number(NOWHERE, 3.0)
    expected = And(
        NOWHERE,
        (Comparison(NOWHERE, one, "<", points), Comparison(NOWHERE, points, "<=", three)),
    )
    assert parse(word("1 < customer.points <= 3")).expression == expected


@pytest.mark.parametrize(
    ("text", "at", "message", "help_text"),
    [
        ("", "1-1", "a condition is missing", "write one, or remove the key"),
        ("customer.x = 3", "12-13", "`=` does not compare", "write `==`"),
        ("customer.x == ", "12-14", "something is missing after `==`", "complete it, or remove it"),
        ("known(\"a\") and or true", "16-18", "a value is missing before `or`", "add it"),
        (
            "known(\"a\") known(\"b\")", "12-17", "`known` is not expected here",
            "put `and`, `or` or another operator before it",
        ),
        ("(true", "1-2", "`(` is not closed", "add a `)`"),
        ("true)", "5-6", "`)` closes nothing", "remove it, or add a `(`"),
        ("customer.x == not true", "15-18", "`not` is not expected here",
         "put parentheses around a part"),
        ("happened(a=1, \"x\")", "18-19", "a value stands after `name=value`",
         "put it first in the call"),
        ("true AND false", "6-9", "`AND` is not part of a condition", "write `and`"),
        ("true && false", "6-8", "`&&` is not part of a condition", "write `and`"),
        ("!true", "1-2", "`!` is not part of a condition", "write `not`"),
        ("customer.x in (1, 2)", "12-14", "`in` is not part of a condition",
         "compare with one after the other: `a == x or a == y`"),
        ("customer.x == None", "15-19", "`None` is not part of a condition",
         "a missing value is false: write `not`, or leave the comparison out"),
        ("customer.x > 10%", "16-17", "`%` is not part of a condition",
         "write a share as a number: `0.05`"),
        ("customer.x > 2**9", "15-17", "`**` is not part of a condition", "multiply with `*`"),
        ("customer.x == “a”", "15-16", "`“` is not part of a condition",
         "write plain quotes: `\"` or `'`"),
        ("customer.x == \"a", "15-16", "the text that begins here has no end: `\"` is missing",
         "close the quotes"),
        ("customer.x == \"\\n\"", "15-16", "a text has no backslash and no line break",
         "write it on one line"),
        ("since(\"a\") < 30d", "14-17", "`30d` is not a number",
         "a duration stands in quotes: `\"30d\"`"),
        ("customer.x > 1e9", "14-17", "`1e9` is not a number", "write it as `1000` or `0.05`"),
        ("custmer.x > 3", "1-10", "unknown name `custmer.x`; did you mean `customer.x`?", ""),
        ("loyal", "1-6", "unknown name `loyal`", "put a text between quotes: `\"loyal\"`"),
        ("customer.Name == 1", "1-14", "`customer.Name` is not a name",
         "put a text between quotes: `\"customer.Name\"`"),
        ("customer", "1-9", "`customer` has a name after a dot", "write `customer.name`"),
        ("customer.a.b > 1", "1-13", "`customer.a.b` has too many dots", "write `customer.a_b`"),
        ("on_site", "1-8", "`on_site` is a function", "write `on_site()`"),
        ("on_site(1)", "9-10", "`on_site` takes no arguments", "write `on_site()`"),
        ("known()", "1-8", "`known` does not say which contact", "write `known(\"email\")`"),
        ("known(\"a\", \"b\")", "12-15", "`known` takes one argument, the contact",
         "write `known(\"email\")`"),
        ("happened(order.placed)", "10-22", "`happened` takes the event in quotes",
         "write `happened(\"order.placed\")`"),
        ("happened(\"Order\")", "10-17", "`Order` cannot be the name of an event",
         "write lower-case names joined by dots, as in `cart.item_added`"),
        ("sent(\"cart_mail\")", "6-17", "`cart_mail` cannot be the name of a message",
         "write lower-case letters, digits and hyphens, as in `cart-reminder`"),
        ("known(\"e-mail\")", "7-15", "`e-mail` cannot be the name of a contact",
         "write lower-case letters, digits and underscores, as in `web_push`"),
        ("known(\"email\", within=\"3d\")", "16-22", "`known` has no `within`",
         "write `known(\"email\")`"),
        ("sent(\"m\", withn=\"3d\")", "11-16", "`sent` has no `withn`; did you mean `within`?",
         "write `sent(\"cart-reminder\")`"),
        ("happened(\"a\", x=1, x=2)", "20-21", "`x` is given twice", "remove one"),
        ("happened(\"a\", within=3)", "22-23", "a window has a unit", "write it as `\"3d\"`"),
        ("happened(\"a\", within=\"soon\")", "23-27", "`soon` is not a duration",
         "write it as `30s`, `10m`, `1h`, `2d`, `1w`, `1mo`, `1y`, `1d12h` or `$n + 24h`"),
        ("happened(\"a\", within=\"$n\")", "23-25", "a name stands outside the quotes",
         "write it as `$n + \"24h\"`"),
        ("happened(\"a\", within=known(\"b\"))", "22-32", "a yes or no is not a number",
         "leave the comparison out"),
        ("arm(\"s\") == \"a\" or \"b\"", "20-23", "a text is not a condition",
         "compare it, as in `x == \"text\"`"),
        ("count(\"a\")", "1-11", "a number is not a condition", "compare it, as in `number >= 1`"),
        ("known(\"a\") == \"yes\"", "1-11", "yes or no never equals a text",
         "leave the comparison out"),
        ("known(\"a\") > 3", "1-11", "a yes or no is not a number", "leave the comparison out"),
        ("arm(\"s\") > 3", "1-9", "`arm` gives a text, not a number", "compare with `==`"),
        ("now + \"soon\" > 1", "8-12", "`soon` is not a duration",
         "write it as `30s`, `10m`, `1h`, `2d`, `1w`, `1mo`, `1y`, `1d12h` or `$n + 24h`"),
    ],
)  # fmt: skip
def test_a_mistake_is_shown_at_the_very_character(
    text: str, at: str, message: str, help_text: str
) -> None:
    finding = refused(text)
    assert (finding.message, finding.help) == (message, help_text)
    assert f"{finding.place.column}-{finding.place.end_column}" == at or not text
    assert finding.code == "J007"


def test_an_unknown_function_is_answered_with_the_nearest_and_all_there_are() -> None:
    finding = refused('hapened("order.placed")')
    assert finding.message == "unknown function `hapened`"
    assert finding.help.startswith("did you mean `happened`? (happened, count, since, ")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('if: known("email") and nown', "1:24"),
        ("if: 'known(\"email\") and nown'", "1:25"),
        ("if: \"known('email') and nown\"", "1:25"),
        ('if: "known(\\"email\\") and nown"', "1:27"),
        ('if: |\n  known("email")\n  and nown\n', "3:7"),
        ('if: >-\n  known("email")\n  and nown\n', "3:7"),
        ('if: known("email")\n  and nown\n', "2:7"),
        ("if: 'customer.имя == 1'", "1:6"),
    ],
    ids=["plain", "single", "double", "escapes", "block", "folded", "lines", "letters"],
)
def test_the_place_of_a_mistake_is_found_in_every_style_of_yaml(text: str, place: str) -> None:
    documents, findings = read(text, "a.yaml")
    assert not findings
    document = documents[0]
    assert isinstance(document, Mapping)
    condition = document[Word("if")]
    assert isinstance(condition, Word)
    with pytest.raises(Mistake) as caught:
        parse(condition)
    assert str(caught.value.finding.place) == f"a.yaml:{place}"


def test_every_node_and_name_keeps_its_place() -> None:
    condition = parse(word('customer.points > 3 or start.kind == "gift"'))
    columns = [(node.place.column, node.place.end_column) for node in walk(condition.expression)]
    assert columns == [(1, 44), (1, 20), (1, 16), (19, 20), (24, 44), (24, 34), (38, 44)]
    assert [name.word.place.column for name in names(condition)] == [10, 30]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("active", '"active"'),
        ("gold-member", '"gold-member"'),
        ("known", '"known"'),
        ("золото", '"золото"'),
        ("true", "true"),
        ("now", "now"),
        ("'VIP client'", '"VIP client"'),
        ("customer.points + 0.05 * event.value", "customer.points + 0.05 * event.value"),
        ('now + "30d"', 'now + "30d"'),
        ("0", "0"),
        ('known("email")', 'known("email")'),
    ],
)
def test_a_value_is_an_expression_and_a_bare_word_is_a_text(text: str, written: str) -> None:
    assert write(parse_value(word(text)).expression) == written


def test_a_value_of_several_words_wants_quotes() -> None:
    with pytest.raises(Mistake, match="`client` is not expected here"):
        parse_value(word("vip client"))


@pytest.mark.parametrize(
    "text",
    [
        "not " * 450 + "true",
        "-" * 1500 + "1 < 2",
        "(" * 900 + "true" + ")" * 900,
        "(" * 1999,
        "+".join("1" * 900) + " < 3",
        "9" * 1990 + " < 2",
        "true and " * 200_000 + "true",
        "known(" * 300,
        "\x00",
        "true\\\n and false",
        "f'{1}' == ''",
        "lambda: true",
        "[x for x in y]",
        "customer.__class__ == 1",
        "(yield)",
        "a := 3",
        "*a",
        "happened(*a)",
        "happened(**a)",
        "\ud800",
    ],
    ids=lambda text: text[:12].encode("unicode_escape").decode(),
)
def test_hostile_text_is_refused_in_a_short_message(text: str) -> None:
    finding = refused(text)
    assert finding.code == "J007"
    assert len(finding.message) < 120


def outcome(text: str) -> Condition | str:
    """Return the condition, or the code of the mistake."""
    try:
        return parse(word(text))
    except Mistake as mistake:
        return mistake.finding.code


_PIECES = st.sampled_from(
    [
        "customer.a", "start.event", "$n", "now", "true", "not", "and", "or", "(", ")", ",", "=",
        "==", "<", "+", "-", "*", "/", "1", "0.5", '"3d"', "'x'", "within", "known", "happened",
        "count", "on_site", ".", "$", "\n", "#", "if", "_", "é",
    ]
)  # fmt: skip


@given(st.text() | st.lists(_PIECES).map(" ".join) | st.lists(_PIECES).map("".join))
def test_any_text_is_a_condition_or_a_mistake(text: str) -> None:
    found = outcome(text)
    if isinstance(found, str):
        assert found == "J007"
    else:
        assert parse(word(write(found.expression))).expression == found.expression
