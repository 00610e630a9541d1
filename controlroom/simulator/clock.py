"""The fleet's time: as fast as life, or faster."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import inf

HEAD_START_S = 3600.0
"""How long a fleet can live faster than life before it has caught up with the present."""
EARLIEST_S = 31 * 86_400.0
"""A fleet begins at most this far back, however fast it is."""


class Clock:
    """Simulated seconds since 1970, `speed` times as fast as life.

    A charge that was lived faster than life is only plausible if its time stamps tell
    of simulated time, and no central system believes time stamps of the future. So a
    fast fleet begins in the past: far enough back to live an hour at its speed. When it
    has caught up with the present it goes on at life's own pace.
    """

    def __init__(
        self,
        speed: float = 1.0,
        begin: float | None = None,
        *,
        wall: Callable[[], float] = time.time,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        if not 0 < speed < inf:
            raise ValueError("speed must be a number above 0, such as 1 or 60")
        self.speed = speed
        self._ticks = ticks
        self._ticks_then = ticks()
        self._wall_then = wall()
        head_start = min(max(0.0, speed - 1) * HEAD_START_S, EARLIEST_S)
        self.begin = self._wall_then - head_start if begin is None else begin
        if self.begin > self._wall_then:
            raise ValueError("a fleet cannot begin in the future")

    def now(self) -> float:
        """The simulated time; never ahead of the present."""
        passed = self._ticks() - self._ticks_then
        return min(self.begin + passed * self.speed, self._wall_then + passed)

    @property
    def caught_up(self) -> bool:
        """Whether a fast fleet has reached the present and lives at life's pace."""
        passed = self._ticks() - self._ticks_then
        return self.speed > 1 and self.begin + passed * self.speed >= self._wall_then + passed

    @property
    def pace(self) -> float:
        """Simulated seconds in a real one, now."""
        return 1.0 if self.caught_up else self.speed

    def until(self, at: float) -> float:
        """Real seconds until a simulated moment; 0 where it is past."""
        return max(0.0, (at - self.now()) / self.pace)
