"""The spine: what charge points say is decided, stored, applied, and then answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from controlroom.domain.charging import transactions
from controlroom.domain.charging.closing_reason import ClosingReason
from controlroom.domain.charging.events import (
    HEARD,
    Booted,
    FellSilent,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    RegistrationChanged,
    SessionEnded,
    SiteChanged,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.network import Answer, Changes, Network
from controlroom.domain.errors import EventRefused, NotFound
from controlroom.domain.event import Event
from controlroom.operations.billing.running_costs import RunningCosts
from controlroom.operations.charging.token_judge import OF_TRANSACTIONS, TokenJudge
from controlroom.operations.listening_time import ListeningTime
from controlroom.operations.ports.journal import Entry, Journal, PointState
from controlroom.operations.ports.link import Clock
from controlroom.operations.tasks import spawn

_log = logging.getLogger(__name__)

SILENT_AFTER = timedelta(seconds=180)
SILENCE_S: Final = 5.0
"""How often it is looked for links that are silent."""
LATE_S: Final = 2.0
"""A look that comes this much later shows that this process did not listen before it."""

T = TypeVar("T")

_TOLD_A_COST: Final = (TransactionUpdated, TransactionEnded)
_OF_LINKS: Final = (Booted, StatusChanged, *OF_TRANSACTIONS)
"""Events of which only the holder of a link writes the state. Meter values correct themselves."""


def _refused(event: Event, refusal: BaseException) -> None:
    """Kept as text by the store. The charge point is answered, or it would send it for ever."""
    _log.warning("%s from %s: %s", type(event).__name__, event.charge_point, refusal)


class _Heard(NamedTuple):
    """When a link was last heard: by time that passed, by time that was listened, by the clock."""

    passed: float
    listened: float
    at: datetime


class Ingest:
    """Fills `ports.link.Spine`. Events of one charge point take turns; others do not wait.

    What was begun is finished, even when nobody waits for it any more: the store may
    have committed an event by the time its link is cut, and what is in memory must be
    what is on disk.
    """

    def __init__(
        self,
        store: Journal,
        clock: Clock,
        network: Network | None = None,
        *,
        costs: RunningCosts | None = None,
    ) -> None:
        """`costs`: charge points are told what their sessions cost."""
        self.network = network or Network()
        self._costs = costs
        self._store = store
        self._clock = clock
        self._tokens = TokenJudge(store, self.network)
        self._turns: dict[str, asyncio.Lock] = {}
        self._links: dict[str, int] = {}
        self._listening = ListeningTime(clock, SILENCE_S + LATE_S)
        self._heard: dict[str, _Heard] = {}
        self._touched: dict[str, datetime] = {}
        self._silent: set[str] = set()
        self._under_way: set[asyncio.Future[Any]] = set()

    async def load(self) -> None:
        """Take from the store what no message is to wait for."""
        if self._costs is not None:
            await self._costs.load()

    def turn(self, charge_point: str) -> asyncio.Lock:
        """Decide, commit and apply finish before the charge point's next event is decided."""
        lock = self._turns.get(charge_point)
        if lock is None:
            lock = self._turns[charge_point] = asyncio.Lock()
        return lock

    def _begin(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._done)
        return task

    async def _finished(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something to its end, whether or not whoever asked for it is cancelled meanwhile."""
        return await asyncio.shield(self._begin(work))

    def _done(self, task: asyncio.Future[Any]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (failure := task.exception()) is not None:
            # Told to who asked, where it still waits.
            _log.debug("not stored: %s", failure)

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    # --- links --------------------------------------------------------------------------------

    async def opened(self, charge_point: str, version: str, address: str) -> int:
        opening = self._begin(self._opened(charge_point, version, address))
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            # Nobody will serve this link: what is opened for it is closed again.
            spawn(self._given_up(charge_point, opening), f"give up a link of {charge_point}")
            raise

    async def _given_up(self, charge_point: str, opening: asyncio.Task[int]) -> None:
        (epoch,) = await asyncio.gather(opening, return_exceptions=True)
        if isinstance(epoch, int):
            await self.closed(charge_point, epoch, ClosingReason.GIVEN_UP)

    async def _opened(self, charge_point: str, version: str, address: str) -> int:
        async with self.turn(charge_point):
            state = await self._load(charge_point)
            known = state.charge_point
            # Open, but not here: until the new link is stored, another process may write.
            elsewhere = known.connected and charge_point not in self._links
            now = self._clock.now()
            opened = LinkOpened(
                charge_point=charge_point,
                at=now,
                received=now,
                version=version,
                address=address,
                epoch=known.epoch + 1,
            )
            await self._keep(opened)
            if elsewhere:
                await self._load(charge_point, state.since)
            self._links[charge_point] = opened.epoch
            self._note(charge_point, now)
            self._silent.discard(charge_point)
            return opened.epoch

    async def _load(self, charge_point: str, since: int | None = None) -> PointState:
        """Take a charge point's state as the store has it, in its turn."""
        state = await self._store.load(charge_point, since)
        if state is None:
            raise NotFound("unknown-charge-point", id=charge_point)
        self.network.forget(charge_point)
        self.network.load(
            registrations=[state.registration],
            charge_points=[state.charge_point],
            connectors=state.connectors,
            sessions=state.sessions,
        )
        return state

    async def closed(self, charge_point: str, epoch: int, reason: str, said: str = "") -> None:
        await self._finished(self._closed(charge_point, epoch, reason, said))

    async def _closed(self, charge_point: str, epoch: int, reason: str, said: str) -> None:
        async with self.turn(charge_point):
            if self._links.get(charge_point) == epoch:
                del self._links[charge_point]
                self._heard.pop(charge_point, None)
                self._touched.pop(charge_point, None)
                self._silent.discard(charge_point)
            now = self._clock.now()
            await self._keep(
                LinkClosed(
                    charge_point=charge_point,
                    at=now,
                    received=now,
                    epoch=epoch,
                    reason=reason,
                    said=said,
                )
            )

    async def disown(self, charge_point: str, epoch: int) -> None:
        """Close a link that a process left open when it died."""
        await self._finished(self._disowned(charge_point, epoch))

    async def _disowned(self, charge_point: str, epoch: int) -> None:
        async with self.turn(charge_point):
            if charge_point in self._links:
                return
            state = await self._store.load(charge_point)
            if state is None or state.charge_point.epoch != epoch:
                return  # it is connected again, here or elsewhere
            self.network.forget(charge_point)
            self.network.load(charge_points=[state.charge_point])
            now = self._clock.now()
            await self._keep(
                LinkClosed(
                    charge_point=charge_point,
                    at=now,
                    received=now,
                    epoch=epoch,
                    reason=ClosingReason.SERVER_STOPPED,
                )
            )

    # --- messages -----------------------------------------------------------------------------

    async def ingest(self, event: Event) -> Answer:
        point = event.charge_point
        turn = self.turn(point)
        if not turn.locked():
            # Nine messages in ten need no look-up, and so no task of their own.
            await turn.acquire()  # free, and so without letting anybody else run
            judged = self._tokens.at_once(event)
            if judged is not None:
                return await self._kept_at_once(judged, turn)
            turn.release()
        return await self._finished(self._ingested(event))

    async def _kept_at_once(self, event: Event, turn: asyncio.Lock) -> Answer:
        """As `_ingested`, in its turn; whoever is cancelled meanwhile only hears nothing of it."""
        try:
            self._note_event(event)
            changes = self._decide(event)
            if not changes.stored:
                self.network.apply(changes)
                turn.release()
                return changes.answer
            done = self._store.append(event, changes)
        except BaseException:
            turn.release()
            raise
        told: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._under_way.add(done)
        done.add_done_callback(partial(self._settled, changes, turn, told))
        return await told

    def _settled(
        self,
        changes: Changes,
        turn: asyncio.Lock,
        told: asyncio.Future[Answer],
        done: asyncio.Future[int],
    ) -> None:
        """An append has ended: take over what was stored, and tell who still waits."""
        self._done(done)
        failure = asyncio.CancelledError() if done.cancelled() else done.exception()
        if failure is None:
            self.network.apply(changes)
        elif isinstance(failure, EventRefused):
            _refused(changes.event, failure)
            failure = None
        turn.release()
        if told.done():
            return
        if failure is None:
            told.set_result(changes.answer)
        else:
            told.set_exception(failure)

    async def _ingested(self, event: Event) -> Answer:
        async with self.turn(event.charge_point):
            self._note_event(event)
            if isinstance(event, OF_TRANSACTIONS):
                await self._recall(event)
            return await self._keep(await self._tokens.judged(event))

    def _note_event(self, event: Event) -> None:
        if isinstance(event, HEARD):
            self._note(event.charge_point, event.received)

    async def _recall(
        self, event: TransactionStarted | TransactionUpdated | TransactionEnded
    ) -> None:
        """Fetch the session that the event concerns, where it left memory long ago."""
        sessions = self.network.sessions.get(event.charge_point, {})
        if wanted := transactions.wanted(event, sessions):
            session = await self._store.recall(wanted)
            if session is not None:
                self.network.load(sessions=[session])

    async def _keep(self, event: Event) -> Answer:
        changes = self._decide(event)
        if changes.stored:
            try:
                await self._store.append(event, changes)
            except EventRefused as refusal:
                _refused(event, refusal)
                await self._use_up(changes)
                return changes.answer
        self.network.apply(changes)
        return changes.answer

    def _decide(self, event: Event) -> Changes:
        """As the network decides; an answer that may tell a cost has it."""
        changes = self.network.decide(event)
        answer, session = changes.answer, changes.answer.session
        if self._costs is None or session is None or not isinstance(event, _TOLD_A_COST):
            return changes
        cost = self._costs.of(session, self._clock.now())
        return replace(changes, answer=replace(answer, total_cost=cost))

    async def _use_up(self, changes: Changes) -> None:
        """A number that a charge point is given for a transaction is never given again."""
        if isinstance(changes.event, TransactionStarted) and changes.charge_point is not None:
            await self._store.record((), [changes.charge_point])
            self.network.apply(Changes(changes.event, changes.charge_point))

    # --- silence ------------------------------------------------------------------------------

    def heard(self, charge_point: str, at: datetime) -> None:
        self._note(charge_point, at)

    def _note(self, charge_point: str, at: datetime) -> None:
        if charge_point in self._links:
            passed, listened = self._clock.monotonic(), self._listening.listened_s
            self._heard[charge_point] = _Heard(passed, listened, at)

    async def watch_silence(self) -> None:
        """Tell the journal of open links that say nothing, and when they speak again.

        Called every `SILENCE_S`. Where it comes late, nothing that came meanwhile is read yet:
        that time counts for nobody.
        """
        self._listening.look()
        for charge_point in list(self._links):
            if self._falls_silent(charge_point) != (charge_point in self._silent):
                await self._finished(self._tell_silence(charge_point))

    def _falls_silent(self, charge_point: str) -> bool:
        heard = self._heard.get(charge_point)
        return heard is not None and (
            self._listening.listened_s - heard.listened > SILENT_AFTER.total_seconds()
        )

    async def _tell_silence(self, charge_point: str) -> None:
        async with self.turn(charge_point):
            # It may have spoken, or gone, while others had their turn.
            silent = self._falls_silent(charge_point)
            if charge_point not in self._links or silent == (charge_point in self._silent):
                return
            kind = FellSilent if silent else HeardAgain
            now = self._clock.now()
            ago = self._clock.monotonic() - self._heard[charge_point].passed
            # By the clock as it is now: it may have been set meanwhile.
            at = now - timedelta(seconds=ago)
            await self._keep(kind(charge_point=charge_point, at=at, received=now))
            (self._silent.add if silent else self._silent.discard)(charge_point)

    async def remember_heard(self) -> None:
        """Write down when each link was last heard: heartbeats are no events."""
        newer = {
            charge_point: heard.at
            for charge_point, heard in self._heard.items()
            if self._touched.get(charge_point) != heard.at
        }
        if newer:
            await self._store.touch(newer)
            self._touched.update(newer)

    # --- what others wrote --------------------------------------------------------------------

    def follow(self, entry: Entry) -> None:
        """Take in what people decided about charge points: the next message is judged by it.

        And what another process wrote of a charge point whose link is here: it had that
        under way while ours was opened.
        """
        event = entry.event
        if self._costs is not None:
            self._costs.follow(event)
        if isinstance(event, (RegistrationChanged, SiteChanged)):
            self.network.apply(self.network.decide(event))
        elif isinstance(event, SessionEnded) and entry.writer != self._store.writer:
            if event.charge_point in self._links:
                self._begin(self._ended_elsewhere(event))
        elif isinstance(event, _OF_LINKS) and entry.writer != self._store.writer:
            point = event.charge_point
            if point in self._links:
                self._begin(self._reloaded(point))

    async def _ended_elsewhere(self, event: SessionEnded) -> None:
        """A person ended a session; a message may have been stored since as if it went on."""
        async with self.turn(event.charge_point):
            changes = self.network.decide(event)
            self.network.apply(changes)
            if changes.sessions:
                await self._store.record((), [*changes.connectors, *changes.sessions])

    async def _reloaded(self, charge_point: str) -> None:
        async with self.turn(charge_point):
            if charge_point in self._links:
                await self._load(charge_point)
