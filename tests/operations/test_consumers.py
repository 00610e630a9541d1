"""Running a consumer: nothing twice, nothing skipped, nothing written for nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from typing_extensions import override

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import MeterSampled, StatusChanged, TransactionEnded
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.event import Event
from controlroom.domain.event_kinds import FACTS
from controlroom.operations.consumers import BATCH, Conclusion, Consumer, Runner
from controlroom.operations.ports.journal import ConsumerState, Entry
from tests.domain.session_events import meter, start, status, stop
from tests.operations.fakes import FakeClock, FakeConsumers, FakeFeed, FakeStore, until

AVAILABLE = ConnectorStatus.AVAILABLE
FAULTED = ConnectorStatus.FAULTED


class Counter(Consumer):
    """Counts faults, in memory and in the store; writes nothing for anything else."""

    name = "counter"
    tick_s = 0.01
    events = FACTS

    def __init__(self, store: FakeStore) -> None:
        self.store = store
        self.count = 0
        self.loads = 0
        self.seen: list[int] = []
        self.ticks = 0
        self.says: list[Conclusion] = []
        self.fails: Callable[[Entry], bool] = lambda _entry: False

    @override
    async def load(self) -> None:
        self.loads += 1
        body = (await FakeConsumers(self.store).state(self.name)).get("count", {"is": 0})
        self.count = int(str(body["is"]))

    @override
    async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:
        if not entries:
            self.ticks += 1
            return self.says.pop(0) if self.says else Conclusion()
        before = self.count
        for entry in entries:
            if self.fails(entry):
                raise ZeroDivisionError
            self.seen.append(entry.position)
            event = entry.event
            if isinstance(event, StatusChanged) and event.status is FAULTED:
                self.count += 1
        if self.count == before:
            return Conclusion()
        return Conclusion(rows=[ConsumerState(self.name, "count", {"is": self.count})])

    @property
    def stored(self) -> int:
        return int(self.store.state.get((self.name, "count"), '{"is": 0}').split(":")[1][:-1])


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(FakeClock())


@pytest.fixture
def counter(store: FakeStore) -> Counter:
    return Counter(store)


def runner(counter: Counter, holder: str = "one") -> Runner:
    store = counter.store
    return Runner(counter, FakeFeed(store), FakeConsumers(store), store.clock, holder, retry_s=0.02)


async def say(store: FakeStore, *events: Event) -> None:
    for event in events:
        await store.commit([event], [])


@asynccontextmanager
async def running(which: Runner) -> AsyncIterator[None]:
    task = asyncio.create_task(which.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def faults(count: int) -> list[Event]:
    return [status(n, FAULTED) for n in range(count)]


async def test_it_consumes_what_is_there_and_what_comes(store: FakeStore, counter: Counter) -> None:
    await say(store, *faults(3))
    async with running(runner(counter)):
        await until(lambda: counter.stored == 3)
        await say(store, status(9, AVAILABLE), *faults(2))
        await until(lambda: counter.stored == 5)
        assert counter.seen == [1, 2, 3, 4, 5, 6]
        assert store.cursors["counter"] == 6


async def test_what_does_not_concern_it_is_not_written_at_once(
    store: FakeStore, counter: Counter
) -> None:
    async with running(runner(counter)):
        await until(lambda: counter.loads == 1)
        writes = store.writes
        await say(store, *[status(n, AVAILABLE) for n in range(20)])
        await until(lambda: len(counter.seen) == 20)
        ticks = counter.ticks
        await until(lambda: counter.ticks > ticks + 3)
        assert store.writes == writes + 20
        # In a while the cursor follows: others wait for it.
        await until(lambda: store.cursors.get("counter") == 20)
        assert store.writes == writes + 21


async def test_a_tick_may_speak(store: FakeStore, counter: Counter) -> None:
    counter.says = [Conclusion(events=[status(1, AVAILABLE)])]
    async with running(runner(counter)):
        await until(lambda: store.head == 1)


async def test_only_one_of_two_holds_the_lease(store: FakeStore, counter: Counter) -> None:
    other = Counter(store)
    await say(store, *faults(3))
    async with running(runner(counter, "one")):
        await until(lambda: counter.stored == 3)
        async with running(runner(other, "two")):
            await say(store, *faults(2))
            await until(lambda: counter.stored == 5)
            await asyncio.sleep(0.05)
            assert other.seen == []


async def test_a_lease_that_is_given_back_is_taken_over(store: FakeStore, counter: Counter) -> None:
    other = Counter(store)
    first = runner(counter, "one")
    await say(store, *faults(3))
    async with running(runner(other, "two")):
        await until(lambda: other.stored == 3)
    await runner(other, "two").stop()
    async with running(first):
        await say(store, *faults(2))
        await until(lambda: counter.stored == 5)
    assert counter.seen == [4, 5]


async def test_a_commit_that_failed_is_concluded_again_from_what_is_stored(
    store: FakeStore, counter: Counter
) -> None:
    await say(store, *faults(3))
    store.faults.appends_fail = 1
    async with running(runner(counter)):
        await until(lambda: counter.stored == 3)
    assert counter.count == 3
    assert counter.loads == 2


async def test_a_commit_whose_answer_was_lost_is_not_doubled(
    store: FakeStore, counter: Counter
) -> None:
    await say(store, *faults(3))
    store.faults.answers_lost = 1
    async with running(runner(counter)):
        await until(lambda: counter.loads == 2)
        await say(store, *faults(1))
        await until(lambda: counter.stored == 4)
    assert counter.count == 4


async def test_a_store_that_is_away_is_waited_for(store: FakeStore, counter: Counter) -> None:
    await say(store, *faults(2))
    store.faults.away = True
    async with running(runner(counter)):
        await asyncio.sleep(0.05)
        store.faults.away = False
        await until(lambda: counter.stored == 2)


async def test_who_is_overtaken_begins_from_where_the_other_stands(
    store: FakeStore, counter: Counter
) -> None:
    await say(store, *faults(2))
    async with running(runner(counter)):
        await until(lambda: counter.stored == 2)
        # As if this process had been asleep while another had the lease.
        store.cursors["counter"] = 4
        store.state[("counter", "count")] = '{"is": 40}'
        await say(store, *faults(4))
        await until(lambda: counter.stored == 42)
    assert counter.seen[-2:] == [5, 6]


async def test_one_entry_that_cannot_be_judged_stops_no_other(
    store: FakeStore, counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    await say(store, *faults(7))
    counter.fails = lambda entry: entry.position == 4
    async with running(runner(counter)):
        await until(lambda: counter.stored == 6)
        await say(store, *faults(1))
        await until(lambda: counter.stored == 7)
    assert 4 not in counter.seen
    assert "cannot judge entries 4 to 4" in caplog.text


async def test_a_tick_that_fails_is_tried_again(store: FakeStore, counter: Counter) -> None:
    class Weak(Counter):
        @override
        async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:
            if not entries and self.ticks < 2:
                self.ticks += 1
                raise ZeroDivisionError
            return await super().conclude(entries, now)

    weak = Weak(store)
    async with running(runner(weak)):
        await say(store, *faults(1))
        await until(lambda: weak.stored == 1 and weak.ticks > 2)


async def test_time_does_not_pass_for_who_is_behind(store: FakeStore, counter: Counter) -> None:
    await store.commit(faults(3 * BATCH), [])
    ticked_at: list[int] = []

    class Slow(Counter):
        @override
        async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:
            await asyncio.sleep(0.02)  # longer than the tick
            if not entries:
                ticked_at.append(self.count)
            return await super().conclude(entries, now)

    slow = Slow(store)
    async with running(runner(slow)):
        await until(lambda: bool(ticked_at))
    assert ticked_at[0] == 3 * BATCH


async def test_meter_values_are_read_by_who_needs_them(store: FakeStore) -> None:
    class Meters(Counter):
        events = FACTS | {MeterSampled}

    reader, leaves_out = Meters(store), Counter(store)
    await say(store, meter(0, 1), status(1, FAULTED), meter(2, 2))
    await runner(reader).catch_up(3)
    assert reader.seen == [1, 2, 3]
    store.cursors.clear()
    await runner(leaves_out).catch_up(3)
    assert leaves_out.seen == [2]
    assert store.cursors["counter"] == 3


async def test_a_consumer_is_told_of_what_it_wants(store: FakeStore) -> None:
    class Ends(Counter):
        events = frozenset({TransactionEnded, StatusChanged})

    counter = Ends(store)
    await say(store, start(0, 1), status(1, FAULTED), meter(2, 2), stop(3, 3), start(4, 4))
    await runner(counter).catch_up(5)
    assert counter.seen == [2, 4]
    assert store.cursors["counter"] == 5


# --- catching up ------------------------------------------------------------------------------


async def test_catching_up_comes_to_the_head_and_gives_the_lease_back(
    store: FakeStore, counter: Counter
) -> None:
    await store.commit(faults(2 * BATCH + 3), [])
    await say(store, *[status(n, AVAILABLE) for n in range(5)])
    assert await runner(counter).catch_up(store.head) == store.head
    assert counter.stored == 2 * BATCH + 3
    assert await FakeConsumers(store).lease("counter", "another")


async def test_catching_up_lets_a_consumer_finish_its_portions(
    store: FakeStore, counter: Counter
) -> None:
    counter.says = [
        Conclusion(rows=[ConsumerState("counter", f"part{n}", {"is": n})]) for n in range(5)
    ]
    await runner(counter).catch_up(0)
    assert counter.says == []
    assert len(store.state) == 5


async def test_who_says_the_same_for_ever_is_not_listened_to_for_ever(
    store: FakeStore, counter: Counter
) -> None:
    counter.says = [Conclusion(rows=[ConsumerState("counter", "x", {"is": 1})])] * 50
    await runner(counter).catch_up(0)
    assert len(counter.says) > 40


async def test_nobody_catches_up_while_another_holds_the_lease(
    store: FakeStore, counter: Counter
) -> None:
    await say(store, *faults(2))
    assert await FakeConsumers(store).lease("counter", "another")
    assert await runner(counter).catch_up(2) == 0
    assert counter.seen == []


async def test_who_loses_the_lease_while_catching_up_stops(
    store: FakeStore, counter: Counter
) -> None:
    await say(store, *faults(2))

    class Robbed(Counter):
        @override
        async def conclude(self, entries: Sequence[Entry], now: datetime) -> Conclusion:
            store.leases.clear()
            await FakeConsumers(store).lease("counter", "another")
            return await super().conclude(entries, now)

    async with asyncio.timeout(2):
        assert await runner(Robbed(store)).catch_up(2) == 0
    assert store.state == {}
    assert not await FakeConsumers(store).lease("counter", "third")


async def test_catching_up_on_a_store_that_is_away_says_so(
    store: FakeStore, counter: Counter
) -> None:
    store.faults.away = True
    with pytest.raises(StoreUnavailable):
        await runner(counter).catch_up(1)
