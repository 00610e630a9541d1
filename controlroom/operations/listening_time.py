"""The time in which this process listened, told apart from what its clock says.

A clock is set; a process sleeps, is stopped, or gets no processor. None of it may count as the
silence of a charge point, nor let a delay run out: whoever judges absence looks here first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from controlroom.operations.ports.link import Clock

NEGLIGIBLE_S: Final = 1.0
"""A clock that is kept right by steps this small was not set."""
_NONE: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class Slip:
    """What the clock told beyond the time in which we listened."""

    set_by: timedelta = _NONE
    """By how much somebody set it."""
    missed: timedelta = _NONE
    """How long we did not listen."""

    def __bool__(self) -> bool:
        return bool(self.set_by or self.missed)

    def __add__(self, other: Slip) -> Slip:
        return Slip(self.set_by + other.set_by, self.missed + other.missed)


class ListeningTime:
    """Counts on while it is looked at in time; after a look that is late it begins again there.

    Then nothing that came meanwhile is read yet, and nobody can tell when it came.
    """

    def __init__(self, clock: Clock, longest_s: float) -> None:
        """`longest_s`: what may lie between two looks of a process that runs."""
        self._clock = clock
        self._longest_s = longest_s
        self._listened_s = 0.0
        self._now, self._passed = clock.now(), clock.monotonic()

    @property
    def listened_s(self) -> float:
        """Seconds listened until now; only differences mean anything."""
        return self._listened_s + self._counted(self._clock.monotonic() - self._passed)

    def look(self) -> Slip:
        """Go on to this moment; returns what slipped since the last look."""
        now, passed = self._clock.now(), self._clock.monotonic()
        by_clock, by_time = (now - self._now).total_seconds(), passed - self._passed
        counted = self._counted(by_time)
        self._now, self._passed = now, passed
        self._listened_s += counted
        set_by, missed = by_clock - by_time, by_time - counted
        return Slip(
            timedelta(seconds=set_by) if abs(set_by) > NEGLIGIBLE_S else _NONE,
            timedelta(seconds=missed),
        )

    def _counted(self, seconds: float) -> float:
        return seconds if seconds <= self._longest_s else 0.0
