"""Reading the journal: nothing missed, nothing twice, whoever writes."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import asyncpg
import pytest
from sqlalchemy import text

from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.charging.charge_point import ChargePoint, Connector, Registration
from controlroom.domain.charging.commands import Command
from controlroom.domain.charging.events import (
    Booted,
    DataTransferred,
    LinkOpened,
    MessageKept,
    MeterSampled,
)
from controlroom.domain.charging.network import Changes
from controlroom.domain.charging.wishes import Reset
from controlroom.domain.event import Event
from controlroom.domain.event_kinds import FACTS
from controlroom.operations.ports.journal import Entry
from controlroom.store import Store, open_store
from tests.store.facts import NOON, append, read_all, said, sampled, session, texts


async def test_a_reader_misses_nothing_of_two_writers(store: Store, made_url: str) -> None:
    """It reads while both write, and what it has read never changes behind it."""
    other = await open_store(made_url, upgrade=False, writer="other")
    reader = await open_store(made_url, upgrade=False, writer="reader")
    begin = (await reader.feed.snapshot()).head
    each = 150
    found: list[Entry] = []

    async def writing(writer: Store, point: str) -> None:
        for n in range(each):
            event = sampled(n, point, n) if n % 2 else said(f"{point} {n}", point)
            await append(writer, event)

    async def reading() -> None:
        position = begin
        while len(found) < 4 * each:
            await reader.feed.wait(position, 0.5)
            for entry in (await reader.feed.read(position, 37)).entries:
                assert entry.position == position + 1
                position = entry.position
                found.append(entry)

    async with asyncio.timeout(60):
        await asyncio.gather(
            writing(store, "CP1"),
            writing(store, "CP2"),
            writing(other, "CP3"),
            writing(other, "CP4"),
            reading(),
        )
    assert found == await read_all(store, begin)
    assert {(e.event.charge_point, e.writer) for e in found} == {
        ("CP1", "test"), ("CP2", "test"), ("CP3", "other"), ("CP4", "other"),
    }  # fmt: skip
    for point in ("CP1", "CP2", "CP3", "CP4"):
        mine = [e.event for e in found if e.event.charge_point == point]
        stamps = [e.data if isinstance(e, DataTransferred) else e.at for e in mine]
        assert len(set(map(str, stamps))) == each
    await other.close()
    await reader.close()


async def test_facts_leave_meter_values_out(store: Store) -> None:
    after = (await store.feed.snapshot()).head
    for n in range(6):
        await append(store, said(f"{n}"))
        await append(store, sampled(n))
    first = await store.feed.read(after, 4, FACTS)
    assert [e.event for e in first.entries] == [said(f"{n}") for n in range(4)]
    assert (first.upto, first.more) == (first.entries[-1].position, True)
    rest = await store.feed.read(first.upto, 4, FACTS)
    assert [e.event for e in rest.entries] == [said("4"), said("5")]
    assert rest.upto == after + 12, "what lies behind the last fact is read too"
    assert await store.feed.read(rest.upto, events=FACTS) == ((), rest.upto, False)


async def test_only_the_events_that_were_asked_for_are_read(store: Store) -> None:
    after = (await store.feed.snapshot()).head
    opened = LinkOpened(charge_point="CP1", at=NOON, received=NOON, version="1.6", epoch=1)
    for event in (said("a"), opened, sampled(1), said("b")):
        await append(store, event)
    wanted: dict[frozenset[type[Event]], list[Event]] = {
        frozenset({LinkOpened}): [opened],
        frozenset({LinkOpened, MeterSampled}): [opened, sampled(1)],
        frozenset({DataTransferred, MeterSampled}): [said("a"), sampled(1), said("b")],
        frozenset({Booted}): [],
    }
    for events, found in wanted.items():
        reading = await store.feed.read(after, events=events)
        assert [e.event for e in reading.entries] == found
        assert (reading.upto, reading.more) == (after + 4, False)


async def test_a_snapshot_holds_state_and_head_of_one_moment(store: Store) -> None:
    point = ChargePoint("CP1", "2.0.1", connected=True, last_seen=NOON)
    connector = Connector("CP1", 1, 1, voltage_v=(230.0, None, None))
    running, ended = session(), replace(session(transaction="2"), ended=NOON)
    event = said("x")
    await store.journal.append(event, Changes(event, point, (connector,), (running,)))
    standing = Alarm(1, "CON-FAULT", 3, AlarmState.UNACKNOWLEDGED, "CP1", 1, 1, "Norra", NOON, NOON)
    over = replace(standing, id=2, evse=2, state=AlarmState.NORMAL)
    asked = await store.commands.ask(Command(0, "CP1", Reset(hard=True), "eva", NOON))
    ended = session(transaction="2", ended=NOON)
    last = await store.journal.record([said("y")], [standing, over, ended])
    snapshot = await store.feed.snapshot()
    assert snapshot.head == last
    assert snapshot.as_of.utcoffset() is not None
    assert [s.name for s in snapshot.sites] == ["Norra"]
    assert snapshot.registrations == tuple(Registration(f"CP{n}", "Norra") for n in range(1, 5))
    assert snapshot.charge_points == (point,)
    assert snapshot.connectors == (connector,)
    assert snapshot.sessions == (running,)
    assert snapshot.alarms == (standing,)
    assert snapshot.commands == (asked,)


async def test_a_reader_waits_until_somebody_writes(store: Store, made_url: str) -> None:
    reader = await open_store(made_url, upgrade=False)
    head = (await reader.feed.snapshot()).head
    await reader.feed.wait(head, 0.05)  # begins to listen
    assert (await reader.feed.read(head)).entries == ()
    waiting = asyncio.create_task(reader.feed.wait(head, 30))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    began = time.monotonic()
    await append(store, said("wake up"))
    await waiting
    assert time.monotonic() - began < 5
    assert [e.event for e in (await reader.feed.read(head)).entries] == [said("wake up")]
    await reader.close()


async def test_waiting_ends_after_its_time(store: Store) -> None:
    head = (await store.feed.snapshot()).head
    began = time.monotonic()
    await store.feed.wait(head, 0.1)
    assert 0.09 < time.monotonic() - began < 5
    await store.feed.wait(0, 30)  # there is something already


async def test_people_and_consumers_wake_readers_too(store: Store) -> None:
    head = (await store.feed.snapshot()).head
    waiting = asyncio.create_task(store.feed.wait(head, 30))
    await asyncio.sleep(0.01)
    await store.charge_points.set_key("CP1", "another", "eva")
    async with asyncio.timeout(10):
        await waiting


async def test_a_wake_up_that_is_lost_is_made_up_for(postgresql_url: str) -> None:
    """A proxy may not pass notifications on: the reader looks by itself."""
    store = await open_store(postgresql_url, upgrade=True)
    head = (await store.feed.snapshot()).head
    await store.feed.wait(head, 0.05)
    admin = await asyncpg.connect(postgresql_url)
    waiting = asyncio.create_task(store.feed.wait(head, 30))
    await asyncio.sleep(0.05)
    await admin.execute("UPDATE journal_head SET last = last + 1")
    async with asyncio.timeout(10):
        await waiting
    await admin.close()
    await store.close()


async def test_a_reader_survives_its_listener(postgresql_url: str) -> None:
    store = await open_store(postgresql_url, upgrade=True)
    reader = await open_store(postgresql_url, upgrade=False)
    await reader.feed.wait((await reader.feed.snapshot()).head, 0.05)
    admin = await asyncpg.connect(postgresql_url)
    ended = await admin.fetchval(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE datname = current_database() AND query = 'SELECT last FROM journal_head'"
    )
    await admin.close()
    assert ended == 1
    head = (await store.feed.snapshot()).head
    waiting = asyncio.create_task(reader.feed.wait(head, 30))
    await asyncio.sleep(0.05)
    await store.invoices.company()
    async with store.database.writing() as connection:
        await connection.execute(text("UPDATE journal_head SET last = last + 1"))
    async with asyncio.timeout(10):
        await waiting
    await reader.close()
    await store.close()


@pytest.mark.parametrize("table", ("journal", "meter_value"))
async def test_a_row_that_cannot_be_read_does_not_stop_the_reader(store: Store, table: str) -> None:
    after = (await store.feed.snapshot()).head
    await append(store, said("a") if table == "journal" else sampled())
    await append(store, said("b"))
    async with store.database.writing() as connection:
        await connection.execute(
            text(f"UPDATE {table} SET body = 'scratched' WHERE position = :position"),  # noqa: S608
            {"position": after + 1},
        )
    first, second = await read_all(store, after)
    assert isinstance(first.event, MessageKept)
    assert first.event.raw == "scratched"
    assert second.event == said("b")


async def test_what_is_read_is_what_was_written(store: Store) -> None:
    await append(store, said("ö\0\ud800"))
    assert await texts(store) == ["ö\0\ud800"]
