"""Files that are refused with one clear line, and encodings that are read."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.place import Word
from journeykit.render.bpmn.elements import MODEL
from journeykit.render.bpmn.reading.document import read_bpmn
from journeykit.render.bpmn.reading.tree import MOST_BYTES

START = f'<definitions xmlns="{MODEL}"><process id="p" name="Корзина ждёт"><task id="t"/>'
FILE = f"{START}</process></definitions>"
BOMB = f"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
{FILE.replace("Корзина ждёт", "&b;")}"""
OUTSIDE = f"""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>
{FILE.replace("Корзина ждёт", "&a;")}"""
REFUSED = {
    "empty": (b" \n", "x.bpmn: empty: a BPMN file was expected"),
    "no XML": (b"journey: cart", "x.bpmn:1: not XML: syntax error"),
    "torn": (START.encode(), "x.bpmn:1: not XML: no element found"),
    "another root": (b"<svg/>", "x.bpmn:1: not BPMN 2.0: its root is `svg`"),
    "another standard": (
        b'<definitions xmlns="urn:other"/>',
        "x.bpmn:1: not BPMN 2.0: its root is `definitions`",
    ),
    "no step": (
        f'<definitions xmlns="{MODEL}"><process/></definitions>'.encode(),
        "x.bpmn: no process in it has a step",
    ),
    "a bomb": (
        BOMB.encode(),
        "x.bpmn:2: a DTD is not read: remove `<!DOCTYPE ...>`; entities in it are never read",
    ),
    "an outside entity": (
        OUTSIDE.encode(),
        "x.bpmn:1: a DTD is not read: remove `<!DOCTYPE ...>`; entities in it are never read",
    ),
    "a DTD alone": (
        b"<!DOCTYPE x SYSTEM 'http://example.org/x.dtd'><x/>",
        "x.bpmn:1: a DTD is not read: remove `<!DOCTYPE ...>`; entities in it are never read",
    ),
    "a bomb in UTF-16": (
        BOMB.encode("utf-16"),
        "x.bpmn:2: a DTD is not read: remove `<!DOCTYPE ...>`; entities in it are never read",
    ),
    "nested": (b"<a>" * 1000 + b"</a>" * 1000, "x.bpmn:1: nested more than 100 deep"),
    "large": (b"<" + b" " * MOST_BYTES, "x.bpmn: larger than 10 MB: import one process"),
    "an unknown encoding": (
        b'<?xml version="1.0" encoding="klingon"?><a/>',
        "x.bpmn: its encoding is not read: save it as UTF-8",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_with_the_reason(name: str) -> None:
    data, message = REFUSED[name]
    with pytest.raises(JourneyError) as error:
        read_bpmn(data, "x.bpmn")
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plain", FILE.encode()),
        ("UTF-8 with a mark", codecs.BOM_UTF8 + FILE.encode()),
        ("UTF-16", FILE.encode("utf-16")),
        ("UTF-16, big end first", codecs.BOM_UTF16_BE + FILE.encode("utf-16-be")),
        ("windows-1251", f'<?xml version="1.0" encoding="windows-1251"?>{FILE}'.encode("cp1251")),
    ],
)
def test_an_encoding_is_read_as_the_file_declares_it(name: str, data: bytes) -> None:
    assert read_bpmn(data, "x.bpmn").journeys[0][Word("title")] == "Корзина ждёт", name


def test_latin_1_is_read_where_it_is_declared() -> None:
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?>{FILE}'.replace("Корзина ждёт", "Größe")
    journey = read_bpmn(text.encode("latin-1"), "x.bpmn").journeys[0]
    assert (journey[Word("title")], journey[Word("journey")]) == ("Größe", "grosse")


@given(st.binary(max_size=200), st.integers(0, len(FILE.encode())))
def test_torn_bytes_are_read_or_refused_and_never_more(noise: bytes, at: int) -> None:
    whole = FILE.encode()
    for data in (noise, whole[:at] + noise + whole[at:], whole[:at] + noise):
        assert _refusal(data).startswith("x.bpmn")


def _refusal(data: bytes) -> str:
    """Return why a file is refused, else its name."""
    try:
        read_bpmn(data, "x.bpmn")
    except JourneyError as error:
        return str(error)
    return "x.bpmn"
