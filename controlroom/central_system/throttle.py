"""Once a minute is often enough for news that a stranger can make as often as he likes."""

import time
from collections.abc import Callable, Hashable
from typing import Final

EVERY_S: Final = 60.0
MOST: Final = 100
"""Different news a minute; what comes beyond is not told."""


class Throttle:
    """Lets each key through once a minute, and MOST keys in all."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._told: dict[Hashable, float] = {}

    def allows(self, key: Hashable) -> bool:
        """Whether this may be told now."""
        now = self._now()
        if now - self._told.get(key, -EVERY_S) < EVERY_S:
            return False
        if len(self._told) >= MOST:
            self._told = {k: at for k, at in self._told.items() if now - at < EVERY_S}
            if len(self._told) >= MOST:
                return False
        self._told[key] = now
        return True
