"""Running consumers: one of each in the whole installation, no fact twice, none skipped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from controlroom.domain.charging.events import MeterSampled
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.event import Event
from controlroom.operations.follow import Follow
from controlroom.operations.listening_time import ListeningTime, Slip
from controlroom.operations.ports.journal import Consumers, Entry, Feed, Row
from controlroom.operations.ports.link import Clock
from controlroom.operations.ports.parts import Parts
from controlroom.operations.tasks import spawn, stop

_log = logging.getLogger(__name__)

LEASE_S = 10.0
RETRY_S = 1.5
"""How often it is asked for a lease that somebody else holds."""
BATCH = 500
SETTLE_S = 1.0
PACE_S = 0.1
"""Shortest time between two readings of the journal that find its end: what comes meanwhile is
read together. Whoever has waited longer is woken at once."""
AWAKE_S = 5.0
"""Longest time between two looks of a runner that gets its turns."""
GRACE = timedelta(seconds=5)
"""After a pause, for what came meanwhile to be read."""
SKEW = timedelta(seconds=5)
"""Clocks of two machines may differ so much, and a commit take so long."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a consumer concluded: facts for the journal and rows of state."""

    events: Sequence[Event] = ()
    rows: Sequence[Row] = ()

    def __bool__(self) -> bool:
        return bool(self.events or self.rows)


class Consumer(Protocol):
    """A handler: concludes from entries and time. Its memory counts only once it is committed.

    What it says of itself is all that whoever runs it knows.
    """

    name: str
    tick_s: float
    """How often it wants to be asked although nothing happened."""
    events: frozenset[type[Event]]
    """What it is told of. Whoever wants meter values reads in bulk, every `tick_s`."""

    async def load(self) -> None:
        """Take state from the store: at the start, and after a commit that failed."""
        ...

    async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion: ...


@runtime_checkable
class Waiting(Protocol):
    """A consumer that waits for moments to come, as for the end of a delay.

    It is told of arrivals by the clock of the process that runs it, and when that slipped.
    """

    def postpone(self, slip: Slip) -> Sequence[Row]:
        """Wait for as much longer as slipped; returns the rows of what it waits for."""
        ...


class _Overtaken(Exception):
    """The cursor or the lease is not ours any more."""


class Runner:
    """Holds a consumer's lease, feeds it, and commits its conclusions with its cursor.

    `holder` names this runner, and no other one in the installation; `retry_s` is how
    long it waits before it asks for the lease again.
    """

    def __init__(
        self,
        consumer: Consumer,
        feed: Feed,
        consumers: Consumers,
        clock: Clock,
        holder: str,
        *,
        retry_s: float = RETRY_S,
    ) -> None:
        self.consumer = consumer
        self._feed = feed
        self._consumers = consumers
        self._clock = clock
        self._holder = holder
        self._retry_s = retry_s
        self._cursor = 0
        """Where the consumer stands in the store."""
        self._scanned = 0
        """How far it has read; what lies between concerned it not."""
        self._readings = self._from(0)
        self._careful = 0
        """Up to here entries are read one by one, because one among them cannot be judged."""
        self._renewed = 0.0
        self._waiting = consumer if isinstance(consumer, Waiting) else None
        self._time = ListeningTime(clock, AWAKE_S)
        self._slip = Slip()
        """What the consumer's rows do not know of yet."""
        self._refused: float | None = None
        """When somebody else was last seen to hold the lease."""
        self._followed: float | None = None
        """When, by listening time, the journal was last read to its end."""

    async def run(self) -> None:
        """For ever: wait for the lease, then consume until it is lost."""
        while True:
            try:
                if await self._take():
                    await self._hold()
            except StoreUnavailable as away:
                _log.warning("%s waits for the database: %s", self.consumer.name, away)
            except _Overtaken:
                _log.info("%s is run by somebody else", self.consumer.name)
            except Exception:  # noqa: BLE001 - a consumer that is gone is missed too late
                _log.exception("%s begins again", self.consumer.name)
            await asyncio.sleep(self._retry_s)

    async def stop(self) -> None:
        """Give the lease back."""
        await self._consumers.release(self.consumer.name, self._holder)

    async def catch_up(self, head: int) -> int:
        """Consume up to `head`, where the lease is free. Returns where the cursor stands."""
        if await self._take():
            try:
                await self._load()
                while self._scanned < head:
                    await self._step()
                    await self._renew()
                await self._tick_out()
                await self._settle()
            except _Overtaken:
                _log.info("%s is run by somebody else", self.consumer.name)
            finally:
                await self.stop()
        return await self._consumers.cursor(self.consumer.name)

    # --- the lease ----------------------------------------------------------------------------

    async def _take(self) -> bool:
        """Take the lease. For as long as nobody held it, nobody listened."""
        idle = await self._consumers.idle(self.consumer.name) if self._waiting else timedelta(0)
        now = self._clock.monotonic()
        if not await self._lease():
            self._refused, self._slip = now, Slip()
            return False
        if self._refused is not None:
            # It was held at that time, whatever the database's clock says of it.
            idle = min(idle, timedelta(seconds=max(0.0, now - self._refused)))
            self._refused = None
        if abs(idle) > abs(self._slip.set_by + self._slip.missed):
            ahead = idle < timedelta(0)
            self._slip = Slip(set_by=idle) if ahead else Slip(missed=idle)
        self._time.look()
        return True

    async def _lease(self) -> bool:
        self._renewed = asyncio.get_running_loop().time()
        return await self._consumers.lease(self.consumer.name, self._holder, LEASE_S)

    async def _renew(self) -> None:
        late = asyncio.get_running_loop().time() - self._renewed > LEASE_S / 4
        if late and not await self._lease():
            raise _Overtaken

    async def _load(self) -> None:
        """Take state and cursor as they are stored, and as they belong together."""
        cursor = -1
        while cursor != self._cursor:
            cursor = await self._consumers.cursor(self.consumer.name)
            await self.consumer.load()
            self._cursor = await self._consumers.cursor(self.consumer.name)
        self._scanned = cursor
        self._readings = self._from(cursor)
        self._followed = None

    def _from(self, position: int) -> Follow:
        tick_s, events = self.consumer.tick_s, self.consumer.events
        return Follow(
            self._feed,
            position,
            events=events,
            limit=BATCH,
            wait_s=min(tick_s, SETTLE_S),
            pace_s=tick_s if MeterSampled in events else PACE_S,
        )

    async def _hold(self) -> None:
        loop = asyncio.get_running_loop()
        await self._load()
        ticked = settled = loop.time()
        while True:
            behind = await self._step()
            now = loop.time()
            if now - ticked >= self.consumer.tick_s and not behind:
                # Time that passes tells nothing of what is not read yet.
                ticked = now
                await self._tick_out()
            if now - settled >= SETTLE_S:
                settled = now
                await self._settle()
            await self._renew()
            await self._readings.wait()

    # --- time ---------------------------------------------------------------------------------

    async def _keep_time(self) -> None:
        """Have the consumer wait longer for what the clock was set by, or we were away."""
        self._slip += self._time.look()
        if self._waiting is None or not self._slip:
            return
        missed = self._slip.missed
        slip = replace(self._slip, missed=missed + GRACE if missed else missed)
        if rows := self._waiting.postpone(slip):
            await self._write(self._cursor, Conclusion(rows=rows))
        self._slip = Slip()

    def _timed(self, entries: Sequence[Entry], followed: float | None) -> Sequence[Entry]:
        """Entries with their arrivals by our clock.

        Whoever wrote them has another clock, or this one was set since. What was not there when
        the journal was last read to its end came later; nothing comes in the future.
        """
        if self._waiting is None:
            return entries
        latest = self._clock.now()
        earliest = None
        if followed is not None:
            earliest = latest - timedelta(seconds=self._time.listened_s - followed)
        return [_moved(entry, earliest, latest) for entry in entries]

    # --- consuming ----------------------------------------------------------------------------

    async def _step(self) -> bool:
        """Read on and conclude; whether there is more to read at once."""
        self._readings.limit = 1 if self._scanned < self._careful else BATCH
        began, followed = self._time.listened_s, self._followed
        entries, upto, more = await self._readings.read()
        self._followed = None if more else began
        await self._keep_time()
        if upto <= self._scanned:
            return more
        conclusion = await self._conclusion(self._timed(entries, followed))
        if conclusion is None and len(entries) > 1:
            await self._load()
            self._careful = upto
            return True
        if conclusion is None:
            # It alone cannot be judged. Who stops for it judges nothing any more.
            await self._load()
            self._readings = self._from(upto)
        elif conclusion:
            await self._write(upto, conclusion)
        self._scanned = upto
        return more

    async def _conclusion(self, entries: Sequence[Entry]) -> Conclusion | None:
        """What the consumer concludes; None where it fails, through a fault of ours."""
        if not entries:
            return Conclusion()
        try:
            return await self.consumer.conclude(entries, self._clock.now())
        except StoreUnavailable:
            raise
        except Exception:  # noqa: BLE001 - one entry must not stop all that come after it
            first, last = entries[0].position, entries[-1].position
            _log.exception("%s cannot judge entries %d to %d", self.consumer.name, first, last)
            return None

    async def _tick(self) -> Conclusion:
        """What follows from time alone; where nothing does, nothing is written."""
        await self._keep_time()
        conclusion = await self.consumer.conclude((), self._clock.now())
        if conclusion:
            await self._write(self._scanned, conclusion)
        return conclusion

    async def _tick_out(self) -> None:
        """Let time pass until the consumer has nothing more to say: some speak in portions."""
        before: Sequence[Row] = ()
        while (conclusion := await self._tick()) and conclusion.rows != before:
            before = conclusion.rows
            await self._renew()

    async def _settle(self) -> None:
        """Move the stored cursor over what did not concern it: others wait for that."""
        if self._scanned > self._cursor:
            await self._write(self._scanned, Conclusion())

    async def _write(self, upto: int, conclusion: Conclusion) -> None:
        """Commit together. Where that fails what is in memory is of no use, and loaded again."""
        kept = await self._consumers.consume(
            self.consumer.name,
            self._holder,
            self._cursor,
            upto,
            conclusion.events,
            conclusion.rows,
        )
        if not kept:
            raise _Overtaken
        self._cursor = upto


def _moved(entry: Entry, earliest: datetime | None, latest: datetime) -> Entry:
    received = entry.event.received
    if received > latest + SKEW:
        by = latest - received
    elif earliest is not None and received < earliest - SKEW:
        by = earliest - received
    else:
        return entry
    event = replace(entry.event, at=entry.event.at + by, received=received + by)
    return replace(entry, event=event)


class Runners:
    """Every consumer of a process, each as soon as its lease is free."""

    def __init__(self, parts: Parts, consumers: Iterable[Consumer], clock: Clock) -> None:
        holder = f"{parts.journal.writer} serving"
        self._runners = [
            Runner(one, parts.feed, parts.consumers, clock, holder) for one in consumers
        ]
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Needs a running loop."""
        self._tasks = [spawn(r.run(), f"consumer {r.consumer.name}") for r in self._runners]

    async def stop(self) -> None:
        """Nothing new is begun; leases are given back."""
        await stop(*self._tasks)
        try:
            for runner in self._runners:
                await runner.stop()
        except StoreUnavailable as away:
            _log.warning("leases run out by themselves: %s", away)


async def catch_up(parts: Parts, clock: Clock, consumers: Iterable[Consumer]) -> dict[str, int]:
    """Bring consumers to the head of the journal, whether or not something serves.

    Where a serving process holds one, wait until that one has come there. Returns
    where each stands, by its name.
    """
    head = (await parts.feed.snapshot()).head
    stand: dict[str, int] = {}
    for consumer in consumers:
        holder = f"{parts.journal.writer} catching up"
        runner = Runner(consumer, parts.feed, parts.consumers, clock, holder)
        for _attempt in range(60):
            stand[consumer.name] = await runner.catch_up(head)
            if stand[consumer.name] >= head:
                break
            await asyncio.sleep(0.5)
    return stand
