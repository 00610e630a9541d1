"""Answered means stored: once, in order, whatever the database does meanwhile."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text
from typing_extensions import override

from controlroom.domain.charging.charge_point import ChargePoint, Connector, ConnectorStatus
from controlroom.domain.charging.events import DataTransferred, LinkOpened, MessageKept
from controlroom.domain.charging.network import Changes
from controlroom.domain.errors import EventRefused, StoreUnavailable
from controlroom.store import Store, open_store
from controlroom.store.batch import Encoding, Unit
from controlroom.store.commits import (
    Committer,
    PostgresCommitter,
    SqliteCommitter,
    Undone,
    Unsure,
    committer,
)
from controlroom.store.engine import Database, connect_postgresql
from controlroom.store.journal_function import CALL
from tests.store.facts import (
    HOSTILE,
    NOON,
    append,
    at,
    read_all,
    register,
    said,
    sampled,
    session,
    texts,
)


async def test_what_waits_together_is_committed_together(store: Store) -> None:
    before = store._group._batch
    positions = await asyncio.gather(*(append(store, said(f"{n}")) for n in range(300)))
    assert positions == sorted(positions)
    assert await texts(store) == [f"{n}" for n in range(300)]
    assert store._group._batch - before <= 3, "the first alone, the others while it is committed"


async def test_facts_and_meter_values_share_one_order(store: Store) -> None:
    after = (await store.feed.snapshot()).head
    events = [said("a"), sampled(1), sampled(2, "CP2"), said("b"), sampled(3)]
    await asyncio.gather(*(append(store, event) for event in events))
    assert [e.event for e in await read_all(store, after)] == events
    assert {e.writer for e in await read_all(store, after)} == {"test"}


async def test_state_is_stored_with_its_fact(store: Store) -> None:
    point = ChargePoint("CP1", "1.6", connected=True, epoch=1, link_since=NOON)
    connector = Connector(
        "CP1", 1, 1, ConnectorStatus.CHARGING, since=NOON, current_a=(16.1, None, 15.9), power_w=7.5
    )
    running = session()
    event = LinkOpened(charge_point="CP1", at=NOON, received=NOON, version="1.6", epoch=1)
    await store.journal.append(event, Changes(event, point, (connector,), (running,)))
    state = await store.journal.load("CP1")
    assert state is not None
    assert (state.charge_point, state.connectors, state.sessions) == (
        point,
        (connector,),
        (running,),
    )


async def test_moving_columns_are_written_apart_and_yet_all_arrives(store: Store) -> None:
    """The second write of a row takes the short way; what is not moving takes the long one."""
    connector, running = Connector("CP1", 1, 1), session()
    for n in range(1, 6):
        moved = replace(connector, power_w=float(n), current_a=(float(n), 0.0, 0.0), measured=at(n))
        if n == 4:
            moved = replace(moved, status=ConnectorStatus.SUSPENDED_EV)
        running = replace(running, energy_wh=n * 100, register_wh=n * 100, register_at=at(n))
        if n == 3:
            running = replace(running, stop_reason="not moving")
        event = said(f"{n}")
        await store.journal.append(event, Changes(event, connectors=(moved,), sessions=(running,)))
        state = await store.journal.load("CP1")
        assert state is not None
        assert (state.connectors, state.sessions) == ((moved,), (running,))
        connector = moved


async def test_a_new_link_forgets_what_was_written_before(store: Store, made_url: str) -> None:
    """Another server had the link meanwhile: nothing that it wrote may be believed to stand."""
    here, there = Connector("CP1", 1, 1, info="here"), Connector("CP1", 1, 1, info="there")
    event = said("state")
    await store.journal.append(event, Changes(event, connectors=(here,)))
    other = await open_store(made_url, upgrade=False)
    await other.journal.append(event, Changes(event, connectors=(there,)))
    await other.close()
    opened = LinkOpened(charge_point="CP1", at=NOON, received=NOON, version="1.6", epoch=2)
    await append(store, opened)
    await store.journal.append(event, Changes(event, connectors=(here,)))
    state = await store.journal.load("CP1")
    assert state is not None
    assert state.connectors == (here,)


async def test_hostile_text_is_stored(store: Store) -> None:
    for hostile in HOSTILE:
        event = said(hostile)
        point = ChargePoint("CP1", vendor=hostile, model=hostile)
        connector = Connector("CP1", 1, 1, info=hostile, vendor_error=hostile)
        await store.journal.append(event, Changes(event, point, (connector,)))
        state = await store.journal.load("CP1")
        assert state is not None
        cleaned = hostile.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
        assert (state.charge_point.vendor, state.connectors[0].info) == (cleaned, cleaned)
    assert await texts(store) == list(HOSTILE)


def _guilty() -> tuple[DataTransferred, Changes]:
    """A fact whose state the database refuses: nobody registered that charge point."""
    event = said("guilty")
    return event, Changes(event, connectors=(Connector("nobody", 1, 1),))


async def test_a_batch_with_one_bad_event_loses_only_that_one(store: Store) -> None:
    guilty, changes = _guilty()
    work = [store.journal.append(event, Changes(event)) for event in map(said, map(str, range(37)))]
    work.append(store.journal.append(guilty, changes))
    later = map(said, map(str, range(37, 100)))
    work += [store.journal.append(event, Changes(event)) for event in later]
    results = await asyncio.gather(*work, return_exceptions=True)
    refused = results.pop(37)
    assert isinstance(refused, EventRefused)
    assert not [r for r in results if isinstance(r, BaseException)]
    assert sorted(await texts(store), key=int) == [f"{n}" for n in range(100)]
    kept = [e.event for e in await read_all(store) if isinstance(e.event, MessageKept)]
    assert [(k.action, k.charge_point) for k in kept] == [("DataTransferred", "CP1")]
    assert "guilty" in kept[0].raw
    assert kept[0].why


@pytest.mark.parametrize("evse", (2**70, None, object()))
async def test_an_event_that_cannot_be_written_is_kept_as_text(store: Store, evse: Any) -> None:
    event = replace(sampled(), evse=evse)
    with pytest.raises(EventRefused):
        await append(store, event)
    kept = (await read_all(store))[-1].event
    assert isinstance(kept, MessageKept)
    assert "Energy.Active.Import.Register" in kept.raw
    await append(store, said("life goes on"))
    assert await texts(store) == ["life goes on"]


async def test_what_is_not_even_kept_as_text_is_not_answered(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = store._group

    def refused(*_events: object) -> Unit:
        return group._encoding.unit([said("text")], [Connector("nobody", 1, 1)], "test")

    guilty, changes = _guilty()
    before = (await store.feed.snapshot()).head
    with monkeypatch.context() as patched:
        patched.setattr(group, "_kept", refused)
        with pytest.raises(StoreUnavailable):
            await store.journal.append(guilty, changes)
        with pytest.raises(StoreUnavailable):
            await append(store, replace(sampled(), evse=2**70))
    assert (await store.feed.snapshot()).head == before
    with pytest.raises(EventRefused):
        await store.journal.append(guilty, changes)
    assert isinstance((await read_all(store))[-1].event, MessageKept), "sent again, it is kept"


async def test_what_people_decide_is_refused_to_them_and_not_kept(store: Store) -> None:
    before = (await store.feed.snapshot()).head
    with pytest.raises(EventRefused):
        await store.journal.record([said("x")], [Connector("nobody", 1, 1)])
    assert (await store.feed.snapshot()).head == before


async def test_events_of_one_record_stand_together(store: Store) -> None:
    last = await store.journal.record([said("a"), said("b"), said("c")], [session()])
    assert [e.position for e in (await read_all(store))[-3:]] == [last - 2, last - 1, last]
    await store.journal.record([], [session(transaction="2")])
    assert await store.journal.recall("CP1:2") == session(transaction="2")
    assert (await store.feed.snapshot()).head == last


async def test_closing_commits_what_waits(database_url: str) -> None:
    store = await open_store(database_url, upgrade=True)
    await register(store, "CP1")
    work = [asyncio.create_task(append(store, said(f"{n}"))) for n in range(50)]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*work)
    with pytest.raises(StoreUnavailable):
        await append(store, said("too late"))
    again = await open_store(database_url, upgrade=False)
    assert len(await texts(again)) == 50
    await again.close()


async def test_a_caller_that_gives_up_does_not_disturb_others(store: Store) -> None:
    impatient = asyncio.create_task(append(store, said("impatient")))
    patient = asyncio.create_task(append(store, said("patient")))
    await asyncio.sleep(0)
    impatient.cancel()
    await patient
    assert "patient" in await texts(store)


# --- commits whose outcome is not known -------------------------------------------------------

Connect = Callable[[str], None]
"""Called with each statement before it is run, and with "after COMMIT"; raises to fail it."""


class _Sqlite(sqlite3.Connection):
    hook: Connect

    @override
    def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        self.hook(sql)
        cursor = super().execute(sql, *arguments)
        if sql == "COMMIT":
            self.hook("after COMMIT")
        return cursor

    @override
    def executemany(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        self.hook(sql)
        return super().executemany(sql, *arguments)


class _Postgres:
    """asyncpg's connection, with a hook around its statements."""

    def __init__(self, connection: asyncpg.Connection[Any], hook: Connect) -> None:
        self._connection = connection
        self._hook = hook

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    async def execute(self, sql: str, *arguments: Any, **options: Any) -> str:
        self._hook(sql)
        done: str = await self._connection.execute(sql, *arguments, **options)
        return done

    async def fetchval(self, sql: str, *arguments: Any) -> Any:
        """A call of the function is a whole transaction."""
        self._hook(sql)
        if sql.startswith(CALL):
            self._hook("COMMIT")
        found = await self._connection.fetchval(sql, *arguments)
        if sql.startswith(CALL):
            self._hook("after COMMIT")
        return found


@asynccontextmanager
async def _hooked(url: str, hook: Connect) -> AsyncIterator[Store]:
    """A store whose writer's statements pass a hook."""

    def sqlite(database: Database) -> sqlite3.Connection:
        connection = sqlite3.connect(str(database.file), isolation_level=None, factory=_Sqlite)
        connection.hook = lambda _sql: None
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.hook = hook
        return connection

    async def postgresql(database: Database) -> Any:
        return _Postgres(await connect_postgresql(database), hook)

    def connecting(database: Database, encoding: Encoding, writer: str) -> Committer:
        if database.sqlite:
            return SqliteCommitter(database, encoding, writer, sqlite)
        return PostgresCommitter(database, encoding, writer, postgresql)

    made = await open_store(url, upgrade=True)
    await register(made, "CP1")
    await made.close()
    store = Store(Database(url), "hooked", connecting)
    try:
        yield store
    finally:
        await store.close()


def _lost(url: str) -> Exception:
    if url.startswith("postgresql"):
        return asyncpg.ConnectionDoesNotExistError("connection was closed in the middle")
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    return error


async def test_a_failed_commit_that_had_committed_is_not_doubled(database_url: str) -> None:
    failures = 0

    def hook(sql: str) -> None:
        nonlocal failures
        if sql == "after COMMIT":
            failures += 1
            raise _lost(database_url)

    async with _hooked(database_url, hook) as store:
        first = await asyncio.gather(*(append(store, said(f"{n}")) for n in range(20)))
        second = await asyncio.gather(*(append(store, said(f"{n}")) for n in range(20, 40)))
        assert failures >= 2
        found = {e.position: e.event for e in await read_all(store)}
        assert sorted(await texts(store), key=int) == [f"{n}" for n in range(40)]
        for n, position in enumerate(first + second):
            assert found[position] == said(f"{n}"), "each is told its own position"


async def test_a_failed_commit_that_had_not_committed_is_tried_again(database_url: str) -> None:
    failures = 0

    def hook(sql: str) -> None:
        nonlocal failures
        if sql == "COMMIT" and failures < 3:
            failures += 1
            raise _lost(database_url)

    async with _hooked(database_url, hook) as store:
        await asyncio.gather(*(append(store, said(f"{n}")) for n in range(20)))
        assert failures == 3
        assert sorted(await texts(store), key=int) == [f"{n}" for n in range(20)]


async def test_a_failure_at_every_statement(database_url: str) -> None:
    """Each statement of a transaction fails once; everything is stored once all the same."""
    statements = 0
    failing = 0

    def hook(_sql: str) -> None:
        nonlocal statements, failing
        statements += 1
        if statements == failing:
            raise _lost(database_url)

    async with _hooked(database_url, hook) as store:
        for failing in range(1, 14):
            statements = 0
            event = said(f"{failing}")
            changes = Changes(
                event, ChargePoint("CP1"), (Connector("CP1", 1, failing),), (session(),)
            )
            await store.journal.append(event, changes)
        assert await texts(store) == [f"{n}" for n in range(1, 14)]
        state = await store.journal.load("CP1")
        assert state is not None
        assert len(state.connectors) == 13


class _Down(Committer):
    """A database that is away for a while."""

    def __init__(self, inner: Committer) -> None:
        self.inner = inner
        self.away: Exception | None = None
        self.asked = 0

    @override
    async def commit(self, units: Sequence[Unit], batch: int) -> int:
        if self.away is not None:
            self.asked += 1
            if isinstance(self.away, ZeroDivisionError):
                raise self.away
            raise Undone from self.away
        return await self.inner.commit(units, batch)

    @override
    async def committed(self, batch: int) -> int | None:
        return await self.inner.committed(batch)

    @override
    async def close(self) -> None:
        await self.inner.close()


@pytest.fixture
async def fragile(database_url: str) -> AsyncIterator[tuple[Store, _Down]]:
    await (await open_store(database_url, upgrade=True)).close()
    made: list[_Down] = []

    def connecting(database: Database, encoding: Encoding, writer: str) -> Committer:
        made.append(_Down(committer(database, encoding, writer)))
        return made[0]

    store = Store(Database(database_url), "fragile", connecting)
    await register(store, "CP1")
    yield store, made[0]
    await store.close()


async def test_a_database_that_comes_back_in_time_loses_nothing(
    fragile: tuple[Store, _Down],
) -> None:
    store, down = fragile
    down.away = ConnectionRefusedError()
    waiting = asyncio.create_task(append(store, said("patience")))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    down.away = None
    await waiting
    assert await texts(store) == ["patience"]


async def test_a_database_that_stays_away_is_told_after_five_seconds(
    fragile: tuple[Store, _Down], monkeypatch: pytest.MonkeyPatch
) -> None:
    from controlroom.store import group_commit

    monkeypatch.setattr(group_commit, "BUSY_S", 0.2)
    store, down = fragile
    down.away = ConnectionRefusedError()
    results = await asyncio.gather(
        *(append(store, said(f"{n}")) for n in range(5)), return_exceptions=True
    )
    assert {type(r) for r in results} == {StoreUnavailable}
    assert down.asked > 2
    down.away = None
    await append(store, said("back"))
    assert await texts(store) == ["back"]


async def test_a_full_disk_is_told_at_once(fragile: tuple[Store, _Down]) -> None:
    store, down = fragile
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    down.away = full
    with pytest.raises(StoreUnavailable) as refused:
        await append(store, said("x"))
    assert (refused.value.key, down.asked) == ("disk-full", 1)


async def test_an_outage_is_remembered_until_it_is_told(fragile: tuple[Store, _Down]) -> None:
    store, down = fragile
    assert store.journal.outage() is None
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    down.away = full
    before = datetime.now(UTC)
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            await append(store, said("x"))
    first = store.journal.outage()
    assert first is not None
    assert (first.why, first.since >= before) == ("disk-full", True)
    down.away = None
    await append(store, said("back"))
    assert store.journal.outage() == first, "that it is over is told, too"
    store.journal.outage_told()
    guilty, changes = _guilty()
    with pytest.raises(EventRefused):
        await store.journal.append(guilty, changes)
    assert store.journal.outage() is None, "what is wrong with data is no outage"


async def test_a_fault_of_the_writer_is_told_and_survived(fragile: tuple[Store, _Down]) -> None:
    store, down = fragile
    down.away = ZeroDivisionError()
    with pytest.raises(StoreUnavailable):
        await append(store, said("x"))
    down.away = None
    await append(store, said("y"))
    assert await texts(store) == ["y"]


def test_states_of_a_commit_are_not_mixed_up() -> None:
    assert not issubclass(Unsure, Undone)
    assert not issubclass(Undone, Unsure)


async def test_two_processes_of_one_name_do_not_take_each_others_batch(database_url: str) -> None:
    for n in range(2):
        store = await open_store(database_url, upgrade=True, writer="same")
        if n == 0:
            await register(store, "CP1")
        await append(store, said(f"{n}"))
        await store.close()
    store = await open_store(database_url, upgrade=False)
    async with store.database.reading() as connection:
        rows = await connection.execute(text("SELECT name FROM writer WHERE name = 'same'"))
        assert len(rows.all()) == 1
    assert await texts(store) == ["0", "1"]
    await store.close()
