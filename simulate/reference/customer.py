"""One customer: what is known of them, what they agreed to, whether they are on the site."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from journeykit.journeys.conditions import MISSING, Value
from journeykit.simulate.draws import Keys, Pair, block, gamma, seconds
from journeykit.simulate.people import Person
from journeykit.simulate.population import AttributeProgram, Often
from journeykit.simulate.program import Program
from journeykit.simulate.values import value

_COMMON_YEAR = date(2001, 1, 1)


class Customer:
    """The state of one customer; every draw follows from `number` and a lineage."""

    def __init__(self, program: Program, number: int, keys: Keys) -> None:
        """Draw a customer, or take the one that is written out."""
        population = program.population
        self.number = number
        self.person: Person | None = population.people[number] if population.people else None
        self.attributes: dict[str, Value] = {}
        self.denied: dict[str, bool] = {}
        self._keys = keys
        self._program = program
        self._rules = {rule.name: rule for rule in population.attributes}
        self._sessions = 0
        self._unsubscribed: dict[tuple[str, str], bool] = {}
        self._frailty: dict[int, float] = {}
        if self.person:
            self.attributes.update(self.person.attributes)
            self.denied.update(dict.fromkeys(self.person.denied, True))
        else:
            self._draw_attributes()
        self.shares = [
            each.test is None and self.draw(each.lineage)[0] < each.share
            for each in population.segments
        ]
        for consent in program.consents.values():
            if consent not in self._rules and consent not in self.denied:
                self.attributes.setdefault(consent, True)

    def draw(self, lineage: int) -> Pair:
        """Return the two 53-bit numbers of a lineage."""
        return block(self._keys, self.number, lineage)

    def attribute(self, name: str) -> Value:
        """Return the value of an attribute."""
        return self.attributes.get(name, MISSING)

    def is_yearly(self, name: str) -> bool:
        """Tell whether the attribute is a date that comes again every year."""
        rule = self._rules.get(name)
        return rule is not None and rule.yearly

    def set(self, name: str, given: Value) -> None:
        """Give an attribute a value; `known` and `denied` say so of a contact."""
        if given == "denied":
            self.attributes.pop(name, None)
            self.denied[name] = True
            return
        self.denied.pop(name, None)
        if given != "known":
            self.attributes[name] = given
        elif name not in self.attributes:
            rule = self._rules.get(name)
            self.attributes[name] = self._value(rule, self.draw(rule.lineage)[1]) if rule else True
        for pair in [pair for pair in self._unsubscribed if pair[0] == name]:
            del self._unsubscribed[pair]

    def unsubscribe(self, consent: str, channel: str) -> None:
        """Take back the consent for one channel (M15)."""
        self._unsubscribed[consent, channel] = True

    def agrees(self, consent: str, channel: str) -> bool:
        """Tell whether the customer may be written to on the channel."""
        return consent in self.attributes and (consent, channel) not in self._unsubscribed

    def visit(self) -> None:
        """Open one more session."""
        self._sessions += 1

    def leave(self) -> None:
        """Close one session (T26)."""
        self._sessions = max(0, self._sessions - 1)

    def leave_all(self) -> None:
        """Close all sessions."""
        self._sessions = 0

    @property
    def on_site(self) -> bool:
        """Tell whether a session is open."""
        return self._sessions > 0

    def frailty(self, often: Often) -> float:
        """Return how often an event comes to this customer, compared with the average of 1."""
        if not often.shape:
            return 1.0
        if often.frailty not in self._frailty:
            blocks = partial(block, self._keys, self.number, often.frailty)
            self._frailty[often.frailty] = gamma(blocks, often.shape)
        return self._frailty[often.frailty]

    def _draw_attributes(self) -> None:
        """Draw who is known, who refused, and the values."""
        for rule in self._program.population.attributes:
            first, second = self.draw(rule.lineage)
            if first < rule.known:
                self.attributes[rule.name] = self._value(rule, second)
            elif first < rule.denied:
                self.denied[rule.name] = True

    def _value(self, rule: AttributeProgram, number: int) -> Value:
        """Return the value of a known attribute; a contact's is true."""
        if rule.of_the_year:
            day = _COMMON_YEAR + timedelta(days=seconds(number, 0, 364))
            start = self._program.start
            return float(self._program.clock.on(day.replace(year=start.year)))
        if rule.date:
            drawn = value(rule.date, number, rule.lineage)
            return float(drawn) - self._program.warm_up if not isinstance(drawn, str) else MISSING
        return value(rule.value, number, rule.lineage) if rule.value else True
