"""The ids of steps where those of messages stand: a step stands for the message that it sends."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from journeykit.journeys.model import (
    EventCatch,
    EventStart,
    Journey,
    Send,
    Start,
    Step,
    Subprocess,
    WaitFor,
)
from journeykit.journeys.model.timer import Catch
from journeykit.journeys.place import Word

Meant = Mapping[str, str]


def meant_by(journey: Journey, messages: Container[str]) -> dict[str, str]:
    """Return the message that each sending step stands for, where there is one.

    A message of the same id comes first; steps that send nothing but each other mean nothing.
    """
    sent = {str(step.id): str(step.message_id) for step in _sending(journey)}
    meant = {}
    for step in sent:
        message, seen = sent[step], [step]
        while message not in messages and message in sent and message not in seen:
            seen.append(message)
            message = sent[message]
        if message in messages and step not in messages:
            meant[step] = message
    return meant


def spelt_out(journey: Journey, messages: Container[str]) -> Journey:
    """Write the message itself wherever a start or a step names one by a step's id."""
    meant = meant_by(journey, messages)
    if not any(word in meant for word in _named(journey)):
        return journey
    return replace(
        journey,
        start={name: _start(start, meant) for name, start in journey.start.items()},
        steps={name: _step(step, meant) for name, step in journey.steps.items()},
    )


def _sending(journey: Journey) -> list[Send]:
    return [step for step in journey.steps.values() if isinstance(step, Send)]


def _named(journey: Journey) -> Iterator[Word]:
    """Yield the words of a journey where the id of a message stands."""
    for start in journey.start.values():
        if isinstance(start, EventStart) and start.message is not None:
            yield start.message
    for step in journey.steps.values():
        if isinstance(step, Send):
            yield from (each.send for each in step.by_segment.values())
            if isinstance(step.send, Word):
                yield step.send
        elif isinstance(step, Subprocess):
            yield from step.sends
        elif isinstance(step, WaitFor):
            caught = (item for item in step.wait_for if isinstance(item, EventCatch))
            yield from (item.message for item in caught if item.message is not None)


def _start(start: Start, meant: Meant) -> Start:
    if isinstance(start, EventStart) and start.message is not None:
        return replace(start, message=_word(start.message, meant))
    return start


def _step(step: Step, meant: Meant) -> Step:
    """Write out the messages of a step."""
    if isinstance(step, Send):
        given = step.by_segment.items()
        others = {name: replace(each, send=_word(each.send, meant)) for name, each in given}
        send = _word(step.send, meant) if isinstance(step.send, Word) else step.send
        return replace(step, send=send, by_segment=others)
    if isinstance(step, Subprocess):
        return replace(step, sends=tuple(_word(word, meant) for word in step.sends))
    if isinstance(step, WaitFor):
        return replace(step, wait_for=tuple(_catch(item, meant) for item in step.wait_for))
    return step


def _catch(item: Catch, meant: Meant) -> Catch:
    if isinstance(item, EventCatch) and item.message is not None:
        return replace(item, message=_word(item.message, meant))
    return item


def _word(word: Word, meant: Meant) -> Word:
    """Return the word of the message, at the place of the one that is written."""
    return Word(meant[word], word.place) if word in meant else word
