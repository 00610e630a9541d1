"""Databases under load: made, filled with charge points and tokens, and counted afterwards."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from controlroom.domain.charging.charge_point import Registration, Site
from controlroom.domain.people.authorisation import Token
from controlroom.domain.people.customer import Customer
from tests.bench import traffic
from tests.postgresql import PostgreSQL, stop_server

_SITE = "Bench"
_BY = "bench"
_AT_ONCE = 64

_SAID = (
    "('Booted', 'StatusChanged', 'TransactionStarted', 'TransactionUpdated', 'TransactionEnded')"
)
_ROWS = (
    f"SELECT (SELECT count(*) FROM journal WHERE kind IN {_SAID})"  # noqa: S608 - our own words
    " + (SELECT count(*) FROM meter_value)"
)
_BEHIND = "SELECT (SELECT last FROM journal_head) - min(cursor) FROM consumer WHERE holder <> ''"


@dataclass(frozen=True, slots=True)
class Database:
    """One that is ready. `postmaster` is the first process of its server, where we know it."""

    kind: str
    url: str
    postmaster: int | None = None
    settings: str = ""
    """What it promises of durability, in its own words."""

    def rows(self) -> int:
        """Messages of charge points in the journal and among the meter values."""
        return self._number(_ROWS)

    def behind(self) -> int:
        """How many positions the slowest consumer stands behind the head of the journal."""
        return self._number(_BEHIND)

    def _number(self, query: str) -> int:
        if self.kind == "sqlite":
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as connection:
                found = connection.execute(query).fetchone()[0]
        else:
            found = asyncio.run(_value(self.url, query))
        return int(found or 0)


async def _value(url: str, query: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


@contextmanager
def database(kind: str, folder: Path) -> Iterator[Database]:
    """An empty database of either kind, in the folder where that is ours to choose."""
    if kind == "sqlite":
        yield Database(kind, f"sqlite:///{(folder / 'bench.db').as_posix()}")
        return
    # Its library keeps its locks there, and warns where there is none.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    try:
        with PostgreSQL.of_this_run(folder) as server, server.database() as url:
            fsync, commit = (
                asyncio.run(_value(url, f"SHOW {name}")) for name in ("fsync", "synchronous_commit")
            )
            yield Database(
                kind, url, _postmaster(folder), f"fsync={fsync}, synchronous_commit={commit}"
            )
    finally:
        stop_server(folder)


def _postmaster(folder: Path) -> int | None:
    """None where the server is somebody else's (``CONTROLROOM_TEST_DSN``)."""
    file = folder / "postgresql" / "postmaster.pid"
    return int(file.read_text().splitlines()[0]) if file.exists() else None


async def fill(url: str, stations: int, key: str | None, *, tokens: bool = True) -> None:
    """Charge points at one site, and with `tokens` a token of its own for each.

    With a key they are of security profile 1, without one of profile 0.
    """
    from controlroom.store import open_store

    store = await open_store(url, upgrade=True)
    try:
        await store.charge_points.set_site(Site(_SITE), _BY)
        customer = await store.customers.set_customer(Customer(0, "Bench AB"), _BY)
        numbers = iter(range(stations))

        async def register() -> None:
            for number in numbers:
                registration = Registration(
                    traffic.identity(number), _SITE, security_profile=0 if key is None else 1
                )
                await store.charge_points.register(registration, key, _BY)
                if tokens:
                    token = Token(traffic.token(number), customer.number)
                    await store.customers.set_token(token, _BY, new=True)

        await asyncio.gather(*(register() for _ in range(_AT_ONCE)))
    finally:
        await store.close()


def name_of(url: str) -> str:
    """The kind of a database's URL, for people."""
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[urlsplit(url).scheme]
