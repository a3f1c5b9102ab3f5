"""The orders of CDNOW's customers, as the package `lifetimes` ships them: read, never imported."""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path


def _shipped(name: str) -> Path:
    """Return the path of a file that the package has installed."""
    (found,) = (file for file in files("lifetimes") or () if file.name == name)
    return Path(str(found.locate()))


SAMPLE = _shipped("CDNOW_sample.txt")
"""Every tenth customer of the first quarter of 1997, with all orders until June 1998."""
