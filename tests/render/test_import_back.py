"""What `journey draw` writes as BPMN comes back as it was, and what a modeller changes wins."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import SubElement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.journeys.finding import JourneyError
from journeykit.journeys.load import load
from journeykit.journeys.place import Mapping, Tree, Word
from journeykit.journeys.text import read
from journeykit.render.bpmn.document import bpmn
from journeykit.render.bpmn.reading.document import read_bpmn
from journeykit.render.bpmn.reading.sheet import sheet
from tests import node
from tests.render.edited import Edited, tag
from tests.render.test_bpmn import everything, laid_out
from tests.samples.maps import MAPS, documents_of, journey_ids, plan_of


@pytest.mark.parametrize(("language", "wrap"), [("", None), ("ru", None), ("", 1000)])
@pytest.mark.parametrize("name", MAPS)
def test_a_sample_comes_back_as_it_was_written(name: str, language: str, wrap: int | None) -> None:
    plan = plan_of(name)
    trees = {str(tree.get(Word("journey"))): tree for tree in documents_of(name)}
    other = {}
    for id in journey_ids(name):
        text = bpmn(plan.journeys[Word(id)], plan, trees[id], language=language, wrap=wrap)
        found = read_bpmn(text.encode(), "x.bpmn")
        back, wrong = read(sheet(found, "x.bpmn"), "x.yaml")
        assert wrong == []
        is_ordered = wrap or [_order(each) for each in back] == [_order(trees[id])]
        if back != [trees[id]] or found.left or not is_ordered:
            other[id] = found.left
    assert other == {}


def test_rows_and_lanes_come_back_as_plain_journeys() -> None:
    for name, text in laid_out().items():
        map_, _, id = name.split()[0].partition("/")
        tree = next(each for each in documents_of(map_) if each.get(Word("journey")) == id)
        found = read_bpmn(text.encode(), "x.bpmn")
        assert (found.journeys, found.left) == ((tree,), ())


@pytest.mark.node
def test_a_modeller_that_opens_and_saves_a_file_changes_nothing(node_modules: Path) -> None:
    files = everything()
    told = node.run(Path(__file__).parent / "moddle.mjs", node_modules, given=json.dumps(files))
    saved = json.loads(told)
    assert list(saved) == list(files)
    for name, text in files.items():
        before, after = (read_bpmn(each.encode(), "x.bpmn") for each in (text, saved[name]))
        assert (name, after.journeys, after.left) == (name, before.journeys, ())


def _order(tree: Tree) -> list[list[str]]:
    assert isinstance(tree, Mapping)
    parts = [tree.get(Word(key), Mapping()) for key in ("start", "steps")]
    return [[str(id) for id in part] for part in parts]


def _rename(file: Edited) -> None:
    file.element("thank").set("name", "Say thanks")


def _rename_message(file: Edited) -> None:
    file.element("mail").set("name", "The second one")


def _rename_event(file: Edited) -> None:
    file.element("answer.1").set("name", "Came back")


def _rename_process(file: Edited) -> None:
    file.process.set("name", "A filled cart")


def _move(file: Edited) -> None:
    file.flow("paid", "mail").set("targetRef", "ask")


def _label(file: Edited) -> None:
    file.flow("paid", "mail").set("name", "not yet")


def _insert(file: Edited) -> None:
    file.add("userTask", "Activity_1", "Позвонить")
    file.flow("mail", "answer").set("targetRef", "Activity_1")
    file.connect("Activity_1", "answer")


def _delete(file: Edited) -> None:
    file.delete("ask")


def _delete_and_join(file: Edited) -> None:
    file.delete("mail")
    file.connect("paid", "answer", "no")


def _wait_longer(file: Edited) -> None:
    next(file.element("pause").iter(tag("timeDuration"))).text = "P2DT12H"


def _wait_for_more(file: Edited) -> None:
    event = file.add("intermediateCatchEvent", "Event_1", "Called us")
    SubElement(event, tag("messageEventDefinition"))
    file.connect("answer", "Event_1")
    file.connect("Event_1", "done.join")


def _branch(file: Edited) -> None:
    file.add("endEvent", "Event_2", "A friend")
    file.connect("paid", "Event_2", "friend", 'segment("friends")')


def _note(file: Edited) -> None:
    next(file.process.iter(tag("text"))).text = "Not on Sundays"


def _copy(file: Edited) -> None:
    copied = copy.deepcopy(file.element("mail"))
    copied.set("id", "Activity_2")
    file.process.append(copied)
    file.flow("mail", "answer").set("targetRef", "Activity_2")
    file.connect("Activity_2", "answer")


def _name_end(file: Edited) -> None:
    file.element("paid.end").set("name", "Bought")


PAID = (
    '{exclusive: {en: Paid?, ru: Оплачено?}, if: happened("order.placed"), then: end, else: mail}'
)
CLICKED = "{event: message.clicked, message: reminder, to: thank, label: Clicked}"
SILENT = "{timer: {after: 3d, since: start}, to: variant, label: Silent}"
CHANGES: dict[Callable[[Edited], None], dict[str, str]] = {
    _rename: {
        "thank": "{task: {en: Say thanks, ru: Поблагодарить}, set: {thanked: true}, "
        "writes: [crm], next: done}"
    },
    _rename_message: {
        "mail": "{send: reminder, title: The second one, note: The first one, next: answer}"
    },
    _rename_event: {"answer": f"wait_for: [{CLICKED.replace('Clicked', 'Came back')}, {SILENT}]"},
    _rename_process: {"": ""},
    _move: {"paid": PAID.replace("mail", "ask")},
    _label: {
        "paid": """
            exclusive: {en: Paid?, ru: Оплачено?}
            next:
              - {to: end, if: happened("order.placed"), label: {en: "yes", ru: да}}
              - {to: mail, label: {en: not yet, ru: нет}}
        """
    },
    _insert: {
        "mail": "{send: reminder, note: The first one, next: pozvonit}",
        "pozvonit": "{user_task: {en: Позвонить}, next: answer}",
    },
    _delete: {"variant": "{exclusive: Which one?, next: [{to: done, label: none}]}", "ask": ""},
    _delete_and_join: {"paid": PAID.replace("mail", "answer"), "mail": ""},
    _wait_longer: {"pause": "{timer: 2d12h, next: paid}"},
    _wait_for_more: {
        "answer": f"wait_for: [{CLICKED}, {SILENT}, "
        "{event: called_us, to: done, label: Called us}]"
    },
    _branch: {
        "paid": """
            exclusive: {en: Paid?, ru: Оплачено?}
            next:
              - {to: end, if: happened("order.placed"), label: {en: "yes", ru: да}}
              - {to: mail, label: {en: "no", ru: нет}}
              - {to: a-friend, if: segment("friends"), label: friend}
        """,
        "a-friend": "{end: {en: A friend}}",
    },
    _note: {"mail": "{send: reminder, note: {en: Not on Sundays}, next: answer}"},
    _copy: {
        "mail": "{send: reminder, note: The first one, next: reminder}",
        "reminder": "{send: reminder, next: answer}",
    },
    _name_end: {"paid": PAID.replace("end", "bought"), "bought": "{end: {en: Bought}}"},
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_what_was_changed_in_a_modeller_wins_and_all_else_stays(
    change: Callable[[Edited], None],
) -> None:
    file = Edited()
    change(file)
    back = file.imported().journeys[0]
    assert load([back], "cart.yaml").findings == ()
    expected = dict(_steps(file.tree))
    for id, text in CHANGES[change].items():
        trees, _ = read(text, "")
        expected[Word(id)] = trees[0] if trees else Word("")
    there = {id: step for id, step in expected.items() if step}
    assert {str(id): step for id, step in _steps(back).items()} == there


def _steps(tree: Mapping) -> Mapping:
    steps = tree[Word("steps")]
    assert isinstance(steps, Mapping)
    return steps


def test_a_new_title_is_the_one_in_the_language_of_the_picture() -> None:
    file = Edited(language="ru")
    file.process.set("name", "Полная корзина")
    assert file.back()[Word("title")] == {"en": "Cart", "ru": "Полная корзина"}


def test_a_condition_in_another_language_is_listed_and_never_holds() -> None:
    file = Edited()
    file.add("endEvent", "Event_2", "A friend")
    file.connect("paid", "Event_2", "friend", "${friend}")
    found = file.imported()
    assert [each.why for each in found.left] == ["its condition is in another language: ${friend}"]
    assert "{to: a-friend, if: false, label: friend}" in sheet(found, "cart.bpmn")


def test_a_step_that_became_another_kind_says_what_it_was() -> None:
    file = Edited()
    file.element("mail").tag = tag("userTask")
    found = file.imported()
    step = _steps(found.journeys[0])[Word("mail")]
    assert step == {"user_task": {"en": "Reminder"}, "note": "The first one", "next": "answer"}
    assert "it was a `send`" in found.left[0].why


def test_a_new_flow_among_shares_is_listed_and_never_taken() -> None:
    file = Edited()
    file.add("endEvent", "Event_3", "Later")
    file.connect("variant", "Event_3", "later")
    found = file.imported()
    assert "never taken until you write its `share`" in found.left[0].why
    assert load([found.journeys[0]], "cart.yaml").findings == ()


@settings(max_examples=30)
@given(st.data())
def test_whatever_is_deleted_or_moved_the_rest_is_a_journey_that_reads(data: st.DataObject) -> None:
    file = Edited()
    for _ in range(data.draw(st.integers(1, 4))):
        nodes = [each for each in file.process if each.get("id")]
        chosen = data.draw(st.sampled_from(nodes))
        if chosen.tag == tag("sequenceFlow") and data.draw(st.booleans()):
            end = data.draw(st.sampled_from(["sourceRef", "targetRef"]))
            chosen.set(end, str(data.draw(st.sampled_from(nodes)).get("id")))
        elif len(nodes) > 1:
            file.delete(str(chosen.get("id")))
    try:
        journeys = file.imported().journeys
    except JourneyError:  # nothing is left of it
        journeys = ()
    wrong = load([*journeys], "cart.yaml").findings
    assert [each.message for each in wrong if each.code != "J006"] == []
