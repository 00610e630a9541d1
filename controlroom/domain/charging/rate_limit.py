"""Token buckets, and how much a charge point may send: an allowance that fills up steadily.

Fifteen samples every second at each of ten connectors are 30 kB and 10 messages a second; a
night's queue is some thousand messages. Both pass at full speed. What sends more is read slower,
and nothing of it is lost.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from controlroom.domain.values import dataclass

BYTES_PER_S: Final = 32 * 1024
BYTES_MOST: Final = 8 * 1024 * 1024
MESSAGES_PER_S: Final = 20
MESSAGES_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a charge point may still send at full speed; below 0 it owes."""

    charge_point: str
    at: datetime
    bytes_left: int
    messages_left: int

    def by(self, now: datetime) -> Allowance:
        """The same at a later moment, where nothing was sent since."""
        seconds = max(timedelta(), now - self.at) / timedelta(seconds=1)
        return Allowance(
            self.charge_point,
            max(now, self.at),
            int(min(BYTES_MOST, self.bytes_left + seconds * BYTES_PER_S)),
            int(min(MESSAGES_MOST, self.messages_left + seconds * MESSAGES_PER_S)),
        )

    @property
    def part_left(self) -> float:
        """Of the scarcer one of the two, between 0 and 1."""
        least = min(self.bytes_left / BYTES_MOST, self.messages_left / MESSAGES_MOST)
        return max(0.0, least)

    @property
    def used_up(self) -> bool:
        return min(self.bytes_left, self.messages_left) <= 0


def full(charge_point: str, now: datetime) -> Allowance:
    """The allowance of one that has not sent much."""
    return Allowance(charge_point, now, BYTES_MOST, MESSAGES_MOST)


class TokenBucket:
    """Time is seconds on a clock that only goes on, from anywhere."""

    __slots__ = ("_at", "_left", "_most", "_per_s")

    def __init__(self, most: float, per_s: float, now: float) -> None:
        self._most = most
        self._per_s = per_s
        self._left = most
        self._at = now

    def left(self, now: float) -> float:
        """What may be taken at once; below 0 where more was taken than there was."""
        return min(self._most, self._left + (now - self._at) * self._per_s)

    def take(self, count: float, now: float) -> float:
        """Take, overdrawing where need be; returns the seconds until nothing is owed any more."""
        self._left = self.left(now) - count
        self._at = now
        return max(0.0, -self._left / self._per_s)

    def try_take(self, count: float, now: float) -> bool:
        """Take only what is there."""
        if self.left(now) < count:
            return False
        self.take(count, now)
        return True
