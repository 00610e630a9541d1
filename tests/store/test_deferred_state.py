"""State that is written after its meter values is told as if it had been written with them."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from typing_extensions import override

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.charging_states import ChargingState
from controlroom.domain.charging.events import (
    LinkClosed,
    LinkOpened,
    MeterSampled,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    TransactionUpdated,
)
from controlroom.domain.charging.metering import POWER, REGISTER, Sample
from controlroom.domain.charging.network import Network
from controlroom.domain.errors import LinkElsewhere, StoreUnavailable
from controlroom.domain.event import Event
from controlroom.domain.event_kinds import FACTS
from controlroom.operations.ports.journal import PointState
from controlroom.store import Store, deferred_state, open_store, schema
from controlroom.store.batch import Encoding, Unit
from controlroom.store.commits import Committer, Unsure, committer
from controlroom.store.engine import Database
from tests.store.facts import NOON, at, read_all, register


class Station:
    """A charge point whose messages are decided and stored as `ingest` does it."""

    def __init__(self, store: Store, identity: str = "CP1") -> None:
        self.store = store
        self.identity = identity
        self.network = Network()
        self.transaction = ""
        self.moment = NOON
        self.wh = 0
        self.epoch = 0

    async def say(self, kind: type[Event], **fields: Any) -> None:
        event = kind(
            **{"charge_point": self.identity, "at": self.moment, "received": self.moment, **fields}
        )
        changes = self.network.decide(event)
        await self.store.journal.append(changes.event, changes)
        self.network.apply(changes)
        self.transaction = changes.answer.transaction or self.transaction

    async def open(self, *, again: bool = False) -> None:
        """Load its state, open its link, and with `again` load what came in between."""
        state = await self.store.journal.load(self.identity)
        assert state is not None
        self._take(state)
        self.epoch = state.charge_point.epoch + 1
        await self.say(LinkOpened, version="1.6", epoch=self.epoch)
        if again:
            state = await self.store.journal.load(self.identity, state.since)
            assert state is not None
            self._take(state)

    def _take(self, state: PointState) -> None:
        self.network = Network()
        self.network.load(
            registrations=[state.registration],
            charge_points=[state.charge_point],
            connectors=state.connectors,
            sessions=state.sessions,
        )

    async def charge(self) -> None:
        """Begin to charge: what a reading changes from then on moves with every reading."""
        await self.open()
        await self.start()
        await self.sample()
        await self.sample()

    async def start(self, connector: int = 1) -> None:
        place: dict[str, Any] = {"evse": connector, "connector": connector}
        await self.say(TransactionStarted, **place, meter_start=self.wh, token="TAG")

    async def sample(self, connector: int = 1, **fields: Any) -> None:
        self.moment += timedelta(seconds=10)
        self.wh += 20
        samples = (
            Sample(self.moment, REGISTER, self.wh, "Wh"),
            Sample(self.moment, POWER, 7_200.0 + self.wh, "W"),
        )
        place: dict[str, Any] = {"evse": connector, "connector": connector, "samples": samples}
        await self.say(MeterSampled, **{**place, "transaction": self.transaction, **fields})

    async def is_told_by(self, store: Store) -> None:
        """Whoever loads its state, or all state, has what its network has."""
        known, point = self.network, self.identity
        connectors = [*known.connectors.get(point, {}).values()]
        sessions = [*known.sessions.get(point, {}).values()]
        state = await store.journal.load(point)
        assert state is not None
        assert [*state.connectors] == sorted(connectors, key=lambda c: c.key)
        assert sorted(state.sessions, key=lambda s: s.id) == sorted(sessions, key=lambda s: s.id)
        snapshot = await store.feed.snapshot()
        assert [c for c in snapshot.connectors if c.charge_point == point] == [*state.connectors]
        active = [s for s in snapshot.sessions if s.charge_point == point]
        assert active == [s for s in state.sessions if s.active]


@pytest.fixture
async def other(made_url: str) -> AsyncIterator[Store]:
    """A second process on the same database."""
    store = await open_store(made_url, upgrade=False, writer="other")
    yield store
    await store.close()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows do not wait for further meter values."""
    monkeypatch.setattr(deferred_state, "DELAY_S", 0.0)


async def energy_of_row(store: Store) -> int | None:
    """As the row has it."""
    async with store.database.reading() as connection:
        wh: int | None = (await connection.execute(select(schema.session.c.energy_wh))).scalar()
    return wh


async def lacking(store: Store) -> int | None:
    async with store.database.reading() as connection:
        found = await connection.execute(select(func.min(schema.writer.c.state_since)))
        since: int | None = found.scalar()
    return since


async def test_what_rows_lack_is_told_all_the_same(store: Store, other: Store) -> None:
    station = Station(store)
    await station.charge()
    written = await energy_of_row(store)
    for _ in range(5):
        await station.sample()
    assert await energy_of_row(store) == written
    await station.is_told_by(other)
    assert (await other.journal.load("CP1")) is not None
    active = [*station.network.active_sessions("CP1")]
    assert [session.energy_wh for session in active] == [station.wh] == [140]


async def test_the_edges_of_quarter_hours_are_in_the_row(store: Store, other: Store) -> None:
    """They are written when a quarter-hour is over, and readings in it wait as ever."""
    station = Station(store)
    await station.charge()
    for minute in range(2, 45, 3):
        station.moment = NOON + timedelta(minutes=minute)
        await station.sample()
    await station.sample()
    (session,) = station.network.active_sessions("CP1")
    assert await energy_of_row(store) != session.energy_wh
    minutes = [(mark.at - NOON) / timedelta(minutes=1) for mark in session.marks]
    assert [int(minute) for minute in minutes] == [0, 14, 17, 29, 32]
    async with store.database.reading() as connection:
        stored = (await connection.execute(select(schema.session.c.marks))).scalar()
    assert [wh for _, wh, *_ in stored or ()] == [mark.wh for mark in session.marks]
    await station.is_told_by(other)


async def test_rows_are_written_after_a_moment(store: Store, at_once: None) -> None:
    station = Station(store)
    await station.charge()
    await station.sample()
    async with asyncio.timeout(10):
        while await energy_of_row(store) != station.wh:  # noqa: ASYNC110 - the writer tells nobody
            await asyncio.sleep(0.01)
    await store.journal.touch({"CP1": station.moment})
    assert await lacking(store) is None


async def test_rows_are_written_with_the_next_fact_of_their_charge_point(store: Store) -> None:
    station = Station(store)
    await station.charge()
    await station.sample()
    assert await lacking(store) is not None
    await station.say(StatusChanged, evse=2, connector=2, status=ConnectorStatus.AVAILABLE)
    assert await energy_of_row(store) == station.wh
    await store.journal.touch({"CP1": station.moment})
    assert await lacking(store) is None


async def test_closing_writes_all_rows(store: Store, made_url: str) -> None:
    first = await open_store(made_url, upgrade=False, writer="first")
    station = Station(first)
    await station.charge()
    await station.sample()
    await first.close()
    assert await energy_of_row(store) == station.wh
    assert await lacking(store) is None
    await station.is_told_by(store)


async def test_whoever_takes_over_a_link_takes_over_what_was_not_written(
    store: Store, other: Store
) -> None:
    here, there = Station(store), Station(other)
    await here.charge()
    await here.sample()
    there.moment, there.wh, there.transaction = here.moment, here.wh, here.transaction
    state = await other.journal.load("CP1")
    assert state is not None
    await here.sample()  # after the other one has loaded, and before it has the link
    there._take(state)
    there.epoch = state.charge_point.epoch + 1
    await there.say(LinkOpened, version="1.6", epoch=there.epoch)
    with pytest.raises(LinkElsewhere):
        await here.sample()
    again = await other.journal.load("CP1", state.since)
    assert again is not None
    there._take(again)
    assert [s.energy_wh for s in again.sessions] == [80]
    there.moment, there.wh = here.moment, here.wh
    await there.sample()
    await there.is_told_by(store)
    await there.say(LinkClosed, epoch=there.epoch)
    assert await energy_of_row(store) == there.wh == 120
    await there.is_told_by(store)


async def test_what_a_dead_process_left_is_written_by_who_closes_its_links(
    store: Store, made_url: str
) -> None:
    dead = await open_store(made_url, upgrade=False, writer="dead")
    await dead.servers.begin("dead", "host", 1)
    station = Station(dead)
    await station.charge()
    await station.sample()
    await dead.servers.bury("dead")
    survivor = Station(store)
    state = await store.journal.load("CP1")
    assert state is not None
    survivor._take(state)
    await survivor.say(LinkClosed, epoch=station.epoch)
    assert await energy_of_row(store) == station.wh
    assert await lacking(store) is not None
    await store.servers.settle()
    assert await lacking(store) is None
    await station.is_told_by(store)
    await dead.close()


async def test_a_row_that_cannot_be_written_holds_up_nothing(
    store: Store,
    at_once: None,
) -> None:
    station = Station(store)
    await station.charge()
    store._group._encoding.deferred.add("nobody", [await _connector_of_nobody()], 0)
    await station.sample()
    await station.sample()
    async with asyncio.timeout(10):
        while await energy_of_row(store) != station.wh:  # noqa: ASYNC110 - the writer tells nobody
            await asyncio.sleep(0.01)


async def _connector_of_nobody() -> Any:
    from controlroom.domain.charging.charge_point import Connector

    return Connector("nobody", 1, 1)


class _Doubtful(Committer):
    """Commits, and loses the answer for as long as it is told to."""

    def __init__(self, inner: Committer) -> None:
        self.inner = inner
        self.silent = False

    @override
    async def commit(self, units: Sequence[Unit], batch: int) -> int:
        last = await self.inner.commit(units, batch)
        if self.silent:
            raise Unsure from ConnectionResetError()
        return last

    @override
    async def committed(self, batch: int) -> int | None:
        if self.silent:
            raise Unsure from ConnectionResetError()
        return await self.inner.committed(batch)

    @override
    async def close(self) -> None:
        await self.inner.close()


async def test_state_of_a_commit_whose_outcome_was_not_known_is_not_lost(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from controlroom.store import group_commit

    monkeypatch.setattr(group_commit, "BUSY_S", 0.05)
    made: list[_Doubtful] = []

    def connecting(database: Database, encoding: Encoding, writer: str) -> Committer:
        made.append(_Doubtful(committer(database, encoding, writer)))
        return made[0]

    await (await open_store(database_url, upgrade=True)).close()
    store = Store(Database(database_url), "doubtful", connecting)
    await register(store, "CP1", "CP2")
    station = Station(store)
    await station.charge()
    made[0].silent = True
    with pytest.raises(StoreUnavailable):
        await station.sample()
    made[0].silent = False
    # Its link is closed, for it was not answered; nothing was loaded again.
    await station.say(LinkClosed, epoch=station.epoch)
    for _ in range(3):
        await store.journal.touch({"CP1": station.moment})
    reader = await open_store(database_url, upgrade=False)
    state = await reader.journal.load("CP1")
    assert state is not None
    assert [s.energy_wh for s in state.sessions] == [station.wh]
    samples = [e.event for e in await read_all(reader) if isinstance(e.event, MeterSampled)]
    assert len(samples) == 3
    await reader.close()
    await store.close()


class NewerStation(Station):
    """One of OCPP 2.0.1, whose readings come within its transaction's messages."""

    number = 0
    state = ChargingState.CHARGING

    @override
    async def start(self, connector: int = 1) -> None:
        self.transaction, self.number = f"tx-{self.moment.timestamp():.0f}", 0
        place: dict[str, Any] = {"evse": connector, "connector": 1, "trigger": "Authorized"}
        told = {"token": "TAG", "charging_state": self.state, "seq_no": 0}
        await self.say(TransactionStarted, **place, **told, transaction=self.transaction)

    @override
    async def sample(self, connector: int = 1, **fields: Any) -> None:
        self.moment += timedelta(seconds=10)
        self.wh += 20
        self.number += 1
        told = {
            "evse": connector,
            "connector": 1,
            "transaction": self.transaction,
            "trigger": "MeterValuePeriodic",
            "charging_state": self.state,
            "seq_no": self.number,
            "samples": (Sample(self.moment, REGISTER, self.wh, "Wh"),),
        }
        await self.say(TransactionUpdated, **{**told, **fields})


async def test_an_update_that_only_measures_is_kept_among_the_meter_values(store: Store) -> None:
    station = NewerStation(store)
    await station.charge()
    head = (await store.feed.snapshot()).head
    await station.sample()
    await station.sample(seq_no=9)  # what came between is asked for
    station.number = 9
    await station.sample(charging_state=ChargingState.SUSPENDED_EV)
    station.state = ChargingState.SUSPENDED_EV
    await station.sample(trigger="Trigger")
    await station.sample(samples=())
    await station.sample(token="TAG")
    await station.sample()
    events = [e.event for e in await read_all(store, head)]
    updates = [e for e in events if isinstance(e, TransactionUpdated)]
    assert [e.measures for e in updates] == [True, *[False] * 5, True]
    assert [e.seq_no for e in updates] == [3, 9, 10, 11, 12, 13, 14]
    facts = (await store.feed.read(head, events=FACTS)).entries
    assert [e.event for e in facts] == updates[1:-1]
    assert updates[0] == TransactionUpdated(
        charge_point="CP1",
        at=at(30),
        received=at(30),
        evse=1,
        connector=1,
        transaction=station.transaction,
        trigger="MeterValuePeriodic",
        charging_state=ChargingState.CHARGING,
        seq_no=3,
        samples=(Sample(at(30), REGISTER, 60.0, "Wh"),),
        session=f"CP1:{station.transaction}",
        measures=True,
    )
    samples = await store.sessions.samples("CP1", 1, at(25), at(35))
    assert [row.samples for row in samples] == [updates[0].samples]
    await station.is_told_by(store)


async def _something(station: Station, chance: random.Random) -> None:
    """What a charge point says next, in no particular order; some of it late."""
    connector = chance.choice((1, 1, 2))
    place: dict[str, Any] = {"evse": connector, "connector": connector}
    match chance.randrange(10):
        case 0:
            await station.start(connector)
        case 1:
            trigger = "EVDeparted" if isinstance(station, NewerStation) else ""
            ended: dict[str, Any] = {"meter_stop": station.wh, "transaction": station.transaction}
            ended["trigger"] = trigger
            await station.say(TransactionEnded, **ended)
        case 2:
            statuses = (ConnectorStatus.CHARGING, ConnectorStatus.SUSPENDED_EV)
            await station.say(StatusChanged, **place, status=chance.choice(statuses))
        case 3:
            late = station.moment - timedelta(minutes=chance.randrange(60))
            sample = Sample(late, REGISTER, float(station.wh // 2), "Wh")
            received = {"received": station.moment, "at": late, "replayed": True}
            fields = {**received, "samples": (sample,), "transaction": station.transaction}
            await station.say(MeterSampled, **place, **fields)
        case 4:
            await station.sample(connector, transaction=chance.choice(("", "0", "-1", "77")))
        case 5:
            await station.open()
        case 6:
            await station.say(LinkClosed, epoch=station.epoch)
            await station.open()
        case _:
            await station.sample(connector)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", (Station, NewerStation))
async def test_whatever_is_said_and_whenever_it_is_written_a_restart_has_the_same_state(
    made_url: str,
    other: Store,
    kind: type[Station],
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(seed)
    store = await open_store(made_url, upgrade=False, writer="test")
    station = kind(store)
    await station.open()
    for _ in range(60):
        delay = chance.choice((0.0, 0.0, 0.002, 1.0))
        monkeypatch.setattr(deferred_state, "DELAY_S", delay)
        await _something(station, chance)
        if chance.random() < 0.3:
            await asyncio.sleep(0.004)
        if chance.random() < 0.4:
            await station.is_told_by(other)
    await station.is_told_by(other)
    await store.close()
    await station.is_told_by(other)
    assert await lacking(other) is None
