"""Whatever a file holds, it is read to its end or refused, in bounded time and memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.finding import Finding
from journeykit.journeys.place import Mapping, Place, Tree, Word, place_within
from journeykit.journeys.source import MOST_BYTES
from journeykit.journeys.text import MOST_COPIES, MOST_DEPTH, MOST_FINDINGS, MOST_VALUES, read

LARGE = 9_000_000

SAMPLE = """\
journey: cart  # a note
title: {en: Cart, ru: Корзина}
start: &first {in: {event: cart.added, next: wait}}
steps:
  wait: {timer: [1h, *first], next: choose}
  choose:
    exclusive: "Opened \\"it\\"?"
    if: >-
      opened('mail')
      and count("x", within="3d") > 1
    then: 'it''s'
  mail: {if: count("x", within="3d") > 1, next: end}
---
map: Shop
about: |
  one

  two
"""


def _messages(text: str | bytes) -> list[str]:
    _, findings = read(text, "a.yaml")
    assert {finding.code for finding in findings} <= {"J001"}
    return [finding.message for finding in findings]


def _bomb(levels: int, width: int) -> str:
    lines = ["a0: &a0 [x]"]
    for level in range(1, levels):
        repeated = ", ".join([f"*a{level - 1}"] * width)
        lines.append(f"a{level}: &a{level} [{repeated}]")
    return "\n".join(lines)


@pytest.mark.parametrize("width", [2, 9, 1000])
def test_an_alias_bomb_is_refused(width: int) -> None:
    assert _messages(_bomb(30, width)) == [f"the aliases repeat more than {MOST_COPIES:,} values"]


def test_a_bomb_of_merge_keys_is_refused() -> None:
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{x: *a{n - 1}, y: *a{n - 1}, z: *a{n - 1}}}" for n in range(1, 30)]
    assert _messages("\n".join(lines)) == [f"the aliases repeat more than {MOST_COPIES:,} values"]


def test_aliases_that_nest_deeper_and_deeper_are_refused() -> None:
    chain = "".join(f"- &a{n} [*a{n - 1}]\n" for n in range(1, 500))
    assert _messages(f"- &a0 [x]\n{chain}") == [f"nested more than {MOST_DEPTH} deep"]


def test_repeated_values_are_one_object() -> None:
    (document,), _ = read("- &a [x]\n" + "- *a\n" * 1000, "a.yaml")
    assert isinstance(document, list)
    assert all(item is document[0] for item in document)


@pytest.mark.parametrize("depth", [10_000, 100_000, 1_000_000])
@pytest.mark.parametrize("opening", ["[", "{", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_refused(opening: str, depth: int) -> None:
    assert _messages(opening * depth) == [f"nested more than {MOST_DEPTH} deep"]


def test_deep_nesting_by_indentation_is_refused() -> None:
    text = "".join(f"{' ' * depth}a:\n" for depth in range(2000))
    assert _messages(text) == [f"nested more than {MOST_DEPTH} deep"]


def test_nesting_up_to_the_limit_is_read() -> None:
    assert _messages("[" * MOST_DEPTH + "]" * MOST_DEPTH) == []


def test_a_file_of_50_mb_is_refused_before_it_is_parsed() -> None:
    assert _messages(b"a: b\n" * 10_000_000) == ["the file is larger than 10 MB"]


@pytest.mark.parametrize(
    "text",
    [
        "[" + "a," * (LARGE // 2),
        "{" + "a," * (LARGE // 2),
        "---\n" * (LARGE // 4),
        "[" + "(," * (LARGE // 2),
    ],
    ids=["list", "mapping", "documents", "parentheses"],
)
@pytest.mark.deep
def test_too_many_values_are_refused(text: str) -> None:
    assert _messages(text) == [f"the file holds more than {MOST_VALUES:,} values"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"' + "a" * LARGE, "not YAML: found unexpected end of stream"),
        ("".join(f"%TAG !a{n}! x\n" for n in range(100_000)), "tags are not read: `%TAG`"),
        ("[" + ":," * (LARGE // 2), "not YAML: expected node content"),
        ("a: b: " * 100_000, "not YAML: mapping values are not allowed in this context"),
    ],
    ids=["quote", "directives", "colons", "keys"],
)
def test_a_large_broken_file_is_refused(text: str, message: str) -> None:
    assert _messages(text) == [message]


def test_the_findings_of_one_file_are_limited() -> None:
    messages = _messages("- !x a\n" * 10_000)
    assert len(messages) == MOST_FINDINGS + 1
    assert f"more than {MOST_FINDINGS} mistakes: the rest of the file is not read" in messages


def test_names_in_messages_are_cut() -> None:
    (message,) = _messages(f"{'k' * 300}: 1\n{'k' * 300}: 2\n")
    assert message == f"the key `{'k' * 77}...` is given twice"
    assert max(map(len, _messages(f"a: !{'t' * 10_000} b\n"))) < 120


@pytest.mark.parametrize(
    ("data", "message", "place"),
    [
        ("journey: a".encode("utf-16"), "not UTF-8: the file is UTF-16", "1:1"),
        ("journey: a".encode("utf-16-le"), "the character U+0000 cannot stand in YAML", "1:2"),
        ("a: b\nя: café".encode("cp1251", "replace"), "not UTF-8: byte 0xff", "2:1"),
        ("a: b\nc: café".encode("latin-1"), "not UTF-8: byte 0xe9", "2:7"),
        (b"a: \xd0\xb6 \xff", "not UTF-8: byte 0xff", "1:6"),
        (b"a: b\0c", "the character U+0000 cannot stand in YAML", "1:5"),
        (b"a: b\x1b[31m", "the character U+001B cannot stand in YAML", "1:5"),
        ("a: b\u2028c".encode(), "the character U+2028 cannot stand in YAML", "1:5"),
        (b'a: "b\\0"', "an escape makes the character U+0000", "1:4"),
        (b'a: "\\e[31m"', "an escape makes the character U+001B", "1:4"),
    ],
)
def test_other_encodings_and_control_characters_are_refused(
    data: bytes, message: str, place: str
) -> None:
    _, findings = read(data, "a.yaml")
    assert [(each.message, str(each.place)) for each in findings] == [(message, f"a.yaml:{place}")]


def test_text_with_lone_surrogates_is_refused() -> None:
    assert _messages("a: \ud800") == ["the character U+D800 cannot stand in YAML"]


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system ['true']\n",
        "a: !!python/name:os.system\n",
        "a: !!binary aGk=\n",
        "!<tag:yaml.org,2002:map> {a: b}\n",
        "a: !!set {b, c}\n",
    ],
)
def test_tags_are_refused_and_make_no_objects(text: str) -> None:
    documents, findings = read(text, "a.yaml")
    assert [finding.message[:20] for finding in findings] == ["tags are not read: `"]
    assert all(type(each) in (Word, Mapping) or isinstance(each, list) for each in documents)


@given(st.text() | st.binary())
def test_random_text_is_read_or_refused(text: str | bytes) -> None:
    _check(text)


@given(st.text(alphabet="ab: ,-?[]{}()&*!|>'\"%@`#\\\n\t\r1ж", max_size=60))
def test_random_signs_are_read_or_refused(text: str) -> None:
    _check(text)


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(SAMPLE)),
            st.integers(0, 8),
            st.text(alphabet="a: ,-[]{}()&*!|>'\"#\\\n\tж\0", max_size=4),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_changed_sample_is_read_or_refused(changes: list[tuple[int, int, str]]) -> None:
    text = SAMPLE
    for at, removed, added in changes:
        text = text[:at] + added + text[at + removed :]
    _check(text)


def test_the_sample_itself_has_one_mistake() -> None:
    assert len(_messages(SAMPLE)) == 1
    _check(SAMPLE)


def _check(text: str | bytes) -> None:
    """Every place lies inside the text, and every character of a word too."""
    documents, findings = read(text, "a.yaml")
    shown = text if isinstance(text, str) else text.decode("utf-8", errors="replace")
    lines = shown.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place in _places(documents, findings):
        assert 1 <= place.line <= place.end_line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1
        assert (place.line, place.column) <= (place.end_line, place.end_column)


def _places(documents: list[Tree], findings: list[Finding]) -> list[Place]:
    places = [finding.place for finding in findings]
    places += [related.place for finding in findings for related in finding.related]
    waiting = list(documents)
    while waiting:
        tree = waiting.pop()
        places.append(tree.place)
        if isinstance(tree, Word):
            letters = (at for at, letter in enumerate(tree) if letter.strip())
            places += [place_within(tree, at, at + 1) for at in letters]
        elif isinstance(tree, Mapping):
            waiting += [*tree.keys(), *tree.values()]
        else:
            waiting += tree
    return places


def test_the_limit_of_size_is_told_as_it_is() -> None:
    assert MOST_BYTES == 10 * 1024 * 1024
