"""What makes a finding the same one after lines were added above it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from journeykit.cli.repository import Top
from journeykit.journeys.lint.run import Found

_NAME_OR_NUMBER = re.compile(r"(`[^`]*`)|\d+")


def fingerprints(found: Sequence[Found], top: Top) -> list[str]:
    """Return a text for each finding, the same on every run and different for each of them.

    It is made of the rule, the path, the journey and step, and the message without its numbers;
    findings that agree in all of it are numbered.
    """
    keys = [_key(each, top) for each in found]
    before: Counter[str] = Counter()
    texts = []
    for key in keys:
        before[key] += 1
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        texts.append(f"{digest[:32]}:{before[key]}")
    return texts


def _key(found: Found, top: Top) -> str:
    finding = found.finding
    # Names keep their numbers: `letter-1` and `letter-2` are two steps.
    message = _NAME_OR_NUMBER.sub(lambda match: match[1] or "", finding.message)
    path = top.path(finding.place.path)
    return "\n".join((found.rule.code, path, finding.journey, finding.step, message))
