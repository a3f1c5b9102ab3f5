"""The names of the output formats of findings, and what each is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

Format: TypeAlias = Literal["full", "concise", "json", "sarif", "github", "gitlab", "junit"]
Sources: TypeAlias = Mapping[str, Sequence[str]]
"""The lines of each file by the path that findings call it, and of the defaults by their names."""
