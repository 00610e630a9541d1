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
                cursor = await self._consumers.cursor(name)
                while cursor < head:
                    cursor = await self._step(cursor)
                if (rest := await self._tick(cursor)) is not None:
                    cursor = rest
            finally:
                await self.stop()
        return await self._consumers.cursor(name)

    async def _lease(self) -> bool:
        return await self._consumers.lease(self.consumer.name, self._holder, LEASE_S)

    async def _hold(self) -> None:
        loop = asyncio.get_running_loop()
        await self.consumer.load()
        cursor = await self._consumers.cursor(self.consumer.name)
        renewed = ticked = loop.time()
        while True:
            moved = await self._step(cursor)
            if moved == cursor:
                if loop.time() - ticked >= self.consumer.tick_s:
                    ticked = loop.time()
                    moved = await self._tick(cursor) or cursor
                if moved == cursor:
                    await self._feed.wait(cursor, min(self.consumer.tick_s, LEASE_S / 4))
            cursor = moved
            if loop.time() - renewed > LEASE_S / 4:
                if not await self._lease():
                    return
                renewed = loop.time()

    async def _step(self, cursor: int) -> int:
        entries = await self._feed.read(cursor, BATCH)
        if not entries:
            return cursor
        return await self._commit(cursor, entries[-1].position, entries)

    async def _tick(self, cursor: int) -> int | None:
        conclusion = await self.consumer.conclude((), self._clock.now())
        if not conclusion:
            return None
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
