"""Old meter values go, in portions; a check tells what went from what is lost."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from controlroom.domain.charging.events import MeterSampled
from controlroom.domain.event import Event
from controlroom.operations.reports.quarter_hours import NAME as ROLLUP
from controlroom.operations.retention import NAME
from controlroom.store import Store, maintenance, open_store, retention
from controlroom.store.partitions import make_partitions, months
from tests.store.facts import append, read_all, said, sampled

NOW = datetime.now(UTC)
LONG_AGO = datetime(2020, 3, 10, tzinfo=UTC)
BEFORE = datetime(2021, 1, 1, tzinfo=UTC)


def old(wh: float, moment: datetime = LONG_AGO) -> MeterSampled:
    return replace(sampled(wh), at=moment, received=moment)


def new(wh: float) -> MeterSampled:
    return replace(sampled(wh), at=NOW, received=NOW)


async def _read(store: Store, upto: int | None = None) -> None:
    """Let the roll-up have read up to a position, and take the lease of the retention."""
    if upto is None:
        upto = (await store.feed.snapshot()).head
    await store.consumers.lease(ROLLUP, "reader", 0.0)
    assert await store.consumers.consume(ROLLUP, "reader", 0, upto, [], [])
    assert await store.consumers.lease(NAME, "me")


async def _drop(store: Store, before: datetime = BEFORE, holder: str = "me") -> int:
    gone = 0
    while went := await store.retention.drop_meter_values(before, (ROLLUP,), NAME, holder):
        gone += went
    return gone


async def _events(store: Store, after: int) -> list[Event]:
    return [entry.event for entry in (await store.feed.read(after)).entries]


async def test_old_meter_values_go_and_facts_stay(store: Store, made_url: str) -> None:
    after = (await store.feed.snapshot()).head
    events = [said("a"), old(1), said("b"), new(2), old(3), new(4), said("c")]
    for event in events:
        await append(store, event)
    await _read(store)
    assert await _drop(store) == 2
    assert await _events(store, after) == [e for e in events if e not in (events[1], events[4])]
    assert await maintenance.check(made_url) == []
    await append(store, old(5))
    await append(store, said("d"))
    await _read_on(store)
    assert await _drop(store) == 1, "and again later"
    assert await maintenance.check(made_url) == []


async def _read_on(store: Store) -> None:
    cursor = await store.consumers.cursor(ROLLUP)
    head = (await store.feed.snapshot()).head
    assert await store.consumers.consume(ROLLUP, "reader", cursor, head, [], [])


async def test_a_journal_that_ends_in_old_meter_values_is_whole(
    store: Store, made_url: str
) -> None:
    for wh in range(5):
        await append(store, old(wh))
    await _read(store)
    assert await _drop(store) == 5
    assert await maintenance.check(made_url) == []
    await append(store, said("it goes on"))
    assert await maintenance.check(made_url) == []


async def test_a_gap_is_found_among_what_is_kept_and_beside_what_went(
    store: Store, made_url: str
) -> None:
    positions = [await append(store, e) for e in (said("a"), old(1), said("b"), new(2), said("c"))]
    await append(store, said("d"))
    await _read(store)
    assert await _drop(store) == 1
    for lost, finding in (
        (positions[3], f"should hold 4 rows after position {positions[1]} and holds 3"),
        (positions[0], "since 1 old meter values were let go of, and holds"),
    ):
        async with store.database.writing() as connection:
            for table in ("journal", "meter_value"):
                await connection.execute(
                    text(f"UPDATE {table} SET position = -position WHERE position = :p"),  # noqa: S608
                    {"p": lost},
                )
                await connection.execute(
                    text(f"CREATE TABLE kept_{table} AS SELECT * FROM {table} WHERE position < 0")  # noqa: S608
                )
                await connection.execute(text(f"DELETE FROM {table} WHERE position < 0"))  # noqa: S608
        (found,) = await maintenance.check(made_url)
        assert finding in found
        async with store.database.writing() as connection:
            for table in ("journal", "meter_value"):
                await connection.execute(
                    text(f"INSERT INTO {table} SELECT * FROM kept_{table}")  # noqa: S608
                )
                await connection.execute(
                    text(f"UPDATE {table} SET position = -position WHERE position < 0")  # noqa: S608
                )
                await connection.execute(text(f"DROP TABLE kept_{table}"))
        assert await maintenance.check(made_url) == []


async def test_what_the_roll_up_has_not_read_stays(store: Store) -> None:
    """A network that stood still for two years still gets its quarter-hours."""
    first = await append(store, old(1))
    second = await append(store, old(2))
    await store.consumers.lease(NAME, "me")
    assert await _drop(store) == 0, "it never ran"
    await _read(store, first)
    assert await _drop(store) == 1
    assert [e.position for e in (await store.feed.read(first - 1)).entries] == [second]


async def test_only_who_holds_the_lease_lets_go(store: Store) -> None:
    await append(store, old(1))
    await _read(store)
    assert await _drop(store, holder="somebody else") == 0
    assert await _drop(store) == 1


async def test_a_portion_is_small(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "PORTION", 10)
    await asyncio.gather(*(append(store, old(wh)) for wh in range(25)))
    await _read(store)
    went = [
        await store.retention.drop_meter_values(BEFORE, (ROLLUP,), NAME, "me") for _ in range(4)
    ]
    assert went == [10, 10, 5, 0]


async def test_what_went_stays_gone_after_a_restore(
    store: Store, made_url: str, tmp_path: Path, database_url: str
) -> None:
    for event in (old(1), said("a"), new(2)):
        await append(store, event)
    await _read(store)
    assert await _drop(store) == 1
    file = tmp_path / "backup"
    await maintenance.backup(made_url, file)
    await maintenance.restore(database_url, file)
    assert await maintenance.check(database_url) == []


# --- months on PostgreSQL ---------------------------------------------------------------------


async def _partitions(url: str) -> list[str]:
    store = await open_store(url, upgrade=False)
    try:
        return [name for name, _end in await months(store.database)]
    finally:
        await store.close()


async def _with_month(store: Store, first: datetime) -> str:
    """A partition as it was made in time, long ago."""
    after = (first + timedelta(days=31)).replace(day=1)
    name = f"meter_value_{first:%Y_%m}"
    async with store.database.writing() as connection:
        await connection.exec_driver_sql(
            f"CREATE TABLE {name} PARTITION OF meter_value "
            f"FOR VALUES FROM ('{first:%Y-%m-%d}+00') TO ('{after:%Y-%m-%d}+00')"
        )
    return name


async def test_months_that_are_over_go_as_a_whole(postgresql_url: str) -> None:
    store = await open_store(postgresql_url, upgrade=True)
    march, april = datetime(2020, 3, 1, tzinfo=UTC), datetime(2020, 4, 1, tzinfo=UTC)
    names = [await _with_month(store, march), await _with_month(store, april)]
    try:
        for wh in range(7):
            await append(store, old(wh, march + timedelta(days=wh)))
        kept = old(8, april)
        await append(store, kept)
        await append(store, old(9, datetime(2019, 1, 1, tzinfo=UTC)))
        await append(store, new(10))
        await _read(store)
        assert await _drop(store, april) == 8, "the month, and what no month had taken"
        found = [
            e.event for e in (await store.feed.read(0)).entries if isinstance(e.event, MeterSampled)
        ]
        assert found == [kept, new(10)]
    finally:
        await store.close()
    assert names[0] not in await _partitions(postgresql_url)
    assert names[1] in await _partitions(postgresql_url)
    assert await maintenance.check(postgresql_url) == []


async def test_a_month_waits_for_who_reads_it_and_keeps_nobody_waiting(postgresql_url: str) -> None:
    store = await open_store(postgresql_url, upgrade=True)
    name = await _with_month(store, datetime(2020, 3, 1, tzinfo=UTC))
    await append(store, old(1))
    await _read(store)
    reader = await asyncpg.connect(postgresql_url)
    try:
        async with reader.transaction():
            await reader.fetch("SELECT * FROM meter_value")
            dropping = asyncio.create_task(_drop(store))
            await asyncio.sleep(0.1)
            async with asyncio.timeout(2):
                await append(store, new(2))
            (failure,) = await asyncio.gather(dropping, return_exceptions=True)
            assert getattr(failure, "key", "") == "database-locked"
        assert await _drop(store) == 1
    finally:
        await reader.close()
        await store.close()
    assert name not in await _partitions(postgresql_url)


async def test_what_comes_late_into_a_month_keeps_it(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, and then written to: it is counted again."""
    store = await open_store(postgresql_url, upgrade=True)
    await _with_month(store, datetime(2020, 3, 1, tzinfo=UTC))
    await append(store, old(1))
    counted = store.retention._counted

    async def slow(name: str) -> tuple[int, int | None]:
        found = await counted(name)
        monkeypatch.undo()
        await append(store, old(2))
        await _read_on(store)
        return found

    await _read(store)
    monkeypatch.setattr(store.retention, "_counted", slow)
    try:
        assert await store.retention.drop_meter_values(BEFORE, (ROLLUP,), NAME, "me") == 0
        assert len(await read_all(store)) == 2
        assert await _drop(store) == 2
    finally:
        await store.close()
    assert await maintenance.check(postgresql_url) == []


async def test_months_are_made_while_a_process_runs(postgresql_url: str) -> None:
    store = await open_store(postgresql_url, upgrade=True)
    made = await months(store.database)
    async with store.database.writing() as connection:
        await connection.exec_driver_sql(f"DROP TABLE {made[-1][0]}")
    await store.retention.make_room()
    assert await months(store.database) == made
    await make_partitions(store.database)
    await store.close()
