"""Energy by the quarter-hour: all of it, once, where it was used."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.event import Event
from controlroom.operations.consumers import Runner
from controlroom.operations.reports.quarter_hours import LONGEST_GAP, Rollup, quarter, spread
from tests.domain.session_events import POINT, TEN, at, begun, meter, over, start, stop
from tests.operations.fakes import FakeClock, FakeConsumers, FakeFeed, FakeStore


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(FakeClock())


async def roll(store: FakeStore, *events: Event, rollup: Rollup | None = None) -> dict[int, int]:
    """What stands in each quarter-hour, by its minutes after ten, of all connectors."""
    for event in events:
        await store.commit([event], [])
    consumers = FakeConsumers(store)
    runner = Runner(rollup or Rollup(consumers), FakeFeed(store), consumers, store.clock, "one")
    await runner.catch_up(store.head)
    found: dict[int, int] = {}
    for (_point, _evse, _connector, begin), wh in store.quarters.items():
        minutes = int((begin - TEN).total_seconds() // 60)
        found[minutes] = found.get(minutes, 0) + wh
    return found


# --- dividing ---------------------------------------------------------------------------------

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=200, deadline=None)
@given(begin=MOMENTS, seconds=st.integers(0, 8 * 3600), wh=st.integers(0, 10**7))
def test_the_parts_are_the_whole(begin: datetime, seconds: int, wh: int) -> None:
    end = begin + timedelta(seconds=seconds)
    parts = list(spread(begin, end, wh))
    assert sum(part for _start, part in parts) == wh
    assert all(part >= 0 for _start, part in parts)
    starts = [part_start for part_start, _ in parts]
    assert starts == sorted(set(starts))
    assert all(quarter(begin) <= s <= end and s == quarter(s) for s in starts)


def test_energy_is_divided_by_time() -> None:
    assert list(spread(at(5), at(35), 3000)) == [(at(0), 1000), (at(15), 1500), (at(30), 500)]


def test_over_a_long_gap_nobody_knows() -> None:
    end = at(7) + LONGEST_GAP + timedelta(minutes=1)
    assert list(spread(at(7), end, 900)) == [(quarter(end), 900)]


# --- consuming --------------------------------------------------------------------------------


async def test_a_session_stands_in_its_quarter_hours(store: FakeStore) -> None:
    messages = [
        start(0, 1000),
        meter(10, 2000),
        meter(20, 3000),
        stop(30, 4000, evse=1, connector=1),
    ]
    assert await roll(store, *messages) == {0: 1500, 15: 1500}


@pytest.mark.parametrize(("first", "second"), ((-60, -60), (-60, 0), (3, 3), (3, 0), (0, -60)))
async def test_quarter_hours_are_those_of_our_clock(
    store: FakeStore, first: int, second: int
) -> None:
    """`first` and `second`: how many minutes the station's clock is ahead, later set again."""
    messages = [
        meter(minute + ahead, wh, received=at(minute))
        for minute, wh, ahead in ((0, 1000, first), (10, 2000, first), (20, 3000, second))
    ]
    assert await roll(store, *messages) == {0: 1500, 15: 500}


async def test_a_message_twice_and_a_late_one_add_nothing(store: FakeStore) -> None:
    messages = [start(0, 1000), meter(10, 2000), meter(10, 2000), meter(20, 3000), meter(5, 1500)]
    assert sum((await roll(store, *messages, *messages)).values()) == 2000


@settings(max_examples=60, deadline=None)
@given(
    rises=st.lists(st.integers(0, 3000), min_size=1, max_size=40),
    cuts=st.lists(st.integers(0, 40), max_size=4),
)
def test_all_energy_is_kept_once_however_it_is_read(rises: list[int], cuts: list[int]) -> None:
    async def run() -> int:
        store = FakeStore(FakeClock())
        wh, messages = 500, [meter(0, 500)]
        for n, rise in enumerate(rises):
            wh += rise
            messages.append(meter(3 * (n + 1), wh))
        done = 0
        for cut in [*sorted(cuts), len(messages)]:
            await roll(store, *messages[done:cut])  # each time by a consumer that just started
            done = max(done, cut)
        return sum(store.quarters.values())

    assert asyncio.run(run()) == sum(rises)


@pytest.mark.parametrize("lost", (False, True))
async def test_a_commit_that_fails_is_neither_lost_nor_doubled(
    store: FakeStore, lost: bool
) -> None:
    rollup = Rollup(FakeConsumers(store))
    await roll(store, meter(0, 1000), meter(10, 2000), rollup=rollup)
    await store.commit([meter(12, 2500)], [])
    if lost:
        store.faults.answers_lost = 1
    else:
        store.faults.appends_fail = 1
    with pytest.raises(StoreUnavailable):
        await roll(store, rollup=rollup)
    assert await roll(store, meter(14, 3000), rollup=rollup) == {0: 2000}


async def test_connectors_have_meters_of_their_own(store: FakeStore) -> None:
    await roll(store, meter(0, 1000), meter(0, 9000, connector=2), meter(10, 1100))
    await roll(store, meter(10, 9500, connector=2))
    assert {key[1]: wh for key, wh in store.quarters.items()} == {1: 100, 2: 500}


async def test_a_main_meter_is_no_connector(store: FakeStore) -> None:
    assert await roll(store, meter(0, 0, connector=0), meter(10, 900, connector=0)) == {}


async def test_ocpp_201_tells_its_registers_as_samples(store: FakeStore) -> None:
    assert await roll(store, begun(0, 1000), over(10, 3000)) == {0: 2000}


# --- meters that cannot be believed -----------------------------------------------------------


@pytest.mark.parametrize("nonsense", (0, -1))
async def test_a_stop_that_says_nothing_moves_no_register(store: FakeStore, nonsense: int) -> None:
    first = [start(0, 41_000), meter(10, 42_000), stop(12, nonsense, evse=1, connector=1)]
    second = [start(200, 42_000), meter(210, 43_000)]
    assert sum((await roll(store, *first, *second)).values()) == 2000


async def test_a_start_that_says_nothing_adds_no_register(store: FakeStore) -> None:
    messages = [meter(0, 910_000), start(5, 0), meter(10, 910_400)]
    assert sum((await roll(store, *messages)).values()) == 400


async def test_a_meter_that_begins_again_counts_from_there(store: FakeStore) -> None:
    messages = [meter(0, 41_000), meter(10, 42_000), meter(20, 50), meter(30, 850)]
    assert sum((await roll(store, *messages)).values()) == 1000 + 800


async def test_a_meter_that_counts_each_transaction_from_zero(store: FakeStore) -> None:
    messages: list[Event] = []
    for n in range(3):
        end = stop(60 * n + 50, 5000 + n, evse=1, connector=1)
        messages += [start(60 * n, 0), end]
    assert sum((await roll(store, *messages)).values()) == 5000 + 5001 + 5002


async def test_one_reading_of_nonsense_adds_nothing(store: FakeStore) -> None:
    messages = [meter(0, 41_000), meter(10, 0), meter(20, 0), meter(30, 41_900)]
    assert sum((await roll(store, *messages)).values()) == 900
    more = [replace(m, charge_point="SLU-02") for m in messages]
    await roll(store, *more[:2])
    await roll(store, *more[2:])  # over a restart, too
    assert sum(wh for key, wh in store.quarters.items() if key[0] == "SLU-02") == 900


async def test_more_than_any_connector_gives_is_no_energy(store: FakeStore) -> None:
    messages = [meter(0, 1000), meter(1, 900_000), meter(11, 901_000)]
    assert sum((await roll(store, *messages)).values()) == 1000


async def test_a_tick_says_nothing(store: FakeStore) -> None:
    await roll(store, meter(0, 1000))
    writes = store.writes
    await roll(store)
    assert store.writes == writes
    assert store.state.keys() == {("rollup", f"1/1/{POINT}")}
