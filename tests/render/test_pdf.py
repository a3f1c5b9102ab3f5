"""The PDF: a page of the picture's size, vectors, and text that can be copied."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, Destination, DictionaryObject, PdfObject

from journeykit.render.errors import DrawError
from journeykit.render.layout import layout
from journeykit.render.pdf import LONGEST, pdf
from journeykit.render.picture import Picture, linked, picture
from tests.render.given import diagram_of
from tests.render.random_diagrams import random_diagram

CART = picture(
    layout(
        replace(
            diagram_of("a send Напоминание о корзине\nx exclusive Paid?\na -> x", title="Корзина"),
            about="О корзине",
            language="ru",
        )
    ),
    legend=True,
)


def read(*pictures: Picture, title: str = "") -> PdfReader:
    return PdfReader(BytesIO(pdf(pictures, title=title)))


def inside(found: PdfObject | None, *keys: str) -> PdfObject | None:
    """Return what stands at the keys, one in the other."""
    for key in keys:
        assert isinstance(found, DictionaryObject)
        found = found[key].get_object()
    return found


def bookmarks(reader: PdfReader) -> list[tuple[str | None, int | None]]:
    entries = [entry for entry in reader.outline if isinstance(entry, Destination)]
    return [(entry.title, reader.get_destination_page_number(entry)) for entry in entries]


def test_text_can_be_selected_and_copied() -> None:
    lines = read(CART).pages[0].extract_text().splitlines()
    assert [line for line in lines if line][:2] == ["Корзина", "О корзине"]
    assert "Напоминание" in lines
    assert "Paid?" in lines
    assert "отправка сообщения" in lines  # of the legend


def test_each_font_is_inside_and_tells_its_letters() -> None:
    fonts = inside(read(CART).pages[0], "/Resources", "/Font")
    assert isinstance(fonts, DictionaryObject)
    assert len(fonts) == 2
    for name in fonts:
        assert inside(fonts, name, "/FontDescriptor", "/FontFile2") is not None
        assert inside(fonts, name, "/ToUnicode") is not None
        assert "JourneySans" in str(inside(fonts, name, "/BaseFont"))


def test_nothing_is_drawn_as_pixels() -> None:
    reader = read(CART, picture(layout(random_diagram(3))))
    assert [list(page.images) for page in reader.pages] == [[], []]


def test_the_page_is_as_large_as_the_picture_on_a_screen() -> None:
    page = read(CART).pages[0]
    assert [float(side) for side in page.mediabox[2:]] == [side * 0.75 for side in CART.size]


def test_a_page_is_never_longer_than_readers_show() -> None:
    wide = replace(CART, size=(40_000, 200))
    page = read(wide).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [LONGEST, LONGEST // 200]


def test_the_document_is_called_as_the_journey_is() -> None:
    reader = read(CART)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.subject) == ("Корзина", "О корзине")
    assert reader.metadata.creator == "journeykit"
    assert str(inside(reader.trailer, "/Root", "/Lang")) == "ru"


def test_several_pictures_have_a_page_and_a_bookmark_each() -> None:
    reader = read(CART, replace(CART, title="Second"), title="Shop")
    assert bookmarks(reader) == [("Корзина", 0), ("Second", 1)]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.subject) == ("Shop", "")


def test_the_same_picture_gives_the_same_bytes_at_any_time() -> None:
    assert pdf([CART]) == pdf([CART])
    assert b"(D:20000101000000+00'00')" in pdf([CART])


def test_a_step_leads_to_its_line() -> None:
    page = read(linked(CART, {"a": "https://pages.test/cart.yaml#L5"})).pages[0]
    links = inside(page, "/Annots")
    assert isinstance(links, ArrayObject)
    uri = inside(links[0].get_object(), "/A", "/URI")
    assert str(uri) == "https://pages.test/cart.yaml#L5"
    place = inside(links[0].get_object(), "/Rect")
    assert isinstance(place, ArrayObject)
    left, low, right, high = map(float, place)
    assert (right - left, high - low) == (75, 60)  # a task of 100 x 80 pixels
    assert 0 < low < high < float(page.mediabox[3])


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reportlab.pdfgen.canvas", None)
    with pytest.raises(DrawError, match=r"pip install 'journeykit\[pdf\]'"):
        pdf([CART])
