"""Guessing passwords is slowed down: where it happens, and never for good.

The first few wrong passwords cost nothing, as everybody mistypes one. Each further one doubles
the time until the next is judged at all, up to a minute. It is counted for an account at a
workstation, and for the workstation whatever name is tried there: whoever guesses at one desk
keeps nobody out at another. An hour without a wrong one forgets them all.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from controlroom.domain.values import dataclass

FREE_OF_ACCOUNT: Final = 3
FREE_OF_WORKSTATION: Final = 10
"""Wrong passwords that cost nothing."""
LONGEST: Final = timedelta(seconds=60)
FORGOTTEN: Final = timedelta(hours=1)
GUESSED: Final = 5
"""Wrong passwords in a row for one account at one workstation that are no mistyping any more."""


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong passwords in a row, and when the last one was tried."""

    count: int
    last: datetime

    def by(self, now: datetime) -> int:
        """How many of them still count."""
        return 0 if now - self.last >= FORGOTTEN else self.count

    def wait(self, now: datetime, free: int) -> timedelta:
        """How long until the next password is judged."""
        over = self.by(now) - free
        if over < 0:
            return timedelta()
        pause = min(LONGEST, timedelta(seconds=2 ** min(over, 10)))
        # A clock that was set back makes nobody wait for longer.
        return max(timedelta(), pause - max(timedelta(), now - self.last))
