"""The page: one file, nothing in it gets out, and a reader can use it in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from journeykit.journeys.finding import Finding
from journeykit.journeys.lint.rules import RULES
from journeykit.journeys.lint.run import Found
from journeykit.journeys.model import Journey, Plan
from journeykit.journeys.place import Place
from journeykit.render.findings import numbered_findings
from journeykit.render.layout import layout
from journeykit.render.page.document import in_script, languages, page
from journeykit.render.page.excerpt import Written, excerpt, kept
from journeykit.render.page.halos import halos
from journeykit.render.page.views import view
from journeykit.render.picture import Picture, picture
from journeykit.render.sketch import sketch
from tests import node
from tests.render.given import plan_of as given_plan
from tests.samples.maps import ROOT, plan_of

HERE = Path(__file__).parent
HOSTILE = """
map: '</title><img src=x onerror="hacked=1">'
messages:
  hello: {channel: email, class: sale, title: "]]></script><script>hacked=2</script>"}
---
journey: first
title: '</script><img src=x onerror="hacked=3">'
about: '<!-- &lt; " {0} ${1} $title'
start: {begin: {event: "site.visit", next: say}}
steps:
  # What it says; </script>
  say: {send: hello, note: "<b onclick='x'>", next: other}
  other: {call: second, next: end}
---
journey: second
title: Second
start: {begin: {next: wait}}
steps:
  wait:
    wait_for:
      - {event: order.placed, to: end}
      - {timer: 2d, to: wait}
"""


def drawn(plan: Plan, journey: Journey, language: str) -> Picture:
    geometry = layout(sketch(journey, plan, language=language))
    return picture(geometry, over=[halos(geometry)])


def page_of(
    plan: Plan, sources: Mapping[str, list[str]], *, findings: tuple[Found, ...] = ()
) -> str:
    journeys = tuple(plan.journeys.values())
    return page(
        plan,
        journeys,
        lambda journey, language: drawn(plan, journey, language),
        Written(sources, {"first": {"say": "https://example.org/first.yaml#L12"}}),
        spoken=languages(journeys),
        findings={str(each.id): numbered_findings(each, findings) for each in journeys},
    )


def sources_of(plan: Plan) -> dict[str, list[str]]:
    paths = dict.fromkeys([plan.path, *(each.id.place.path for each in plan.journeys.values())])
    return {path: (ROOT / path).read_text(encoding="utf-8").splitlines() for path in paths}


@cache
def shop() -> str:
    plan = plan_of("shop")
    return page_of(plan, sources_of(plan))


@cache
def hostile() -> str:
    return page_of(given_plan(HOSTILE), {"given.yaml": HOSTILE.splitlines()})


def test_a_page_of_the_shop_has_all_in_one_file_of_modest_size() -> None:
    text = shop()
    assert len(text.encode()) < 1_500_000
    assert text.count("@font-face") == 2
    assert text.count('<article class="journey"') == 2 * len(plan_of("shop").journeys)


def test_nothing_is_fetched_from_anywhere() -> None:
    assert set(re.findall(r"https?://[^\"' )]*", shop())) == {"http://www.w3.org/2000/svg"}
    assert set(re.findall(r"url\((.{5})", shop())) == {"data:"}
    assert "default-src 'none'" in shop()
    assert not re.findall(r"<(?:link|img|script|iframe)[^>]* src=", shop())


def test_the_same_map_gives_the_same_bytes() -> None:
    plan = given_plan(HOSTILE)
    assert page_of(plan, {"given.yaml": HOSTILE.splitlines()}) == hostile()


def test_no_text_breaks_out_of_its_place() -> None:
    text = hostile()
    assert "<img" not in text
    assert len(re.findall("<script", text)) == len(re.findall("</script>", text)) == 2
    assert "<!--" not in text.partition("<body>")[2].partition("<script")[0]
    assert "$title" in text  # a text that looks like a place of the template stays one


def test_data_in_a_script_has_no_letter_that_ends_it() -> None:
    texts = ["</script>", "<!--", "]]>", "&", "\u2028\u2029", "Привет"]
    written = in_script(texts)
    assert json.loads(written) == texts
    assert not re.search("[<>&\u2028\u2029]", written)
    assert "Привет" in written


def test_a_step_shows_its_very_lines_with_the_comments_above_it() -> None:
    plan, lines = given_plan(HOSTILE), HOSTILE.splitlines()
    first, second = plan.journeys.values()
    sources = {"given.yaml": lines}
    shown = excerpt(next(iter(first.steps.values())), sources)
    assert lines[shown.first - 1 : shown.last] == [
        "  # What it says; </script>",
        "  say: {send: hello, note: \"<b onclick='x'>\", next: other}",
    ]
    wait = excerpt(next(iter(second.steps.values())), sources)
    assert [line.strip() for line in lines[wait.first - 1 : wait.last]] == [
        "wait:",
        "wait_for:",
        "- {event: order.placed, to: end}",
        "- {timer: 2d, to: wait}",
    ]


def test_lines_that_no_step_shows_are_not_in_the_page() -> None:
    plan = plan_of("shop")
    sources = sources_of(plan)
    step = plan.journeys["birthday"].steps["present"]  # type: ignore[index]  # a word is a str
    shown = excerpt(step, sources)
    (lines,) = kept([shown], sources).values()
    assert lines == [0] * (shown.first - 1) + [sources[shown.path][shown.first - 1]]


def test_each_way_on_is_told_from_both_ends() -> None:
    plan = given_plan(HOSTILE)
    shown = view(plan, tuple(plan.journeys.values()), Written({}), "")
    (wait,) = (step for step in shown.journeys[1].steps if step.id == "wait")
    assert [(lead.to, lead.label) for lead in wait.leads] == [
        ("", "order.placed"),
        ("wait", "2 days"),
    ]
    assert [lead.to for lead in wait.comes] == ["start.begin", "wait"]
    (other,) = (step for step in shown.journeys[0].steps if step.id == "other")
    assert other.calls == "second"


def test_journeys_stand_under_the_stages_of_the_map_in_its_order() -> None:
    plan = plan_of("shop")
    shown = view(plan, tuple(plan.journeys.values()), Written({}), "ru")
    assert [stage.title for stage in shown.stages][:2] == ["Лидогенерация", "Продажи"]
    assert sum(len(stage.journeys) for stage in shown.stages) == len(plan.journeys)


def test_a_page_without_a_map_is_called_as_its_journey() -> None:
    plan = given_plan("journey: a\ntitle: Alone\nstart: {b: {event: c, next: end}}\n")
    assert view(plan, tuple(plan.journeys.values()), Written({}), "").title == "Alone"
    assert "<title>Alone</title>" in page_of(plan, {})


def test_findings_lead_to_their_steps() -> None:
    plan = given_plan(HOSTILE)
    finding = Finding(Place("given.yaml", 11, 3, 11, 6), "bad <b>", journey="first", step="say")
    text = page_of(plan, {}, findings=(Found(RULES[0], finding),))
    assert f'<a href="#first/say"><b>{RULES[0].code}</b> bad &lt;b&gt;</a>' in text
    assert "given.yaml:11" in text


@pytest.fixture(scope="module")
def seen(node_modules: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what a reader sees in the page of the shop, and in one of hostile texts."""
    browser = node.browser()
    folder = tmp_path_factory.mktemp("page with spaces, и буквы")
    files = [folder / "shop.html", folder / "hostile.html"]
    for file, text in zip(files, (shop(), hostile()), strict=True):
        file.write_text(text, encoding="utf-8")
    told = node.run(
        HERE / "page_js.mjs", node_modules, browser, " ".join(node.FLAGS), *map(str, files)
    )
    found: dict[str, Any] = json.loads(told)
    return found


def in_browser(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that needs Node.js and Chromium."""
    marked: Callable[..., None] = pytest.mark.node(pytest.mark.chromium(test))
    return marked


@in_browser
def test_it_opens_without_a_complaint_and_without_the_network(seen: dict[str, Any]) -> None:
    assert seen["complaints"] == []
    assert [url for url in seen["fetched"] if not url.startswith(("file:", "data:"))] == []


@in_browser
def test_all_journeys_are_listed_by_stage(seen: dict[str, Any]) -> None:
    titles = [each.title.in_language("en") for each in plan_of("shop").journeys.values()]
    assert sorted(seen["listed"]) == sorted(titles)
    assert seen["stages"] == ["Leads", "Sales", "Orders", "Retention", "Loyalty", "Return"]
    assert seen["title"].endswith("Online shop")


@in_browser
def test_search_finds_steps_in_any_language_and_case_and_lights_them_up(
    seen: dict[str, Any],
) -> None:
    assert seen["searched"] == ["#birthday", "#birthday/large-present"]
    assert seen["lit"] == ["large-present"]
    assert seen["told"] == "Found: journeys 1, steps 1"
    assert seen["nothing"] == ["", "Nothing has these words."]


@in_browser
def test_a_click_shows_the_lines_and_the_message_of_the_step(seen: dict[str, Any]) -> None:
    clicked = seen["clicked"]
    path = "samples/shop/journeys/birthday.yaml"
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("  present:"))
    assert clicked["hash"] == "#birthday/present"
    assert clicked["chosen"] == ["present"]
    assert clicked["places"][0] == f"{path}:{number}"
    assert clicked["lines"][0] == lines[number - 1].strip() + "\n"
    assert clicked["lines"][1].startswith("birthday-present:\n  channel: email\n")
    for word in ("A present for your birthday", "sale", "discount", "email", "14 days"):
        assert word in clicked["panel"]


@in_browser
def test_the_picture_zooms_and_moves_and_a_drag_is_no_click(seen: dict[str, Any]) -> None:
    before, zoomed, dragged, fitted, larger = seen["moves"]
    assert len({before, zoomed, dragged, fitted, larger}) >= 4
    assert zoomed.split("scale")[1] == dragged.split("scale")[1] != before.split("scale")[1]
    assert fitted.split("scale")[1] != larger.split("scale")[1]
    assert seen["afterDrag"] == "#win-back"
    narrow, wide = (int(scale.rstrip("%")) for scale in seen["pinched"])
    assert wide > 1.5 * narrow


@in_browser
def test_an_address_opens_a_journey_and_a_step(seen: dict[str, Any]) -> None:
    assert seen["deep"]["title"] == "Win back"
    assert seen["deep"]["path"] == "silent"
    assert seen["lost"] == seen["listed"][0]


@in_browser
def test_keys_alone_are_enough(seen: dict[str, Any]) -> None:
    assert seen["keys"] == [
        "start.week-before", "same-day", "#birthday/same-day",
        "#birthday", "same-day", "search",
    ]  # fmt: skip
    assert seen["named"] == 0
    assert seen["unnamed"] == []


@in_browser
def test_the_language_can_be_switched(seen: dict[str, Any]) -> None:
    assert seen["russian"] == ["День рождения", "Интернет-магазин", "ru"]


@in_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_paper(seen: dict[str, Any], scheme: str) -> None:
    worst = seen["contrast"][scheme]
    assert worst["ratio"] >= 4.5, worst
    assert seen["paper"] == "rgb(17, 24, 39)"


@in_browser
def test_each_journey_begins_a_page_of_paper(seen: dict[str, Any]) -> None:
    assert seen["printed"] == len(plan_of("shop").journeys)


@in_browser
def test_nothing_sticks_out_on_a_phone(seen: dict[str, Any]) -> None:
    assert seen["phone"] == 390
    assert seen["sticking"] == []
    assert seen["menu"][0] != "#birthday"
    assert seen["menu"][1] == "false"


@in_browser
def test_hostile_texts_are_shown_and_not_run(seen: dict[str, Any]) -> None:
    assert (seen["hostile"]["run"], seen["hostile"]["images"]) == ("", 0)
    assert '</script><img src=x onerror="hacked=3">' in seen["hostile"]["listed"]
    assert "]]></script><script>hacked=2</script>" in seen["hostile"]["panel"]


@in_browser
def test_a_place_leads_to_where_it_can_be_read(seen: dict[str, Any]) -> None:
    assert seen["hostile"]["links"] == ["https://example.org/first.yaml#L12"]


@in_browser
def test_a_call_leads_to_the_other_journey(seen: dict[str, Any]) -> None:
    assert seen["called"] == "#second"
