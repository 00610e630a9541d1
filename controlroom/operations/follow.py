"""The feed as an iterator: one reading of the journal after the other, for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from typing_extensions import override

from controlroom.domain.event import Event
from controlroom.operations.ports.journal import Feed, Reading
from controlroom.operations.tasks import completed


class Follow(AsyncIterator[Reading]):
    """What comes after a position, as `async for` hands it out; it ends only with its caller.

    The first reading comes at once. After one that found the end of the journal the next comes
    as soon as there is more: `pace_s` after the one before at the earliest, so that what comes
    meanwhile is read together, and `wait_s` later at the latest, even if it is empty. Where
    StoreUnavailable is raised, the next call reads from the same position again.
    """

    def __init__(
        self,
        feed: Feed,
        after: int,
        *,
        events: frozenset[type[Event]] | None = None,
        limit: int = 1000,
        wait_s: float = 1.0,
        pace_s: float = 0.0,
    ) -> None:
        """`events`, `limit`: see `Feed.read`."""
        self.limit = limit
        self.position = after
        """Read up to here."""
        self._feed = feed
        self._events = events
        self._wait_s = wait_s
        self._pace_s = pace_s
        self._began = 0.0
        self._at_end = False

    @override
    async def __anext__(self) -> Reading:
        await self.wait()
        return await self.read()

    async def wait(self) -> None:
        """Return at once where there is more, else when there may be."""
        if not self._at_end:
            return
        await self._feed.wait(self.position, self._wait_s)
        rest = self._began + self._pace_s - asyncio.get_running_loop().time()
        if rest > 0:
            await asyncio.sleep(rest)

    async def read(self) -> Reading:
        """The next reading, at once."""
        self._began = asyncio.get_running_loop().time()
        # A query that is cancelled would lose its connection.
        reading = await completed(self._feed.read(self.position, self.limit, self._events))
        self.position, self._at_end = reading.upto, not reading.more
        return reading
