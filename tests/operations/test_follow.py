"""The feed as an iterator: nothing skipped, nothing twice, and it waits where nothing comes."""

from __future__ import annotations

import asyncio

import pytest
from typing_extensions import override

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import MeterSampled, StatusChanged
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.event import Event
from controlroom.operations.follow import Follow
from controlroom.operations.ports.journal import Reading
from tests.domain.session_events import meter, status
from tests.operations.fakes import FakeClock, FakeFeed, FakeStore

FAULTED = ConnectorStatus.FAULTED


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(FakeClock())


def positions(reading: Reading) -> list[int]:
    return [entry.position for entry in reading.entries]


async def test_it_reads_in_pieces_to_the_end_and_waits_for_more(store: FakeStore) -> None:
    await store.commit([status(n, FAULTED) for n in range(5)], [])
    readings = Follow(FakeFeed(store), 1, limit=2, wait_s=60)
    assert positions(await anext(readings)) == [2, 3]
    assert positions(await anext(readings)) == [4, 5]
    assert await anext(readings) == ([], 5, False)
    coming = asyncio.create_task(anext(readings))
    await asyncio.sleep(0.01)
    assert not coming.done()
    await store.commit([status(9, FAULTED)], [])
    assert positions(await coming) == [6]
    assert readings.position == 6


async def test_an_empty_reading_tells_that_nothing_came(store: FakeStore) -> None:
    readings = Follow(FakeFeed(store), 0, wait_s=0.01)
    for _time in range(3):
        assert await anext(readings) == ([], 0, False)


async def test_what_is_not_wanted_is_passed_over(store: FakeStore) -> None:
    await store.commit([status(0, FAULTED), meter(1, 1), status(2, FAULTED), meter(3, 3)], [])
    statuses = await anext(Follow(FakeFeed(store), 0, events=frozenset({StatusChanged})))
    assert (positions(statuses), statuses.upto) == ([1, 3], 4)
    values = await anext(Follow(FakeFeed(store), 0, events=frozenset({MeterSampled})))
    assert positions(values) == [2, 4]


async def test_a_pace_reads_what_comes_meanwhile_together(store: FakeStore) -> None:
    readings = Follow(FakeFeed(store), 0, wait_s=60, pace_s=0.2)
    await anext(readings)
    coming = asyncio.create_task(anext(readings))
    for n in range(3):
        await store.commit([status(n, FAULTED)], [])
        await asyncio.sleep(0.01)
    assert positions(await coming) == [1, 2, 3]


async def test_a_store_that_was_away_is_read_on_from_the_same_place(store: FakeStore) -> None:
    await store.commit([status(0, FAULTED)], [])
    readings = Follow(FakeFeed(store), 0)
    store.faults.away = True
    with pytest.raises(StoreUnavailable):
        await anext(readings)
    store.faults.away = False
    assert positions(await anext(readings)) == [1]


async def test_who_is_cancelled_lets_a_query_end(store: FakeStore) -> None:
    """One that is cut off loses its connection."""
    gate, ended = asyncio.Event(), False

    class Slow(FakeFeed):
        @override
        async def read(
            self, after: int, limit: int = 1000, events: frozenset[type[Event]] | None = None
        ) -> Reading:
            nonlocal ended
            await gate.wait()
            ended = True
            return await super().read(after, limit, events)

    reading = asyncio.create_task(anext(Follow(Slow(store), 0)))
    await asyncio.sleep(0.01)
    reading.cancel()
    await asyncio.sleep(0.01)
    assert not reading.done()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert ended
