"""Who serves an embedded database: a lock beside the file, with the server's process in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from controlroom.domain.errors import InvalidValue, Refused
from controlroom.store.file_systems import refuse_share

LEASE = timedelta(seconds=10)
"""How long a serving process counts as alive after its last beat."""


def serving_file(url: str) -> Path | None:
    """The lock of who serves an embedded database; None for a server of its own."""
    from controlroom.store.address import parse

    parsed = parse(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    file = Path(parsed.database or "").absolute()
    if not file.parent.is_dir():
        raise InvalidValue("database-no-folder", database=file, folder=file.parent)
    refuse_share(file)
    return lock_of(file)


def lock_of(database: Path) -> Path:
    """The lock's file, beside the database's own."""
    return database.with_name(f"{database.name}.serving")


@contextmanager
def serving_lock(url: str) -> Iterator[None]:
    """Hold the right to serve. Raises Refused where another process does.

    The operating system lets go of it when the process dies, however it dies. On
    PostgreSQL as many serve as the network needs.
    """
    import filelock

    file = serving_file(url)
    if file is None:
        yield
        return
    lock = filelock.FileLock(file, timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout as taken:
        from controlroom.store.address import readable

        raise Refused(
            "already-served", database=readable(url), pid=_pid(file) or "unknown"
        ) from taken
    except OSError as failure:
        raise InvalidValue("database-read-only", database=file) from failure
    try:
        _pid_file(file).write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        _pid_file(file).unlink(missing_ok=True)
        lock.release()


def served_by(url: str) -> int | None:
    """The process that serves an embedded database now; None where none does."""
    file = serving_file(url)
    return None if file is None else holder(file)


def holder(lock: Path) -> int | None:
    """The process that holds a lock; None where none does."""
    if not lock.exists():
        return None
    import filelock

    attempt = filelock.FileLock(lock, timeout=0)
    try:
        attempt.acquire()
    except filelock.Timeout:
        return _pid(lock)
    attempt.release()
    return None


def serves(url: str) -> bool:
    """Whether the process that took the right to serve an embedded database is alive.

    Leaves the lock alone, and so may be asked often. Of a server of its own only beats tell.
    """
    file = serving_file(url)
    if file is None:
        return True
    # Slow to import, and needed by windows only.
    import psutil

    pid = _pid(file)
    try:
        # One that fell is there until its parent has asked for it.
        return pid is not None and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _pid_file(lock: Path) -> Path:
    return lock.with_suffix(".pid")


def _pid(lock: Path) -> int | None:
    try:
        return int(_pid_file(lock).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
