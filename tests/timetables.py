"""Exact timetables: plans of a few written customers, and what must become of them.

A file is a list of YAML documents. One that begins with `case` says what the case shows and what
is expected; the documents after it, up to the next case, are its plan. Of a case, `from`, `for`,
`warm_up` and `policy` set the run, `samples` names files of the samples that belong to the plan,
and each other key is a list of lines that is compared:

    rows       CUSTOMER TIME MESSAGE, and for one not sent its status and reason
    judged     CUSTOMER TIME MESSAGE, then the rule of the policy that it breaks
    channels   CUSTOMER TIME MESSAGE CHANNEL
    instances  CUSTOMER JOURNEY#NUMBER START ENTERED..ENDED HOW, then the result
    ends       CUSTOMER JOURNEY#NUMBER, then all ends reached
    converted  CUSTOMER JOURNEY#NUMBER TIME
    refused    CUSTOMER TIME JOURNEY START WHY
    stuck      CUSTOMER TIME JOURNEY#NUMBER STEP
    responses  CUSTOMER TIME EVENT MESSAGE
    held       CUSTOMER TIME MESSAGE RULE STATUS, `by` the messages that took the room
    reached    CUSTOMER JOURNEY#NUMBER, then each step and how often, `at` those where it stopped
    arms       CUSTOMER JOURNEY#NUMBER STEP ARM
    purchases  CUSTOMER TIME VALUE
    answers    CUSTOMER TIME EVENT MESSAGE JOURNEY, then when it was sent
    segments   CUSTOMER TIME, then the numbers of the segments
    work       CUSTOMER JOURNEY#NUMBER STEP ROLE ASKED BEGUN..ENDED, `done` or `left`
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from journeykit.journeys.durations import parse, seconds_text
from journeykit.journeys.load import load
from journeykit.journeys.model import Plan
from journeykit.journeys.place import Mapping, Tree, Word
from journeykit.journeys.text import read
from journeykit.simulate.life import Life, Row
from journeykit.simulate.program import Program, compile_plan
from journeykit.simulate.reference.live import live, live_together
from journeykit.simulate.warmup import warm_up

_SETTINGS = ("case", "from", "for", "warm_up", "samples", "policy")
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Case:
    """A plan and its documents, how to run it, and the lines that must come out."""

    name: str
    plan: Plan
    start: date
    horizon: int
    warm_up: int
    enforces: bool
    expected: dict[str, list[str]]
    documents: tuple[Tree, ...]

    def program(self) -> Program:
        """Return the plan ready to run."""
        return compile_plan(
            self.plan,
            start=self.start,
            horizon=self.horizon,
            warm_up=self.warm_up,
            enforces=self.enforces,
        )

    def lives(self) -> list[Life]:
        """Return the lives of the written customers, or of one that is drawn."""
        program = self.program()
        customers = range(len(program.population.people) or 1)
        if program.staff:
            return live_together(program, customers, 1)
        return [live(program, number, 1) for number in customers]


def plan_of(documents: list[Tree], path: str = "test.yaml") -> Plan:
    """Return the plan of documents that must be without mistakes."""
    loaded = load(documents, path)
    problems = [f"{finding.place}: {finding.message}" for finding in loaded.findings]
    assert not problems, "\n".join(problems)
    assert loaded.plan is not None
    return loaded.plan


def plan_of_text(text: str) -> Plan:
    """Return the plan of a YAML text that must be without mistakes."""
    documents, findings = read(text, "test.yaml")
    assert not findings
    return plan_of(documents)


def cases(folder: Path) -> list[Case]:
    """Return the cases of all files of a folder."""
    return [case for path in sorted(folder.glob("*.yaml")) for case in _cases(path)]


def outcome(lives: list[Life]) -> dict[str, list[str]]:
    """Return everything that can be compared, by name."""
    return {
        name: [line for life in lives for line in lines(life)] for name, lines in _LINES.items()
    }


def _cases(path: Path) -> Iterator[Case]:
    """Read the cases of one file."""
    documents, findings = read(path.read_text(encoding="utf-8"), path.name)
    assert not findings, findings
    heads = [
        number
        for number, tree in enumerate(documents)
        if isinstance(tree, Mapping) and "case" in tree
    ]
    for head, following in zip(heads, [*heads[1:], len(documents)], strict=True):
        yield _case(documents[head], documents[head + 1 : following], path)


def _case(head: Tree, documents: list[Tree], path: Path) -> Case:
    """Read one case."""
    assert isinstance(head, Mapping)
    told = {str(key): value for key, value in head.items()}
    everything = [*_samples(told.get("samples", ())), *documents]
    plan = plan_of(everything, path.name)
    lasting = parse(Word(str(told.get("for", "90d")))).low
    before = told.get("warm_up")
    return Case(
        f"{path.stem}: {told['case']}",
        plan,
        date.fromisoformat(str(told.get("from", "2026-01-05"))),
        lasting,
        warm_up(plan) if before is None else parse(Word(str(before))).low,
        told.get("policy") == "enforce",
        {key: [str(line) for line in value] for key, value in told.items() if key not in _SETTINGS},
        tuple(everything),
    )


def _samples(names: Iterable[object]) -> Iterator[Tree]:
    """Yield the documents of files of the samples."""
    for name in names:
        documents, findings = read((_ROOT / str(name)).read_bytes(), str(name))
        assert not findings, findings
        yield from documents


def _line(*parts: object) -> str:
    """Join what is not empty."""
    return " ".join(str(part) for part in parts if part != "")


def _message(row: Row) -> str:
    """Return the message; one written in place by its step alone."""
    return row.message.removeprefix(f"{row.journey}.")


def _rows(life: Life) -> list[str]:
    return [
        _line(
            row.customer,
            seconds_text(row.time),
            _message(row),
            *((row.status, row.reason) if row.status != "sent" else ()),
        )
        for row in life.rows
    ]


def _judged(life: Life) -> list[str]:
    return [
        _line(row.customer, seconds_text(row.time), _message(row), row.reason) for row in life.rows
    ]


def _channels(life: Life) -> list[str]:
    return [
        _line(row.customer, seconds_text(row.time), _message(row), row.channel) for row in life.rows
    ]


def _instances(life: Life) -> list[str]:
    return [
        _line(
            life.customer,
            f"{each.journey}#{each.number}",
            each.start,
            f"{seconds_text(each.entered)}.."
            + ("" if each.ended is None else seconds_text(each.ended)),
            each.how,
            each.result,
        )
        for each in life.instances
    ]


def _ends(life: Life) -> list[str]:
    return [
        _line(life.customer, f"{each.journey}#{each.number}", *each.ends) for each in life.instances
    ]


def _converted(life: Life) -> list[str]:
    return [
        _line(life.customer, f"{each.journey}#{each.number}", seconds_text(each.converted))
        for each in life.instances
        if each.converted is not None
    ]


def _refused(life: Life) -> list[str]:
    return [
        _line(life.customer, seconds_text(each.time), each.journey, each.start, each.why)
        for each in life.refusals
    ]


def _stuck(life: Life) -> list[str]:
    return [
        _line(life.customer, seconds_text(each.time), f"{each.journey}#{each.instance}", each.step)
        for each in life.stuck
    ]


def _responses(life: Life) -> list[str]:
    return [
        _line(life.customer, seconds_text(each.time), each.event, each.message)
        for each in life.responses
    ]


def _work(life: Life) -> list[str]:
    return [
        _line(
            life.customer,
            f"{each.journey}#{each.instance}",
            each.step,
            each.role,
            seconds_text(each.time),
            "..".join("" if t is None else seconds_text(t) for t in (each.begun, each.ended)),
            "done" if each.done else "left" if each.ended is not None else "",
        )
        for each in life.work
    ]


def _held(life: Life) -> list[str]:
    return [
        _line(
            life.customer,
            seconds_text(each.time),
            each.message,
            f"{each.rule}-{each.cap}" if each.rule == "cap" else each.rule,
            each.status,
            *(["by", *(message for _, message in each.by)] if each.by else []),
        )
        for each in life.held
    ]


def _reached(life: Life) -> list[str]:
    return [
        _line(
            life.customer,
            f"{each.journey}#{each.number}",
            *(f"{step}*{count}" for step, count in each.reached),
            *(["at", *each.left] if each.left else []),
        )
        for each in life.instances
    ]


def _arms(life: Life) -> list[str]:
    return [
        _line(life.customer, f"{each.journey}#{each.number}", step, arm)
        for each in life.instances
        for step, arm in each.arms
    ]


def _purchases(life: Life) -> list[str]:
    return [
        _line(life.customer, seconds_text(each.time), f"{each.value:g}") for each in life.purchases
    ]


def _answers(life: Life) -> list[str]:
    return [
        _line(
            life.customer,
            seconds_text(each.time),
            each.event,
            each.message,
            each.journey,
            "" if each.sent is None else seconds_text(each.sent),
        )
        for each in life.responses
    ]


def _segments(life: Life) -> list[str]:
    return [
        _line(
            life.customer,
            seconds_text(each.time),
            *(place for place, inside in enumerate(each.segments) if inside),
        )
        for each in life.snapshots
    ]


_LINES: dict[str, Callable[[Life], list[str]]] = {
    "rows": _rows,
    "judged": _judged,
    "channels": _channels,
    "instances": _instances,
    "ends": _ends,
    "converted": _converted,
    "refused": _refused,
    "stuck": _stuck,
    "responses": _responses,
    "work": _work,
    "held": _held,
    "reached": _reached,
    "arms": _arms,
    "purchases": _purchases,
    "answers": _answers,
    "segments": _segments,
}
