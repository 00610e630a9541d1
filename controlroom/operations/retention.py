"""What is kept for a time only: raw meter values, and the log of frames.

Everything else is kept for ever: facts, sessions, quarter-hours, invoices. One
process of an installation lets go, under a lease as a consumer's.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from controlroom.domain.errors import StoreUnavailable
from controlroom.operations.ports.charging import Messages
from controlroom.operations.ports.journal import Consumers
from controlroom.operations.ports.link import Clock
from controlroom.operations.ports.retention import Retention

_log = logging.getLogger(__name__)

NAME = "retention"
FIRST_S = 60.0
"""After the start, when everybody who was away has connected."""
EVERY_S = 3600.0
LEASE_S = 120.0
REST = 9
"""Times that it rests as long as a portion took: nine tenths of the time are for others."""
LEAST_REST_S = 0.05
SET = timedelta(hours=1)
"""A clock that is set by more than this may be wrong now."""
SETTLED_S = 86_400.0
"""So long nothing is let go of then: what is gone is gone."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How long things are kept."""

    meter_values_months: int = 13
    """Raw meter values: whole months before the running one."""
    message_log_hours: int = 24


def months_back(now: datetime, months: int) -> datetime:
    """The beginning of the month that lies some months back."""
    count = now.year * 12 + now.month - 1 - months
    return datetime(count // 12, count % 12 + 1, 1, tzinfo=now.tzinfo)


class Keeper:
    """Lets go once an hour. `read_by`: consumers that must have read what goes."""

    def __init__(
        self,
        retention: Retention,
        messages: Messages,
        consumers: Consumers,
        clock: Clock,
        *,
        holder: str,
        terms: Terms,
        read_by: tuple[str, ...],
        elapsed: Callable[[], float] | None = None,
    ) -> None:
        """`elapsed`: see `clock_watch.ClockWatch`."""
        self._retention = retention
        self._messages = messages
        self._consumers = consumers
        self._clock = clock
        self._holder = holder
        self._terms = terms
        self._read_by = read_by
        self._elapsed = elapsed or clock.monotonic
        self._looked = clock.now(), self._elapsed()
        self._trusted_from = self._looked[1]

    async def run(self) -> None:
        """For ever."""
        await asyncio.sleep(FIRST_S)
        while True:
            try:
                await self.let_go()
            except StoreUnavailable as away:
                _log.warning("what is old stays for another hour: %s", away)
            except Exception:  # noqa: BLE001 - a watch that ends watches nothing any more
                _log.exception("what is old stays for another hour")
            await asyncio.sleep(EVERY_S)

    async def let_go(self) -> None:
        """Once, where nobody else does. Raises StoreUnavailable."""
        now = self._clock.now()
        trusted = self._trusts(now)
        if not await self._lease():
            return
        try:
            await self._retention.make_room()
            if not trusted:
                return
            await self._portions(self._old_frames, now)
            gone = await self._portions(self._old_meter_values, now)
        finally:
            await self._consumers.release(NAME, self._holder)
        if gone:
            _log.info("%d raw meter values were old and are gone", gone)

    def _trusts(self, now: datetime) -> bool:
        """Whether the clock has gone evenly for a while: by one that is set nothing is old."""
        passed = self._elapsed()
        before, then = self._looked
        self._looked = now, passed
        if abs(now - before - timedelta(seconds=passed - then)) > SET:
            _log.warning("the clock was set; nothing is let go of for a day")
            self._trusted_from = passed + SETTLED_S
        return passed >= self._trusted_from

    async def _lease(self) -> bool:
        return await self._consumers.lease(NAME, self._holder, LEASE_S)

    async def _old_frames(self, now: datetime) -> int:
        return await self._messages.trim(now - timedelta(hours=self._terms.message_log_hours))

    async def _old_meter_values(self, now: datetime) -> int:
        before = months_back(now, self._terms.meter_values_months)
        return await self._retention.drop_meter_values(before, self._read_by, NAME, self._holder)

    async def _portions(self, portion: Callable[[datetime], Awaitable[int]], now: datetime) -> int:
        """One after the other, with a rest between them, until nothing goes any more."""
        loop = asyncio.get_running_loop()
        gone, renewed = 0, loop.time()
        while True:
            began = loop.time()
            went = await portion(now)
            if not went:
                return gone
            gone += went
            took = loop.time() - began
            await asyncio.sleep(max(LEAST_REST_S, REST * took))
            if loop.time() - renewed > LEASE_S / 4:
                renewed = loop.time()
                if not await self._lease():
                    return gone
