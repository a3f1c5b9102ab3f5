"""Text on a terminal: how many cells it takes, and what of it is safe to show."""

from __future__ import annotations

import unicodedata

_TAB = " " * 4
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown(text: str) -> str:
    """Return text with tabs as blanks, and what could steer a terminal made visible."""
    if _is_simple(text):
        return text
    return "".join(_TAB if sign == "\t" else "\ufffd" if _steers(sign) else sign for sign in text)


def cells(text: str) -> int:
    """Return the width of shown text: wide East Asian signs take two cells, marks none."""
    if _is_simple(text):
        return len(text)
    return sum(_cells(sign) for sign in shown(text))


def cut(text: str, width: int) -> str:
    """Return the beginning of shown text that fits into `width` cells."""
    taken = 0
    for place, sign in enumerate(text):
        taken += _cells(sign)
        if taken > width:
            return text[:place]
    return text


def _is_simple(text: str) -> bool:
    """Tell at once whether every sign is safe and takes one cell, as in most lines."""
    return text.isascii() and text.isprintable()


def _steers(sign: str) -> bool:
    return sign in _BIDI or unicodedata.category(sign) == "Cc"


def _cells(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1
