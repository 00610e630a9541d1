"""Watching this machine's clock: set by somebody, or other than the database's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from controlroom.domain.server_events import ClockDeviated
from controlroom.operations.listening_time import NEGLIGIBLE_S
from controlroom.operations.ports.journal import Journal
from controlroom.operations.ports.link import Clock

WRONG_S: Final = 60.0
"""A clock that is further out than this is told of."""
RIGHT_S: Final = 20.0
"""One that was, and comes as near as this, is right again."""
SETTLED_S: Final = 600.0
"""A clock that has gone evenly for this long since it was set is what holds from now on."""


class ClockWatch:
    """Looks with every beat; tells the journal what changes."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        host: str,
        *,
        elapsed: Callable[[], float],
        told: bool,
    ) -> None:
        """`elapsed`: seconds that passed, those too in which the machine slept.

        `told`: the clock was wrong as far as the journal knows.
        """
        self._journal = journal
        self._clock = clock
        self._host = host
        self._elapsed = elapsed
        self._told = WRONG_S if told else 0.0
        self._now, self._passed = clock.now(), elapsed()
        self._set_by, self._set_at = 0.0, self._passed
        self._beside = 0.0

    async def look(self, database: datetime | None) -> None:
        """`database`: the database's own time now, where that is another machine's."""
        now = self._clock.now()
        beside = 0.0 if database is None else (now - database).total_seconds()
        off = self._deviation(now, beside)
        wrong = abs(off) > (RIGHT_S if self._told else WRONG_S)
        if wrong == bool(self._told) and abs(off - self._told) < WRONG_S:
            return
        self._told = off if wrong else 0.0
        event = ClockDeviated(
            charge_point="", at=now, received=now, host=self._host, by_s=round(self._told)
        )
        await self._journal.record([event])

    def _deviation(self, now: datetime, beside: float) -> float:
        """Seconds by which the clock is out: beside the database's, or since somebody set it."""
        passed = self._elapsed()
        set_by = (now - self._now).total_seconds() - (passed - self._passed)
        self._now, self._passed = now, passed
        before, self._beside = self._beside, beside
        if abs(set_by) > NEGLIGIBLE_S:
            agrees = abs(before) > WRONG_S and abs(beside) <= RIGHT_S
            self._set_by = 0.0 if agrees else self._set_by + set_by
            self._set_at = passed
        elif passed - self._set_at > SETTLED_S:
            self._set_by = 0.0
        return beside if abs(beside) > abs(self._set_by) else self._set_by
