"""Backups: SQLite's own page by page, and one that either database reads.

A portable backup is a zip file with one member a table: a line of JSON with the
columns' names, then one line a row. It is read in one snapshot while the network
goes on.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Boolean, LargeBinary, Table, insert, inspect, select, text
from sqlalchemy.engine import Connection

from controlroom import private_files
from controlroom.domain.errors import InvalidValue
from controlroom.store.json_text import dumps_exactly
from controlroom.store.schema import VERSION, metadata
from controlroom.store.schema.base import Exact, UtcTime

_FORMAT = "controlroom backup 1"
_HEAD = "backup.json"
_CHUNK = 1_000
_LEFT_OUT = ("server", "message_log", "command_secret")
"""Processes that are gone, what only they can read, and frames that are kept for a day."""

_WRITTEN_AT_ONCE = ("journal_head", "writer")
"""Tables that have a row though nothing was stored yet."""


def copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's online backup: a whole new file, also while somebody writes. Raises OSError."""
    with (
        private_files.fresh(target) as part,
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(part)) as new,
    ):
        old.backup(new, pages=2_000)
        # A file that stands for itself, without companions beside it.
        new.execute("PRAGMA journal_mode = DELETE")


def tables() -> list[Table]:
    """In the order in which rows may refer to each other."""
    return [t for t in metadata.sorted_tables if t.name not in _LEFT_OUT]


def dump(connection: Connection, file: IO[bytes]) -> None:
    """Write every table, in the transaction that the connection is in."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_HEAD, json.dumps({"format": _FORMAT, "version": VERSION}))
        for table in tables():
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as member:
                member.write(_line([str(c.name) for c in table.columns]))
                statement = select(table).order_by(*table.primary_key)
                for rows in connection.execute(statement).partitions(_CHUNK):
                    member.write(b"".join(_line([_plain(v) for v in row]) for row in rows))


def restore(connection: Connection, file: IO[bytes], name: Path) -> None:
    """Fill the empty tables. Raises InvalidValue for a file that is no backup."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive, name)
            for table in tables():
                with archive.open(f"{table.name}.jsonl") as member:
                    _fill(connection, table, member)
            _count_on(connection)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        if isinstance(error, InvalidValue):
            raise
        raise InvalidValue("backup-unreadable", file=name, why=str(error)) from error


def _check(archive: zipfile.ZipFile, name: Path) -> None:
    head = json.loads(archive.read(_HEAD))
    if head.get("format") != _FORMAT:
        raise InvalidValue("backup-unreadable", file=name, why="it is of another kind")
    if head.get("version") != VERSION:
        why = f"it is of version {head.get('version')}, this program's is {VERSION}"
        raise InvalidValue("backup-unreadable", file=name, why=why)


def _fill(connection: Connection, table: Table, member: IO[bytes]) -> None:
    names: list[str] = json.loads(member.readline())
    columns = [table.c[name] for name in names]
    if table.name in _WRITTEN_AT_ONCE:
        connection.execute(table.delete())
    rows: list[dict[str, Any]] = []
    for line in _lines(member):
        values = json.loads(line)
        pairs = zip(columns, values, strict=True)
        rows.append({str(c.name): _value(v, c.type) for c, v in pairs})
        if len(rows) >= _CHUNK:
            connection.execute(insert(table), rows)
            rows = []
    if rows:
        connection.execute(insert(table), rows)


def _lines(member: IO[bytes]) -> Iterator[bytes]:
    while line := member.readline():
        yield line


def _count_on(connection: Connection) -> None:
    """PostgreSQL's counters go on after the highest number that was restored."""
    if connection.dialect.name != "postgresql":
        return
    connection.execute(
        text(
            "SELECT setval(pg_get_serial_sequence('command', 'id'), "
            "(SELECT coalesce(max(id), 0) + 1 FROM command), false)"
        )
    )


def is_empty(connection: Connection) -> bool:
    """Whether nothing was stored yet."""
    found = set(inspect(connection).get_table_names())
    for table in tables():
        if table.name in _WRITTEN_AT_ONCE or table.name not in found:
            continue
        if connection.execute(select(table).limit(1)).first() is not None:
            return False
    return True


def _line(values: list[Any]) -> bytes:
    return dumps_exactly(values).encode("ascii") + b"\n"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Decimal):
        return str(value)
    return value


def _value(value: Any, kind: object) -> object:  # noqa: ANN401 - whatever JSON holds
    if value is None:
        return None
    if isinstance(kind, UtcTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    if isinstance(kind, Exact):
        return Decimal(value)
    if isinstance(kind, Boolean):
        return bool(value)
    return value
