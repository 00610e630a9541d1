"""Once a minute is often enough for news that a stranger can make as often as he likes.

Each kind of news has a budget of its own, so that noise of one kind hides nothing of another.
What is held back is counted, and told when the minute is over.
"""

import time
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

EVERY_S: Final = 60.0
MOST: Final = 100
"""Different subjects of one kind in a minute that are told one by one."""


class Withheld(NamedTuple):
    """News that was not told. `subject` None stands for all those beyond the budget of a kind."""

    kind: str
    subject: str | None
    times: int


class Throttle:
    """Lets news about a subject through once a minute, and MOST subjects of a kind."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._told: dict[str, dict[str | None, float]] = {}
        """Kind, subject: when it was last told, the longest ago first."""
        self._withheld: dict[tuple[str, str | None], int] = {}

    def allows(self, kind: str, subject: str) -> bool:
        """Whether this may be told now; where not, it is counted."""
        now = self._now()
        told = self._told.setdefault(kind, {})
        while told and now - next(iter(told.values())) >= EVERY_S:
            del told[next(iter(told))]
        if subject not in told and len(told) < MOST:
            told[subject] = now
            return True
        key = (kind, subject if subject in told else None)
        self._withheld[key] = self._withheld.get(key, 0) + 1
        return False

    def withheld(self) -> Iterator[Withheld]:
        """What was held back and is due to be told, with how often; forgotten by this."""
        now = self._now()
        for (kind, subject), count in list(self._withheld.items()):
            told = self._told.setdefault(kind, {})
            if now - told.get(subject, -EVERY_S) < EVERY_S:
                continue
            del self._withheld[kind, subject]
            # Told by this: what comes within the next minute is counted again.
            told.pop(subject, None)
            told[subject] = now
            yield Withheld(kind, subject, count)
