"""With the policy in force, on random maps: nothing sent breaks it, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from journeykit.journeys.model import Plan, Send
from journeykit.journeys.place import Word
from journeykit.journeys.policy import Broken, Sent, broken
from journeykit.journeys.timetable import breaks
from journeykit.simulate.deferral import DEFERRED, renewed
from journeykit.simulate.life import Life, Row
from journeykit.simulate.program import Program, compile_plan
from journeykit.simulate.reference.live import live
from journeykit.simulate.survey import Survey, survey
from tests.timetables import plan_of_text

DAY = 86400
CHANNELS = ("email", "email", "sms", "popup", "[mobile_push, email]")
CLASSES = ("transactional", "service", "content", "sale")
FIRST = date(2026, 3, 27)  # two days before the clocks of Berlin go forward
LATEST = 12 * DAY
EXAMPLES = 60
OTHER_REASONS = ("no-contact", "no-consent", "no-session", "left")


@dataclass(frozen=True, slots=True)
class Run:
    """The customer of a map, lived through under its policy."""

    plan: Plan
    program: Program
    life: Life
    survey: Survey

    def sends(self, rows: Sequence[Row]) -> list[Sent]:
        """Return what was sent among rows."""
        return [self.survey.sent(row) for row in rows if row.status == "sent"]

    def first_broken(self, place: int) -> Broken | None:
        """Return the first rule that a row breaks after what was sent before it."""
        before, sent = self.sends(self.life.rows[:place]), self.survey.sent(self.life.rows[place])
        return next(broken(self.program.limits, before, sent, self.survey.local), None)

    def again(self, place: int) -> int | None:
        """Return when a message that was put off is to be tried again."""
        rule = self.first_broken(place)
        assert rule is not None
        before, sent = self.sends(self.life.rows[:place]), self.survey.sent(self.life.rows[place])
        return renewed(self.program.limits, before, sent, rule, self.program.clock)


def _live(text: str) -> Run:
    """Let the customer of a map live under its policy."""
    plan = plan_of_text(text)
    program = compile_plan(plan, start=FIRST, horizon=LATEST, warm_up=0, enforces=True)
    local = program.clock.moment
    return Run(plan, program, live(program, 0, 1), survey(plan, local))


def _some(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return an entry that lists some of the names, or nothing."""
    lists = st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)
    return st.just("") | lists.map(lambda found: f"[{', '.join(found)}]")


@st.composite
def _caps(draw: st.DrawFn) -> str:
    window, per = draw(
        st.sampled_from(
            [("rolling", each) for each in ("3h", "20h", "1d", "50h", "7d")]
            + [("calendar", each) for each in ("1h", "1d", "1w", "1mo")]
        )
    )
    entries = {
        "channels": draw(_some(("email", "sms", "mobile_push", "popup"))),
        "classes": draw(_some(CLASSES)),
        "topics": draw(_some(("a", "b"))),
        "reserve": draw(st.sampled_from(["", "{from: 60, keep: 1}"])),
        "counts_exempt": draw(st.sampled_from(["", "true"])),
    }
    more = "".join(f", {key}: {value}" for key, value in entries.items() if value)
    return f"{{at_most: {draw(st.integers(0, 2))}, per: {per}, window: {window}{more}}}"


@st.composite
def _policies(draw: st.DrawFn) -> str:
    hours = st.sampled_from(["0h", "0h", "2h", "30h"])
    lines = {
        "caps": f"[{', '.join(draw(st.lists(_caps(), min_size=1, max_size=3)))}]",
        "min_gap": draw(hours),
        "duplicates": f"{{message: {draw(hours)}, topic: {draw(hours)}}}",
        "sale": f"{{at_most: {draw(st.integers(0, 3))}, of: {draw(st.integers(1, 4))}}}",
        "exempt": draw(st.sampled_from(["[]", "[transactional]"])),
        "on_exceed": draw(st.sampled_from(["drop", "defer", "defer"])),
        "defer_at_most": draw(st.sampled_from(["2h", "9d", "9d"])),
        "week_begins": draw(st.sampled_from(["mon", "wed", "sun"])),
    }
    if draw(st.booleans()):
        lines["quiet"] = draw(
            st.sampled_from(['{from: "21:00", to: "09:00"}', '{from: "01:00", to: "06:30"}'])
        )
    return "\n".join(f"  {key}: {value}" for key, value in lines.items())


@st.composite
def _journeys(draw: st.DrawFn, name: str) -> str:
    """Write a chain of waits and sends that one event starts and another may end."""
    steps = []
    number = draw(st.integers(1, 6))
    for place in range(number):
        wait = draw(st.sampled_from(["1s", "1h", "3h", "1d"]))
        following = f"t{place + 1}" if place + 1 < number else "end"
        steps.append(f"  t{place}: {{timer: {wait}, next: m{place}}}")
        steps.append(f"  m{place}: {{send: {_message(draw)}, next: {following}}}")
    lines = [
        "---",
        f"journey: {name}",
        f"priority: {draw(st.integers(0, 100))}",
        "reentry: never",
        "start: {s: {event: registered, next: t0}}",
        *(["exit: [order.placed]"] if draw(st.booleans()) else []),
        "steps:",
        *steps,
    ]
    return "\n".join(lines)


def _message(draw: st.DrawFn) -> str:
    """Return one of the messages of the map."""
    return f"m{draw(st.integers(0, 3))}"


@st.composite
def _maps(draw: st.DrawFn) -> str:
    """Write a map and its one customer."""
    messages = [
        f"  m{number}: {{channel: {draw(st.sampled_from(CHANNELS))}, "
        f"class: {draw(st.sampled_from(CLASSES))}"
        f"{draw(st.sampled_from(['', ', topic: a', ', topic: b']))}}}"
        for number in range(4)
    ]
    hours = sorted(draw(st.lists(st.integers(0, 200), min_size=1, max_size=4)))
    events = ", ".join(f"{{at: {hour}h, event: site.visit}}" for hour in hours)
    left = draw(st.sampled_from(["", f", {{at: {hours[-1] + 1}h, event: order.placed}}"]))
    line = '[{send: m0, every: 3d, at: "10:00", priority: 40}]' if draw(st.booleans()) else "[]"
    zone = draw(st.sampled_from(["UTC", "Europe/Berlin"]))
    return "\n".join(
        [
            f"map: random\ntimezone: {zone}\ncalendar: {line}",
            "messages:",
            *messages,
            "policy:",
            draw(_policies()),
            *(draw(_journeys(name)) for name in ("j", "k", "l")),
            "---\npopulation: one\ncustomers:\n  - attributes: {email: known, phone: known}",
            f"    events: [{{at: 0s, event: registered}}, {events}{left}]",
        ]
    )


@settings(max_examples=EXAMPLES)
@given(_maps())
def test_nothing_that_is_sent_breaks_the_policy(text: str) -> None:
    run = _live(text)
    sends = run.sends(run.life.rows)
    assert breaks(run.program.limits, sends, run.survey.local) == ()


@settings(max_examples=EXAMPLES)
@given(_maps())
def test_nothing_is_held_back_but_by_the_first_rule_that_it_breaks(text: str) -> None:
    run = _live(text)
    for place, row in enumerate(run.life.rows):
        if row.status != "sent" and row.reason not in OTHER_REASONS:
            rule = run.first_broken(place)
            assert rule is not None
            assert rule.reason == row.reason
            assert row.status == "dropped" or rule.reason in ("quiet", *DEFERRED)


@settings(max_examples=EXAMPLES)
@given(_maps())
def test_what_is_put_off_is_decided_once_there_may_be_room(text: str) -> None:
    run = _live(text)
    for rows in _attempts(run.life).values():
        for (place, row), (_, following) in pairwise(rows):
            assert row.status == "deferred"
            time = run.again(place)
            assert time is not None
            assert following.time < time if following.reason == "left" else following.time == time
        place, last = rows[-1]
        if last.status == "deferred":
            assert (run.again(place) or 0) >= LATEST


@settings(max_examples=EXAMPLES)
@given(_maps())
def test_every_attempt_is_sent_or_dropped_or_still_put_off(text: str) -> None:
    run = _live(text)
    attempts = _attempts(run.life)
    for each in run.life.instances:
        steps = run.plan.journeys[each.journey].steps
        reached = [step for step, _ in each.reached if isinstance(steps[Word(step)], Send)]
        tried = [step for journey, step in attempts if journey == each.journey]
        # What is undecided when the journey ends by an exit in that second leaves no row (M11).
        assert set(tried) == set(reached) or (each.how == "exit" and set(tried) < set(reached))
    planned = len(range(0, LATEST, 3 * DAY)) if run.plan.map.calendar else 0
    lines = [(place, row) for place, row in enumerate(run.life.rows) if not row.journey]
    decided = sum(row.status != "deferred" for _, row in lines)
    put_off = [run.again(place) or 0 for place, row in lines if row.status == "deferred"]
    assert planned == decided + sum(time >= LATEST for time in put_off)


def _attempts(life: Life) -> dict[tuple[str, str], list[tuple[int, Row]]]:
    """Return the rows of each step that sends, with their places; none is passed twice."""
    found: dict[tuple[str, str], list[tuple[int, Row]]] = {}
    for place, row in enumerate(life.rows):
        if row.journey:
            found.setdefault((row.journey, row.step), []).append((place, row))
    return found
