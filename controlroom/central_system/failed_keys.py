"""Wrong keys, counted by the address and the identity that they were tried for.

The count never keeps anybody out: a key is judged in microseconds, and a right one enters at
once, whatever came from its address before. Only the answer to a wrong one is slowed.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from controlroom.domain.charging.rate_limit import TokenBucket

GUESSES: Final = 5
"""Wrong keys a minute from one address for one identity that are answered at once."""
MINUTE_S: Final = 60.0
MOST: Final = 20_000
"""Buckets that are remembered; the oldest go first."""


class Guesses:
    """A token bucket for each address and identity. `now` counts seconds, from anywhere."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._buckets: OrderedDict[tuple[str, str], TokenBucket] = OrderedDict()

    def wrong(self, address: str, identity: str) -> bool:
        """Count a wrong key; whether it is one of the few that are answered at once."""
        now = self._now()
        place = (address, identity.casefold())
        bucket = self._buckets.pop(place, None) or TokenBucket(GUESSES, GUESSES / MINUTE_S, now)
        self._buckets[place] = bucket
        if len(self._buckets) > MOST:
            self._buckets.popitem(last=False)
        return bucket.try_take(1, now)
