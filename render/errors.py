"""What stops a picture."""

from __future__ import annotations


class DrawError(Exception):
    """A picture cannot be drawn: a complete message that says what would help."""
