"""YAML is read as it was written, with the right places."""

from __future__ import annotations

import pytest

from journeykit.journeys.finding import Finding
from journeykit.journeys.place import Mapping, Place, Sequence, Tree, Word, place_within
from journeykit.journeys.text import read


def _tree(text: str) -> Tree:
    documents, findings = read(text, "a.yaml")
    assert findings == []
    assert len(documents) == 1
    return documents[0]


def _value(text: str, key: str = "a") -> Word:
    tree = _tree(text)
    assert isinstance(tree, Mapping)
    value = tree[Word(key)]
    assert isinstance(value, Word)
    return value


def _findings(text: str | bytes) -> list[str]:
    return [_line(finding) for finding in read(text, "a.yaml")[1]]


def _line(finding: Finding) -> str:
    assert finding.code == "J001"
    place = finding.place
    return f"{place.line}:{place.column} {finding.message}"


def _span(place: Place) -> str:
    return f"{place.line}:{place.column}-{place.end_line}:{place.end_column}"


@pytest.mark.parametrize("text", ["001", "2.4", "yes", "да", "12:30", "on", "~", "null", "1e3"])
def test_a_scalar_stays_as_it_was_written(text: str) -> None:
    assert _value(f"a: {text}\n") == text


@pytest.mark.parametrize(
    ("written", "plain"), [("x", True), ("'x'", False), ('"x"', False), ("|-\n  x", False)]
)
def test_a_word_tells_whether_it_carried_quotes(written: str, plain: bool) -> None:
    word = _value(f"a: {written}\n")
    assert (word, word.plain) == ("x", plain)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("a: b c   # note\n", "1:4-1:7"),
        ("a: 'b c'  \n", "1:4-1:9"),
        ("ключ: {a: значение , b: c}\n", "1:11-1:19"),
        ("a: b\n  c  \nd: e\n", "1:4-2:4"),
        ("a: |\n  b\n  c\n\n\nd: e\n", "1:4-3:4"),
        ("a: >-\n  b\n  c", "1:4-3:4"),
        ("a:\nd: e\n", "1:3-1:3"),
        ("a: &x b\n", "1:7-1:8"),
        ("a: &x\n  'b'\n", "2:3-2:6"),
        ("\ufeffa: b\n", "1:4-1:5"),
        ("c: d\r\na: b\r\n", "2:4-2:5"),
        ("c: 🙂🙂\na: b", "2:4-2:5"),
    ],
)
def test_the_place_of_a_scalar_is_where_its_letters_are(text: str, span: str) -> None:
    tree = _tree(text)
    assert isinstance(tree, Mapping)
    inner = tree.get(Word("ключ"), tree)
    assert isinstance(inner, Mapping)
    assert _span(inner[Word("a")].place) == span


def test_the_place_of_a_list_or_mapping_ends_with_its_last_item() -> None:
    tree = _tree("a:\n  - 1\n  - {b: c}\n\n# note\nd: [e,\n  f ]\n")
    assert isinstance(tree, Mapping)
    assert [_span(tree[Word(key)].place) for key in ("a", "d")] == ["2:3-3:11", "6:4-7:6"]
    assert _span(tree.place) == "1:1-7:6"


def test_keys_are_words_with_places_in_written_order() -> None:
    tree = _tree("b: 1\n'a': 2\n")
    assert isinstance(tree, Mapping)
    assert [(key, _span(key.place)) for key in tree] == [("b", "1:1-1:2"), ("a", "2:1-2:4")]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('a: happened("x") and y\n', "and"),
        ("a: 'happened(\"x\") and y'\n", "and"),
        ("a: 'it''s that and y'\n", "and"),
        ('a: "say \\"x\\" and \\u0079"\n', "and"),
        ("a: >-\n  happened(\n    x)\n  and y\n", "and"),
        ("a: |\n  happened(x)\n\n  or z and y\n", "and"),
        ("a: happened(x)\n   and y\n", "and"),
        ("a: да and нет\n", "and"),
        ("a: &x\n  'one and two'\n", "and"),
    ],
)
def test_a_part_of_a_scalar_is_found_in_the_file(text: str, part: str) -> None:
    word = _value(text)
    start = word.index(part)
    place = place_within(word, start, start + len(part))
    line = text.splitlines()[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == part
    assert place.end_line == place.line


def test_the_end_of_a_scalar_is_a_place_too() -> None:
    word = _value("a: 'b c'\n")
    assert _span(place_within(word, 3, 3)) == "1:8-1:8"
    assert _span(place_within(word, -5, 99)) == "1:5-1:8"


def test_a_file_may_hold_several_documents() -> None:
    documents, findings = read("journey: a\n---\njourney: b\n---\n", "a.yaml")
    assert [documents, findings] == [[{"journey": "a"}, {"journey": "b"}], []]


@pytest.mark.parametrize("text", ["", "\n\n", "# a note\n", "---\n", "---\n---\n"])
def test_an_empty_file_has_no_documents(text: str) -> None:
    assert read(text, "a.yaml") == ([], [])


def test_documents_before_a_broken_one_are_kept() -> None:
    documents, findings = read("journey: a\n---\nb: [\n---\nc: d\n", "a.yaml")
    assert documents == [{"journey": "a"}]
    assert len(findings) == 1


def test_an_alias_repeats_the_value_of_its_anchor() -> None:
    tree = _tree("a: &x {b: c}\nd: [*x, *x]\ne: &k f\n*k : 1\n")
    assert tree == {"a": {"b": "c"}, "d": [{"b": "c"}, {"b": "c"}], "e": "f", "f": "1"}


def test_a_repeated_key_shows_the_first_one() -> None:
    documents, findings = read("a: 1\nb: 2\na: 3\na: 4\n", "a.yaml")
    assert documents == [{"a": "1", "b": "2"}]
    assert [_line(each) for each in findings] == [
        "3:1 the key `a` is given twice",
        "4:1 the key `a` is given twice",
    ]
    assert [str(related.place) for each in findings for related in each.related] == [
        "a.yaml:1:1",
        "a.yaml:1:1",
    ]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("a: [1, 2\n", "1:9 not YAML: expected ',' or ']'"),
        ("a: {b: c\n\n\n", "1:9 not YAML: expected ',' or '}'"),
        ('a: "b\n', "1:6 not YAML: found unexpected end of stream"),
        ("a: b: c\n", "1:5 not YAML: mapping values are not allowed in this context"),
        ("a:\n\t- b\n", "2:1 not YAML: a tab indents the line"),
        ("a: @b\n", "1:4 not YAML: a text cannot begin with `@`"),
        ("a: `b`\n", "1:4 not YAML: a text cannot begin with a back-quote"),
        ("a: {b:, c}\n", "1:6 not YAML: found unexpected ':'"),
        ("- a\nb: c\n", "2:1 not YAML: expected '-' indicator"),
        ("a: *b\n", "1:4 the alias `*b` has no anchor before it"),
        ("a: &b [*b]\n", "1:8 the alias `*b` repeats itself"),
        ("<<: {a: b}\n", "1:1 merge keys `<<` are not read"),
        ("? [a]\n: b\n", "1:3 a key is a text, not a list or a mapping"),
        ("a: !important b\n", "1:4 tags are not read: `!important`"),
    ],
)
def test_a_mistake_is_a_finding_with_its_place(text: str, finding: str) -> None:
    assert _findings(text) == [finding]


def test_an_error_of_syntax_shows_where_its_brackets_open() -> None:
    _, findings = read("b: c\na: [1,\n  {c: d\n", "a.yaml")
    assert [(str(each.place), each.label) for each in findings[0].related] == [
        ("a.yaml:3:3", "the braces open here")
    ]


def test_a_call_torn_by_a_comma_is_shown_with_quotes() -> None:
    text = 'opened: {exclusive: Q?, if: happened("a", within="3d"), then: b, else: c}\n'
    documents, findings = read(text, "a.yaml")
    assert documents == [
        {
            "opened": {
                "exclusive": "Q?",
                "if": 'happened("a", within="3d")',
                "then": "b",
                "else": "c",
            }
        }
    ]
    assert [_line(each) for each in findings] == [
        '1:29 a comma tears the call apart: `happened("a"` and `within="3d")` '
        "are read as separate values"
    ]
    assert findings[0].help == (
        "put it in quotes: opened: {exclusive: Q?, "
        'if: \'happened("a", within="3d")\', then: b, else: c}'
    )


def test_several_torn_calls_with_one_ending_are_not_repeated_keys() -> None:
    text = 'a: {if: count("x", within="3d") > 1, b: count("y", within="3d") > 1}\n'
    documents, findings = read(text, "a.yaml")
    assert documents == [
        {"a": {"if": 'count("x", within="3d") > 1', "b": 'count("y", within="3d") > 1'}}
    ]
    assert ["tears" in each.message for each in findings] == [True, True]


def test_a_torn_call_in_brackets_is_mended_too() -> None:
    documents, findings = read("- [share(a, b), c]\n", "a.yaml")
    assert documents == [[["share(a, b)", "c"]]]
    assert len(findings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{a: (b, c: d}\n",
        "{a: 'f(x', b)}\n",
        "[f(x), y]\n",
        "a: f(x, y)\n",
        "{a: 1), b: 2}\n",
    ],
)
def test_other_parentheses_are_left_alone(text: str) -> None:
    assert read(text, "a.yaml")[1] == []


def test_a_list_knows_its_place() -> None:
    tree = _tree("[a, b]\n")
    assert isinstance(tree, Sequence)
    assert _span(tree.place) == "1:1-1:7"
