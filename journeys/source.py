"""The bytes of a file as text, or the reason why they cannot be read as such."""

from __future__ import annotations

import re

from journeykit.journeys.finding import Finding, Mistake
from journeykit.journeys.place import Place

MOST_BYTES = 10 * 1024 * 1024

_FORBIDDEN = re.compile(
    "[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_BREAK = re.compile(r"\r\n|\r|\n")


def source(data: bytes | str, path: str) -> str:
    """Return the text of a YAML file, without a byte order mark.

    Raises:
        Mistake: it is over 10 MB, not UTF-8, or holds a character that no text should.
    """
    if len(data) > MOST_BYTES:
        raise Mistake(too_large(path))
    text = data if isinstance(data, str) else _decoded(data, path)
    text = text.removeprefix("\ufeff")
    wrong = _FORBIDDEN.search(text)
    if wrong:
        raise Mistake(_forbidden(text, wrong.start(), path))
    return text


def too_large(path: str) -> Finding:
    """Return the finding of a file that is not read for its size."""
    return Finding(
        Place(path, 1, 1, 1, 1),
        f"the file is larger than {MOST_BYTES // 1024**2} MB",
        help="keep one journey in a file",
        code="J001",
    )


def _decoded(data: bytes, path: str) -> str:
    """Decode UTF-8; the place of the first wrong byte is part of the finding."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        byte = data[error.start]
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        finding = Finding(
            _place(before, path),
            "not UTF-8: the file is UTF-16" if wide else f"not UTF-8: byte 0x{byte:02x}",
            help="save the file as UTF-8",
            code="J001",
        )
        raise Mistake(finding) from error


def _forbidden(text: str, index: int, path: str) -> Finding:
    """Return the finding of a control character, a lone surrogate or a line separator."""
    code = ord(text[index])
    return Finding(
        _place(text[:index], path),
        f"the character U+{code:04X} cannot stand in YAML",
        help="save the file as UTF-8" if code == 0 else "remove it, or write it as an escape",
        code="J001",
    )


def moved(line: int, column: int, passed: str) -> tuple[int, int]:
    """Return the line and column behind the characters `passed`, which begin at the given ones."""
    lines = _BREAK.split(passed)
    if len(lines) == 1:
        return line, column + len(passed)
    return line + len(lines) - 1, len(lines[-1]) + 1


def _place(before: str, path: str) -> Place:
    """Return the place of the character that follows the text `before`."""
    line, column = moved(1, 1, before)
    return Place(path, line, column, line, column)
