"""The windows that are open on an embedded database, and the central system they started.

Each window holds a lock on a file of its own beside the database; the operating system lets go of
it however the window ends. Whoever closes the last one ends the central system, if it was a window
that started it: one that somebody runs by hand is theirs to end.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from controlroom.store import served_by, serving_file


class Windows:
    """Of one database. On PostgreSQL, which has servers of its own, nothing is noted."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._file = serving_file(database)

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """A window is open."""
        if self._file is None:
            yield
            return
        own = self._file.with_name(f"{self._file.name}.window-{uuid.uuid4().hex}")
        try:
            with filelock.FileLock(own):
                yield
        finally:
            own.unlink(missing_ok=True)

    def any_open(self) -> bool:
        """Whether a window is open; what one that fell has left behind is cleared away."""
        if self._file is None:
            return False
        found = False
        for file in self._file.parent.glob(f"{self._file.name}.window-*"):
            try:
                with filelock.FileLock(file, timeout=0):
                    pass
            except filelock.Timeout:
                found = True
            else:
                file.unlink(missing_ok=True)
        return found

    def note_started(self) -> None:
        """A window started what serves the database now."""
        pid = served_by(self._database)
        if self._file is not None and pid is not None:
            self._note(self._file).write_text(str(pid), encoding="ascii")

    def fell(self) -> bool:
        """Whether what a window started is gone, and nothing serves in its place."""
        if self._file is None or served_by(self._database) is not None:
            return False
        return self._note(self._file).exists()

    def forget(self) -> None:
        """What a window started was ended on purpose."""
        if self._file is not None:
            self._note(self._file).unlink(missing_ok=True)

    def started(self) -> int | None:
        """The process that serves the database, where a window started it."""
        pid = served_by(self._database)
        if self._file is None or pid is None:
            return None
        try:
            noted = self._note(self._file).read_text(encoding="ascii")
        except OSError:
            return None
        return pid if noted == str(pid) else None

    @staticmethod
    def _note(file: Path) -> Path:
        return file.with_name(f"{file.name}.started")
