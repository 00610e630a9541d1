"""The journal's writer: everything that waits goes into one transaction, again and again.

Durability costs a commit a batch, not a message. There is no window to wait for:
the writer commits whatever has arrived whenever it is free.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from controlroom.domain.charging.events import MessageKept
from controlroom.domain.errors import (
    ControlroomError,
    EventRefused,
    LinkElsewhere,
    StoreUnavailable,
)
from controlroom.domain.event import Event
from controlroom.operations.ports.charging import Frame
from controlroom.operations.ports.journal import Outage, Row
from controlroom.store.batch import Encoding, Unit
from controlroom.store.codec import raw_text
from controlroom.store.commits import Committer, Undone, Unsure
from controlroom.store.deferred_state import StateRow
from controlroom.store.embedded import BUSY_S
from controlroom.store.failures import Failure, cause, classify, first_line, unavailable
from controlroom.store.statements import LinksElsewhere

_log = logging.getLogger(__name__)

MOST = 500
"""Units in one transaction: about 15 ms of writing."""


@dataclass(slots=True)
class _Waiting:
    unit: Unit
    done: asyncio.Future[int]
    keep: bool
    """A charge point said it: what the database refuses is kept as text."""


class _Refused(Exception):
    pass


class GroupCommit:
    """One writer a process. `told` is called with each new head that it wrote."""

    def __init__(
        self,
        committer: Committer,
        encoding: Encoding,
        writer: str,
        database: str,
        told: Callable[[int], None],
    ) -> None:
        self._committer = committer
        self._encoding = encoding
        self._writer = writer
        self._database = database
        self._told = told
        self._queue: list[_Waiting] = []
        self._arrived = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._closing = False
        self.outage: Outage | None = None
        """The first batch that could not be written since the last outage was told."""
        # Larger than any number that an earlier process of the same name used.
        self._batch = time.time_ns()
        self._doubt: tuple[Sequence[Unit], int] | None = None
        """A batch of which it was given up to learn whether it is committed, and its number."""

    def append(
        self, events: Sequence[Event], rows: Sequence[Row], *, keep: bool
    ) -> asyncio.Future[int]:
        """Write in one transaction; answers the position of the last event.

        Raises StoreUnavailable, and EventRefused for data that the database refuses;
        with `keep` the events are kept as text then.
        """
        try:
            unit = self._encoding.unit_of_link(events, rows, self._writer)
        except (ValueError, TypeError, OverflowError, AttributeError) as error:
            return asyncio.ensure_future(self._not_encoded(events, error, keep=keep))
        return self._enqueue(unit, keep=keep)

    async def _not_encoded(self, events: Sequence[Event], error: Exception, *, keep: bool) -> int:
        if keep:
            try:
                await self._enqueue(self._kept(events, error), keep=False)
            except EventRefused as even_as_text:
                raise self._unkept(events, even_as_text) from error
        raise EventRefused("event-refused", why=first_line(error)) from error

    def _unkept(self, events: Sequence[Event], why: BaseException) -> StoreUnavailable:
        """Not even the text is on disk: nobody is answered, and it comes again."""
        _log.error("refused even as text: %s", [raw_text(event) for event in events])
        why = cause(why)
        return StoreUnavailable("database-failed", database=self._database, why=first_line(why))

    def loaded(
        self, charge_point: str, replayed: Sequence[StateRow], *, since: int, stands: int
    ) -> None:
        """Go on from what was loaded of a charge point, and write what had to be replayed.

        Nothing is remembered of what was written of it: its rows are written whole.
        """
        self._encoding.forget_point(charge_point)
        self._encoding.deferred.loaded(charge_point, replayed, since=since, stands=stands)

    async def touch(self, seen: Mapping[str, datetime]) -> None:
        """Keep when charge points were last heard: no event, and never back in time."""
        await self._enqueue(self._encoding.seen(seen), keep=False)

    async def log(self, frames: Sequence[Frame]) -> None:
        """Keep frames for the log of messages."""
        await self._enqueue(self._encoding.log(frames), keep=False)

    def _enqueue(self, unit: Unit, *, keep: bool) -> asyncio.Future[int]:
        if self._closing:
            raise StoreUnavailable("database-closed", database=self._database)
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="journal")
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(unit, done, keep))
        self._arrived.set()
        return done

    def _kept(self, events: Sequence[Event], why: Exception) -> Unit:
        kept = [
            MessageKept(
                charge_point=event.charge_point,
                at=event.received,
                received=event.received,
                action=type(event).__name__,
                raw=raw_text(event),
                why=first_line(why),
            )
            for event in events
        ]
        return self._encoding.unit(kept, (), self._writer)

    # --- the writer ---------------------------------------------------------------------------

    async def _run(self) -> None:
        while self._queue or not self._closing:
            if not self._queue:
                self._arrived.clear()
                await self._arrival()
            batch, self._queue = self._queue[:MOST], self._queue[MOST:]
            # First: what waits in the queue may tell more of the same rows.
            batch[:0] = map(self._late, self._encoding.due())
            if not batch:
                continue
            try:
                await self._settle(batch)
            except BaseException as error:
                # A fault of ours must not leave charge points without a word for ever.
                away = StoreUnavailable("database-away", database=self._database, why=repr(error))
                for waiting in batch:
                    if not waiting.done.done():
                        waiting.done.set_exception(away)
                if not isinstance(error, Exception):
                    raise
                _log.exception("the journal's writer failed")

    async def _arrival(self) -> None:
        """Wait for something to write, or until state that waits is due."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._encoding.deferred.wait_s()):
                await self._arrived.wait()

    def _late(self, unit: Unit) -> _Waiting:
        """State that was deferred. Nobody waits for it; where it fails it is due again."""
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        done.add_done_callback(partial(self._given_up, unit))
        return _Waiting(unit, done, keep=False)

    def _given_up(self, unit: Unit, done: asyncio.Future[int]) -> None:
        failure = done.exception()
        if isinstance(failure, EventRefused):
            _log.warning("state is not written: %s", failure)
        if isinstance(failure, EventRefused | LinkElsewhere):
            for point, *_ in unit.written:
                self._encoding.deferred.forget(point)

    async def _settle(self, batch: Sequence[_Waiting]) -> None:
        """Write a batch; where its data is refused, halve it until the guilty one is alone."""
        try:
            last = await self._write([waiting.unit for waiting in batch])
        except ControlroomError as error:
            self.outage = self.outage or Outage(datetime.now(UTC), error.key)
            # It may yet have been committed: what stands in the database is not known.
            self._encoding.forget(waiting.unit for waiting in batch)
            for waiting in batch:
                if not waiting.done.done():
                    waiting.done.set_exception(error)
            return
        except LinksElsewhere as elsewhere:
            await self._settle_others(batch, elsewhere.charge_points)
            return
        except _Refused as refusal:
            if len(batch) > 1:
                middle = len(batch) // 2
                await self._settle(batch[:middle])
                await self._settle(batch[middle:])
            else:
                await self._refuse(batch[0], refusal)
            return
        self._told(last)
        position = last - sum(len(waiting.unit.events) for waiting in batch)
        for waiting in batch:
            position += len(waiting.unit.events)
            if not waiting.done.done():
                waiting.done.set_result(position)

    async def _settle_others(self, batch: Sequence[_Waiting], elsewhere: frozenset[str]) -> None:
        """What a link says that is not the newest any more is not stored, and so not answered."""
        others = []
        for waiting in batch:
            if not (points := waiting.unit.served & elsewhere):
                others.append(waiting)
            elif not waiting.done.done():
                waiting.done.set_exception(LinkElsewhere("link-elsewhere", id=min(points)))
        self._encoding.forget(waiting.unit for waiting in batch)
        if others:
            await self._settle(others)

    async def _refuse(self, waiting: _Waiting, refusal: _Refused) -> None:
        why = cause(refusal.__cause__ or refusal)
        error: ControlroomError = EventRefused("event-refused", why=first_line(why))
        if waiting.keep:
            try:
                last = await self._write([self._kept(waiting.unit.events, Exception(str(why)))])
                self._told(last)
            except ControlroomError as away:
                error = away
            except _Refused as even_as_text:
                error = self._unkept(waiting.unit.events, even_as_text.__cause__ or even_as_text)
        if not waiting.done.done():
            waiting.done.set_exception(error)

    async def _write(self, units: Sequence[Unit]) -> int:
        """Commit; try again for as long as a lock may take. Raises _Refused, StoreUnavailable."""
        self._batch += 1
        until = time.monotonic() + BUSY_S
        pause = 0.02
        unsure = False
        last: int | None = None
        while True:
            try:
                if self._doubt is not None:
                    await self._resolve(*self._doubt)
                if unsure:
                    last = await self._committer.committed(self._batch)
                    unsure = last is None
                if last is None:
                    last = await self._committer.commit(units, self._batch)
            except (Undone, Unsure) as state:
                unsure = unsure or isinstance(state, Unsure)
                error = state.__cause__ or state
            else:
                self._encoding.committed(units, last)
                return last
            failure = classify(error)
            if failure is Failure.DATA and not unsure:
                raise _Refused from error
            if (failure is Failure.BROKEN and not unsure) or time.monotonic() > until:
                if unsure:
                    self._doubt = (units, self._batch)
                    self._encoding.doubt(units)
                raise unavailable(error, self._database) from error
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.5)

    async def _resolve(self, units: Sequence[Unit], batch: int) -> None:
        """Learn what became of an earlier batch, from which state may follow. Raises Undone."""
        last = await self._committer.committed(batch)
        if last is not None:
            self._encoding.committed(units, last)
        self._doubt = None

    async def close(self) -> None:
        """Write what waits, then stop."""
        self._closing = True
        self._arrived.set()
        if self._task is not None:
            await self._task
            late = [self._late(unit) for unit in self._encoding.due(everything=True)]
            for begin in range(0, len(late), MOST):
                await self._settle(late[begin : begin + MOST])
        await self._committer.close()
