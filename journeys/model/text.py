"""Words for people, in one or several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from journeykit.journeys.model.element import wrong
from journeykit.journeys.model.reads import Reads
from journeykit.journeys.place import Mapping, Word

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as (language, words) pairs in written order; "" is the language of a bare one."""

    by_language: tuple[tuple[str, Word], ...] = ()

    def in_language(self, language: str = "") -> str:
        """Return the text in `language`, else the first one given."""
        for name, words in self.by_language:
            if name == language:
                return words
        return self.by_language[0][1] if self.by_language else ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are named."""
        return tuple(name for name, _ in self.by_language if name)

    def __bool__(self) -> bool:
        """Tell whether there is anything to read."""
        return any(words for _, words in self.by_language)

    def __str__(self) -> str:
        """Return the first text given."""
        return self.in_language()


NO_TEXT = Text()
YES = Text((("en", Word("yes")), ("ru", Word("да"))))
NO = Text((("en", Word("no")), ("ru", Word("нет"))))


def is_language(code: str) -> bool:
    """Tell whether a text names a language, such as `en` or `pt-BR`."""
    return _LANGUAGE.fullmatch(code) is not None


def read_text(tree: object) -> Text:
    """Read a scalar, or a mapping from language to text. Raises: Mistake."""
    if isinstance(tree, Text):
        return tree
    if isinstance(tree, Word):
        return Text((("", tree),))
    if not isinstance(tree, Mapping):
        raise wrong(tree, "expected a text", "write words, or {en: ..., ru: ...}")
    for language, words in tree.items():
        if not is_language(language):
            message = f"`{language}` is no language"
            raise wrong(language, message, "write a code such as en, ru or pt-BR")
        if not isinstance(words, Word):
            raise wrong(words, f"expected a text for language `{language}`")
    return Text(tuple((str(name), words) for name, words in tree.items()))  # type: ignore[misc]


_SCALAR = {"type": ["string", "number", "boolean", "null"]}
TextField = Annotated[
    Text,
    Reads(read_text, {"anyOf": [_SCALAR, {"type": "object", "additionalProperties": _SCALAR}]}),
]
