"""Times as files write them: local, whole seconds, in one zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

EARLIEST, LATEST = 1971, 2199


@dataclass(frozen=True, slots=True)
class Clock:
    """How times are written: `pattern` as strptime has it, ISO 8601 where it is empty.

    A time with an offset is moved to `zone`; one without is local there already.
    """

    zone: ZoneInfo
    pattern: str = ""

    def moment(self, text: str) -> datetime:
        """Return a written time as local time without a zone. Raises: ValueError."""
        found = self._read(text)
        if found.tzinfo is not None:
            found = found.astimezone(self.zone).replace(tzinfo=None)
        if not EARLIEST <= found.year <= LATEST:
            raise ValueError(f"time `{text}` is not in {EARLIEST} to {LATEST}")
        return found.replace(microsecond=0)

    def _read(self, text: str) -> datetime:
        if not text:
            raise ValueError("the time is empty")
        try:
            if self.pattern:
                return datetime.strptime(text, self.pattern)
            return datetime.fromisoformat(text)
        except ValueError as error:
            how = f"written as `{self.pattern}`" if self.pattern else "an ISO 8601 time"
            raise ValueError(f"time `{text}` is not {how}") from error
