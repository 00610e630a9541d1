"""An embedded database as its driver opens it: a file that is there, its pragmas, its log."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

BUSY_S = 5.0
"""How long a lock is waited for before it counts as a failure."""
PRAGMAS = (
    f"PRAGMA busy_timeout = {int(BUSY_S * 1000)}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
)
WAL = "PRAGMA journal_mode = WAL"
"""On a file that is not in this mode yet it fails at once while another works on it, whatever
`busy_timeout` says: so we wait ourselves."""
WAL_PAUSE_S = 0.02


def is_busy(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def there(file: Path) -> str:
    """A file that SQLite opens, and never makes: `versions.prepare` alone makes one.

    A new file in the place of one that was moved away for a moment would take the write-ahead log
    of the old one with it, and all that is in it.
    """
    return f"{file.absolute().as_uri()}?mode=rw"


def connect(file: Path, *, any_thread: bool = False) -> sqlite3.Connection:
    """A connection for the thread that opens it, or for one thread at a time."""
    connection = sqlite3.connect(
        there(file),
        uri=True,
        timeout=BUSY_S,
        isolation_level=None,
        check_same_thread=not any_thread,
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        until = time.monotonic() + BUSY_S
        while not _in_wal(connection, until):
            time.sleep(WAL_PAUSE_S)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _in_wal(connection: sqlite3.Connection, until: float) -> bool:
    """Whether it is, or could be brought to it; False where that is to be tried again."""
    try:
        connection.execute(WAL)
    except sqlite3.OperationalError as error:
        if not is_busy(error) or time.monotonic() > until:
            raise
        return False
    return True
