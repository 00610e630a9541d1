"""Guessing is slowed where it happens, and nowhere else.

A bucket belongs to an address and the identity it tried, so that nobody can lock a charge point
out from elsewhere. A key that was right from an address is let in from there again although its
bucket is empty: behind a load balancer a guesser shares the charge point's address.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

GUESSES: Final = 5
"""Wrong keys a minute from one address for one identity."""
MINUTE_S: Final = 60.0
MOST: Final = 20_000
"""Buckets and remembered keys; the oldest go first."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Guesses:
    """Token buckets for wrong keys. `now` counts seconds, from anywhere."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._buckets: OrderedDict[tuple[str, str], _Bucket] = OrderedDict()
        self._right: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    def may_try(self, address: str, identity: str, digest: bytes) -> bool:
        """Whether a key may be judged at all. `digest` is that of the key as offered."""
        place = (address, identity.casefold())
        bucket = self._buckets.get(place)
        if bucket is None or self._filled(bucket) >= 1:
            return True
        return self._right.get(place) == digest

    def wrong(self, address: str, identity: str) -> None:
        """Count a wrong key."""
        place = (address, identity.casefold())
        bucket = self._buckets.pop(place, None) or _Bucket(GUESSES, self._now())
        bucket.left = max(0.0, self._filled(bucket) - 1)
        bucket.at = self._now()
        self._buckets[place] = bucket
        _shorten(self._buckets)

    def right(self, address: str, identity: str, digest: bytes) -> None:
        """Remember a key that was right from an address."""
        place = (address, identity.casefold())
        self._right.pop(place, None)
        self._right[place] = digest
        _shorten(self._right)

    def _filled(self, bucket: _Bucket) -> float:
        return min(GUESSES, bucket.left + (self._now() - bucket.at) * GUESSES / MINUTE_S)


def _shorten(
    kept: OrderedDict[tuple[str, str], _Bucket] | OrderedDict[tuple[str, str], bytes],
) -> None:
    while len(kept) > MOST:
        kept.popitem(last=False)
