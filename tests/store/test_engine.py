"""The connection: addresses, what is on while it is open, and transactions."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from controlroom.domain.errors import InvalidValue, StoreUnavailable
from controlroom.store import Store, open_store
from controlroom.store.engine import Database, connect_sqlite
from tests.sentences import says


async def test_a_password_is_never_part_of_a_name() -> None:
    database = Database("postgresql://eva:secret@db.example/charging")
    assert "secret" not in database.name
    assert "db.example" in database.name
    await database.close()


async def test_sqlite_is_durable_and_guards_references(sqlite_url: str) -> None:
    store = await open_store(sqlite_url, upgrade=True)
    try:
        writer = connect_sqlite(store.database)
        found = [
            writer.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
        writer.close()
        async with store.database.reading() as connection:
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
                value = (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
                found.append(value)
    finally:
        await store.close()
    assert found == ["wal", 2, 1, 5000] * 2


async def test_what_fails_leaves_nothing_behind(store: Store) -> None:
    async def failing() -> None:
        async with store.database.writing() as connection:
            await connection.execute(
                text("INSERT INTO site (name, kind, place) VALUES ('X', '', '')")
            )
            await connection.execute(text("CREATE TABLE left_behind (id INTEGER)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await failing()
    async with store.database.reading() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM site"))).scalar() == 1
    with pytest.raises(StoreUnavailable, check=says("left_behind")):
        async with store.database.reading() as connection:
            await connection.execute(text("SELECT * FROM left_behind"))


async def test_work_that_is_cancelled_locks_nothing(sqlite_url: str) -> None:
    """Whoever still holds its exception, and with it the cursor of a row not fetched yet."""
    store = await open_store(sqlite_url, upgrade=True)
    begun, go_on = threading.Event(), threading.Event()

    def halt() -> int:
        begun.set()
        go_on.wait(10)
        return 1

    async def work() -> None:
        async with store.database.writing() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            await driver.create_function("halt", 0, halt)
            place = "INSERT INTO site (name, kind, place) VALUES ('X', '', '') RETURNING halt()"
            await connection.exec_driver_sql(place)

    task = asyncio.create_task(work())
    assert await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    asyncio.get_running_loop().call_soon(go_on.set)
    with pytest.raises(asyncio.CancelledError) as cancelled:
        await task
    other = connect_sqlite(store.database)
    other.execute("PRAGMA busy_timeout = 0")
    other.execute("BEGIN IMMEDIATE")
    assert other.execute("SELECT count(*) FROM site").fetchone() == (0,)
    other.close()
    assert cancelled.value.__traceback__ is not None
    await store.close()


async def test_a_reading_sees_one_moment(store: Store) -> None:
    async with store.database.reading() as connection:
        before = (await connection.execute(text("SELECT last FROM journal_head"))).scalar()
        await store.customers.tokens()
        await store.charge_points.set_key("CP1", "another key", "test")
        after = (await connection.execute(text("SELECT last FROM journal_head"))).scalar()
    assert before == after


async def test_database_time_is_aware(store: Store) -> None:
    async with store.database.reading() as connection:
        assert (await store.database.now(connection)).utcoffset() is not None


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        Database(f"sqlite:///{tmp_path}")
    assert refused.value.key == "database-folder"


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, check=says("missing")) as refused:
        Database(f"sqlite:///{tmp_path}/missing/a.db")
    assert refused.value.key == "database-no-folder"


def test_this_sqlite_can_do_what_the_store_asks() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35), "UPDATE … RETURNING came with 3.35"


async def test_a_file_that_was_moved_away_is_not_made_anew(tmp_path: Path) -> None:
    """An empty one in its place would take the write-ahead log of the old one with it."""
    file, away = tmp_path / "r.db", tmp_path / "away.db"
    url = f"sqlite:///{file.as_posix()}"
    store = await open_store(url, upgrade=True)
    file.rename(away)
    database = Database(url)
    with pytest.raises(sqlite3.OperationalError):
        connect_sqlite(database)
    with pytest.raises(StoreUnavailable):
        async with database.reading():
            pass
    assert not file.exists()
    away.rename(file)
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM journal_head")) == 1
    await database.engine.dispose()
    await store.close()
