"""A file that is there as a whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from journeykit.journeys.finding import JourneyError


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file under another name first, then give it its own; text is UTF-8.

    Raises:
        JourneyError: the place cannot be written to.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            raise JourneyError(f"{path}: cannot be written: this is no file")
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        part.replace(target)
    except OSError as error:
        raise JourneyError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            part.unlink()
