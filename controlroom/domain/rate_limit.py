"""Token buckets: an allowance that fills up at a steady rate, up to a bound."""

from __future__ import annotations


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
