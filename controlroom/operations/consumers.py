"""Running a consumer: one in the whole installation, never a fact twice, never one skipped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.events import Event
from controlroom.operations.ports.journal import Consumers, Entry, Feed, Row
from controlroom.operations.ports.link import Clock

_log = logging.getLogger(__name__)

LEASE_S = 10.0
BATCH = 500
SETTLE_S = 1.0


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a consumer concluded: facts for the journal and rows of state."""

    events: Sequence[Event] = ()
    rows: Sequence[Row] = ()

    def __bool__(self) -> bool:
        return bool(self.events or self.rows)


class Consumer(Protocol):
    """A handler: concludes from entries and time. Its memory counts only once it is committed."""

    name: str
    tick_s: float
    """How often it wants to be asked although nothing happened."""
    meters: bool
    """Whether it needs the meter values. Who does reads them in bulk, every `tick_s`."""

    async def load(self) -> None:
        """Take state from the store: at the start, and after a commit that failed."""
        ...

    async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion: ...


class Runner:
    """Holds a consumer's lease, feeds it, and commits its conclusions with its cursor."""

    def __init__(
        self, consumer: Consumer, feed: Feed, consumers: Consumers, clock: Clock, holder: str
    ) -> None:
        self.consumer = consumer
        self._feed = feed
        self._consumers = consumers
        self._clock = clock
        self._holder = holder

    async def run(self) -> None:
        """For ever: wait for the lease, then consume until it is lost."""
        while True:
            try:
                if await self._lease():
                    await self._hold()
            except StoreUnavailable as away:
                _log.warning("%s waits for the database: %s", self.consumer.name, away)
            await asyncio.sleep(LEASE_S / 4)

    async def stop(self) -> None:
        await self._consumers.release(self.consumer.name, self._holder)

    async def catch_up(self, head: int) -> int:
        """Consume up to `head`, where the lease is free. Answers where the cursor stands."""
        name = self.consumer.name
        if await self._lease():
            try:
                await self.consumer.load()
                cursor = scanned = await self._consumers.cursor(name)
                while scanned < head:
                    cursor, scanned = await self._step(cursor, scanned)
                await self._tick(await self._settle(cursor, scanned))
            finally:
                await self.stop()
        return await self._consumers.cursor(name)

    async def _lease(self) -> bool:
        return await self._consumers.lease(self.consumer.name, self._holder, LEASE_S)

    async def _hold(self) -> None:
        loop = asyncio.get_running_loop()
        await self.consumer.load()
        cursor = scanned = await self._consumers.cursor(self.consumer.name)
        renewed = ticked = settled = loop.time()
        while True:
            before = (cursor, scanned)
            cursor, scanned = await self._step(cursor, scanned)
            now = loop.time()
            if now - ticked >= self.consumer.tick_s:
                ticked = now
                cursor = await self._tick(cursor)
            if now - settled >= SETTLE_S:
                settled = now
                cursor = await self._settle(cursor, scanned)
                scanned = max(cursor, scanned)
            if now - renewed > LEASE_S / 4:
                if not await self._lease():
                    return
                renewed = now
            if self.consumer.meters:
                await asyncio.sleep(self.consumer.tick_s if scanned == before[1] else 0)
            elif (cursor, scanned) == before:
                await self._feed.wait(scanned, min(self.consumer.tick_s, SETTLE_S))

    async def _step(self, cursor: int, scanned: int) -> tuple[int, int]:
        """Read on from `scanned` and conclude; where nothing concerns it, nothing is written."""
        if self.consumer.meters:
            entries = await self._feed.read(scanned, BATCH)
            upto = entries[-1].position if entries else scanned
        else:
            entries, upto = await self._feed.facts(scanned, BATCH)
        if not entries:
            return cursor, upto
        cursor = await self._commit(cursor, upto, entries)
        return cursor, cursor

    async def _settle(self, cursor: int, scanned: int) -> int:
        """Move the stored cursor over what did not concern it: others wait for that."""
        if scanned <= cursor:
            return cursor
        return await self._write(cursor, scanned, Conclusion())

    async def _tick(self, cursor: int) -> int:
        conclusion = await self.consumer.conclude((), self._clock.now())
        if not conclusion:
            return cursor
        return await self._write(cursor, cursor, conclusion)

    async def _commit(self, old: int, new: int, entries: Sequence[Entry]) -> int:
        conclusion = await self.consumer.conclude(entries, self._clock.now())
        return await self._write(old, new, conclusion)

    async def _write(self, old: int, new: int, conclusion: Conclusion) -> int:
        try:
            kept = await self._consumers.consume(
                self.consumer.name, self._holder, old, new, conclusion.events, conclusion.rows
            )
        except StoreUnavailable:
            await self.consumer.load()
            raise
        if kept:
            return new
        # Somebody else went on, or our commit had gone through after all: what this
        # consumer holds in memory may be ahead of, or behind, what is stored.
        await self.consumer.load()
        return await self._consumers.cursor(self.consumer.name)
