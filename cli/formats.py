"""The names of the output formats of findings."""

from __future__ import annotations

from typing import Literal, TypeAlias

Format: TypeAlias = Literal["full", "concise", "json"]
