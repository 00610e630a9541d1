"""Care of a database: upgrade, check, backup, restore."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from controlroom import private_files
from controlroom.domain.errors import InvalidValue, Refused, StoreUnavailable
from controlroom.operations.retention import NAME as RETENTION
from controlroom.store import backup as backups
from controlroom.store import schema
from controlroom.store.billing.invoice_check import invoice_findings
from controlroom.store.engine import Database
from controlroom.store.failures import unavailable
from controlroom.store.partitions import make_partitions
from controlroom.store.people.customers import token_findings
from controlroom.store.retention import let_go
from controlroom.store.server_lock import served_by
from controlroom.store.servers import alive
from controlroom.store.versions import found, prepare, refuse_other


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = Database(url, answer_s=None)
    try:
        yield database
    finally:
        await database.close()


async def _refuse_served(url: str, database: Database) -> None:
    pid = served_by(url)
    if pid is None and not database.sqlite and await found(database) == schema.VERSION:
        async with database.reading() as connection:
            now = await database.now(connection)
            pid = len((await connection.execute(alive(now))).all()) or None
    if pid is not None:
        raise Refused("database-served", database=database.name)


async def upgrade(url: str) -> tuple[str, str, Path | None]:
    """Bring a database to this program's version; (version before, after, backup before it).

    A SQLite file is backed up beside itself first. Raises Refused while it is served.
    """
    async with _opened(url) as database:
        before = await found(database)
        if before == schema.VERSION:
            await make_partitions(database)
            return before, schema.VERSION, None
        await _refuse_served(url, database)
        made = await prepare(database, upgrade=True)
        return before or "", schema.VERSION, made


async def backup(url: str, file: Path) -> None:
    """Write a backup while the network goes on: a whole one or none.

    What is there already is never replaced: it may be an older backup, or the database itself by
    another path. A SQLite database gives a SQLite file, PostgreSQL a portable one.
    """
    async with _opened(url) as database:
        await _need_current(database)
        try:
            if database.file is not None:
                await asyncio.to_thread(backups.copy_sqlite, database.file, file)
            else:
                with private_files.fresh(file) as part:
                    await _dump(database, part)
        except FileExistsError as error:
            raise InvalidValue("backup-exists", file=file) from error
        except OSError as error:
            raise _unwritable(file, error) from error
        except sqlite3.Error as error:
            raise unavailable(error, database.name) from error


async def _dump(database: Database, file: Path) -> None:
    async with database.reading() as connection:
        try:
            with file.open("wb") as target:
                await connection.run_sync(backups.dump, target)
        except OSError as error:
            raise _unwritable(file, error) from error


def _unwritable(file: Path, error: OSError) -> InvalidValue:
    return InvalidValue("backup-unwritable", file=file, why=error.strerror or str(error))


async def restore(url: str, file: Path) -> None:
    """Fill an empty database from a backup, all of it or nothing.

    Raises Refused for a database that holds data, InvalidValue for a file that is no backup.
    """
    try:
        sqlite_file = private_files.is_sqlite(file)
    except OSError as error:
        why = error.strerror or str(error)
        raise InvalidValue("backup-unreadable", file=file, why=why) from error
    async with _opened(url) as database:
        await prepare(database, upgrade=False)
        await _refuse_served(url, database)
        async with _source(file, sqlite_file=sqlite_file) as portable, database.writing() as into:
            if not await into.run_sync(backups.is_empty):
                raise Refused("database-not-empty", database=database.name)
            with portable.open("rb") as source:
                await into.run_sync(backups.restore, source, file)


@asynccontextmanager
async def _source(file: Path, *, sqlite_file: bool) -> AsyncIterator[Path]:
    """The backup in its portable form."""
    if not sqlite_file:
        yield file
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="controlroom-") as folder:
        # A copy, so that the backup itself is never touched, and may be of an older version.
        copy, portable = Path(folder) / "copy.db", Path(folder) / "portable"
        try:
            await asyncio.to_thread(backups.copy_sqlite, file, copy)
        except sqlite3.Error as error:
            raise InvalidValue("backup-unreadable", file=file, why=str(error)) from error
        async with _opened(f"sqlite:///{copy.as_posix()}") as database:
            await prepare(database, upgrade=True)
            await _dump(database, portable)
        yield portable


async def _need_current(database: Database) -> None:
    version = await found(database)
    if version is None:
        raise InvalidValue("database-empty", database=database.name)
    refuse_other(version, database.name)


async def check(url: str) -> list[str]:
    """What is wrong with a database, in sentences; nothing where it is whole."""
    async with _opened(url) as database:
        await _need_current(database)
        try:
            async with database.reading() as connection:
                own = _sqlite_findings if database.sqlite else _postgresql_findings
                return [
                    *await own(connection),
                    *await _journal_findings(connection),
                    *await invoice_findings(connection),
                    *await token_findings(connection),
                ]
        except StoreUnavailable as error:
            if error.key != "database-corrupt":
                raise
            return [str(error)]


async def _sqlite_findings(connection: AsyncConnection) -> list[str]:
    said = (await connection.exec_driver_sql("PRAGMA integrity_check(20)")).scalars().all()
    findings = [f"SQLite finds the file damaged: {line}." for line in said if line != "ok"]
    broken: Sequence[Sequence[Any]] = (
        await connection.exec_driver_sql("PRAGMA foreign_key_check")
    ).all()
    return findings + [f"Row {row[1]} of {row[0]} refers to nothing in {row[2]}." for row in broken]


async def _postgresql_findings(connection: AsyncConnection) -> list[str]:
    findings = []
    for setting, wanted in (
        ("fsync", "on"),
        ("data_sync_retry", "off"),
        ("full_page_writes", "on"),
    ):
        value = (await connection.exec_driver_sql(f"SHOW {setting}")).scalar()
        if value != wanted:
            findings.append(
                f"PostgreSQL runs with {setting} = {value}, so that a power cut can lose what was "
                f"answered. Set it to {wanted}."
            )
    broken: Sequence[Sequence[Any]] = (
        await connection.exec_driver_sql(
            "SELECT conname, conrelid::regclass::text FROM pg_constraint WHERE NOT convalidated"
        )
    ).all()
    return findings + [f"Constraint {row[0]} of {row[1]} is not validated." for row in broken]


async def _journal_findings(connection: AsyncConnection) -> list[str]:
    """Every position from 1 to the head is there once, in the journal or in the meter values.

    Of the oldest as many are missing as retention has let go of.
    """
    head = (await connection.execute(select(schema.journal_head.c.last))).scalar()
    if head is None:
        return ["The journal has no head."]
    gone, upto = await let_go(connection, RETENTION)
    count, newer, highest = 0, 0, upto
    for table in (schema.journal, schema.meter_value):
        position = table.c.position
        rows = await connection.execute(
            select(
                func.count(),
                func.count(position.distinct()),
                func.max(position),
                func.count().filter(position > upto),
            )
        )
        many, different, last, after = rows.one()
        if many != different:
            return [f"{many - different} positions are there twice in {table.name}."]
        count, newer, highest = count + many, newer + after, max(highest, last or 0)
    if highest != head:
        return [f"The journal's head says {head}, its last row is {highest}."]
    if newer != head - upto:
        since = f" after position {upto}" if upto else ""
        return [f"The journal should hold {head - upto} rows{since} and holds {newer}."]
    if count != head - gone:
        older = f"{upto - gone} rows, since {gone} old meter values were let go of"
        return [
            f"Up to position {upto} the journal should hold {older}, and holds {count - newer}."
        ]
    doubled = await connection.execute(
        select(func.count())
        .select_from(schema.journal)
        .join(schema.meter_value, schema.meter_value.c.position == schema.journal.c.position)
    )
    twice = doubled.scalar_one()
    return [f"{twice} positions are both in the journal and the meter values."] if twice else []
