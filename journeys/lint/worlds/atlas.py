"""The subjects of a journey's conditions, their cells, and its conditions as tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from journeykit.journeys.conditions import Condition
from journeykit.journeys.conditions.expression import Arithmetic, Attribute, Call, Data, Expression
from journeykit.journeys.conditions.scope import Value
from journeykit.journeys.conditions.subjects import Domain, Subject, subjects
from journeykit.journeys.lint.worlds.boxes import Box, Test, opposite, test
from journeykit.journeys.lint.worlds.cells import Cells, cells
from journeykit.journeys.lint.worlds.plain import Plain
from journeykit.journeys.model.drawn import Choice
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import Start
from journeykit.journeys.model.step import Step, Task, UserTask, WaitFor
from journeykit.journeys.model.timer import EventCatch
from journeykit.journeys.place import NOWHERE, Word


@dataclass(frozen=True, slots=True)
class Atlas:
    """The subjects in written order, each with its number and cells; tests are made of them.

    `everything` is the box of all worlds; `counted` are the steps whose arrivals are asked for.
    `tests` holds the tests by the condition's own object, which lives as long as the plan.
    """

    table: Mapping[Subject, tuple[int, Cells]]
    everything: Box
    counted: frozenset[str]
    plain: Plain
    tests: dict[tuple[int, bool, bool], Test]

    def test(self, condition: Condition, *, value: bool = True, entry: bool = False) -> Test:
        """Return the test that a condition is `value`; at an `entry` it asks the whole life."""
        key = (id(condition), entry, value)
        if key not in self.tests:
            self.tests[key] = opposite(self.tests[id(condition), entry, not value])
        return self.tests[key]

    def narrowed(self, box: Box, subject: Subject, wanted: Value) -> Box:
        """Return the box in which a subject has a value; the box itself if nothing asks for it."""
        if subject not in self.table:
            return box
        index, cut = self.table[subject]
        return (*box[:index], cut.only(wanted), *box[index + 1 :])


def atlas(journey: Journey, domains: Mapping[Expression, Domain], plan: Plan) -> Atlas:
    """Return the subjects of all conditions of a journey."""
    plain = Plain(journey.params, plan.population.segments)
    at_entry = Plain(journey.params, plan.population.segments, whole=True)
    asked = {
        (id(condition), entry, True): (at_entry if entry else plain)(condition.expression)
        for condition, entry in conditions(journey)
    }
    constants: dict[Subject, list[Value]] = {}
    for expression in asked.values():
        for subject, constant in subjects(expression):
            constants.setdefault(subject, []).append(constant)
    for subject, twin in _twins(constants):
        constants[subject] = constants[twin] = constants[subject] + constants[twin]
    table = {
        subject: (index, cells(subject, tuple(dict.fromkeys(given)), domains))
        for index, (subject, given) in enumerate(constants.items())
    }
    return Atlas(
        table,
        tuple([cut.all for _, cut in table.values()]),
        frozenset(_counted(table)),
        plain,
        {key: test(expression, table) for key, expression in asked.items()},
    )


def _counted(found: Iterable[Subject]) -> Iterator[str]:
    """Yield the steps whose arrivals are counted."""
    for subject in found:
        if isinstance(subject, Call) and subject.name == "times":
            yield str(subject.subject)


def conditions(journey: Journey) -> Iterator[tuple[Condition, bool]]:
    """Yield the conditions that decide where customers go, and whether they ask at the entry."""
    starts, steps = journey.start.values(), journey.steps.values()
    entry = (journey.audience, *(start.condition for start in starts))
    yield from ((each, True) for each in entry if each is not None)
    for item in (*starts, *steps):
        yield from ((each, False) for each in _asked(item) if each is not None)


def _asked(item: Start | Step) -> Iterator[Condition | None]:
    yield from (flow.condition for flow in item.flows)
    if isinstance(item, WaitFor):
        yield from (each.condition for each in item.catches if isinstance(each, EventCatch))


def _twins(constants: Mapping[Subject, object]) -> Iterator[tuple[Subject, Subject]]:
    """Yield the data of the start that also are data of the event at hand."""
    for subject in constants:
        if isinstance(subject, Data) and subject.source == "start":
            twin = Data(NOWHERE, "event", subject.name)
            if twin in constants:
                yield subject, twin


def sets(plan: Plan) -> Iterator[Mapping[Word, Condition]]:
    """Yield what events of the population and tasks of the journeys set."""
    for causes in plan.population.behaviour.values():
        yield from (cause.set for cause in causes)
    for journey in plan.journeys.values():
        for step in journey.steps.values():
            if isinstance(step, Task | UserTask):
                yield step.set


def changing(plan: Plan) -> frozenset[str]:
    """Return the attributes that an event or a task of the map sets."""
    return frozenset(str(name) for given in sets(plan) for name in given)


def turning(plan: Plan) -> frozenset[str]:
    """Return the attributes that something sets, other than by adding to them."""
    return frozenset(
        str(name)
        for given in sets(plan)
        for name, value in given.items()
        if not _adds(name, value.expression)
    )


def _adds(name: Word, value: Expression) -> bool:
    """Tell whether a value is the attribute's own and something more."""
    return (
        isinstance(value, Arithmetic)
        and value.operator == "+"
        and value.left == Attribute(NOWHERE, name)
    )


def domains_of(plan: Plan) -> dict[Expression, Domain]:
    """Return what the population says of attributes that nothing sets: texts drawn of a few."""
    if plan.population.written_out:
        return {}
    population, changed = plan.population, changing(plan)
    return {
        Attribute(NOWHERE, name): Domain(
            tuple(str(text) for text, _ in rule.value.options), optional=rule.known is not None
        )
        for name, rule in population.attributes.items()
        if isinstance(rule.value, Choice) and name not in changed
    }
