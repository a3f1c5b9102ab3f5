"""A file that is there as a whole or not at all."""

from __future__ import annotations

from pathlib import Path

from journeykit.journeys.finding import JourneyError


def write_whole(path: Path, text: str) -> None:
    """Write a file under another name first, then give it its own.

    Raises:
        JourneyError: the place cannot be written to.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name}.part")
    try:
        if target.exists() and not target.is_file():
            raise JourneyError(f"{path}: cannot be written: this is no file")
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(target)
    except OSError as error:
        raise JourneyError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
