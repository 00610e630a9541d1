"""Every way in which a database can be out of reach is told by a sentence of its own."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text

from controlroom.domain.errors import ControlroomError, StoreUnavailable
from controlroom.store import Store, engine, open_store
from controlroom.store.embedded import PRAGMAS
from controlroom.store.failures import Failure, classify, unavailable
from controlroom.words.texts import ENGLISH
from tests.store.facts import append, register, said, texts


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


async def _refusal(url: str, *, upgrade: bool = False) -> ControlroomError:
    with pytest.raises(ControlroomError) as refused:
        await open_store(url, upgrade=upgrade)
    assert ENGLISH.catalogue.has("", refused.value.key), refused.value
    return refused.value


async def _made(url: str) -> None:
    store = await open_store(url, upgrade=True)
    await register(store, "CP1")
    await store.close()


async def test_a_file_that_is_no_database(sqlite_url: str) -> None:
    _file(sqlite_url).write_bytes(b"This is a letter, not a database. " * 100)
    assert (await _refusal(sqlite_url)).key == "database-corrupt"
    assert _file(sqlite_url).read_bytes().startswith(b"This is a letter")


async def test_a_damaged_file(sqlite_url: str) -> None:
    await _made(sqlite_url)
    with _file(sqlite_url).open("r+b") as file:
        file.seek(0)
        file.write(b"\0" * 4096)
    assert (await _refusal(sqlite_url)).key == "database-corrupt"


async def test_a_database_of_somebody_else(database_url: str) -> None:
    await _make_table(database_url, "CREATE TABLE recipes (name TEXT)")
    assert (await _refusal(database_url)).key == "database-foreign"


async def _make_table(url: str, statement: str) -> None:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(_file(url))) as connection:
            connection.execute(statement)
        return
    connection_ = await asyncpg.connect(url)
    await connection_.execute(statement)
    await connection_.close()


async def test_a_file_that_cannot_be_written(sqlite_url: str, tmp_path: Path) -> None:
    await _made(sqlite_url)
    with _read_only(tmp_path):
        refusal = await _refusal(sqlite_url, upgrade=False)
    assert refusal.key == "database-read-only"


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    """Root may write everything, unless the file system itself is read-only."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        for file in folder.iterdir():
            file.chmod(0o444)
        try:
            yield
        finally:
            folder.chmod(0o755)
        return
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "--bind", folder, folder], capture_output=True, check=False
    )
    if not done or done.returncode:
        pytest.skip("cannot make a folder read-only for root here")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


async def test_a_file_that_is_locked(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PRAGMAS", ("PRAGMA busy_timeout = 50", *PRAGMAS[1:]))
    await _made(sqlite_url)
    store = await open_store(sqlite_url, upgrade=False)
    with closing(sqlite3.connect(_file(sqlite_url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable) as refused:
            await store.charge_points.set_key("CP1", "another", "test")
        other.execute("ROLLBACK")
    assert refused.value.key == "database-locked"
    await store.charge_points.set_key("CP1", "another", "test")
    await store.close()


async def test_locked_is_not_down(sqlite_url: str) -> None:
    """A message waits for a lock and is then stored, once."""
    await _made(sqlite_url)
    store = await open_store(sqlite_url, upgrade=False)
    other = sqlite3.connect(_file(sqlite_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(append(store, said("patience")))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    other.execute("ROLLBACK")
    other.close()
    await waiting
    assert await texts(store) == ["patience"]
    await store.close()


async def test_a_server_that_is_away() -> None:
    refusal = await _refusal("postgresql://nobody@127.0.0.1:1/nothing")
    assert refusal.key == "database-away"


async def test_a_database_that_is_not_there(postgresql_url: str) -> None:
    refusal = await _refusal(postgresql_url.replace("/controlroom_test_", "/no_such_"))
    assert refusal.key == "database-missing"


async def test_a_server_that_goes_away_while_we_work(postgresql_url: str) -> None:
    store = await open_store(postgresql_url, upgrade=True)
    admin = await asyncpg.connect(postgresql_url)
    async with store.database.reading() as connection:
        pid = (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    await admin.execute("SELECT pg_terminate_backend($1)", pid)
    await admin.close()
    with suppress(StoreUnavailable):
        await store.customers.customers()
    # The next one finds a connection that works.
    assert await store.customers.customers() == []
    await store.close()


_FULL = """
import asyncio, sys
from controlroom.domain.errors import StoreUnavailable
from controlroom.store import open_store
from controlroom.words.texts import ENGLISH
from tests.store.facts import append, read_all, register, said, texts

async def main(url, ballast):
    store = await open_store(url, upgrade=True)
    await register(store, "CP1")
    stored = 0
    while True:
        try:
            await append(store, said(f"{stored}" + "x" * 20000))
        except StoreUnavailable as full:
            print(full.key)
            break
        stored += 1
    assert len(await texts(store)) == stored
    ballast.unlink()
    await append(store, said("room again"))
    print((await texts(store))[-1])
    await store.close()

from pathlib import Path
ballast = Path(sys.argv[1]) / "ballast"
ballast.write_bytes(b"x" * 600_000)
asyncio.run(main(f"sqlite:///{sys.argv[1]}/a.db", ballast))
"""


def test_a_full_disk_is_told_and_recovered_from(tmp_path: Path) -> None:
    mounted = tmp_path / "small"
    mounted.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(mounted)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("cannot mount a small disk here")
    try:
        done_ = subprocess.run(
            [sys.executable, "-c", _FULL, str(mounted)],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    finally:
        subprocess.run(["umount", "-l", str(mounted)], check=True)
    assert done_.stdout.split("\n")[:2] == ["disk-full", "room again"], done_.stderr


@pytest.mark.parametrize(
    ("error", "failure"),
    (
        (OverflowError("too large"), Failure.DATA),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates"), Failure.DATA),
        (asyncpg.UniqueViolationError("twice"), Failure.DATA),
        (asyncpg.NotNullViolationError("nothing"), Failure.DATA),
        (asyncpg.DataError("invalid input for query argument"), Failure.DATA),
        (asyncpg.ProgramLimitExceededError("index row size"), Failure.DATA),
        (asyncpg.DeadlockDetectedError("deadlock"), Failure.BUSY),
        (asyncpg.AdminShutdownError("bye"), Failure.AWAY),
        (asyncpg.CannotConnectNowError("starting up"), Failure.AWAY),
        (asyncpg.ConnectionDoesNotExistError("gone"), Failure.AWAY),
        (asyncpg.InterfaceError("connection is closed"), Failure.AWAY),
        (ConnectionRefusedError(), Failure.AWAY),
        (TimeoutError(), Failure.AWAY),
        (asyncpg.DiskFullError("full"), Failure.BROKEN),
        (asyncpg.ReadOnlySQLTransactionError("standby"), Failure.BROKEN),
    ),
)
def test_what_a_failure_means(error: Exception, failure: Failure) -> None:
    assert classify(error) is failure
    told = unavailable(error, "the database")
    assert ENGLISH.catalogue.has("", told.key)


def _sqlite_error(statement: str) -> sqlite3.Error:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''))"
        )
        with pytest.raises(sqlite3.Error) as failed:
            connection.execute(statement)
    return failed.value


@pytest.mark.parametrize(
    "statement",
    (
        "INSERT INTO t VALUES (1, NULL)",
        "INSERT INTO t VALUES (1, '')",
        "INSERT INTO t VALUES ('x', 'y')",
    ),
)
def test_sqlite_refuses_data(statement: str) -> None:
    assert classify(_sqlite_error(statement)) is Failure.DATA


def test_a_value_that_sqlite_cannot_take_is_data() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for value in (2**70, object(), "\ud800"):
            with pytest.raises((sqlite3.Error, OverflowError, UnicodeError)) as failed:
                connection.execute("SELECT ?", (value,))
            assert classify(failed.value) is Failure.DATA


async def test_no_sentence_repeats_a_password(store: Store) -> None:
    away = unavailable(
        ConnectionRefusedError("x"), engine.Database("postgresql://a:secret@h/b").name
    )
    assert "secret" not in str(away)
    assert str(store.database.name)
