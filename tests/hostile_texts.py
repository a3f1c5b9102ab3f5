"""Texts that nobody writes by hand: large files of shapes that may take time or memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count

HEAD = "journey: a\nstart: {s: {event: site.visit, next: a0}}\nsteps:\n"
MESSAGE = "{channel: email, class: content, title: T}"


def _many(line: Callable[[int], str], size: int) -> str:
    """Return as many lines as come to that many characters."""
    lines: list[str] = []
    length = 0
    for number in count():
        lines.append(line(number))
        length += len(lines[-1]) + 1
        if length >= size:
            return "\n".join(lines) + "\n"
    raise AssertionError


def _steps(step: Callable[[int], str]) -> Callable[[int], str]:
    """Return the text of a journey of many steps, the last of which ends."""

    def text(size: int) -> str:
        lines = _many(lambda n: f"  a{n}: {step(n)}", size - 200).splitlines()
        return HEAD + "\n".join((*lines, f"  a{len(lines)}: {{end: Done}}", ""))

    return text


def _wide(kind: str, flow: Callable[[int], str], step: str) -> Callable[[int], str]:
    """Return the text of a gateway with many flows."""

    def text(size: int) -> str:
        number = size // 60
        flows = ", ".join(flow(n) for n in range(number))
        steps = "".join(f"  b{n}: {step}\n" for n in range(number))
        return f"{HEAD}  a0: {{{kind}: G, next: [{flows}]}}\n{steps}"

    return text


def _journeys(steps: str) -> Callable[[int], str]:
    """Return many journeys in one file, which all begin at once."""
    start = "start: {s: {event: site.visit, next: a0}}"
    return lambda size: _many(lambda n: f"---\njourney: j{n}\n{start}\nsteps: {steps}", size)


def _nested(opening: str) -> Callable[[int], str]:
    return lambda size: "journey: a\nsteps: " + opening * (size // len(opening))


def _bomb(size: int) -> str:
    lines = _many(lambda n: f"  b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]", size)
    return f"journey: a\nx-bomb:\n  a: &b-1 [x]\n{lines}"


def _scalar(before: str, letters: str, after: str = "\n") -> Callable[[int], str]:
    return lambda size: before + letters * (size // len(letters)) + after


_IN_STEP = HEAD + "  a0: {"
SHAPES: Mapping[str, Callable[[int], str]] = {
    "lists in lists": _nested("["),
    "mappings in mappings": _nested("{a: "),
    "lists by dashes": _nested("- "),
    "aliases of aliases": _bomb,
    "unknown keys": lambda size: "journey: a\n" + _many(lambda n: f"k{n}: v", size),
    "keys in emoji": lambda size: "journey: a\n" + _many(lambda n: f"🎉{n}: v", size),
    "keys of extensions": lambda size: "journey: a\n" + _many(lambda n: f"x-{n}: {{}}", size),
    "the same key": lambda size: "journey: a\n" + _many(lambda n: "title: T", size),
    "documents": lambda size: _many(lambda n: "---\njourney: a", size),
    "maps": lambda size: _many(lambda n: "---\nmap: a", size),
    "strangers": lambda size: _many(lambda n: "---\nservice: a", size),
    "comments": lambda size: HEAD + _many(lambda n: "# x", size) + "  a0: {end: E}\n",
    "requests to ignore": lambda size: (
        HEAD + _many(lambda n: "# journey: ignore[J205] x", size) + "  a0: {end: E}\n"
    ),
    "blank lines": lambda size: HEAD + "\n" * size + "  a0: {end: E}\n",
    "blanks": _scalar(HEAD + "  a0:", " ", "{end: E}\n"),
    "tabs": _scalar(HEAD + "  a0:", "\t", "{end: E}\n"),
    "a title": _scalar("journey: a\ntitle: ", "word "),
    "an id": _scalar("journey: ", "a"),
    "a quoted title": _scalar('journey: a\ntitle: "', "\\u00e9 \\\n ", '"\n'),
    "a folded title": _scalar("journey: a\ntitle: >-\n  ", "word\n\n  "),
    "a duration": _scalar(_IN_STEP + "timer: ", "1d", ", next: end}\n"),
    "a sum of durations": _scalar(_IN_STEP + "timer: 1d", " + 1d", ", next: end}\n"),
    "a condition": _scalar(_IN_STEP + "exclusive: G, if: x", " and x", "}\n"),
    "a torn call": _scalar(_IN_STEP + "exclusive: G, if: f(", "a, ", ")}\n"),
    "a recurrence rule": _scalar("journey: a\nstart: {s: {rrule: FREQ=DAILY;BYDAY=", "MO,", "}}\n"),
    "an event": _scalar("journey: a\nstart: {s: {event: a", ".b", "}}\n"),
    "a pattern of files": _scalar("map: M\njourneys: [", "*/", "x]\n"),
    "timers in a row": _steps(lambda n: f"{{timer: 1d, next: a{n + 1}}}"),
    "letters in a row": _steps(lambda n: f"{{send: {MESSAGE}, next: a{n + 1}}}"),
    "letters after days": _steps(
        lambda n: f"{{send: m{n}, next: a{n + 1}}}" if n % 2 else f"{{timer: 1d, next: a{n + 1}}}"
    ),
    "tasks in a row": _steps(lambda n: f"{{task: T, next: a{n + 1}}}"),
    "gateways in a row": _steps(
        lambda n: f'{{exclusive: G, if: known("email"), then: a{n + 1}, else: a{n + 2}}}'
    ),
    "questions in a row": _steps(
        lambda n: f"{{exclusive: G, if: customer.x{n} > {n}, then: a{n + 1}, else: end}}"
    ),
    "branches in a row": _steps(lambda n: f"{{parallel: P, next: [a{n + 1}, a{n + 2}]}}"),
    "inclusive branches": _steps(
        lambda n: f'{{inclusive: P, next: [{{to: a{n + 1}, if: segment("s{n}")}}, a{n + 2}]}}'
    ),
    "waits in a row": _steps(
        lambda n: f"{{wait_for: [{{event: e.e{n}, to: a{n + 2}}}, {{timer: 1d, to: a{n + 1}}}]}}"
    ),
    "loops": _steps(lambda n: f"{{wait_for: [{{event: e, to: a0}}, {{timer: 1d, to: a{n + 1}}}]}}"),
    "steps nobody reaches": _steps(lambda n: f"{{send: m{n}, next: end}}"),
    "exclusive flows": _wide(
        "exclusive", lambda n: f"{{to: b{n}, if: customer.n == {n}}}", "{task: T, next: end}"
    ),
    "parallel flows": _wide("parallel", lambda n: f"b{n}", f"{{send: {MESSAGE}, next: end}}"),
    "inclusive flows": _wide(
        "inclusive", lambda n: f"{{to: b{n}, if: customer.n > {n}}}", "{timer: 1d, next: end}"
    ),
    "journeys that begin at once": _journeys(f"{{a0: {{send: {MESSAGE}, next: end}}}}"),
    "journeys that call each other": lambda size: _many(
        lambda n: (
            f"---\njourney: j{n}\nstart: {{s: {{next: a}}}}\n"
            f"steps: {{a: {{call: j{n + 1}, next: end}}}}"
        ),
        size,
    ),
    "segments of segments": lambda size: (
        "population: P\nsegments:\n" + _many(lambda n: f'  s{n}: {{if: segment("s{n + 1}")}}', size)
    ),
    "events that cause events": lambda size: (
        "population: P\nbehaviour:\n" + _many(lambda n: f"  e{n}: {{after: e{n + 1}}}", size)
    ),
    "caps": lambda size: (
        "map: M\npolicy:\n  caps:\n"
        + _many(lambda n: f"    - {{at_most: {n + 1}, per: {n + 1}d}}", size)
    ),
    "messages": lambda size: "map: M\nmessages:\n" + _many(lambda n: f"  m{n}: {MESSAGE}", size),
    "starts": lambda size: (
        "journey: a\nsteps: {a0: {end: E}}\nstart:\n"
        + _many(lambda n: f"  s{n}: {{event: e.e{n % 50}, next: a0}}", size)
    ),
}
"""Makes a text of so many characters, by what it is full of."""
