"""What a driver's exception means: data refused, locked, away, and which sentence says so."""

from __future__ import annotations

import asyncio
import sqlite3
from enum import Enum, auto
from pathlib import Path

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from controlroom.domain.errors import ControlroomError, InvalidValue, StoreUnavailable


class Failure(Enum):
    DATA = auto()
    """The database refuses what it was given; trying again gives the same."""
    BUSY = auto()
    """Locked, or a deadlock: the same may work in a moment."""
    AWAY = auto()
    """The connection is gone or cannot be made; a commit under way may have happened."""
    BROKEN = auto()
    """Full, read-only, damaged or not ours: somebody has to act. A commit may have happened."""


FAILURES = (
    # Not SQLAlchemyError: a statement that is made wrongly is a fault of ours.
    DBAPIError,
    PoolTimeout,
    sqlite3.Error,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    # What asyncpg says of itself when a connection dies while it is being written to.
    asyncpg.InternalClientError,
    OSError,
    OverflowError,
    UnicodeError,
    asyncio.TimeoutError,
)
"""Everything that the drivers raise for what happens outside of this program."""

_SQLITE_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SQLITE_KEYS = {
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_READONLY: "database-read-only",
    sqlite3.SQLITE_PERM: "database-read-only",
    sqlite3.SQLITE_CANTOPEN: "database-read-only",
    sqlite3.SQLITE_AUTH: "database-read-only",
    sqlite3.SQLITE_IOERR: "database-away",
    sqlite3.SQLITE_CORRUPT: "database-corrupt",
    sqlite3.SQLITE_NOTADB: "database-corrupt",
    sqlite3.SQLITE_BUSY: "database-locked",
    sqlite3.SQLITE_LOCKED: "database-locked",
}
_POSTGRESQL_KEYS = {
    "53100": "disk-full",
    "25006": "database-read-only",
    "42501": "database-read-only",
    "28000": "database-forbidden",
    "28P01": "database-forbidden",
    "3D000": "database-missing",
    "40001": "database-locked",
    "40P01": "database-locked",
    "55P03": "database-locked",
    "57014": "database-locked",
}
_RETRY_STATES = ("40001", "40P01", "55P03")
"""Serialisation failure, deadlock, lock not available."""
_GONE_STATES = ("57P01", "57P02", "57P03", "53300", "25P03")
"""Shut down by an administrator, crash, not yet up, too many connections, idle time-out."""
_DATA_CLASSES = ("21", "22", "23", "44", "54")
"""Cardinality, data, constraint, check option, limits (an index row too long)."""


def cause(error: BaseException) -> BaseException:
    """The driver's own exception, out of SQLAlchemy's wrapping."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        inner = error.orig
        return inner.__cause__ if isinstance(inner.__cause__, Exception) else inner
    return error


def classify(error: BaseException) -> Failure:
    error = cause(error)
    if isinstance(error, sqlite3.Error):
        return _sqlite(error)
    # asyncpg's own refusal to encode a value is an InterfaceError and a ValueError.
    if isinstance(error, (OverflowError, UnicodeError, asyncpg.DataError)):
        return Failure.DATA
    if isinstance(error, asyncpg.InterfaceError) and isinstance(error, (ValueError, TypeError)):
        return Failure.DATA
    if isinstance(error, asyncpg.PostgresError):
        return _postgresql(getattr(error, "sqlstate", None) or "")
    return Failure.AWAY


def _sqlite(error: sqlite3.Error) -> Failure:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Raised by the driver before the database saw it: a value that it cannot bind,
        # or a connection that was closed.
        unbound = isinstance(error, (sqlite3.InterfaceError, sqlite3.ProgrammingError))
        return Failure.DATA if unbound and "bind" in str(error) else Failure.AWAY
    primary = code & 0xFF
    if primary in _SQLITE_BUSY:
        return Failure.BUSY
    if primary in (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH):
        return Failure.DATA
    if primary == sqlite3.SQLITE_IOERR:
        return Failure.AWAY
    return Failure.BROKEN


def _postgresql(state: str) -> Failure:
    if state in _RETRY_STATES:
        return Failure.BUSY
    if state[:2] in _DATA_CLASSES:
        return Failure.DATA
    if state[:2] == "08" or state in _GONE_STATES:
        return Failure.AWAY
    return Failure.BROKEN


def unavailable(error: BaseException, database: str) -> ControlroomError:
    """The error that people are told. `database` names it, without its password."""
    error = cause(error)
    if isinstance(error, ControlroomError):
        return error
    if classify(error) is Failure.DATA:
        return InvalidValue("database-refused", why=first_line(error))
    key = _key(error)
    if key == "database-read-only" and _code(error) == sqlite3.SQLITE_CANTOPEN:
        # It is never made by opening it: either it is away, or the right to it is missing.
        key = key if Path(database).exists() else "database-gone"
    return StoreUnavailable(key, database=database, why=first_line(error))


def _code(error: BaseException) -> int:
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def _key(error: BaseException) -> str:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return "database-away" if code is None else _SQLITE_KEYS.get(code & 0xFF, "database-failed")
    if isinstance(error, PoolTimeout):
        return "database-locked"
    state = getattr(error, "sqlstate", None) or ""
    away = classify(error) is Failure.AWAY
    return _POSTGRESQL_KEYS.get(state, "database-away" if away else "database-failed")


def first_line(error: BaseException) -> str:
    """What the driver said, short enough for a sentence."""
    if isinstance(error, asyncio.TimeoutError):
        return "it did not answer in time"
    text = str(error).strip().partition("\n")[0]
    return text[:200].rstrip(".") or type(error).__name__
