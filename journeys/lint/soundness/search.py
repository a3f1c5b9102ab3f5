"""The token game: whether tokens of one customer can meet at a merge, or wait for ever at a join.

Times are left out: whichever token could move may move first. So what is never found here never
happens; and what is found does, unless two tokens ask the same thing, or wait for one event, and
get answers that cannot go together (see `path`). Tokens that cannot disturb each other need not be
tried in every order: one of them is led on until it meets something, before the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from journeykit.journeys.lint.facts import Facts, at_entry, wait
from journeykit.journeys.lint.sending import Senders, senders_of
from journeykit.journeys.lint.soundness.leaving import Leaving, is_too_wide, leavings
from journeykit.journeys.lint.soundness.marking import Act, Marking, Token, Trouble
from journeykit.journeys.lint.soundness.moving import Moved, kept, merged, reach, tidy, token_facts
from journeykit.journeys.lint.soundness.net import Net, net
from journeykit.journeys.lint.soundness.proof import contradict, is_certain
from journeykit.journeys.lint.soundness.reduction import Lane
from journeykit.journeys.lint.soundness.shape import can_go_wrong
from journeykit.journeys.model.flow import END
from journeykit.journeys.model.journey import Journey
from journeykit.journeys.model.plan import Plan
from journeykit.journeys.model.start import StartBase

MOST = 5_000
NOWHERE = Lane(END, ("", 0))


@dataclass(frozen=True, slots=True)
class Soundness:
    """What the token game of one journey found, one of each step; `tried` counts the markings.

    `joined` are the inclusive gateways at which several tokens can meet. It is not `complete`
    where the search was cut off.
    """

    deadlocks: tuple[Trouble, ...] = ()
    multiplied: tuple[Trouble, ...] = ()
    joined: frozenset[str] = frozenset()
    complete: bool = True
    tried: int = 0


SOUND = Soundness()


class SoundnessOf:
    """What the token games of a plan's journeys found, each played when it is first asked for."""

    def __init__(self, plan: Plan) -> None:
        """Begin with none."""
        self._plan = plan
        self._found: dict[tuple[str, int], Soundness] = {}
        self._senders: Senders | None = None

    def of(self, journey: Journey, most: int = MOST) -> Soundness:
        """Return what is found of a journey among at most `most` markings."""
        key = str(journey.id), most
        if key not in self._found:
            if self._senders is None:
                self._senders = senders_of(self._plan)
            self._found[key] = search(self._plan, journey, most=most, senders=self._senders)
        return self._found[key]


def search(
    plan: Plan, journey: Journey, *, most: int = MOST, senders: Senders | None = None
) -> Soundness:
    """Play the token game of a journey, on at most `most` markings."""
    if not can_go_wrong(journey):
        return SOUND
    left = net(plan, journey, senders)
    return SOUND if left is None else _Game(left).play(most)


class _Game:
    """A game under way: the markings seen, and the troubles found so far."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self.seen: set[Marking] = set()
        self.deadlocks: dict[str, Trouble] = {}
        self.multiplied: dict[str, Trouble] = {}
        self.joined: set[str] = set()

    def play(self, most: int) -> Soundness:
        """Try every marking, at most `most` of them, until nothing more can be found.

        Those are tried first in which the fewest tokens are on their way, and that are nearest to
        an entry: so an end is soon reached, on a short way.
        """
        waiting = [
            (1, 0, number, self._entered(node)) for number, node in enumerate(self.net.starts)
        ]
        count = len(waiting)
        while waiting and len(self.seen) < most and not self._has_all():
            _, depth, _, marking = heappop(waiting)
            if marking in self.seen:
                continue
            self.seen.add(marking)
            for each in self._following(marking):
                moving = sum(not token.held for token in each.tokens)
                heappush(waiting, (moving, depth + 1, count, each))
                count += 1
        return Soundness(
            tuple(self.deadlocks[node] for node in self.net.nodes if node in self.deadlocks),
            tuple(self.multiplied[node] for node in self.net.nodes if node in self.multiplied),
            frozenset(self.joined),
            self._has_all() or (not waiting and not is_too_wide(self.net)),
            len(self.seen),
        )

    def _has_all(self) -> bool:
        """Tell whether every join waits for ever, every merge is met at, for certain."""
        certain = {each.step for each in (*self.deadlocks.values(), *self.multiplied.values())}
        sought = {*self.net.parallel, *self.net.merges}
        if len(certain) < len(sought) or len(self.joined) < len(self.net.inclusive):
            return False
        found = (*self.deadlocks.values(), *self.multiplied.values())
        return certain >= sought and all(trouble.certain for trouble in found)

    def _entered(self, node: str) -> Marking:
        """Return the marking right after an entry."""
        facts: Facts = {}
        start = self.net.nodes[node]
        assert isinstance(start, StartBase)  # it is one of `starts`
        at_entry(self.net.ground.journey.audience, facts)
        at_entry(start.condition, facts)
        token = Token(node, ("", 0), Act("", (node,), 0), facts=token_facts(self.net, node, facts))
        return kept(self.net, Marking((token,)), facts)

    def _following(self, marking: Marking) -> Iterator[Marking]:
        """Yield the markings that follow when one token is led on, or a join lets tokens through.

        Where a loop leads to nothing new, another token is led on as well, lest one that goes
        round keeps the others waiting.
        """
        moving = [token for token in marking.tokens if not token.held]
        if not moving:
            yield from self._settled(marking)
        turning = [token for token in reversed(moving) if token.node in self.net.loops]
        for token in (*(each for each in moving if each not in turning), *turning):
            following = list(self._moved(marking, token))
            yield from following
            if token.node not in self.net.loops or not self.seen.issuperset(following):
                return

    def _moved(self, marking: Marking, token: Token) -> Iterator[Marking]:
        """Yield the markings after a token has left its node."""
        others = tuple(each for each in marking.tokens if each is not token)
        ways = list(leavings(self.net, marking, token))
        if not ways:
            yield tidy(self.net, replace(marking, tokens=others, lost=True))
        for leaving in ways:
            moved = _left(self.net, replace(marking, tokens=others), token, leaving)
            if moved is not None:
                yield self._looked_at(moved)

    def _settled(self, marking: Marking) -> Iterator[Marking]:
        """Yield the marking after a join could wait no longer; note what waits for ever (T19)."""
        held = sorted({token.node for token in marking.tokens}, key=str.encode)
        open_ = [node for node in held if node in self.net.inclusive]
        if marking.lost or not held:
            return
        if not open_:
            self._stuck(marking, held)
            return
        free = [node for node in open_ if not _may_still_come(self.net, marking, node)]
        node = next(iter(free), open_[0])
        marking = replace(marking, forced=marking.forced or not free)
        mine = tuple(token for token in marking.tokens if token.node == node)
        if len(mine) > 1:
            self.joined.add(node)
        yield self._looked_at(merged(self.net, marking, mine))

    def _stuck(self, marking: Marking, held: list[str]) -> None:
        """Note the joins that wait for ever, but for those that wait for another one's tokens.

        Where they wait for each other round a loop, it is the one that is written first.
        """
        held = [node for node in self.net.nodes if node in held]
        first = [
            node
            for node in held
            if not any(node in self.net.behind[each] for each in held if each != node)
        ]
        for node in first or held[:1]:
            mine = [token for token in marking.tokens if token.node == node]
            others = [token.act for token in marking.tokens if token.node != node]
            acts = (*(token.act for token in mine), *others, *marking.over)
            came = tuple(token.came for token in mine)
            self._keep(self.deadlocks, Trouble(node, acts, came))

    def _looked_at(self, moved: Moved) -> Marking:
        """Note that paths met, unless that only follows from a join that waited in vain."""
        marking, troubles = moved
        for trouble in troubles if not marking.forced else ():
            self._keep(self.multiplied, trouble)
        return marking

    def _keep(self, troubles: dict[str, Trouble], found: Trouble) -> None:
        """Keep the first trouble of a step, a certain one rather than another."""
        before = troubles.get(found.step)
        if before is None or not before.certain:
            sure = is_certain(found.acts)
            if before is None or sure:
                troubles[found.step] = replace(found, certain=sure)


def _left(net: Net, marking: Marking, token: Token, leaving: Leaving) -> Moved | None:
    """Return what follows when a token leaves by some flows, None if it cannot or comes again."""
    before = {*marking.facts, *token.facts}
    told = [item for item in leaving.facts.items() if item not in before]
    if any(contradict(one, other) for one in told for other in marking.facts):
        return None
    act = Act(
        token.node,
        tuple(str(flow.to) for _, flow in leaving.flows),
        token.act.number + 1,
        (token.act,),
        frozenset(told),
        leaving.awaited,
        leaving.caught,
        leaving.guessed,
    )
    fresh: dict[Lane, Token] = {}
    for place, _ in leaving.flows:
        lane = net.lanes.get((token.node, place), NOWHERE)
        if lane is None:
            return None
        facts = wait(leaving.facts) if lane.waits else leaving.facts
        fresh[lane] = replace(
            token,
            node=lane.to,
            came=lane.came,
            act=act,
            facts=token_facts(net, lane.to, facts),
        )
    after, troubles = reach(net, marking, tuple(fresh.values()))
    return kept(net, after, leaving.facts), troubles


def _may_still_come(net: Net, marking: Marking, node: str) -> bool:
    """Tell whether a token elsewhere stands where the join can be reached from."""
    return any(token.node in net.inclusive[node] for token in marking.tokens if token.node != node)
