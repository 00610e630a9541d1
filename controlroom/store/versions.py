"""Which version a database has: made when it is empty, upgraded when asked, refused when newer."""

from __future__ import annotations

import asyncio
import contextlib
import glob
import logging
import os
import shlex
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from controlroom import private_files
from controlroom.domain.errors import DatabaseNewer, InvalidValue, StoreUnavailable
from controlroom.store.backup import copy_sqlite
from controlroom.store.engine import Database
from controlroom.store.failures import FAILURES, unavailable
from controlroom.store.partitions import make_partitions
from controlroom.store.schema import VERSION

_log = logging.getLogger(__name__)

_BEFORE = ".before-"
"""What the backup before an upgrade is called by, behind the name of its file."""
_LOCK = 7_061_992_417
"""Advisory lock on PostgreSQL: one migration at a time."""


async def found(database: Database) -> str | None:
    """The database's version; None where it is empty.

    Raises StoreUnavailable for a database that holds something else.
    """
    if database.file is not None and not await asyncio.to_thread(database.file.exists):
        return None
    async with database.reading() as connection:
        if not database.sqlite:
            await _refuse_other_encoding(connection, database)
        return await connection.run_sync(_found, database.name)


async def _refuse_other_encoding(connection: AsyncConnection, database: Database) -> None:
    """Whatever alphabet a name or a message is written in, it must fit; and be read as written."""
    encoding = (await connection.execute(text("SHOW server_encoding"))).scalar_one()
    if encoding != "UTF8":
        raise InvalidValue(
            "database-encoding",
            database=database.name,
            encoding=encoding,
            command=_createdb(database.url),
        )


def _createdb(url: URL) -> str:
    """How a database of the right encoding is made, on the same server, beside this one."""
    host, port = (url.query.get(name) for name in ("host", "port"))
    told = (
        ("--host", url.host or host),
        ("--port", url.port or port),
        ("--username", url.username),
    )
    where = [f"{option}={value}" for option, value in told if isinstance(value, str | int)]
    right = ("--encoding=UTF8", "--locale=C.UTF-8", "--template=template0")
    return shlex.join(["createdb", *where, *right, f"{url.database or 'controlroom'}_utf8"])


def _found(connection: Connection, name: str) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables and "journal_head" in tables:
        version: str | None = connection.execute(
            text("SELECT version_num FROM alembic_version")
        ).scalar()
        if version is not None:
            return version
    if tables:
        raise StoreUnavailable("database-foreign", database=name)
    return None


def refuse_other(version: str, database: str) -> None:
    """Raise for a database that this program does not fit."""
    if version > VERSION:
        raise DatabaseNewer("database-newer", database=database, found=version, known=VERSION)
    if version < VERSION:
        raise StoreUnavailable("database-older", database=database, found=version, known=VERSION)


async def prepare(database: Database, *, upgrade: bool) -> Path | None:
    """Make an empty database, upgrade an older one where asked.

    Returns the backup that was made of a SQLite file before its upgrade.
    """
    if database.file is not None:
        await asyncio.to_thread(_make_private, database.file)
    version = await found(database)
    if database.file is not None:
        # Only now it is known to be ours: a mistyped path may lead to a file that others must read.
        await asyncio.to_thread(_keep_private, database.file)
    beside = None
    if version is not None:
        if not (upgrade and version < VERSION):
            refuse_other(version, database.name)
            return None
        if database.file is not None:
            beside = _unused(database.file.with_name(f"{database.file.name}{_BEFORE}{VERSION}"))
            try:
                await asyncio.to_thread(copy_sqlite, database.file, beside)
            except OSError as error:
                why = error.strerror or str(error)
                raise StoreUnavailable("backup-unwritable", file=beside, why=why) from error
    try:
        await _migrate(database)
    except FAILURES as error:
        raise unavailable(error, database.name) from error
    await make_partitions(database)
    return beside


def _unused(file: Path) -> Path:
    """A name that nothing bears: an earlier backup stays, also of an upgrade that failed."""
    names = (file, *(file.with_name(f"{file.name}-{n}") for n in range(2, 1000)))
    return next((name for name in names if not os.path.lexists(name)), file)


def _make_private(file: Path) -> None:
    """Make the file where there is none."""
    # Why it cannot be made, opening it tells.
    with contextlib.suppress(OSError):
        private_files.make(file)


def _keep_private(file: Path) -> None:
    """The file, its log and its backups are for their owner alone."""
    for end in ("-wal", "-shm"):
        private_files.close(file.with_name(f"{file.name}{end}"))  # with it, or not at all
    for one in (file, *file.parent.glob(f"{glob.escape(file.name)}{_BEFORE}*")):
        if not private_files.close(one):
            _log.warning("%s", InvalidValue("open-to-all", file=one))


async def _migrate(database: Database) -> None:
    async with database.engine.connect() as connection:
        await connection.execution_options(write=True)
        if database.sqlite:
            await _foreign_keys(connection, "OFF")
        try:
            async with connection.begin():
                if not database.sqlite:
                    await connection.execute(
                        text("SELECT pg_advisory_xact_lock(:id)"), {"id": _LOCK}
                    )
                await connection.run_sync(_run, database.name)
        finally:
            if database.sqlite:
                await _foreign_keys(connection, "ON")


async def _foreign_keys(connection: AsyncConnection, state: str) -> None:
    """Outside of a transaction, where alone SQLite heeds it: tables are rebuilt without them."""
    raw = await connection.get_raw_connection()
    driver = raw.driver_connection
    if driver is not None:
        await driver.execute(f"PRAGMA foreign_keys = {state}")


def _run(connection: Connection, name: str) -> None:
    """Look again, now that nobody else can write, and go to the newest version."""
    from alembic import command
    from alembic.config import Config

    version = _found(connection, name)
    if version == VERSION:
        return
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise StoreUnavailable("database-corrupt", database=name)
