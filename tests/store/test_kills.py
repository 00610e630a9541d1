"""kill -9 at any moment loses nothing that was answered, and doubles nothing."""

from __future__ import annotations

import asyncio
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from signal import SIGKILL

import asyncpg
import pytest
from sqlalchemy import make_url

from controlroom.domain.charging.events import MeterSampled, StatusChanged
from controlroom.domain.charging.network import Network
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.event import Event
from controlroom.store import Store, maintenance, open_store
from controlroom.store.journal_function import CALL
from tests.store.child import WRITERS, Children, children
from tests.store.facts import append, register, said, texts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill -9")


@pytest.fixture(scope="module")
def forks() -> Iterator[Children]:
    with children() as started:
        yield started


async def _prepare(url: str) -> None:
    store = await open_store(url, upgrade=True)
    await register(store, *(f"CP{n}" for n in range(1, WRITERS + 1)))
    await store.close()


def _run_and_kill(forks: Children, url: str, run: int, seconds: float) -> list[str]:
    """What a writer had acknowledged when it was killed, some time after its first word."""
    pid = forks.start("append", url, run)
    told = [forks.line()]
    time.sleep(seconds)
    os.kill(pid, SIGKILL)
    told.extend(forks.rest())
    return told


class _Journal:
    """What is on disk, looked at after each kill: no later writing may hide what it left."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._position = 0
        self._network = Network()
        """What follows from the journal alone."""
        self.found: Counter[str] = Counter()

    async def look(self) -> None:
        """State is what follows from the facts, each taken once and none left out."""
        snapshot = await self._store.feed.snapshot()
        while self._position < snapshot.head:
            for entry in (await self._store.feed.read(self._position, 500)).entries:
                if entry.position <= snapshot.head:
                    assert entry.position == self._position + 1
                    self._position = entry.position
                    self._network.apply(self._network.decide(entry.event))
                    self.found.update(_identities(entry.event))
        points = sorted(self._network.charge_points)
        assert [p.id for p in snapshot.charge_points] == points
        connectors = {p: [*self._network.connectors[p].values()] for p in points}
        assert [*snapshot.connectors] == [one for p in points for one in connectors[p]]
        active = [one for p in points for one in self._network.active_sessions(p)]
        assert sorted(snapshot.sessions, key=lambda s: s.id) == sorted(active, key=lambda s: s.id)
        for point in points:
            state = await self._store.journal.load(point)
            assert state is not None
            assert [*state.connectors] == connectors[point]
            assert [s for s in state.sessions if s.active] == [
                s for s in active if s.charge_point == point
            ]


def _identities(event: Event) -> list[str]:
    if isinstance(event, StatusChanged):
        return [event.info]
    if isinstance(event, MeterSampled):
        return [s.measurand for s in event.samples if s.measurand.startswith("m")]
    return []


async def _kill_loop(forks: Children, url: str, times: int) -> None:
    await _prepare(url)
    chance = random.Random(times)
    acknowledged: list[str] = []
    store = await open_store(url, upgrade=False)
    journal = _Journal(store)
    try:
        for run in range(times):
            acknowledged += await asyncio.to_thread(
                _run_and_kill, forks, url, run, chance.uniform(0, 0.04)
            )
            await journal.look()
    finally:
        await store.close()
    assert len(acknowledged) > times
    found = journal.found
    # Every acknowledged message is there once, the rest at most once.
    assert not [identity for identity in acknowledged if found[identity] != 1]
    assert not [identity for identity, often in found.items() if often > 1]
    assert await maintenance.check(url) == []


async def test_nothing_answered_is_lost_by_kills_on_sqlite(
    forks: Children, sqlite_url: str
) -> None:
    await _kill_loop(forks, sqlite_url, 50)


async def test_nothing_answered_is_lost_by_kills_on_postgresql(
    forks: Children, postgresql_url: str
) -> None:
    await _kill_loop(forks, postgresql_url, 10)


@pytest.mark.long
async def test_nothing_answered_is_lost_by_a_thousand_kills(
    forks: Children, database_url: str
) -> None:
    await _kill_loop(forks, database_url, 1000)


async def test_backends_that_are_killed_lose_and_double_nothing(postgresql_url: str) -> None:
    """The server ends our connections again and again, at whatever they are."""
    await _prepare(postgresql_url)
    store = await open_store(postgresql_url, upgrade=True)
    acknowledged: list[str] = []
    over = asyncio.Event()

    async def writing(number: int) -> None:
        n = 0
        while not over.is_set():
            n += 1
            with suppress(StoreUnavailable):
                await append(store, said(f"{number}/{n}"))
                acknowledged.append(f"{number}/{n}")

    async def killing() -> None:
        admin = await asyncpg.connect(postgresql_url)
        killed = 0
        while killed < 12:
            await asyncio.sleep(0.05)
            killed += await admin.fetchval(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await admin.close()
        over.set()

    writers = [asyncio.create_task(writing(n)) for n in range(20)]
    await killing()
    await asyncio.gather(*writers)
    stored = Counter(await texts(store))
    await store.close()
    assert len(acknowledged) > 40
    assert not [identity for identity in acknowledged if stored[identity] != 1]
    assert not [identity for identity, times in stored.items() if times > 1]
    assert await maintenance.check(postgresql_url) == []


@dataclass
class _Wire:
    """A way to PostgreSQL that breaks under commits, after they reached it."""

    url: str
    odds: float = 0.0
    lost: list[bytes] = field(default_factory=list)
    """Answers that nobody got."""


@asynccontextmanager
async def _wire(url: str) -> AsyncIterator[_Wire]:
    parsed = make_url(url)
    folder = parsed.query.get("host")
    port = parsed.port or 5432
    chance = random.Random(1)
    links: list[asyncio.StreamWriter] = []
    prepared = re.compile(rb"(__asyncpg_stmt_\w+__\0)" + re.escape(CALL.encode()))

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if folder:
            there = await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{port}")
        else:
            there = await asyncio.open_connection(parsed.host, port)
        links.extend((writer, there[1]))
        breaking = False

        async def down() -> None:
            while told := await there[0].read(65536):
                if breaking:
                    wire.lost.append(told)
                    break
                writer.write(told)
            writer.close()
            there[1].close()

        answering = asyncio.create_task(down())
        calls: set[bytes] = set()
        """Names of the prepared statements that are a commit."""
        while asked := await reader.read(65536):
            calls.update(prepared.findall(asked))
            commits = asked.startswith(b"B") and any(name in asked for name in calls)
            breaking = commits and chance.random() < wire.odds
            there[1].write(asked)
        there[1].close()
        await answering

    server = await asyncio.start_server(carry, "127.0.0.1", 0)
    here = server.sockets[0].getsockname()[1]
    breakable = parsed.set(host="127.0.0.1", port=here, query={})
    wire = _Wire(breakable.render_as_string(hide_password=False))
    try:
        yield wire
    finally:
        server.close()
        for link in links:
            link.close()


async def test_commits_whose_answers_are_lost_are_neither_lost_nor_doubled(
    postgresql_url: str,
) -> None:
    """Only the writer's row tells that they happened."""
    await _prepare(postgresql_url)
    async with _wire(postgresql_url) as wire:
        store = await open_store(wire.url, upgrade=False)
        wire.odds = 0.3

        async def writing(number: int) -> None:
            for n in range(25):
                await append(store, said(f"{number}/{n}"))

        await asyncio.gather(*(writing(number) for number in range(4)))
        # Ready, and in no transaction: what was called is committed.
        assert len([told for told in wire.lost if told.endswith(b"Z\0\0\0\5I")]) >= 5
        await store.close()
    store = await open_store(postgresql_url, upgrade=False)
    stored = Counter(await texts(store))
    await store.close()
    assert stored == Counter(f"{number}/{n}" for number in range(4) for n in range(25))


async def _consumed(url: str) -> tuple[int, list[str]]:
    """The consumer's own counter, and what it wrote."""
    store = await open_store(url, upgrade=False)
    state = await store.consumers.state("copy")
    copies = [t for t in await texts(store) if t.startswith("copy of ")]
    await store.close()
    return int(str(state.get("count", {"n": 0})["n"])), copies


async def test_a_consumer_killed_between_any_two_statements(
    forks: Children, database_url: str
) -> None:
    """It neither repeats nor skips: whatever it died before, the next one goes on."""
    store = await open_store(database_url, upgrade=True)
    await register(store, "CP1")
    for n in range(20):
        await append(store, said(f"{n}"))
    head = (await store.feed.snapshot()).head
    await store.close()

    def deaths() -> int:
        """Each statement once, until one survives because there are no more."""
        for statement in range(1, 30):
            forks.start("consume", database_url, statement)
            if "survived" in list(forks.rest()):
                return statement
        raise AssertionError("a transaction of that many statements?")

    statements = await asyncio.to_thread(deaths)
    # On PostgreSQL it is one call: there is a before and an after.
    assert statements > (5 if database_url.startswith("sqlite") else 2)
    from tests.store.child import consume

    store = await open_store(database_url, upgrade=False)
    assert await store.consumers.lease("copy", "child")
    while await store.consumers.cursor("copy") < head:
        assert await consume(store, "child")
    await store.close()
    count, copies = await _consumed(database_url)
    assert copies == [f"copy of {position}" for position in range(1, head + 1)]
    assert count == head
