"""The spine: what charge points say is decided, stored, applied, and then answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from controlroom.domain.errors import EventRefused, NotFound
from controlroom.domain.events import (
    Event,
    FellSilent,
    HeardAgain,
    LinkClosed,
    LinkOpened,
    RegistrationChanged,
    SiteChanged,
    TokenPresented,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.network import Answer, Network
from controlroom.operations.ports.journal import Entry, Journal
from controlroom.operations.ports.link import Clock

_log = logging.getLogger(__name__)

SILENT_AFTER = timedelta(seconds=180)


class Ingest:
    """Fills `ports.link.Spine`. Events of one charge point take turns; others do not wait."""

    def __init__(self, store: Journal, clock: Clock, network: Network | None = None) -> None:
        self.network = network or Network()
        self._store = store
        self._clock = clock
        self._turns: dict[str, asyncio.Lock] = {}
        self._links: dict[str, int] = {}
        self._heard: dict[str, datetime] = {}
        self._silent: set[str] = set()

    @asynccontextmanager
    async def turn(self, charge_point: str) -> AsyncIterator[None]:
        """Decide, commit and apply finish before the charge point's next event is decided."""
        lock = self._turns.setdefault(charge_point, asyncio.Lock())
        async with lock:
            yield

    async def opened(self, charge_point: str, version: str, address: str) -> int:
        async with self.turn(charge_point):
            state = await self._store.load(charge_point)
            if state is None:
                raise NotFound("unknown-charge-point", id=charge_point)
            self.network.forget(charge_point)
            self.network.load(
                registrations=[state.registration],
                charge_points=[state.charge_point],
                connectors=state.connectors,
                sessions=state.sessions,
            )
            now = self._clock.now()
            opened = LinkOpened(
                charge_point=charge_point,
                at=now,
                received=now,
                version=version,
                address=address,
                epoch=state.charge_point.epoch + 1,
            )
            await self._keep(opened)
            self._links[charge_point] = opened.epoch
            self._heard[charge_point] = now
            self._silent.discard(charge_point)
            return opened.epoch

    async def closed(self, charge_point: str, epoch: int, reason: str) -> None:
        async with self.turn(charge_point):
            if self._links.get(charge_point) == epoch:
                del self._links[charge_point]
                self._heard.pop(charge_point, None)
                self._silent.discard(charge_point)
            now = self._clock.now()
            await self._keep(
                LinkClosed(
                    charge_point=charge_point, at=now, received=now, epoch=epoch, reason=reason
                )
            )

    async def disown(self, charge_point: str, epoch: int) -> None:
        """Close a link that a process left open when it died."""
        async with self.turn(charge_point):
            state = await self._store.load(charge_point)
            if state is None or charge_point in self._links:
                return
            self.network.forget(charge_point)
            self.network.load(charge_points=[state.charge_point])
        await self.closed(charge_point, epoch, "the server stopped")

    async def ingest(self, event: Event) -> Answer:
        async with self.turn(event.charge_point):
            self._note(event.charge_point, event.received)
            event = await self._judged(event)
            return await self._keep(event)

    async def _keep(self, event: Event) -> Answer:
        changes = self.network.decide(event)
        if changes.stored:
            try:
                await self._store.append(event, changes)
            except EventRefused as refusal:
                # Kept as text by the store. The charge point is answered, or it would
                # send the same message for ever.
                _log.warning("%s from %s: %s", type(event).__name__, event.charge_point, refusal)
                return changes.answer
        self.network.apply(changes)
        return changes.answer

    async def _judged(self, event: Event) -> Event:
        """Put the judgement of its token into an event, so that deciding needs no look-up."""
        if isinstance(event, (TokenPresented, TransactionStarted)):
            starting = isinstance(event, TransactionStarted)
        elif isinstance(event, (TransactionUpdated, TransactionEnded)):
            starting = False
        else:
            return event
        if not event.token or event.authorisation is not None:
            return event
        authorisation = await self._store.authorise(
            event.token, event.charge_point, event.received, starting=starting
        )
        return replace(event, authorisation=authorisation)

    # --- silence ------------------------------------------------------------------------------

    def heard(self, charge_point: str, at: datetime) -> None:
        self._note(charge_point, at)

    def _note(self, charge_point: str, at: datetime) -> None:
        if charge_point in self._links:
            self._heard[charge_point] = at

    async def watch_silence(self) -> None:
        """Tell the journal of links that are open and yet say nothing, and when they speak again."""
        now = self._clock.now()
        for charge_point in list(self._links):
            heard = self._heard.get(charge_point, now)
            silent = now - heard > SILENT_AFTER
            if silent == (charge_point in self._silent):
                continue
            kind = FellSilent if silent else HeardAgain
            at = heard if silent else now
            async with self.turn(charge_point):
                if charge_point not in self._links:
                    continue
                await self._keep(kind(charge_point=charge_point, at=at, received=now))
                (self._silent.add if silent else self._silent.discard)(charge_point)

    async def remember_heard(self) -> None:
        """Write down when each link was last heard: heartbeats are no events."""
        if self._heard:
            await self._store.touch(dict(self._heard))

    # --- what others wrote --------------------------------------------------------------------

    def follow(self, entry: Entry) -> None:
        """Take in what people decided about charge points: the next message is judged by it."""
        if isinstance(entry.event, (RegistrationChanged, SiteChanged)):
            self.network.apply(self.network.decide(entry.event))
