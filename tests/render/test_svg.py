"""The SVG: well formed, its text selectable, its font inside, the same bytes every time."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

from fontTools.ttLib import TTFont

from journeykit.render.diagram import Diagram, Kind, Shape
from journeykit.render.geometry import Geometry
from journeykit.render.layout import layout
from journeykit.render.marks import TAG
from journeykit.render.picture import linked, picture
from journeykit.render.shapes import PAPER
from journeykit.render.svg import style
from journeykit.render.svg import svg as write
from tests.render.given import diagram_of
from tests.render.random_diagrams import random_diagram

NAMESPACE = {"s": "http://www.w3.org/2000/svg"}
SALE = Shape("m", Kind.SEND, "Code", channels=("email", "sms"), class_="sale", promo="code")


def svg(geometry: Geometry, *, legend: bool = False) -> str:
    return write(picture(geometry, legend=legend))


def tree(document: str) -> ET.Element:
    return ET.fromstring(document)


def lines(document: str) -> list[str]:
    return [str(span.text) for span in tree(document).iterfind(".//s:tspan", NAMESPACE)]


def test_text_is_text() -> None:
    shown = lines(svg(layout(diagram_of("a send Cart <reminder> & code\nx exclusive Paid?"))))
    assert "Paid?" in shown
    assert " ".join(shown).count("<reminder>") == 1


def test_only_letters_of_the_title_can_be_odd() -> None:
    document = svg(layout(replace(diagram_of("a end"), title="</title><script>", about="]]>&")))
    assert not tree(document).findall(".//s:script", NAMESPACE)


def test_the_font_inside_holds_every_letter_of_the_picture() -> None:
    document = svg(
        layout(diagram_of("a send Напоминание\nx exclusive Оплатил?\na -> x", title="Ω"))
    )
    fonts = re.findall(r"data:font/ttf;base64,([^)]*)", document)
    known = [TTFont(BytesIO(base64.b64decode(font))).getBestCmap() for font in fonts]
    assert len(known) == 2
    letters = "".join(lines(document)).replace(" ", "")
    assert all(any(ord(letter) in cmap for cmap in known) for letter in letters)
    assert len(document) < 40_000


def test_the_same_journey_gives_the_same_bytes() -> None:
    assert svg(layout(random_diagram(5))) == svg(layout(random_diagram(5)))


def test_nothing_is_fetched_from_anywhere() -> None:
    document = svg(layout(random_diagram(7)))
    assert re.findall(r"https?://[^\"]*", document) == ["http://www.w3.org/2000/svg"]


def test_a_sale_is_told_by_words_and_not_by_colour_alone() -> None:
    diagram = Diagram("d", "T", "", "ru", (SALE,), ())
    document = svg(layout(diagram))
    assert "промокод" in lines(document)
    assert "<title>Code, email, sms, sale, code</title>" in document


def test_a_promo_in_a_receipt_is_marked_with_the_tag_of_a_sale() -> None:
    plain = replace(SALE, class_="transactional", promo="")
    for promo, tags in (("", 0), ("code", 1)):
        shapes = (replace(plain, promo=promo),)
        document = svg(layout(Diagram("d", "T", "", "en", shapes, ())))
        assert "transactional" in lines(document)
        assert document.count(TAG) == tags


def test_the_marks_of_a_task_keep_clear_of_three_lines_of_text() -> None:
    shapes = (Shape("m", Kind.SEND, "A client left a number, please call", channels=("staff",)),)
    drawn = layout(Diagram("d", "T", "", "en", (replace(shapes[0], class_="service"),), ()))
    placed = drawn.shapes[0]
    assert placed.text is not None
    assert len(placed.text.lines) == 3
    moves = re.findall(r"translate\(\d+,(\d+)\)", svg(drawn))
    marks = [int(move) for move in moves if int(move) < placed.text.box.top]
    assert len(marks) == 2
    letters = placed.text.box.top + 2  # above the highest of them
    assert all(mark + 8 < letters for mark in marks)


def test_a_task_of_a_person_says_whose_it_is() -> None:
    shapes = (Shape("c", Kind.USER, "Call", role="sales"),)
    document = svg(layout(Diagram("d", "T", "", "", shapes, ())))
    assert "sales" in lines(document)
    assert "<title>Call, sales</title>" in document


def test_a_legend_explains_just_what_is_there() -> None:
    drawn = layout(Diagram("d", "T", "", "en", (SALE, Shape("t", Kind.TIMER, "1 day")), ()))
    plain, explained = lines(svg(drawn)), lines(svg(drawn, legend=True))
    more = explained[len(plain) :]
    assert more == ["waits for a time", "sends a message", "sale", "email", "sms"]
    assert int(tree(svg(drawn, legend=True)).attrib["height"]) > drawn.size[1]


def test_a_step_leads_to_its_line() -> None:
    drawn = picture(layout(diagram_of("a send Mail\nb end\na -> b")))
    document = write(linked(drawn, {"a": 'https://x.test/?a&"b'}))
    (link,) = tree(document).findall(".//s:a", NAMESPACE)
    assert link.attrib["href"] == 'https://x.test/?a&"b'
    (step,) = link.findall("s:g", NAMESPACE)
    assert step.attrib["data-step"] == "a"
    # What is inside an image cannot be reached by a keyboard.
    assert "role" not in tree(document).attrib
    assert tree(write(drawn)).attrib["role"] == "img"


def test_a_start_is_told_from_a_step_of_its_name() -> None:
    shapes = (
        Shape("start.mail", Kind.START, step="mail"),
        Shape("start.mail.split", Kind.EXCLUSIVE, step="mail"),
        Shape("mail", Kind.SEND, step="mail"),
        Shape("mail.end", Kind.END, step="mail"),
    )
    found = tree(svg(layout(Diagram("d", "T", "", "", shapes, ())))).findall("s:g", NAMESPACE)
    names = [group.attrib["data-step"] for group in found]
    assert names == ["start.mail", "start.mail", "mail", "mail"]


def test_in_a_page_it_leaves_the_style_to_the_page() -> None:
    drawn = picture(layout(diagram_of("a send Mail")))
    assert not tree(write(drawn, alone=False)).findall("s:style", NAMESPACE)
    assert style([drawn]) in write(drawn)


def test_dark_paper_is_for_screens_that_ask_for_it() -> None:
    rules = str(tree(svg(layout(diagram_of("a send Mail")))).findtext("s:style", "", NAMESPACE))
    plain, asked, night = rules.partition("@media screen and (prefers-color-scheme:dark)")
    assert asked
    assert PAPER in night
    assert PAPER not in plain
