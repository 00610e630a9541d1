"""The machine's time."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


def since_boot() -> float:
    """Seconds since the machine started, those too in which it slept."""
    # On Linux the monotonic clock stands still then, elsewhere it goes on.
    kind = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if kind is None else time.clock_gettime(kind)
