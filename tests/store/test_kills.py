"""kill -9 at any moment loses nothing that was answered, and doubles nothing."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from signal import SIGKILL

import asyncpg
import pytest

from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.events import DataTransferred, MeterSampled
from controlroom.store import care, open_store
from tests.store.child import WRITERS, Children, children
from tests.store.facts import append, read_all, register, said, texts

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


async def _judge(url: str, acknowledged: list[str]) -> None:
    """Every acknowledged message is there once, the rest at most once, and state follows."""
    store = await open_store(url, upgrade=False)
    try:
        entries = await read_all(store)
        snapshot = await store.feed.snapshot()
    finally:
        await store.close()
    found: Counter[str] = Counter()
    newest: dict[str, tuple[str, float]] = {}
    for entry in entries:
        event = entry.event
        if isinstance(event, DataTransferred):
            found[event.data] += 1
            newest[event.charge_point] = (event.data, float(event.data.rpartition("/")[2]))
        elif isinstance(event, MeterSampled):
            found[f"m{event.transaction}"] += 1
            n = event.samples[0].value
            newest[event.charge_point] = (event.transaction, n + 0.5)
    assert not [identity for identity in acknowledged if found[identity] != 1]
    assert not [identity for identity, times in found.items() if times > 1]
    assert {c.charge_point: (c.info, c.power_w) for c in snapshot.connectors} == newest
    assert await care.check(url) == []


async def _kill_loop(forks: Children, url: str, times: int) -> None:
    await _prepare(url)
    chance = random.Random(times)
    acknowledged: list[str] = []
    for run in range(times):
        acknowledged += await asyncio.to_thread(
            _run_and_kill, forks, url, run, chance.uniform(0, 0.04)
        )
    assert len(acknowledged) > times
    await _judge(url, acknowledged)


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

    async def killing() -> int:
        admin = await asyncpg.connect(postgresql_url)
        killed = 0
        for _ in range(20):
            await asyncio.sleep(0.05)
            killed += await admin.fetchval(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await admin.close()
        over.set()
        return int(killed)

    writers = [asyncio.create_task(writing(n)) for n in range(20)]
    killed = await killing()
    await asyncio.gather(*writers)
    assert killed >= 10
    stored = Counter(await texts(store))
    await store.close()
    assert len(acknowledged) > 100
    assert not [identity for identity in acknowledged if stored[identity] != 1]
    assert not [identity for identity, times in stored.items() if times > 1]
    assert await care.check(postgresql_url) == []


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
    assert statements > 5
    from tests.store.child import consume

    store = await open_store(database_url, upgrade=False)
    assert await store.consumers.lease("copy", "child")
    while await store.consumers.cursor("copy") < head:
        assert await consume(store, "child")
    await store.close()
    count, copies = await _consumed(database_url)
    assert copies == [f"copy of {position}" for position in range(1, head + 1)]
    assert count == head
